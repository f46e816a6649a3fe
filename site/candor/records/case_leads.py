"""Leads from cases: made only with the consent of the reader, and naming the champion only with theirs.

Until one is made, nothing of a case can be read by anybody but those who hold its links.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from candor.records import arriving, chains, outbox, results, times
from candor.records.case_answers import StoredAnswer, of_case
from candor.records.case_edits import Edited, edit_within, strip_leads
from candor.records.cases import StoredCase, find_own, find_shared
from candor.records.chains import Chain, Championed, Said
from candor.records.database import Connection, Database
from candor.records.indexing import keep_chain
from candor.records.outbox import NOBODY, Passing
from candor.records.submitting import ConsentGiven, Outcome, Person, Submission, Submitted, submit_within
from candor.records.tokens import hash_of, new_token

ARRIVAL = {"case": "handed on by a champion"}


@dataclass(frozen=True, slots=True)
class Asking:
    """What a reader asks of inside sales: ``key`` counts once, ``document`` is the result to go by as JSON text.

    ``answer_id`` is the answer that this goes with, which may have been given without a name; ``passing``
    says to whom the lead is handed off, ``among`` whose turn it is, as in a ``Submission``.
    """

    key: str
    answer_id: str | None
    person: Person
    consent: ConsentGiven
    open_questions: str
    suspected: bool
    document: str
    passing: Passing = NOBODY
    among: tuple[str, ...] | None = ()


@dataclass(frozen=True, slots=True)
class Naming:
    """Who the champion is, and the sentence they agreed to before they are named to anybody.

    ``passing`` says to whom the leads are handed off that the readers' consents then make, ``among`` whose turn it is.
    """

    name: str
    email: str
    consent: ConsentGiven
    passing: Passing = NOBODY
    among: tuple[str, ...] | None = ()


def ask(database: Database, token: str, asking: Asking, now: datetime) -> Outcome | None:
    """Make or correct the lead of a reader who asks for contact; None where the link leads nowhere."""
    with database.writing() as connection:
        connection.execute(
            "UPDATE cases SET updated_at = :now WHERE reader_hash = :token AND expires_at > :now",
            {"token": hash_of(token), "now": times.written(now)},
        )
        case = find_shared(connection, token, now)
        return None if case is None else ask_within(connection, case, asking, now).kind


def ask_within(connection: Connection, case: StoredCase, asking: Asking, now: datetime) -> Submitted:
    """Make or correct the one lead that a case has for a person, in an open transaction that holds the case."""
    submission = Submission(
        key=asking.key,
        result_id=_result_of(connection, case, asking, now),
        person=asking.person,
        open_questions=asking.open_questions,
        consent=asking.consent,
        suspected=asking.suspected,
        arrival=ARRIVAL,
        among=asking.among,
    )
    submitted = submit_within(connection, submission, now)
    if submitted.lead_id is not None and submitted.kind in (Outcome.NEW, Outcome.UPDATED):
        connection.execute(
            "UPDATE leads SET case_id = :case WHERE id = :id", {"case": case.id, "id": submitted.lead_id}
        )
        keep_chain(connection, submitted.lead_id, _chain(connection, case, asking))
        _announce(connection, submitted, asking, now)
    return submitted


def agree(database: Database, token: str, version: int, naming: Naming, now: datetime) -> Edited:
    """Store the champion's consent, and make a lead of each reader who consented too; complete those made before."""
    values = {
        "name": naming.name,
        "email": naming.email,
        "consent_version": naming.consent.version,
        "consent_text": naming.consent.text,
    }
    sql = (
        "UPDATE cases SET name = :name, email = :email, consent_version = :consent_version, "
        "consent_text = :consent_text, consent_at = :now, "
    )
    with database.writing() as connection:
        edited = edit_within(connection, sql, token, version, values, now)
        case = find_own(connection, token, now)
        if edited is Edited.DONE and case is not None:
            asked = list(_consented(of_case(connection, case.id), case))
            made = [
                ask_within(connection, case, replace(one, passing=naming.passing, among=None), now) for one in asked
            ]
            _name_champion(connection, case)
            # Turns come last, after every lead is held: whoever hands leads over holds a lead and waits for its turn.
            for one in made:
                if one.lead_id is not None:
                    arriving.give(connection, one.lead_id, naming.among, now)
        return edited


