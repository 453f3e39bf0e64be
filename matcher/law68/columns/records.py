"""Between the record form and the columns: employers in JSON form become columns, one of the columns a record again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import numpy as np

from matcher.law68.columns.building import quota_columns
from matcher.law68.columns.layout import (
    ABSENT,
    CATEGORIES,
    DIRECTIONS,
    RAGGED,
    SPECS,
    STATES,
    SUBJECTS,
    Column,
    QuotaColumns,
)
from matcher.law68.context import split_context
from matcher.law68.employer import (
    LEGAL_FORMS,
    PART_TIME_KINDS,
    SUSPENSION_KINDS,
    EmployerInput,
    HoursRow,
    ProvinceInput,
)
from matcher.law68.inputs import read_employer
from matcher.law68.reading import QuotaInputError

PROVINCE_COUNTS = (
    "employees",
    "disabled_full_time",
    "blind_switchboard_operators_full_time",
    "blind_therapists_full_time",
    "art18_in_force",
    "art18_in_force_since_17_1_2000",
    "telework_full_time",
    "agency_disabled_full_time",
    "convention_disabled_full_time",
)
_EMPLOYER_FLAGS = ("suspended_nationally", "third_sector_admin_only")
_EMPLOYER_DAYS = ("obligation_since", "new_hire_on")


class Gathered:
    """Cells of every table on their way to columns, row by row."""

    def __init__(self) -> None:
        """Start without rows."""
        self.tables: dict[str, dict[str, list[Any]]] = {
            name: {spec.name: [] for spec in specs} for name, specs in SPECS.items()
        }

    def size(self, table: str) -> int:
        """Rows of a table so far."""
        return len(next(iter(self.tables[table].values())))

    def add(self, table: str, **cells: object) -> None:
        """Add one row; a cell that is left out or None takes the default of its column."""
        for spec in SPECS[table]:
            value = cells.get(spec.name)
            self.tables[table][spec.name].append(spec.default if value is None else value)

    def columns(self, reference_date: date) -> QuotaColumns:
        """Check what was gathered and return it as columns."""
        typed: dict[str, dict[str, Column]] = {
            name: {spec.name: np.array(self.tables[name][spec.name], dtype=spec.dtype) for spec in specs}
            for name, specs in SPECS.items()
        }
        rows = {name: typed[name] for name in RAGGED}
        return quota_columns(reference_date, typed["employers"], typed["provinces"], **rows)


def _percent(value: object) -> float | None:
    return None if value is None else float(value)  # type: ignore[arg-type]


def _hours(row: HoursRow, province: int) -> dict[str, object]:
    return {
        "province": province,
        "heads": row.heads,
        "contract_minutes": row.contract,
        "worked_minutes": row.worked,
    }


def _add_province(gathered: Gathered, employer: int, row: ProvinceInput) -> None:
    at = gathered.size("provinces")
    act, certified, suspension = row.authorised, row.self_certified, row.suspension
    gathered.add(
        "provinces",
        employer=employer,
        province=row.province,
        **{name: getattr(row, name) for name in PROVINCE_COUNTS},
        authorised_state=STATES.index(act.state) if act else None,
        authorised_percent=_percent(act.percent) if act else None,
        authorised_units=act.units if act else None,
        self_certified_workers=certified.workers if certified else None,
        self_certified_units=certified.units if certified else None,
        suspension_granted=row.suspension_granted,
        suspension_kind=SUSPENSION_KINDS.index(suspension.kind) if suspension else None,
        suspension_percent=_percent(suspension.percent) if suspension else None,
        suspension_workers=suspension.workers if suspension else None,
    )
    for hours in row.part_time:
        kind = PART_TIME_KINDS.index(hours.kind)
        gathered.add("part_time", **_hours(hours, at), kind=kind, percent=_percent(hours.percent))
    for hours in row.intermittent:
        gathered.add("intermittent", **_hours(hours, at))
    for item in row.excluded:
        gathered.add("excluded", province=at, category=CATEGORIES.index(item.category), heads=item.heads)
    for moved in row.compensations:
        gathered.add(
            "compensations",
            province=at,
            subject=SUBJECTS.index(moved.subject),
            category=DIRECTIONS.index(moved.category),
            units=moved.units,
            other_province=moved.other_province,
            group_company=moved.group,
        )


def _add_employer(gathered: Gathered, row: EmployerInput) -> None:
    at = gathered.size("employers")
    gathered.add(
        "employers",
        employer_id=row.employer_id,
        legal_form=LEGAL_FORMS.index(row.legal_form),
        registered_office_province=row.registered_office_province,
        **{name: getattr(row, name) for name in (*_EMPLOYER_FLAGS, *_EMPLOYER_DAYS)},
    )
    for province in row.provinces:
        _add_province(gathered, at, province)


def to_columns(employers: Iterable[object], *, on: date | None = None) -> QuotaColumns:
    """Read employers of section 4 of the contract as columns.

    Parameters
    ----------
    employers : iterable of object
        Each an employer, or a line of the examples that holds it under ``employer``; all of one reference date. What
        surrounds the figures (agreements, week, patron) is checked and left out: it changes none of them.
    on : date, optional
        Stands in for ``reference_date`` where an employer has none.

    Returns
    -------
    QuotaColumns
        n employers in their order, m provinces in the order of each employer; percentages as float64.

    Raises
    ------
    QuotaInputError
        With every fault of every employer; also where the reference dates differ: compute each day by itself.
    """
    gathered, faults, days = Gathered(), [], set()
    for position, document in enumerate(employers):
        figures, _, around = split_context(document)
        try:
            read = read_employer(figures, on=on)
        except QuotaInputError as error:
            faults += [f"employer {error.employer_id or position}: {fault}" for fault in (*error.faults, *around)]
            continue
        faults += [f"employer {read.employer_id or position}: {fault}" for fault in around]
        days.add(read.reference_date)
        _add_employer(gathered, read)
    if len(days) > 1:
        faults.append(f"reference_date: expected the same day for all employers; found {len(days)} days")
    if not days and on is None and not faults:
        faults.append("employers: expected at least one employer, or a day of calculation")
    if faults:
        raise QuotaInputError(faults)
    return gathered.columns(next(iter(days)) if days else on)  # type: ignore[arg-type]


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _stated(value: int) -> int | None:
    return None if value == ABSENT else int(value)


def _rows_at(table: Mapping[str, Column], province: int) -> list[dict[str, Any]]:
    first, last = np.searchsorted(table["province"], (province, province + 1)).tolist()
    return [{name: column[at].item() for name, column in table.items()} for at in range(first, last)]


def _hours_json(row: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: row[name] for name in ("heads", "contract_minutes", "worked_minutes")}
    if "kind" in row:
        found |= {"kind": PART_TIME_KINDS[row["kind"]], "percent": _known(row["percent"])}
    return found


def _province_json(columns: QuotaColumns, at: int) -> dict[str, Any]:
    row = {name: column[at] for name, column in columns.provinces.items()}
    state, certified, kind = row["authorised_state"], row["self_certified_workers"], row["suspension_kind"]
    authorised = {"state": STATES[state], "percent": _known(row["authorised_percent"])}
    suspension = {"kind": SUSPENSION_KINDS[kind], "percent": _known(row["suspension_percent"])}
    return {
        "province": str(row["province"]),
        **{name: int(row[name]) for name in PROVINCE_COUNTS},
        "excluded": [
            {"category": CATEGORIES[item["category"]], "heads": item["heads"]}
            for item in _rows_at(columns.excluded, at)
        ],
        "part_time": [_hours_json(item) for item in _rows_at(columns.part_time, at)],
        "intermittent": [_hours_json(item) for item in _rows_at(columns.intermittent, at)],
        "exemption_authorised": authorised | {"units": _stated(row["authorised_units"])} if state != ABSENT else None,
        "exemption_self_certified": {
            "workers_60_per_mille": int(certified),
            "units": _stated(row["self_certified_units"]),
        }
        if certified != ABSENT
        else None,
        "compensations": [
            {
                "subject": SUBJECTS[item["subject"]],
                "category": DIRECTIONS[item["category"]],
                "units": item["units"],
                "other_province": item["other_province"] or None,
                "group_company": item["group_company"],
            }
            for item in _rows_at(columns.compensations, at)
        ],
        "suspension_granted": bool(row["suspension_granted"]),
        "suspension": suspension | {"workers": _stated(row["suspension_workers"])} if kind != ABSENT else None,
    }


def employer_at(columns: QuotaColumns, at: int) -> dict[str, Any]:
    """Write one employer of the columns in the JSON form of section 4, so that ``position`` can trace it.

    Parameters
    ----------
    columns : QuotaColumns
        The employers.
    at : int
        Position of the employer, from 0.

    Raises
    ------
    IndexError
        If there is no such employer.
    """
    if not 0 <= at < len(columns):
        msg = f"at must be from 0 to {len(columns) - 1}; got {at}"
        raise IndexError(msg)
    row = {name: column[at] for name, column in columns.employers.items()}
    first, last = columns.places.starts[at : at + 2].tolist()
    return {
        "employer_id": str(row["employer_id"]) or None,
        "legal_form": LEGAL_FORMS[row["legal_form"]],
        "reference_date": columns.reference_date.isoformat(),
        "registered_office_province": str(row["registered_office_province"]),
        **{name: bool(row[name]) for name in _EMPLOYER_FLAGS},
        **{name: None if np.isnat(row[name]) else str(row[name]) for name in _EMPLOYER_DAYS},
        "provinces": [_province_json(columns, province) for province in range(first, last)],
    }
