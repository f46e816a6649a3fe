"""The proof: each fault planted once and told, and nothing told of a sound declaration."""

from pathlib import Path

from hypothesis import given, settings

from evaluator.charting import asked_questions
from evaluator.deciding import Decider
from evaluator.declaration import Declaration
from evaluator.evaluation import Evaluation
from evaluator.loading import load
from evaluator.proving import Proof, prove
from evaluator.questions import Question
from evaluator.routes import Route, RouteWhen, Tier, VerdictKind
from evaluator.rules import All, Choice, Rule
from evaluator.statements import Weight
from tests.unit.evaluator.declarations import completions, declared, end_of, question, statement, visits
from tests.unit.evaluator.planting import FERRY, planted

SMALL = settings(max_examples=60, deadline=None, derandomize=True)

Q1, Q2 = question("q1", "a", "b"), question("q2", "a", "b")


def chosen(asked: Question, *options: str) -> Rule:
    """Build the rule that a question was answered with one of these."""
    return Choice(question=asked.id, options=options)


def proved(declaration: Declaration) -> Proof:
    """Return the proof of a declaration."""
    return prove(Decider(declaration))


def test_the_sample_of_the_tests_is_proved_without_a_fault() -> None:
    proof = proved(load(FERRY))

    assert proof.faults == ()
    assert [shares.persona for shares in proof.shares] == ["developer", "director", "executive"]


def test_a_question_that_changes_nothing_is_told_at_its_line(tmp_path: Path) -> None:
    garden = planted(tmp_path)
    garden.add(
        "questions.yaml",
        "- id: colour\n  asks: Which colour?\n  why: None.\n  options:\n"
        "    - {id: red, label: Red}\n    - {id: blue, label: Blue}\n",
    )

    (told,) = [one for one in garden.faults() if one.startswith("questions.yaml")]

    assert "the question “colour” is never asked: no answer to it changes a verdict or a route" in told
    assert told.startswith(f"questions.yaml:{_line(garden.folder / 'questions.yaml', 'id: colour')}:")


def test_a_question_that_only_others_are_asked_of_is_never_asked() -> None:
    asked = question("q1", "a", "b", asked_of=["executive"])
    route = Route(id="only", to="docs", because="It is.", when=RouteWhen(tier=(Tier.MIDDLE,), qualified=True))

    proof = proved(declared([statement("fits")], [asked], [route], chosen(asked, "a")))

    assert [one.identifier for one in proof.faults if one.name == "questions"] == ["q1"]


def test_a_rule_that_no_answers_satisfy_is_told_at_its_line(tmp_path: Path) -> None:
    garden = planted(tmp_path)
    garden.replace(
        "is-not/two-way.md",
        "when: {question: watchers, in: [several]}",
        "when: {all: [{question: watchers, in: [several]}, {question: watchers, in: [one]}]}",
    )

    line = _line(garden.folder / "is-not" / "two-way.md", "when:")
    (told,) = [one for one in garden.faults() if "no combination of answers makes" in one]

    assert told.startswith(f"is-not/two-way.md:{line}:")
    assert "makes the statement “two-way” hold. Correct its rule" in told


def test_a_claim_that_an_exclusion_always_contradicts_is_told_at_its_rule(tmp_path: Path) -> None:
    garden = planted(tmp_path)
    rule = "when: {question: watchers, in: [several]}\n"
    garden.replace("is/proof.md", "pains:", f"{rule}pains:")

    line = _line(garden.folder / "is" / "proof.md", "when:")
    (told,) = [one for one in garden.faults() if "rules out what it is for" in one]

    assert told.startswith(f"is/proof.md:{line}:")
    assert "whenever answers make “proof” hold, “two-way” rules out" in told


def test_a_claim_that_only_some_answers_contradict_is_sound() -> None:
    claimed = statement("fits", when=chosen(Q1, "a"))
    excluded = statement("never", Weight.RULES_OUT, when=All(all=(chosen(Q1, "a"), chosen(Q2, "b"))))
    route = Route(id="only", to="docs", because="It is.")

    proof = proved(declared([claimed, excluded], [Q1, Q2], [route]))

    assert proof.faults == ()


def test_a_route_that_no_qualification_leads_to_is_told_at_its_line(tmp_path: Path) -> None:
    garden = planted(tmp_path)
    garden.replace(
        "routes.yaml",
        "when: {question: deadline, in: [soon]}",
        "when: {all: [{question: deadline, in: [soon]}, {question: deadline, in: [later]}]}",
    )

    (told,) = [one for one in garden.faults() if "no visitor reaches the route" in one]

    assert told.startswith(f"routes.yaml:{_line(garden.folder / 'routes.yaml', 'id: sales')}:")
    assert "“sales”: no answers give the rest of what it asks for" in told


