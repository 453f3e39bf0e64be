"""Reads the workbook of a prospetto by the names of its fields, wherever rows and columns were moved to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from matcher.errors import FrameError
from matcher.frames.text import safe
from matcher.frames.xlsx_archive import Archive
from matcher.frames.xlsx_cells import Rows, SheetReader, read_cells
from matcher.frames.xlsx_workbook import read_workbook
from matcher.prospetto.faults import PathFault, ProspettoError
from matcher.prospetto.fields import PROSPETTO
from matcher.prospetto.fields_provinces import QUADRO_2
from matcher.prospetto.model import Prospetto, Record, build
from matcher.prospetto.spec import Field, Group
from matcher.prospetto.unknown import Unknown
from matcher.prospetto.values import Expected, clean, parse
from matcher.prospetto.xlsx_writing import PROVINCE, UNKNOWN_COLUMNS, UNKNOWN_SHEET

_HEADING_ROWS = 10
_MINUTES_PER_HOUR = 60


def _parse(field: Field, raw: object) -> Any:
    # A number in the place of HH:MM is a number of hours, as people write 20 or 37.5.
    if field.kind == "minutes" and isinstance(raw, float):
        return parse(field, raw * _MINUTES_PER_HOUR)
    return parse(field, raw)


class _Book:
    """The sheets of a workbook by name, and the faults found in them."""

    def __init__(self, sheets: dict[str, Rows]) -> None:
        self.sheets = sheets
        self.faults: list[PathFault] = []

    def fault(self, sheet: str, expected: str, row: int | None = None, column: str = "") -> None:
        """Add a fault by its sheet, row and field."""
        place = [f"sheet {sheet}"]
        place += [f"row {row}"] if row is not None else []
        place += [column] if column else []
        self.faults.append(PathFault(", ".join(place), expected))

    def form(self, group: Group) -> Record:
        """One record, a field on each line: its value beside its name."""
        fields = {field.name: field for field in group.fields()}
        rows = self.sheets.get(group.sheet)
        if rows is None:
            self.fault(group.sheet, "this sheet")
            return {}
        record: Record = {}
        for number in sorted(rows):
            name = rows[number].get(2)
            if name == "Nome" and not record:
                continue
            if not isinstance(name, str) or name.strip() not in fields:
                self.fault(group.sheet, "the name of a field in column C", number)
                continue
            field = fields[name.strip()]
            if field.name in record:
                self.fault(group.sheet, "each field once", number, field.name)
            record[field.name] = self._value(field, rows[number].get(1), group.sheet, number)
        return record

    def _value(self, field: Field, raw: object, sheet: str, number: int) -> Any:
        value = _parse(field, raw)
        if isinstance(value, Expected):
            self.fault(sheet, value, number, field.name)
            return None
        return value

    def _headings(self, group: Group, names: set[str]) -> tuple[int, dict[int, str]]:
        """The row of the names, and the name of each column."""
        rows = self.sheets[group.sheet]
        best, found = 0, 0
        for number in sorted(rows)[:_HEADING_ROWS]:
            known = sum(isinstance(cell, str) and cell.strip() in names for cell in rows[number].values())
            if known > found:
                best, found = number, known
        columns: dict[int, str] = {}
        for place, cell in rows.get(best, {}).items():
            name = cell.strip() if isinstance(cell, str) else ""
            if name in names and name not in columns.values():
                columns[place] = name
            else:
                self.fault(group.sheet, "the name of a field, each once", best, f"column {place + 1}")
        if not columns:
            self.fault(group.sheet, "a row with the names of the fields")
        return best, columns

    def rows(self, group: Group, plate: Field | None = None) -> list[tuple[Any, int, Record]]:
        """The records of a sheet, each with its province where ``plate`` stands first, and its row."""
        if group.sheet not in self.sheets:
            self.fault(group.sheet, "this sheet")
            return []
        fields = {field.name: field for field in group.fields()}
        below = {**fields, PROVINCE: plate} if plate else fields
        heading, columns = self._headings(group, set(below))
        found = []
        rows = self.sheets[group.sheet]
        for number in sorted(number for number in rows if number > heading):
            cells = rows[number]
            if all(isinstance(cell, str) and not cell.strip() for cell in cells.values()):
                continue
            if any(place not in columns and str(cell).strip() for place, cell in cells.items()):
                self.fault(group.sheet, "values under the names of the fields alone", number)
            record = {
                name: self._value(below[name], cells.get(place), group.sheet, number) for place, name in columns.items()
            }
            found.append((record.pop(PROVINCE, None) if plate else None, number, record))
        return found


def _provinces(book: _Book) -> list[Record]:
    plate = next(field for field in QUADRO_2.fields() if field.name == PROVINCE)
    provinces: list[Record] = []
    by_plate: dict[str, Record] = {}
    for _, number, record in book.rows(QUADRO_2):
        if record.get(PROVINCE) is None or record[PROVINCE] in by_plate:
            book.fault(QUADRO_2.sheet, "a province, each once", number, PROVINCE)
            continue
        by_plate[record[PROVINCE]] = record
        provinces.append(record)
    for name, group in QUADRO_2.groups().items():
        for province in provinces:
            province[name] = []
        for owner, number, row in book.rows(group, plate):
            if owner in by_plate:
                by_plate[owner][name].append(row)
            else:
                book.fault(group.sheet, f"a province of the sheet {QUADRO_2.sheet}", number, PROVINCE)
    return provinces


def _unknown(book: _Book) -> list[Unknown]:
    rows = book.sheets.get(UNKNOWN_SHEET, {})
    parts: list[Unknown] = []
    for number in sorted(rows)[1:]:
        parent, name, position, part, text = (rows[number].get(place, "") for place in range(len(UNKNOWN_COLUMNS)))
        if not isinstance(position, float) or not all(isinstance(cell, str) for cell in (parent, name, text)):
            book.fault(UNKNOWN_SHEET, f"the cells {', '.join(UNKNOWN_COLUMNS)}, as they were written", number)
            continue
        if part and parts:
            last = parts.pop()
            parts.append(Unknown(last.parent, last.name, last.position, last.text + str(text)))
        else:
            parts.append(Unknown(str(parent), str(name), int(position), str(text)))
    return parts


def _sheets(path: Path) -> dict[str, Rows]:
    with Archive(path) as archive:
        archive.refuse_entities()
        book = read_workbook(archive)
        found: dict[str, SheetReader] = {name: read_cells(archive, book, member) for name, member, _ in book.sheets}
    return {clean(name): reader.rows for name, reader in found.items()}


def from_xlsx(path: Path) -> Prospetto:
    """Read the workbook of a prospetto.

    Raises
    ------
    ProspettoError
        If it is no such workbook, hostile or damaged, or with every fault by sheet, row and field.
    """
    try:
        sheets = _sheets(path)
    except FrameError as error:
        raise ProspettoError([PathFault("", fault.expected, path.name) for fault in error.faults]) from error
    book = _Book(sheets)
    record = book.form(PROSPETTO)
    for name, group in PROSPETTO.groups().items():
        if group is QUADRO_2:
            record[name] = _provinces(book)
            continue
        part = book.form(group)
        for inner_name, inner in group.groups().items():
            part[inner_name] = [row for _, _, row in book.rows(inner)]
        record[name] = part
    known = {PROSPETTO.sheet, UNKNOWN_SHEET, *(group.sheet for group in PROSPETTO.groups().values())}
    known |= {inner.sheet for group in PROSPETTO.groups().values() for inner in group.groups().values()}
    for name in sheets:
        if name not in known and sheets[name]:
            book.fault(safe(name), "no sheet of this name, or an empty one")
    unknown = _unknown(book)
    if book.faults:
        raise ProspettoError([PathFault(fault.path, fault.expected, path.name) for fault in book.faults])
    return build(record, unknown=unknown, file=path.name)
