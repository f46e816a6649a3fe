"""The site about itself: its words, what it keeps and for how long, how it judges, who can use it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from flask import render_template

from candor.drawing.ladder import judging_ladder, routing_ladder
from candor.drawing.sheet import sheet_of
from candor.pages.declared import declared, gravest_first
from candor.records import cases, results, retention
from candor.services import services

WORDS: Mapping[str, str] = {
    "Statement": "One sentence that says what the product is for or is not for, with its reason and its proof.",
    "Persona": "One of the kinds of reader that this site is written for.",
    "Proof": "A public page that bears a sentence out, with the day on which somebody last looked at it.",
    "Fit check": "A few questions, each with its reason, that end in a verdict.",
    "Verdict": "Fit, fit if, not a fit, or cannot tell.",
    "Receipt": "Why a statement counted in a verdict: the words or the answer that led to it, and its proof.",
    "Condition": "What must be true for a fit where a statement limits it.",
    "Route": "Where the visitor goes next, and why there.",
    "Result": "A verdict and its route, kept as they were, under a private link.",
    "Case": "What somebody hands to the person who decides: a result, their own numbers and a note.",
}
"""What this site means by its own words, whatever the product."""


A_YEAR = 365


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing that is kept: what, why, and for how long."""

    what: str
    why: str
    until: str


def glossary() -> str:
    """Show the words of the product's field and of this site."""
    terms = sorted(declared().glossary, key=lambda term: term.word.lower())
    return render_template("pages/glossary.html", terms=terms, words=WORDS)


def privacy() -> str:
    """Show what is kept and for how long, with the numbers that the site runs on."""
    return render_template("pages/privacy.html", kept=_kept())


def accessibility() -> str:
    """Show what was tested and how, and what was not."""
    return render_template("pages/accessibility.html")


def judging() -> str:
    """Show the rules of the verdict in plain words."""
    content = declared()
    grave = gravest_first(content.is_not_for)
    return render_template(
        "pages/judging.html",
        ruling_out=[statement for statement in grave if statement.rules_out],
        limiting=[statement for statement in grave if statement.limits],
        verdict_ladder=judging_ladder(content),
        route_ladder=routing_ladder(content),
        case_sheet=sheet_of(content),
    )


def _kept() -> tuple[Kept, ...]:
    settings = services().settings
    return (
        Kept("Your answers and words in the fit check", "So that you can go on later", _days(retention.ANSWERS_KEPT)),
        Kept("A result under its private link", "So that the link works", _days(results.LINK_LIFE)),
        Kept("A case with its link", "So that the person you sent it to can read it", _days(cases.LIFE)),
        Kept(
            "Your name, address, company and role, with the result, if you ask for a reply",
            "So that a person can reply",
            f"{_days(retention.LEADS_KEPT)} after they last changed",
        ),
        Kept("The same, sent as a program would send it", "In case a person did", _days(retention.SUSPECTED_KEPT)),
        Kept("A scrambled form of your network address, when you send a form", "So that nobody floods it", "an hour"),
        Kept(
            "A sign-in of the people who reply, with a cookie",
            "So that they stay signed in; readers get no cookie",
            f"{settings.idle_hours} hours of rest, and {settings.absolute_days} days at most",
        ),
    )


def _days(time: timedelta) -> str:
    # So many that nobody counts them in days are told in months, and never more than are kept.
    return f"{time.days} days" if time.days < A_YEAR else f"{time.days * 12 // A_YEAR} months"
