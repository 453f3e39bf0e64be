"""Shares national units among provinces so that the provinces add up to the nation (LAW 68 practice, UniPI).

Two different rules: rounded hours follow the largest lost fraction; quotas are rounded province by province and the
difference goes to the registered office, or comes off the largest fractions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from matcher.law68.arithmetic import percent_of, units


@dataclass(frozen=True, slots=True)
class Place:
    """A province as the ties see it: more employees (or a larger base) first, then the plate code."""

    plate: str
    size: int


def _order(places: Sequence[Place], lost: Sequence[Fraction]) -> list[int]:
    """Positions from the largest loss down; ties to the larger province, then to the plate code."""
    return sorted(range(len(places)), key=lambda at: (-lost[at], -places[at].size, places[at].plate))


def share_units(sums: Sequence[Fraction], national: int, places: Sequence[Place], on: date) -> list[int]:
    """Share rounded units of hours among provinces.

    Every province starts from its own rounded sum; missing units go where most was lost, units too many come off
    where most was won.

    Parameters
    ----------
    sums : sequence of Fraction, one per province
        Exact units of each province.
    national : int
        The units of the nation, rounded once.
    places : sequence of Place
        The provinces, with their employees.
    on : date
        Day the rounding is read at.
    """
    shared = [units(amount, on) for amount in sums]
    missing = national - sum(shared)
    sign = 1 if missing > 0 else -1
    lost = [sign * (amount - found) for amount, found in zip(sums, shared, strict=True)]
    for at in _order(places, lost)[: abs(missing)]:
        shared[at] += sign
    return shared


def share_one_percent(
    staff: Sequence[int], shares: Sequence[Fraction], national: int, places: Sequence[Place], on: date
) -> list[int]:
    """Share the art. 18 workers who leave the base; only provinces that have such a worker can give one.

    Parameters
    ----------
    staff : sequence of int
        Art. 18 workers of each province.
    shares : sequence of Fraction
        One percent of the employees of each province, exact.
    national : int
        Units that leave the national base.
    places : sequence of Place
        The provinces, with their employees.
    on : date
        Day the rounding is read at.
    """
    shared = [min(workers, units(share, on)) for workers, share in zip(staff, shares, strict=True)]
    while (missing := national - sum(shared)) != 0:
        sign = 1 if missing > 0 else -1
        lost = [sign * (share - found) for share, found in zip(shares, shared, strict=True)]
        able = [at for at in _order(places, lost) if (shared[at] < staff[at] if sign > 0 else shared[at] > 0)]
        for at in able[: abs(missing)]:
            shared[at] += sign
    return shared


@dataclass(frozen=True, slots=True)
class SharedQuota:
    """A national quota in its provinces; ``unplaced`` units belong to an office outside the list."""

    national: int
    provinces: tuple[int, ...]
    unplaced: int
    spread: str


def quota_on_office(national: int, places: Sequence[Place], office: str) -> SharedQuota:
    """Put a quota that cannot be divided on the province of the registered office."""
    shared = tuple(national if place.plate == office else 0 for place in places)
    return SharedQuota(national, shared, national - sum(shared), "registered_office" if national else "")


def quota_by_percent(national: int, percent: Fraction, places: Sequence[Place], office: str, on: date) -> SharedQuota:
    """Share a quota that is a percentage: each province its own, rounded; the office takes what is short.

    ``places`` carry the provincial base as their size. A unit too many comes off the provinces with the largest
    fractional part, one each in that order.
    """
    exact = [percent_of(percent, place.size) for place in places]
    shared = [units(amount, on) for amount in exact]
    missing = national - sum(shared)
    if missing > 0:
        for at, place in enumerate(places):
            if place.plate == office:
                shared[at] += missing
                return SharedQuota(national, tuple(shared), 0, "missing_units_to_registered_office")
        return SharedQuota(national, tuple(shared), missing, "missing_units_to_registered_office")
    spread = "excess_unit_from_largest_remainder" if missing < 0 else ""
    fractions = [amount - amount.numerator // amount.denominator for amount in exact]
    order = _order(places, fractions)
    while missing < 0:
        for at in [at for at in order if shared[at] > 0][:-missing]:
            shared[at] -= 1
            missing += 1
    return SharedQuota(national, tuple(shared), 0, spread)
