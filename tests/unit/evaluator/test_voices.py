"""Voices: the same receipts for every persona, in that persona's order and terms."""

from hypothesis import given
from hypothesis import strategies as st

from evaluator.deciding import Decider
from evaluator.declaration import CaseSection, Declaration
from evaluator.evaluation import Evaluation, Mark
from evaluator.loading import load
from evaluator.objections import Objection
from evaluator.results import Result, result_of
from evaluator.routes import Tier
from evaluator.statements import Weight
from evaluator.voices import ELSE, Voice, voices
from tests.unit.evaluator.declarations import SOURCE, declared, statement, visits
from tests.unit.evaluator.planting import FERRY


def given_by(declaration: Declaration, evaluation: Evaluation) -> Result:
    """Return the result of an evaluation."""
    return result_of(Decider(declaration), evaluation, {})


def ferry_voices() -> dict[Tier, Voice]:
    """Return the voices of a developer's result at Ferry, with a fit and a limit."""
    ferry = load(FERRY)
    marks = {"nightly": Mark.YES, "proof": Mark.YES}
    result = given_by(ferry, Evaluation("developer", "", marks, {"watchers": "one", "volume": "huge"}))
    return {voice.tier: voice for voice in voices(result, ferry)}


def test_the_words_are_those_that_content_has_for_the_persona() -> None:
    told = ferry_voices()

    words = {tier: {one.id: one.words for section in told[tier].sections for one in section.receipts} for tier in Tier}

    assert words[Tier.BOTTOM]["proof"] == "Each file has a checksum on both sides, and the two are kept."
    assert words[Tier.MIDDLE]["proof"].startswith("Arrival is proved file by file")
    assert words[Tier.TOP]["proof"] == "Auditors get a proof for each file that it arrived unchanged."


def test_sections_stand_in_the_personas_order_and_the_rest_comes_last() -> None:
    told = ferry_voices()

    director = [(section.heading, [one.id for one in section.receipts]) for section in told[Tier.MIDDLE].sections]
    executive = [(section.heading, [one.id for one in section.receipts]) for section in told[Tier.TOP].sections]

    assert director == [
        ("Efficiency", ["nightly"]),
        ("Stability", ["proof"]),
        ("Risk, and what can be undone", []),
    ]
    assert executive == [("Licence", []), ("Security and proof", ["proof"]), ("Support", []), (ELSE, ["nightly"])]
    assert [fact.id for fact in told[Tier.TOP].sections[0].facts] == ["licence"]


def test_reasons_not_to_buy_are_told_in_every_voice() -> None:
    told = ferry_voices()

    for voice in told.values():
        assert [one.id for one in voice.reasons_not.limits] == ["huge"]
    assert told[Tier.TOP].reasons_not.limits[0].words.startswith("Beyond a terabyte a night another product")


def test_objections_are_those_the_persona_raises_and_first_what_the_result_is_about() -> None:
    told = ferry_voices()

    raised = {tier: [one.id for one in told[tier].reasons_not.objections] for tier in Tier}

    assert raised == {
        Tier.BOTTOM: ["rsync", "two-writers"],
        Tier.MIDDLE: ["rsync", "growth", "nights"],
        Tier.TOP: ["growth", "licence-change"],
    }


def test_an_exclusion_that_nobody_is_sure_of_is_told_as_unsettled() -> None:
    declaration = declared([statement("fits"), statement("never", Weight.RULES_OUT)])
    result = given_by(declaration, Evaluation("director", "", {"fits": Mark.YES, "never": Mark.NOT_SURE}))

    reasons = voices(result, declaration)[1].reasons_not

    assert [one.id for one in reasons.unsettled] == ["never"]
    assert reasons.limits == ()
    assert reasons.not_covered == ("Not sure: Is “never” your case?",)


def test_a_statement_without_words_for_a_persona_says_what_it_says_to_all() -> None:
    declaration = declared([statement("fits")])
    result = given_by(declaration, Evaluation("director", "", {"fits": Mark.YES}))

    for voice in voices(result, declaration):
        assert [section.receipts[0].words for section in voice.sections] == ["It says fits."]


def with_sections(declaration: Declaration, cuts: list[int]) -> Declaration:
    """Give each persona sections over other shares of the statements, and each an objection."""
    ids = [one.id for one in declaration.statements]
    personas = tuple(
        persona.model_copy(update={"case": (CaseSection(heading="Some", statements=tuple(ids[cut:])),)})
        for persona, cut in zip(declaration.personas, cuts, strict=True)
    )
    objection = Objection(id="one", raised_by=("director",), says="No.", answer="Yes.", proof=(SOURCE,))
    return declaration.model_copy(update={"personas": personas, "objections": (objection,)})


@given(visits(), st.lists(st.integers(0, 6), min_size=3, max_size=3))
def test_every_voice_tells_every_receipt_of_the_result_once(
    visit: tuple[Declaration, Evaluation], cuts: list[int]
) -> None:
    declaration, evaluation = with_sections(visit[0], cuts), visit[1]
    result = given_by(declaration, evaluation)

    told = voices(result, declaration)

    counted = sorted(one.id for one in (*result.fits, *result.exclusions, *result.conditions))
    for voice in told:
        for_it = [one.id for section in voice.sections for one in section.receipts]
        assert sorted([*for_it, *(one.id for one in voice.reasons_not.receipts)]) == counted
    assert len({voice.statements for voice in told}) == 1
    assert [voice.tier for voice in told] == list(Tier)
