"""Plain numbers: a sign or none, digits, one decimal point or comma; nothing else is a number."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Decimal

from matcher.frames.faults import CellFault
from models.columns import Column

# At most 18 digits on each side: no exponent, no infinity, no digits of other scripts.
PLAIN = re.compile(r"[+-]?\d{1,18}(?:[.,]\d{1,18})?", re.ASCII)
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)", re.ASCII)
_MINUTES = 60
_COORDINATE = "°"


def number_in(text: str, column: Column, invalid: CellFault) -> float | CellFault:
    """A plain number inside the column's range, or the fault of the one it broke."""
    if not PLAIN.fullmatch(text):
        return invalid
    value = float(text.replace(",", "."))
    low, high = column.low, column.high
    if (low is None or value >= low) and (high is None or value <= high):
        return value
    if column.unit == "%":
        return CellFault("percent_out_of_range", "a percentage from 0 to 100")
    if column.unit == _COORDINATE:
        return CellFault("coordinates_out_of_range", f"degrees from {low:g} to {high:g}")
    return CellFault("number_out_of_range", f"a number {_bounds(low, high)}")


def _bounds(low: float | None, high: float | None) -> str:
    if low is not None and high is not None:
        return f"from {low:g} to {high:g}" if high < 1_000_000 else f"from {low:g} to {int(high)}"
    return f"of {low:g} or more" if low is not None else f"of {high:g} or less"


def clock_minutes(text: str) -> int | None:
    """Minutes of ``20:30``; None where it is no time of the clock."""
    found = _CLOCK.fullmatch(text)
    return int(found[1]) * _MINUTES + int(found[2]) if found else None


def hours_minutes(text: str) -> int | None:
    """Whole minutes of hours written ``20``, ``20,5`` or ``20:30``, half to even; None where they are none."""
    minutes = clock_minutes(text)
    if minutes is not None:
        return minutes
    if not PLAIN.fullmatch(text):
        return None
    hours = Decimal(text.replace(",", "."))
    return int((hours * _MINUTES).to_integral_value(ROUND_HALF_EVEN))
