"""What covers the quota: workers with disabilities in force, in units (Law 68/1999, art. 3-4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from matcher.law68.arithmetic import official_engine_differs, units
from matcher.law68.employer import LENT_DISABLED_KINDS, OWN_DISABLED_KINDS, EmployerInput, HoursRow, ProvinceInput
from matcher.law68.parameters import load
from matcher.law68.provinces import Place, share_units

_AGENCY = "agency_disabled"


@dataclass(frozen=True, slots=True)
class Cover:
    """Units in force, nationally and by province; the part-time sum is exact."""

    national: int
    provinces: tuple[int, ...]
    full_time: int
    part_time_sum: Fraction
    part_time_units: int
    small_employer_rule: bool
    warnings: tuple[str, ...]


def _full_time(row: ProvinceInput, *, agency: bool) -> int:
    return (
        row.disabled_full_time
        + row.blind_switchboard_operators_full_time
        + row.blind_therapists_full_time
        + row.convention_disabled_full_time
        + (row.agency_disabled_full_time if agency else 0)
    )


def _units_of(row: HoursRow, over_percent: Fraction | None, on: date) -> Fraction:
    """Units of a row of part-timers: one each over half the hours, or over the degree in a small employer."""
    if row.share > Fraction(load("cover_part_time").on(on).value):
        return Fraction(row.heads)
    if _by_degree(row, over_percent):
        return Fraction(row.heads)
    return row.heads * row.share


def _by_degree(row: HoursRow, over_percent: Fraction | None) -> bool:
    own = row.kind in OWN_DISABLED_KINDS
    return own and over_percent is not None and row.percent is not None and row.percent > over_percent


def _small_employer_percent(band: str | None, on: date) -> Fraction | None:
    rule = load("cover_small_employer").find(on)
    return Fraction(rule.value["over_percent"]) if rule is not None and band == rule.value["band"] else None


def _covering(row: ProvinceInput, *, agency: bool) -> list[HoursRow]:
    kinds = OWN_DISABLED_KINDS + LENT_DISABLED_KINDS
    return [hours for hours in row.part_time if hours.kind in kinds and (agency or hours.kind != _AGENCY)]


def cover(employer: EmployerInput, band: str | None) -> Cover:
    """Count the units in force that cover the disabled quota.

    Parameters
    ----------
    employer : EmployerInput
        The employer; the rules are those of its reference date.
    band : str or None
        Its band: from 15 to 35 a part-timer over the degree counts one whatever the hours.

    Source: Law 68/1999, art. 3 and 4; DPR 333/2000, art. 3, c. 5; D.Lgs 81/2015, art. 34, c. 3.
    """
    on = employer.reference_date
    agency = load("cover_agency").find(on) is not None
    over_percent = _small_employer_percent(band, on)
    rows = [_covering(row, agency=agency) for row in employer.provinces]
    sums = [sum((_units_of(hours, over_percent, on) for hours in listed), Fraction()) for listed in rows]
    total = sum(sums, Fraction())
    places = [Place(row.province, row.employees) for row in employer.provinces]
    part_time = share_units(sums, units(total, on), places, on)
    full_time = [_full_time(row, agency=agency) for row in employer.provinces]
    half_time = Fraction(load("cover_part_time").on(on).value)
    small = [hours for listed in rows for hours in listed if hours.heads and hours.share <= half_time]
    return Cover(
        national=sum(full_time) + units(total, on),
        provinces=tuple(whole + part for whole, part in zip(full_time, part_time, strict=True)),
        full_time=sum(full_time),
        part_time_sum=total,
        part_time_units=units(total, on),
        small_employer_rule=any(_by_degree(hours, over_percent) for hours in small),
        warnings=tuple(_warnings(employer, small, over_percent, total, agency=agency)),
    )


def _warnings(
    employer: EmployerInput, small: Sequence[HoursRow], over_percent: Fraction | None, total: Fraction, *, agency: bool
) -> list[str]:
    found = []
    on = employer.reference_date
    own = [row for row in small if row.kind in OWN_DISABLED_KINDS]
    if over_percent is not None and any(row.percent is None for row in own):
        found.append(
            f"tempo parziale senza percentuale di invalidità: contato per frazione; oltre il {over_percent} % varrebbe "
            "un'unità (DPR 333/2000, art. 3, c. 5)"
        )
    if any(_by_degree(row, over_percent) for row in own):
        found.append(
            "un tempo parziale conta un'unità per il grado di invalidità (DPR 333/2000, art. 3, c. 5): il motore del "
            "prospetto non applica questa regola e può mostrare una scopertura in più"
        )
    if official_engine_differs(total, on):
        found.append("persone in forza a tempo parziale: il motore del prospetto arrotonda per difetto questa somma")
    lent = any(
        row.agency_disabled_full_time or any(hours.kind == _AGENCY for hours in row.part_time)
        for row in employer.provinces
    )
    if lent and not agency:
        first = load("cover_agency").values[0].valid_from
        found.append(f"somministrati con disabilità: coprono la quota solo dal {first}; qui non contati")
    return found
