"""Working days between two days: national holidays from a kept library, the patron day from the municipality."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from holidays import HolidayBase, country_holidays

_ONE_DAY = timedelta(days=1)


def is_holiday(day: date) -> bool:
    """Whether the day is a national holiday by the law in force on it.

    Source: the library `holidays`, Italy: 2 June from 2001, 17 March 2011 alone, 4 October from 2026 (L. 151/2025).

    Examples
    --------
    >>> is_holiday(date(2026, 10, 4)), is_holiday(date(2025, 10, 4))
    (True, False)
    """
    return day in _italian_holidays()


@cache
def _italian_holidays() -> HolidayBase:
    return country_holidays("IT")


def working_days(first: date, last: date, *, days_per_week: int = 5, patron: tuple[int, int] | None = None) -> int:
    """Count the working days from one day to another, both included.

    Parameters
    ----------
    first, last : date
        The period; a last day before the first gives 0.
    days_per_week : int
        5 (Monday to Friday) or 6 (Monday to Saturday), as the contract says.
    patron : (month, day), optional
        Patron day of the municipality.

    Raises
    ------
    ValueError
        If the week is not of 5 or 6 days.

    Examples
    --------
    >>> working_days(date(2026, 1, 1), date(2026, 12, 31), patron=(12, 7))
    253
    """
    if days_per_week not in (5, 6):
        msg = f"days_per_week must be 5 or 6; got {days_per_week}"
        raise ValueError(msg)
    count, day = 0, first
    while day <= last:
        if day.weekday() < days_per_week and (day.month, day.day) != patron and not is_holiday(day):
            count += 1
        day += _ONE_DAY
    return count
