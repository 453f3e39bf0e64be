"""Units from whole numbers, from percentages and from sums of hours, column by column and exact.

Whole numbers stay whole. A sum of hours is added in float64, and where its fraction lies so near the half that the
float cannot tell the side, it is added again as an exact fraction and rounded by the function of the record form.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import numpy as np

from matcher.law68.arithmetic import half, percent_of, units
from matcher.law68.columns.layout import Column, Flags, Ints, Places
from matcher.law68.provinces import Place, share_units

NEAR = 1e-9  # what lies nearer than this to a tie is counted again with exact fractions
_FLOAT_STEP = float(np.finfo(np.float64).eps)
_WHOLE = 100.0


def units_of_ratio(numerator: Ints, denominator: Ints | int, on: date) -> Ints:
    """Round exact ratios of whole numbers to units: up only where the fraction is over one half.

    Parameters
    ----------
    numerator : int64 array
        0 or more.
    denominator : int64 array or int
        More than 0.
    on : date
        Day the rounding is read at.

    Source: Law 68/1999, art. 4, c. 2.
    """
    tie = half(on)
    over = numerator * tie.denominator - denominator * tie.numerator
    found: Ints = -(-over // (denominator * tie.denominator))
    return found


def ratio_of_percent(percent: Fraction | int | str) -> tuple[int, int]:
    """Return a percentage as the whole numbers of its ratio to one."""
    share = percent_of(Fraction(percent), 1)
    return share.numerator, share.denominator


def near_tie(amount: Column, terms: Column | int, on: date) -> tuple[Ints, Ints]:
    """Round float amounts to units, and list those too near the half to trust.

    ``terms`` is how many numbers were added: the more, and the larger the sum, the wider what is near.
    """
    over = amount - float(half(on))
    distance = np.abs(over - np.rint(over))
    near = distance <= NEAR + amount * (terms + 2) * _FLOAT_STEP
    return np.ceil(over).astype(np.int64), np.flatnonzero(near)


def units_of_percent(percent: Column, number: Ints, on: date, *, rest: bool = False) -> Ints:
    """Round percentages (0 to 100, float64) of whole numbers to units; near the half by their decimal text, exact.

    With ``rest`` the percentage is what leaves the number, and the units are those of what stays.
    """
    share = (_WHOLE - percent if rest else percent) / _WHOLE
    found, near = near_tie(share * number, 1, on)
    for at in near.tolist():
        whole = int(number[at])
        part = percent_of(Fraction(str(float(percent[at]))), whole)
        found[at] = units(whole - part if rest else part, on)
    return found


@dataclass(frozen=True, slots=True)
class Hours:
    """Rows of heads who work some minutes of a contract, in the order of their provinces, each of shape (k,)."""

    province: Ints
    heads: Ints
    worked: Ints
    contract: Ints

    def only(self, rows: Flags) -> Hours:
        """Keep the rows marked."""
        return Hours(self.province[rows], self.heads[rows], self.worked[rows], self.contract[rows])

    def exact(self, group: Ints) -> Callable[[int], Fraction]:
        """Return what adds the rows of a group (ascending, one number a row) as an exact fraction."""

        def total(number: int) -> Fraction:
            first, last = np.searchsorted(group, (number, number + 1)).tolist()
            contract = self.contract[first:last].tolist()
            if not contract:
                return Fraction()
            common = math.lcm(*contract)
            rows = zip(self.heads[first:last].tolist(), self.worked[first:last].tolist(), contract, strict=True)
            return Fraction(sum(heads * worked * (common // minutes) for heads, worked, minutes in rows), common)

        return total


@dataclass(frozen=True, slots=True)
class SharedUnits:
    """Rounded units of hours: of every employer, shape (n,), and of every province, shape (m,)."""

    national: Ints
    provinces: Ints


def _rounded(group: Ints, size: int, rows: Hours, on: date, only: Flags | None) -> tuple[Ints, Column]:
    """Units and float sums of every group; where ``only`` is given, the groups left out stay unchecked."""
    total = np.bincount(group, weights=rows.heads * rows.worked / rows.contract, minlength=size)
    found, near = near_tie(total, np.bincount(group, minlength=size), on)
    exact = rows.exact(group)
    for number in (near if only is None else near[only[near]]).tolist():
        found[number] = units(exact(number), on)
    return found, total


def shared_hours(places: Places, rows: Hours, employees: Ints, on: date) -> SharedUnits:
    """Add hours once for the nation, round once, and share the units among the provinces of every employer.

    Parameters
    ----------
    places : Places
        The provinces of every employer.
    rows : Hours
        Heads and minutes of a week.
    employees : int64 array, shape (m,)
        Heads of every province, for the ties.
    on : date
        Day the rounding is read at.

    Notes
    -----
    Where the float sums cannot tell which province comes first, the employer is shared by the record form.

    Source: Law 68/1999, art. 4, c. 2; the sharing is that of ``provinces.share_units``.
    """
    if not len(rows.heads):
        return SharedUnits(np.zeros(places.n_employers, dtype=np.int64), np.zeros(len(places.employer), dtype=np.int64))
    national, _ = _rounded(places.employer[rows.province], places.n_employers, rows, on, None)
    shared = national[places.employer]
    if not places.several.any():
        return SharedUnits(national, shared)
    own, total = _rounded(rows.province, len(places.employer), rows, on, places.several)
    shared[places.several] = own[places.several]
    missing = national - places.sums(shared)
    at = places.of(missing != 0)
    sign = np.sign(missing)[places.employer[at]]
    lost = sign * (total[at] - own[at])
    at, rank, order = places.ordered(at, lost, employees[at])
    lost, sign = lost[order], sign[order]
    takes = rank < np.abs(missing)[places.employer[at]]
    shared[at[takes]] += sign[takes]
    last = np.flatnonzero(takes[:-1] & ~takes[1:] & (rank[1:] > rank[:-1]))
    reach = NEAR + (total[at[last]] + total[at[last + 1]]) * len(rows.heads) * _FLOAT_STEP
    doubtful = lost[last] - lost[last + 1] <= reach
    _share_exactly(places, rows, employees, on, places.employer[at[last[doubtful]]], SharedUnits(national, shared))
    return SharedUnits(national, shared)


def _share_exactly(
    places: Places, rows: Hours, employees: Ints, on: date, employers: Ints, shared: SharedUnits
) -> None:
    """Share the units of the employers listed with exact fractions, by the function of the record form."""
    exact = rows.exact(rows.province)
    for employer in employers.tolist():
        first, last = places.starts[employer : employer + 2].tolist()
        listed = [Place(_plate(places.plate[at]), int(employees[at])) for at in range(first, last)]
        sums = [exact(at) for at in range(first, last)]
        shared.provinces[first:last] = share_units(sums, int(shared.national[employer]), listed, on)


def _plate(code: int) -> str:
    return chr(int(code) >> 32) + chr(int(code) & 0xFFFFFFFF)
