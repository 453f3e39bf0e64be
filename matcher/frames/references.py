"""What one table says of another: ids that must exist there."""

from __future__ import annotations

from collections.abc import Collection

from matcher.errors import Fault
from matcher.frames.frame import Frame, Tables
from matcher.frames.text import safe
from models.columns import TABLES

# Table, column, table that must hold the id, code, what was expected.
REFERENCES: tuple[tuple[str, str, str, str], ...] = (
    ("vacancies", "employer_id", "employers", "employer_unknown"),
    ("workforce", "employer_id", "employers", "employer_unknown"),
    ("outcomes", "candidate_id", "candidates", "candidate_unknown"),
    ("outcomes", "vacancy_id", "vacancies", "vacancy_unknown"),
    ("contacts", "employer_id", "employers", "employer_unknown"),
    ("agreements", "employer_id", "employers", "employer_unknown"),
)


def _record(frame: Frame, row: int) -> str:
    table = TABLES[frame.table]
    shown = [frame[name][row] for name in table.key if table.column(name).kind in {"id", "province"}]
    return " ".join(safe(str(value)) for value in shown if value is not None)


def reference_faults(tables: Tables, absent: Collection[str] = ()) -> list[Fault]:
    """Every id that names a record another table does not hold, in the order of tables and rows.

    Ids of the ``absent`` tables are not looked up: all would be unknown.
    """
    faults: list[Fault] = []
    for name, column, target, code in REFERENCES:
        if target in absent:
            continue
        frame: Frame = getattr(tables, name)
        known = set(getattr(tables, target)[column])
        heading = safe(frame.headings.get(column, column))
        for row, value in enumerate(frame[column]):
            if value is not None and value not in known:
                expected = f"an id of the table {target}, which has no {safe(str(value))}"
                place = (frame.file, frame.sheet, frame.lines[row], heading, _record(frame, row))
                faults.append(Fault(code, expected, *place))
    return faults
