"""Loading a content folder whole: one declaration, or every fault in it at once."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from evaluator.brand_marks import TYPES, read_mark
from evaluator.business_case import BusinessCase
from evaluator.buying import Buying
from evaluator.checking import check, check_statement
from evaluator.declaration import Declaration, Persona, Product
from evaluator.errors import ContentFaults, Problem
from evaluator.glossary import Term
from evaluator.moving import Redirects
from evaluator.news import Asked, Launch
from evaluator.objections import Objection
from evaluator.origins import Origin, Origins
from evaluator.outcomes import LeadOutcome
from evaluator.pages import Comparison, Example, Fact, Page, Pricing, UseCase
from evaluator.questions import Question
from evaluator.reading import Reading, read_markdown, read_yaml
from evaluator.routes import Routes
from evaluator.rules import Frozen
from evaluator.scenarios import Scenario
from evaluator.shapes import problems_of_shape
from evaluator.statements import Statement
from evaluator.talks import Talk

SINGLES: Mapping[str, type[Frozen]] = {
    "product": Product,
    "routes": Routes,
    "pricing": Pricing,
    "buying": Buying,
    "business-case": BusinessCase,
    "redirects": Redirects,
}
"""YAML files that hold one thing, by name; its field in the declaration has ``_`` for ``-``."""

LISTS: Mapping[str, type[Frozen]] = {
    "facts": Fact,
    "questions": Question,
    "scenarios": Scenario,
    "objections": Objection,
    "outcomes": LeadOutcome,
    "faq": Asked,
    "glossary": Term,
}
"""YAML files that hold a list of entries, each with its id."""

FOLDERS: Mapping[str, tuple[str, type[Frozen]]] = {
    "personas": ("personas", Persona),
    "is": ("statements", Statement),
    "is-not": ("statements", Statement),
    "use-cases": ("use_cases", UseCase),
    "examples": ("examples", Example),
    "comparisons": ("comparisons", Comparison),
    "pages": ("pages", Page),
    "launches": ("launches", Launch),
    "talks": ("talks", Talk),
}
"""Folders of Markdown files: the field each fills, and the shape of one file."""

MARKS = "brand"
"""The folder of the vendor's marks."""

NOTHING_IN: Mapping[str, dict[str, Any]] = {"product": {"pains": ()}, "routes": {"destinations": (), "routes": ()}}
"""What stands in for a file that could not be read, while the others are checked."""

REQUIRED = ("product.yaml", "questions.yaml", "routes.yaml", "personas", "is", "is-not")


@dataclass(slots=True)
class _Loaded:
    """What was read so far: values by field, where each stands, and the faults."""

    values: dict[str, list[Frozen]] = field(default_factory=dict)
    origins: Origins = field(default_factory=Origins)
    problems: list[Problem] = field(default_factory=list)

    def add(self, name: str, shape: type[Frozen], origin: Origin, keys: Any) -> None:
        """Make one value of ``keys``; if its shape is wrong, note that its id is broken."""
        value, problems = problems_of_shape(shape, origin, keys)
        self.problems.extend(problems)
        identifier = str(keys.get("id", "")) if isinstance(keys, dict) else ""
        second = self.origins.keep(name, identifier, origin, broken=value is None)
        if value is not None and not second:
            self.values.setdefault(name, []).append(value)
        if value is None and shape is Statement and isinstance(keys, dict):
            self.problems.extend(check_statement(Statement.model_construct(**keys), origin))


def load(folder: Path) -> Declaration:
    """Return the declaration in a folder.

    Raises ContentFaults with every problem found, in the order of files and lines.
    """
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in _files(folder)}
    return load_files(files, name=folder.as_posix())


def load_files(files: Mapping[str, bytes], name: str = "content") -> Declaration:
    """Return the declaration in files given as relative path to bytes; raises as ``load``."""
    loaded = _Loaded()
    for path in sorted(files):
        _load_file(loaded, name, path, files[path])
    _require(loaded, name, files)
    declaration = _assemble(loaded, files)
    loaded.problems.extend(check(declaration, loaded.origins))
    if loaded.problems:
        raise ContentFaults(tuple(sorted(set(loaded.problems))))
    return declaration


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        problem = Problem(folder.as_posix(), 1, 1, "there is no such folder", "Name the folder that holds product.yaml")
        raise ContentFaults((problem,))
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]


