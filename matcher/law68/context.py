"""What surrounds an employer's figures: its week, its patron day, agreements, ends of reliefs, art. 17.

These fields are additions to section 4 of the contract. They are taken out of the document before the figures are
read, so that the calculation of base, quota and cover cannot depend on them (private guards excepted: the switch).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from matcher.law68.assessment import Assessment
from matcher.law68.inputs import unwrap
from matcher.law68.parameters import load
from matcher.law68.reading import Reader
from models.vocabulary import AGREEMENT_KINDS

_PATRON_DAYS = Path(__file__).parent / "data" / "patron_days.csv"
_EMPLOYER_FIELDS = (
    "working_days_per_week",
    "patron_municipality",
    "works_with_public_sector",
    "agreements",
    "count_private_guards",
)
_SHORT_WEEK, _LONG_WEEK = 5, 6  # the calendar's two contracted weeks, not numbers of the law
_PLACED_ELSEWHERE = ("art12bis", "art14")
_CONVENTION_WORKER = "convention_disabled"


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement of the office with the employer; units None where the table leaves them blank."""

    kind: str
    province: str | None
    units: int | None
    signed_on: date | None
    expires_on: date | None

    def in_force(self, on: date) -> bool:
        """Whether it holds on a day; a day that is not written does not end it."""
        begun = self.signed_on is None or self.signed_on <= on
        return begun and (self.expires_on is None or on <= self.expires_on)


@dataclass(frozen=True, slots=True)
class ReliefEnd:
    """The last day of an exemption or of a suspension in a province."""

    code: str
    province: str
    on: date


@dataclass(frozen=True, slots=True)
class Context:
    """Everything beyond the figures; the defaults say that nothing is known."""

    days_per_week: int | None = None
    patron_municipality: str | None = None
    patron: tuple[int, int] | None = None
    works_with_public_sector: bool | None = None
    agreements: tuple[Agreement, ...] = ()
    ends: tuple[ReliefEnd, ...] = ()
    private_guards: int = 0
    count_private_guards: bool = True

    def agreements_in_force(self, on: date) -> tuple[Agreement, ...]:
        """The agreements that hold on a day."""
        return tuple(agreement for agreement in self.agreements if agreement.in_force(on))


@cache
def patron_days() -> dict[str, tuple[int, int]]:
    """Return month and day of the patron by municipality code; capitals of provinces only, the rest is not set."""
    with _PATRON_DAYS.open(encoding="utf-8", newline="") as lines:
        return {row["municipality"]: (int(row["month"]), int(row["day"])) for row in csv.DictReader(lines)}


def _day(reader: Reader, record: Mapping[str, Any], name: str, where: str) -> date | None:
    return reader.day({f"{where}{name}": record.get(name)}, f"{where}{name}")


def _agreements(reader: Reader, document: Mapping[str, Any]) -> tuple[Agreement, ...]:
    found = []
    for record, where in reader.records(document, "agreements", ""):
        kind = reader.word(record, "kind", where, AGREEMENT_KINDS)
        province = reader.plate(record, "province", where) if record.get("province") is not None else None
        units = reader.optional_count(record, "units", where)
        days = (_day(reader, record, name, where) for name in ("signed_on", "expires_on"))
        found.append(Agreement(kind, province, units, *days))
    return tuple(found)


def _province(
    reader: Reader, record: Mapping[str, Any], where: str, guards_out: str | None
) -> tuple[dict[str, Any], list[ReliefEnd], int]:
    """Split one province: the document without our fields, its ends, its guards (moved out of the base if asked)."""
    left = {name: value for name, value in record.items() if name != "private_guards"}
    ends = []
    for name, code in (("exemption_authorised", "exemption_end"), ("suspension", "suspension_end")):
        inner = record.get(name)
        if isinstance(inner, Mapping) and "until" in inner:
            left[name] = {key: value for key, value in inner.items() if key != "until"}
            until = _day(reader, inner, "until", f"{where}{name}.")
            if until is not None:
                ends.append(ReliefEnd(code, str(record.get("province")), until))
    guards = reader.count(record, "private_guards", where)
    if guards and guards_out is not None:
        left["excluded"] = [*(record.get("excluded") or ()), {"category": guards_out, "heads": guards}]
    return left, ends, guards


