"""Retention: what was promised to go goes, what was promised to stay stays, and again is harmless."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from candor.records import evaluations, leads, limits, reps, results, retention, sessions
from candor.records.database import Connection, Database, Unavailable
from candor.records.evaluations import Opening
from candor.records.leads import Person, Submission


class CutOff(Database):
    """A database that is gone after so many transactions, as for a process that is killed."""

    left = 99

    @contextmanager
    def long_writing(self) -> Iterator[Connection]:
        """Open a transaction, or none any more."""
        if not self.left:
            raise Unavailable("the process was killed")
        self.left -= 1
        with super().long_writing() as connection:
            yield connection


HELD = """SELECT
    (SELECT COUNT(*) FROM evaluations) AS evaluations,
    (SELECT COUNT(*) FROM results) AS results,
    (SELECT COUNT(*) FROM leads) AS leads,
    (SELECT COUNT(*) FROM lead_history) AS lead_history,
    (SELECT COUNT(*) FROM submissions) AS submissions,
    (SELECT COUNT(*) FROM sign_in_links) AS sign_in_links,
    (SELECT COUNT(*) FROM sessions) AS sessions,
    (SELECT COUNT(*) FROM limits) AS limits"""


def leave(database: Database, name: str, now: datetime) -> str:
    """Keep an evaluation and its result, and return the id of the result."""
    evaluations.start(database, Opening(f"evaluation-{name}", "v1", "director", "words", {}), now)
    evaluation = evaluations.find(database, f"evaluation-{name}", now)
    assert evaluation is not None
    return results.freeze(
        database, token=f"result-{name}", evaluation_id=evaluation.id, content_version="v1", document="{}", now=now
    ).id


def ask(database: Database, name: str, now: datetime, *, suspected: bool = False) -> Submission:
    person = Person("Ada", "ada@example.org", "Engines", "Director")
    sent = Submission(f"key-{name}", leave(database, name, now), person, "", None, suspected, {})
    leads.submit(database, sent, now)
    return sent


def tables_in(database: Database) -> dict[str, int]:
    with database.reading() as connection:
        return dict(connection.rows(HELD)[0])


def test_answers_without_a_lead_go_after_90_days(database: Database, now: datetime) -> None:
    leave(database, "alone", now)

    retention.sweep(database, now + timedelta(days=90))
    kept = tables_in(database)["evaluations"]
    retention.sweep(database, now + timedelta(days=90, seconds=1))

    assert kept == 1
    assert tables_in(database)["evaluations"] == 0


def test_a_result_without_a_lead_stays_while_its_link_lives(database: Database, now: datetime) -> None:
    leave(database, "alone", now)

    retention.sweep(database, now + timedelta(days=179))
    kept = results.find(database, "result-alone", now + timedelta(days=179))
    retention.sweep(database, now + timedelta(days=180))

    assert kept is not None
    assert tables_in(database)["results"] == 0


def test_a_revoked_result_goes_after_90_days(database: Database, now: datetime) -> None:
    leave(database, "alone", now)
    results.revoke(database, "result-alone", now)

    retention.sweep(database, now + timedelta(days=91))

    assert tables_in(database)["results"] == 0


def test_a_lead_keeps_its_answers_and_goes_with_them_after_24_months(database: Database, now: datetime) -> None:
    sent = ask(database, "lead", now)
    leads.submit(database, replace(sent, key="again", open_questions="more"), now + timedelta(days=10))

    retention.sweep(database, now + timedelta(days=10 + 730))
    kept = tables_in(database)
    retention.sweep(database, now + timedelta(days=10 + 732))

    assert (kept["leads"], kept["lead_history"], kept["results"], kept["evaluations"]) == (1, 1, 1, 1)
    assert set(tables_in(database).values()) == {0}


def test_suspected_leads_go_after_30_days(database: Database, now: datetime) -> None:
    ask(database, "suspected", now, suspected=True)
    ask(database, "trusted", now)

    retention.sweep(database, now + timedelta(days=30))
    kept = leads.count_suspected(database)
    retention.sweep(database, now + timedelta(days=31))

    assert kept == 1
    assert leads.count_suspected(database) == 0
    assert tables_in(database)["submissions"] == 1
    assert len(leads.page(database).leads) == 1


def test_what_only_served_to_sign_in_goes_when_it_is_spent(database: Database, now: datetime) -> None:
    rep = reps.add(database, "ada@example.org", "Ada", reps.Role.REP, now)
    reps.use_link(database, reps.make_link(database, rep.id, now), now)
    live = reps.make_link(database, rep.id, now)
    sessions.begin(database, rep.id, now - timedelta(hours=12))
    session_id = sessions.begin(database, rep.id, now)
    limits.count(database, limits.Limit("old", 3, 60), "192.0.2.1", now - timedelta(seconds=60))
    limits.count(database, limits.Limit("new", 3, 60), "192.0.2.1", now)

    gone = retention.sweep(database, now)

    assert (gone["sign-in links"], gone["sessions"], gone["limits"]) == (1, 1, 1)
    assert reps.link_is_live(database, live, now)
    assert sessions.find(database, session_id, now) is not None


def test_a_second_sweep_finds_nothing(database: Database, now: datetime) -> None:
    ask(database, "lead", now)
    leave(database, "alone", now)
    later = now + timedelta(days=800)

    first, second = retention.sweep(database, later), retention.sweep(database, later)

    assert first["evaluations"] == 2
    assert set(second.values()) == {0}


@pytest.mark.parametrize("steps", [1, 2, 4])
def test_t47_a_sweep_that_was_cut_off_is_finished_by_a_late_one(
    database: Database, database_url: str, now: datetime, steps: int
) -> None:
    ask(database, "old", now)
    ask(database, "suspected", now, suspected=True)
    kept = ask(database, "kept", late := now + timedelta(days=800))
    with closing(CutOff.open(database_url)) as cut_off:
        cut_off.left = steps
        with pytest.raises(Unavailable):
            retention.sweep(cut_off, late)

    retention.sweep(database, late + timedelta(days=3))

    with database.reading() as connection:
        left = [row["result_id"] for row in connection.rows("SELECT result_id FROM leads")]
    assert left == [kept.result_id]
    assert (tables_in(database)["evaluations"], tables_in(database)["submissions"]) == (1, 1)
