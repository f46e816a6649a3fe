"""CSV that spreadsheets open as the text it is."""

import csv
from collections.abc import Iterable
from typing import TextIO

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_csv(file: TextIO, rows: Iterable[Iterable[object]]) -> int:
    """Write rows as RFC 4180 with every field quoted, and return how many there were.

    A field that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    number = 0
    for row in rows:
        writer.writerow([as_text(field) for field in row])
        number += 1
    return number


def as_text(field: object) -> str:
    """Return a field that no spreadsheet computes."""
    text = str(field)
    return f"'{text}" if text.startswith(FORMULA) else text
