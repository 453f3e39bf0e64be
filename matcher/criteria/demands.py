"""Demands: what the task asks against what the person can do, before and after the firm's accommodations."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from matcher.criteria.base import Asked, Credits, Criterion, Mean, Millionths, Scored
from matcher.encode import Shared, Side
from matcher.encode.joint import bridged_levels
from matcher.encode.sides import DEMAND_CODES
from matcher.encode.split import differing_rows, from_table, parts_side
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
    capacity, steps = candidates["capacities"], np.arange(TOP_LEVEL + 1)[None, :, None]
    # Person by demand-and-capacity, 1 where so stated; sparse, as two threads would fight over a dense product.
    has = csr_matrix((capacity[:, :, None] == np.arange(TOP_LEVEL + 1)).reshape(len(candidates), -1), dtype=np.int64)
    level, worth = asked.T[:, None, :], item_values(policy)
    known = has @ np.broadcast_to(level, (asked.shape[1], TOP_LEVEL + 1, len(vacancies))).reshape(has.shape[1], -1)
    value = has @ (level * worth[steps, level, bridged.T[:, None, :]]).reshape(has.shape[1], -1)
    bare = has @ (level * worth[steps, level, 0]).reshape(has.shape[1], -1)
    total = asked.sum(axis=1)[None, :]
    return Scored(_share(value, known), known * MILLION // np.maximum(total, 1), _share(bare, known))


def _share(total: Millionths, weight: Millionths) -> Millionths:
    return total // np.maximum(weight, 1)


_STEPS = TOP_LEVEL + 1  # an item is a demand, its level, and the levels bridged: (demand × 5 + level) × 5 + bridged


def _asked(vacancies: Side, shared: Shared) -> Asked:
    """One item for each stated demand of 1 or more; its weight is its level."""
    first, which = differing_rows([vacancies["demands"], vacancies["available_bits"].view(np.int64)], len(vacancies))
    level = np.maximum(shared.demand_profiles[vacancies["demands"][first]], 0).astype(np.int32)
    bridged = bridged_levels(vacancies["available_bits"][first], shared)
    job, demand = np.nonzero(level)
    items = (demand * _STEPS + level[job, demand]) * _STEPS + bridged[job, demand]
    starts = np.concatenate([[0], np.cumsum((level > 0).sum(axis=1))])
    every = np.arange(level.shape[1] * _STEPS**2, dtype=np.int32)
    start, total = starts[:-1][which], level.sum(axis=1, dtype=np.int64)[which]
    return Asked(start, np.diff(starts)[which], total, items.astype(np.int32), every - every % _STEPS)


def _credits(candidates: Side, shared: Shared, policy: MatchPolicy) -> Credits:
    """A stated capacity is a part: what each level of that demand is worth to who has it."""
    capacity = candidates["capacities"]
    stated = (capacity[:, :, None] == np.arange(_STEPS)).reshape(len(capacity), -1)
    demand, can, level, bridged = np.indices((len(DEMAND_CODES), _STEPS, TOP_LEVEL, _STEPS)).reshape(4, -1)
    level = level + 1
    items = (demand * _STEPS + level) * _STEPS + bridged
    worth = level * item_values(policy)[can, level, bridged]
    n_parts = stated.shape[1]
    split = from_table(stated, parts_side({"part": np.arange(n_parts)}))
    starts = np.arange(n_parts + 1, dtype=np.int64) * TOP_LEVEL * _STEPS
    nothing = np.zeros(len(capacity), np.int64)
    return Credits(split, starts, items.astype(np.int32), level.astype(np.int64), worth.astype(np.int64), nothing)


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
    fast=Mean(_asked, _credits),
)
