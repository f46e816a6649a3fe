"""Watching the content: an edit is served within seconds, and a faulty one is told and not served."""

import sys
import threading
from collections.abc import Callable
from pathlib import Path

from candor.content import Contents
from candor.records.database import Unavailable

SECONDS = 1.0
"""How often the files are looked at; their dates and sizes only."""

Signature = tuple[tuple[str, int, int], ...]


def watch(contents: Contents, folder: Path, say: Callable[[str], object] = sys.stderr.write) -> threading.Event:
    """Reload the content whenever a file of it changes, in a thread of its own; setting the event ends that."""
    ended = threading.Event()
    looking = (contents, folder, signature(folder), say, ended)
    threading.Thread(target=_watch, args=looking, name="content", daemon=True).start()
    return ended


def signature(folder: Path) -> Signature:
    """Return what changes when any file does: names, times of change in ns, and sizes in bytes."""
    found = []
    for path in sorted(folder.rglob("*")):
        try:
            status = path.stat()
        except OSError:
            # Gone between being listed and being looked at: the next look sees the folder without it.
            continue
        found.append((path.as_posix(), status.st_mtime_ns, status.st_size))
    return tuple(found)


def _watch(
    contents: Contents, folder: Path, served: Signature, say: Callable[[str], object], ended: threading.Event
) -> None:
    seen = served
    while not ended.wait(SECONDS):
        now = signature(folder)
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
    return True


def reloaded(contents: Contents) -> str:
    """Reload, and return what to tell whoever edits the content."""
    if contents.reload():
        return f"Content version {contents.current.version} is served.\n"
    return f"The content has faults. Version {contents.current.version} is still served.\n{contents.faults}\n"
