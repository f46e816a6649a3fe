"""Small documents as they are stored: JSON text with sorted keys, the same for the same content."""

import json
from collections.abc import Mapping
from typing import Any


def written(document: Mapping[str, Any]) -> str:
    """Return a document as stored text."""
    return json.dumps(dict(document), ensure_ascii=False, sort_keys=True, allow_nan=False)


def read(text: str) -> dict[str, Any]:
    """Return the document that was stored."""
    document: dict[str, Any] = json.loads(text)
    return document
