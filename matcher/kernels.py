"""Compiled loops: add up the points of every pair and keep the best. They know nothing of what they add.

A block of candidates meets every vacancy. What a criterion gives depends on few columns of the vacancy, and jobs
repeat, so each table has one column for each *distinct* job; ``columns`` says which one is each vacancy's. Each
kernel has a plain twin of the same name in :mod:`matcher.reference`.

No signatures (they would compile at import); no ``parallel`` (blocks run in threads: no threading layer to choose).
"""

from __future__ import annotations

import numba
import numpy as np


@numba.njit(cache=True, nogil=True, inline="always")
def _score(points, point_columns, broken, broken_columns, row, col):  # type: ignore[no-untyped-def]
    """Score of a pair in millionths, or -1 where it breaks a constraint."""
    for group in range(broken_columns.shape[0]):
        if broken[row, broken_columns[group, col]] != 0:
            return np.int64(-1)
    score = np.int64(0)
    for criterion in range(point_columns.shape[0]):
        score += points[row, point_columns[criterion, col]]
    return score


@numba.njit(cache=True, nogil=True, inline="always")
def _insert(index, best, kept, name, score):  # type: ignore[no-untyped-def]
    """Put a name into its place among the ``kept`` best; the new number kept. Equals stay behind those before."""
    k = len(index)
    if kept == k and score <= best[k - 1]:
        return kept
    slot = min(kept, k - 1)
    while slot > 0 and score > best[slot - 1]:
        best[slot] = best[slot - 1]
        index[slot] = index[slot - 1]
        slot -= 1
    best[slot] = score
    index[slot] = name
    return min(kept + 1, k)


@numba.njit(cache=True, nogil=True)
def top_k(points, point_columns, broken, broken_columns, ended_start, ended, k, by_vacancy):  # type: ignore[no-untyped-def]
    """Best ``k`` eligible vacancies of each candidate of a block, or candidates of the block for each vacancy.

    Parameters
    ----------
    points : int32 (n, w)
        Millionths that each distinct job of each criterion gives each candidate.
    point_columns : int32 (n_criteria, n_vacancies)
        Column of ``points`` that is each vacancy's.
    broken : uint16 (n, b)
        Constraint bits, laid out as ``points``.
    broken_columns : int32 (n_groups, n_vacancies)
        Column of ``broken`` that is each vacancy's.
    ended_start : int64 (n + 1,)
        Where each candidate's ended vacancies begin in ``ended``.
    ended : int64
        Vacancies, ascending for each candidate, that the candidate is not to be proposed again.
    k : int
        Most names to keep, 1 or more.
    by_vacancy : bool
        Whose lists: those of the vacancies, or those of the candidates.

    Returns
    -------
    index : int32 (n or n_vacancies, k)
        Names, best first, a tie to the lower position; -1 beyond ``count``.
    best : int64 (n or n_vacancies, k)
        Their scores in millionths; -1 beyond ``count``.
    count : int32 (n or n_vacancies,)
    """
    n, m = points.shape[0], point_columns.shape[1]
    lists = m if by_vacancy else n
    index = np.full((lists, k), -1, np.int32)
    best = np.full((lists, k), -1, np.int64)
    count = np.zeros(lists, np.int32)
    for row in range(n):
        at = ended_start[row]
        for col in range(m):
            if at < ended_start[row + 1] and ended[at] == col:
                at += 1
                continue
            score = _score(points, point_columns, broken, broken_columns, row, col)
            if score >= 0:
                whose, name = (col, row) if by_vacancy else (row, col)
                count[whose] = _insert(index[whose], best[whose], count[whose], name, score)
    return index, best, count
