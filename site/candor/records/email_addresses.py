"""What counts as one e-mail address, here and in every form."""

import re

ADDRESS = re.compile(r"[^\s@,;:<>()\[\]\\\"]+@[^\s@,;:<>()\[\]\\\"]+\.[^\s@,;:<>()\[\]\\\".]+")


class NoAddress(ValueError):
    """A text is not exactly one e-mail address."""


def refuse_no_address(text: str) -> None:
    """Raise ``NoAddress`` for what is not exactly one e-mail address; white space around it does not count."""
    if not ADDRESS.fullmatch(text.strip()):
        raise NoAddress(f"{text!r} is no e-mail address: give one, such as name@example.org.")
