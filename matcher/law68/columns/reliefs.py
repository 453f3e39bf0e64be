"""What lightens the disabled quota of many employers: exemptions, suspension, compensation, the rule of art. 18, c. 1.

Exemptions and suspensions are columns. Compensation rows and the transitional rule concern few employers: those go one
by one through the functions of the record form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from matcher.law68.columns.layout import ABSENT, DIRECTIONS, STATES, SUBJECTS, Column, Flags, Ints, QuotaColumns
from matcher.law68.columns.rounding import units_of_percent, units_of_ratio
from matcher.law68.compensation import compensations
from matcher.law68.employer import (
    LEGAL_FORMS,
    SUSPENSION_KINDS,
    CompensationRow,
    EmployerInput,
    ProvinceInput,
)
from matcher.law68.parameters import load
from matcher.law68.relief import spread_transitional, transitional_reduction

_BAND_WITHOUT_CAP = "over_50"


@dataclass(frozen=True, slots=True)
class Exemptions:
    """Exempt units of every province, shape (m,): granted by an act, and self-certified."""

    granted: Ints
    self_certified: Ints

    @property
    def units(self) -> Ints:
        """Units that leave the gap."""
        return self.granted + self.self_certified


@dataclass(frozen=True, slots=True)
class Banded:
    """Rows of provinces with an exemption: positions, their quota and the band of their employer."""

    at: Ints
    quota: Ints
    band: Ints


def _most_exempt(rows: Banded, percent: Column, bands: Sequence[str], rule: Mapping[str, Any], on: Any) -> Ints:
    """Units that an exemption may reach: a share of the quota, capped in the small bands, none below the first."""
    caps = [rule["most_units_by_band"].get(band) for band in bands]
    found = units_of_percent(percent, rows.quota, on)
    for number, cap in enumerate(caps):
        if cap is not None:
            found = np.where(rows.band == number, np.minimum(rows.quota, cap), found)
    return np.where(rows.band == ABSENT, 0, found)


def _self_certified(
    columns: QuotaColumns, rows: Banded, without_risk: Ints, in_force: Ints, bands: Sequence[str]
) -> Ints:
    on = columns.reference_date
    rule = load("exemption_self_certified").find(on)
    if rule is None or not len(rows.at):
        return np.zeros(len(rows.at), dtype=np.int64)
    percent = np.full(len(rows.at), float(Fraction(rule.value["most_percent"])))
    share = _most_exempt(rows, percent, bands, rule.value, on)
    cap = np.minimum(np.minimum(rows.quota - without_risk, rows.quota - in_force), share)
    cap = np.maximum(0, cap)
    stated = columns.provinces["self_certified_units"][rows.at]
    found = np.where(stated == ABSENT, cap, np.minimum(stated, cap))
    allowed = np.array([form in rule.value["forms"] for form in LEGAL_FORMS])
    form = columns.employers["legal_form"][columns.places.employer[rows.at]]
    return np.where(allowed[form], found, 0)


def _granted(columns: QuotaColumns, rows: Banded, self_certified: Ints, bands: Sequence[str]) -> Ints:
    """Units of an act that is granted: as stated, else by the percentage within the limits."""
    on = columns.reference_date
    rule = load("exemption_authorised").on(on).value
    stated = columns.provinces["authorised_percent"][rows.at]
    percent = np.nan_to_num(stated, nan=0.0)
    most = float(Fraction(rule["most_percent"]))
    allowed = np.maximum(0, _most_exempt(rows, np.maximum(percent, most), bands, rule, on) - self_certified)
    if _BAND_WITHOUT_CAP in bands:
        large = rows.band == list(bands).index(_BAND_WITHOUT_CAP)
        allowed = np.where(large, np.minimum(units_of_percent(percent, rows.quota, on), allowed), allowed)
    allowed = np.where(np.isnan(stated), 0, allowed)
    units = columns.provinces["authorised_units"][rows.at]
    return np.where(units == ABSENT, allowed, units)


def exemptions(
    columns: QuotaColumns, band: Ints, bands: Sequence[str], quotas: Ints, without_risk: Ints, in_force: Ints
) -> Exemptions:
    """Compute the exempt units of every province.

    Parameters
    ----------
    columns : QuotaColumns
        The employers.
    band : int64 array, shape (n,)
        Position of the band of every employer in ``bands``, -1 below the first.
    bands : sequence of str
        Names of the bands.
    quotas, without_risk, in_force : int64 arrays, shape (m,)
        Disabled quota, the same without the staff at risk, units in force.

    Source: Law 68/1999, art. 5, c. 3 and 3-bis; DM 357/2000; note 5113/2016.
    """
    of_province = band[columns.places.employer]

    def rows(at: Ints) -> Banded:
        return Banded(at, quotas[at], of_province[at])

    certified, granted = (np.zeros(len(quotas), dtype=np.int64) for _ in range(2))
    at = np.flatnonzero(columns.provinces["self_certified_workers"] != ABSENT)
    certified[at] = _self_certified(columns, rows(at), without_risk[at], in_force[at], bands)
    at = np.flatnonzero(columns.provinces["authorised_state"] == STATES.index("granted"))
    granted[at] = _granted(columns, rows(at), certified[at], bands)
    return Exemptions(granted, certified)


def wholly_suspended(columns: QuotaColumns) -> Flags:
    """Whether the whole duty of an employer is suspended in every province, shape (n,).

    Source: Law 68/1999, art. 3, c. 5; Law 223/1991, art. 4 and 24.
    """
    rule = load("suspension").on(columns.reference_date).value
    everywhere = np.array([*(rule[kind] == "whole_everywhere" for kind in SUSPENSION_KINDS), False])
    rows = columns.provinces
    by_province = rows["suspension_granted"] & everywhere[rows["suspension_kind"]]
    found: Flags = columns.employers["suspended_nationally"] | (columns.places.sums(by_province) > 0)
    return found


def suspended_units(columns: QuotaColumns, whole: Flags, quotas: Ints, provincial_bases: Ints) -> Ints:
    """Compute the suspended units of the disabled quota of every province, shape (m,).

    Source: Law 68/1999, art. 3, c. 5; DPR 333/2000, art. 4.
    """
    on, rows = columns.reference_date, columns.provinces
    everything = whole[columns.places.employer]
    suspended = np.where(everything, quotas, 0)
    known = rows["suspension_granted"] & (rows["suspension_kind"] != ABSENT) & ~everything
    percent, workers = rows["suspension_percent"], rows["suspension_workers"]
    at = np.flatnonzero(known & ~np.isnan(percent))
    suspended[at] = quotas[at] - units_of_percent(percent[at], quotas[at], on, rest=True)
    at = np.flatnonzero(known & np.isnan(percent) & (workers != ABSENT))
    base = provincial_bases[at]
    due = units_of_ratio(quotas[at] * np.maximum(0, base - workers[at]), np.maximum(base, 1), on)
    suspended[at] = quotas[at] - np.where(base > 0, due, 0)
    return suspended


@dataclass(frozen=True, slots=True)
class MovedUnits:
    """Signed units that the compensation rows move, by subject: of the nation, (n,), and of every province, (m,)."""

    national: dict[str, Ints]
    provinces: dict[str, Ints]


def _rows_of_employer(columns: QuotaColumns, employer: int) -> EmployerInput:
    """Write what the checks of compensation read of an employer in the record form."""
    first, last = columns.places.starts[employer : employer + 2].tolist()
    rows = columns.compensations
    provinces = []
    for at in range(first, last):
        start, end = np.searchsorted(rows["province"], (at, at + 1)).tolist()
        listed = tuple(
            CompensationRow(SUBJECTS[subject], DIRECTIONS[category], units, other, group)
            for subject, category, units, other, group in zip(
                *(rows[name][start:end].tolist() for name in ("subject", "category", "units", "other_province")),
                rows["group_company"][start:end].tolist(),
                strict=True,
            )
        )
        plate = str(columns.provinces["province"][at])
        provinces.append(ProvinceInput(province=plate, employees=0, compensations=listed))
    return EmployerInput(
        employer_id=None,
        legal_form=LEGAL_FORMS[columns.employers["legal_form"][employer]],
        reference_date=columns.reference_date,
        registered_office_province=str(columns.employers["registered_office_province"][employer]),
        provinces=tuple(provinces),
    )


def moved_units(columns: QuotaColumns, exempt: Ints) -> MovedUnits:
    """Check the compensation rows and add up those that hold, employer by employer, by the record form.

    Source: Law 68/1999, art. 5, c. 8, 8-bis, 8-ter.
    """
    places = columns.places
    found = MovedUnits(
        {subject: np.zeros(len(columns), dtype=np.int64) for subject in SUBJECTS},
        {subject: np.zeros(len(exempt), dtype=np.int64) for subject in SUBJECTS},
    )
    for employer in np.unique(places.employer[columns.compensations["province"]]).tolist():
        first, last = places.starts[employer : employer + 2].tolist()
        moved = compensations(_rows_of_employer(columns, employer), exempt[first:last].tolist())
        for subject in SUBJECTS:
            units = getattr(moved, subject)
            found.national[subject][employer] = units.national
            found.provinces[subject][first:last] = units.provinces
    return found


def transitional_units(
    columns: QuotaColumns, real: Ints, real_by_province: Ints, quota_art18: Ints, provincial_bases: Ints
) -> tuple[Ints, Ints]:
    """Units of the gap covered by art. 18 workers in force on 17 January 2000: of the nation, and by province.

    Few employers still have any: each goes through the record form.

    Source: Law 68/1999, art. 18, c. 1.
    """
    places = columns.places
    since = places.sums(columns.provinces["art18_in_force_since_17_1_2000"])
    in_force = places.sums(columns.provinces["art18_in_force"])
    national, provinces = np.zeros(len(columns), dtype=np.int64), np.zeros(len(real_by_province), dtype=np.int64)
    open_to = (since > 0) & (real > 0) & (quota_art18 > 0) & (in_force > quota_art18)
    for employer in np.flatnonzero(open_to).tolist():
        first, last = places.starts[employer : employer + 2].tolist()
        numbers = (int(column[employer]) for column in (real, quota_art18, in_force, since))
        national[employer] = transitional_reduction(*numbers)
        plates = columns.provinces["province"][first:last].tolist()
        gaps, sizes = real_by_province[first:last].tolist(), provincial_bases[first:last].tolist()
        provinces[first:last] = spread_transitional(int(national[employer]), gaps, sizes, plates)
    return national, provinces
