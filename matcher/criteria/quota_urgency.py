"""Quota urgency: what the vacancy's own employer still owes; it orders the eligible and makes nobody eligible."""

from __future__ import annotations

import numpy as np

from matcher.criteria.base import Best, Criterion, Scored, all_or_nothing
from matcher.encode import Shared, Side
from matcher.encode.split import everyone_alike
from matcher.policy import MILLION, MatchPolicy

_ANY_GAP = MILLION // 2


def _score(candidates: Side, vacancies: Side, shared: Shared, policy: MatchPolicy) -> Scored:
    gap, quota = vacancies["gap"].astype(np.int64), vacancies["quota"].astype(np.int64)
    share = np.minimum(MILLION, MILLION * np.maximum(gap, 0) // np.maximum(quota, 1))
    value = np.where(gap > 0, _ANY_GAP + (MILLION - _ANY_GAP) * share // MILLION, 0)
    known = np.broadcast_to((gap >= 0)[None, :], (len(candidates), len(vacancies)))
    return all_or_nothing(known, value[None, :])


QUOTA_URGENCY = Criterion(
    name="quota_urgency",
    it="Scopertura dell'azienda",
    en="The employer's quota gap",
    person_and_task=False,
    candidate_columns=(),
    vacancy_columns=("gap", "quota"),
    score=_score,
    doc="0 without a gap; otherwise from 0.5 towards 1 with the uncovered share of the quota that the vacancy is "
    "reserved for. The same for every person. Unknown without workforce rows.",
    fast=Best(everyone_alike),
)
