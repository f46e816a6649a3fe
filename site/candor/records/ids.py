"""Ids made by the application: UUID version 7, which sorts by time (RFC 9562, section 5.7)."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
RANDOM_BYTES = 8


def uuid7(now: datetime, randomness: bytes) -> str:
    """Return an id that sorts by ``now`` to the microsecond; ``randomness`` is 8 bytes of it.

    The microseconds go where section 6.2, method 3 allows more precise time.
    """
    milliseconds, microseconds = divmod((now - EPOCH) // timedelta(microseconds=1), 1000)
    fraction = microseconds * 4096 // 1000
    tail = int.from_bytes(randomness[:RANDOM_BYTES]) & (1 << 62) - 1
    return str(UUID(int=milliseconds << 80 | 7 << 76 | fraction << 64 | 2 << 62 | tail))
