"""The pages that every Candor site has about itself, as a search finds them."""

from collections.abc import Mapping

from evaluator.entries import Entry, Kind
from evaluator.plain import Passage

SAID: Mapping[str, tuple[str, str]] = {
    "pages.privacy": (
        "What this site keeps, and for how long",
        "Privacy: cookies, personal data, answers, results and cases under private links, and when they are deleted.",
    ),
    "pages.accessibility": (
        "Who can use this site",
        "Accessibility: what was tested with keyboard, zoom and checker, and what was not; screen readers, contrast.",
    ),
    "pages.judging": (
        "How the fit check judges",
        "The rules of the verdict in plain words: what rules out, what limits, and where visitors go next.",
    ),
    "pages.map": (
        "How the verdict is decided",
        "A drawing of every rule: how answers touch statements, and which verdicts and routes follow.",
    ),
    "pages.glossary": ("What the words on this site mean", "A glossary of the words of this site."),
    "fit.start": ("Check your fit", "A few questions, each with its reason, that end in a verdict."),
}
"""The heading of each page and what it is about, by endpoint."""

OWN_PAGES = tuple(Entry(Kind.SITE, id, heading, (Passage(about),)) for id, (heading, about) in SAID.items())
