"""What matching knows of English and of computing, read from the lists beside this module."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from evaluator.words.stemming import stem
from evaluator.words.wording import words

FOLDER = Path(__file__).parent / "english"
CORE = 5
"""The first forms of a group mean it; the later ones lean towards it, down to ``LEAST``."""
STEP = 0.05
LEAST = 0.5
BY_NAME = 0.8
"""How strongly the name of a technology stands for the groups it belongs to."""

Senses = Mapping[int, float]
"""The concepts that a form may mean, by their place in the list, and how strongly."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A form of several words, as the stems that hold it together, and what it means."""

    stems: tuple[str, ...]
    senses: Senses


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words by what they mean; ``weights`` says how telling each concept is in itself.

    ``common`` words tell nothing and ``everyday`` ones little. ``singles`` are the forms
    of one word, ``lookalikes`` real words that one letter parts from such a form.
    ``strangers`` are texts of visitors with all kinds of plans.
    """

    common: frozenset[str]
    everyday: frozenset[str]
    lookalikes: frozenset[str]
    trouble: frozenset[str]
    long_forms: Mapping[str, tuple[str, ...]]
    singles: frozenset[str]
    senses: Mapping[str, Senses]
    phrases: Mapping[str, tuple[Phrase, ...]]
    weights: tuple[float, ...]
    strangers: tuple[str, ...]


@cache
def vocabulary() -> Vocabulary:
    """Read the lists once; they are part of the program, not of any declaration."""
    groups = dict(_entries("concepts.txt"))
    common = _words("common.txt")
    meant: dict[str, dict[int, float]] = {}
    phrases: dict[tuple[str, ...], dict[int, float]] = {}
    for concept, forms in enumerate(groups.values()):
        for place, form in enumerate(forms.split(",")):
            stems = _telling(form, common)
            strength = 1.0 if place < CORE else max(LEAST, 1 - (place - CORE + 1) * STEP)
            senses = meant.setdefault(stems[0], {}) if len(stems) == 1 else phrases.setdefault(stems, {})
            senses.setdefault(concept, strength)
    places = {name: place for place, name in enumerate(groups)}
    for names, members in _entries("technologies.txt"):
        for name in names.split():
            for member in members.split():
                meant.setdefault(stem(name), {}).setdefault(places[member], BY_NAME)
    return Vocabulary(
        common=common,
        everyday=_words("everyday.txt"),
        lookalikes=_words("lookalikes.txt"),
        trouble=_words("trouble.txt"),
        long_forms={short: tuple(long.split()) for short, long in _entries("abbreviations.txt")},
        singles=frozenset(
            form.strip() for forms in groups.values() for form in forms.split(",") if form.strip().isalpha()
        ),
        senses=meant,
        phrases=_by_first_word(phrases),
        strangers=tuple(_lines("strangers.txt")),
        weights=tuple(math.log(1 + len(groups) / (forms.count(",") + 1)) for forms in groups.values()),
    )


def _telling(form: str, common: frozenset[str]) -> tuple[str, ...]:
    """Return the stems of a form without its common words, provided that two are left: they hold it together."""
    found = list(words(form))
    telling = tuple(word.stem for word in found if word.text not in common)
    return telling if len(telling) > 1 else tuple(word.stem for word in found)


def _by_first_word(phrases: Mapping[tuple[str, ...], Senses]) -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, tuple[Phrase, ...]] = {}
    for stems, senses in phrases.items():
        found[stems[0]] = (*found.get(stems[0], ()), Phrase(stems, senses))
    return found


def _words(name: str) -> frozenset[str]:
    return frozenset(word for line in _lines(name) for word in line.split())


def _entries(name: str) -> Iterator[tuple[str, str]]:
    for line in _lines(name):
        key, _, rest = line.partition(":")
        yield key.strip(), rest.strip()


def _lines(name: str) -> list[str]:
    text = (FOLDER / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
