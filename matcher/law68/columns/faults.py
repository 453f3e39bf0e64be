"""Collects the faults of columns: table, column, row, what is expected; never a value."""

from __future__ import annotations

import numpy as np

from matcher.law68.columns.layout import Column, Flags

_SHOWN = 20


class Faults:
    """The faults found so far; of a column that is wrong everywhere the first rows are named and the rest counted."""

    def __init__(self, ids: Column | None) -> None:
        """Start with none; ``ids`` name the employers, where they are known."""
        self.lines: list[str] = []
        self.ids = ids

    def add(self, where: str, expected: str) -> None:
        """Add one fault: the place and what was expected there."""
        self.lines.append(f"{where}: expected {expected}")

    def rows(self, where: str, bad: Flags, expected: str, employer: Column | None = None) -> None:
        """Add the rows marked, each with its employer's name where it has one."""
        positions = np.flatnonzero(bad)
        for at in positions[:_SHOWN].tolist():
            who = ""
            if self.ids is not None and employer is not None and 0 <= employer[at] < len(self.ids):
                named = self.ids[employer[at]]
                who = f"employer {named}: " if named else ""
            self.lines.append(f"{who}{where}[{at}]: expected {expected}")
        if len(positions) > _SHOWN:
            self.lines.append(f"{where}: the same fault in {len(positions) - _SHOWN} more rows")
