"""Reads the values of an employer's JSON one by one, and keeps every fault instead of stopping at the first.

A message names the place and what is expected, never the value: counts of disabled workers may be health data.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from matcher.errors import MatcherError

_PLATE = re.compile(r"[A-Z]{2}")
MOST_HEADS = 10_000_000  # above this a count is a slip of the keyboard, and sums stay small
MOST_YEAR = 2199  # terms are counted forward from a day, and the calendar ends
_MINUTES_PER_HOUR = 60
_WHOLE = 100


class QuotaInputError(MatcherError):
    """An employer that cannot be computed: every fault, one line each."""

    def __init__(self, faults: Sequence[str], employer_id: str | None = None) -> None:
        """Keep the faults in the order found; the message is their lines, the employer named where known."""
        self.faults = tuple(faults)
        self.employer_id = employer_id
        who = f"employer {employer_id}: " if employer_id else ""
        super().__init__("\n".join(who + fault for fault in faults))


class Reader:
    """Takes values out of records, collecting faults and warnings on the way."""

    def __init__(self) -> None:
        """Start with nothing found."""
        self.faults: list[str] = []
        self.warnings: list[str] = []
        self.ignored: dict[str, None] = {}

    def fault(self, where: str, expected: str, rule: str = "") -> None:
        """Add one fault: the place, what was expected there, and the rule that asks for it."""
        self.faults.append(f"{where}: expected {expected}" + (f" ({rule})" if rule else ""))

    def unknown(self, record: Mapping[str, Any], known: Collection[str]) -> None:
        """Remember the names of fields that nobody reads."""
        for name in record:
            if name not in known:
                self.ignored[str(name)] = None

    def count(self, record: Mapping[str, Any], name: str, where: str, *, required: bool = False) -> int:
        """Return a number of heads; 0 where the field is absent and not required."""
        found = self.optional_count(record, name, where)
        if found is None and required and record.get(name) is None:
            self.fault(f"{where}{name}", "a whole number of heads, 0 or more; the field is required")
        return found or 0

    def optional_count(self, record: Mapping[str, Any], name: str, where: str) -> int | None:
        """Return a number of heads or units, None where the field is absent."""
        value = record.get(name)
        if value is None:
            return None
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_HEADS:
            self.fault(f"{where}{name}", f"a whole number from 0 to {MOST_HEADS}")
            return None
        return value

    def yes_no(self, record: Mapping[str, Any], name: str, where: str) -> bool | None:
        """Return true or false, None where the field is absent."""
        value = record.get(name)
        if value is None or isinstance(value, bool):
            return value
        self.fault(f"{where}{name}", "true or false")
        return None

    def percent(self, record: Mapping[str, Any], name: str, where: str) -> Fraction | None:
        """Return a percentage from 0 to 100, exact, None where the field is absent."""
        value = record.get(name)
        if value is None:
            return None
        if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool) and 0 <= value <= _WHOLE:
            return Fraction(str(value))
        self.fault(f"{where}{name}", "a percentage from 0 to 100")
        return None

    def day(self, record: Mapping[str, Any], name: str) -> date | None:
        """Return a day written YYYY-MM-DD, None where the field is absent."""
        value = record.get(name)
        if value is None:
            return None
        if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            try:
                value = date.fromisoformat(value)
            except ValueError:
                value = None
        if type(value) is date and value.year <= MOST_YEAR:
            return value
        self.fault(name, f"a day written YYYY-MM-DD, up to the year {MOST_YEAR}")
        return None

    def word(self, record: Mapping[str, Any], name: str, where: str, choices: Collection[str], rule: str = "") -> str:
        """Return one of the words allowed; the first of them after a fault, which names the rule."""
        value = record.get(name)
        if isinstance(value, str) and value in choices:
            return value
        self.fault(f"{where}{name}", f"one of {', '.join(choices)}", rule)
        return next(iter(choices))

    def plate(self, record: Mapping[str, Any], name: str, where: str) -> str:
        """Return the two letters of a province, in capitals."""
        value = record.get(name)
        if isinstance(value, str) and _PLATE.fullmatch(value.strip().upper()):
            return value.strip().upper()
        self.fault(f"{where}{name}", "the two letters of a province, such as MI")
        return ""

    def records(self, record: Mapping[str, Any], name: str, where: str) -> list[tuple[Mapping[str, Any], str]]:
        """Return the objects of a list, each with its place; a missing list is empty."""
        value = record.get(name)
        if value is None:
            return []
        if not isinstance(value, (list, tuple)):
            self.fault(f"{where}{name}", "a list of objects")
            return []
        found = []
        for position, item in enumerate(value):
            if isinstance(item, Mapping):
                found.append((item, f"{where}{name}[{position}]."))
            else:
                self.fault(f"{where}{name}[{position}]", "an object")
        return found

    def record(self, record: Mapping[str, Any], name: str, where: str) -> Mapping[str, Any] | None:
        """Return an object, None where the field is absent."""
        value = record.get(name)
        if value is None or isinstance(value, Mapping):
            return value
        self.fault(f"{where}{name}", "an object or null")
        return None

    def minutes(self, record: Mapping[str, Any], what: str, where: str) -> int:
        """Return ``<what>_minutes``, or ``<what>_hours`` written HH:MM; minutes win where both stand."""
        found = self.optional_count(record, f"{what}_minutes", where)
        if record.get(f"{what}_minutes") is not None:
            return found or 0
        hours = record.get(f"{what}_hours")
        if hours is None:
            self.fault(f"{where}{what}_minutes", f"the week's minutes, or {what}_hours as HH:MM")
            return 0
        if isinstance(hours, (int, float)) and not isinstance(hours, bool) and 0 <= hours <= MOST_HEADS:
            whole = Fraction(str(hours)) * _MINUTES_PER_HOUR
            if whole.denominator == 1:
                return int(whole)
        match = re.fullmatch(r"(\d{1,3})(?::(\d{2}))?", hours.strip()) if isinstance(hours, str) else None
        if match and int(match[2] or 0) < _MINUTES_PER_HOUR:
            return int(match[1]) * _MINUTES_PER_HOUR + int(match[2] or 0)
        self.fault(f"{where}{what}_hours", "hours and minutes of a week as HH:MM, such as 37:30")
        return 0
