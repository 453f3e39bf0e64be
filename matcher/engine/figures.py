"""What the values of the winning pairs add up to: score, interval, known share, fit, contributions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.criteria import CRITERIA, Criterion
from matcher.engine.rank import Ranked
from matcher.engine.scoring import contribution, known_weight, rounded
from matcher.policy import MILLION, MatchPolicy


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


def figures(ranked: Ranked, policy: MatchPolicy, criteria: Sequence[Criterion] = CRITERIA) -> Figures:
    """Add up the winners' values with the functions that ranked them.

    Raises
    ------
    AssertionError
        If the contributions do not sum to the score that ranked: the explanation may not disagree with the rank.
    """
    weights = np.array(policy.weight_of(c.name for c in criteria), np.int64)
    of_person = np.array([c.person_and_task for c in criteria])
    points = contribution(ranked.value, ranked.known, weights, policy.neutral)
    bare = contribution(ranked.bare, ranked.known, weights, policy.neutral)
    certain = known_weight(ranked.known, weights)
    if not np.array_equal(points.sum(axis=1), ranked.score):
        msg = "contributions do not sum to the score that ranked the pair"
        raise AssertionError(msg)
    low = rounded(certain * ranked.value, MILLION).sum(axis=1)
    share = int(weights[of_person].sum())
    return Figures(
        points=points,
        weight_known=certain,
        score=ranked.score,
        low=low,
        high=low + (weights - certain).sum(axis=1),
        known_share=certain.sum(axis=1),
        fit=rounded(bare[:, of_person].sum(axis=1) * MILLION, max(share, 1)),
        fit_with=rounded(points[:, of_person].sum(axis=1) * MILLION, max(share, 1)),
    )
