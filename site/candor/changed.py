"""Still true? What has changed since a verdict was given, for results and cases alike."""

from candor.content import Edition
from candor.services import services
from evaluator.changes import Changes, Part, changes
from evaluator.results import Result

PART_WORDS = {
    Part.VANISHED: "no longer declared",
    Part.SIDE: "now on the other side",
    Part.WORDING: "worded otherwise",
    Part.WEIGHT: "weighs otherwise",
    Part.RULE: "holds under another rule",
    Part.PROOF: "has another proof",
    Part.INSTEAD: "names something else to use instead",
}
"""How it is told what of a statement changed."""


def changes_since(edition: Edition, result: Result) -> Changes | None:
    """Return what has changed since an edition gave a result; None where that one is still served."""
    current = services().contents.current
    return None if current.version == edition.version else changes(edition.declaration, current.decider, result)


def part_words(part: Part) -> str:
    """Return how it is told that a part of a statement changed."""
    return PART_WORDS[part]
