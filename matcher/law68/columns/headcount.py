"""The two bases and the cover of many employers: who counts, who leaves, who covers (Law 68/1999, art. 3-5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from matcher.law68.columns.layout import CATEGORIES, Column, Flags, Ints, QuotaColumns
from matcher.law68.columns.rounding import Hours, SharedUnits, ratio_of_percent, shared_hours, units_of_ratio
from matcher.law68.columns.sharing import share_one_percent
from matcher.law68.employer import LENT_DISABLED_KINDS, OWN_DISABLED_KINDS, PART_TIME_KINDS
from matcher.law68.parameters import load

_AGENCY = "agency_disabled"
_BOTH = ("both",)
_DISABLED = ("both", "disabled_only")


@dataclass(frozen=True, slots=True)
class Bases:
    """Heads, deductions and bases by the names of the contract: of the nation, shape (n,), and by province, (m,)."""

    national: dict[str, Ints]
    provinces: dict[str, Ints]


def _kinds(names: Sequence[str], kind: Column) -> Flags:
    wanted = np.array([name in names for name in PART_TIME_KINDS])
    found: Flags = wanted[kind]
    return found


def _hours(table: Mapping[str, Column], rows: Flags | None = None) -> Hours:
    found = Hours(table["province"], table["heads"], table["worked_minutes"], table["contract_minutes"])
    return found if rows is None else found.only(rows)


def _heads(size: int, province: Ints, heads: Ints) -> Ints:
    """Heads of every province; whole numbers far below what float64 holds exactly."""
    found: Ints = np.bincount(province, weights=heads, minlength=size).astype(np.int64)
    return found


def _excluded(columns: QuotaColumns, scopes: Sequence[str]) -> Ints:
    """Heads out of a base by province; a category that is not law yet on the day stays in."""
    on = columns.reference_date
    values = [load(f"excluded.{category}").find(on) for category in CATEGORIES]
    out = np.array([value is not None and value.value in scopes for value in values])
    rows = columns.excluded
    counted = out[rows["category"]]
    return _heads(len(columns.places.employer), rows["province"][counted], rows["heads"][counted])


def _base(figures: dict[str, Ints], excluded: str) -> Ints:
    left = figures["employees"] - figures["disabled_employees_deducted"] - figures["art18_deducted"]
    left = left - figures["part_time_deducted"] - figures["intermittent_deducted"] - figures["telework_deducted"]
    found: Ints = np.maximum(0, left - figures[excluded])
    return found


def _with_bases(figures: dict[str, Ints], part_time: Ints, intermittent: Ints) -> dict[str, Ints]:
    figures["part_time_units"] = part_time
    figures["part_time_deducted"] = figures["part_time_heads"] - part_time
    figures["intermittent_units"] = intermittent
    figures["intermittent_deducted"] = figures["intermittent_heads"] - intermittent
    figures["base_art3"] = _base(figures, "excluded_art3")
    figures["base_art18"] = _base(figures, "excluded_art18")
    return figures


def _art18_deducted(columns: QuotaColumns, employees: Ints) -> SharedUnits:
    on, places = columns.reference_date, columns.places
    percent = load("art18_share_of_staff").on(on).value
    numerator, denominator = ratio_of_percent(percent)
    staff = columns.provinces["art18_in_force"]
    most = units_of_ratio(places.sums(employees) * numerator, denominator, on)
    national = np.minimum(places.sums(staff), most)
    return SharedUnits(national, share_one_percent(places, staff, employees, national, percent, on))


def bases(columns: QuotaColumns) -> Bases:
    """Compute the deductions and the two bases of every employer and province.

    Returns
    -------
    Bases
        Whole heads, under the names of the contract.

    Source: Law 68/1999, art. 3-5; D.Lgs 81/2015, art. 9 and 18; D.Lgs 80/2015, art. 23.
    """
    on, places, rows, kind = columns.reference_date, columns.places, columns.provinces, columns.part_time["kind"]
    size, employees = len(places.employer), rows["employees"]
    ordinary, own = _kinds(("ordinary",), kind), _kinds(OWN_DISABLED_KINDS, kind)
    listed = columns.part_time
    teleworking = load("telework").find(on) is not None
    part_time = shared_hours(places, _hours(listed, ordinary), employees, on)
    intermittent = shared_hours(places, _hours(columns.intermittent), employees, on)
    telework = shared_hours(places, _hours(listed, _kinds(("telework",) if teleworking else (), kind)), employees, on)
    at_home = rows["telework_full_time"] if teleworking else np.zeros(size, dtype=np.int64)
    art18 = _art18_deducted(columns, employees)
    provinces = {
        "employees": employees,
        "disabled_employees_deducted": rows["disabled_full_time"]
        + rows["blind_switchboard_operators_full_time"]
        + rows["blind_therapists_full_time"]
        + _heads(size, listed["province"][own], listed["heads"][own]),
        "excluded_art3": _excluded(columns, _DISABLED),
        "excluded_art18": _excluded(columns, _BOTH),
        "part_time_heads": _heads(size, listed["province"][ordinary], listed["heads"][ordinary]),
        "intermittent_heads": _heads(size, columns.intermittent["province"], columns.intermittent["heads"]),
    }
    national = {name: places.sums(column) for name, column in provinces.items()}
    national["art18_deducted"], provinces["art18_deducted"] = art18.national, art18.provinces
    national["telework_deducted"] = places.sums(at_home) + telework.national
    provinces["telework_deducted"] = at_home + telework.provinces
    return Bases(
        _with_bases(national, part_time.national, intermittent.national),
        _with_bases(provinces, part_time.provinces, intermittent.provinces),
    )


def _whole_units(columns: QuotaColumns, band: Ints, bands: Sequence[str]) -> Flags:
    """Rows of part-timers who count one each: over the share of hours, or over the degree in a small employer."""
    on, rows = columns.reference_date, columns.part_time
    share = Fraction(load("cover_part_time").on(on).value)
    whole: Flags = rows["worked_minutes"] * share.denominator > rows["contract_minutes"] * share.numerator
    rule = load("cover_small_employer").find(on)
    if rule is None or rule.value["band"] not in bands:
        return whole
    small = (band == bands.index(rule.value["band"]))[columns.places.employer][rows["province"]]
    over = rows["percent"] > float(Fraction(rule.value["over_percent"]))
    found: Flags = whole | (small & over & _kinds(OWN_DISABLED_KINDS, rows["kind"]))
    return found


def cover(columns: QuotaColumns, band: Ints, bands: Sequence[str]) -> SharedUnits:
    """Count the units in force that cover the disabled quota.

    Parameters
    ----------
    columns : QuotaColumns
        The employers.
    band : int64 array, shape (n,)
        Position of the band of every employer in ``bands``, -1 below the first.
    bands : sequence of str
        Names of the bands.

    Source: Law 68/1999, art. 3 and 4; DPR 333/2000, art. 3, c. 5; D.Lgs 81/2015, art. 34, c. 3.
    """
    on, places, rows = columns.reference_date, columns.places, columns.provinces
    agency = load("cover_agency").find(on) is not None
    kinds = [kind for kind in (*OWN_DISABLED_KINDS, *LENT_DISABLED_KINDS) if agency or kind != _AGENCY]
    listed = columns.part_time
    covering = _kinds(kinds, listed["kind"])
    whole = _whole_units(columns, band, bands)
    worked = np.where(whole, 1, listed["worked_minutes"])
    contract = np.where(whole, 1, listed["contract_minutes"])
    hours = Hours(listed["province"], listed["heads"], worked, contract).only(covering)
    part_time = shared_hours(places, hours, rows["employees"], on)
    full_time = (
        rows["disabled_full_time"]
        + rows["blind_switchboard_operators_full_time"]
        + rows["blind_therapists_full_time"]
        + rows["convention_disabled_full_time"]
    )
    if agency:
        full_time = full_time + rows["agency_disabled_full_time"]
    return SharedUnits(places.sums(full_time) + part_time.national, full_time + part_time.provinces)
