"""What a constraint is: one function that says which pairs break it, one that says why and what would lift it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from numpy.typing import NDArray

from matcher.encode import Shared, Side
from matcher.encode.split import Split
from models.accommodations import Accommodation


@dataclass(frozen=True)
class PairFacts:
    """One pair as the tables state it, for telling why; never for deciding.

    ``distance_10m`` is the distance in tens of metres, -1 where unknown; ``ended`` the last word of the pair if it
    is an ending; ``hires`` the people hired or kept in the vacancy.
    """

    candidate: Mapping[str, Any]
    vacancy: Mapping[str, Any]
    on: date
    distance_10m: int = -1
    ended: tuple[str, date] | None = None
    hires: int = 0
    catalogue: Mapping[str, Accommodation] = field(default_factory=dict)


class Why(NamedTuple):
    """Why a pair is excluded, and the nearest change that would lift it."""

    detail: str
    nearest_change: str


@dataclass(frozen=True)
class Constraint:
    """Something hard: a pair that breaks it is in no list, and the reason is kept.

    ``broken`` answers for n candidates × m vacancies with an array that broadcasts to (n, m); it may read only
    ``vacancy_columns`` of the vacancies. Where the tables state nothing, nothing is broken. Pairs closed by a past
    outcome are marked one by one: there ``broken`` is None.

    ``split`` takes people apart so that a pair breaks the constraint where one of the person's parts does; without it
    no two people are alike, right and slower. ``measured`` marks the constraint that the engine decides by the
    distance of each pair instead.
    """

    name: str
    it: str
    en: str
    vacancy_columns: tuple[str, ...]
    broken: Callable[[Side, Side, Shared, int], NDArray[Any]] | None
    why: Callable[[PairFacts, str], Why]
    doc: str
    split: Callable[[Side], Split] | None = None
    measured: bool = False


def say(lang: str, it: str, en: str) -> str:
    """The sentence in the language asked for, Italian unless English."""
    return en if lang == "en" else it


def label(term: Any, lang: str) -> str:
    """The label of a word of the vocabulary."""
    return str(term.en if lang == "en" else term.it)


def spoken_day(day: date, lang: str) -> str:
    """A day as people write it: gg/mm/aaaa, or ISO in English."""
    return day.isoformat() if lang == "en" else f"{day:%d/%m/%Y}"
