"""A table as it was read, before any cell is parsed."""

from __future__ import annotations

from dataclasses import dataclass, field

from matcher.errors import Fault, FrameError


@dataclass
class Raw:
    """Headings and cells of one table, column by column.

    ``columns`` holds one list of cells for each heading, all as long as ``lines``: texts from a CSV, typed
    cells from a workbook, from parquet or from a program. ``faults`` are those of rows that could not be
    read at all; they have no cells here.
    """

    file: str
    headings: list[str]
    columns: list[list[object]]
    lines: list[int]
    sheet: str | None = None
    heading_line: int = 1
    faults: list[Fault] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def fault(self, code: str, expected: str, row: int | None = None, column: str | None = None) -> Fault:
        """A fault of this file."""
        return Fault(code, expected, self.file, self.sheet, row, column)


def refuse(code: str, expected: str, file: str, row: int | None = None, column: str | None = None) -> FrameError:
    """The error of a file that cannot be read at all: one fault, one message."""
    return FrameError([Fault(code, expected, file, None, row, column)])
