"""Statements recognised in a visitor's own words."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from evaluator.matching import Match, Matcher
from tests.unit.evaluator.declared import statement

LEDGER = (
    statement("mobile", "It stores orders on a phone or a tablet.", "we take orders on a tablet in the field"),
    statement("reports", "It draws monthly reports for accountants.", "the accountant wants a monthly report"),
    statement("small", "It keeps less than 100 GB of records on one machine."),
    statement("not-shared", "It is not for many people writing at once.", "hundreds of clerks edit the same order"),
    statement("not-huge", "Archives may be no larger than 2 TB."),
)
MATCHER = Matcher(LEDGER)
TWIN = Matcher(LEDGER)


def _first(typed: str) -> str:
    return MATCHER.rank(typed)[0].statement


def _strength(key: str, typed: str) -> float:
    return next(match.strength for match in MATCHER.rank(typed) if match.statement == key)


def test_a_statement_is_found_by_the_words_it_says() -> None:
    found = MATCHER.match("Our accountants ask for reports every month")

    assert found[0].statement == "reports"


def test_a_phrase_nearly_verbatim_puts_its_statement_first() -> None:
    found = MATCHER.match("We have hundreds of clerks who edit one and the same order.")

    assert found[0].statement == "not-shared"


def test_other_words_of_the_same_meaning_find_a_statement() -> None:
    assert _first("several workers lock the table simultaneously and run into conflicts") == "not-shared"


def test_words_that_share_nothing_propose_nothing() -> None:
    assert MATCHER.match("A rocket needs a launch pad near the sea") == ()


def test_what_is_set_aside_counts_less_than_what_is_wished() -> None:
    wished = _strength("reports", "We need monthly reports and a phone")
    set_aside = _strength("reports", "We don't need monthly reports but a phone")

    assert set_aside < wished
    assert _first("Not monthly reports but orders on a phone") == "mobile"


def test_an_amount_over_a_declared_limit_speaks_for_the_statement_about_it() -> None:
    assert _first("We have 3 TB of records") == "not-huge"
    assert _first("We have 20 GB of records") == "small"


def test_who_denies_the_very_thing_hears_less_of_what_the_product_is_not_for() -> None:
    wished = _strength("not-shared", "Many people write at once, and monthly reports are printed")
    denied = _strength("not-shared", "Many people never write at once, and monthly reports are printed")

    assert denied < wished / 2
    assert _first("Many people never write at once, and monthly reports are printed") == "reports"


def test_an_amount_that_is_never_reached_does_not_speak_for_the_limit_beyond_it() -> None:
    reached = _strength("not-huge", "Our archives have 3 TB of records")
    never = _strength("not-huge", "Our archives never reach 2 TB of records")

    assert never < reached
    assert _first("Our records never reach 50 GB") == "small"


def test_a_word_written_as_one_is_found_as_the_two_that_it_is() -> None:
    apart, joined = (MATCHER.match(f"our {word} of accountants") for word in ("monthly reports", "monthlyreports"))

    assert apart[0].statement == joined[0].statement == "reports"


def test_a_misspelt_word_is_found_and_shown_as_it_was_typed() -> None:
    typed = "our acountants ask for reports"

    first = MATCHER.match(typed)[0]

    assert first.statement == "reports"
    assert "acountants" in [typed[start:end] for start, end in first.spans]


def test_both_kinds_are_heard_among_the_proposals() -> None:
    ledger = [statement(f"is-{number}", f"It is for printing letters with layout {number}.") for number in range(7)]
    matcher = Matcher([*ledger, statement("not-mass", "It is not for printing mass letters.")])

    found = matcher.match("We want to print letters with a layout of our own")

    assert "not-mass" in {match.statement for match in found}


def test_spans_cover_the_words_that_led_there() -> None:
    typed = "Our \U0001f4f1 tablets take many orders"

    first = MATCHER.match(typed)[0]

    assert first.statement == "mobile"
    assert [typed[start:end] for start, end in first.spans] == ["tablets", "orders"]


def test_what_is_set_aside_is_shown_with_its_negation() -> None:
    typed = "Clerks do not need monthly reports, they take orders"

    reports = next(match for match in MATCHER.rank(typed) if match.statement == "reports")

    assert [typed[start:end] for start, end in reports.spans] == ["not need monthly reports"]


def test_an_amount_that_led_there_is_among_the_spans_and_neighbours_are_one_span() -> None:
    typed = "Every year 3,000 GB of archives"

    first = MATCHER.match(typed)[0]

    assert first.statement == "not-huge"
    assert [typed[start:end] for start, end in first.spans] == ["3,000 GB", "archives"]


def test_the_whole_of_an_amount_is_shown_where_a_part_of_it_led_there() -> None:
    matcher = Matcher([statement("quick", "It is for many small writes.")])
    typed = "we have 50k writes/s on one disk"

    first = matcher.rank(typed)[0]

    assert "50k writes/s" in [typed[start:end] for start, end in first.spans]


def test_pains_and_alternatives_are_part_of_what_a_statement_declares() -> None:
    suffering = statement("quiet", "It sends mail.").model_copy(update={"pains": ("paper",)})
    matcher = Matcher([suffering, *LEDGER], {"paper": "Letters on paper pile up in the cellar."})

    assert matcher.rank("piles of paper in our cellar")[0].statement == "quiet"


def test_a_declaration_without_statements_matches_nothing() -> None:
    matcher = Matcher(())

    assert matcher.rank("anything at all") == ()
    assert matcher.match("anything at all") == ()


def test_empty_words_propose_nothing_and_still_rank_every_statement() -> None:
    assert MATCHER.match("") == ()
    assert {match.strength for match in MATCHER.rank("")} == {0.0}
    assert len(MATCHER.rank("")) == len(LEDGER)


def _is_sound(match: Match, typed: str) -> bool:
    edges = [edge for span in match.spans for edge in span]
    apart = all(first < second for first, second in pairwise(edges))
    return 0 <= match.strength <= 1 and apart and all(0 <= edge <= len(typed) for edge in edges)


@settings(deadline=None)
@given(st.text(max_size=4_000))
def test_any_text_is_ranked_with_sound_spans_and_strengths(typed: str) -> None:
    ranked = MATCHER.rank(typed)

    assert {match.statement for match in ranked} == {declared.id for declared in LEDGER}
    assert all(_is_sound(match, typed) for match in ranked)
    assert [match.strength for match in ranked] == sorted((match.strength for match in ranked), reverse=True)


WORDS = (
    *("we", "don't", "need", "3", "TB", "of", "records", "but", "50k", "writes/s", "a phone", "report", "accountants"),
    *("order", "\U0001f680", "error:", "k8s", "\u6570\u636e", "{}();", "not", "hundreds of clerks"),
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_words_that_match_propose_a_few_ranked_statements_in_the_same_order_each_time(said: list[str]) -> None:
    typed = " ".join(said)

    proposed = MATCHER.match(typed)

    assert len(proposed) <= 5
    assert set(proposed) <= set(MATCHER.rank(typed))
    assert proposed == TWIN.match(typed)
