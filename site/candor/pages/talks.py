"""Recorded talks: what was said about the product where it was recorded."""

from flask import abort, render_template

from candor.pages.declared import chosen, declared, find


def talks() -> str:
    """List recordings, newest first."""
    recorded = sorted(declared().talks or abort(404), key=lambda talk: talk.on, reverse=True)
    return render_template("pages/talks.html", talks=recorded)


def talk(id: str) -> str:
    """Show what is said in one recording, and where to hear it."""
    content = declared()
    talk = find(content.talks, id)
    return render_template("pages/talk.html", talk=talk, statements=chosen(content.statements, talk.statements))
