"""Giving read keys the shape of a declared value, with every misfit told in plain words."""

import difflib
from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from evaluator.errors import Problem
from evaluator.origins import Origin
from evaluator.reading import Place
from evaluator.rules import Frozen

Shape = TypeVar("Shape", bound=Frozen)


def problems_of_shape(shape: type[Shape], origin: Origin, keys: Any) -> tuple[Shape | None, list[Problem]]:
    """Return the value and the faults in its shape; the value is None where it cannot be made.

    An unknown key alone does not stop the value from being made, so that the faults
    behind it are found in the same run.
    """
    try:
        return shape.model_validate(keys), []
    except ValidationError as error:
        details = error.errors(include_url=False)
    problems = [_problem(origin, keys, detail) for detail in details]
    unknown = [_written(keys, detail["loc"]) for detail in details if detail["type"] == "extra_forbidden"]
    if len(unknown) < len(details):
        return None, problems
    try:
        return shape.model_validate(_without(keys, unknown)), problems
    except ValidationError:
        return None, problems


def _problem(origin: Origin, keys: Any, detail: Any) -> Problem:
    place = _written(keys, detail["loc"])
    name = next((part for part in reversed(place or detail["loc"]) if isinstance(part, str)), "this entry")
    fault, remedy = _words(detail, name)
    return origin.problem(place, fault, remedy)


def _words(detail: Any, name: str) -> tuple[str, str]:
    """Return the fault and the remedy for one of pydantic's errors."""
    context = detail.get("ctx", {})
    least = context.get("min_length", 0)
    last = str(detail["loc"][-1]) if detail["loc"] else name
    told = {
        "missing": (f"“{last}” is missing", f"Add a line “{last}: …”"),
        "extra_forbidden": (f"unknown key “{last}”", _spelling(last)),
        "model_type": ("keys with their values are expected here", "Write “key: value”, one a line"),
        "string_too_short": (f"“{name}” is empty", "Write it, or remove the key where it may be left out"),
        "too_short": (f"“{name}” has fewer than {least} sound entries", "Add or mend entries"),
        "string_pattern_mismatch": (
            f"“{name}” has a form that is not allowed",
            f"It has to match {context.get('pattern')}",
        ),
        "value_error": (f"“{name}”: {context.get('error')}", "Write it in that form"),
        "date_from_datetime_parsing": _no_day(name),
        "date_from_datetime_inexact": _no_day(name),
    }
    message = detail["msg"][0].lower() + detail["msg"][1:]
    return told.get(detail["type"], (f"“{name}”: {message}", "Write it in that form"))


def _no_day(name: str) -> tuple[str, str]:
    return f"“{name}” is not a day of the calendar", "Write year, month and day, such as 2026-03-09"


def _written(keys: Any, location: tuple[str | int, ...]) -> Place:
    """Return the part of a pydantic location that was written in the file.

    Pydantic puts the names of union members between the keys, and ends a missing
    key's location with the key that is not there.
    """
    place: list[str | int] = []
    for part in location:
        written = keys if isinstance(keys, dict) else range(len(keys)) if isinstance(keys, list) else ()
        if part not in written:
            continue
        keys = keys[part]
        place.append(part)
    return tuple(place)


def _without(keys: Any, places: list[Place], here: Place = ()) -> Any:
    if isinstance(keys, dict):
        return {key: _without(value, places, (*here, key)) for key, value in keys.items() if (*here, key) not in places}
    if isinstance(keys, list):
        return [_without(value, places, (*here, number)) for number, value in enumerate(keys)]
    return keys


def _spelling(key: str) -> str:
    known = sorted(set(_known_keys(Frozen)) - {key})
    near = difflib.get_close_matches(key.lower(), known, n=1, cutoff=0.7)
    return f"Did you mean “{near[0]}”? Correct or remove it" if near else "Correct its spelling or remove it"


def _known_keys(shape: type[BaseModel]) -> Iterator[str]:
    for name, field in shape.model_fields.items():
        yield field.alias or name
    for special in shape.__subclasses__():
        yield from _known_keys(special)
