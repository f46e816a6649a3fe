"""Reading a content file: text stays text, and whatever is wrong is a problem at its line."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluator.reading import MAX_BYTES, MAX_DEPTH, Reading, read_markdown, read_yaml

SAMPLE = Path(__file__).parents[2] / "content"


def _told(reading: Reading) -> list[str]:
    return [str(problem) for problem in reading.problems]


def test_words_that_yaml_would_turn_into_something_else_stay_text() -> None:
    reading = read_yaml("x.yaml", b"[no, Yes, off, null, ~, 1.0, 0x10, 2026-11-22, 12:30, '']\n")

    assert reading.value == ["no", "Yes", "off", "null", "~", "1.0", "0x10", "2026-11-22", "12:30", ""]
    assert reading.problems == []


def test_every_value_knows_its_line_and_column() -> None:
    reading = read_yaml("x.yaml", "ä:\n  - b: 1\n    ç: {d: 2, e: [3]}\n".encode())

    assert reading.value == {"ä": [{"b": "1", "ç": {"d": "2", "e": ["3"]}}]}
    assert reading.places[("ä",)] == (1, 1)
    assert reading.places[("ä", 0)] == (2, 5)
    assert reading.places[("ä", 0, "ç", "e")] == (3, 15)
    assert reading.places[("ä", 0, "ç", "e", 0)] == (3, 19)


def test_a_problem_at_a_value_that_is_not_there_stands_at_the_nearest_that_is() -> None:
    reading = read_yaml("x.yaml", b"a:\n  b: 1\n")

    assert str(reading.problem(("a", "b", "c", 4), "It is wrong", "Mend it")) == "x.yaml:2:3: It is wrong. Mend it."
    assert str(reading.problem((), "It is wrong", "Mend it")) == "x.yaml:1:1: It is wrong. Mend it."


@pytest.mark.parametrize(
    ("source", "start"),
    [
        (b"a: 1\nb: 2\na: 3\n", "x.yaml:3:1: the key \u201ca\u201d stands here a second time"),
        (b"x:\n  {a: 1, a: 2}\n", "x.yaml:2:10: the key \u201ca\u201d stands here a second time"),
        (b"a: 1\nb: [1, 2\n", "x.yaml:3:1: this is not YAML"),
        (b"a: 'open\n", "x.yaml:2:1: this is not YAML"),
        (b"a: b: c\n", "x.yaml:1:5: this is not YAML: a colon stands where none is expected. Put quotes"),
        (b"a:b\nc: d\n", "x.yaml:2:2: this is not YAML: a colon stands where none is expected. Put quotes"),
        (b"a: 1\n\tb: 2\n", "x.yaml:2:1: this is not YAML: a tab stands where only spaces may. Write spaces"),
        (b"a: @\tb\n", "x.yaml:1:4: this is not YAML: found character"),
        (b'a: "\\q"\n', "x.yaml:1:"),
        (b"a: &x 1\nb: *x\n", "x.yaml:1:4: anchors and aliases are not used here"),
        (b"a: 1\nb: *x\n", "x.yaml:2:4: anchors and aliases are not used here"),
        (b"&x a: 1\n", "x.yaml:1:1: anchors and aliases are not used here"),
        (b"? [a, b]\n: 1\n", "x.yaml:1:3: a key must be plain text"),
        (b"? {a: 1}\n: 1\n", "x.yaml:1:3: a key must be plain text"),
        ("ä: ü\nb: c\x00d\n".encode(), "x.yaml:2:5: a control character stands here"),
        (b"a: \x07\n", "x.yaml:1:4: a control character stands here"),
        (b'a: 1\nb: "c\\0d"\n', "x.yaml:2:4: a control character stands here"),
        (b"ok: 1\nbad: \xff\n", "x.yaml:2:1: the text is not UTF-8"),
        (b"\xff\xfea\x00", "x.yaml:1:1: the text is not UTF-8"),
        (b"a: 1\n---\nb: 2\n", "x.yaml:2:1: a second document begins here"),
        (b"a: 1\n...\n]\n", "x.yaml:3:1: this is not YAML"),
        (b"{a: 1} }\n", "x.yaml:1:8: this is not YAML"),
        (b"a" * (MAX_BYTES + 1), "x.yaml:1:1: the file is larger than 1048576 bytes"),
    ],
)
def test_what_is_not_sound_is_told_at_its_line_and_column(source: bytes, start: str) -> None:
    reading = read_yaml("x.yaml", source)

    assert _told(reading)[0].startswith(start)
    assert len(reading.problems) == 1


@pytest.mark.parametrize(
    "deep",
    [
        b"[" * 100_000,
        b"[" * 100_000 + b"]" * 100_000,
        b"{a: " * 100_000,
        b"- " * 20_000,
        b"? " * 20_000,
        b"".join(b" " * level + b"a:\n" for level in range(1000)),
        b"".join(b" " * level + b"-\n" for level in range(1000)),
        b"[{a: " * 50_000,
    ],
)
def test_depth_of_any_kind_is_a_problem_and_never_ends_the_process(deep: bytes) -> None:
    reading = read_yaml("x.yaml", deep)

    assert len(reading.problems) == 1
    assert any(words in _told(reading)[0] for words in (f"deeper than {MAX_DEPTH} levels", "a key must be plain text"))


def test_the_depth_allowed_is_exactly_the_one_promised() -> None:
    allowed, one_more = (b"[" * depth + b"]" * depth for depth in (MAX_DEPTH, MAX_DEPTH + 1))

    assert read_yaml("x.yaml", allowed).problems == []
    assert _told(read_yaml("x.yaml", one_more)) == [
        f"x.yaml:1:{MAX_DEPTH + 1}: deeper than {MAX_DEPTH} levels. Write it out plainly."
    ]


def test_a_key_given_twice_keeps_the_first_value_and_the_first_place() -> None:
    reading = read_yaml("x.yaml", b"a: {x: 1}\nb: 2\na: {x: 3, y: 4}\n")

    assert reading.value == {"a": {"x": "1"}, "b": "2"}
    assert reading.places[("a",)] == (1, 1)
    assert reading.places[("a", "x")] == (1, 5)


@pytest.mark.parametrize("source", [b"", b"\n\n", b"# only a comment\n", b"---\n...\n"])
def test_an_empty_file_has_no_value(source: bytes) -> None:
    assert read_yaml("x.yaml", source).value in (None, "")


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault() -> None:
    reading = read_markdown("x.md", b"\xef\xbb\xbf---\r\na: 1\r\n---\r\nBody\r\ntext\r\n")

    assert (reading.value, reading.body, reading.problems) == ({"a": "1"}, "Body\ntext", [])


def test_front_matter_counts_lines_from_the_top_of_the_file() -> None:
    reading = read_markdown("x.md", b"---\na: 1\nb:\n  c: 2\n---\n\nThe body.\n\n---\n\nMore.\n")

    assert reading.places[("b", "c")] == (4, 3)
    assert reading.body == "The body.\n\n---\n\nMore."


@pytest.mark.parametrize("source", [b"", b"text\n", b"a: 1\n---\n", b"---\na: 1\n", b"--- x\na: 1\n---\n"])
def test_markdown_without_front_matter_is_told(source: bytes) -> None:
    reading = read_markdown("x.md", source)

    assert _told(reading)[0].startswith("x.md:1:1: the file does not open with front matter")


def test_a_control_character_in_a_body_is_told_at_its_line() -> None:
    reading = read_markdown("x.md", b"---\na: 1\n---\nfine\nnot \x00 fine\n")

    assert _told(reading)[0].startswith("x.md:5:5: a control character stands here")


@pytest.mark.parametrize("path", ["routes.yaml", "questions.yaml", "is-not/huge.md", "personas/director.md"])
def test_a_file_cut_anywhere_is_read_or_has_a_problem(path: str) -> None:
    source = (SAMPLE / path).read_bytes()
    read = read_markdown if path.endswith(".md") else read_yaml

    for end in range(len(source)):
        reading = read(path, source[:end])

        assert reading.problems or reading.value is None or isinstance(reading.value, dict | list | str)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from("-:?[]{},&*!|>'\"%@`# \n\tab\\0xU~\u2028\x85"), max_size=40).map("".join))
def test_no_text_whatever_raises(text: str) -> None:
    reading = read_yaml("x.yaml", text.encode())

    assert reading.problems or isinstance(reading.value, dict | list | str | None)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.binary(max_size=60))
def test_no_bytes_whatever_raise(source: bytes) -> None:
    reading = read_markdown("x.md", b"---\n" + source + b"\n---\n")

    assert reading.problems or isinstance(reading.value, dict | list | str | None)
