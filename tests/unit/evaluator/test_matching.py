"""Statements recognised in a visitor's own words."""

from declared import statement
from hypothesis import given
from hypothesis import strategies as st

from evaluator.matching import Matcher

LEDGER = (
    statement("mobile", "It stores orders on a phone or a tablet.", "we take orders on a tablet in the field"),
    statement("reports", "It draws monthly reports for accountants.", "the accountant wants a monthly report"),
    statement("not-shared", "It is not for many people writing at once.", "hundreds of clerks edit the same order"),
)


def test_a_statement_is_found_by_the_words_it_says() -> None:
    matcher = Matcher(LEDGER)

    found = matcher.match("Our accountants ask for reports every month")

    assert found[0].statement == "reports"


def test_a_phrase_nearly_verbatim_puts_its_statement_first() -> None:
    matcher = Matcher(LEDGER)

    found = matcher.match("We have hundreds of clerks who edit one and the same order.")

    assert found[0].statement == "not-shared"


def test_words_that_share_nothing_propose_nothing() -> None:
    matcher = Matcher(LEDGER)

    assert matcher.match("A rocket needs a launch pad near the sea") == ()


def test_a_declaration_without_statements_matches_nothing() -> None:
    assert Matcher(()).rank("anything at all") == ()


@given(st.text(max_size=4_000))
def test_any_text_is_ranked_with_spans_that_lie_in_it_and_strengths_between_nothing_and_one(typed: str) -> None:
    ranked = Matcher(LEDGER).rank(typed)

    assert {match.statement for match in ranked} == {declared.id for declared in LEDGER}
    for match in ranked:
        assert 0 <= match.strength <= 1
        edges = [edge for span in match.spans for edge in span]
        assert edges == sorted(edges)
        assert all(0 <= start < end <= len(typed) for start, end in match.spans)
    assert [match.strength for match in ranked] == sorted((match.strength for match in ranked), reverse=True)
