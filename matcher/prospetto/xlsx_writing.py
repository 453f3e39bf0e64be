"""The prospetto as a workbook with the fields of the JSON: texts are never formulas, the bytes always the same."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from matcher.prospetto.faults import PathFault, ProspettoError
from matcher.prospetto.fields import PROSPETTO
from matcher.prospetto.fields_provinces import QUADRO_2
from matcher.prospetto.model import Prospetto, Record
from matcher.prospetto.spec import Field, Group
from matcher.prospetto.values import MOST_TEXT, official_text

PROVINCE = "province"
UNKNOWN_SHEET = "Elementi sconosciuti"
UNKNOWN_COLUMNS = ("parent", "name", "position", "part", "text")
_FIRST_YEAR = 1901  # spreadsheets count no day before 1900
_WIDTH = 24
_MADE_ON = datetime(2000, 1, 1)  # noqa: DTZ001 (a constant: the same prospetto gives the same bytes)


@dataclass(frozen=True, slots=True)
class _Looks:
    """The formats of cells."""

    heading: Any
    name: Any
    day: Any


def _write_cell(sheet: Any, row: int, column: int, field: Field, value: Any, looks: _Looks) -> None:
    if value is None:
        return
    if isinstance(value, date) and value.year >= _FIRST_YEAR:
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), looks.day)  # noqa: DTZ001
    elif field.kind in ("count", "signed", "percent"):
        sheet.write_number(row, column, value)
    else:
        # A province stays by its letters: this file is for people.
        sheet.write_string(row, column, value if field.kind == "province" else official_text(field, value))


def _headings(sheet: Any, columns: Sequence[Field], looks: _Looks) -> None:
    for place, field in enumerate(columns):
        mark = " *" if field.required else ""
        sheet.write_string(0, place, f"{field.it}{mark}", looks.heading)
        sheet.write_string(1, place, field.name, looks.name)
    sheet.set_column(0, max(0, len(columns) - 1), _WIDTH)
    sheet.freeze_panes(2, 1)


def _write_rows(sheet: Any, columns: Sequence[Field], rows: Iterable[Record], looks: _Looks) -> None:
    _headings(sheet, columns, looks)
    for place, row in enumerate(rows):
        for at, field in enumerate(columns):
            _write_cell(sheet, place + 2, at, field, row[field.name], looks)


def _write_form(sheet: Any, group: Group, record: Record, looks: _Looks) -> None:
    """One record, a field on each line: label, value, name."""
    for place, heading in enumerate(("Campo", "Valore", "Nome")):
        sheet.write_string(0, place, heading, looks.heading)
    for place, field in enumerate(group.fields()):
        mark = " *" if field.required else ""
        sheet.write_string(place + 1, 0, f"{field.it}{mark}")
        _write_cell(sheet, place + 1, 1, field, record[field.name], looks)
        sheet.write_string(place + 1, 2, field.name, looks.name)
    sheet.set_column(0, 0, 2 * _WIDTH)
    sheet.set_column(1, 2, _WIDTH)
    sheet.freeze_panes(1, 0)


def _write_provinces(book: Any, provinces: list[Record], looks: _Looks) -> None:
    plate = next(field for field in QUADRO_2.fields() if field.name == PROVINCE)
    _write_rows(book.add_worksheet(QUADRO_2.sheet), tuple(QUADRO_2.fields()), provinces, looks)
    for name, group in QUADRO_2.groups().items():
        sheet = book.add_worksheet(group.sheet)
        _headings(sheet, [plate, *group.fields()], looks)
        line = 2
        for province in provinces:
            for row in province[name]:
                _write_cell(sheet, line, 0, plate, province[PROVINCE], looks)
                for at, field in enumerate(group.fields(), start=1):
                    _write_cell(sheet, line, at, field, row[field.name], looks)
                line += 1


def _write_unknown(book: Any, prospetto: Prospetto, looks: _Looks) -> None:
    sheet = book.add_worksheet(UNKNOWN_SHEET)
    for place, heading in enumerate(UNKNOWN_COLUMNS):
        sheet.write_string(0, place, heading, looks.name)
    line = 1
    for item in prospetto.unknown:
        for part, start in enumerate(range(0, max(1, len(item.text)), MOST_TEXT)):
            sheet.write_string(line, 0, item.parent)
            sheet.write_string(line, 1, item.name)
            sheet.write_number(line, 2, item.position)
            sheet.write_number(line, 3, part)
            sheet.write_string(line, 4, item.text[start : start + MOST_TEXT])
            line += 1


def _check_provinces(provinces: list[Record]) -> None:
    plates = [province[PROVINCE] for province in provinces]
    faults = [
        PathFault(f"quadro_2[{at}].province", "each province once: rows of a workbook name their province")
        for at, plate in enumerate(plates)
        if plate in plates[:at]
    ]
    if faults:
        raise ProspettoError(faults)


def to_xlsx(prospetto: Prospetto) -> bytes:
    """Write a prospetto as a workbook.

    Returns
    -------
    bytes
        Sheets Comunicazione, Quadro 1, Quadro 2 (one row per province), one for each list of rows, Quadro 3; every
        text a text cell. Under each Italian heading stands the field's name, by which the file is read.

    Raises
    ------
    ProspettoError
        If a province stands twice.
    """
    _check_provinces(prospetto.provinces)
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"created": _MADE_ON})
    looks = _Looks(
        book.add_format({"bold": True, "text_wrap": True, "bg_color": "#E4ECF4"}),
        book.add_format({"font_color": "#606060"}),
        book.add_format({"num_format": "dd/mm/yyyy"}),
    )
    content = prospetto.content
    _write_form(book.add_worksheet(PROSPETTO.sheet), PROSPETTO, content, looks)
    for name, group in PROSPETTO.groups().items():
        if group is QUADRO_2:
            _write_provinces(book, prospetto.provinces, looks)
            continue
        _write_form(book.add_worksheet(group.sheet), group, content[name], looks)
        for inner_name, inner in group.groups().items():
            rows = content[name][inner_name]
            _write_rows(book.add_worksheet(inner.sheet), tuple(inner.fields()), rows, looks)
    if prospetto.unknown:
        _write_unknown(book, prospetto, looks)
    book.close()
    return target.getvalue()
