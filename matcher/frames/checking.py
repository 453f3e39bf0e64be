"""One table while it is checked: parsed columns, and the faults of each row by their place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from matcher.errors import Fault
from matcher.frames.faults import CellFault
from matcher.frames.raw import Raw
from matcher.frames.text import cell_text, safe
from models.columns import Table


@dataclass
class Checking:
    """One table while it is checked: parsed columns, and the faults of each row by their place."""

    table: Table
    raw: Raw
    values: dict[str, list[Any]] = field(default_factory=dict)
    found: dict[str, tuple[int, str]] = field(default_factory=dict)  # column -> position, heading in the file
    faults: list[tuple[int, int, Fault]] = field(default_factory=list)  # row, place of the column, fault
    faulty: set[tuple[int, str]] = field(default_factory=set)  # cells that have a fault already

    def add(self, row: int, column: str, fault: CellFault) -> None:
        """Keep a fault of a cell, once."""
        if (row, column) in self.faulty:
            return
        self.faulty.add((row, column))
        position, heading = self.found.get(column, (len(self.found), column))
        line = self.raw.lines[row]
        record = self.record(row)
        place = Fault(fault.code, fault.expected, self.raw.file, self.raw.sheet, line, safe(heading), record)
        self.faults.append((line, position, place))

    def record(self, row: int) -> str | None:
        """The ids of a row, as they stand in the file."""
        shown = [
            safe(cell_text(self.raw.columns[self.found[name][0]][row]).strip())
            for name in self.table.key
            if name in self.found and self.table.column(name).kind in {"id", "province"}
        ]
        return " ".join(filter(None, shown)) or None

    def stated(self, *columns: str) -> Iterator[tuple[Any, ...]]:
        """Row number and values of the rows where all these columns are stated and sound."""
        lists = [self.values[name] for name in columns]
        for row, cells in enumerate(zip(*lists, strict=True)):
            if None not in cells:
                yield (row, *cells)

    def heading(self, column: str) -> str:
        """The heading of a column in the file; its name where the file has none."""
        return safe(self.found.get(column, (0, column))[1])
