"""The calculation of many employers at once, from checked columns to columns of figures and money.

It follows ``matcher.law68.assessment`` step by step; the tests hold the two equal on every figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from matcher.law68.columns.headcount import Bases, bases, cover
from matcher.law68.columns.layout import Column, Flags, Ints, QuotaColumns
from matcher.law68.columns.money import exposure
from matcher.law68.columns.reliefs import (
    Exemptions,
    MovedUnits,
    exemptions,
    moved_units,
    suspended_units,
    transitional_units,
    wholly_suspended,
)
from matcher.law68.columns.rounding import SharedUnits
from matcher.law68.columns.sharing import QuotaShares, shared_quota, steps_reached
from matcher.law68.parameters import load, parameters_version


@dataclass(frozen=True)
class QuotaFigures:
    """What the calculation found, as columns by the names of the contract.

    Attributes
    ----------
    reference_date, on : date
        Day of the rules, and day of money and terms.
    parameters_version : str
        Which parameters of the law were read.
    national : mapping of str to array, shape (n,)
        Whole workers (int64) in the order of the employers; ``band`` text, blank below the first threshold;
        ``exposure_eur_per_day`` float64, EUR a working day, to the cent.
    provinces : mapping of str to array, shape (m,)
        Whole workers (int64) in the order of the provinces; ``employer`` is the position of the employer,
        ``province`` the plate.
    """

    reference_date: date
    on: date
    parameters_version: str
    national: Mapping[str, Column]
    provinces: Mapping[str, Column]


@dataclass(frozen=True, slots=True)
class _Draft:
    """Every part of the calculation, before it is written as figures."""

    columns: QuotaColumns
    counted: Bases
    band: Ints
    bands: tuple[str, ...]
    quota: QuotaShares
    quota18: QuotaShares
    in_force: SharedUnits
    exempt: Exemptions
    moved: MovedUnits
    suspended: Ints
    whole: Flags


def _duty_waits(columns: QuotaColumns, band: Ints, bands: tuple[str, ...]) -> Flags | None:
    """Employers whose duty asks for a new hire first (until 2017); None where no such rule is in force."""
    condition = load("new_hire_condition").on(columns.reference_date).value
    if condition is None:
        return None
    concerned = np.isin(band, [bands.index(name) for name in condition["bands"] if name in bands])
    if condition["third_sector"]:
        concerned |= columns.employers["third_sector_admin_only"]
    hired = columns.employers["new_hire_on"] <= np.datetime64(columns.reference_date)
    found: Flags = concerned & ~hired
    return found


def _without_risk(columns: QuotaColumns, counted: Bases, waits: Flags | None) -> Ints:
    """Quota of every province when the heads at risk leave the base (QN of note 5113/2016)."""
    risk = np.maximum(0, columns.provinces["self_certified_workers"])
    places, on = columns.places, columns.reference_date
    base = np.maximum(0, counted.national["base_art3"] - places.sums(risk))
    waits = _duty_waits(columns, *_bands(base, on)) if waits is not None else None
    scale = load("quota_disabled").on(on).value
    provincial = np.maximum(0, counted.provinces["base_art3"] - risk)
    shared = shared_quota(scale, places, base, provincial, columns.at_office, on, none_due=waits)
    return shared.provinces


def _bands(base: Ints, on: date) -> tuple[Ints, tuple[str, ...]]:
    scale = load("quota_disabled").on(on).value
    return steps_reached(scale, base), tuple(str(step["band"]) for step in scale)


def _draft(columns: QuotaColumns) -> _Draft:
    on, places = columns.reference_date, columns.places
    counted = bases(columns)
    band, bands = _bands(counted.national["base_art3"], on)
    waits = _duty_waits(columns, band, bands)
    quota, quota18 = (
        shared_quota(
            load(name).on(on).value,
            places,
            counted.national[base],
            counted.provinces[base],
            columns.at_office,
            on,
            none_due=none_due,
        )
        for name, base, none_due in (("quota_disabled", "base_art3", waits), ("quota_art18", "base_art18", None))
    )
    in_force = cover(columns, band, bands)
    without_risk = _without_risk(columns, counted, waits)
    exempt = exemptions(columns, band, bands, quota.provinces, without_risk, in_force.provinces)
    whole = wholly_suspended(columns)
    return _Draft(
        columns=columns,
        counted=counted,
        band=band,
        bands=bands,
        quota=quota,
        quota18=quota18,
        in_force=in_force,
        exempt=exempt,
        moved=moved_units(columns, exempt.units),
        suspended=suspended_units(columns, whole, quota.provinces, counted.provinces["base_art3"]),
        whole=whole,
    )


def _provinces(draft: _Draft, real: Ints, transitional: Ints) -> dict[str, Column]:
    places, art18 = draft.columns.places, draft.columns.provinces["art18_in_force"]
    after = real - transitional + draft.moved.provinces["disabled"]
    real18 = draft.quota18.provinces - art18
    after18 = real18 + draft.moved.provinces["protected"]
    whole = draft.whole[places.employer]
    return {
        "employer": places.employer,
        "province": draft.columns.provinces["province"],
        **draft.counted.provinces,
        "quota_disabled": draft.quota.provinces,
        "quota_art18": draft.quota18.provinces,
        "exempt_units": draft.exempt.units,
        "disabled_in_force": draft.in_force.provinces,
        "art18_in_force": art18,
        "gap_disabled_real": real,
        "gap_disabled_after_compensation_real": after,
        "gap_disabled": np.maximum(0, after),
        "gap_art18_real": real18,
        "gap_art18_after_compensation_real": after18,
        "gap_art18": np.maximum(0, after18),
        "art18_transitional_units": transitional,
        "suspended_units": draft.suspended,
        "gap_enforceable": np.where(whole, 0, np.maximum(0, after - draft.suspended)),
    }


def _national(draft: _Draft, real: Ints, transitional: Ints, enforceable: Ints) -> dict[str, Column]:
    places = draft.columns.places
    art18 = places.sums(draft.columns.provinces["art18_in_force"])
    real18 = draft.quota18.national - art18
    gap = np.maximum(0, real - transitional + draft.moved.national["disabled"])
    gaps, unplaced = places.sums(enforceable), draft.quota.unplaced
    return {
        **draft.counted.national,
        "band": np.array([*draft.bands, ""])[draft.band],
        "quota_disabled": draft.quota.national,
        "quota_art18": draft.quota18.national,
        "exempt_units": places.sums(draft.exempt.units),
        "disabled_in_force": draft.in_force.national,
        "art18_in_force": art18,
        "gap_disabled_real": real,
        "gap_disabled": gap,
        "gap_art18_real": real18,
        "gap_art18": np.maximum(0, real18 + draft.moved.national["protected"]),
        "art18_transitional_units": transitional,
        "suspended_units": places.sums(draft.suspended) + np.where(draft.whole, unplaced, 0),
        "gap_enforceable": np.where(draft.whole, 0, gaps + np.minimum(unplaced, np.maximum(0, gap - gaps))),
    }


def compute_columns(columns: QuotaColumns, *, on: date | None = None) -> QuotaFigures:
    """Compute the quota position of many employers.

    Parameters
    ----------
    columns : QuotaColumns
        n employers in m provinces, from ``quota_columns``, ``to_columns`` or ``from_tables_columns``.
    on : date, optional
        Day of money and terms; the reference date where not given.

    Returns
    -------
    QuotaFigures
        National columns of shape (n,), provincial ones of shape (m,), in the order of the input: whole workers, money
        in EUR a working day. The same figures as ``position`` gives one employer at a time; exemption fees, warnings,
        trace, terms and ways to comply are the record form's alone.

    Raises
    ------
    ParameterError
        If the law has no value on one of the days.

    Source: Law 68/1999, art. 3, 4, 5, 15, 18.

    Examples
    --------
    >>> from matcher.law68.columns import quota_columns
    >>> firms = quota_columns(
    ...     date(2026, 1, 1),
    ...     {"legal_form": [0], "registered_office_province": ["MI"]},
    ...     {"employer": [0], "province": ["MI"], "employees": [150]},
    ... )
    >>> compute_columns(firms).national["quota_disabled"].tolist()
    [10]
    """
    day = on if on is not None else columns.reference_date
    draft = _draft(columns)
    real = draft.quota.national - columns.places.sums(draft.exempt.units) - draft.in_force.national
    by_province = draft.quota.provinces - draft.exempt.units - draft.in_force.provinces
    bases_art3 = draft.counted.provinces["base_art3"]
    transitional, spread = transitional_units(columns, real, by_province, draft.quota18.national, bases_art3)
    provinces = _provinces(draft, by_province, spread)
    national = _national(draft, real, transitional, provinces["gap_enforceable"])
    small = load("new_hire_condition").on(columns.reference_date).value
    grace = np.isin(draft.band, [draft.bands.index(name) for name in (small["bands"] if small else ())])
    national["exposure_eur_per_day"] = exposure(columns, national["gap_enforceable"], grace, day)
    return QuotaFigures(columns.reference_date, day, parameters_version(), national, provinces)
