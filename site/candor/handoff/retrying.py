"""When a delivery that failed is tried again."""

from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

FIRST = (timedelta(seconds=5), timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=5))
THEN = timedelta(minutes=10)
LATER = timedelta(hours=1)
DAY = timedelta(hours=24)
END = timedelta(days=7)
LONGEST_WISH = timedelta(hours=1)


def next_try(tries: int, since: datetime, now: datetime, wish: timedelta | None = None) -> datetime | None:
    """Return when to try again after so many tries since the first one; None when it is time to give up.

    ``wish`` is how long the receiver asks to be left alone, which is granted up to an hour.
    """
    delay = FIRST[tries - 1] if tries <= len(FIRST) else THEN if now - since < DAY else LATER
    moment = now + max(delay, min(wish or timedelta(), LONGEST_WISH))
    return moment if moment - since <= END else None


def wish_of(header: str | None, now: datetime) -> timedelta | None:
    """Return how long a Retry-After header asks to wait, given in seconds or as a date; None if it asks nothing."""
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        return timedelta(seconds=min(int(text[:10]), int(LONGEST_WISH.total_seconds())))
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(moment - now, timedelta()) if moment.tzinfo else None
