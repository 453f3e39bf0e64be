"""The office's own table of texts and concepts: what a person decided about a text stays decided.

One CSV, ``kind,text,concept,by,on,note``. A text counts by its gender-neutral stems, so "mulettista" is also
"mulettisti"; it links to its concept with chance 1, whatever the vocabulary says, and an empty concept says that the
text is none. A concept that an imported vocabulary no longer has is reported, and its line stays in the table.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path

from matcher.errors import TaxonomyError
from matcher.taxonomy.normalise import stems

COLUMNS = ("kind", "text", "concept", "by", "on", "note")
KINDS = ("occupation", "skill")
_DIGITS = 12
_MOST_BYTES = 10_000_000


@dataclass(frozen=True, slots=True)
class Alias:
    """One decision: this text is this concept ("" = none), says who, on which day, and why."""

    kind: str
    text: str
    concept: str
    by: str
    on: str
    note: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What two lines may not share."""
        return self.kind, stems(self.text)


class AliasTable:
    """The decisions of an office, in the order of their lines."""

    def __init__(self, rows: Iterable[Alias] = ()) -> None:
        """Check the lines together.

        Raises
        ------
        TaxonomyError
            Every fault at once, by line as in the file (the first is line 2).
        """
        self.rows = tuple(rows)
        faults = [fault for line, row in enumerate(self.rows, start=2) for fault in _faults(row, line)]
        first: dict[tuple[str, str], int] = {}
        for line, row in enumerate(self.rows, start=2):
            if first.setdefault(row.key, line) != line:
                faults.append(
                    f"line {line}: expected a text of its own (the same words stand on line {first[row.key]})"
                )
        _raise(faults)
        self._by_key = {row.key: row for row in self.rows}
        self._most_words = max((len(stemmed.split()) for _, stemmed in self._by_key), default=0)

    @property
    def digest(self) -> str:
        """12 hex digits that change with any decision; empty for an empty table."""
        if not self.rows:
            return ""
        decisions = sorted((row.kind, stems(row.text), row.concept) for row in self.rows)
        return hashlib.sha256(repr(decisions).encode()).hexdigest()[:_DIGITS]

    def find(self, kind: str, text: str) -> Alias | None:
        """The decision about this very text, or None."""
        if not self.rows or len(text.split()) > 4 * self._most_words + 4:  # a story is no alias
            return None
        return self._by_key.get((kind, stems(text)))

    def add(self, row: Alias) -> AliasTable:
        """The table with one more decision, in the place of an earlier one about the same text.

        Raises
        ------
        TaxonomyError
            The line is faulty.
        """
        _raise(_faults(row, len(self.rows) + 2))
        if row.key in self._by_key:
            return AliasTable(row if row.key == old.key else old for old in self.rows)
        return AliasTable((*self.rows, row))

    def remove(self, kind: str, text: str) -> AliasTable:
        """The table without the decision about a text.

        Raises
        ------
        TaxonomyError
            There is none.
        """
        gone = (kind, stems(text))
        if gone not in self._by_key:
            msg = f"no alias of kind {kind} for '{text}': volante alias list shows those that stand"
            raise TaxonomyError(msg)
        return AliasTable(row for row in self.rows if row.key != gone)

    def orphans(self, known: Callable[[str, str], bool]) -> list[tuple[int, Alias]]:
        """Lines whose concept ``known(kind, concept)`` denies, with their number; they link nothing."""
        return [
            (line, row)
            for line, row in enumerate(self.rows, start=2)
            if row.concept and not known(row.kind, row.concept)
        ]

    def to_csv(self) -> str:
        """The table as it is written to disk."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(astuple(row) for row in self.rows)
        return out.getvalue()


def read_aliases(path: Path) -> AliasTable:
    """Read the office's table.

    Raises
    ------
    TaxonomyError
        The file is no such table; every fault at once, by line.
    """
    content = path.read_bytes()
    if len(content) > _MOST_BYTES:
        msg = f"{path.name}: expected at most {_MOST_BYTES} bytes"
        raise TaxonomyError(msg)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        msg = f"{path.name}: expected UTF-8: save the file again as CSV UTF-8"
        raise TaxonomyError(msg) from error
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        msg = f"{path.name}: expected CSV with commas: {error}"
        raise TaxonomyError(msg) from error
    if not lines or tuple(cell.strip() for cell in lines[0]) != COLUMNS:
        msg = f"{path.name}, line 1: expected the columns {','.join(COLUMNS)}"
        raise TaxonomyError(msg)
    try:
        _raise(
            [
                f"line {line}: expected {len(COLUMNS)} cells, not {len(cells)}"
                for line, cells in enumerate(lines[1:], start=2)
                if len(cells) != len(COLUMNS)
            ]
        )
        return AliasTable(Alias(*(cell.strip() for cell in cells)) for cells in lines[1:])
    except TaxonomyError as error:
        told = "\n".join(f"{path.name}, {line}" for line in str(error).split("\n"))
        raise TaxonomyError(told) from error


def _faults(row: Alias, line: int) -> list[str]:
    """What is wrong with one line; texts are not repeated, they may say more than they should."""
    expected = []
    if row.kind not in KINDS:
        expected.append(f"kind {' or '.join(KINDS)}")
    if not stems(row.text):
        expected.append("a text with at least one letter or digit")
    if not row.by.strip():
        expected.append("by: the person who decided")
    try:
        date.fromisoformat(row.on)
    except ValueError:
        expected.append("on: the day of the decision, as 2026-11-16")
    return [f"line {line}: expected {each}" for each in expected]


def _raise(faults: Sequence[str]) -> None:
    if faults:
        raise TaxonomyError("\n".join(faults))
