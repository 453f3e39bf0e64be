"""The base of computation: who counts, nationally and in each province (Law 68/1999, art. 4; art. 5, c. 2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from matcher.law68.arithmetic import official_engine_differs, percent_of, units
from matcher.law68.employer import OWN_DISABLED_KINDS, EmployerInput, HoursRow, ProvinceInput
from matcher.law68.parameters import load
from matcher.law68.provinces import Place, share_one_percent, share_units
from models.vocabulary import EXCLUDED_CATEGORIES


@dataclass(frozen=True, slots=True, kw_only=True)
class Headcount:
    """Heads, deductions and the two bases, of the nation or of a province; sums of hours are exact."""

    employees: int
    disabled_employees_deducted: int
    art18_deducted: int
    excluded_art3: int
    excluded_art18: int
    part_time_heads: int
    part_time_units: int
    intermittent_heads: int
    intermittent_units: int
    telework_deducted: int
    part_time_sum: Fraction
    intermittent_sum: Fraction
    telework_sum: Fraction

    @property
    def _common(self) -> int:
        part_time = self.part_time_heads - self.part_time_units
        intermittent = self.intermittent_heads - self.intermittent_units
        gone = self.disabled_employees_deducted + self.art18_deducted + part_time + intermittent
        return self.employees - gone - self.telework_deducted

    @property
    def raw_art3(self) -> int:
        """Base of the disabled quota before it is floored at 0."""
        return self._common - self.excluded_art3

    @property
    def base_art3(self) -> int:
        """Base of the disabled quota."""
        return max(0, self.raw_art3)

    @property
    def base_art18(self) -> int:
        """Base of the art. 18 quota: categories out for the disabled quota only stay in it."""
        return max(0, self._common - self.excluded_art18)


def disabled_employees(province: ProvinceInput) -> int:
    """Disabled employees as whole heads, part-timers included; lent and convention workers are not employees."""
    return (
        province.disabled_full_time
        + province.blind_switchboard_operators_full_time
        + province.blind_therapists_full_time
        + sum(row.heads for row in province.part_time if row.kind in OWN_DISABLED_KINDS)
    )


def _of_kind(province: ProvinceInput, kind: str) -> list[HoursRow]:
    return [row for row in province.part_time if row.kind == kind]


def _hours(rows: Sequence[HoursRow]) -> Fraction:
    return sum((row.heads * row.share for row in rows), Fraction())


def excluded_heads(province: ProvinceInput, scopes: Sequence[str], on: date) -> int:
    """Heads out of a base; a category whose exclusion is not law yet on the day stays in."""
    heads = 0
    for row in province.excluded:
        value = load(f"excluded.{row.category}").find(on)
        if value is not None and value.value in scopes:
            heads += row.heads
    return heads


@dataclass(frozen=True, slots=True)
class Headcounts:
    """The nation and its provinces, with what the office should know about them."""

    national: Headcount
    provinces: tuple[Headcount, ...]
    warnings: tuple[str, ...]


def _national(employer: EmployerInput, on: date) -> Headcount:
    rows = employer.provinces
    employees = sum(row.employees for row in rows)
    art18 = sum(row.art18_in_force for row in rows)
    ordinary = [hours for row in rows for hours in _of_kind(row, "ordinary")]
    intermittent = [hours for row in rows for hours in row.intermittent]
    telework = _hours([hours for row in rows for hours in _of_kind(row, "telework")])
    teleworking = load("telework").find(on) is not None
    if not teleworking:
        telework = Fraction()
    part_time_sum, intermittent_sum = _hours(ordinary), _hours(intermittent)
    return Headcount(
        employees=employees,
        disabled_employees_deducted=sum(disabled_employees(row) for row in rows),
        art18_deducted=min(art18, units(percent_of(load("art18_share_of_staff").on(on).value, employees), on)),
        excluded_art3=sum(excluded_heads(row, ("both", "disabled_only"), on) for row in rows),
        excluded_art18=sum(excluded_heads(row, ("both",), on) for row in rows),
        part_time_heads=sum(row.heads for row in ordinary),
        part_time_units=units(part_time_sum, on),
        intermittent_heads=sum(row.heads for row in intermittent),
        intermittent_units=units(intermittent_sum, on),
        telework_deducted=(sum(row.telework_full_time for row in rows) if teleworking else 0) + units(telework, on),
        part_time_sum=part_time_sum,
        intermittent_sum=intermittent_sum,
        telework_sum=telework,
    )


def _provincial(employer: EmployerInput, national: Headcount, on: date) -> tuple[Headcount, ...]:
    rows = employer.provinces
    places = [Place(row.province, row.employees) for row in rows]
    teleworking = load("telework").find(on) is not None

    def shared(rows_of: Callable[[ProvinceInput], Sequence[HoursRow]], total: int) -> tuple[list[Fraction], list[int]]:
        sums = [_hours(rows_of(row)) for row in rows]
        return sums, share_units(sums, total, places, on)

    part_time_sums, part_time = shared(lambda row: _of_kind(row, "ordinary"), national.part_time_units)
    intermittent_sums, intermittent = shared(lambda row: row.intermittent, national.intermittent_units)
    telework_sums, telework = shared(
        lambda row: _of_kind(row, "telework") if teleworking else (), units(national.telework_sum, on)
    )
    percent = load("art18_share_of_staff").on(on).value
    one_percent = [percent_of(percent, row.employees) for row in rows]
    art18 = share_one_percent([row.art18_in_force for row in rows], one_percent, national.art18_deducted, places, on)
    return tuple(
        Headcount(
            employees=row.employees,
            disabled_employees_deducted=disabled_employees(row),
            art18_deducted=art18[at],
            excluded_art3=excluded_heads(row, ("both", "disabled_only"), on),
            excluded_art18=excluded_heads(row, ("both",), on),
            part_time_heads=sum(hours.heads for hours in _of_kind(row, "ordinary")),
            part_time_units=part_time[at],
            intermittent_heads=sum(hours.heads for hours in row.intermittent),
            intermittent_units=intermittent[at],
            telework_deducted=(row.telework_full_time if teleworking else 0) + telework[at],
            part_time_sum=part_time_sums[at],
            intermittent_sum=intermittent_sums[at],
            telework_sum=telework_sums[at],
        )
        for at, row in enumerate(rows)
    )


def _warnings(employer: EmployerInput, national: Headcount, provinces: Sequence[Headcount], on: date) -> list[str]:
    found = []
    for place, count in zip(employer.provinces, provinces, strict=True):
        if count.raw_art3 < 0:
            found.append(f"provincia {place.province}: le deduzioni superano i dipendenti; base portata a 0")
    for category in dict.fromkeys(row.category for place in employer.provinces for row in place.excluded):
        if load(f"excluded.{category}").find(on) is None:
            first = load(f"excluded.{category}").values[0].valid_from
            found.append(f"{EXCLUDED_CATEGORIES[category].it}: esclusi dalla base solo dal {first}; qui contati")
    teleworkers = any(row.telework_full_time or _of_kind(row, "telework") for row in employer.provinces)
    if teleworkers and load("telework").find(on) is None:
        first = load("telework").values[0].valid_from
        found.append(f"telelavoro: escluso dalla base solo dal {first}; qui contato")
    for label, amount in (("tempo parziale", national.part_time_sum), ("intermittenti", national.intermittent_sum)):
        if official_engine_differs(amount, on):
            found.append(f"{label}: il motore del prospetto arrotonda per difetto una frazione appena oltre la metà")
    return found


def headcounts(employer: EmployerInput) -> Headcounts:
    """Compute the two bases of an employer, nationally and by province.

    Part-timers and intermittents are two national sums, each rounded once; the rounded units are then shared so
    that the provinces add up to the nation.

    Source: Law 68/1999, art. 3-5; D.Lgs 81/2015, art. 9 and 18; D.Lgs 80/2015, art. 23.
    """
    on = employer.reference_date
    national = _national(employer, on)
    provinces = _provincial(employer, national, on)
    return Headcounts(national, provinces, tuple(_warnings(employer, national, provinces, on)))
