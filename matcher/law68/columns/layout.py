"""The columns that the calculation reads: one list per table, with type, range and what an absent value is.

Text never enters the sums: words are codes (positions in the lists of the record form), plates two letters, a row of
hours or of an excluded category points at its province by position.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.law68.employer import LEGAL_FORMS, PART_TIME_KINDS, SUSPENSION_KINDS
from matcher.law68.reading import MOST_HEADS
from models.vocabulary import EXCLUDED_CATEGORIES

Column = NDArray[Any]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

ABSENT = -1  # in a column of codes or units that may be missing: no valid code and no valid number of units
STATES = ("granted", "requested")
SUBJECTS = ("disabled", "protected")
DIRECTIONS = ("excess", "reduction")
CATEGORIES = tuple(EXCLUDED_CATEGORIES)
_WHOLE = 100.0


@dataclass(frozen=True, slots=True)
class Spec:
    """One column: its NumPy type, its default (None: required), its range, and what it holds."""

    name: str
    dtype: str
    doc: str
    default: Any = None
    low: float | None = None
    high: float | None = None


def _heads(name: str, doc: str, default: int | None = 0) -> Spec:
    return Spec(name, "int64", doc, default, ABSENT if default == ABSENT else 0, MOST_HEADS)


def _code(name: str, words: tuple[str, ...], doc: str, default: int | None = None) -> Spec:
    return Spec(name, "int64", doc, default, ABSENT if default == ABSENT else 0, len(words) - 1)


def _percent(name: str, doc: str) -> Spec:
    return Spec(name, "float64", doc, np.nan, 0, _WHOLE)


_HOURS = (
    Spec("province", "int64", "position of its province", None, 0),
    _heads("heads", "workers", None),
    Spec("contract_minutes", "int64", "full-time minutes of a week", None, 1, MOST_HEADS),
    Spec("worked_minutes", "int64", "minutes worked, no more than the contract's", None, 0, MOST_HEADS),
)

SPECS: dict[str, tuple[Spec, ...]] = {
    "employers": (
        Spec("employer_id", "object", "name of the employer, text; blank where unknown", ""),
        _code("legal_form", LEGAL_FORMS, "position in LEGAL_FORMS"),
        Spec("registered_office_province", "U2", "plate of the registered office"),
        Spec("suspended_nationally", "bool", "whole duty suspended", False),
        Spec("third_sector_admin_only", "bool", "body of art. 3, c. 3", False),
        Spec("obligation_since", "datetime64[D]", "day the gap began; NaT unknown", np.datetime64("NaT")),
        Spec("new_hire_on", "datetime64[D]", "day of the new hire (until 2017); NaT none", np.datetime64("NaT")),
    ),
    "provinces": (
        Spec("employer", "int64", "position of its employer, ascending", None, 0),
        Spec("province", "U2", "plate"),
        _heads("employees", "every subordinate head", None),
        _heads("disabled_full_time", "heads"),
        _heads("blind_switchboard_operators_full_time", "heads"),
        _heads("blind_therapists_full_time", "heads"),
        _heads("art18_in_force", "heads"),
        _heads("art18_in_force_since_17_1_2000", "heads, no more than art18_in_force"),
        _heads("telework_full_time", "heads"),
        _heads("agency_disabled_full_time", "heads, missions of 12 months or more"),
        _heads("convention_disabled_full_time", "heads"),
        _code("authorised_state", STATES, "position in STATES; -1 no exemption", ABSENT),
        _percent("authorised_percent", "percent of the quota; NaN not stated"),
        _heads("authorised_units", "units of the act; -1 not stated", ABSENT),
        _heads("self_certified_workers", "heads at 60 per mille; -1 no self-certification", ABSENT),
        _heads("self_certified_units", "units; -1 not stated", ABSENT),
        Spec("suspension_granted", "bool", "a suspension is granted", False),
        _code("suspension_kind", SUSPENSION_KINDS, "position in SUSPENSION_KINDS; -1 none", ABSENT),
        _percent("suspension_percent", "percent suspended; NaN not stated"),
        _heads("suspension_workers", "workers suspended; -1 not stated", ABSENT),
    ),
    "part_time": (
        *_HOURS,
        _code("kind", PART_TIME_KINDS, "position in PART_TIME_KINDS", 0),
        _percent("percent", "degree of a disabled worker; NaN unknown"),
    ),
    "intermittent": _HOURS,
    "excluded": (
        Spec("province", "int64", "position of its province", None, 0),
        _code("category", CATEGORIES, "position in CATEGORIES"),
        _heads("heads", "workers", None),
    ),
    "compensations": (
        Spec("province", "int64", "position of its province", None, 0),
        _code("subject", SUBJECTS, "position in SUBJECTS"),
        _code("category", DIRECTIONS, "position in DIRECTIONS"),
        _heads("units", "units", None),
        Spec("other_province", "U2", "plate; blank in a group row", ""),
        Spec("group_company", "bool", "whether the other side is another company of the group", False),
    ),
}
RAGGED = ("part_time", "intermittent", "excluded", "compensations")


def plate_codes(plates: Column) -> Ints:
    """Write plates of two letters as numbers in the same order, for ties."""
    letters = np.ascontiguousarray(plates, dtype="U2").view(np.uint32).reshape(-1, 2).astype(np.int64)
    found: Ints = (letters[:, 0] << 32) + letters[:, 1]
    return found


@dataclass(frozen=True)
class QuotaColumns:
    """Employers as columns, checked; every mapping holds the columns of ``SPECS``.

    Attributes
    ----------
    reference_date : date
        Day whose rules give base, quota and cover, the same for all.
    employers : mapping of str to array, shape (n,)
        One position per employer.
    provinces : mapping of str to array, shape (m,)
        One position per employer and province, employers together and ascending.
    part_time, intermittent, excluded, compensations : mapping of str to array
        Rows of any number, in the order of the provinces they point at.
    """

    reference_date: date
    employers: Mapping[str, Column]
    provinces: Mapping[str, Column]
    part_time: Mapping[str, Column]
    intermittent: Mapping[str, Column]
    excluded: Mapping[str, Column]
    compensations: Mapping[str, Column]

    def __len__(self) -> int:
        return len(self.employers["legal_form"])

    @cached_property
    def places(self) -> Places:
        """Which provinces belong to which employer."""
        return Places(len(self), self.provinces["employer"], plate_codes(self.provinces["province"]))

    @cached_property
    def at_office(self) -> Flags:
        """Whether a province is that of its employer's registered office, shape (m,)."""
        office = plate_codes(self.employers["registered_office_province"])
        found: Flags = office[self.places.employer] == self.places.plate
        return found