def take_back(database: Database, token: str, version: int, now: datetime) -> Edited:
    """Delete the champion's consent, name and address, and take them out of the leads that were made."""
    sql = "UPDATE cases SET name = '', email = '', consent_version = NULL, consent_text = NULL, consent_at = NULL, "
    with database.writing() as connection:
        edited = edit_within(connection, sql, token, version, {}, now)
        case = find_own(connection, token, now)
        if edited is Edited.DONE and case is not None:
            strip_leads(connection, case.id)
        return edited


def _consented(answers: Iterable[StoredAnswer], case: StoredCase) -> Iterator[Asking]:
    """Yield what each reader who consented asks, once a person: the last answer counts, with all they asked."""
    by_person: dict[str, list[StoredAnswer]] = {}
    for one in answers:
        if one.consent is not None:
            by_person.setdefault(one.person.email.casefold(), []).append(one)
    for several in by_person.values():
        last = several[-1]
        if last.consent is not None:
            suspected = all(one.suspected for one in several)
            asked = "\n".join(one.words for one in several if one.words)
            yield Asking(last.id, last.id, last.person, last.consent, asked, suspected, case.document)


def _announce(connection: Connection, submitted: Submitted, asking: Asking, now: datetime) -> None:
    """Tell of the lead with its chain: that it was made, or that the case was answered, or both."""
    if submitted.lead_id is None or asking.suspected:
        return
    kinds = [outbox.CREATED] if submitted.kind is Outcome.NEW else []
    kinds += [outbox.ANSWERED] if asking.answer_id is not None else []
    for kind in kinds or [outbox.UPDATED]:
        outbox.announce(connection, submitted.lead_id, kind, asking.passing, now)


def _result_of(connection: Connection, case: StoredCase, asking: Asking, now: datetime) -> str:
    """Return the result of the person's lead, or freeze one: a result has one lead, and a case may have several."""
    rows = connection.rows("SELECT result_id, email FROM leads WHERE case_id = :case", {"case": case.id})
    for row in rows:
        if row["email"].casefold() == asking.person.email.casefold():
            return str(row["result_id"])
    frozen = results.freeze_within(
        connection,
        token=new_token(),
        evaluation_id=case.id,
        content_version=case.content_version,
        document=asking.document,
        now=now,
    )
    return frozen.id


def _chain(connection: Connection, case: StoredCase, asking: Asking) -> Chain:
    """Return what a lead may tell: the person's own answers; with the champion's consent their side of the case."""
    own = asking.person.email.casefold()
    said = []
    for one in of_case(connection, case.id):
        theirs = one.id == asking.answer_id or one.person.email.casefold() == own
        if theirs or (one.reply and case.champion is not None):
            said.append(Said(one.kind, one.words, one.reply if case.champion else "", one.answered_at))
    return Chain(_championed(case), tuple(said))


def _championed(case: StoredCase) -> Championed | None:
    champion = case.champion
    if champion is None:
        return None
    return Championed(
        name=champion.name,
        email=champion.email,
        words=case.words,
        note=case.note,
        decision=case.decision,
        consent_version=champion.consent.version,
        consent_text=champion.consent.text,
        consent_at=champion.consent_at,
    )


def _name_champion(connection: Connection, case: StoredCase) -> None:
    for row in connection.rows("SELECT id, chain FROM leads WHERE case_id = :case ORDER BY id", {"case": case.id}):
        chain = chains.read(row["chain"])
        if chain is not None:
            named = Chain(_championed(case), chain.said)
            keep_chain(connection, row["id"], named)
