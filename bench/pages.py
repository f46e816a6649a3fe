"""What a page and a fit-check post cost, beside raw WSGI, bare Flask and Flask with Jinja on the same server.

python bench/pages.py [--rounds 12] [--seconds 0.5] [--content FOLDER]

Each is served by a process of its own, by waitress as Candor runs it, and once more by granian where
that is installed. The same client drives all of them in turn, round after round, so that whatever else
the machine does meets them alike; of each the best round is told, which was disturbed least, and ``cpu us``,
the processor time of the server for one request. What commits is compared within a round, median of all.
A page is compared with the same bytes, headers included. The last line is JSON: the worst page over bare
Flask and over raw WSGI, and the worst post over a bare Flask view that commits one row as durably.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "site"))

from bench.asking import Asked, prepare
from bench.hosting import ROOT, Hosted, hosted

CONNECTIONS = 16
WARMING = 0.4
FLASK, RAW, COMMIT = 2.0, 0.7, 0.5
"""What a page and a post are to reach at least."""


@dataclass(frozen=True)
class Driven:
    """Something to drive: what it is called, where it is served, and what is asked of it."""

    name: str
    host: Hosted
    asked: Asked
    measured: list[dict[str, float]] = field(default_factory=list)

    def drive(self, seconds: float) -> dict[str, float]:
        """Keep it busy for so long and return what came of it."""
        plan = {"port": self.host.port, "connections": CONNECTIONS, "seconds": seconds}
        text = json.dumps({**plan, "requests": self.asked.requests(seconds)})
        command = [sys.executable, "-m", "bench.driving"]
        before = self.host.processor()
        ran = subprocess.run(command, cwd=ROOT, input=text, capture_output=True, text=True, check=False)
        if ran.returncode:
            raise SystemExit(f"{self.name}: {ran.stderr.strip()[-500:]}")
        found: dict[str, float] = json.loads(ran.stdout)
        if found["refused"]:
            raise SystemExit(f"{self.name}: {found['refused']} requests were refused")
        # What the server itself worked for a request, which other programs lengthen least.
        found["processor"] = (self.host.processor() - before) / found["answers"] * 1e6
        return found


def main(arguments: Sequence[str]) -> int:
    """Measure, print a table for each server and the ratios; fail where one falls short."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=12, help="times that everything is driven")
    parser.add_argument("--seconds", type=float, default=0.5, help="how long, each time")
    parser.add_argument("--content", type=Path, default=ROOT / "content", help="the declaration that is served")
    chosen = parser.parse_args(arguments)
    ratios = _measure("waitress", chosen)
    if find_spec("granian"):
        sys.stdout.write("\n")
        _measure("granian", chosen)
    sys.stdout.write(json.dumps(ratios) + "\n")
    allowed = {"public_over_bare_flask": FLASK, "public_over_raw_wsgi": RAW, "post_over_bare_commit": COMMIT}
    return 0 if all(ratios[name] >= least for name, least in allowed.items()) else 1


def _measure(server: str, chosen: argparse.Namespace) -> dict[str, float]:
    """Print the table of one server, and return its worst ratios."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        asked = prepare(folder, chosen.content)
        hosts = {
            kind: stack.enter_context(hosted(server, kind, folder, chosen.content))
            for kind in ("candor", "raw", "bare", "drawn", "committing")
        }
        driven = _driven(hosts, asked)
        for one in driven:
            one.drive(WARMING)
        for _ in range(chosen.rounds):
            for one in driven:
                one.measured.append(one.drive(chosen.seconds))
        _print(server, driven)
        return _ratios(driven)


def _driven(hosts: dict[str, Hosted], asked: dict[str, Asked]) -> list[Driven]:
    """Return what is driven, each page right after the same bytes by raw WSGI and bare Flask."""
    found: list[Driven] = []
    for page in ("home", "persona", "statement"):
        found += [Driven(f"{kind}: {page}", hosts[kind], asked[page]) for kind in ("raw", "bare", "candor")]
    found.append(Driven("drawn: a page of that size", hosts["drawn"], asked["home"]))
    found.append(Driven("candor: verdict", hosts["candor"], asked["verdict"]))
    found.append(Driven("committing: one row", hosts["committing"], asked["row"]))
    found += [Driven(f"candor: {name}", hosts["candor"], asked[name]) for name in ("opening", "answer")]
    return found


def _print(server: str, driven: Iterable[Driven]) -> None:
    sys.stdout.write(f"{server:<28}{'requests/s':>12}{'p50 ms':>9}{'p99 ms':>9}{'MB':>8}{'cpu us':>9}{'client':>8}\n")
    for one in driven:
        best = max(one.measured, key=lambda each: each["rate"])
        of = {**best, "processor": median(each["processor"] for each in one.measured)}
        figures = f"{of['rate']:>12,.0f}{of['p50']:>9.2f}{of['p99']:>9.2f}{one.host.memory():>8.0f}"
        sys.stdout.write(f"{one.name:<28}{figures}{of['processor']:>9.0f}{of['client']:>8.0%}\n")
    sys.stdout.flush()


def _ratios(driven: Iterable[Driven]) -> dict[str, float]:
    rates = {one.name: [each["rate"] for each in one.measured] for one in driven}
    pages = ("home", "persona", "statement")
    return {
        "public_over_bare_flask": min(_ratio(rates, f"candor: {page}", f"bare: {page}") for page in pages),
        "public_over_raw_wsgi": min(_ratio(rates, f"candor: {page}", f"raw: {page}") for page in pages),
        "post_over_bare_commit": min(
            _within(rates, f"candor: {post}", "committing: one row") for post in ("opening", "answer")
        ),
    }


def _ratio(rates: dict[str, list[float]], name: str, beside: str) -> float:
    # The best round is the one that other programs disturbed least.
    return round(max(rates[name]) / max(rates[beside]), 2)


def _within(rates: dict[str, list[float]], name: str, beside: str) -> float:
    # How fast the disk is changes in the course of a run: what commits is compared within a round.
    return round(median(one / other for one, other in zip(rates[name], rates[beside], strict=True)), 2)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