def test_a_route_taken_before_in_part_names_those_that_take_it() -> None:
    early = Route(id="early", to="docs", because="It is.", when=RouteWhen(qualified=False))
    late = Route(id="late", to="docs", because="It is.", when=RouteWhen(verdict=(VerdictKind.FIT,)))

    proof = proved(declared([statement("fits", when=chosen(Q1, "a"))], [Q1], [early, late]))

    (fault,) = [one.fault for one in proof.faults if one.place == ("routes", 1)]
    assert fault == (
        "no visitor reaches the route “late”: some go to “early” before, and "
        "no answers give the rest of what it asks for"
    )


def test_a_route_that_is_wholly_shadowed_names_the_earlier_ones(tmp_path: Path) -> None:
    garden = planted(tmp_path)
    garden.replace("routes.yaml", "when: {tier: [top], verdict: [fit, fit-if]}", "when: {verdict: [not-a-fit]}")

    told = garden.faults()

    assert any("the route “facts” can never match: “instead” before it takes every such visitor" in one for one in told)


def test_somebody_who_is_ruled_out_and_sent_to_a_person_is_a_fault() -> None:
    route = Route(id="call", to="docs", also=("sales",), because="It is.", when=RouteWhen(tier=(Tier.MIDDLE,)))

    proof = proved(declared([statement("never", Weight.RULES_OUT, chosen(Q1, "a"))], [Q1], [route]))

    (fault,) = [one for one in proof.faults if "ruled out" in one.fault]
    assert fault.fault == "the route “call” would send the persona “director” to a person where it is ruled out"
    assert (fault.name, fault.place) == ("routes", ("routes", 0))


def test_what_to_use_instead_offered_to_somebody_who_is_not_ruled_out_is_a_fault(tmp_path: Path) -> None:
    garden = planted(tmp_path)
    garden.replace("routes.yaml", "when: {verdict: [not-a-fit]}", "when: {verdict: [not-a-fit, cannot-tell]}")

    told = [one for one in garden.faults() if "what to use instead" in one]

    assert len(told) == 3
    assert "the route “instead” would offer the persona “developer” what to use instead of a cannot-tell" in told[0]
    assert told[0].startswith(f"routes.yaml:{_line(garden.folder / 'routes.yaml', 'id: instead')}:")
    assert told[0].endswith("Let its “verdict:” be not-a-fit alone.")


def test_options_that_make_no_difference_are_noted_and_are_no_fault() -> None:
    asked = question("q1", "a", "b", "c")

    proof = proved(declared([statement("fits", when=chosen(asked, "a", "b"))], [asked]))

    assert "“a” and “b” make no difference to “What of q1?”" in proof.notes
    assert not [note for note in proof.notes if "“c”" in note]
    assert proof.faults == ()


def test_a_verdict_that_nobody_gets_is_noted() -> None:
    proof = proved(declared([statement("fits", when=chosen(Q1, "a"))], [Q1]))

    assert "no visitor ever gets the verdict not-a-fit" in proof.notes
    assert "no visitor ever gets the verdict fit" not in proof.notes


def test_rules_that_tie_everything_to_everything_are_a_fault_and_not_a_crash(tmp_path: Path) -> None:
    garden = planted(tmp_path)
    options = [f"o{number}" for number in range(6)]
    for name in (f"t{number}" for number in range(16)):
        listed = "".join(f"    - {{id: {one}, label: {one}}}\n" for one in options)
        garden.add("questions.yaml", f"- id: {name}\n  asks: What of {name}?\n  why: It is.\n  options:\n{listed}")
    alike = ", ".join(
        f"{{all: [{{question: t{one}, in: [{each}]}}, {{question: t{one + 8}, in: [{each}]}}]}}"
        for one in range(8)
        for each in options
    )
    garden.replace("is-not/huge.md", "when: {question: volume, at_least: 1001}", f"when: {{any: [{alike}]}}")

    (told,) = [one for one in garden.faults() if "tie too many questions together" in one]

    assert told.startswith("questions.yaml:1:")
    assert "Put questions that the same rules name next to each other" in told


@SMALL
@given(visits(most_questions=3, most_statements=4))
def test_a_question_is_told_as_never_asked_where_trying_every_answer_shows_it(
    visit: tuple[Declaration, Evaluation],
) -> None:
    declaration, _ = visit

    told = {one.identifier for one in proved(declaration).faults if one.name == "questions"}

    matters = {
        each.id
        for persona in declaration.persona
        for each in asked_questions(declaration, persona)
        if _matters(declaration, persona, each)
    }
    # Marks can make a question matter that answers alone do not.
    assert told <= {each.id for each in declaration.questions} - matters


def _matters(declaration: Declaration, persona: str, asked: Question) -> bool:
    for answers in completions(declaration, persona, {}):
        ends = {end_of(declaration, persona, {}, {**answers, asked.id: answer}) for answer in asked.answers}
        if len(ends) > 1:
            return True
    return False


def _line(path: Path, text: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if text in line)
