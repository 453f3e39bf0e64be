"""A checked table, column by column, and the tables of one day together."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from models.columns import TABLES


@dataclass
class Frame:
    """One table, checked and parsed.

    Parameters
    ----------
    table : str
        Name of the table in the contract.
    columns : dict of str to list
        Parsed values of every column of the table, of equal length; None is unknown. Treat as read-only:
        equal cells share one value.
    lines : list of int
        Row number of each record in its file, as an editor or a spreadsheet shows it.
    file : str
        Name of the file, without its folder.
    warnings : list of str
        What was read otherwise than written, one line each, without cell values.
    """

    table: str
    columns: dict[str, list[object]]
    lines: list[int]
    file: str
    warnings: list[str] = field(default_factory=list)
    sheet: str | None = None
    headings: dict[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.lines)

    def __getitem__(self, column: str) -> list[object]:
        return self.columns[column]

    def rows(self) -> Iterator[dict[str, object]]:
        """Each record as a dict of its parsed values."""
        names = tuple(self.columns)
        for values in zip(*self.columns.values(), strict=True):
            yield dict(zip(names, values, strict=True))


def empty_frame(table: str, file: str = "") -> Frame:
    """The table without rows."""
    return Frame(table, {name: [] for name in TABLES[table].names}, [], file)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    msg = f"a parsed value must be text, number, date or a collection of them; got {type(value).__name__}"
    raise TypeError(msg)


def _canonical_rows(frame: Frame) -> list[str]:
    encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain).encode
    return sorted(encode({name: value for name, value in row.items() if value is not None}) for row in frame.rows())


@dataclass
class Tables:
    """The tables of one day; those that were absent have no rows."""

    candidates: Frame = field(default_factory=lambda: empty_frame("candidates"))
    employers: Frame = field(default_factory=lambda: empty_frame("employers"))
    vacancies: Frame = field(default_factory=lambda: empty_frame("vacancies"))
    workforce: Frame = field(default_factory=lambda: empty_frame("workforce"))
    outcomes: Frame = field(default_factory=lambda: empty_frame("outcomes"))
    contacts: Frame = field(default_factory=lambda: empty_frame("contacts"))
    agreements: Frame = field(default_factory=lambda: empty_frame("agreements"))

    def frames(self) -> tuple[Frame, ...]:
        """Every table, in the order of ``TABLES``."""
        return tuple(getattr(self, name) for name in TABLES)

    @property
    def warnings(self) -> list[str]:
        """The warnings of every table, in the order of ``TABLES``."""
        return [warning for frame in self.frames() for warning in frame.warnings]

    @cached_property
    def digest(self) -> str:
        """SHA-256 (hex) of the parsed content: the same whatever the order of rows, the format or the spelling.

        Unknown cells leave no trace, so that a column added to the contract changes no digest.
        """
        content = hashlib.sha256()
        for frame in self.frames():
            content.update(f"{frame.table}\n".encode())
            for row in _canonical_rows(frame):
                content.update(row.encode("utf-8", "surrogatepass"))
                content.update(b"\n")
        return content.hexdigest()
