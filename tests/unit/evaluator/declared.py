"""Small statements for tests, with only what the test is about."""

from evaluator.statements import Statement, Weight


def statement(key: str, says: str, *heard_as: str, body: str = "Because.") -> Statement:
    """Build a statement; an id that begins with ``not-`` makes it an *is not*."""
    denies = key.startswith("not-")
    return Statement.model_construct(
        id=key,
        kind="is-not" if denies else "is",
        heading=says[:60],
        says=says,
        heard_as=heard_as,
        proof=(),
        weight=Weight.RULES_OUT if denies else None,
        body=body,
    )
