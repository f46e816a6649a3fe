"""Forgetting one fit check: all of it goes, nothing else does, on both engines."""

from datetime import datetime

from candor.records import evaluations, forgetting, leads, results
from candor.records.database import Database
from candor.records.evaluations import Opening
from candor.records.leads import ConsentGiven, Person, Submission
from candor.records.tokens import new_token

DOCUMENT = '{"kind": "fit", "persona_tier": "middle", "route": "sales"}'


def ask(database: Database, email: str, now: datetime) -> tuple[str, str]:
    """Store a fit check whose visitor asked to be contacted; return the tokens of the check and of its result."""
    token, link = new_token(), new_token()
    evaluations.start(database, Opening(token, "v1", "director", "a shop", {}), now)
    started = evaluations.find(database, token, now)
    assert started is not None
    result = results.freeze(
        database, token=link, evaluation_id=started.id, content_version="v1", document=DOCUMENT, now=now
    )
    consent = ConsentGiven("1", "They may write to me.")
    person = Person("Ada", email, "Engines", "")
    submission = Submission(
        key=new_token(),
        result_id=result.id,
        person=person,
        open_questions="",
        consent=consent,
        suspected=False,
        arrival={},
    )
    leads.submit(database, submission, now)
    return token, link


def test_a_check_goes_with_its_results_and_leads_and_others_stay(database: Database, now: datetime) -> None:
    token, link = ask(database, "ada@engines.example", now)
    other, other_link = ask(database, "bob@shop.example", now)

    forgetting.forget(database, token, now)

    assert forgetting.export(database, token, now) is None
    assert results.find(database, link, now) is None
    assert results.find(database, other_link, now) is not None
    kept = forgetting.export(database, other, now)
    assert kept is not None
    assert [one["email"] for one in kept["leads"]] == ["bob@shop.example"]
    assert [one.person.email for one in leads.page(database).leads] == ["bob@shop.example"]


def test_forgetting_twice_is_harmless(database: Database, now: datetime) -> None:
    token, _ = ask(database, "ada@engines.example", now)

    forgetting.forget(database, token, now)
    forgetting.forget(database, token, now)

    assert forgetting.export(database, token, now) is None


def test_a_corrected_request_is_handed_out_with_what_it_was_before(database: Database, now: datetime) -> None:
    token, link = ask(database, "ada@engines.example", now)
    result = results.find(database, link, now)
    assert result is not None
    again = Submission(
        key=new_token(),
        result_id=result.id,
        person=Person("Ada King", "king@engines.example", "Engines", ""),
        open_questions="",
        consent=ConsentGiven("1", "They may write to me."),
        suspected=False,
        arrival={},
    )
    leads.submit(database, again, now)

    found = forgetting.export(database, token, now)

    assert found is not None
    assert [one["email"] for one in found["leads"]] == ["king@engines.example"]
    assert [one["email"] for one in found["lead_history"]] == ["ada@engines.example"]
