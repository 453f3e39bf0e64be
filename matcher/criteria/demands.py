"""Demands: what the task asks against what the person can do, before and after the firm's accommodations."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from matcher.criteria.base import Criterion, Millionths, Scored
from matcher.encode import Shared, Side
from matcher.encode.joint import bridged_levels
from matcher.policy import MILLION, MatchPolicy
from models.vocabulary import TOP_LEVEL


def item_values(policy: MatchPolicy) -> NDArray[np.int64]:
    """Worth of one demand, millionths, by capacity, demand and levels bridged; shape (5, 5, 5).

    A capacity above the demand, no limitation at all, or a demand that an available accommodation brings within
    reach is worth 1: a need that the firm meets is no blemish. At the limit ``near_limit``; one level over it,
    with nothing that bridges, ``just_over_limit``; further over, 0.
    """
    settings = policy.settings
    capacity, demand, levels = np.ogrid[: TOP_LEVEL + 1, : TOP_LEVEL + 1, : TOP_LEVEL + 1]
    bridged = (levels > 0) & (capacity + levels >= demand)
    comfortable = (capacity > demand) | (capacity == TOP_LEVEL) | bridged
    conditions = [comfortable, capacity == demand, capacity == demand - 1]
    return np.select(conditions, [MILLION, settings["near_limit"], settings["just_over_limit"]], 0).astype(np.int64)


def _score(candidates: Side, vacancies: Side, shared: Shared, policy: MatchPolicy) -> Scored:
    asked = np.maximum(shared.demand_profiles[vacancies["demands"]], 0).astype(np.int64)
    bridged = bridged_levels(vacancies["available_bits"], shared)
    capacity, steps = candidates["capacities"][:, :, None], np.arange(TOP_LEVEL + 1)
    has = (capacity == steps).reshape(len(candidates), -1)  # one column for each demand and capacity
    level, worth = asked[:, :, None], item_values(policy)
    known = _summed(has, np.broadcast_to(level, (*asked.shape, len(steps))))
    value = _summed(has, level * worth[steps, level, bridged[:, :, None]])
    bare = _summed(has, level * worth[steps, level, 0])
    total = asked.sum(axis=1)[None, :]
    return Scored(_share(value, known), known * MILLION // np.maximum(total, 1), _share(bare, known))


def _summed(has: NDArray[np.bool_], gives: NDArray[np.int64]) -> Millionths:
    """Sum over the demands of what the stated capacity gives, shape (n, m); exact, far below 2**53."""
    found: Millionths = (has.astype(np.float64) @ gives.reshape(len(gives), -1).T.astype(np.float64)).astype(np.int64)
    return found


def _share(total: Millionths, weight: Millionths) -> Millionths:
    return total // np.maximum(weight, 1)


DEMANDS = Criterion(
    name="demands",
    it="Richieste della mansione e capacità",
    en="Demands and capacities",
    person_and_task=True,
    candidate_columns=("capacities",),
    vacancy_columns=("demands", "available_bits"),
    score=_score,
    doc="Mean over the stated demands of 1 or more, each weighing as its level: 1 when comfortable or met by an "
    "accommodation that the firm has, less at the limit, least beyond it. A capacity that is not stated leaves that "
    "part unknown; demands known only from the occupation's prior count as unknown.",
)
