"""Times as they are stored: ISO-8601 text in UTC, always of the same width, so that it sorts."""

from datetime import UTC, datetime


def written(moment: datetime) -> str:
    """Return a moment as stored text; one without a time zone is refused."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def read(text: str) -> datetime:
    """Return the moment that was stored."""
    return datetime.fromisoformat(text)
