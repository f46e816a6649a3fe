"""From a case to a lead: answers once a form, and a lead only when both sides have agreed to it."""

from dataclasses import replace
from datetime import datetime, timedelta

from candor.records import case_answers, case_edits, case_leads, cases, leads, reps
from candor.records.case_answering import Answering, Outcome, give, reply
from candor.records.case_edits import Edited
from candor.records.case_leads import Asking, Naming
from candor.records.cases import Making, reader_token
from candor.records.database import Database
from candor.records.finding import Wanted, search
from candor.records.leads import Lead
from candor.records.reps import Role
from candor.records.submitting import ConsentGiven, Person

OWN = "champion-token"
CONSENT = ConsentGiven("1", "You may write to me.")
BOSS = Person("Grace", "grace@engines.example", "Engines", "")
NOBODY_ELSE = Person("Edna", "edna@engines.example", "Engines", "")
ASKED = Answering("key-1", "ask", "How fast?", BOSS, CONSENT, suspected=False)
AGREED = replace(ASKED, key="key-2", kind="agree", words="")
CHAMPION = Naming("Ada", "ada@engines.example", CONSENT)


def made(database: Database, now: datetime) -> str:
    cases.make(database, Making(OWN, "v1", "{}", now, "copy every night", "Read this"), now)
    return reader_token(OWN, 1)


def version(database: Database, now: datetime) -> int:
    case = cases.find_own(database, OWN, now)
    assert case is not None
    return case.version


def name_champion(database: Database, now: datetime) -> Edited:
    return case_leads.agree(database, OWN, version(database, now), CHAMPION, now)


def all_leads(database: Database) -> tuple[Lead, ...]:
    return leads.page(database).leads + leads.page(database, suspected=True).leads


def test_a_form_sent_twice_is_one_answer_and_with_other_words_a_conflict(database: Database, now: datetime) -> None:
    reader = made(database, now)

    outcomes = [give(database, reader, one, now).kind for one in (ASKED, ASKED, replace(ASKED, words="Other"))]

    case = cases.find_own(database, OWN, now)
    assert case is not None
    assert outcomes == [Outcome.NEW, Outcome.SAME, Outcome.CONFLICT]
    assert [one.words for one in case_answers.of_case(database, case.id)] == ["How fast?"]


def test_an_answer_through_a_dead_link_is_not_stored(database: Database, now: datetime) -> None:
    reader = made(database, now)
    case_edits.revoke(database, OWN, now)

    assert give(database, reader, ASKED, now).kind is Outcome.GONE


def test_a_reply_is_stored_and_one_written_over_another_reply_is_stale(database: Database, now: datetime) -> None:
    answer = give(database, made(database, now), ASKED, now).answer_id or ""

    outcomes = [reply(database, OWN, answer, texts, now) for texts in (("", "Fast."), ("", "Fast."), ("", "Slow."))]

    assert outcomes == [Edited.DONE, Edited.DONE, Edited.STALE]
    assert reply(database, OWN, "none", ("", "x"), now) is Edited.GONE
    assert reply(database, "other", answer, ("Fast.", "x"), now) is Edited.GONE


def test_one_consent_alone_makes_no_lead(database: Database, now: datetime) -> None:
    reader = made(database, now)

    give(database, reader, ASKED, now)
    boss_only = all_leads(database)
    case_edits.delete(database, OWN, now)
    made(database, now)
    name_champion(database, now)
    give(database, reader, replace(ASKED, key="key-3", consent=None), now)

    assert boss_only == ()
    assert all_leads(database) == ()


def test_both_consents_make_one_lead_a_person_in_either_order(database: Database, now: datetime) -> None:
    reader = made(database, now)
    give(database, reader, ASKED, now)

    name_champion(database, now)
    first = all_leads(database)
    give(database, reader, replace(AGREED, person=replace(BOSS, email="GRACE@engines.example")), now)
    give(database, reader, replace(AGREED, key="key-4", person=Person("Kay", "kay@x.example", "X", "")), now)

    assert [one.person for one in first] == [BOSS]
    assert {one.person.name for one in all_leads(database)} == {"Kay", "Grace"}
    assert len(all_leads(database)) == 2


