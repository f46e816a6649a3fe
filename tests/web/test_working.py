"""Working a lead: take it, answer, hand it over, close it; whoever comes too late sees both texts."""

import pytest

from candor.records import reps
from candor.records.reps import Role
from candor.records.tokens import new_id
from candor.services import Services
from tests.web import leads
from tests.web.checking import text_of
from tests.web.client import CheckedClient, Fetched
from tests.web.visits import errors_on

HOSTILE = "</textarea><script>alert(1)</script>{{ 7 * 7 }}\u202e"


@pytest.fixture(name="lead")
def _lead(client: CheckedClient, services: Services) -> str:
    lead = leads.leave(services)
    leads.signed_in(client, services)
    return f"/inbox/leads/{lead}"


def press(client: CheckedClient, page: Fetched, label: str) -> Fetched:
    """Press a button that changes a lead at once, and return the page after it."""
    forms = [form for form in page.tree.iter("form") if form.get("method") == "post"]
    number = next(n for n, form in enumerate(forms) if text_of(form).endswith(label))
    return client.submit(page, number)


def write(client: CheckedClient, address: str, **typed: str) -> Fetched:
    """Fill in the form of a page, send it, and return the page after it."""
    return client.submit(client.get(address), 1, **typed)


def history(page: Fetched) -> list[str]:
    items = [item for item in page.tree.iter("li") if item.get("class") == "history__entry"]
    return [text_of(item).partition("UTC: ")[2] for item in items]


def test_a_rep_takes_a_lead(client: CheckedClient, lead: str) -> None:
    page = press(client, client.get(lead), "Take it")

    assert "Taken, Kim of sales has it." in page.text
    assert history(page) == ["Kim of sales took it."]
    assert "Taken, Kim of sales has it" in client.get("/inbox?mine=y").text


def test_after_a_reply_nobody_waits(client: CheckedClient, lead: str) -> None:
    page = press(client, client.get(lead), "I have replied")

    assert "Nobody waits here" in page.text
    assert "Reply by" not in page.text
    assert history(page) == ["Kim of sales replied."]


def test_a_note_is_kept_as_it_was_typed(client: CheckedClient, lead: str) -> None:
    page = write(client, f"{lead}/note", words=HOSTILE)

    assert history(page) == [f"Kim of sales noted. {HOSTILE}"]


def test_an_empty_note_is_asked_for(client: CheckedClient, lead: str) -> None:
    form = client.get(f"{lead}/note")

    page = client.posted(f"{lead}/note", {**form.fields(1), "words": " "})

    assert page.title.startswith("Error: Write a note")
    assert errors_on(page) == {"words": "Write the note."}


def test_a_lead_is_handed_to_whom_is_there(client: CheckedClient, services: Services, lead: str) -> None:
    lee = reps.add(services.database, "lee@ferry.example", "Lee", Role.REP, services.clock())
    away = reps.add(services.database, "max@ferry.example", "Max", Role.REP, services.clock())
    reps.set_away(services.database, away.id, away=True)
    form = client.get(f"{lead}/hand-over")

    page = client.submit(form, 1, to=lee.id, words="You know archives.")

    assert "Max" not in form.text
    assert "Lee has it." in page.text
    assert history(page) == ["Kim of sales handed it over to Lee. You know archives."]


@pytest.mark.parametrize("to", ["", "nobody", HOSTILE])
def test_a_lead_is_handed_to_somebody(client: CheckedClient, services: Services, lead: str, to: str) -> None:
    reps.add(services.database, "lee@ferry.example", "Lee", Role.REP, services.clock())
    form = client.get(f"{lead}/hand-over")

    page = client.posted(f"{lead}/hand-over", {**form.fields(1), "to": to, "words": "Please."})

    assert errors_on(page) == {"to": "Choose who takes it."}
    assert page.fields(1)["words"].strip() == "Please."


def test_closing_asks_how_it_ended_and_whether_the_verdict_was_right(client: CheckedClient, lead: str) -> None:
    sent = {"why": "not-for-them/two-writers", "verdict_was": "wrong", "wrong_statement": "nightly", "words": "Hourly."}

    page = write(client, f"{lead}/close", **sent)

    assert history(page) == [
        "Kim of sales closed it. It does not fit, and we said so. Two machines write the same files. "
        "The verdict was wrong: nightly Hourly."
    ]
    assert "Ada" not in client.get("/inbox").text
    assert "Ada" in client.get("/inbox?status=closed").text


