"""Rounding figures so that they promise no more than is known, and never in the product's favour."""

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

DIGITS_TOLD = 2
"""How many significant digits an estimate is told with."""

# ISO 4217, table A.1: the currencies whose smallest unit is not a hundredth.
_DECIMALS: Mapping[int, str] = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}

_COUNTED = Decimal("0.01")
"""The finest step in which anything but money is shown."""


def to_unit(amount: Decimal, currency: str) -> Decimal:
    """Return an amount in whole smallest units of its currency, ties to the even one."""
    decimals = next((number for number, codes in _DECIMALS.items() if currency in codes), 2)
    # Adding nothing makes an ordinary zero of a negative one.
    return amount.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN) + 0


def to_hundredths(number: Decimal) -> Decimal:
    """Return a number that is not money with at most two decimals, ties to the even one."""
    return number.quantize(_COUNTED, ROUND_HALF_EVEN) + 0


def about_at_least(amount: Decimal) -> Decimal:
    """Return an estimate of two significant digits, in whole units, that is not above the amount."""
    return _about(amount, ROUND_FLOOR)


def about_at_most(amount: Decimal) -> Decimal:
    """Return an estimate of two significant digits, in whole units, that is not below the amount."""
    return _about(amount, ROUND_CEILING)


def _about(amount: Decimal, rounding: str) -> Decimal:
    place = max(0, amount.adjusted() + 1 - DIGITS_TOLD)
    return amount.scaleb(-place).quantize(Decimal(1), rounding).scaleb(place).quantize(Decimal(1)) + 0


def written(number: Decimal) -> str:
    """Return a number as people write it, with separators and without idle zeros."""
    text = f"{number:,f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "\N{MINUS SIGN}")