def split_context(employer: object) -> tuple[object, Context, tuple[str, ...]]:
    """Take the surrounding fields out of an employer's document.

    Parameters
    ----------
    employer : object
        The employer, or a line of the examples that holds it.

    Returns
    -------
    document, context, faults
        What the figures are read from, what surrounds them, and what is wrong with the latter.
    """
    document = unwrap(employer)
    if not isinstance(document, Mapping):
        return document, Context(), ()
    reader = Reader()
    week = reader.optional_count(document, "working_days_per_week", "")
    if week is not None and week not in (_SHORT_WEEK, _LONG_WEEK):
        reader.fault("working_days_per_week", f"{_SHORT_WEEK} or {_LONG_WEEK}")
    patron = document.get("patron_municipality")
    if patron is not None and not isinstance(patron, str):
        reader.fault("patron_municipality", "the ISTAT code of a municipality, six digits as text")
        patron = None
    counted = reader.yes_no(document, "count_private_guards", "")
    counted = True if counted is None else counted
    category = None if counted else load("readings.private_guards").values[-1].value["category"]
    left: dict[str, Any] = {name: value for name, value in document.items() if name not in _EMPLOYER_FIELDS}
    ends: list[ReliefEnd] = []
    guards = 0
    rows = document.get("provinces")
    if isinstance(rows, (list, tuple)):
        left["provinces"] = list(rows)
        for at, row in enumerate(rows):
            if isinstance(row, Mapping):
                left["provinces"][at], more, heads = _province(reader, row, f"provinces[{at}].", category)
                ends += more
                guards += heads
    context = Context(
        days_per_week=week,
        patron_municipality=patron,
        patron=patron_days().get(patron) if patron is not None else None,
        works_with_public_sector=reader.yes_no(document, "works_with_public_sector", ""),
        agreements=_agreements(reader, document),
        ends=tuple(ends),
        private_guards=guards,
        count_private_guards=counted,
    )
    return left, context, tuple(reader.faults)


def _place_of(agreement: Agreement, found: Assessment) -> int:
    """Position of an agreement's province; the registered office, then the first, where it names none of the list."""
    plates = [row.province for row in found.provinces]
    for plate in (agreement.province, found.employer.registered_office_province):
        if plate in plates:
            return plates.index(plate)
    return 0


def agreed_units(found: Assessment, agreements: Sequence[Agreement], kinds: Sequence[str]) -> tuple[int, ...]:
    """Units under agreements of some kinds, by province."""
    agreed = [0] * len(found.provinces)
    for agreement in agreements:
        if agreement.kind in kinds:
            agreed[_place_of(agreement, found)] += agreement.units or 0
    return tuple(agreed)


def placed_by_convention(found: Assessment, at: int) -> int:
    """Heads of a province already placed at another firm by art. 12-bis or art. 14."""
    row = found.employer.provinces[at]
    part_time = sum(hours.heads for hours in row.part_time if hours.kind == _CONVENTION_WORKER)
    return row.convention_disabled_full_time + part_time


def open_posts(found: Assessment, context: Context, on: date) -> tuple[int, ...]:
    """Posts that agreements in force still have to fill, by province: planned hires within the gap, places not taken.

    Source: Law 68/1999, art. 5, c. 3 and art. 11; the exemption fee is not due for them.
    """
    agreements = context.agreements_in_force(on)
    elsewhere = agreed_units(found, agreements, _PLACED_ELSEWHERE)
    planned = agreed_units(found, agreements, [kind for kind in AGREEMENT_KINDS if kind not in _PLACED_ELSEWHERE])
    return tuple(
        min(planned[at], row.gap_disabled + row.exempt_units) + max(0, elsewhere[at] - placed_by_convention(found, at))
        for at, row in enumerate(found.provinces)
    )
