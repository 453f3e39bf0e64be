"""Exact arithmetic of the law: fractions, and units that round up only over one half.

Floats are not used: ``150 * 0.07`` is 10.500000000000002, which would round to 11 where the law gives 10.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import lru_cache

from matcher.law68.parameters import load

PERCENT = Fraction(1, 100)
_DAYS_KEPT = 256


@lru_cache(maxsize=_DAYS_KEPT)
def half(on: date) -> Fraction:
    """Return the fraction over which a unit is added on that day.

    Source: Law 68/1999, art. 4, c. 2.
    """
    return Fraction(load("rounding").on(on).value)


def units(amount: Fraction, on: date) -> int:
    """Round an exact amount to units: up only where its fraction is over one half.

    Examples
    --------
    >>> units(Fraction(21, 2), date(2026, 1, 1)), units(Fraction(1057, 100), date(2026, 1, 1))
    (10, 11)

    Source: Law 68/1999, art. 4, c. 2.
    """
    whole = amount.numerator // amount.denominator
    return whole + (1 if amount - whole > half(on) else 0)


def percent_of(percent: Fraction | int, number: int) -> Fraction:
    """Return a percentage of a number, exact."""
    return Fraction(percent) * number * PERCENT


@lru_cache(maxsize=_DAYS_KEPT)
def _tolerance(on: date) -> Fraction:
    return Fraction(load("prodis_tolerance").on(on).value)


def official_engine_differs(amount: Fraction, on: date) -> bool:
    """Whether the official engine, which takes a tolerance off first, would round this sum down."""
    over = amount - amount.numerator // amount.denominator - half(on)
    return 0 < over < _tolerance(on)


def decimal_text(amount: Fraction, places: int = 3) -> str:
    """Write a fraction with an Italian decimal comma, for the trace."""
    scale = 10**places
    scaled = amount.numerator * scale // amount.denominator
    whole, rest = divmod(scaled, scale)
    digits = f"{rest:0{places}d}".rstrip("0")
    return f"{whole},{digits}" if digits else str(whole)
