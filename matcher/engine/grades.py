"""Criteria that are looked up: what every elementary person is worth to every distinct job, found once.

A table holds grades, small numbers that rise with the value, so that the best of a person's parts is the highest
grade; points, value, known share and bare value stand by grade. All come from the criterion's own function.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.criteria import Criterion, Scored
from matcher.encode import Shared, Side
from matcher.engine.arithmetic import contribution
from matcher.policy import MILLION, MatchPolicy

_SHIFT = 20  # a value of at most a million takes twenty bits
_VALUES = 1 << _SHIFT
_FEW = 8  # known shares for which a mark for every possible value takes little room


class Graded(NamedTuple):
    """Grades of parts by distinct job, int32 (n_parts, n_jobs); by grade its points, value, known and bare value."""

    grades: NDArray[np.int32]
    meaning: NDArray[np.int32]


def numbered(values: NDArray[np.int64], size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Distinct values below ``size``, rising, and the number of each value among them; as `numpy.unique`, faster."""
    seen = np.zeros(size, bool)
    seen[values] = True
    return np.flatnonzero(seen), (np.cumsum(seen) - 1)[values]


def worth(scored: Scored, shape: tuple[int, int]) -> NDArray[np.int64]:
    """Value, known and bare value, (3, n_parts, n_jobs)."""
    bare = scored.value if scored.bare is None else scored.bare
    return np.stack([np.broadcast_to(part, shape) for part in (scored.value, scored.known, bare)])


def packed(value: NDArray[np.int64], known: NDArray[np.int64], bare: NDArray[np.int64]) -> NDArray[np.int64]:
    """One number for value, known share and bare value, that rises as grades do."""
    return (known << _SHIFT | value) << _SHIFT | bare


def graded(criterion: Criterion, parts: Side, jobs: Side, shared: Shared, policy: MatchPolicy) -> Graded:
    """Grade every part against every distinct job."""
    scored = criterion.score(parts, jobs, shared, policy)
    value, known, bare = worth(scored, (len(parts), len(jobs)))
    shares, share = numbered(known.ravel(), _VALUES)
    key = share << _SHIFT | value.ravel()
    if scored.bare is None and len(shares) <= _FEW:
        keys, grades = numbered(key, len(shares) << _SHIFT)
        bares = keys % _VALUES
    else:
        keys, grades = np.unique(key << _SHIFT | bare.ravel(), return_inverse=True)
        bares, keys = keys % _VALUES, keys >> _SHIFT
    values, knowns = keys % _VALUES, shares[keys >> _SHIFT]
    points = contribution(values, knowns, policy.weights[criterion.name], policy.neutral)
    meaning = np.stack([points, values, knowns, bares]).astype(np.int32)
    return Graded(grades.reshape(value.shape).astype(np.int32), np.ascontiguousarray(meaning))


assert MILLION < _VALUES  # noqa: S101 (the packing above rests on it)
