"""Watching the content: an edit is served within seconds, and a faulty one is told and not served."""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from candor.content import Contents
from candor.records.database import Unavailable

SHORTEST, LONGEST = 0.05, 1.0
"""Seconds between two looks at the files, at their dates and sizes only."""

SHARE = 0.05
"""The part of the time that looking may take: many files are looked at less often."""

OURS = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""What a mistake of this program raises where it loads content that it does not expect."""

Signature = tuple[tuple[str, int, int], ...]


def watch(
    contents: Contents,
    folder: Path,
    say: Callable[[str], object] = sys.stderr.write,
    meanwhile: Callable[[], bool] = lambda: True,
) -> threading.Event:
    """Reload the content whenever a file of it changes, in a thread of its own; setting the event ends that.

    ``meanwhile`` is what the thread does between two looks; it returns False while there is more of it.
    """
    ended = threading.Event()
    looking = (contents, folder, signature(folder), say, meanwhile, ended)
    threading.Thread(target=_watch, args=looking, name="content", daemon=True).start()
    return ended


def signature(folder: Path) -> Signature:
    """Return what changes when any file does: names, times of change in ns, and sizes in bytes."""
    return tuple(sorted(_files(str(folder))))


def _files(folder: str) -> Iterator[tuple[str, int, int]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        try:
            if entry.is_dir():
                yield from _files(entry.path)
            status = entry.stat()
        except OSError:
            # Gone between being listed and being looked at: the next look sees the folder without it.
            continue
        yield entry.path, status.st_mtime_ns, status.st_size


def _watch(
    contents: Contents,
    folder: Path,
    served: Signature,
    say: Callable[[str], object],
    meanwhile: Callable[[], bool],
    ended: threading.Event,
) -> None:
    seen, due = served, 0.0
    while not ended.wait(max(0.0, due - time.monotonic()) if meanwhile() else 0.0):
        begun = time.monotonic()
        if begun < due:
            continue
        now = signature(folder)
        due = time.monotonic() + min(max((time.monotonic() - begun) / SHARE, SHORTEST), LONGEST)
        # An editor may be half way through: reload once two looks agree.
        if now == seen and now != served:
            served = now if _told(contents, say) else served
        seen = now


def _told(contents: Contents, say: Callable[[str], object]) -> bool:
    """Reload and tell what came of it; False where it has to be tried again."""
    try:
        say(reloaded(contents))
    except (OSError, Unavailable) as error:
        # A file that vanished between two looks, or a database that cannot keep the version now.
        say(f"The content could not be loaded now ({type(error).__name__}); it is tried again.\n")
        return False
    except OURS as error:
        # Whatever it is, the thread goes on: without it no later edit would ever be seen.
        say(f"The content could not be loaded ({type(error).__name__}: {error}); the next edit is tried.\n")
    return True


def reloaded(contents: Contents) -> str:
    """Reload, and return what to tell whoever edits the content."""
    if contents.reload():
        return f"Content version {contents.current.version} is served.\n"
    return f"The content has faults. Version {contents.current.version} is still served.\n{contents.faults}\n"
