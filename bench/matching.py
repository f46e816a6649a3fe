"""What matching costs, and how well it orders recorded use cases beside a plain BM25.

python bench/matching.py [--lists LISTS.jsonl --cases CASES.jsonl --score SCORE.py]
"""

import argparse
import runpy
import statistics
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from evaluator import ranking
from evaluator.matching import Matcher
from evaluator.statements import Statement
from evaluator.words.vocabulary import vocabulary

STATEMENTS = 300
PHRASES = 4
ALLOWED = {"median query, ms": 2.0, "worst hostile text, ms": 20.0, "memory, MB": 20.0}
ROUNDS = 5


def main(arguments: Sequence[str]) -> int:
    """Print the cost and, where measurement data is given, the scores; fail where a limit is exceeded."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lists", type=Path, help="statements, one JSON object a line")
    parser.add_argument("--cases", type=Path, help="use cases, one JSON object a line")
    parser.add_argument("--score", type=Path, help="the program that scores the order of statements")
    chosen = parser.parse_args(arguments)
    within = _cost()
    if chosen.lists and chosen.cases and chosen.score:
        _scores(chosen.lists, chosen.cases, chosen.score)
    return 0 if within else 1


def _cost() -> bool:
    tracemalloc.start()
    strangers = vocabulary().strangers
    statements = _declared(strangers)
    matcher = Matcher(statements)
    for stranger in strangers:
        matcher.match(stranger)
    memory = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    measured = {
        "median query, ms": statistics.median(_milliseconds(matcher, text) for text in strangers),
        "worst hostile text, ms": max(_milliseconds(matcher, text) for text in _hostile(strangers)),
        "memory, MB": memory,
    }
    for name, value in measured.items():
        sys.stdout.write(f"{name}: {value:.2f} (at most {ALLOWED[name]:g})\n")
    return all(value <= ALLOWED[name] for name, value in measured.items())


def _declared(strangers: Sequence[str]) -> list[Statement]:
    """Make statements of sentences about all kinds of plans, each with phrases and a reason."""
    sentences = [sentence.strip() for text in strangers for sentence in text.replace(", ", ". ").split(". ")]
    return [
        Statement.model_construct(
            id=f"statement-{number}",
            kind="is-not" if number % 3 == 0 else "is",
            heading=sentences[number % len(sentences)][:60],
            says=sentences[number % len(sentences)] + " " + sentences[(number * 7 + 1) % len(sentences)],
            heard_as=tuple(sentences[(number * 5 + step) % len(sentences)] for step in range(PHRASES)),
            proof=(),
            body=strangers[number % len(strangers)],
        )
        for number in range(STATEMENTS)
    ]


def _hostile(strangers: Sequence[str]) -> list[str]:
    trace = 'File "/srv/app/module.py", line 42, in handle_request\n    raise TimeoutError(code=0x7f)\n'
    return [
        text[:4_000]
        for text in (
            " ".join(strangers),
            trace * 60,
            "not " * 1_000,
            "a-" * 2_000,
            "9" * 4_000,
            "1,234.5 GB per " * 300,
            "aA" * 2_000,
            "\U0001f680" * 4_000,
            "\u6570\u636e\u5e93" * 1_400,
            "is it possible " * 300,
            "e\u0301" * 2_000,
            " " * 4_000,
            "we never need " + " ".join(strangers),
            " ".join(f"con{letters}qtion" for letters in map(_lettered, range(600))),
            " ".join(f"server{letters}xqzkw" for letters in map(_lettered, range(600))),
        )
    ]


def _lettered(number: int) -> str:
    """Spell a number with letters, so that unknown words differ."""
    return chr(97 + number // 26 % 26) + chr(97 + number % 26)


def _milliseconds(matcher: Matcher, text: str) -> float:
    """Return the processor time of the best of some rounds: not what else the machine does."""
    rounds = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        matcher.match(text)
        rounds.append((time.process_time() - begun) * 1e3)
    return min(rounds)


def _scores(lists: Path, cases: Path, score: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ranks = Path(folder) / "ranks.jsonl"
        ranks.write_text("\n".join(ranking.rank(lists, cases)), encoding="utf-8")
        score_main = runpy.run_path(str(score))["main"]
        for name, given in (("plain BM25", ()), ("Candor", (str(ranks),))):
            sys.stdout.write(f"{name}: ")
            score_main(str(lists), str(cases), *given)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
