"""What the values of the winning pairs add up to: score, interval, known share, fit, contributions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.criteria import CRITERIA, Criterion
from matcher.engine.arithmetic import contribution, known_weight, rounded
from matcher.engine.ranked import Ranked
from matcher.policy import MILLION, MatchPolicy

Tables = tuple[NDArray[Any], NDArray[Any], NDArray[Any]]


@dataclass(frozen=True)
class Figures:
    """Whole millionths, one row for each pair.

    points : int64 (n, n_criteria)
        Contributions; their sum is ``score``.
    weight_known : int64 (n, n_criteria)
        The part of each weight that rests on what is known; the rest counts as neutral.
    score, low, high, known_share, fit, fit_with : int64 (n,)
        ``low`` and ``high`` put 0 and 1 in the place of the unknown; the fits are the person-and-task criteria
        rescaled to 1, without accommodations and with them.
    """

    points: NDArray[np.int64]
    weight_known: NDArray[np.int64]
    score: NDArray[np.int64]
    low: NDArray[np.int64]
    high: NDArray[np.int64]
    known_share: NDArray[np.int64]
    fit: NDArray[np.int64]
    fit_with: NDArray[np.int64]


def add_up_plainly(
    tables: Tables, weights: NDArray[np.int64], of_person: NDArray[np.bool_], neutral: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Add up values, known shares and bare values, (n, n_criteria) each.

    Returns
    -------
    points, certain : int64 (n, n_criteria)
        Contributions, and the known parts of the weights.
    sums : int64 (5, n)
        Of the points; of the points of what is known; of the known parts; over the criteria of the person and the
        task, of the points without accommodations and of the points with them.
    """
    value, known, bare = (table.astype(np.int64) for table in tables)
    certain = known_weight(known, weights)
    points = contribution(value, known, weights, neutral)
    without = contribution(bare, known, weights, neutral)
    low = rounded(certain * value, MILLION)
    parts = (points, low, certain, without[:, of_person], points[:, of_person])
    return points, certain, np.stack([part.sum(axis=1) for part in parts])


def figures(ranked: Ranked, policy: MatchPolicy, criteria: Sequence[Criterion] = CRITERIA) -> Figures:
    """Add up the winners' values; that they come to the score that ranked is the check on the search.

    Raises
    ------
    AssertionError
        If the contributions do not sum to the score that ranked: the explanation may not disagree with the rank.
    """
    add_up = add_up_plainly
    if len(ranked) and find_spec("numba") is not None:
        from matcher.kernels.sums import add_up
    weights = np.array(policy.weight_of(c.name for c in criteria), np.int64)
    of_person = np.array([c.person_and_task for c in criteria])
    tables = (ranked.value, ranked.known, ranked.bare)
    points, certain, (score, low, known_share, fit, fit_with) = add_up(tables, weights, of_person, policy.neutral)
    if not np.array_equal(score, ranked.score):
        msg = "contributions do not sum to the score that ranked the pair"
        raise AssertionError(msg)
    share = max(int(weights[of_person].sum()), 1)
    return Figures(
        points=points,
        weight_known=certain,
        score=ranked.score,
        low=low,
        high=low + int(weights.sum()) - known_share,
        known_share=known_share,
        fit=rounded(fit * MILLION, share),
        fit_with=rounded(fit_with * MILLION, share),
    )
