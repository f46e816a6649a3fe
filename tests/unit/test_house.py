"""The house rules that a machine can check: where files live, how long they are, which way imports run."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
CODE = ("site", "evaluator", "tests", "bench")
FRAMEWORKS = {"flask", "flask_wtf", "wtforms", "werkzeug", "jinja2"}
DATABASES = {"sqlite3", "sqlite_utils", "psycopg", "psycopg_pool"}
OUTSIDE = {"os", "socket", "urllib.request", "http", "time", "random", "secrets", "datetime.now"}
FEATURES = ("pages", "fit", "cases", "inbox", "insights", "api")


def python_files(*folders: str) -> list[Path]:
    """Return the Python files below some folders of the checkout."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def imports_of(path: Path) -> Iterator[str]:
    """Yield the full name of every module that a file imports, wherever it does."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imported_roots(path: Path) -> set[str]:
    """Return the top-level packages that a file imports."""
    return {name.partition(".")[0] for name in imports_of(path)}


def lines_of(path: Path) -> int:
    """Return how many lines a file has."""
    return len(path.read_text(encoding="utf-8").splitlines())


def test_site_is_no_package_because_python_has_a_module_of_that_name() -> None:
    assert not (ROOT / "site" / "__init__.py").exists()


def test_git_does_not_ignore_the_site() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()

    assert not {"site", "site/", "/site", "/site/"} & set(ignored)


def test_a_python_file_has_at_most_250_lines() -> None:
    assert {path.name: lines_of(path) for path in python_files(*CODE) if lines_of(path) > 250} == {}


def test_a_template_has_at_most_80_lines() -> None:
    templates = (ROOT / "site" / "candor" / "templates").rglob("*.html")

    assert {path.name: lines_of(path) for path in templates if lines_of(path) > 80} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "data", "info"}

    assert [path for path in python_files(*CODE) if {path.stem, path.parent.name} & empty] == []


def test_the_evaluator_knows_neither_the_site_nor_a_framework_nor_a_database() -> None:
    for path in python_files("evaluator"):
        assert not imported_roots(path) & ({"candor"} | FRAMEWORKS | DATABASES), path


def test_the_evaluator_reads_no_clock_network_or_environment() -> None:
    for path in python_files("evaluator"):
        assert not set(imports_of(path)) & OUTSIDE, path


@pytest.mark.parametrize("part", ["records", "handoff"])
def test_records_and_handoff_know_neither_flask_nor_the_evaluator(part: str) -> None:
    for path in python_files(f"site/candor/{part}"):
        assert not imported_roots(path) & (FRAMEWORKS | {"evaluator"}), path


def test_records_know_nothing_of_the_rest_of_the_site() -> None:
    for path in python_files("site/candor/records"):
        own = {name for name in imports_of(path) if name.startswith("candor.")}
        assert all(name.startswith("candor.records") for name in own), path


@pytest.mark.parametrize("feature", FEATURES)
def test_features_do_not_import_one_another(feature: str) -> None:
    others = tuple(f"candor.{other}" for other in FEATURES if other != feature)

    for path in python_files(f"site/candor/{feature}"):
        assert not [name for name in imports_of(path) if name.startswith(others)], path


def test_only_records_speak_to_a_database() -> None:
    for path in python_files("site/candor"):
        if "records" not in path.parts:
            assert not imported_roots(path) & DATABASES, path


def test_no_check_is_switched_off_and_nothing_is_left_to_do() -> None:
    marks = ["no" + "qa", "type: " + "ignore", "pragma: " + "no cover", "TO" + "DO", "FIX" + "ME", "x" + "fail"]

    for path in python_files(*CODE):
        text = path.read_text(encoding="utf-8")
        assert not [mark for mark in marks if mark in text], path


def test_no_template_marks_anything_as_safe() -> None:
    for path in (ROOT / "site" / "candor" / "templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not [mark for mark in ("|safe", "| safe", "autoescape false") if mark in text], path


def test_pyproject_is_the_only_tool_configuration() -> None:
    other = {"setup.cfg", "tox.ini", "pytest.ini", "mypy.ini", ".ruff.toml", "ruff.toml", ".flake8", "setup.py"}

    assert not [name for name in other if (ROOT / name).exists()]
    assert "tool" in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_public_function_of_the_code_says_what_it_gives() -> None:
    for path in python_files("site", "evaluator"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and _is_reachable(node, path):
                assert ast.get_docstring(node), f"{path}:{node.lineno} {node.name}"


def _is_reachable(function: ast.FunctionDef, path: Path) -> bool:
    """Tell whether a function is of a module or of a public class, not inside another or a private class."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    owners: list[ast.Module | ast.ClassDef] = [module]
    owners += [node for node in module.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]
    return any(
        isinstance(node, ast.FunctionDef) and (node.name, node.lineno) == (function.name, function.lineno)
        for owner in owners
        for node in owner.body
    )
