"""Quotas and art. 18 deductions of many employers, shared among their provinces in whole numbers.

The rules are those of ``matcher.law68.provinces``; here every step is taken by all employers that need it at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from matcher.law68.columns.layout import Flags, Ints, Places
from matcher.law68.columns.rounding import ratio_of_percent, units_of_ratio


@dataclass(frozen=True, slots=True)
class QuotaShares:
    """A quota of every employer, shape (n,), of every province, shape (m,), and the units without a place, (n,)."""

    national: Ints
    provinces: Ints
    unplaced: Ints


def steps_reached(scale: Sequence[Mapping[str, Any]], base: Ints) -> Ints:
    """Position of the last step of a scale whose threshold each base reaches; -1 below the first."""
    found = np.full(len(base), -1, dtype=np.int64)
    for at, step in enumerate(scale):
        found[base >= step["headcount_from"]] = at
    return found


def share_one_percent(places: Places, staff: Ints, employees: Ints, national: Ints, percent: Any, on: date) -> Ints:
    """Share the art. 18 workers who leave the base; only a province that has one can give one.

    Parameters
    ----------
    places : Places
        The provinces of every employer.
    staff, employees : int64 arrays, shape (m,)
        Art. 18 workers and all heads of every province.
    national : int64 array, shape (n,)
        Workers who leave the national base.
    percent : number or text
        The share of staff, from the parameters.
    on : date
        Day the rounding is read at.

    Source: Law 68/1999, art. 18, c. 2; circular 41/2000.
    """
    numerator, denominator = ratio_of_percent(percent)
    shared = np.minimum(staff, units_of_ratio(employees * numerator, denominator, on))
    while (missing := national - places.sums(shared)).any():
        at = places.of(missing != 0)
        sign = np.sign(missing)[places.employer[at]]
        able = np.where(sign > 0, shared[at] < staff[at], shared[at] > 0)
        at, sign = at[able], sign[able]
        lost = sign * (employees[at] * numerator - shared[at] * denominator)
        at, rank, order = places.ordered(at, lost, employees[at])
        takes = rank < np.abs(missing)[places.employer[at]]
        shared[at[takes]] += sign[order][takes]
    return shared


def _by_percent(
    places: Places, percent: Any, national: Ints, bases: Ints, here: Flags, at_office: Flags, on: date
) -> Ints:
    """Round every province by itself; the office takes what is short, the largest fractions give what is over."""
    numerator, denominator = ratio_of_percent(percent)
    exact = bases * numerator
    shared = np.where(here[places.employer], units_of_ratio(exact, denominator, on), 0)
    missing = np.where(here, national - places.sums(shared), 0)
    shared += np.where(at_office, np.maximum(missing, 0)[places.employer], 0)
    while (missing < 0).any():
        at = places.of(missing < 0)
        at = at[shared[at] > 0]
        at, rank, _ = places.ordered(at, exact[at] % denominator, bases[at])
        takes = rank < -missing[places.employer[at]]
        shared[at[takes]] -= 1
        missing = np.minimum(0, np.where(here, national - places.sums(shared), 0))
    return shared


def shared_quota(
    scale: Sequence[Mapping[str, Any]],
    places: Places,
    base: Ints,
    bases: Ints,
    at_office: Flags,
    on: date,
    *,
    none_due: Flags | None = None,
) -> QuotaShares:
    """Compute a quota by its scale, nationally and by province.

    Parameters
    ----------
    scale : sequence of mapping
        Steps of a parameter: ``headcount_from`` with ``workers`` or ``percent``.
    places : Places
        The provinces of every employer.
    base, bases : int64 arrays, shapes (n,) and (m,)
        Bases of computation of the nation and of the provinces.
    at_office : bool array, shape (m,)
        Whether the province is that of the registered office.
    on : date
        Day the rounding is read at.
    none_due : bool array, shape (n,), optional
        Employers whose duty has not arisen: no units anywhere.

    Source: Law 68/1999, art. 3, c. 1; art. 4, c. 2; art. 18, c. 2.
    """
    reached = steps_reached(scale, base)
    if none_due is not None:
        reached[none_due] = -1
    national = np.zeros(len(base), dtype=np.int64)
    provinces = np.zeros(len(bases), dtype=np.int64)
    for number, step in enumerate(scale):
        here = reached == number
        if not here.any():
            continue
        if "percent" in step:
            numerator, denominator = ratio_of_percent(step["percent"])
            national[here] = units_of_ratio(base[here] * numerator, denominator, on)
            provinces += _by_percent(places, step["percent"], national, bases, here, at_office, on)
        else:
            national[here] = int(step["workers"])
            provinces += np.where(here[places.employer] & at_office, national[places.employer], 0)
    return QuotaShares(national, provinces, national - places.sums(provinces))
