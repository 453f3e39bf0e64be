"""From a raw table to a checked one: every cell parsed, every row looked at as a whole, every fault kept."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from matcher.errors import Fault, FrameError
from matcher.frames.cells import parse_column
from matcher.frames.checking import Checking
from matcher.frames.frame import Frame
from matcher.frames.headings import map_headings
from matcher.frames.raw import Raw
from matcher.frames.row_checks import ROW_CHECKS
from models.columns import TABLES


def _parse(checking: Checking) -> None:
    mapping = map_headings(checking.raw, checking.table)
    checking.found = {name: (position, checking.raw.headings[position]) for name, (position, _) in mapping.items()}
    rows = len(checking.raw.lines)
    for column in checking.table.columns:
        if column.name not in mapping:
            checking.values[column.name] = [column.default] * rows
            continue
        position, _ = mapping[column.name]
        values, faults = parse_column(checking.raw.columns[position], column)
        checking.values[column.name] = values
        for row, fault in faults:
            checking.add(row, column.name, fault)


class Checked(NamedTuple):
    """A checked table: its sound rows, every fault, and all its rows for the tables that name them."""

    frame: Frame
    faults: tuple[Fault, ...]
    every_row: Frame


def check_raw(raw: Raw, table: str) -> Checked:
    """The sound rows of a raw table, and every fault of the others in the order of the file.

    Parameters
    ----------
    raw : Raw
        Headings and cells as read.
    table : str
        Name of the table in the contract.

    Returns
    -------
    Checked
        The rows without any fault; every fault, by line and then by column; and all rows, with None in the
        cells that have a fault.

    Raises
    ------
    FrameError
        If the headings do not let the table be read at all.
    """
    checking = Checking(TABLES[table], raw)
    _parse(checking)
    for check in ROW_CHECKS:
        check(checking)
    if not raw.lines and not raw.faults:
        raw.warnings.append(f"{raw.file}: no_rows: the table has headings and no row")
    headings = {name: heading for name, (_, heading) in checking.found.items()}
    every_row = Frame(table, checking.values, raw.lines, raw.file, raw.warnings, raw.sheet, headings)
    frame = every_row
    bad = {row for row, _ in checking.faulty}
    if bad:
        good = [row for row in range(len(raw.lines)) if row not in bad]
        values = {name: [cells[row] for row in good] for name, cells in checking.values.items()}
        frame = replace(every_row, columns=values, lines=[raw.lines[row] for row in good])
    placed = [(fault.row or 0, -1, fault) for fault in raw.faults] + checking.faults
    placed.sort(key=lambda entry: entry[:2])
    return Checked(frame, tuple(fault for _, _, fault in placed), every_row)


def sound(raw: Raw, table: str) -> Frame:
    """The checked table.

    Raises
    ------
    FrameError
        With every fault of the table, if it has any.
    """
    checked = check_raw(raw, table)
    if checked.faults:
        raise FrameError(checked.faults)
    return checked.frame
