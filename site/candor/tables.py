"""CSV that spreadsheets open as the text it is."""

import csv
import re
from collections.abc import Iterable
from typing import TextIO

FORMULA = re.compile(r"""^(?=[\t\r\n])|(?:^|[;\t\r\n])[ \u00a0"]*(?=[=+\-@\uff1d\uff0b\uff0d\uff20])""")
"""Where a spreadsheet would begin to compute: at the start, and wherever one that splits at ; or TAB begins a cell.

The signs are = + - @, narrow and wide.
"""


def write_csv(file: TextIO, rows: Iterable[Iterable[object]]) -> int:
    """Write rows as RFC 4180 with every field quoted, and return how many there were.

    A field that a spreadsheet would take for a formula gets an apostrophe before what it would compute.
    """
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    number = 0
    for row in rows:
        writer.writerow([as_text(field) for field in row])
        number += 1
    return number


def as_text(field: object) -> str:
    """Return a field that no spreadsheet computes."""
    return FORMULA.sub(r"\g<0>'", str(field))
