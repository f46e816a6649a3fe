"""What visitors said that led nowhere, put together by likeness."""

import pytest

from evaluator.evaluation import Mark
from evaluator.learning import Said, groups_of, unheard
from evaluator.loading import load
from evaluator.matching import Matcher
from tests.unit.evaluator.planting import FERRY

MATCHED = "keep two folders in sync in both directions"
UNKNOWN = "grow tomatoes in a greenhouse"


@pytest.fixture(name="matcher", scope="module")
def _matcher() -> Matcher:
    return Matcher(load(FERRY).statements)


def _said(words: str, **marks: Mark) -> Said:
    return Said(words, {statement.replace("_", "-"): mark for statement, mark in marks.items()})


def test_words_that_nothing_matched_are_unheard(matcher: Matcher) -> None:
    assert unheard([_said(UNKNOWN)], matcher) == [_said(UNKNOWN)]


def test_words_whose_proposals_were_all_turned_down_are_unheard(matcher: Matcher) -> None:
    rejected = Said(MATCHED, {match.statement: Mark.NO for match in matcher.match(MATCHED)})

    assert unheard([rejected], matcher) == [rejected]


def test_words_with_a_proposal_that_was_confirmed_or_never_looked_at_were_heard(matcher: Matcher) -> None:
    assert unheard([_said(MATCHED, two_way=Mark.YES), _said(MATCHED), _said("  ")], matcher) == []


def test_words_alike_stand_in_one_group_and_the_largest_comes_first(matcher: Matcher) -> None:
    said = [
        _said("water the roses"),
        _said(UNKNOWN),
        _said("growing tomatoes in our greenhouse"),
        _said(f"  {UNKNOWN} "),
    ]

    groups = groups_of(said, matcher)

    assert [(group.words[0], group.size) for group in groups] == [((UNKNOWN, 2), 3), (("water the roses", 1), 1)]


def test_what_visitors_marked_instead_comes_before_what_is_merely_near(matcher: Matcher) -> None:
    (group,) = groups_of([_said(UNKNOWN, proof=Mark.YES, nightly=Mark.NO)], matcher)

    assert group.nearest == ("proof",)


def test_statements_that_share_words_are_nearest_and_others_are_not_named(matcher: Matcher) -> None:
    (near,) = groups_of([_said("tomatoes every night")], matcher)
    (far,) = groups_of([_said(UNKNOWN)], matcher)

    assert near.nearest[0] == "nightly"
    assert far.nearest == ()


def test_words_without_any_meaning_are_groups_of_their_own(matcher: Matcher) -> None:
    groups = groups_of([_said("?!"), _said("the and of")], matcher)

    assert [group.size for group in groups] == [1, 1]
