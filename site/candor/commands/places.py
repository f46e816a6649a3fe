"""Where the checkout is that this package runs from."""

from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]
