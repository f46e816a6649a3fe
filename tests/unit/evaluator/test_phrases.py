"""One phrase more in a file: the line is where it belongs, and every other byte stays."""

import pytest

from evaluator.phrases import PhraseFault, with_phrase
from evaluator.reading import read_markdown

BLOCK = """---
heading: Nightly copies
heard_as:   # what people say
  - copy files every night  # the first ever heard
  # keep this one last
  - "a night: quiet"
# about the proof
proof: []
---
Body with a heard_as: - of its own.
"""


def heard(source: bytes) -> list[str]:
    """Return the phrases of a file as the loader reads them."""
    value: list[str] = read_markdown("", source).value["heard_as"]
    return value


def test_a_phrase_becomes_one_line_after_the_last_with_the_same_indentation() -> None:
    after = with_phrase(BLOCK.encode(), "back up over night").decode()

    assert after == BLOCK.replace('quiet"\n', 'quiet"\n  - back up over night\n')


@pytest.mark.parametrize(
    "phrase",
    [
        "no",
        "8",
        "it's: a # thing",
        'say "hello"',
        "- dash",
        "[x]",
        "a, b",
        "{x}",
        "ünïcode 你好 🙂",
        "back\\slash",
        "@at",
        "*",
    ],
)
@pytest.mark.parametrize("listed", ["\n  - one\n  - two", " [one, two]", " [\n  one,\n  two,\n  ]", "\n- one\n- two"])
def test_every_phrase_is_read_back_as_it_was_from_every_way_to_write_a_list(phrase: str, listed: str) -> None:
    source = f"---\nheard_as:{listed}\nlast: x\n---\nBody.\n".encode()

    after = with_phrase(source, phrase)

    assert heard(after) == ["one", "two", phrase]


def test_line_ends_of_another_system_are_kept() -> None:
    after = with_phrase(BLOCK.replace("\n", "\r\n").encode(), "back up over night")

    assert after.count(b"\r\n") == after.count(b"\n") == BLOCK.count("\n") + 1


def test_a_byte_order_mark_and_a_phrase_over_several_lines_stay() -> None:
    source = "\ufeff---\nheard_as:\n  - >\n    folded\n    text\n\nnext: x\n---\n".encode()

    after = with_phrase(source, "more")

    assert heard(after) == ["folded text\n", "more"]
    assert after.startswith("\ufeff---".encode())


@pytest.mark.parametrize("phrase", ["Copy  files every night", "a night: quiet"])
def test_a_phrase_that_is_already_there_is_refused(phrase: str) -> None:
    with pytest.raises(PhraseFault, match="already there"):
        with_phrase(BLOCK.encode(), phrase)


@pytest.mark.parametrize("source", ["no front matter", "---\nheard_as: text\n---\n", "---\nother: x\n---\n"])
def test_a_file_without_a_list_is_refused(source: str) -> None:
    with pytest.raises(PhraseFault, match="by hand"):
        with_phrase(source.encode(), "more")


def test_an_empty_phrase_is_refused() -> None:
    with pytest.raises(PhraseFault, match="empty"):
        with_phrase(BLOCK.encode(), "")
