"""Examples: real users, narrowed down by industry, size, statement and pain."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from flask import abort, render_template, request

from candor.bodies import refuse
from candor.pages.declared import chosen, declared, find
from evaluator.declaration import Declaration
from evaluator.pages import Example

Values = Callable[[Example], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Option:
    """One value to narrow down by, how many examples have it, and whether it is chosen."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """One way to narrow the list down."""

    name: str
    label: str
    options: tuple[Option, ...]


def examples() -> str:
    """List real users and what it saved them, all of them or those that were asked for."""
    content = declared()
    several = content.examples or abort(404)
    wanted = {name: _asked(name) for name in ("industry", "size", "statement", "pain")}
    values = _values()
    shown = [one for one in several if all(not value or value in values[name](one) for name, value in wanted.items())]
    return render_template(
        "pages/examples.html",
        examples=shown,
        is_narrowed=any(wanted.values()),
        filters=tuple(_filters(content, values, wanted)),
    )


def example(id: str) -> str:
    """Show one real user, with sources."""
    content = declared()
    example = find(content.examples, id)
    return render_template(
        "pages/example.html",
        example=example,
        statements=chosen(content.statements, example.statements),
        pains=chosen(content.product.pains, example.pains),
    )


def _asked(name: str) -> str:
    given = request.args.getlist(name)
    if len(given) > 1:
        refuse(f"The field “{name}” came more than once.")
    return "".join(given)


def _values() -> Mapping[str, Values]:
    """Return by name what an example is narrowed down by."""
    return {
        "industry": lambda one: (one.industry,),
        "size": lambda one: (one.size or "",),
        "statement": lambda one: one.statements,
        "pain": lambda one: one.pains,
    }


def _filters(content: Declaration, values: Mapping[str, Values], wanted: Mapping[str, str]) -> Iterable[Filter]:
    pains = {pain.id: pain.says for pain in content.product.pains}
    statements = {statement.id: statement.heading for statement in content.statements}
    labels = {"industry": "Industry", "size": "Size", "statement": "Statement", "pain": "Pain"}
    for name, label in labels.items():
        counted: dict[str, int] = {}
        for one in content.examples:
            for value in values[name](one):
                counted[value] = counted.get(value, 0) + 1
        words = statements | pains
        options = (
            Option(value, words.get(value, value), count, value == wanted[name]) for value, count in counted.items()
        )
        yield Filter(name, label, tuple(sorted(options, key=lambda option: option.label.lower())))
