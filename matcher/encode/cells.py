"""Columns of a checked table in the order of its ids, and what is worked out once for each distinct cell.

Equal cells of a checked table share one object (`matcher.frames`), so cells are told apart by identity: nothing is
compared or hashed, and equal cells that are two objects only cost a second working out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from matcher.encode import sides
from matcher.encode.sides import UNKNOWN, Column, level_rows, sparse_rows
from matcher.frames import Frame

Row = Mapping[str, Any]


def frame_rows(frame: Frame, key: str) -> list[dict[str, Any]]:
    """Rows of a checked table as mappings, sorted by code point of their id."""
    names = list(frame.columns)
    rows = [dict(zip(names, cells, strict=True)) for cells in zip(*(frame[name] for name in names), strict=True)]
    return sorted(rows, key=lambda row: str(row[key]))


class Distinct(NamedTuple):
    """Distinct cells in the order first seen, and which of them every row holds, shape (n,)."""

    values: list[Any]
    which: NDArray[np.intp]


def distinct(cells: Iterable[Any]) -> Distinct:
    """The distinct objects among cells that live at least as long as the answer."""
    numbers: dict[int, int] = {}
    values: list[Any] = []
    which: list[int] = []
    for cell in cells:
        number = numbers.setdefault(id(cell), len(values))
        if number == len(values):
            values.append(cell)
        which.append(number)
    return Distinct(values, np.array(which, np.intp))


class Cells:
    """The columns of a checked table, rows sorted by code point of their id."""

    def __init__(self, ids: Sequence[str], column: Callable[[str], list[Any]]) -> None:
        """Take the ids in their order; a column is asked for when it is read."""
        self.ids = tuple(ids)
        self._column = column
        self._columns: dict[str, list[Any]] = {}
        self._distinct: dict[str, Distinct] = {}

    @classmethod
    def of_frame(cls, frame: Frame, key: str) -> Cells:
        """A checked table, its rows put in the order of their ids."""
        names = [str(value) for value in frame[key]]
        order = sorted(range(len(names)), key=names.__getitem__)
        return cls([names[row] for row in order], lambda name: [frame[name][row] for row in order])

    @classmethod
    def of_rows(cls, rows: Sequence[Row], key: str) -> Cells:
        """Rows that are in the order of their ids."""
        return cls([row[key] for row in rows], lambda name: [row[name] for row in rows])

    def __len__(self) -> int:
        """Number of rows."""
        return len(self.ids)

    def __getitem__(self, name: str) -> list[Any]:
        """The cells of a column, by row."""
        if name not in self._columns:
            self._columns[name] = self._column(name)
        return self._columns[name]

    def distinct(self, name: str) -> Distinct:
        """The distinct cells of a column."""
        if name not in self._distinct:
            self._distinct[name] = distinct(self[name])
        return self._distinct[name]

    def together(self, *names: str) -> Distinct:
        """The distinct combinations of several columns' cells, as rows of these columns."""
        parts = [self.distinct(name) for name in names]
        numbers: dict[tuple[int, ...], int] = {}
        rows = zip(*(part.which.tolist() for part in parts), strict=True)
        which = [numbers.setdefault(row, len(numbers)) for row in rows]
        values = [{name: part.values[at] for name, part, at in zip(names, parts, row, strict=True)} for row in numbers]
        return Distinct(values, np.array(which, np.intp))

    def places(self, prefix: str, place_of: Callable[[Row, str], int]) -> Column:
        """The number of each row's place."""
        names = tuple(f"{prefix}_{part}" for part in ("lat", "lon", "municipality"))
        cells = zip(*(self[name] for name in names), strict=True)
        return np.array([place_of(dict(zip(names, row, strict=True)), prefix) for row in cells], np.int32)

    def stated(self, name: str) -> Column:
        """Whether each row states a cell of the column."""
        return self.flags(name, lambda cell: cell is not None)

    def flags(self, name: str, tells: Callable[[Any], bool]) -> Column:
        """A yes or no of each row, asked of each distinct cell."""
        return self._spread(name, tells, bool)

    def whole(self, name: str, change: Callable[[Any], int] = int, dtype: str = "int32") -> Column:
        """A whole number of each row, -1 where the cell is unknown."""
        return self._spread(name, lambda cell: UNKNOWN if cell is None else change(cell), dtype)

    def each(self, name: str, change: Callable[[Any], int]) -> Column:
        """A whole number of each row, unknown cells too."""
        return self._spread(name, change, "int32")

    def scaled(self, name: str, unit: float) -> Column:
        """The whole number of ``cell × unit``, rounded half to even, -1 where the cell is unknown."""
        return self.whole(name, lambda cell: round(cell * unit), "int64")

    def bits(self, name: str, where: Mapping[str, int], dtype: Any) -> Column:
        """The bit set of the words of each cell, bit i for the word of position i."""
        return self._spread(name, lambda cell: sides.bits(cell, where), dtype)

    def levels(
        self, name: str, codes: Sequence[str], blank: int, read: Callable[[Any], Any] = lambda cell: cell
    ) -> Any:
        """Levels by code of each row, int8, shape (n, len(codes)); ``read`` gives the levels of a distinct cell."""
        values, which = self.distinct(name)
        return level_rows([read(cell) for cell in values], codes, blank)[which]

    def _spread(self, name: str, change: Callable[[Any], Any], dtype: Any) -> Column:
        values, which = self.distinct(name)
        return np.array([change(cell) for cell in values], dtype)[which]


def spread_rows(rows: Sequence[Mapping[int, int]], which: NDArray[np.intp], width: int) -> csr_matrix:
    """A sparse matrix whose row i holds the mapping of number ``which[i]``."""
    return sparse_rows(rows, width)[which]


def flat(parts: Iterable[Iterable[Any]]) -> list[Any]:
    """The distinct members of all parts, in the order first seen."""
    return list(dict.fromkeys(chain.from_iterable(parts)))
