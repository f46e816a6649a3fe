"""What was done is written down, and told the latest first."""

from datetime import datetime, timedelta

from candor.records import audit
from candor.records.audit import Deed, Done
from candor.records.database import Database
from tests.contract.lead_rows import rep


def test_deeds_are_told_latest_first_with_who_did_them(database: Database, now: datetime) -> None:
    kim, later = rep(database, "Kim", now), now + timedelta(minutes=1)

    audit.note(database, kim.id, Deed.TOOK_OUT, {"what": "CSV"}, now)
    audit.note(database, None, Deed.PERSON_ERASED, {}, later)

    assert audit.latest(database) == (
        Done(Deed.PERSON_ERASED, None, {}, later),
        Done(Deed.TOOK_OUT, "Kim", {"what": "CSV"}, now),
    )