def test_closing_says_everything_that_is_missing_at_once(client: CheckedClient, lead: str) -> None:
    form = client.get(f"{lead}/close")

    nothing = client.posted(f"{lead}/close", form.fields(1))
    half = client.posted(f"{lead}/close", {**form.fields(1), "why": "won/missing", "verdict_was": "wrong"})

    assert errors_on(nothing) == {
        "why": "Choose how it ended, and why.",
        "verdict_was": "Say whether the verdict was right.",
    }
    assert errors_on(half) == {
        "proposed": "Write the reason that is missing.",
        "wrong_statement": "Choose the statement that was wrong.",
    }


def test_a_reason_that_is_missing_is_proposed(client: CheckedClient, lead: str) -> None:
    page = write(client, f"{lead}/close", why="won/missing", proposed=HOSTILE, verdict_was="right")

    assert f"Proposed reason: {HOSTILE}." in history(page)[0]


def test_closing_is_taken_back(client: CheckedClient, lead: str) -> None:
    closed = write(client, f"{lead}/close", why="won/deadline", verdict_was="right")

    page = press(client, closed, "Reopen it")

    assert "Taken, Kim of sales has it." in page.text
    assert history(page)[0] == "Kim of sales reopened it."


def test_a_lead_kept_aside_is_taken_for_a_persons(client: CheckedClient, services: Services) -> None:
    lead = leads.leave(services, leads.Asked(suspected=True))
    leads.signed_in(client, services)

    page = press(client, client.get(f"/inbox/leads/{lead}"), "A person sent this")

    assert "Kept aside" not in page.text
    assert "Ada Lovelace" in client.get("/inbox").text


def test_line_37_whoever_comes_too_late_sees_both_texts_and_loses_neither(client: CheckedClient, lead: str) -> None:
    late = client.get(f"{lead}/note").fields(1)
    write(client, f"{lead}/note", words="Kim called them.")

    page = client.posted(f"{lead}/note", {**late, "words": HOSTILE}, status=409)

    assert page.title.startswith("Error: This lead was changed meanwhile")
    assert history(page) == ["Kim of sales noted. Kim called them."]
    assert page.fields(1)["words"].strip() == HOSTILE
    assert history(client.get(lead)) == ["Kim of sales noted. Kim called them."]
    assert history(client.submit(page, 1)) == [f"Kim of sales noted. {HOSTILE}", "Kim of sales noted. Kim called them."]


def test_line_36_a_button_pressed_twice_counts_once(client: CheckedClient, lead: str) -> None:
    form = client.get(f"{lead}/note").fields(1)

    for _ in range(2):
        client.post(f"{lead}/note", {**form, "words": "Once."})

    assert history(client.get(lead)) == ["Kim of sales noted. Once."]


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30, "\u0661"])
def test_a_version_that_is_none_is_refused(client: CheckedClient, lead: str, version: str) -> None:
    form = client.get(f"{lead}/note").fields(1)

    client.posted(f"{lead}/note", {**form, "words": "x", "version": version}, status=400)

    assert history(client.get(lead)) == []


@pytest.mark.parametrize("name", ["take", "replied", "booked", "reopen", "trust", "note", "hand-over", "close"])
def test_a_lead_that_is_gone_is_not_found(client: CheckedClient, services: Services, lead: str, name: str) -> None:
    form = client.get(f"{lead}/note").fields(1)
    gone = f"/inbox/leads/{new_id(services.clock())}/{name}"

    sent = {**form, "words": "x", "to": "x", "why": "won/deadline", "verdict_was": "right"}
    response = client.plain.post(gone, data=sent, headers={"Sec-Fetch-Site": "same-origin"})

    assert response.status_code == 404


@pytest.mark.parametrize("name", ["take", "replied", "booked", "reopen", "trust", "note", "hand-over", "close"])
def test_line_11_nothing_is_changed_without_the_sessions_token(client: CheckedClient, lead: str, name: str) -> None:
    form = client.get(f"{lead}/note").fields(1)

    client.posted(f"{lead}/{name}", {**form, "words": "x", "csrf_token": ""}, status=403)

    assert history(client.get(lead)) == []
