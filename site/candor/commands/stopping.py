"""How a command stops: with lines for a person, never with a stack trace for what they can mend."""

from collections.abc import Iterator
from contextlib import contextmanager


class Stop(Exception):
    """What stops a command; its text says what to do."""


@contextmanager
def said_plainly() -> Iterator[None]:
    """Turn what a person can mend into Stop: content, settings and the database."""
    from candor.records.engine import (
        ForeignDatabase,
        NewerDatabase,
        Unavailable,
        UnfinishedCopy,
        UnusableAddress,
        UnusableBackup,
    )
    from candor.settings import SettingsFaults
    from evaluator.errors import ContentFaults

    try:
        yield
    except (ContentFaults, SettingsFaults) as faults:
        raise Stop(str(faults)) from faults
    except (ForeignDatabase, NewerDatabase, Unavailable, UnfinishedCopy, UnusableAddress, UnusableBackup) as fault:
        raise Stop(f"candor: {fault}") from fault
