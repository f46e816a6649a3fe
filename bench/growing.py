"""What a large declaration costs beside the sample: loading, drawing, serving, searching, and an edit.

python bench/growing.py [--statements 1000] [--pages 5000] [--edits 10]

Both are served by ``serve`` as on any day. An edit is timed from the writing of a file to the first
answer with the new words, while another connection asks without a pause; what it gets is counted. The
last line is JSON.
"""

import argparse
import http.client
import json
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "site"))

from bench.asking import Asked, asked_for
from bench.declarations import write
from bench.hosting import ROOT, Hosted, free_port, running
from bench.pages import Driven
from candor import create_app
from candor.settings import Settings

LOADING, EDITING = 10.0, 200.0
"""Seconds that a large declaration may take, milliseconds that an edit of the sample may."""

RESTING = 0.2
"""The part of a core below which a server does nothing but look for edits."""

ROUNDS = 9
SECONDS = 0.5
EDITED = "/pages/trial"
SEARCHED = ("backup", "databse", "several writers at once", "terabytes on many machines")


@dataclass
class Watched:
    """What a visitor who asks without a pause gets: how often, and how often it was not the page."""

    answers: int = 0
    failures: int = 0
    ended: threading.Event = field(default_factory=threading.Event)


def main(arguments: Sequence[str]) -> int:
    """Measure and print; fail where loading or an edit takes too long, or a visitor misses an answer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=1_000)
    parser.add_argument("--pages", type=int, default=5_000)
    parser.add_argument("--edits", type=int, default=10)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(ROOT / "content", folder / "sample", 0, 0)
        write(ROOT / "content", folder / "large", chosen.statements, chosen.pages)
        found = {which: _inside(folder / which) for which in ("sample", "large")}
        with _served(folder / "sample") as sample, _served(folder / "large") as large:
            found["sample"]["start s"], found["large"]["start s"] = sample[1], large[1]
            ratio = _rates(sample[0], large[0])
            for which, host in (("sample", sample[0]), ("large", large[0])):
                found[which] |= _edits(host, folder / which, chosen.edits)
                found[which]["memory MB"] = host.memory()
    for figure in found["sample"]:
        sys.stdout.write(f"{figure:<36}{found['sample'][figure]:>12,.1f}{found['large'][figure]:>12,.1f}\n")
    told = {
        "large_start_s": round(found["large"]["start s"], 1),
        "large_rate_over_sample": ratio,
        "edit_ms": round(found["sample"]["reload ms"]),
        "failures": found["sample"]["failures"] + found["large"]["failures"],
    }
    sys.stdout.write(json.dumps(told) + "\n")
    return 0 if told["large_start_s"] < LOADING and told["edit_ms"] < EDITING and not told["failures"] else 1


def _inside(content: Path) -> dict[str, float]:
    """Return what loading, drawing, searching and reloading take in a process that does nothing else."""
    begun = time.perf_counter()
    site = create_app(Settings(content=content, database=str(content.parent / f"{content.name}-alone.sqlite3")))
    loaded = time.perf_counter()
    while not site.ahead.go_on(site.contents.current):
        pass
    drawn = time.perf_counter()
    index = site.contents.current.search
    indexed = time.perf_counter()
    for words in SEARCHED:
        index.search(words)
    searched = time.perf_counter()
    reloads = []
    for number in range(5):
        _edit(content, number)
        started = time.perf_counter()
        site.contents.reload()
        reloads.append((time.perf_counter() - started) * 1e3)
    return {
        "load s": loaded - begun,
        "draw every page s": drawn - loaded,
        "index for searching s": indexed - drawn,
        "a search ms": (searched - indexed) / len(SEARCHED) * 1e3,
        "reload ms": statistics.median(reloads),
    }


@contextmanager
def _served(content: Path) -> Iterator[tuple[Hosted, float]]:
    """Serve a declaration, and tell the seconds from the start of the process to the first page."""
    port = free_port()
    settings = {
        "CANDOR_CONTENT": str(content),
        "CANDOR_DATABASE": str(content.parent / f"{content.name}.sqlite3"),
        "CANDOR_BASE_URL": f"http://127.0.0.1:{port}",
    }
    command = [sys.executable, "-m", "candor.cli", "serve", "--port", str(port)]
    begun = time.perf_counter()
    with running(command, settings, port, content.parent / f"{content.name}.log") as host:
        _ask(http.client.HTTPConnection("127.0.0.1", port, timeout=60), "/")
        seconds = time.perf_counter() - begun
        while _works(host):
            pass
        yield host, seconds


def _works(host: Hosted) -> bool:
    """Tell whether a server is still drawing pages: it works though nobody asks."""
    before = host.processor()
    time.sleep(1)
    return host.processor() - before > RESTING


def _rates(sample: Hosted, large: Hosted) -> float:
    """Print how fast both serve, and return the worst ratio of a page."""
    ratios = []
    for name, path in (("home", "/"), ("persona", "/for/director"), ("page", EDITED)):
        asked: Asked = asked_for(path)
        both = (Driven(f"sample: {name}", sample, asked), Driven(f"large: {name}", large, asked))
        for _ in range(ROUNDS):
            for one in both:
                one.measured.append(one.drive(SECONDS))
        rates = [[each["rate"] for each in one.measured] for one in both]
        ratios.append(max(rates[1]) / max(rates[0]))
        sys.stdout.write(f"{name + ', requests/s':<36}{''.join(f'{max(one):>12,.0f}' for one in rates)}\n")
    return round(min(ratios), 2)


def _edits(host: Hosted, content: Path, number: int) -> dict[str, float]:
    """Edit a page again and again while it is asked for; return how long until it shows, and what was missed."""
    watched = Watched()
    visitor = threading.Thread(target=_visit, args=(host.port, watched))
    visitor.start()
    connection = http.client.HTTPConnection("127.0.0.1", host.port, timeout=60)
    taken = []
    for each in range(number):
        words = _edit(content, each + 100)
        begun = time.perf_counter()
        while words.encode() not in _ask(connection, EDITED)[1]:
            time.sleep(0.002)
        taken.append((time.perf_counter() - begun) * 1e3)
    watched.ended.set()
    visitor.join()
    return {"from edit to answer ms": statistics.median(taken), "asked": watched.answers, "failures": watched.failures}


def _edit(content: Path, number: int) -> str:
    words = f"Edited for the {number}th time"
    page = content / f"{EDITED.removeprefix('/')}.md"
    text, _, _ = page.read_text(encoding="utf-8").partition("\nEdited for")
    page.write_text(f"{text}\n{words}.\n", encoding="utf-8")
    return words


def _visit(port: int, watched: Watched) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    while not watched.ended.is_set():
        status, body = _ask(connection, EDITED)
        watched.answers += 1
        watched.failures += status != 200 or b"</html>" not in body
        time.sleep(0.001)


def _ask(connection: http.client.HTTPConnection, path: str) -> tuple[int, bytes]:
    connection.request("GET", path)
    response = connection.getresponse()
    return response.status, response.read()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
