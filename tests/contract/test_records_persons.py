"""One person's data: handed out whole, and erased from every table."""

from contextlib import closing
from dataclasses import replace
from datetime import datetime

import pytest

from candor.records import audit, cases, evaluations, leads, outbox, persons, remains, results, schema, working
from candor.records.audit import Deed
from candor.records.cases import Making
from candor.records.database import Database, Unavailable, engine_for
from candor.records.email_addresses import NoAddress
from candor.records.evaluations import Opening
from candor.records.layout import tables
from candor.records.leads import Person, Submission
from candor.records.outbox import Passing
from candor.records.tokens import new_token
from tests.contract.lead_rows import ADA, document, edit, leave, rep, submission

ZOE = Person("Zoe", "zoe@ships.example", "Ships", "")
CANARY = "canary-7c2d"


class Interrupted(Database):
    """A database in which somebody else is erased while its file is written anew."""

    def compact(self) -> bool:
        """Write the file anew, and let the next erasure come before that is noted."""
        done = super().compact()
        with self.writing() as connection:
            remains.mark(connection)
        return done


class Full(Database):
    """A database on a disk without room to write its file anew."""

    def compact(self) -> bool:
        """Fail as a full disk does."""
        raise Unavailable("database or disk is full")


def everything(database: Database) -> str:
    """Return all text that is stored in any table."""
    text = []
    with database.reading() as connection:
        for table in tables(schema.MIGRATIONS):
            for row in connection.rows(table.sql("SELECT * FROM")):
                text += [str(value) for value in row.values()]
    return "\n".join(text)


def story(database: Database, now: datetime, person: Person = ADA) -> str:
    """Leave a lead that was corrected, noted on and handed off, all with a canary in it; return its id."""
    evaluations.start(database, Opening(new_token(), "v1", "director", CANARY, {}), now)
    with database.reading() as connection:
        evaluation = connection.rows("SELECT id FROM evaluations ORDER BY id DESC LIMIT 1")[0]["id"]
    result = results.freeze(
        database,
        token=new_token(),
        evaluation_id=evaluation,
        content_version="v1",
        document=document(CANARY),
        now=now,
    )
    passing = Passing({"hook": frozenset(outbox.TYPES)})
    sent = Submission(new_token(), result.id, person, f"{CANARY}?", None, False, {"utm_term": CANARY}, passing)
    lead = leads.submit(database, sent, now).lead_id or ""
    leads.submit(database, replace(sent, key=new_token(), open_questions="More."), now)
    working.note(database, edit(lead, rep(database, "Kim", now), 2), CANARY, now)
    return lead


def test_line_49_everything_of_a_person_is_handed_out(database: Database, now: datetime) -> None:
    story(database, now)
    leave(database, now, None, ZOE)

    found = persons.export(database, " ADA@Engines.example ")

    held = {table: len(rows) for table, rows in found.items() if rows}
    assert held == {
        "leads": 1,
        "lead_history": 1,
        "lead_events": 1,
        "outbox_events": 2,
        "results": 1,
        "evaluations": 1,
    }
    assert "zoe" not in str(found).lower()
    assert "hash" not in str(found)


def test_line_49_a_person_is_erased_from_every_table(database: Database, now: datetime) -> None:
    story(database, now)
    kept = leave(database, now, None, ZOE)

    gone = persons.erase(database, "ADA@engines.example", None, now)

    text = everything(database)
    assert (gone["leads"], gone["results"], gone["evaluations"]) == (1, 1, 1)
    for word in (CANARY, "ada@", "Lovelace", "lovelace", "Analytical"):
        assert word not in text
    assert [lead.id for lead in leads.page(database).leads] == [kept]
    assert [done.deed for done in audit.latest(database)] == [Deed.PERSON_ERASED]


def test_an_address_that_was_corrected_away_is_erased_too(database: Database, now: datetime) -> None:
    sent = submission(database, now)
    leads.submit(database, sent, now)
    leads.submit(database, replace(sent, key=new_token(), person=ZOE), now)

    persons.erase(database, ADA.email, None, now)

    assert "Lovelace" not in everything(database)
    assert [lead.person for lead in leads.page(database).leads] == [ZOE]


def test_who_was_erased_is_remembered_by_a_hash_alone(database: Database, now: datetime) -> None:
    story(database, now)

    persons.erase(database, ADA.email, None, now)
    persons.erase(database, ADA.email.upper(), None, now)

    assert [hashed for hashed, _ in persons.erased(database)] == [persons.hash_of(ADA.email)]
    assert ADA.email not in everything(database)


def test_after_a_backup_is_restored_the_same_are_erased_again(database: Database, now: datetime) -> None:
    story(database, now)
    leave(database, now, None, ZOE)

    again = persons.replay(database, frozenset({persons.hash_of(ADA.email), persons.hash_of("x@x.example")}), now)

    assert again == 1
    assert [lead.person for lead in leads.page(database).leads] == [ZOE]


def test_after_an_erasure_nothing_is_left_to_remove(database: Database, now: datetime) -> None:
    story(database, now)

    for _ in range(2):
        persons.erase(database, ADA.email, None, now)

    assert not remains.are_left(database)
    assert remains.remove(database)


def test_on_a_full_disk_a_person_is_erased_and_a_later_sweep_removes_the_remains(
    database: Database, database_url: str, now: datetime
) -> None:
    story(database, now)

    with closing(Full(engine_for(database_url, 5.0))) as full:
        gone = persons.erase(full, ADA.email, None, now)

    assert gone["leads"] == 1
    assert remains.are_left(database)
    assert remains.remove(database)
    assert not remains.are_left(database)


def test_an_erasure_that_came_while_the_file_was_written_anew_is_not_forgotten(
    database: Database, database_url: str
) -> None:
    with closing(Interrupted(engine_for(database_url, 5.0))) as interrupted:
        with interrupted.writing() as connection:
            remains.mark(connection)

        done = remains.remove(interrupted)

    assert done
    assert remains.are_left(database)


def test_of_somebody_unknown_there_is_nothing(database: Database, now: datetime) -> None:
    leave(database, now)

    assert not any(persons.export(database, "nobody@x.example").values())
    assert not any(persons.erase(database, "nobody@x.example", None, now).values())


@pytest.mark.parametrize("email", ["", "  ", "ada", "ada@engines", "ada@engines.example, zoe@ships.example"])
def test_what_is_no_address_finds_and_erases_nobody(database: Database, now: datetime, email: str) -> None:
    cases.make(database, Making("champion-token", "v1", "{}", now, "words", "note"), now)

    with pytest.raises(NoAddress):
        persons.export(database, email)
    with pytest.raises(NoAddress):
        persons.erase(database, email, None, now)

    assert cases.find_own(database, "champion-token", now) is not None
