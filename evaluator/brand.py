"""What the vendor's own looks are on the site: a mark, and one accent for light paper and one for dark."""

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints

from evaluator.rules import Frozen

GROUNDS: Mapping[str, Mapping[str, str]] = {
    "light": {"paper": "#fcfcf9", "sheet": "#f1f3ec"},
    "dark": {"paper": "#14161b", "sheet": "#1e2128"},
}
"""What the accent stands on, by colour scheme; the site's style sheet has the same."""

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "syr", "ug", "ur", "yi"})
"""Languages that are written from right to left where no script is named."""

SCRIPTS_TO_LEFT = frozenset({"arab", "hebr", "syrc", "thaa", "nkoo", "adlm"})


def _colour(text: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        raise ValueError('a colour is written as "#1f3f9e", in quotes because # begins a comment')
    return text.lower()


Colour = Annotated[str, AfterValidator(_colour)]
MarkName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+\.(svg|png)$", max_length=60)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35)]


class Colours(Frozen):
    """The accent on light paper and on dark: links, buttons, the focus ring and the rule of the ledger."""

    light: Colour
    dark: Colour


class Brand(Frozen):
    """``brand:`` in ``product.yaml``. Marks are files in ``brand/``; ``mark_dark`` is for dark paper."""

    mark: MarkName | None = None
    mark_dark: MarkName | None = None
    colours: Colours | None = None

    @property
    def marks(self) -> dict[str, str]:
        """The names of the marks by the key that names them."""
        named = {"mark": self.mark, "mark_dark": self.mark_dark}
        return {key: name for key, name in named.items() if name is not None}


class BrandMark(Frozen):
    """A picture of the vendor, fit to be served: its file name, its bytes, the colours that it is drawn in."""

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    id: str
    media_type: str
    content: bytes
    width: int = Field(gt=0)
    height: int = Field(gt=0)
    paints: tuple[Colour, ...] = ()


def direction(language: str) -> str:
    """Return in which direction a language is written: ``rtl`` or ``ltr``."""
    first, *rest = language.lower().split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), None)
    leftward = script in SCRIPTS_TO_LEFT if script else first in RIGHT_TO_LEFT
    return "rtl" if leftward else "ltr"
