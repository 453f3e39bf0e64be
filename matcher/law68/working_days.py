"""Working days between two days: national holidays are dated data, the patron day comes from the municipality."""

from __future__ import annotations

from datetime import date, timedelta

from matcher.law68.parameters import load

_ONE_DAY = timedelta(days=1)


def easter(year: int) -> date:
    """Return Easter Sunday of a Gregorian year (Butcher's rule).

    Examples
    --------
    >>> easter(2026)
    datetime.date(2026, 4, 5)
    """
    golden = year % 19
    century, rest = divmod(year, 100)
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def is_holiday(day: date) -> bool:
    """Whether the day is a national holiday by the law in force on it."""
    rule = load("holidays").on(day).value
    if rule["easter_monday"] and day == easter(day.year) + _ONE_DAY:
        return True
    return {"month": day.month, "day": day.day} in rule["days"]


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
