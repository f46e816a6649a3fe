"""Rules are told in the words of the questions and their answers."""

import pytest

from evaluator.rules import All, AnyOf, Bound, Choice, Not, Rule
from evaluator.rules_in_words import in_words
from tests.unit.evaluator.declarations import question

QUESTIONS = {one.id: one for one in (question("size", "small", "large", "huge"), question("place", "here", "there"))}
HUGE = Bound(question="size", at_least=3)
LARGE = Bound(question="size", at_least=2)
UP_TO_LARGE = Bound(question="size", at_most=2)
HERE = Choice.model_validate({"question": "place", "in": ["here"]})
HUGE_WORDS = "you answer “What of size?” with “huge”"
HERE_WORDS = "you answer “What of place?” with “here”"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (HUGE, HUGE_WORDS),
        (Bound(question="size", at_least=1), "you answer “What of size?” with “small”, “large” or “huge”"),
        (All(all=(HUGE, HERE)), f"{HUGE_WORDS} and {HERE_WORDS}"),
        (All(all=(HUGE, AnyOf(any=(HERE, HUGE)))), f"{HUGE_WORDS} and ({HERE_WORDS} or {HUGE_WORDS})"),
        (All(all=(LARGE, HERE, UP_TO_LARGE)), f"you answer “What of size?” with “large” and {HERE_WORDS}"),
        (AnyOf(any=(HUGE, LARGE)), "you answer “What of size?” with “large” or “huge”"),
        (All(all=(HUGE, UP_TO_LARGE)), "you answer “What of size?” with nothing that there is"),
        (Not.model_validate({"not": HUGE}), f"it is not so that {HUGE_WORDS}"),
    ],
)
def test_a_rule_says_which_answers_satisfy_it(rule: Rule, words: str) -> None:
    assert in_words(rule, QUESTIONS) == words
