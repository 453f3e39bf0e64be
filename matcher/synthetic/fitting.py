"""A rough reading of who may be proposed where: only so that the told outcomes are plausible.

This is no part of the matching: it decides nothing but which synthetic proposals are told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.accommodations import catalogue

_KM_NORTH, _KM_EAST = 111.2, 77.9  # one degree at 45.5 degrees north


def _levels(cell: str) -> dict[str, int]:
    return {name: int(level) for name, _, level in (item.partition("=") for item in cell.split(";") if item)}


def _words(cell: str) -> frozenset[str]:
    return frozenset(word for word in cell.split(";") if word)


def _spot(row: dict[str, str], kind: str, centres: Mapping[str, tuple[float, float]]) -> tuple[float, float]:
    """Where a row lies: its coordinates, or the centre of its municipality."""
    if row[f"{kind}_lat"]:
        return float(row[f"{kind}_lat"]), float(row[f"{kind}_lon"])
    return centres[row[f"{kind}_municipality"]]


def _hours(row: dict[str, str]) -> tuple[int, int]:
    return int(row["weekly_hours_min"] or 0), int(row["weekly_hours_max"] or 48)


@dataclass(frozen=True, slots=True)
class Wish:
    """What of a candidate decides on a proposal."""

    capacities: dict[str, int]
    never: frozenset[str]
    essential: frozenset[str]
    licences: frozenset[str]
    times: frozenset[str]
    hours: tuple[int, int]
    home: tuple[float, float]
    max_km: float
    known: bool

    @classmethod
    def of(cls, row: dict[str, str], centres: Mapping[str, tuple[float, float]]) -> Wish:
        """Read a candidate's cells; ``centres`` has the centre of each municipality by code and by name."""
        needs = (item.partition(":") for item in row["accommodations_needed"].split(";") if item)
        return cls(
            capacities=_levels(row["capacities"]),
            never=_words(row["excluded_tasks"]),
            essential=frozenset(code for code, _, weight in needs if weight == "essential"),
            licences=_words(row["licences"]),
            times=_words(row["working_times"]),
            hours=_hours(row),
            home=_spot(row, "home", centres),
            max_km=float(row["max_commute_km"] or 100),
            known=bool(row["capacities"] and row["working_times"] and "matching" in row["consent"]),
        )


@dataclass(frozen=True, slots=True)
class Task:
    """What of a vacancy decides on a proposal."""

    demands: dict[str, int]
    offered: frozenset[str]
    refused: frozenset[str]
    licences: frozenset[str]
    times: frozenset[str]
    hours: tuple[int, int]
    site: tuple[float, float]

    @classmethod
    def of(cls, row: dict[str, str], centres: Mapping[str, tuple[float, float]]) -> Task:
        """Read a vacancy's cells; ``centres`` as for :meth:`Wish.of`."""
        return cls(
            demands=_levels(row["demands"]),
            offered=_words(row["accommodations_available"]),
            refused=_words(row["accommodations_refused"]),
            licences=_words(row["licences"]),
            times=_words(row["working_times"]),
            hours=_hours(row),
            site=_spot(row, "site", centres),
        )


def may_propose(wish: Wish, task: Task) -> bool:
    """Tell whether the way, licences, times, hours, excluded tasks, capacities and refusals allow it."""
    north, east = (wish.home[0] - task.site[0]) * _KM_NORTH, (wish.home[1] - task.site[1]) * _KM_EAST
    if north * north + east * east > (0.98 * wish.max_km) ** 2:
        return False
    if not task.licences <= wish.licences or not task.times <= wish.times or wish.essential & task.refused:
        return False
    if wish.hours[1] < task.hours[0] or wish.hours[0] > task.hours[1] or wish.never & task.demands.keys():
        return False
    kept = catalogue()
    for demand, level in task.demands.items():
        missing = level - wish.capacities.get(demand, level)
        if missing > max((kept[code].bridges.get(demand, 0) for code in task.offered), default=0) and missing > 0:
            return False
    return True
