"""Something of every kind in a database, for tests that move all of it."""

from datetime import datetime, timedelta

from candor.records import declarations, evaluations, keys, leads, limits, reps, results, sessions
from candor.records.database import Database
from candor.records.evaluations import Opening
from candor.records.leads import ConsentGiven, Person, Submission

MANY = 1_500


def fill(database: Database, now: datetime) -> None:
    """Leave something of every kind, with text that is hard to copy."""
    declarations.keep(database, "v1", "👩🏽‍💻 \u202eabc '; DROP TABLE leads -- 100% :name", now)
    evaluations.start(database, Opening("evaluation", "v1", "director", "e\u0301 é\r\n\t", {"a": "b"}), now)
    result = results.freeze(database, token="r", evaluation_id="e", content_version="v1", document="{}", now=now)
    sent = Submission("k", result.id, Person("Ada", "a@b.example", "", ""), "", ConsentGiven("1", "Yes."), False, {})
    leads.submit(database, sent, now)
    leads.submit(database, Submission("k2", result.id, sent.person, "More?", None, True, {}), now + timedelta(hours=1))
    rep = reps.add(database, "ada@example.org", "Ada", reps.Role.ADMIN, now)
    reps.make_link(database, rep.id, now)
    sessions.begin(database, rep.id, now)
    limits.count(database, limits.Limit("contact", 3, 60), "192.0.2.1", now)
    keys.named_key(database, "forms")
    database.probe()


def fill_more(database: Database) -> None:
    """Leave many small rows, in an order that is not that of their keys."""
    with database.writing() as connection:
        for number in range(MANY):
            connection.execute(
                "INSERT INTO limits (name, subject_hash, times, forget_at) VALUES (:name, :subject, '[]', '')",
                {"name": f"limit-{number % 3}", "subject": f"{number:05}"},
            )
