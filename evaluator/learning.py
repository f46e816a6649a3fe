"""Learning from visitors: words that led nowhere, put together by likeness.

Nothing is learned by itself. Whoever writes the content chooses which phrase leads to
which statement from then on.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log, sqrt

from evaluator.evaluation import Mark
from evaluator.matching import Matcher
from evaluator.words.vocabulary import vocabulary
from evaluator.words.wording import words

ALIKE = 0.3
"""How alike words are to stand in one group: the cosine of what they mean, the rarer the weightier."""

NEAREST = 3

Features = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Said:
    """A visitor's own words, and what the visitor marked."""

    words: str
    marks: Mapping[str, Mark]


@dataclass(frozen=True, slots=True)
class Group:
    """Words alike, the most frequent first, each with how often it came.

    ``nearest`` are the ids of the statements that visitors marked beside them or that share
    something with them; it may be empty.
    """

    words: tuple[tuple[str, int], ...]
    nearest: tuple[str, ...]

    @property
    def size(self) -> int:
        """How many visitors said something of this group."""
        return sum(number for _, number in self.words)


def unheard(said: Iterable[Said], matcher: Matcher) -> list[Said]:
    """Return those whose words nothing matched, or whose proposals were looked at and all turned down."""
    return [one for one in said if one.words.strip() and _led_nowhere(one, matcher)]


def groups_of(said: Iterable[Said], matcher: Matcher) -> list[Group]:
    """Return words by likeness, the largest group first."""
    alike: dict[str, list[Said]] = {}
    for one in said:
        alike.setdefault(" ".join(one.words.split()), []).append(one)
    features = _weighted({text: _meant(text) for text in alike})
    led: list[tuple[str, list[str]]] = []
    by_feature: dict[str, list[int]] = {}
    for text in sorted(alike, key=lambda text: (-len(alike[text]), text)):
        near = {place for feature in features[text] for place in by_feature.get(feature, ())}
        found = max(near, key=lambda place: (_likeness(features, text, led[place][0]), -place), default=None)
        if found is not None and _likeness(features, text, led[found][0]) >= ALIKE:
            led[found][1].append(text)
            continue
        for feature in features[text]:
            by_feature.setdefault(feature, []).append(len(led))
        led.append((text, [text]))
    groups = [_group([(text, alike[text]) for text in texts], matcher) for _, texts in led]
    return sorted(groups, key=lambda group: -group.size)


def _led_nowhere(said: Said, matcher: Matcher) -> bool:
    marks = [said.marks.get(match.statement) for match in matcher.match(said.words)]
    return Mark.YES not in marks and (not marks or any(marks))


def _group(several: list[tuple[str, list[Said]]], matcher: Matcher) -> Group:
    marked = Counter(
        statement for _, each in several for one in each for statement, mark in one.marks.items() if mark is Mark.YES
    )
    ranked = matcher.rank(several[0][0])
    declared = {match.statement for match in ranked}
    chosen = [statement for statement, _ in marked.most_common() if statement in declared]
    near = [match.statement for match in ranked if match.spans]
    nearest = tuple(dict.fromkeys([*chosen, *near]))[:NEAREST]
    return Group(tuple((text, len(each)) for text, each in several), nearest)


def _meant(text: str) -> set[str]:
    """Return what a text is about: the concepts of its words, and the words that stand for none."""
    known = vocabulary()
    found: set[str] = set()
    for word in words(text):
        if word.text not in known.common:
            found |= {f"concept {one}" for one in known.senses.get(word.stem, ())} or {word.stem}
    return found


def _weighted(meant: Mapping[str, set[str]]) -> dict[str, Features]:
    number = Counter(feature for features in meant.values() for feature in features)
    rare = {feature: log(1 + len(meant) / often) for feature, often in number.items()}
    found: dict[str, Features] = {}
    for text, features in meant.items():
        length = sqrt(sum(rare[feature] ** 2 for feature in features)) or 1.0
        found[text] = {feature: rare[feature] / length for feature in features}
    return found


def _likeness(features: Mapping[str, Features], one: str, other: str) -> float:
    shared = features[one].keys() & features[other].keys()
    return sum(features[one][feature] * features[other][feature] for feature in shared)
