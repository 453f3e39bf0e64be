"""What can be asked of a row: the unknown, the words of the question, the answers it may get."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from models.vocabulary import LEVELS

Row = Mapping[str, Any]


class Answer(NamedTuple):
    """One answer: its words, Italian and English, and the cells of the row that it fills."""

    it: str
    en: str
    cells: Mapping[str, Any]


@dataclass(frozen=True)
class Facet:
    """One unknown of a row.

    ``code`` is the column, with the demand or the accommodation behind a colon where it is one of many.
    """

    code: str
    it: str
    en: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Market:
    """What the other side asks for or has: the answers that can make a difference.

    listed : rows of the other side that stand first in this row's own list.
    others : all rows of the other side.
    """

    listed: Sequence[Row]
    others: Sequence[Row]

    def words(self, column: str) -> list[Any]:
        """Every word of a list column of the other side, once, sorted."""
        return sorted({word for row in self.others for word in row[column] or ()})

    def codes(self, column: str) -> list[str]:
        """Every key of a mapping column of the other side, once, sorted."""
        return sorted({code for row in self.others for code in row[column] or {}})


def levels(column: str, known: Mapping[str, int] | None, demand: str) -> tuple[Answer, ...]:
    """The five levels of one demand, each put beside what is already stated."""
    return tuple(
        Answer(f"{level} ({term.it})", f"{level} ({term.en})", {column: {**(known or {}), demand: int(level)}})
        for level, term in LEVELS.items()
    )


def yes_no(column: str) -> tuple[Answer, ...]:
    """Yes and no of a column."""
    return Answer("sì", "yes", {column: True}), Answer("no", "no", {column: False})
