"""What the values of some pairs add up to."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.kernels.arithmetic import rounded
from matcher.kernels.layout import compiled


@compiled
def _add_up(
    value: Any, known: Any, bare: Any, weights: Any, of_person: Any, neutral: Any, points: Any, certain: Any, sums: Any
) -> None:
    for pair in range(len(value)):
        for criterion in range(len(weights)):
            weight = weights[criterion]
            part = rounded(np.int64(known[pair, criterion]) * weight)
            unknown = rounded((weight - part) * neutral)
            worth = rounded(part * np.int64(value[pair, criterion]))
            points[pair, criterion], certain[pair, criterion] = worth + unknown, part
            sums[0, pair] += worth + unknown
            sums[1, pair] += worth
            sums[2, pair] += part
            if of_person[criterion]:
                sums[3, pair] += rounded(part * np.int64(bare[pair, criterion])) + unknown
                sums[4, pair] += worth + unknown


def add_up(
    tables: tuple[NDArray[Any], NDArray[Any], NDArray[Any]],
    weights: NDArray[np.int64],
    of_person: NDArray[np.bool_],
    neutral: int,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Points, known weights and sums, as :func:`matcher.engine.figures.add_up_plainly` defines them."""
    shape = tables[0].shape
    points, certain, sums = np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.zeros((5, shape[0]), np.int64)
    _add_up(*tables, weights, of_person, neutral, points, certain, sums)
    return points, certain, sums
