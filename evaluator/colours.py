"""Colours as numbers: how far two stand out from each other, and the nearest one that stands out enough."""

import colorsys
from collections.abc import Iterable

TEXT = 4.5
"""What text has to reach (WCAG 2.2, 1.4.3)."""

SHAPE = 3.0
"""What shapes, edges of controls and focus rings have to reach (WCAG 2.2, 1.4.11)."""

STEPS = 1000
"""How finely lighter and darker ones are tried."""


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours ``#rrggbb`` as WCAG 2.2 defines it, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb`` as WCAG 2.2 defines it."""
    red, green, blue = (_linear(part) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def least_contrast(colour: str, grounds: Iterable[str]) -> tuple[float, str]:
    """Return the lowest contrast of a colour with some grounds, and the ground that has it."""
    return min((contrast(colour, ground), ground) for ground in grounds)


def nearest(colour: str, grounds: Iterable[str], ratio: float) -> str | None:
    """Return the colour of the same hue, as little lighter or darker as can be, that has a contrast with every ground.

    None where no lightness has it.
    """
    behind = tuple(grounds)
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(colour))
    for step in range(STEPS + 1):
        for lighter in (lightness - step / STEPS, lightness + step / STEPS):
            if not 0 <= lighter <= 1:
                continue
            tried = _written(colorsys.hls_to_rgb(hue, lighter, saturation))
            if least_contrast(tried, behind)[0] >= ratio:
                return tried
    return None


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def _linear(part: float) -> float:
    """Return a part of an sRGB colour, 0 to 1, as light."""
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _written(parts: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)
