"""Working a lead: nothing is lost, nothing is overwritten silently, and the history tells who and when."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from candor.records import events, leads, listing, outbox, reps, working
from candor.records.database import Database
from candor.records.finding import Wanted, search
from candor.records.outbox import Passing
from candor.records.reps import Role
from candor.records.tokens import new_token
from candor.records.working import Closing, Edit, Edited, Status
from tests.contract.lead_rows import ADA, edit, leave, rep, submission

WON = Closing("won", "deadline", "right")


def listed(database: Database, *tokens: str) -> list[listing.Listed]:
    return list(search(database, Wanted(tokens)).leads)


def history(database: Database, lead_id: str) -> list[tuple[str, str | None, str]]:
    return [(event.kind.value, event.who, event.words) for event in events.of_lead(database, lead_id)]


def test_whoever_takes_a_lead_has_it(database: Database, now: datetime) -> None:
    lead, kim = leave(database, now), rep(database, "Kim", now)

    edited = working.take(database, edit(lead, kim), now)

    assert edited is Edited.DONE
    assert [(one.rep, one.status, one.owed_since) for one in listed(database, f"rep:{kim.id}")] == [
        ("Kim", "taken", now)
    ]
    assert listed(database, "rep:nobody") == []
    assert history(database, lead) == [("taken", "Kim", "")]


def test_a_lead_is_handed_over_with_a_word(database: Database, now: datetime) -> None:
    lead, kim, lee = leave(database, now), rep(database, "Kim", now), rep(database, "Lee", now)

    edited = working.hand_over(database, edit(lead, kim), lee.id, "You know archives.", now)

    assert edited is Edited.DONE
    assert [one.rep for one in listed(database)] == ["Lee"]
    assert history(database, lead) == [("handed-over", "Kim", "You know archives.")]


def test_nobody_who_is_away_or_was_removed_is_handed_a_lead(database: Database, now: datetime) -> None:
    lead, kim, lee, max_ = leave(database, now), *(rep(database, name, now) for name in ("Kim", "Lee", "Max"))
    reps.set_away(database, lee.id, away=True)
    reps.disable(database, max_.id, now)

    edited = [working.hand_over(database, edit(lead, kim), to, "", now) for to in (lee.id, max_.id, "nobody")]

    assert edited == [Edited.REFUSED] * 3
    assert history(database, lead) == []


@pytest.mark.parametrize("status", [Status.REPLIED, Status.BOOKED])
def test_after_a_reply_nothing_is_owed(database: Database, now: datetime, status: Status) -> None:
    lead, kim = leave(database, now), rep(database, "Kim", now)

    working.mark(database, edit(lead, kim), status, now)

    assert [(one.status, one.owed_since, one.rep) for one in listed(database)] == [(status, None, "Kim")]


def test_a_lead_is_closed_with_what_was_learned(database: Database, now: datetime) -> None:
    lead, kim = leave(database, now), rep(database, "Kim", now)
    closing = replace(WON, verdict_was="wrong", wrong_statement="nightly", words="They copy every hour.")

    working.close(database, edit(lead, kim), closing, now)

    assert listed(database, "status:open") == []
    assert [one.outcome for one in listed(database, "status:closed")] == ["won"]
    event = events.of_lead(database, lead)[0]
    assert (event.words, event.document) == (
        "They copy every hour.",
        {"outcome": "won", "reason": "deadline", "verdict_was": "wrong", "wrong_statement": "nightly"},
    )


def test_a_reason_that_is_missing_is_kept_for_the_owner(database: Database, now: datetime) -> None:
    lead, kim = leave(database, now), rep(database, "Kim", now)

    working.close(database, edit(lead, kim), Closing("won", "", "right", proposed="They liked the manual"), now)

    assert [(one.outcome, one.says, one.who) for one in working.proposals(database)] == [
        ("won", "They liked the manual", "Kim")
    ]


def test_closing_can_be_taken_back(database: Database, now: datetime) -> None:
    lead, kim = leave(database, now), rep(database, "Kim", now)
    working.close(database, edit(lead, kim), WON, now)

    edited = working.reopen(database, edit(lead, kim, 2), now)

    assert edited is Edited.DONE
    assert [(one.status, one.outcome) for one in listed(database, "status:open")] == [("taken", None)]
    assert [kind for kind, _, _ in history(database, lead)] == ["reopened", "closed"]


def test_what_a_closed_lead_cannot_have_is_refused(database: Database, now: datetime) -> None:
    lead, kim = leave(database, now), rep(database, "Kim", now)
    working.close(database, edit(lead, kim), WON, now)

    again = working.close(database, edit(lead, kim, 2), WON, now)
    replied = working.mark(database, edit(lead, kim, 2), Status.REPLIED, now)

    assert (again, replied) == (Edited.REFUSED, Edited.REFUSED)


def test_a_lead_kept_aside_can_be_trusted_and_waits_since_it_came(database: Database, now: datetime) -> None:
    sent = replace(submission(database, now), suspected=True)
    lead, kim = leads.submit(database, sent, now).lead_id or "", rep(database, "Kim", now)

    edited = working.trust(database, edit(lead, kim), now + timedelta(hours=1))

    assert edited is Edited.DONE
    assert [one.owed_since for one in listed(database)] == [now]


def test_line_37_a_stale_edit_changes_nothing(database: Database, now: datetime) -> None:
    lead, kim, lee = leave(database, now), rep(database, "Kim", now), rep(database, "Lee", now)
    working.note(database, edit(lead, kim), "Kim was first.", now)

    edited = working.take(database, edit(lead, lee), now)

    assert edited is Edited.STALE
    assert history(database, lead) == [("noted", "Kim", "Kim was first.")]
    assert [one.rep for one in listed(database)] == [None]


def test_line_36_a_form_sent_twice_counts_once(database: Database, now: datetime) -> None:
    lead, kim = leave(database, now), rep(database, "Kim", now)
    form = edit(lead, kim)

    edited = [working.note(database, form, "Once.", now) for _ in range(2)]
    other = working.note(database, form, "Other words.", now)

    assert (edited, other) == ([Edited.DONE, Edited.SAME], Edited.STALE)
    assert history(database, lead) == [("noted", "Kim", "Once.")]


def test_an_edit_of_a_lead_that_is_gone_says_so(database: Database, now: datetime) -> None:
    assert working.take(database, edit("absent", rep(database, "Kim", now)), now) is Edited.GONE


def test_line_37_eight_writers_on_one_lead_lose_nothing(database: Database, now: datetime) -> None:
    lead = leave(database, now)
    team = [rep(database, f"Rep{number}", now) for number in range(8)]

    def write(number: int) -> int:
        """Write five notes, each again on what is there after it came too late; return how often it did."""
        late = 0
        for turn in range(5):
            key = new_token()
            while True:
                found = leads.find(database, lead)
                assert found is not None
                form = Edit(lead, found.version, team[number].id, key)
                if working.note(database, form, f"{number}-{turn}", now) is Edited.DONE:
                    break
                late += 1
        return late

    with ThreadPoolExecutor(8) as threads:
        late = list(threads.map(write, range(8)))

    found = leads.find(database, lead)
    written = [event.words for event in events.of_lead(database, lead)]
    assert found is not None
    assert found.version == 41
    assert sorted(written) == sorted(f"{number}-{turn}" for number in range(8) for turn in range(5))
    assert sum(late) > 0


def test_a_closed_lead_that_is_sent_again_is_open_and_waits_again(database: Database, now: datetime) -> None:
    sent = submission(database, now)
    lead, kim = leads.submit(database, sent, now).lead_id or "", rep(database, "Kim", now)
    working.close(database, edit(lead, kim), WON, now)
    later = now + timedelta(days=3)

    leads.submit(database, replace(sent, key=new_token(), open_questions="One more thing?"), later)

    assert [(one.status, one.owed_since, one.rep) for one in listed(database, "status:open")] == [("new", later, "Kim")]
    assert [kind for kind, _, _ in history(database, lead)] == ["corrected", "closed"]
    assert events.of_lead(database, lead)[0].document["open_questions"] == "How fast?"


def test_edits_are_told_to_receivers_in_the_same_transaction(database: Database, now: datetime) -> None:
    passing = Passing({"hook": frozenset(outbox.TYPES)})
    sent = replace(submission(database, now), passing=passing)
    lead, kim = leads.submit(database, sent, now).lead_id or "", rep(database, "Kim", now)

    working.take(database, replace(edit(lead, kim), passing=passing), now)
    working.close(database, replace(edit(lead, kim, 2), passing=passing), WON, now)

    with database.reading() as connection:
        told = [row["type"] for row in connection.rows("SELECT type FROM outbox_events ORDER BY number")]
    assert told == ["lead.created", "lead.updated", "lead.closed"]


def test_leads_that_arrive_go_to_reps_in_turn_and_never_to_one_who_is_away(database: Database, now: datetime) -> None:
    kim, lee, _ = (rep(database, name, now + timedelta(seconds=n)) for n, name in enumerate(("Kim", "Lee", "Max")))
    rep(database, "Boss", now, Role.ADMIN)
    reps.set_away(database, lee.id, away=True)

    for number in range(4):
        leave(database, now + timedelta(minutes=number))

    assert [one.rep for one in reversed(listed(database))] == ["Kim", "Max", "Kim", "Max"]
    assert all(one.status == "new" for one in listed(database, f"rep:{kim.id}"))


def test_a_rule_names_whose_turn_it_is(database: Database, now: datetime) -> None:
    rep(database, "Kim", now), rep(database, "Boss", now, Role.ADMIN)
    rules = [("boss@ferry.example",), ("away@ferry.example",), None]

    for number, among in enumerate(rules):
        leads.submit(database, replace(submission(database, now), among=among), now + timedelta(minutes=number))

    assert [one.rep for one in reversed(listed(database))] == ["Boss", None, None]


def test_leads_that_arrive_at_once_are_spread(database: Database, now: datetime) -> None:
    for number in range(4):
        rep(database, f"Rep{number}", now)
    sent = [submission(database, now) for _ in range(8)]

    with ThreadPoolExecutor(8) as threads:
        list(
            threads.map(lambda pair: leads.submit(database, pair[1], now + timedelta(seconds=pair[0])), enumerate(sent))
        )

    assert {one.rep for one in listed(database)} == {f"Rep{number}" for number in range(4)}


def test_a_suspected_lead_is_given_to_nobody(database: Database, now: datetime) -> None:
    rep(database, "Kim", now)

    leads.submit(database, replace(submission(database, now, None, ADA), suspected=True), now)

    assert [one.rep for one in search(database, Wanted(suspected=True)).leads] == [None]
