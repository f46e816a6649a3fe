"""CSV that nobody's spreadsheet computes, T20: tried once with LibreOffice at comma, semicolon and TAB."""

import csv
import io

import pytest

from candor.tables import as_text, write_csv


@pytest.mark.parametrize("sign", "=+-@\uff1d\uff0b\uff0d\uff20")
@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("{}1+1", "'{}1+1"),
        (" {}1+1", " '{}1+1"),
        ("a;{}1+1", "a;'{}1+1"),
        ('";{}1+1', "\";'{}1+1"),
        ('a; "{}1+1', "a; \"'{}1+1"),
        ("a\t{}1+1", "a\t'{}1+1"),
        ("a\r\n{}1+1\n {}2", "a\r\n'{}1+1\n '{}2"),
        ("\t{}1+1", "'\t'{}1+1"),
    ],
)
def test_nothing_computes_where_a_cell_may_begin(sign: str, field: str, told: str) -> None:
    assert as_text(field.replace("{}", sign)) == told.replace("{}", sign)


@pytest.mark.parametrize("field", ["1 + 1 = 2, and -1", "a; b", "ada@ferry.example", "two\nlines", "", 12])
def test_what_computes_nowhere_stays_as_it_is(field: object) -> None:
    assert as_text(field) == str(field)


@pytest.mark.parametrize("first", ["\t", "\r", "\n"])
def test_a_field_that_begins_with_a_blank_sign_gets_an_apostrophe(first: str) -> None:
    assert as_text(f"{first}a") == f"'{first}a"


def test_rows_are_read_back_as_they_were_written() -> None:
    file, row = io.StringIO(newline=""), ['a "quoted" word', "one\ntwo", "a, b; c", ""]

    assert write_csv(file, [row, row]) == 2
    assert list(csv.reader(io.StringIO(file.getvalue(), newline=""))) == [row, row]