def test_the_chain_tells_who_championed_and_what_was_asked(database: Database, now: datetime) -> None:
    reader = made(database, now)
    answer = give(database, reader, replace(ASKED, person=Person("", "", "", ""), consent=None), now).answer_id or ""
    give(database, reader, replace(ASKED, key="other", words="Not for sales", person=replace(BOSS, email="")), now)
    reply(database, OWN, answer, ("", "Very."), now)
    name_champion(database, now)

    give(database, reader, AGREED, now + timedelta(hours=1))

    chain = all_leads(database)[0].chain
    assert chain is not None and chain.champion is not None
    assert (chain.champion.name, chain.champion.note, chain.champion.words) == ("Ada", "Read this", "copy every night")
    assert [(one.kind, one.words, one.reply) for one in chain.said] == [
        ("ask", "How fast?", "Very."),
        ("agree", "", ""),
    ]


def test_a_reader_who_asks_for_contact_is_a_lead_without_naming_the_champion(database: Database, now: datetime) -> None:
    reader = made(database, now)
    answer = give(database, reader, replace(AGREED, person=Person("", "", "", ""), consent=None), now).answer_id
    asking = Asking("contact", answer, BOSS, CONSENT, "Who supports it?", suspected=False, document="{}")

    case_leads.ask(database, reader, asking, now)
    before = all_leads(database)
    name_champion(database, now)

    assert before[0].chain is not None and before[0].chain.champion is None
    assert [one.kind for one in before[0].chain.said] == ["agree"]
    after = all_leads(database)[0].chain
    assert after is not None and after.champion is not None


def test_a_suspected_answer_makes_a_suspected_lead(database: Database, now: datetime) -> None:
    reader = made(database, now)
    name_champion(database, now)

    give(database, reader, replace(ASKED, suspected=True), now)

    assert leads.page(database).leads == ()
    assert leads.count_suspected(database) == 1


def test_consent_taken_back_takes_the_champion_out_of_every_lead(database: Database, now: datetime) -> None:
    reader = made(database, now)
    name_champion(database, now)
    give(database, reader, ASKED, now)

    case_leads.take_back(database, OWN, version(database, now), now)

    case = cases.find_own(database, OWN, now)
    (lead,) = all_leads(database)
    assert case is not None and case.champion is None
    assert lead.chain is not None and lead.chain.champion is None


def test_a_case_that_is_deleted_leaves_the_readers_own_words_in_their_lead_alone(
    database: Database, now: datetime
) -> None:
    reader = made(database, now)
    name_champion(database, now)
    give(database, reader, ASKED, now)

    case_edits.delete(database, OWN, now)

    with database.reading() as connection:
        left = str([connection.rows("SELECT * FROM leads"), connection.rows("SELECT * FROM results")])
    assert "How fast?" in left
    assert not [word for word in ("Ada", "ada@", "Read this", "copy every night") if word in left]


def test_leads_of_a_case_go_to_whom_the_route_names(database: Database, now: datetime) -> None:
    kim, lee = (reps.add(database, f"{name}@ferry.example", name, Role.REP, now) for name in ("kim", "lee"))
    reader = made(database, now)
    give(database, reader, replace(ASKED, among=(kim.email,)), now)
    case_leads.agree(database, OWN, version(database, now), replace(CHAMPION, among=(lee.email,)), now)

    asking = Asking("contact", None, Person("Max", "m@x.example", "X", ""), CONSENT, "", suspected=False, document="{}")
    case_leads.ask(database, reader, replace(asking, among=(kim.email,)), now + timedelta(minutes=1))
    give(database, reader, replace(AGREED, person=NOBODY_ELSE, among=None), now + timedelta(minutes=2))

    assert [(lead.person.name, lead.rep_id) for lead in reversed(all_leads(database))] == [
        ("Grace", lee.id),
        ("Max", kim.id),
        ("Edna", None),
    ]


def test_leads_of_a_case_are_found_by_what_was_said_until_it_is_taken_back(database: Database, now: datetime) -> None:
    reader = made(database, now)
    give(database, reader, ASKED, now)
    name_champion(database, now)
    words = ("fast", "nightly copy", "Read this", "Ada")

    found = [len(search(database, Wanted(words=one)).leads) for one in words]
    case_leads.take_back(database, OWN, version(database, now), now)
    left = [len(search(database, Wanted(words=one)).leads) for one in words]

    assert found == [1, 0, 1, 1]
    assert left == [1, 0, 0, 0]
