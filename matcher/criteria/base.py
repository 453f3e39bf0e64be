"""What a criterion is: one function that scores a block, used alike to rank and to explain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.encode import Shared, Side
from matcher.encode.split import Split
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


class Best(NamedTuple):
    """Fast form: a person is worth the best of their parts, each of which ``score`` itself values.

    ``split`` takes people apart; the parts of one person are all known or all unknown to a job.
    """

    split: Callable[[Side], Split]


class Asked(NamedTuple):
    """What each job asks, item by item: ``items[start : start + size]``; ``total`` is the weight of all its items.

    start, size, total : int64 (m,)
    items : int32
    bare : int32 (n_items,)
        The same item without accommodations.
    """

    start: NDArray[np.int64]
    size: NDArray[np.int64]
    total: NDArray[np.int64]
    items: NDArray[np.int32]
    bare: NDArray[np.int32]


class Credits(NamedTuple):
    """What items are worth to people: the rows of a person's parts laid side by side.

    split : Split
        People taken apart; no two parts of one person name the same item.
    start : int64 (n_parts + 1,)
        Where each part's items begin.
    items : int32
    known, worth : int64
        Known weight of an item beyond ``otherwise``, and its whole known weight times its value in millionths.
    otherwise : int64 (n,)
        Known weight of any item, also of those that none of the person's parts names; their value is 0.
    """

    split: Split
    start: NDArray[np.int64]
    items: NDArray[np.int32]
    known: NDArray[np.int64]
    worth: NDArray[np.int64]
    otherwise: NDArray[np.int64]


class Mean(NamedTuple):
    """Fast form: the mean of what the asked items are worth, by weight; known is the share of weight that is known."""

    asked: Callable[[Side, Shared], Asked]
    credits: Callable[[Side, Shared, MatchPolicy], Credits]


class Needs(NamedTuple):
    """Fast form of the criterion ``accommodations``: bit sets of needs against what the firm and the job have."""


class Journey(NamedTuple):
    """Fast form of the criterion ``commute``: the engine measures the distance of the pair itself."""


@dataclass(frozen=True)
class Criterion:
    """One thing that speaks for a pair, or against it, without ever deciding.

    ``vacancy_columns`` is all that ``score`` reads of a vacancy: vacancies alike in these are scored once. ``fast``
    tells the engine how to have the same without calling ``score`` for every pair; without it people are scored one
    by one against the distinct jobs, right and slower.
    """

    name: str
    it: str
    en: str
    person_and_task: bool
    candidate_columns: tuple[str, ...]
    vacancy_columns: tuple[str, ...]
    score: Callable[[Side, Side, Shared, MatchPolicy], Scored]
    doc: str
    fast: Best | Mean | Needs | Journey | None = None


def all_or_nothing(known: NDArray[Any], value: Any) -> Scored:
    """A criterion known wholly or not at all; the value is 0 where it is not known."""
    shape = np.broadcast_shapes(np.shape(known), np.shape(value))
    mask = np.broadcast_to(known, shape)
    return Scored(np.where(mask, value, 0).astype(np.int64), mask.astype(np.int64) * MILLION)


def column(values: NDArray[Any]) -> NDArray[Any]:
    """A candidate column as (n, 1), to stand against vacancies as (1, m)."""
    return values[:, None]
