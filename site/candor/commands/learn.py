"""``learn``: show what visitors said that led nowhere, and add a phrase to the statement they meant.

What visitors typed goes to the terminal of whoever runs this, and nowhere else.
"""

import argparse
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from textwrap import shorten
from typing import TextIO

from candor import utc_now
from candor.commands.check import existing
from candor.commands.databases import existing_database
from candor.commands.replacing import replace
from candor.commands.stopping import Stop
from candor.records import evaluations
from evaluator.declaration import Declaration
from evaluator.errors import ContentFaults
from evaluator.evaluation import Mark
from evaluator.learning import Group, Said, groups_of, unheard
from evaluator.loading import load
from evaluator.matching import matcher_of
from evaluator.phrases import PhraseFault, plain, with_phrase

MOST_SHOWN = 5
"""How many different words of one group are shown."""

LONGEST_SHOWN = 240
"""How many characters of each."""

NOTHING = "There is nothing to learn: visitors' words led to statements, or nobody has typed any yet.\n"


def run(chosen: argparse.Namespace, typed: TextIO | None = None) -> int:
    """Show the groups, and add one phrase where the options name it, or the answers of a person at a terminal."""
    typed = typed or sys.stdin
    folder = existing(chosen.content)
    declaration = load(folder)
    groups = _groups(declaration, chosen)
    if chosen.statement is not None:
        return add(folder, declaration, chosen.statement, chosen.phrase or _first_words(groups, chosen.group))
    if not groups:
        sys.stdout.write(NOTHING)
        return 0
    for number, group in enumerate(groups, start=1):
        sys.stdout.write(f"{told(number, group, declaration)}\n")
    return _ask(folder, declaration, groups, typed) if typed.isatty() else 0


def told(number: int, group: Group, declaration: Declaration) -> str:
    """Return a group as lines: the words, how often each came, and the statements that come nearest."""
    lines = [f"{number}. {group.size} {'visitor' if group.size == 1 else 'visitors'}"]
    for text, often in group.words[:MOST_SHOWN]:
        shown = shorten(text, LONGEST_SHOWN, placeholder=" …")
        lines.append(f"   “{shown}”" + (f" ({often} times)" if often > 1 else ""))
    if len(group.words) > MOST_SHOWN:
        lines.append(f"   and {len(group.words) - MOST_SHOWN} more")
    lines.append("   nearest:" if group.nearest else "   nothing declared comes near")
    lines.extend(f"     {one}: {declaration.statement[one].says}" for one in group.nearest)
    return "\n".join(lines)


def add(folder: Path, declaration: Declaration, statement: str, words: str) -> int:
    """Add a phrase to the file of a statement; a file that then has a fault is put back."""
    found = declaration.statement.get(statement)
    if found is None:
        raise Stop(f"candor: no statement has the id “{statement}”: {', '.join(sorted(declaration.statement))}.")
    file = folder / found.kind / f"{statement}.md"
    phrase = plain(words)
    try:
        _add(folder, file, phrase)
    except PhraseFault as fault:
        raise Stop(f"candor: “{phrase}” is not added to {file}: {fault}.") from fault
    except OSError as error:
        raise Stop(
            f"candor: {file} is as it was and cannot be written ({error.strerror}): make room or run this as owner."
        ) from error
    sys.stdout.write(f"“{phrase}” now leads to {statement}: see {file}.\n")
    return 0


def _add(folder: Path, file: Path, phrase: str) -> None:
    before = file.read_bytes()
    replace(file, with_phrase(before, phrase))
    try:
        load(folder)
    except ContentFaults as faults:
        _put_back(file, before, phrase)
        raise Stop(f"{faults}\ncandor: {file} is as it was before.") from faults


def _put_back(file: Path, before: bytes, phrase: str) -> None:
    try:
        replace(file, before)
    except OSError as error:
        raise Stop(
            f"candor: “{phrase}” makes a fault and cannot be taken back ({error.strerror}): do so by hand in {file}."
        ) from error


def _groups(declaration: Declaration, chosen: argparse.Namespace) -> list[Group]:
    since = utc_now() - timedelta(days=chosen.days)
    database = existing_database(chosen.database)
    try:
        spoken = evaluations.spoken(database, since)
    finally:
        database.close()
    said = [Said(one.words, {statement: Mark(mark) for statement, mark in one.marks.items()}) for one in spoken]
    matcher = matcher_of(declaration)
    return groups_of(unheard(said, matcher), matcher)


def _first_words(groups: Sequence[Group], number: int | None) -> str:
    if number is None:
        raise Stop("candor: give the phrase with --phrase, or the number of a group with --group.")
    if not 1 <= number <= len(groups):
        raise Stop(f"candor: there is no group {number}: there are {len(groups)}.")
    return groups[number - 1].words[0][0]


def _ask(folder: Path, declaration: Declaration, groups: Sequence[Group], typed: TextIO) -> int:
    number = _answer(f"Which group is worth a phrase (1 to {len(groups)}, nothing to stop)? ", typed)
    if not number:
        return 0
    if not number.isdecimal():
        raise Stop(f"candor: {number!r} is no number of a group.")
    first = _first_words(groups, int(number))
    nearest = next(iter(groups[int(number) - 1].nearest), "")
    usual = f", nothing for {nearest}" if nearest else ""
    statement = _answer(f"Which statement does it lead to (id{usual})? ", typed) or nearest
    phrase = _answer(f"Which phrase (nothing for “{first}”)? ", typed) or first
    return add(folder, declaration, statement, phrase)


def _answer(question: str, typed: TextIO) -> str:
    sys.stdout.write(question)
    sys.stdout.flush()
    return typed.readline().strip()
