"""EUR a working day of many employers: uncovered units once the term of the request has passed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np

from matcher.law68.columns.layout import Column, Flags, Ints, QuotaColumns
from matcher.law68.cost import add_months, amount, last_day_of_term
from matcher.law68.parameters import load

_CENTS = 100


def _eur(units: Ints, parameter_id: str, on: date) -> Column:
    """Multiply units by a dated amount, exact to the cent, one half up."""
    cents = amount(parameter_id, on) * _CENTS
    doubled = 2 * units * cents.numerator + cents.denominator
    return (doubled // (2 * cents.denominator)) / _CENTS


def _later(days: Column, move: Callable[[date], date]) -> Column:
    """Move every known day once by a function of the record form."""
    distinct, places = np.unique(days, return_inverse=True)
    moved = [move(day) if isinstance(day, date) else np.datetime64("NaT") for day in distinct.tolist()]
    return np.array(moved, dtype="datetime64[D]")[places]


def exposure(columns: QuotaColumns, gap_enforceable: Ints, grace: Flags, on: date) -> Column:
    """EUR a working day for the uncovered units; 0 until the term of the request has passed, where its start is known.

    Parameters
    ----------
    columns : QuotaColumns
        The employers.
    gap_enforceable : int64 array, shape (n,)
        Uncovered units after suspension, nationally.
    grace : bool array, shape (n,)
        Employers whose gap begins some months after their new hire (until 2017).
    on : date
        Day the money is read at.

    Source: Law 68/1999, art. 15, c. 4; art. 9, c. 1; art. 3, c. 2 (until 2017).
    """
    since, hired = columns.employers["obligation_since"], columns.employers["new_hire_on"]
    if grace.any():
        months = load("new_hire_condition").on(columns.reference_date).value["months_of_grace"]
        from_hire = np.isnat(since) & grace
        since = np.where(from_hire, _later(hired, lambda day: add_months(day, months)), since)
    last = _later(since, lambda day: last_day_of_term(day, on))
    return np.where(np.datetime64(on) <= last, 0.0, _eur(gap_enforceable, "sanction_uncovered", on))
