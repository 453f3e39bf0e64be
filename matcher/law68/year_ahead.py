"""Twelve months from a day: working days, the sanction and the fees of a unit over them, notes on what is not set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache

from matcher.law68.context import Context
from matcher.law68.cost import add_months, amount, cents, last_day_of_term
from matcher.law68.parameters import load
from matcher.law68.working_days import working_days

MONTHS = 12
_USUAL_WEEK = 5
_ONE_DAY = timedelta(days=1)
_PERIODS_KEPT = 512


@lru_cache(maxsize=_PERIODS_KEPT)
def _days(first: date, last: date, days_per_week: int, patron: tuple[int, int] | None) -> int:
    return working_days(first, last, days_per_week=days_per_week, patron=patron)


@dataclass(frozen=True, slots=True)
class YearAhead:
    """Twelve months, both ends included; ``sanctioned_from`` is the first day on which a gap costs money."""

    first: date
    last: date
    sanctioned_from: date
    days_per_week: int
    patron: tuple[int, int] | None

    @property
    def working_days(self) -> int:
        """Working days of the whole period."""
        return _days(self.first, self.last, self.days_per_week, self.patron)

    def unit_cost(self, parameter_id: str, first: date | None = None) -> Fraction:
        """EUR of one unit over the period, exact, every working day at that day's amount."""
        start, total = first or self.first, Fraction()
        changes = [value.valid_from for value in load(parameter_id).values if start < value.valid_from <= self.last]
        for end in [*(day - _ONE_DAY for day in changes), self.last]:
            if start <= end:
                total += _days(start, end, self.days_per_week, self.patron) * amount(parameter_id, start)
            start = end + _ONE_DAY
        return total

    def exposure(self, gap_enforceable: int) -> float:
        """EUR of the daily sanction over the period; nothing before the term of the request has passed.

        Source: Law 68/1999, art. 15, c. 4; art. 9, c. 1.
        """
        return cents(gap_enforceable * self.unit_cost("sanction_uncovered", self.sanctioned_from))

    def fees(self, authorised: int, self_certified: int) -> float:
        """EUR of the contributions of exempt units over the period.

        Source: Law 68/1999, art. 5, c. 3 and 3-bis.
        """
        total = authorised * self.unit_cost("exemption_fee")
        if self_certified and load("exemption_fee_self_certified").find(self.first) is not None:
            total += self_certified * self.unit_cost("exemption_fee_self_certified")
        return cents(total)


def year_ahead(context: Context, since: date | None, on: date) -> YearAhead:
    """Return the twelve months that begin on a day.

    Parameters
    ----------
    context : Context
        Week and patron day of the employer.
    since : date or None
        Day the gap began, where known: the sanction runs after the term of the request.
    on : date
        First day.
    """
    last = add_months(on, MONTHS) - _ONE_DAY
    sanctioned = on if since is None else max(on, last_day_of_term(since, on) + _ONE_DAY)
    return YearAhead(on, last, sanctioned, context.days_per_week or _USUAL_WEEK, context.patron)


def year_notes(context: Context, year: YearAhead) -> tuple[str, ...]:
    """Say what the twelve months take for granted."""
    notes = []
    if context.days_per_week is None:
        notes.append(f"settimana lavorativa non indicata: contati {_USUAL_WEEK} giorni")
    if context.patron is None:
        whose = f" del comune {context.patron_municipality}" if context.patron_municipality else ""
        notes.append(f"giorno del patrono{whose} non impostato (not set): l'anno può contare un giorno in più")
    review = load("sanction_uncovered").review_on
    if review is not None and review <= year.last:
        notes.append(f"importi di oggi anche dopo il {review}, giorno di un possibile aggiornamento")
    return tuple(notes)
