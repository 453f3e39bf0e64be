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
    asked = shared.demand_profiles[vacancies["demands"]]
    bridged = bridged_levels(vacancies["available_bits"], shared)
    worth = item_values(policy)
    shape = (len(candidates), len(vacancies))
    known, value, bare = (np.zeros(shape, np.int64) for _ in range(3))
    for demand in np.flatnonzero((asked > 0).any(axis=0)):
        jobs = np.flatnonzero(asked[:, demand] > 0)
        stated = np.flatnonzero(candidates["capacities"][:, demand] >= 0)
        capacity = candidates["capacities"][stated, demand][:, None]
        level = asked[jobs, demand].astype(np.int64)[None, :]
        cells = np.ix_(stated, jobs)
        known[cells] += level
        value[cells] += level * worth[capacity, level, bridged[jobs, demand][None, :]]
        bare[cells] += level * worth[capacity, level, 0]
    total = np.where(asked > 0, asked, 0).sum(axis=1, dtype=np.int64)[None, :]
    return Scored(_share(value, known), known * MILLION // np.maximum(total, 1), _share(bare, known))


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
