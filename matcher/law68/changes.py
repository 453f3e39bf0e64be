"""One change to an employer (a hire, an agreement, an exemption): how it is written and what it does to the input."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from matcher.law68.assessment import Assessment
from matcher.law68.employer import Authorised, EmployerInput, HoursRow, ProvinceInput
from matcher.law68.parameters import load

KINDS = ("full_time", "part_time", "agency", "art12", "art12bis", "art14", "exemption", "art18")
CONVENTIONS = ("art12", "art12bis", "art14")
_FULL_WEEK = 40  # hours of the example: only worked over contract counts
_MINUTES = 60
_HOURS = re.compile(r"(\d{1,3})(?::([0-5]\d))?")


@dataclass(frozen=True, slots=True)
class Change:
    """A change: part-time minutes, units of an agreement (None: all allowed), percent exempt, months of a mission."""

    kind: str
    worked: int = 0
    contract: int = 0
    units: int | None = None
    percent: Fraction | None = None
    months: int | None = None


def _refuse(text: str) -> ValueError:
    return ValueError(
        f"kinds must be full_time, part_time:h/H, agency:months, art12:n, art12bis:n, art14:n, exemption:p or art18; "
        f"got {text!r}"
    )


def _minutes(text: str) -> int:
    match = _HOURS.fullmatch(text.strip())
    if match is None:
        raise _refuse(text)
    return int(match[1]) * _MINUTES + int(match[2] or 0)


def parse_change(text: str) -> Change:
    """Read a change written as ``kind`` or ``kind:what``.

    Raises
    ------
    ValueError
        If it is none of the kinds, or what follows the colon is not its number.

    Examples
    --------
    >>> parse_change("part_time:24/40").worked, parse_change("exemption:60").percent
    (1440, Fraction(60, 1))
    """
    kind, _, what = text.partition(":")
    if kind not in KINDS:
        raise _refuse(text)
    if kind == "part_time":
        worked, _, contract = what.partition("/")
        found = Change(kind, worked=_minutes(worked), contract=_minutes(contract))
        if not 0 < found.worked < found.contract:
            raise _refuse(text)
        return found
    if not what:
        return Change(kind)
    if kind in ("full_time", "art18") or not re.fullmatch(r"\d{1,4}(\.\d{1,4})?", what):
        raise _refuse(text)
    if kind == "exemption":
        return Change(kind, percent=Fraction(what))
    if "." in what:
        raise _refuse(text)
    return Change(kind, months=int(what)) if kind == "agency" else Change(kind, units=int(what))


def usual_changes(found: Assessment, on: date) -> tuple[Change, ...]:
    """Return the changes worth showing: a full-timer, half a week, just over half, a mission, agreements, exemption.

    Hours, months and percentages come from the law of the day: where it has none yet, the change is left out.
    """
    half = Fraction(load("cover_part_time").on(found.employer.reference_date).value)
    contract = _FULL_WEEK * _MINUTES
    at_half = int(half * contract)
    listed = [
        Change("full_time"),
        Change("part_time", worked=at_half, contract=contract),
        Change("part_time", worked=at_half + _MINUTES, contract=contract),
    ]
    mission = load("cover_agency").find(found.employer.reference_date)
    if mission is not None:
        listed.append(Change("agency", months=int(mission.value)))
    listed += [Change(kind) for kind in CONVENTIONS]
    listed.append(Change("exemption", percent=Fraction(load("exemption_authorised").on(on).value["most_percent"])))
    if found.national.gap_art18:
        listed.append(Change("art18"))
    return tuple(listed)


def widest(found: Assessment, name: str) -> int:
    """Position of the province with the widest gap; the registered office, then the plate code, on ties."""
    office = found.employer.registered_office_province
    return min(
        range(len(found.provinces)),
        key=lambda at: (
            -getattr(found.provinces[at], name),
            found.provinces[at].province != office,
            found.provinces[at].province,
        ),
    )


def hired(row: ProvinceInput, heads: int = 1) -> ProvinceInput:
    """Add full-time workers with disabilities to a province: they are employees and cover, and leave the base."""
    return replace(row, employees=row.employees + heads, disabled_full_time=row.disabled_full_time + heads)


def placed(row: ProvinceInput, heads: int) -> ProvinceInput:
    """Add workers placed at another firm (art. 12-bis, art. 14): they cover and are not employees."""
    return replace(row, convention_disabled_full_time=row.convention_disabled_full_time + heads)


def exempted(row: ProvinceInput, already: int, more: int) -> ProvinceInput:
    """Grant more exempt units to a province."""
    return replace(row, authorised=Authorised("granted", None, already + more)) if more else row


def _changed(row: ProvinceInput, change: Change, on: date) -> ProvinceInput:
    if change.kind == "full_time":
        return hired(row)
    if change.kind == "part_time":
        hours = HoursRow(1, change.contract, change.worked, "disabled")
        return replace(row, employees=row.employees + 1, part_time=(*row.part_time, hours))
    if change.kind == "agency":
        least = load("cover_agency").find(on)
        long_enough = least is not None and change.months is not None and change.months >= least.value
        return replace(row, agency_disabled_full_time=row.agency_disabled_full_time + int(long_enough))
    if change.kind == "art18":
        return replace(row, employees=row.employees + 1, art18_in_force=row.art18_in_force + 1)
    units = change.units or 0
    return hired(row, units) if change.kind == "art12" else placed(row, units)


def _exempted_by_percent(row: ProvinceInput, percent: Fraction, granted: int) -> ProvinceInput:
    """Ask a percentage of a province; a wider exemption that it already has stays."""
    act = row.authorised
    if granted and act is not None and (act.percent or 0) >= percent:
        return row
    return replace(row, authorised=Authorised("granted", percent, None))


def apply_change(found: Assessment, change: Change, at: int) -> EmployerInput:
    """Return the employer after a change: an exemption is asked wherever there is a gap, the rest happens in one place.

    Parameters
    ----------
    found : Assessment
        Its figures today.
    change : Change
        What changes.
    at : int
        Position of the province where it happens.
    """
    rows: Sequence[ProvinceInput] = found.employer.provinces
    if change.kind == "exemption":
        after = [
            _exempted_by_percent(row, change.percent or Fraction(), exempt.granted) if figures.gap_disabled else row
            for row, figures, exempt in zip(rows, found.provinces, found.exemptions, strict=True)
        ]
    else:
        after = list(rows)
        after[at] = _changed(rows[at], change, found.employer.reference_date)
    return replace(found.employer, provinces=tuple(after))
