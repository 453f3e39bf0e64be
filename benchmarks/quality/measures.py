"""Measures of lists and of chances: each one small, each tested against answers worked out by hand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np


def first_rank(ranked: Sequence[Hashable], right: Collection[Hashable]) -> int | None:
    """Rank, from 1, of the first right answer; None where there is none."""
    return next((rank for rank, found in enumerate(ranked, start=1) if found in right), None)


def reciprocal_rank(ranked: Sequence[Hashable], right: Collection[Hashable]) -> float:
    """One over the rank of the first right answer, 0 where there is none; its mean is the MRR."""
    rank = first_rank(ranked, right)
    return 0.0 if rank is None else 1.0 / rank


def average_precision(ranked: Sequence[Hashable], right: Collection[Hashable]) -> float:
    """Precision at each right answer, summed over the list and divided by all that are right; its mean is the MAP.

    Raises
    ------
    ValueError
        Nothing is right: such a question has no precision.
    """
    if not right:
        msg = "average precision needs at least one right answer: leave the question out"
        raise ValueError(msg)
    ranks = [rank for rank, found in enumerate(ranked, start=1) if found in right]
    return sum(place / rank for place, rank in enumerate(ranks, start=1)) / len(right)


def steep(grade: int) -> int:
    """What a grade is worth, as lists are mostly measured: 0, 1, 3, 7 for grades 0 to 3."""
    return int(2**grade - 1)


def ndcg(
    scored: Sequence[tuple[float, int]], grades: Sequence[int], k: int, gain: Callable[[int], float] = steep
) -> float | None:
    """Discounted gain of a list's first ``k`` over that of the best possible list.

    Parameters
    ----------
    scored : sequence of (score, grade)
        What was listed. Of equal scores no order is known: each place that they share gains their mean.
    grades : sequence of int
        Grades of everything that could have been listed, listed or not.
    k : int
        Places that count; place ``i`` counts 1 / log2(i + 1).
    gain : callable
        What a grade is worth.

    Returns
    -------
    float or None
        0 to 1; None where no grade is above 0, as every list is then as good.
    """
    best = _discounted([float(gain(grade)) for grade in sorted(grades, reverse=True)[:k]])
    if best == 0.0:
        return None
    gains: list[float] = []
    for _, tied in groupby(sorted(scored, key=lambda each: -each[0]), key=lambda each: each[0]):
        alike = [gain(grade) for _, grade in tied]
        gains += [sum(alike) / len(alike)] * len(alike)
    return _discounted(gains[:k]) / best


def _discounted(gains: Sequence[float]) -> float:
    return sum(float(each / np.log2(place + 1)) for place, each in enumerate(gains, start=1))


@dataclass(frozen=True, slots=True)
class Bin:
    """Chances of one tenth: how many, their mean, and the share that was right."""

    low: float
    count: int
    told: float
    was: float


def brier(chances: Sequence[float], right: Sequence[bool]) -> float:
    """Mean squared difference of chance and outcome: 0 is best, 0.25 is what always saying one half gives."""
    told, was = np.array(chances, dtype=np.float64), np.array(right, dtype=np.float64)
    return float(((told - was) ** 2).mean())


def bins(chances: Sequence[float], right: Sequence[bool], count: int = 10) -> list[Bin]:
    """Chances in equal intervals, the last one closed; empty intervals are left out."""
    told, was = np.array(chances, dtype=np.float64), np.array(right, dtype=np.float64)
    place = np.minimum((told * count).astype(np.int64), count - 1)
    found = []
    for number in range(count):
        inside = place == number
        if inside.any():
            found.append(Bin(number / count, int(inside.sum()), float(told[inside].mean()), float(was[inside].mean())))
    return found


def expected_calibration_error(each: Sequence[Bin]) -> float:
    """Mean distance of what was told and what was, weighed by how many stand in each interval."""
    total = sum(one.count for one in each)
    return sum(one.count * abs(one.told - one.was) for one in each) / total


def summary(ranked: Sequence[Sequence[Hashable]], right: Sequence[Collection[Hashable]]) -> dict[str, Any]:
    """Questions, share whose first answer is right, share with a right one among five, MRR."""
    ranks = [first_rank(found, wanted) for found, wanted in zip(ranked, right, strict=True)]
    count = len(ranks)
    if not count:
        return {"texts": 0, "top-1": float("nan"), "top-5": float("nan"), "MRR": float("nan")}
    return {
        "texts": count,
        "top-1": sum(rank == 1 for rank in ranks) / count,
        "top-5": sum(rank is not None and rank <= 5 for rank in ranks) / count,
        "MRR": sum(0.0 if rank is None else 1.0 / rank for rank in ranks) / count,
    }