def _load_file(loaded: _Loaded, name: str, path: str, source: bytes) -> None:
    shown = f"{name}/{path}"
    folder, _, rest = path.rpartition("/")
    stem, _, suffix = rest.rpartition(".")
    if folder in FOLDERS and suffix == "md":
        reading = read_markdown(shown, source)
        _load_page(loaded, reading, folder, stem)
    elif not folder and suffix == "yaml" and stem in SINGLES:
        reading = read_yaml(shown, source)
        _load_single(loaded, reading, stem)
    elif not folder and suffix == "yaml" and stem in LISTS:
        reading = read_yaml(shown, source)
        _load_list(loaded, reading, stem)
    elif folder == MARKS and suffix in TYPES:
        _load_mark(loaded, shown, rest, source)
        return
    else:
        read = [*(f"{one}.yaml" for one in (*SINGLES, *LISTS)), *(f"{one}/*.md" for one in FOLDERS)]
        known = ", ".join([*read, *(f"{MARKS}/*.{one}" for one in TYPES)])
        loaded.problems.append(
            Problem(shown, 1, 1, "nothing reads this file", f"Remove or rename it; known are {known}")
        )
        return
    loaded.problems.extend(reading.problems)


def _load_page(loaded: _Loaded, reading: Reading, folder: str, stem: str) -> None:
    name, shape = FOLDERS[folder]
    origin = Origin(reading)
    keys = reading.value
    if not isinstance(keys, dict):
        loaded.origins.keep(name, stem, origin, broken=True)
        if not reading.problems:
            loaded.problems.append(reading.problem((), "the front matter has no keys", "Write key: value lines in it"))
        return
    for reserved in {"id", "body", "kind"} & set(keys):
        fault, remedy = f"“{reserved}” is not written here", "Remove it: it follows from the file's name and text"
        loaded.problems.append(reading.problem((reserved,), fault, remedy))
    keys = {**keys, "id": stem, "body": reading.body}
    if shape is Statement:
        keys["kind"] = folder
    loaded.add(name, shape, origin, keys)


def _load_mark(loaded: _Loaded, shown: str, name: str, source: bytes) -> None:
    mark, problems = read_mark(shown, name, source)
    loaded.problems.extend(problems)
    loaded.origins.keep("marks", name, Origin(Reading(shown)), broken=mark is None)
    if mark is not None:
        loaded.values.setdefault("marks", []).append(mark)


def _load_single(loaded: _Loaded, reading: Reading, stem: str) -> None:
    if reading.value is not None or not reading.problems:
        loaded.add(_field(stem), SINGLES[stem], Origin(reading), reading.value)
    else:
        loaded.origins.keep(_field(stem), "", Origin(reading), broken=True)


def _field(stem: str) -> str:
    return stem.replace("-", "_")


def _load_list(loaded: _Loaded, reading: Reading, name: str) -> None:
    if not isinstance(reading.value, list):
        loaded.origins.keep(name, "", Origin(reading), broken=True)
        if not reading.problems:
            loaded.problems.append(reading.problem((), "this file holds a list", "Begin each entry with “- id: …”"))
        return
    for number, keys in enumerate(reading.value):
        loaded.add(name, LISTS[name], Origin(reading, (number,)), keys)


def _require(loaded: _Loaded, name: str, files: Mapping[str, bytes]) -> None:
    for required in REQUIRED:
        if not any(path == required or path.startswith(f"{required}/") for path in files):
            problem = Problem(f"{name}/{required}", 1, 1, "this is missing", "Every declaration needs it: add it")
            loaded.problems.append(problem)
            field_name = FOLDERS[required][0] if required in FOLDERS else required.removesuffix(".yaml")
            loaded.origins.keep(field_name, "", Origin(Reading(f"{name}/{required}")), broken=True)


def _assemble(loaded: _Loaded, files: Mapping[str, bytes]) -> Declaration:
    """Put the parts together; one that is broken is stood in for, so that the rest is checked all the same."""
    single = {name: next(iter(loaded.values.get(name, ())), None) for name in map(_field, SINGLES)}
    single["product"] = single["product"] or Product.model_construct(**NOTHING_IN["product"])
    single["routes"] = single["routes"] or Routes.model_construct(**NOTHING_IN["routes"])
    several = {name: tuple(loaded.values.get(name, ())) for name in (*LISTS, *dict(FOLDERS.values()), "marks")}
    try:
        return Declaration.model_validate({"version": version_of(files), **single, **several})
    except ValidationError as error:
        raise AssertionError("parts that were valid alone are not valid together") from error


def version_of(files: Mapping[str, bytes]) -> str:
    """Return the version of content: 16 hexadecimal digits that change with any byte of any file."""
    digest = hashlib.sha256()
    for path in sorted(files):
        for part in (path.encode(), files[path]):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
    return digest.hexdigest()[:16]
