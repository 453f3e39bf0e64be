"""Compensation between provinces and within a group: which rows count, and what they move (Law 68/1999, art. 5, c. 8).

Nothing is automatic: only the rows that the employer entered move a figure. A row that breaks a check is left out and
named, so that one mistake does not hide the rest of the calculation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from matcher.law68.employer import GROUP, PUBLIC, CompensationRow, EmployerInput
from matcher.law68.territory import regions

_NAMES = {"disabled": "disabili", "protected": "art. 18", "excess": "eccedenza", "reduction": "riduzione"}


@dataclass(frozen=True, slots=True)
class Moved:
    """Signed units: excess is added to a gap, reduction taken from it; group rows also move the nation."""

    provinces: tuple[int, ...]
    national: int


@dataclass(frozen=True, slots=True)
class Compensations:
    """What the rows that hold move, for each subject, and the rows left out."""

    disabled: Moved
    protected: Moved
    kept: tuple[tuple[str, CompensationRow], ...]
    warnings: tuple[str, ...]


def _signed(row: CompensationRow) -> int:
    return row.units if row.category == "excess" else -row.units


def _broken(employer: EmployerInput, at: int, row: CompensationRow, exempt: Sequence[int]) -> str | None:
    """Name the check that a row breaks by itself, None where it holds."""
    place = employer.provinces[at]
    same_subject = {other.category for other in place.compensations if other.subject == row.subject}
    if len(same_subject) > 1:
        return "la provincia dà e riceve per lo stesso soggetto"
    if row.subject == "disabled" and row.category == "excess" and exempt[at]:
        return "la provincia che cede ha posti esonerati"
    if row.group:
        return None if employer.legal_form == GROUP else "righe di gruppo solo per imprese di un gruppo"
    if row.other_province == place.province:
        return "l'altra provincia è la stessa"
    if row.other_province not in {other.province for other in employer.provinces}:
        return "l'altra provincia non è fra quelle compilate"
    here, there = regions().get(place.province), regions().get(row.other_province)
    if employer.legal_form == PUBLIC and (here is None or here != there):
        return "un datore pubblico compensa solo nella sua regione"
    return None


def _unmatched(rows: Sequence[tuple[str, CompensationRow]]) -> set[tuple[str, str, str]]:
    """Pairs (subject, giver, receiver) whose two sides differ, for the subjects whose totals differ."""
    totals: Counter[str] = Counter()
    sides: dict[tuple[str, str, str], int] = {}
    for plate, row in rows:
        if row.group:
            continue
        totals[row.subject] += _signed(row)
        giver, receiver = (plate, row.other_province) if row.category == "excess" else (row.other_province, plate)
        pair = (row.subject, giver, receiver)
        sides[pair] = sides.get(pair, 0) + _signed(row)
    return {pair for pair, balance in sides.items() if balance and totals[pair[0]]}


def _moved(employer: EmployerInput, kept: Sequence[tuple[str, CompensationRow]], subject: str) -> Moved:
    by_plate: Counter[str] = Counter()
    national = 0
    for plate, row in kept:
        if row.subject == subject:
            by_plate[plate] += _signed(row)
            national += _signed(row) if row.group else 0
    return Moved(tuple(by_plate[place.province] for place in employer.provinces), national)


def compensations(employer: EmployerInput, exempt: Sequence[int]) -> Compensations:
    """Check the rows of an employer and add up those that hold.

    Parameters
    ----------
    employer : EmployerInput
        The employer and its rows.
    exempt : sequence of int
        Exempt units of each province: one that gives disabled units may have none.

    Source: Law 68/1999, art. 5, c. 8, 8-bis, 8-ter.
    """
    warnings: list[str] = []
    held: list[tuple[str, CompensationRow]] = []

    def leave_out(plate: str, row: CompensationRow, why: str) -> None:
        what = f"{_NAMES[row.subject]}, {_NAMES[row.category]}, {row.units} unità"
        warnings.append(f"provincia {plate}: compensazione esclusa ({what}): {why}")

    for at, place in enumerate(employer.provinces):
        for row in place.compensations:
            why = _broken(employer, at, row, exempt)
            if why is None:
                held.append((place.province, row))
            else:
                leave_out(place.province, row, why)
    unmatched = _unmatched(held)
    kept = []
    for plate, row in held:
        giver, receiver = (plate, row.other_province) if row.category == "excess" else (row.other_province, plate)
        if not row.group and (row.subject, giver, receiver) in unmatched:
            leave_out(plate, row, "eccedenze e riduzioni non pareggiano")
        else:
            kept.append((plate, row))
    disabled, protected = (_moved(employer, kept, subject) for subject in ("disabled", "protected"))
    return Compensations(disabled, protected, tuple(kept), tuple(warnings))
