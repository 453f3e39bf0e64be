"""What the tables' texts say, row by row: each finding with its words, beside what the table states.

A finding never blocks and never counts: it is shown, and a person confirms it. Two official flags are read like
words: barriers (``step_free`` no) ask for stairs, night shifts for a little stress, the nearest of the demands. A flag
says "at least": where the table states as much or more, it adds nothing.
Public transport says how one arrives, and no demand of the task: it stays with the commute.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from matcher.frames import Frame, Tables
from matcher.inferred.capacities import read_capacities
from matcher.inferred.demands import read_demands
from matcher.inferred.reading import Read
from models.vocabulary import DEMANDS

Row = Mapping[str, Any]
Reader = Callable[[str], tuple[Read, ...]]

JOB_TEXTS = ("abilities_note", "title", "description")
PERSON_TEXTS = ("skills",)
STATED = {"vacancies": "demands", "candidates": "capacities"}
KEYS = {"vacancies": "vacancy_id", "candidates": "candidate_id"}
_BARRIERS, _NIGHT = "barriere architettoniche: sì", "turni notturni: sì"


@dataclass(frozen=True, slots=True)
class Inferred:
    """A demand or a capacity read from a text: where, how much, the words, and what the table states of it."""

    table: str
    id: str
    column: str
    demand: str
    level: int
    words: str
    stated: int | None

    @property
    def conflicts(self) -> bool:
        """Whether the table states another level."""
        return self.stated is not None and self.stated != self.level

    def to_json(self) -> dict[str, Any]:
        """As printed: the words as they stand in the text."""
        told = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {**told, "conflicts": self.conflicts}


def _flags(row: Row) -> Iterator[tuple[str, Read]]:
    stated = row.get("demands") or {}
    if row.get("step_free") is False and stated.get("stairs", 0) < 1:
        yield "step_free", Read("stairs", 1, _BARRIERS, 0, len(_BARRIERS))
    if "night" in (row.get("working_times") or ()) and stated.get("stress", 0) < 1:
        yield "working_times", Read("stress", 1, _NIGHT, 0, len(_NIGHT))


# Titles and sentences repeat over a table of vacancies; people's words are not kept once they are read.
_read_job = lru_cache(maxsize=4096)(read_demands)


def _read(table: str, row: Row, columns: Sequence[str], reader: Reader) -> Iterator[tuple[str, Read]]:
    for column in columns:
        for found in reader(row.get(column) or ""):
            yield column, found
    if table == "vacancies":
        yield from _flags(row)


def _of(table: str, row: Row, columns: Sequence[str], reader: Reader) -> tuple[Inferred, ...]:
    stated = row.get(STATED[table]) or {}
    return tuple(
        Inferred(table, row[KEYS[table]], column, found.demand, found.level, found.words, stated.get(found.demand))
        for column, found in _read(table, row, columns, reader)
    )


def of_vacancy(row: Row) -> tuple[Inferred, ...]:
    """What the texts and flags of one vacancy say of demands, column by column."""
    return _of("vacancies", row, JOB_TEXTS, _read_job)


def of_candidate(row: Row) -> tuple[Inferred, ...]:
    """Limits that one person's own words say, as capacities."""
    return _of("candidates", row, PERSON_TEXTS, read_capacities)


def of_tables(tables: Tables) -> tuple[Inferred, ...]:
    """Every finding of the vacancies, then of the candidates, by id and column.

    Parameters
    ----------
    tables : Tables
        Checked tables; they are not changed.
    """
    jobs, people = _sorted(tables.vacancies), _sorted(tables.candidates)
    return tuple(found for row in jobs for found in of_vacancy(row)) + tuple(
        found for row in people for found in of_candidate(row)
    )


def _sorted(frame: Frame) -> list[dict[str, Any]]:
    return sorted(frame.rows(), key=lambda row: str(row[KEYS[frame.table]]))


def to_confirm(found: Sequence[Inferred]) -> tuple[Inferred, ...]:
    """One finding for each demand that the table does not state as read: what a note shows.

    Of several columns the most asking one stands for a vacancy, the most limiting one for a person. Conflicts come
    first, then higher demands; ties in the order of the vocabulary.
    """
    best: dict[tuple[str, str], Inferred] = {}
    for one in found:
        if one.stated == one.level:
            continue
        kept = best.get((one.table, one.demand))
        person = one.table == "candidates"
        if kept is None or (one.level < kept.level if person else one.level > kept.level):
            best[(one.table, one.demand)] = one
    order = {code: place for place, code in enumerate(DEMANDS)}
    return tuple(sorted(best.values(), key=lambda one: (not one.conflicts, one.table, -one.level, order[one.demand])))
