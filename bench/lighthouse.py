"""What Lighthouse gives every type of page, in its four categories.

python bench/lighthouse.py [STATE ...]

Needs Node and a Chromium: npx fetches lighthouse 12.8.2 at the first run. The states are those that
the browser tests open; of a page that a refused form brings back, or that answers with an error,
Lighthouse measures nothing. Where other work on the machine costs a page its performance, it is
measured again, at most twice. Pages of one visitor forbid search engines, which costs them that
category: there it is not counted. The last line is JSON: the worst score in each category.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "site"))

from playwright.sync_api import Browser, Page, sync_playwright

from candor.commands.browsers import chromium
from tests.browser.inbox_states import INBOX_STATES
from tests.browser.serving import Served, served
from tests.browser.states import STATES

LIGHTHOUSE = ("npx", "--yes", "lighthouse@12.8.2")
FLAGS = ("--quiet", "--chrome-flags=--headless=new --no-sandbox", "--output=json", "--output-path=stdout")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TRIES = 3
EVERY_STATE = {**STATES, **INBOX_STATES}

Scores = dict[str, int]


@dataclass(frozen=True)
class Target:
    """A page to measure: its address, the cookie that opens it, and whether search engines may have it."""

    state: str
    address: str
    cookie: str
    is_public: bool


def main(arguments: Sequence[str]) -> int:
    """Measure, print a table and the worst scores; fail where one that counts is below 100."""
    path = chromium(os.environ, None)
    worst = dict.fromkeys(CATEGORIES, 100)
    sys.stdout.write(f"{'page':<40}{''.join(f'{name:>16}' for name in CATEGORIES)}\n")
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder) / "candor.sqlite3") as site,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=path, args=["--no-sandbox"]) as browser,
    ):
        # One after the other: a sign-in link ends when the next one is made.
        for target in _targets(browser, site, arguments or list(EVERY_STATE)):
            scores, missed = _best(target, path)
            worst |= {name: min(worst[name], score) for name, score in scores.items()}
            shown = "".join(f"{scores.get(name, '-'):>16}" for name in CATEGORIES)
            sys.stdout.write("\n    ".join([f"{target.state:<40}{shown}", *missed]) + "\n")
            sys.stdout.flush()
    sys.stdout.write(json.dumps(worst) + "\n")
    return 0 if all(score == 100 for score in worst.values()) else 1


def _targets(browser: Browser, site: Served, states: Sequence[str]) -> Iterator[Target]:
    """Open every state, and yield the address that each one ends at where it can be opened again."""
    seen: set[str] = set()
    for state in states:
        context = browser.new_context()
        context.set_default_timeout(30_000)
        page = context.new_page()
        EVERY_STATE[state](page, site)
        cookie = "; ".join(f"{one.get('name')}={one.get('value')}" for one in context.cookies())
        address = page.url
        is_page, is_public = _again(page, address)
        context.close()
        if is_page and address not in seen:
            seen.add(address)
            yield Target(state, address, cookie, is_public)


def _again(page: Page, address: str) -> tuple[bool, bool]:
    """Tell whether an address opens as a page by itself, and whether search engines may have it."""
    response = page.goto(address)
    if response is None or response.status != 200:
        return False, False
    forbidden = "noindex" in response.headers.get("x-robots-tag", "")
    return True, not forbidden and page.locator("meta[name='robots'][content*='noindex']").count() == 0


def _best(target: Target, path: Path) -> tuple[Scores, list[str]]:
    """Return a page's scores and what cost it points, from the try that other work disturbed least."""
    found: list[tuple[Scores, list[str]]] = []
    for _ in range(TRIES):
        measured = _measured(target, path)
        found += [measured] if measured else []
        if measured and measured[0]["performance"] == 100:
            break
    if not found:
        raise SystemExit(f"{target.state}: Lighthouse could not measure {target.address}")
    return max(found, key=lambda one: one[0]["performance"])


def _measured(target: Target, path: Path) -> tuple[Scores, list[str]] | None:
    command = [*LIGHTHOUSE, target.address, *FLAGS]
    if target.cookie:
        command.append(f"--extra-headers={json.dumps({'Cookie': target.cookie})}")
    environment = {**os.environ, "CHROME_PATH": str(path)}
    ran = subprocess.run(command, env=environment, capture_output=True, check=False)
    if ran.returncode:
        # It gives up now and then where a page comes too slowly to be traced.
        sys.stderr.write(ran.stderr.decode()[-500:])
        return None
    report = json.loads(ran.stdout)
    counted = [name for name in CATEGORIES if target.is_public or name != "seo"]
    scores = {name: round((report["categories"][name]["score"] or 0) * 100) for name in counted}
    return scores, [fault for name in counted if scores[name] < 100 for fault in _faults(report, name)]


def _faults(report: Any, category: str) -> Iterator[str]:
    """Yield each audit that cost a category points, and the first places where it does."""
    for reference in report["categories"][category]["auditRefs"]:
        audit = report["audits"][reference["id"]]
        if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
            places = json.dumps((audit.get("details") or {}).get("items") or [])
            yield f"{category}: {audit['id']}: {audit['title']} {audit.get('displayValue', '')} {places[:300]}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
