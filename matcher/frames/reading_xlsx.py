"""Workbooks: the sheet whose headings are the table's, with its cells as the spreadsheet shows them.

Read by a stream of our own over the standard library's XML parser: the cell reader in common use takes memory
for the whole size that a sheet declares, and does not tell a percentage from a number.
"""

from __future__ import annotations

from pathlib import Path

from matcher.frames.headings import count_known, heading_row
from matcher.frames.raw import Raw, refuse
from matcher.frames.text import cell_text, safe
from matcher.frames.xlsx_archive import Archive
from matcher.frames.xlsx_cells import Rows, SheetReader, read_cells
from matcher.frames.xlsx_workbook import read_workbook

_TITLE_ROWS = 30  # titles and notes above the headings


def _texts(cells: dict[int, object]) -> list[str]:
    return [cell_text(cells.get(place)).strip() for place in range(max(cells) + 1)]


def _headings_at(rows: Rows, table: str) -> tuple[int, int]:
    """Row of the headings and how many of them are known."""
    numbers = sorted(rows)[:_TITLE_ROWS]
    if not numbers:
        return 0, 0
    candidates = [_texts(rows[number]) for number in numbers]
    place = heading_row(candidates, table)
    return numbers[place], count_known(candidates[place], table)


def read_xlsx(path: Path, table: str) -> Raw:
    """Headings and cells of the sheet of a workbook that holds the table.

    Parameters
    ----------
    path : Path
        The workbook.
    table : str
        Name of the table in the contract, to find its sheet and its headings.

    Returns
    -------
    Raw
        Texts, numbers, days and yes/no, with the row that the spreadsheet shows.

    Raises
    ------
    FrameError
        If the file is no workbook, damaged, encrypted, too large, declares entities, or has no cell.
    """
    with Archive(path) as archive:
        archive.refuse_entities()
        book = read_workbook(archive)
        best: tuple[int, str, int, SheetReader] | None = None
        others: list[str] = []
        for name, member, shown in book.sheets:
            if not shown and any(visible for _, _, visible in book.sheets):
                continue
            reader = read_cells(archive, book, member)
            row, known = _headings_at(reader.rows, table)
            if reader.rows:
                others.append(name)
            if reader.rows and (best is None or known > best[0]):
                best = (known, name, row, reader)
    if best is None:
        raise refuse("file_empty", "a sheet with headings and rows: the workbook is empty", path.name)
    _, sheet, row, reader = best
    raw = _table(reader, row, path.name, sheet, table)
    for name in others:
        if name != sheet:
            raw.warnings.append(f"{path.name}: the sheet '{safe(name)}' was not read, '{safe(sheet)}' was")
    return raw


def _table(reader: SheetReader, row: int, file: str, sheet: str, table: str) -> Raw:
    headings = _texts(reader.rows[row])
    below = sorted(number for number in reader.rows if number > row)
    raw = Raw(file, headings, [[] for _ in headings], [], safe(sheet), row)
    outside: set[int] = set()
    for number in below:
        cells = reader.rows[number]
        if all(isinstance(cell, str) and not cell.strip() for cell in cells.values()):
            continue
        if count_known(_texts(cells), table) == len(list(filter(None, headings))) and _texts(cells) == headings:
            raw.faults.append(raw.fault("heading_repeated", "the heading row once, not again here", number))
            continue
        outside.update(place for place in cells if place >= len(headings))
        raw.lines.append(number)
        for place, column in enumerate(raw.columns):
            column.append(cells.get(place))
    if outside:
        raw.warnings.append(f"{file}: {len(outside)} columns to the right of the headings were not read")
    if reader.formulas:
        raw.warnings.append(f"{file}: {reader.formulas} cells are formulas: the values stored with them were read")
    return raw
