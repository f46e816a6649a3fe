"""Leads and reps for contract tests, made as the site makes them."""

import json
from datetime import datetime

from candor.records import leads, reps, results
from candor.records.database import Database
from candor.records.leads import Person, Submission
from candor.records.reps import Rep, Role
from candor.records.tokens import new_token
from candor.records.working import Edit

ADA = Person("Ada Lovelace", "ada@engines.example", "Analytical Engines", "Director")


def document(words: str = "", verdict: str = "fit", persona: str = "director", *statements: str) -> str:
    """Return a result in the shape that is stored, as far as the records read it."""
    fits = [{"id": statement} for statement in statements]
    told = {"kind": verdict, "persona": persona, "route": "sales", "words": words, "fits": fits}
    return json.dumps(told)


def submission(database: Database, now: datetime, told: str | None = None, person: Person = ADA) -> Submission:
    """Return a contact form on a result of its own."""
    result = results.freeze(
        database,
        token=new_token(),
        evaluation_id="none",
        content_version="v1",
        document=told or document("Copy every night"),
        now=now,
    )
    return Submission(new_token(), result.id, person, "How fast?", None, False, {"utm_source": "news"})


def leave(database: Database, now: datetime, told: str | None = None, person: Person = ADA) -> str:
    """Store a lead and return its id."""
    lead_id = leads.submit(database, submission(database, now, told, person), now).lead_id
    assert lead_id is not None
    return lead_id


def rep(database: Database, name: str, now: datetime, role: Role = Role.REP) -> Rep:
    """Return a rep with an address of this name."""
    return reps.add(database, f"{name.lower()}@ferry.example", name, role, now)


def edit(lead_id: str, by: Rep, version: int = 1) -> Edit:
    """Return an edit of a version by a rep, with a key of its own."""
    return Edit(lead_id, version, by.id, new_token())
