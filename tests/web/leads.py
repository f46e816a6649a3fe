"""Leads for tests of the inbox, as the fit check would leave them, and reps who read them."""

from dataclasses import dataclass, field
from datetime import datetime

from candor.records import leads, reps, results
from candor.records.leads import ConsentGiven, Person, Submission
from candor.records.reps import Rep, Role
from candor.records.tokens import new_token
from candor.services import Services
from evaluator.evaluation import Evaluation, Mark
from evaluator.results import result_of
from tests.web.client import CheckedClient, Fetched

ADA = Person("Ada Lovelace", "ada@engines.example", "Analytical Engines", "Head of operations")
CONSENT = ConsentGiven("1", "The Ferry team may write to me about this evaluation and nothing else.")
CONDITIONAL = {"watchers": "not-sure", "volume": "small", "deadline": "soon"}


@dataclass(frozen=True)
class Asked:
    """What a visitor said on the way to becoming a lead."""

    person: Person = ADA
    words: str = "Copy our reports to the archive every night.\nAuditors look at them."
    answers: dict[str, str] = field(default_factory=lambda: dict(CONDITIONAL))
    open_questions: str = "Does it resume after a power cut?\nWho supports it in Japan?"
    consent: ConsentGiven | None = CONSENT
    suspected: bool = False
    arrival: dict[str, str] = field(default_factory=lambda: {"utm_source": "newsletter", "page": "/facts"})


def leave(services: Services, asked: Asked | None = None, at: datetime | None = None) -> str:
    """Store a lead and return its id; by default now, and what ``Asked`` says."""
    said, now = asked or Asked(), at or services.clock()
    edition = services.contents.current
    evaluation = Evaluation("director", said.words, {"nightly": Mark.YES}, said.answers)
    led = {"nightly": tuple(said.words.split()[:2])}
    result = results.freeze(
        services.database,
        token=new_token(),
        evaluation_id="none",
        content_version=edition.version,
        document=result_of(edition.decider, evaluation, led).model_dump_json(),
        now=now,
    )
    submission = Submission(
        key=new_token(),
        result_id=result.id,
        person=said.person,
        open_questions=said.open_questions,
        consent=said.consent,
        suspected=said.suspected,
        arrival=said.arrival,
        passing=services.passing,
    )
    lead_id = leads.submit(services.database, submission, now).lead_id
    assert lead_id is not None
    return lead_id


def correct(services: Services, lead_id: str, person: Person) -> None:
    """Send the contact form of a lead again, with somebody else's details."""
    lead = leads.find(services.database, lead_id)
    assert lead is not None
    again = Submission(
        key=new_token(),
        result_id=lead.result_id,
        person=person,
        open_questions=lead.open_questions,
        consent=lead.consent,
        suspected=False,
        arrival={},
    )
    leads.submit(services.database, again, services.clock())


def rep(services: Services, role: Role = Role.REP) -> Rep:
    """Return a rep who may sign in."""
    return reps.add(services.database, f"{role}@ferry.example", "Kim of sales", role, services.clock())


def link(services: Services, role: Role = Role.REP) -> str:
    """Return the path of a fresh sign-in link."""
    token = reps.make_link(services.database, rep(services, role).id, services.clock())
    return f"/sign-in/{token}"


def signed_in(client: CheckedClient, services: Services, role: Role = Role.REP) -> Fetched:
    """Sign a rep in with the client and return the inbox."""
    return client.submit(client.get(link(services, role)))
