"""The table to sign: every way to answer is in exactly one row, and that row says where it ends."""

from hypothesis import given, settings

from evaluator.deciding import Decider
from evaluator.declaration import Declaration
from evaluator.evaluation import Evaluation, Mark
from evaluator.tabling import TableRow, table
from tests.unit.evaluator.declarations import completions, end_of, statement, visits

EXAMPLES = settings(max_examples=80, deadline=None, derandomize=True)

Visit = tuple[Declaration, Evaluation]


def covers(row: TableRow, answers: dict[str, str]) -> bool:
    """Tell whether a row is the one for these answers."""
    return all(answers[question] in several for question, several in row.answers.items())


@EXAMPLES
@given(visits())
def test_every_way_to_answer_is_in_one_row_that_says_where_it_ends(visit: Visit) -> None:
    declaration, _ = visit
    declaration = declaration.model_copy(update={"statements": (*declaration.statements, statement("mine"))})
    rows = list(table(Decider(declaration)))

    for persona in declaration.persona:
        for marked in (False, True):
            own = [row for row in rows if row.persona == persona and row.marked is marked]
            for answers in completions(declaration, persona, {}):
                (row,) = [row for row in own if covers(row, answers)]
                kind, _, route = end_of(declaration, persona, {"mine": Mark.YES} if marked else {}, answers)
                assert (row.end.kind, row.end.route) == (kind, route)


@EXAMPLES
@given(visits())
def test_the_shares_of_one_persona_and_mark_add_up_to_one(visit: Visit) -> None:
    declaration, _ = visit
    rows = list(table(Decider(declaration)))

    for persona in declaration.persona:
        for marked in (False, True):
            assert sum(row.share for row in rows if row.persona == persona and row.marked is marked) == 1
