"""Cells of the workforce that hold a small list: part-time hours and compensations between provinces."""

from __future__ import annotations

import re

from matcher.frames.faults import CellFault
from matcher.frames.numbers import PLAIN, hours_minutes
from matcher.frames.text import fold
from matcher.frames.words import find_word
from matcher.geography import municipalities
from models.columns import Column
from models.vocabulary import COMPENSATION_KINDS

_PARTS = re.compile(r"[;\n]")
# "20/40 x 6" and "20/38 75% psichico" are how prospetti write "20/40:6" and "20/38:75:psychic".
_TIMES = re.compile(r"\s*[x×]\s*", re.IGNORECASE)
_SPACES = re.compile(r"\s+(?=\d)|\s+(?=psi)", re.IGNORECASE)
_HOURS = CellFault("hours_negative", "hours above 0 and not over the contract's")
_PART_TIME = CellFault("part_time_invalid", "worked/contract:heads, hours as 20, 20,5 or 20:30, heads a whole number")
_DISABLED = CellFault("part_time_invalid", "worked/contract:percent, with :psychic where so, one person each")
_PERCENT = CellFault("percent_out_of_range", "a percentage from 0 to 100")
_COMPENSATION = CellFault("compensation_invalid", "province:units:excess or province:units:reduction")
_MOST_HEADS = 10_000_000
_WEEK_MINUTES = 7 * 24 * 60


def _hours_pair(worked: str, contract: str, invalid: CellFault) -> tuple[int, int] | CellFault:
    minutes, full = hours_minutes(worked.strip()), hours_minutes(contract.strip())
    if minutes is None or full is None:
        return invalid
    return (minutes, full) if 0 < minutes <= full <= _WEEK_MINUTES else _HOURS


def _entries(text: str) -> list[str]:
    return [part.strip() for part in _PARTS.split(text) if part.strip()]


def part_time(text: str, column: Column) -> tuple[tuple[int, int, int], ...] | CellFault | None:
    """``worked/contract:heads``: minutes, minutes, heads; after ``/`` the last number is always the heads."""
    found: list[tuple[int, int, int]] = []
    for entry in _entries(text):
        worked, _, rest = _TIMES.sub(":", entry).partition("/")
        contract, _, heads = rest.rpartition(":")
        if not contract or not (heads.isascii() and heads.strip().isdigit()) or int(heads[:9]) > _MOST_HEADS:
            return _PART_TIME
        hours = _hours_pair(worked, contract, _PART_TIME)
        if isinstance(hours, CellFault):
            return hours
        found.append((*hours, int(heads)))
    return tuple(found) or None


def _percent(text: str) -> float | CellFault | None:
    text = text.strip().removesuffix("%").rstrip()
    if not text:
        return None
    if not PLAIN.fullmatch(text):
        return _DISABLED
    value = float(text.replace(",", "."))
    return value if 0 <= value <= 100 else _PERCENT


def disabled_part_time(text: str, column: Column) -> tuple[tuple[int, int, float | None, bool], ...] | CellFault | None:
    """``worked/contract:percent[:psychic]``: minutes, minutes, percentage or None, psychic."""
    found: list[tuple[int, int, float | None, bool]] = []
    for entry in _entries(text):
        worked, slash, rest = _SPACES.sub(":", entry).partition("/")
        if not slash:
            return _DISABLED
        body, colon, last = rest.rpartition(":")
        psychic = bool(colon) and fold(last).startswith(("psychic", "psichic"))
        if psychic:
            rest = body
        contract, colon, figure = rest.rpartition(":")
        if not colon:
            contract, figure = figure, ""
        hours = _hours_pair(worked, contract, _DISABLED)
        if isinstance(hours, CellFault):
            return hours
        percent = _percent(figure)
        if isinstance(percent, CellFault):
            return percent
        found.append((*hours, percent, psychic))
    return tuple(found) or None


def compensation(text: str, column: Column) -> tuple[tuple[str, int, str], ...] | CellFault | None:
    """``other_province:units:excess|reduction``: two letters, whole units, kind."""
    found: list[tuple[str, int, str]] = []
    for entry in _entries(text):
        parts = [part.strip() for part in entry.split(":")]
        if len(parts) != 3:
            return _COMPENSATION
        letters = municipalities().province_letters(parts[0])
        kind = find_word(column.name, COMPENSATION_KINDS, parts[2])
        if letters is None:
            return CellFault("province_unknown", "the two letters or the name of a province")
        if kind is None or not (parts[1].isascii() and parts[1].isdigit()) or not 0 < int(parts[1][:9]) < _MOST_HEADS:
            return _COMPENSATION
        found.append((letters, int(parts[1]), kind))
    return tuple(found) or None
