"""Tokens, ids, times and declarations: what they promise by their form."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candor.records import declarations, times
from candor.records.database import Database
from candor.records.ids import uuid7
from candor.records.tokens import derived, hash_of, is_wellformed, new_id, new_token

MOMENTS = st.integers(0, 2**52).map(
    lambda microseconds: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(0, 0, microseconds)
)


def test_tokens_are_new_each_time_and_256_bits() -> None:
    tokens = {new_token() for _ in range(100)}

    assert len(tokens) == 100
    assert {len(token) for token in tokens} == {43}
    assert all(is_wellformed(token) for token in tokens)


@pytest.mark.parametrize("text", ["", "short", "a" * 21, "a" * 87, "a" * 30 + "/", "a" * 30 + "\n", "é" * 30, "٣" * 30])
def test_a_text_that_cannot_be_a_token_is_told_apart(text: str) -> None:
    assert not is_wellformed(text)


def test_a_token_of_128_bits_is_wellformed() -> None:
    assert is_wellformed("a" * 22)


def test_a_derived_token_is_the_same_for_one_purpose_only() -> None:
    tokens = {derived(key, purpose) for key in ("key", "other") for purpose in ("result", "case")}

    assert derived("key", "result") in tokens
    assert len(tokens) == 4
    assert all(is_wellformed(token) and len(token) == 43 for token in tokens)


def test_what_is_stored_of_a_token_is_its_sha_256() -> None:
    assert hash_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_an_id_is_made_as_rfc_9562_shows() -> None:
    made = uuid7(datetime(2022, 2, 22, 19, 22, 22, tzinfo=UTC), bytes.fromhex("18c4dc0c0c07398f"))

    assert made == "017f22e2-79b0-7000-98c4-dc0c0c07398f"


@given(first=MOMENTS, second=MOMENTS)
def test_ids_and_times_sort_as_the_moments_do(first: datetime, second: datetime) -> None:
    earlier, later = sorted((first, second))

    assert UUID(new_id(earlier)).version == 7
    assert times.written(earlier) <= times.written(later)
    assert uuid7(earlier, bytes(8)) <= uuid7(later, bytes(8))
    assert (uuid7(earlier, bytes(8)) == uuid7(later, bytes(8))) == (earlier == later)


@given(moment=MOMENTS)
def test_a_time_comes_back_and_has_one_width(moment: datetime) -> None:
    assert times.read(times.written(moment)) == moment
    assert len(times.written(moment)) == 32


def test_a_time_is_stored_in_utc() -> None:
    moment = datetime(2026, 11, 22, 1, 30, tzinfo=timezone(timedelta(hours=5, minutes=30)))

    assert times.written(moment) == "2026-11-21T20:00:00.000000+00:00"


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a time zone"):
        times.written(datetime(2026, 11, 22, tzinfo=UTC).replace(tzinfo=None))


def test_a_declaration_is_kept_once_under_its_version(database: Database, now: datetime) -> None:
    declarations.keep(database, "v1", "first", now)
    declarations.keep(database, "v1", "second", now)

    assert declarations.find(database, "v1") == "first"
    assert declarations.find(database, "v2") is None
