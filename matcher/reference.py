"""The slow twins: plain NumPy that defines what the kernels must return.

The twin is the judge, and it runs where Numba cannot.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

TopK = tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int32]]


def pair_scores(points: NDArray[Any], point_columns: NDArray[Any]) -> NDArray[np.int64]:
    """Score of every pair of the block, millionths; shape (n, n_vacancies)."""
    scores: NDArray[np.int64] = points[:, point_columns].sum(axis=1, dtype=np.int64)
    return scores


def pair_bits(
    broken: NDArray[Any], broken_columns: NDArray[Any], ended_start: NDArray[Any], ended: NDArray[Any], ended_bit: int
) -> NDArray[np.uint16]:
    """Constraint bits of every pair of the block; 0 is eligible. Shape (n, n_vacancies)."""
    bits: NDArray[np.uint16] = np.bitwise_or.reduce(broken[:, broken_columns], axis=1).astype(np.uint16)
    rows = np.repeat(np.arange(len(ended_start) - 1), np.diff(ended_start))
    bits[rows, ended] |= np.uint16(ended_bit)
    return bits


def top_k_rows(scores: NDArray[np.int64], eligible: NDArray[np.bool_], k: int) -> TopK:
    """Sort every row: score descending, then position ascending; the first ``k`` eligible ones."""
    n = scores.shape[0]
    index = np.full((n, k), -1, np.int32)
    best = np.full((n, k), -1, np.int64)
    count = np.zeros(n, np.int32)
    for row in range(n):
        columns = np.flatnonzero(eligible[row])
        order = columns[np.argsort(-scores[row, columns], kind="stable")][:k]
        count[row] = len(order)
        index[row, : len(order)] = order
        best[row, : len(order)] = scores[row, order]
    return index, best, count


def top_k(
    points: NDArray[Any],
    point_columns: NDArray[Any],
    broken: NDArray[Any],
    broken_columns: NDArray[Any],
    ended_start: NDArray[Any],
    ended: NDArray[Any],
    k: int,
    by_vacancy: bool,
) -> TopK:
    """Score every pair and sort; same contract as :func:`matcher.kernels.top_k`."""
    eligible = pair_bits(broken, broken_columns, ended_start, ended, 1) == 0
    scores = pair_scores(points, point_columns)
    return top_k_rows(scores.T, eligible.T, k) if by_vacancy else top_k_rows(scores, eligible, k)
