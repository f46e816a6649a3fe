"""``questions``: show what people asked that no entry of ``faq.yaml`` answers, as entries that wait for an answer.

What people typed goes to the terminal of whoever runs this, without names and addresses.
"""

import argparse
import sys
from datetime import timedelta
from textwrap import shorten

from candor import utc_now
from candor.commands.check import existing
from candor.commands.databases import existing_database
from candor.commands.learn import LONGEST_SHOWN
from candor.records.asked import asked
from evaluator.learning import Group, Said, groups_of
from evaluator.loading import load
from evaluator.matching import Matcher
from evaluator.unanswered import entry_for, unanswered, without_names

NOTHING = "There is nothing to answer: nobody has asked anything that faq.yaml does not answer.\n"
WHAT_NEXT = (
    "Copy an entry into faq.yaml and write its answer and its sources: `./candor check` says what is missing.\n"
    "A question that an entry answers already belongs under its “asked_as:”.\n"
)


def run(chosen: argparse.Namespace) -> int:
    """Print each group of questions that are alike, the one that most people asked first."""
    declaration = load(existing(chosen.content))
    database = existing_database(chosen.database)
    try:
        found = asked(database, utc_now() - timedelta(days=chosen.days))
    finally:
        database.close()
    words = unanswered((without_names(one.words, one.names) for one in found), declaration.faq)
    matcher = Matcher(declaration.statements, {pain.id: pain.says for pain in declaration.product.pains})
    groups = groups_of((Said(one, {}) for one in words), matcher)
    taken = {one.id for one in declaration.faq}
    for number, group in enumerate(groups, start=1):
        sys.stdout.write(f"{told(number, group)}\n\n{entry_for(group, taken)}\n\n")
    sys.stdout.write(WHAT_NEXT if groups else NOTHING)
    return 0


def told(number: int, group: Group) -> str:
    """Return how often a group was asked, in which words, as comments of YAML."""
    lines = [f"# {number}. asked {'once' if group.size == 1 else f'{group.size} times'}"]
    for text, often in group.words:
        shown = shorten(text, LONGEST_SHOWN, placeholder=" …")
        lines.append(f"#    “{shown}”" + (f" ({often} times)" if often > 1 else ""))
    return "\n".join(lines)
