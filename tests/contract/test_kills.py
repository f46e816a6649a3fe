"""The contract, line 34, and T50: whoever was answered has a lead, once, whatever is killed meanwhile."""

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPException
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

from candor import Site, create_app
from candor.fit.journey import freeze, journey_of
from candor.form_keys import new_key
from candor.records import evaluations
from candor.records.evaluations import Opening
from candor.services import Services
from tests.contract.handoffs import Clock, hook_of
from tests.contract.serving import Herd, herded, settings_of
from tests.receivers import certified, receiving

KILLS = 100
VISITORS = 6
SERVING = 3
HEADERS = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}


@dataclass(frozen=True)
class Form:
    """One contact form, filled in: where it goes, what it sends, and by whom."""

    number: int
    path: str
    body: str


@dataclass
class Visitors:
    """Visitors who fill in one form after the other, and press the button again wherever no answer came."""

    herd: Herd
    form_of: Callable[[int], Form]
    numbers: "count[int]" = field(default_factory=count)
    answered: list[int] = field(default_factory=list)
    cut_off: int = 0
    done: bool = False
    news: threading.Condition = field(default_factory=threading.Condition)

    def visit(self) -> None:
        """Send forms until it is time to go."""
        while not self.done:
            form = self.form_of(next(self.numbers))
            while not self._was_answered(form):
                pass
            with self.news:
                self.answered.append(form.number)
                self.news.notify()

    def wait_for_an_answer(self, after: int) -> int:
        """Wait until more forms were answered than before, and return how many were."""
        with self.news:
            assert self.news.wait_for(lambda: len(self.answered) > after, 60)
            return len(self.answered)

    def _was_answered(self, form: Form) -> bool:
        port = list(self.herd.ports.values())[form.number % SERVING - 1]
        try:
            with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
                connection.request("POST", form.path, form.body, HEADERS)
                status = connection.getresponse().status
        except (OSError, HTTPException):
            self.cut_off += 1
            return False
        # On a busy machine a database may be too slow for once, which is said and acknowledges nothing.
        assert status in (303, 503)
        return status == 303


def filled_in(site: Site, number: int) -> Form:
    """Take a visitor through the fit check, to the contact form as they have filled it in."""
    services: Services = site.extensions["candor"]
    now, token = services.clock(), f"visitor-{number:020}"
    edition = services.contents.current
    evaluations.start(services.database, Opening(token, edition.version, "director", "Copy reports", {}), now)
    evaluations.mark(services.database, token, {"nightly": "yes"}, now)
    for question, answer in (("watchers", "one"), ("volume", "small"), ("deadline", "soon")):
        evaluations.answer(services.database, token, question, answer, now)
    with site.test_request_context():
        freeze(journey_of(token))
        key = new_key(now - timedelta(minutes=1))
    person = {"name": "Ada", "email": f"p{number}@ferry.example", "company": "Engines", "consent": "y"}
    return Form(number, f"/fit/{token}/contact", urlencode({**person, "website": "", "key": key}))


def test_line_34_a_hundred_kills_of_serving_processes_lose_no_acknowledged_lead_and_double_none(
    database_url: str, tmp_path: Path
) -> None:
    made = certified(tmp_path)
    site = create_app(settings_of(database_url))
    database = site.extensions["candor"].database

    with receiving(made) as receiver, herded(database_url, receiver.local_url, made.authorities) as herd:
        visitors = Visitors(herd, lambda number: filled_in(site, number))
        for _ in range(SERVING):
            herd.grow()
        with ThreadPoolExecutor(VISITORS) as threads:
            visiting = [threads.submit(visitors.visit) for _ in range(VISITORS)]
            answered = 0
            for _ in range(KILLS):
                answered = visitors.wait_for_an_answer(answered)
                herd.grow()
                herd.kill_the_oldest()
            visitors.done = True
        herd.end()
        # What died in the middle of a try is due again when its lease has ended.
        rest = hook_of(database, receiver, Clock(datetime.now(UTC) + timedelta(minutes=5)))
        while rest.step():
            pass

    with database.reading() as connection:
        leads = Counter(row["email"] for row in connection.rows("SELECT email FROM leads WHERE suspected = 0"))
        events = Counter(row["lead_id"] for row in connection.rows("SELECT lead_id FROM outbox_events"))
    database.close()
    assert [one.exception() for one in visiting] == [None] * VISITORS
    assert visitors.cut_off > KILLS // 10
    assert leads == Counter(f"p{number}@ferry.example" for number in visitors.answered)
    assert list(events.values()) == [1] * len(leads)
    assert len({one.headers["webhook-id"] for one in receiver.received}) == len(leads)
