"""Replacing what a file holds at one stroke, so that neither a full disk nor a kill leaves half of it."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def replace(file: Path, content: bytes) -> None:
    """Put new content in place of a file's; where that fails with OSError the file is as it was.

    A link stays a link: the file that it leads to is replaced.
    """
    target = file.resolve()
    # Whoever reads the folder leaves out what begins with a dot, such as the rest of a write that was killed.
    number, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.stem}-", suffix=".new")
    fresh = Path(name)
    try:
        with os.fdopen(number, "wb") as opened:
            opened.write(content)
            opened.flush()
            _belong_as(target, number)
            os.fsync(number)
        fresh.replace(target)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def _belong_as(target: Path, number: int) -> None:
    was = target.stat()
    # Only root can give a file away; who owns the folder alone keeps the new file.
    with suppress(PermissionError):
        os.fchown(number, was.st_uid, was.st_gid)
    os.fchmod(number, was.st_mode & 0o7777)
