"""What a criterion is: one function that scores a block, used alike to rank and to explain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.encode import Shared, Side
from matcher.policy import MILLION, MatchPolicy

Millionths = NDArray[np.int64]


class Scored(NamedTuple):
    """Values of one criterion for n candidates × m vacancies, all in whole millionths.

    value : (n, m)
        How well the known part fits, with the firm's accommodations in place.
    known : (n, m)
        How much of the criterion is known: 0 nothing, 1,000,000 everything. The rest counts as neutral.
    bare : (n, m) or None
        The value without any accommodation, where that differs.
    """

    value: Millionths
    known: Millionths
    bare: Millionths | None = None


@dataclass(frozen=True)
class Criterion:
    """One thing that speaks for a pair, or against it, without ever deciding.

    ``vacancy_columns`` is all that ``score`` reads of a vacancy: vacancies alike in these are scored once.
    """

    name: str
    it: str
    en: str
    person_and_task: bool
    candidate_columns: tuple[str, ...]
    vacancy_columns: tuple[str, ...]
    score: Callable[[Side, Side, Shared, MatchPolicy], Scored]
    doc: str


def all_or_nothing(known: NDArray[Any], value: Any) -> Scored:
    """A criterion known wholly or not at all; the value is 0 where it is not known."""
    shape = np.broadcast_shapes(np.shape(known), np.shape(value))
    mask = np.broadcast_to(known, shape)
    return Scored(np.where(mask, value, 0).astype(np.int64), mask.astype(np.int64) * MILLION)


def column(values: NDArray[Any]) -> NDArray[Any]:
    """A candidate column as (n, 1), to stand against vacancies as (1, m)."""
    return values[:, None]
