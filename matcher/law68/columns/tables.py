"""From the tables of the office to columns: a row of workforce is one employer in one province."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from matcher.law68.columns.building import quota_columns
from matcher.law68.columns.layout import ABSENT, CATEGORIES, DIRECTIONS, SUBJECTS, Column, Ints, QuotaColumns
from matcher.law68.columns.layout import plate_codes as codes_of
from matcher.law68.columns.records import PROVINCE_COUNTS
from matcher.law68.employer import LEGAL_FORMS, PART_TIME_KINDS, SUSPENSION_KINDS
from matcher.law68.territory import plates

if TYPE_CHECKING:
    from matcher.frames.frame import Frame

_DEFAULT_FORM = "private"
_PROVINCE_DIGITS = 3
_Rows = dict[str, Column]


def _cells(frame: Frame, name: str, order: Sequence[int]) -> list[Any]:
    """Cells of a column in an order; a column that the table does not have is unknown everywhere."""
    column = frame.columns.get(name)
    return [None] * len(order) if column is None else [column[at] for at in order]


def _counts(cells: Sequence[Any]) -> Ints:
    return np.array([cell or 0 for cell in cells], dtype=np.int64)


def _percents(cells: Sequence[Any]) -> Column:
    return np.array([np.nan if cell is None else cell for cell in cells], dtype=np.float64)


def _flat(cells: Sequence[Any], names: Sequence[str]) -> _Rows:
    """Lay the tuples of a list column out as rows, each with the position of its province."""
    lengths = np.fromiter((len(cell) if cell else 0 for cell in cells), dtype=np.int64, count=len(cells))
    rows = list(chain.from_iterable(cell for cell in cells if cell))
    values = list(zip(*rows, strict=True)) if rows else [()] * len(names)
    return {
        "province": np.repeat(np.arange(len(cells)), lengths),
        **{name: np.array(column, dtype=object) for name, column in zip(names, values, strict=True)},
    }


def _part_time(frame: Frame, order: Sequence[int]) -> _Rows:
    parts = []
    for column, kind in (("part_time", "ordinary"), ("telework_part_time", "telework")):
        rows = _flat(_cells(frame, column, order), ("worked_minutes", "contract_minutes", "heads"))
        rows["percent"] = np.full(len(rows["province"]), np.nan)
        rows["kind"] = np.full(len(rows["province"]), PART_TIME_KINDS.index(kind))
        parts.append(rows)
    people = _flat(
        _cells(frame, "disabled_part_time", order), ("worked_minutes", "contract_minutes", "percent", "psychic")
    )
    people.pop("psychic")
    people["percent"] = _percents(people["percent"].tolist())
    people["heads"] = np.ones(len(people["province"]), dtype=np.int64)
    people["kind"] = np.full(len(people["province"]), PART_TIME_KINDS.index("disabled"))
    parts.append(people)
    whole = ("province", "worked_minutes", "contract_minutes", "heads", "kind")
    found = {name: np.concatenate([part[name].astype(np.int64) for part in parts]) for name in whole}
    return {**found, "percent": np.concatenate([part["percent"] for part in parts])}


def _intermittent(frame: Frame, order: Sequence[int]) -> _Rows:
    rows = _flat(_cells(frame, "intermittent", order), ("worked_minutes", "contract_minutes", "heads"))
    return {name: column.astype(np.int64) for name, column in rows.items()}


def _excluded(frame: Frame, order: Sequence[int]) -> _Rows:
    counts = [_counts(_cells(frame, category, order)) for category in CATEGORIES]
    at = [np.flatnonzero(column) for column in counts]
    return {
        "province": np.concatenate(at),
        "category": np.repeat(np.arange(len(CATEGORIES)), [len(rows) for rows in at]),
        "heads": np.concatenate([column[rows] for column, rows in zip(counts, at, strict=True)]),
    }


def _compensations(frame: Frame, order: Sequence[int]) -> _Rows:
    rows = _flat(_cells(frame, "compensation", order), ("other_province", "units", "category"))
    return {
        "province": rows["province"],
        "other_province": np.array(rows["other_province"].tolist(), dtype="U"),
        "units": rows["units"].astype(np.int64),
        "category": np.array([DIRECTIONS.index(word) for word in rows["category"]], dtype=np.int64),
        "subject": np.full(len(rows["province"]), SUBJECTS.index("disabled")),
    }


def _provinces(frame: Frame, order: Sequence[int], employer: Ints) -> _Rows:
    percent = [cell or None for cell in _cells(frame, "exemption_percent", order)]
    kinds = _cells(frame, "suspension_kind", order)
    at_risk = _counts(_cells(frame, "at_risk_60_per_mille", order))
    return {
        "employer": employer,
        "province": np.array(_cells(frame, "province", order), dtype="U"),
        **{name: _counts(_cells(frame, name, order)) for name in PROVINCE_COUNTS},
        "authorised_state": np.array([ABSENT if cell is None else 0 for cell in percent], dtype=np.int64),
        "authorised_percent": _percents(percent),
        "self_certified_workers": np.where(at_risk == 0, ABSENT, at_risk),
        "suspension_granted": np.array([kind is not None for kind in kinds], dtype=bool),
        "suspension_kind": np.array(
            [ABSENT if kind is None else SUSPENSION_KINDS.index(kind) for kind in kinds], dtype=np.int64
        ),
        "suspension_percent": _percents(_cells(frame, "suspension_percent", order)),
    }


def _offices(stated: Sequence[Any], provinces: _Rows, n_employers: int) -> Column:
    """Plate of every registered office; where none is known the province with most employees, then the first plate."""
    employer = provinces["employer"]
    order = np.lexsort((codes_of(provinces["province"]), -provinces["employees"], employer))
    largest = provinces["province"][order][np.searchsorted(employer, np.arange(n_employers))]
    known = [plates().get(str(cell or "")[:_PROVINCE_DIGITS]) for cell in stated]
    return np.array([plate or other for plate, other in zip(known, largest.tolist(), strict=True)], dtype="U2")


def from_tables_columns(employers: Frame, workforce: Frame, on: date) -> QuotaColumns:
    """Lay out every employer that has rows in the workforce table, as ``from_tables`` reads them.

    Parameters
    ----------
    employers, workforce : Frame
        The checked tables; rows in any order.
    on : date
        Reference date of the rules.

    Returns
    -------
    QuotaColumns
        Employers in the order of their ids, the provinces of each in the order of the plates; ``employer_id`` names
        them. Employers without rows are absent. A blank legal form counts as private, a blank registered office as
        the province with most employees.

    Raises
    ------
    QuotaInputError
        With every fault of every employer.
    """
    ids: Sequence[Any] = workforce["employer_id"]
    present = set(ids)
    ranked = sorted((at for at, who in enumerate(employers["employer_id"]) if who in present), key=_by(employers))
    names = [str(employers["employer_id"][at]) for at in ranked]
    position = {employers["employer_id"][at]: number for number, at in enumerate(ranked)}
    plate = workforce["province"]
    order = sorted((at for at, who in enumerate(ids) if who in position), key=lambda at: (position[ids[at]], plate[at]))
    provinces = _provinces(workforce, order, np.array([position[ids[at]] for at in order], dtype=np.int64))
    forms = [LEGAL_FORMS.index(form or _DEFAULT_FORM) for form in _cells(employers, "legal_form", ranked)]
    return quota_columns(
        on,
        {
            "employer_id": np.array(names, dtype=object),
            "legal_form": np.array(forms, dtype=np.int64),
            "registered_office_province": _offices(
                _cells(employers, "registered_office", ranked), provinces, len(ranked)
            ),
            "third_sector_admin_only": np.array(
                [bool(cell) for cell in _cells(employers, "third_sector_admin_only", ranked)], dtype=bool
            ),
            "obligation_since": np.array(_cells(employers, "obligation_since", ranked), dtype="datetime64[D]"),
        },
        provinces,
        part_time=_part_time(workforce, order),
        intermittent=_intermittent(workforce, order),
        excluded=_excluded(workforce, order),
        compensations=_compensations(workforce, order),
    )


def _by(employers: Frame) -> Any:
    return lambda at: employers["employer_id"][at]
