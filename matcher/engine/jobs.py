"""The vacancies as the kernels want them, slot by slot."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matcher.criteria.accommodations import met_by_the_job
from matcher.criteria.base import Asked
from matcher.encode import Shared, Side
from matcher.engine.arithmetic import contribution
from matcher.engine.forms import Forms
from matcher.engine.grades import worth
from matcher.engine.rules import SPARE_ITEMS, starts
from matcher.kernels.layout import Jobs
from matcher.policy import MatchPolicy


def _offers(vacancies: Side, shared: Shared, policy: MatchPolicy) -> NDArray[np.uint64]:
    """Accommodations available or met by the job, those something is stated of, those met by the job; (m, 3)."""
    by_job = met_by_the_job(vacancies, shared, policy)
    available, refused = vacancies["available_bits"] | by_job, vacancies["refused_bits"]
    stated = available | refused | np.where(vacancies["available_known"], ~np.uint64(0), np.uint64(0))
    return np.stack([available, stated, by_job], axis=1)


def _fixed(forms: Forms, vacancies: Side, shared: Shared, policy: MatchPolicy) -> tuple[NDArray[np.int64], ...]:
    """What does not depend on the person: points together, (m,); value, known and bare value, (m, n_fixed, 3)."""
    m = len(vacancies)
    anybody = Side(("",), {})
    found = [worth(each.score(anybody, vacancies, shared, policy), (1, m))[:, 0] for each in forms.fixed]
    values = np.stack(found) if found else np.zeros((0, 3, m), np.int64)
    weights = np.array([policy.weights[each.name] for each in forms.fixed], np.int64)[:, None]
    points = contribution(values[:, 0], values[:, 1], weights, policy.neutral).sum(axis=0)
    return points, values.transpose(2, 0, 1)


def jobs_of(
    vacancies: Side,
    shared: Shared,
    policy: MatchPolicy,
    forms: Forms,
    keys: NDArray[np.generic],
    asked: Sequence[Asked],
    sphere: NDArray[np.float64],
    position: NDArray[np.int32],
) -> Jobs:
    """The vacancies by slot; a slot without one repeats some vacancy and is never open."""
    order = np.maximum(position, 0)
    points, fixed = _fixed(forms, vacancies, shared, policy)
    first = starts([len(each.items) for each in asked])

    def by_mean(columns: list[NDArray[np.int64]]) -> NDArray[np.uint32]:
        table = np.stack(columns, axis=1) if columns else np.zeros((len(vacancies), 0), np.int64)
        return table[order].astype(np.uint32)

    return Jobs(
        position=position,
        base=points[order].astype(np.int32),
        fixed=np.ascontiguousarray(fixed[order], np.int32),
        keys=np.ascontiguousarray(keys[order], np.uint32),
        site=sphere[vacancies["site"][order]],
        degrees=shared.places[vacancies["site"][order]],
        remote=vacancies["remote"][order].astype(np.int64),
        served=(vacancies["public_transport"] != 0)[order],
        asked_start=by_mean([each.start + start for each, start in zip(asked, first, strict=False)]),
        asked_count=by_mean([each.size for each in asked]),
        asked_total=by_mean([each.total for each in asked]),
        items=np.concatenate([*(each.items for each in asked), np.zeros(SPARE_ITEMS)]).astype(np.uint32),
        offers=_offers(vacancies, shared, policy)[order],
    )
