"""Results: frozen once, found by their private link while it lives."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

from candor.records import results
from candor.records.database import Database
from candor.records.results import StoredResult


def frozen(database: Database, now: datetime, link: str = "link", document: str = '{"verdict": "fit"}') -> StoredResult:
    return results.freeze(
        database, token=link, evaluation_id="evaluation", content_version="v1", document=document, now=now
    )


def test_a_result_is_found_as_it_was_frozen(database: Database, now: datetime) -> None:
    result = frozen(database, now)

    assert results.find(database, "link", now) == result
    assert result == StoredResult(
        result.id, "evaluation", "v1", '{"verdict": "fit"}', now, now + timedelta(days=180), is_shared=True
    )


def test_a_result_is_frozen_once(database: Database, now: datetime) -> None:
    first = frozen(database, now)

    again = frozen(database, now + timedelta(hours=1), document='{"verdict": "not-a-fit"}')

    assert again == first


def test_a_double_click_freezes_one_result(database: Database, now: datetime) -> None:
    with ThreadPoolExecutor(8) as threads:
        ids = {result.id for result in threads.map(lambda _: frozen(database, now), range(8))}

    assert len(ids) == 1


def test_absent_expired_and_revoked_links_are_alike(database: Database, now: datetime) -> None:
    frozen(database, now, "expired")
    frozen(database, now, "revoked")
    results.revoke(database, "revoked", now)
    results.revoke(database, "absent", now)

    assert results.find(database, "absent", now) is None
    assert results.find(database, "expired", now + timedelta(days=180)) is None
    assert results.find(database, "revoked", now) is None


def test_a_result_outlives_its_link_for_the_visitor_who_got_it(database: Database, now: datetime) -> None:
    result = frozen(database, now)

    results.revoke(database, "link", now)

    assert results.find_own(database, "link", now) == replace(result, is_shared=False)
    assert results.find_own(database, "absent", now) is None


def test_a_revoked_link_works_again_once_it_is_shared(database: Database, now: datetime) -> None:
    result = frozen(database, now)
    results.revoke(database, "link", now)

    results.share_again(database, "link", now)

    assert results.find(database, "link", now) == result


def test_the_token_is_not_stored(database: Database, now: datetime) -> None:
    frozen(database, now, "secret-link")

    with database.reading() as connection:
        stored = [str(value) for row in connection.rows("SELECT * FROM results") for value in row.values()]
    assert not any("secret-link" in value for value in stored)