class Places:
    """The provinces of every employer: who comes first, where each employer starts, sums over its provinces."""

    def __init__(self, n_employers: int, employer: Ints, plate: Ints) -> None:
        """Keep the employer and the plate of every province, employers ascending."""
        self.n_employers = n_employers
        self.employer = employer
        self.plate = plate
        self.starts: Ints = np.searchsorted(employer, np.arange(n_employers + 1)).astype(np.int64)
        self.several: Flags = (np.diff(self.starts) > 1)[employer]

    def sums(self, values: Column) -> Ints:
        """Add whole numbers over the provinces of every employer, shape (n,)."""
        if not self.n_employers:
            return np.zeros(0, dtype=np.int64)
        found: Ints = np.add.reduceat(values.astype(np.int64, copy=False), self.starts[:-1])
        return found

    def of(self, employers: Flags) -> Ints:
        """Positions of the provinces of the employers marked, ascending."""
        return np.flatnonzero(employers[self.employer])

    def ordered(self, at: Ints, lost: Column, size: Ints) -> tuple[Ints, Ints, Ints]:
        """Order provinces as the ties of the law see them: larger loss, then larger size, then plate.

        Parameters
        ----------
        at : int64 array, shape (k,)
            Positions of provinces.
        lost : array, shape (k,)
            What each has lost or won.
        size : int64 array, shape (k,)
            Employees, or base.

        Returns
        -------
        at, rank, order : int64 arrays, shape (k,)
            The positions in order, employer by employer; their rank from 0 in their employer; where each stood.
        """
        employer = self.employer[at]
        order: Ints = np.lexsort((self.plate[at], -size, -lost, employer)).astype(np.int64)
        grouped = employer[order]
        first = np.r_[True, grouped[1:] != grouped[:-1]]
        position = np.arange(len(at))
        rank = position - np.maximum.accumulate(np.where(first, position, 0))
        return at[order], rank, order
