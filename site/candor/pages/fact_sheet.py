"""The fact sheet: every fact with its proof, as a page, as CSV and as JSON."""

import json
from io import StringIO

from flask import Response, abort, render_template

from candor.links import absolute
from candor.pages.declared import declared
from candor.tables import write_csv
from evaluator.pages import Fact

COLUMNS = ("topic", "fact", "source", "address", "checked on")


def facts() -> str:
    """Show every fact with its proof."""
    return render_template("pages/facts.html", facts=_facts())


def facts_csv() -> Response:
    """Give the facts as CSV: one row for each source of a fact."""
    rows = [
        (fact.topic, fact.says, source.title, source.url, source.checked_on.isoformat())
        for fact in _facts()
        for source in fact.proof
    ]
    file = StringIO(newline="")
    write_csv(file, [COLUMNS, *rows])
    return Response(file.getvalue(), content_type="text/csv; charset=utf-8")


def facts_json() -> Response:
    """Give the facts as JSON, with the address under which each stands on this site."""
    listed = [
        {
            "id": fact.id,
            "topic": fact.topic,
            "says": fact.says,
            "address": f"{absolute('pages.facts')}#{fact.id}",
            "proof": [source.model_dump(mode="json", exclude_none=True) for source in fact.proof],
        }
        for fact in _facts()
    ]
    document = {"product": declared().product.name, "facts": listed}
    return Response(json.dumps(document, ensure_ascii=False, indent=1), content_type="application/json")


def _facts() -> tuple[Fact, ...]:
    return declared().facts or abort(404)
