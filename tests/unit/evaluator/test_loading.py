"""Loading a folder whole."""

from pathlib import Path

import pytest

from evaluator.errors import ContentFaults
from evaluator.loading import load, load_files, version_of
from tests.unit.evaluator.planting import FERRY, planted


def test_a_sound_folder_becomes_one_declaration() -> None:
    declaration = load(FERRY)

    assert [one.id for one in declaration.is_for] == ["modest", "nightly", "proof"]
    assert [one.id for one in declaration.is_not_for] == ["huge", "live", "two-way"]
    assert declaration.statement["nightly"].body.startswith("It keeps a list")
    assert {str(one.tier) for one in declaration.personas} == {"bottom", "middle", "top"}


def test_the_version_is_the_same_for_the_same_bytes_and_another_for_any_other() -> None:
    files = {"a.md": b"one", "b.md": b"two"}

    versions = {version_of(files), version_of({"a.md": b"one", "b.md": b"tw0"}), version_of({"a.mdone": b"", **files})}

    assert version_of(dict(reversed(files.items()))) == version_of(files)
    assert len(versions) == 3


def test_a_folder_that_is_not_there_is_told_with_what_to_name() -> None:
    with pytest.raises(
        ContentFaults, match=r"no-such-folder:1:1: there is no such folder\. Name the folder that holds"
    ):
        load(Path("no-such-folder"))


def test_an_empty_folder_lacks_every_required_part(tmp_path: Path) -> None:
    with pytest.raises(ContentFaults) as caught:
        load(tmp_path)

    missing = [
        problem.path.rpartition("/")[2] for problem in caught.value.problems if problem.fault == "this is missing"
    ]
    assert missing == ["is", "is-not", "personas", "product.yaml", "questions.yaml", "routes.yaml"]


@pytest.mark.parametrize(
    "path", ["notes.txt", "is/deeper/one.md", "is/one.yaml", "products.yaml", "facts.md", "one.md"]
)
def test_a_file_that_nothing_reads_is_told_with_what_is_known(path: str, tmp_path: Path) -> None:
    garden = planted(tmp_path)
    garden.add(path, "text")

    told = garden.faults()

    assert len(told) == 1
    assert told[0].startswith(f"{path}:1:1: nothing reads this file. Remove or rename it; known are product.yaml")


def test_hidden_files_are_passed_over(tmp_path: Path) -> None:
    garden = planted(tmp_path)
    garden.add(".notes/one.md", "text")
    garden.add("is/.one.md.swp", "text")

    assert garden.faults() == []


def test_a_file_name_that_is_no_id_is_told(tmp_path: Path) -> None:
    garden = planted(tmp_path)
    garden.add("is/Not An Id.md", (FERRY / "is/nightly.md").read_text(encoding="utf-8"))

    told = garden.faults()

    assert told[0].startswith("is/Not An Id.md:2:1: “id” has a form that is not allowed. It has to match ^[a-z0-9]")


@pytest.mark.parametrize(
    ("path", "text", "start"),
    [
        ("questions.yaml", "a: 1\n", "questions.yaml:1:1: this file holds a list. Begin each entry with “- id: …”"),
        ("questions.yaml", "", "questions.yaml:1:1: this file holds a list"),
        ("questions.yaml", "- text\n", "questions.yaml:1:3: keys with their values are expected here"),
        ("product.yaml", "", "product.yaml:1:1: keys with their values are expected here"),
        ("product.yaml", "- a\n", "product.yaml:1:1: keys with their values are expected here"),
        ("is/nightly.md", "---\ntext\n---\n", "is/nightly.md:2:1: the front matter has no keys"),
        ("is/nightly.md", "---\n---\n", "is/nightly.md:1:1: the front matter has no keys"),
    ],
)
def test_a_file_of_another_kind_than_expected_is_told(path: str, text: str, start: str, tmp_path: Path) -> None:
    garden = planted(tmp_path)
    (garden.folder / path).write_text(text, encoding="utf-8")

    told = garden.faults()

    assert any(one.startswith(start) for one in told), "\n".join(told)


@pytest.mark.parametrize("path", ["product.yaml", "routes.yaml", "questions.yaml", "scenarios.yaml", "is-not/huge.md"])
def test_content_cut_anywhere_is_a_declaration_or_its_faults(path: str) -> None:
    files = {one.relative_to(FERRY).as_posix(): one.read_bytes() for one in FERRY.rglob("*") if one.is_file()}
    whole = files[path]

    for end in range(0, len(whole), 7):
        try:
            declaration = load_files({**files, path: whole[:end]})
        except ContentFaults as faults:
            assert faults.problems
        else:
            assert declaration.statements
