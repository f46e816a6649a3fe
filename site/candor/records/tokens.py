"""Secrets that stand in addresses and forms, and what is stored of them.

This is the only module of the records that draws randomness.
"""

import hashlib
import hmac
import re
import secrets
from base64 import urlsafe_b64encode
from datetime import datetime

from candor.records.ids import RANDOM_BYTES, uuid7

WELLFORMED = re.compile(r"[A-Za-z0-9_-]{22,86}", re.ASCII)


def new_token() -> str:
    """Return 256 random bits as 43 characters that may stand in an address."""
    return secrets.token_urlsafe(32)


def new_id(now: datetime) -> str:
    """Return a fresh id that sorts by ``now``."""
    return uuid7(now, secrets.token_bytes(RANDOM_BYTES))


def hash_of(token: str) -> str:
    """Return what is stored of a token: its SHA-256 as hexadecimal text."""
    return hashlib.sha256(token.encode()).hexdigest()


def derived(token_or_key: str, purpose: str) -> str:
    """Return another token, always the same for one purpose, from which the first cannot be told."""
    digest = hmac.digest(token_or_key.encode(), purpose.encode(), "sha256")
    return urlsafe_b64encode(digest).decode().rstrip("=")


def is_wellformed(token: str) -> bool:
    """Say whether a text could be a token at all: 22 to 86 characters of the URL-safe alphabet."""
    return WELLFORMED.fullmatch(token) is not None
