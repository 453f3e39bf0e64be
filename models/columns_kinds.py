"""What a column of a table is: its kind, unit, range, sensitivity and the headings that offices give it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


class Word(Protocol):
    """A word of a closed list: its code and its labels."""

    @property
    def code(self) -> str:
        """The code that programs use."""

    @property
    def it(self) -> str:
        """The Italian label."""

    @property
    def en(self) -> str:
        """The English label."""


# kind -> how a cell of that kind is written
KINDS: dict[str, str] = {
    "id": "text, leading zeros kept",
    "text": "text as written, ends trimmed",
    "texts": "texts parted by `;`",
    "held": "`title:years` parted by `;`; years may be left out",
    "date": "YYYY-MM-DD, dd/mm/yyyy or a date cell",
    "integer": "a whole number",
    "count": "a whole number; a missing column is 0, a blank cell 0 with a warning",
    "decimal": "a plain number, decimal point or comma",
    "km": "a plain number, `15` or `15 km`",
    "hours": "a plain number of hours, `20`, `20,5` or `20:30`",
    "share": "a number from 0 to 1, or `20%`",
    "percent": "a number from 0 to 100, `55` or `55%`",
    "yes_no": "`yes` or `no` (also sì, s, x, n)",
    "municipality": "name or ISTAT code of a municipality; a homonym with its province, `Castro (BG)`",
    "province": "two letters, or the name of the province",
    "word": "one word of the list",
    "words": "words of the list parted by `;`",
    "level": "one level of the list, 0 to 8",
    "languages": "`language:level` parted by `;`: ISO 639-1 (or `ise`) and A1 to C2, `it:C2;en:B1`",
    "licences": "licences parted by `;`; an unknown one is kept as written",
    "demands": "`demand=level` parted by `;`, level 0 to 4, `lifting=3;noise=2`",
    "needs": "`accommodation:essential` or `accommodation:preferred`, parted by `;`",
    "accommodations": "codes or labels of the catalogue of accommodations, parted by `;`",
    "part_time": "`worked/contract:heads` parted by `;`, hours `20`, `20,5` or `20:30`",
    "disabled_part_time": "a person each, `worked/contract:percent`, with `:psychic` where so, parted by `;`",
    "compensation": "`province:units:excess` or `province:units:reduction`, parted by `;`",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the contract, how its cells are read, and what they may hold."""

    name: str
    kind: str
    doc: str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    required: bool = False
    sensitive: bool = False
    vocabulary: Mapping[str, Word] | None = None
    aliases: tuple[str, ...] = ()
    default: object = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its name, the columns that together name a row once, and all its columns."""

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """The column of that name; KeyError where the table has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)
