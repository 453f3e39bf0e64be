"""The arrays' home: one `Side` for candidates, one for vacancies, and what they share."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from models.vocabulary import DEMANDS

UNKNOWN = -1
DEMAND_CODES = tuple(DEMANDS)
Column = NDArray[Any]


@dataclass(frozen=True)
class Side:
    """One side of the market.

    ``ids`` are sorted by code point, so that a tie settled by position is settled by id. ``columns`` hold one
    row for each id; a column is an array of shape (n,) or (n, width), or a sparse matrix of n rows.
    """

    ids: tuple[str, ...]
    columns: Mapping[str, Any]

    def __len__(self) -> int:
        """Number of rows."""
        return len(self.ids)

    def __getitem__(self, name: str) -> Any:
        """The column of that name."""
        return self.columns[name]

    def rows(self, start: int, stop: int) -> Side:
        """The rows from ``start`` to before ``stop``."""
        return Side(self.ids[start:stop], {name: column[start:stop] for name, column in self.columns.items()})

    def take(self, index: NDArray[np.int64]) -> Side:
        """The rows at the given positions, in that order."""
        return Side(tuple(self.ids[i] for i in index), {name: column[index] for name, column in self.columns.items()})


@dataclass(frozen=True)
class Shared:
    """Tables that both sides point into.

    places : float (n_places, 2)
        Latitude and longitude, degrees; row 0 is the unknown place (NaN).
    skill_sets : sparse int (n_sets, n_skills)
        1 where a set of asked skills holds a skill.
    held_nearness : int32 (n_titles, n_vacancy_occupations)
        Millionths: how near an occupation that candidates name is to one that vacancies name.
    demand_profiles : int8 (n_profiles, 36)
        Stated demands 0–4; -1 where a profile does not state the demand.
    bridge_levels : int8 (n_accommodations, 36)
        Levels by which an accommodation bridges a demand.
    licence_profiles : int8 (n_profiles, n_licences)
        1 where a licence is needed.
    language_profiles : int8 (n_profiles, n_languages)
        Asked level 1–6; 0 where a language is not asked.
    licences, languages : tuple of str
        The words that some vacancy asks for, which the last two tables have a column for.
    """

    places: NDArray[np.float64]
    skills: tuple[str, ...]
    skill_sets: csr_matrix
    titles: tuple[str, ...]
    occupations: tuple[str, ...]
    held_nearness: NDArray[np.int32]
    demand_profiles: NDArray[np.int8]
    accommodations: tuple[str, ...]
    bridge_levels: NDArray[np.int8]
    licence_profiles: NDArray[np.int8]
    language_profiles: NDArray[np.int8]
    licences: tuple[str, ...]
    languages: tuple[str, ...]


@dataclass(frozen=True)
class Encoding:
    """Both sides on one day, and the pairs that past outcomes close."""

    on: date
    candidates: Side
    vacancies: Side
    shared: Shared
    declined_pairs: NDArray[np.int64]  # (n, 2): candidate position, vacancy position; sorted


class Interner:
    """Gives each distinct value the next number, in the order first seen."""

    def __init__(self, first: Iterable[Hashable] = ()) -> None:
        """Start with the given values."""
        self._numbers: dict[Hashable, int] = {value: number for number, value in enumerate(first)}

    def number(self, value: Hashable) -> int:
        """The number of this value."""
        return self._numbers.setdefault(value, len(self._numbers))

    def values(self) -> list[Any]:
        """Every value, by number."""
        return list(self._numbers)


def bits(words: Iterable[str] | None, positions: Mapping[str, int]) -> int:
    """A bit set: bit i is set where the word of position i is among ``words``."""
    total = 0
    for word in words or ():
        total |= 1 << positions[word]
    return total


def positions(words: Iterable[str]) -> dict[str, int]:
    """Position of each word in its list."""
    return {word: index for index, word in enumerate(words)}


def level_rows(profiles: Sequence[Mapping[str, int] | None], codes: Sequence[str], blank: int) -> NDArray[np.int8]:
    """Levels by code, shape (n, len(codes)); ``blank`` where a profile does not name the code."""
    rows = np.full((len(profiles), len(codes)), blank, np.int8)
    where = positions(codes)
    lengths = [len(profile or ()) for profile in profiles]
    named = [profile for profile in profiles if profile]
    columns = [where[code] for code in chain.from_iterable(named)]
    levels = list(chain.from_iterable(profile.values() for profile in named))
    rows[np.repeat(np.arange(len(profiles)), lengths), columns] = levels
    return rows


def sparse_rows(rows: Sequence[Mapping[int, int]], width: int) -> csr_matrix:
    """A sparse matrix with one row for each mapping of column to value."""
    lengths = [len(row) for row in rows]
    offsets = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])
    columns = np.fromiter((column for row in rows for column in sorted(row)), np.int32, offsets[-1])
    values = np.fromiter((row[column] for row in rows for column in sorted(row)), np.int64, offsets[-1])
    return csr_matrix((values, columns, offsets), shape=(len(rows), width))
