"""Criteria by their fast form, and the looked-up ones gathered into groups that share a key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.criteria import Criterion
from matcher.criteria.base import Best, Journey, Mean, Needs
from matcher.encode import Side
from matcher.encode.split import Split, differing_rows, one_by_one
from matcher.engine.distinct import Distinct, distinct_jobs
from matcher.kernels.layout import FIXED, JOURNEY, LOOKED_UP, MEAN, NEEDS

_FEW_KEYS = 512  # groups are put together while their jobs together differ in no more ways than this


class Forms(NamedTuple):
    """Which criterion is scored how: ``kind`` and ``number`` as `matcher.kernels.layout.Rules` has them."""

    kind: NDArray[np.int64]
    number: NDArray[np.int64]
    fixed: tuple[Criterion, ...]
    looked_up: tuple[Criterion, ...]
    means: tuple[Criterion, ...]
    needs: Criterion | None
    journey: Criterion | None


class Group(NamedTuple):
    """Looked-up criteria that share a key.

    criteria : positions among the looked-up criteria
    key_of : int64 (m,)
        Key of each vacancy.
    job_of : int64 (n_criteria, n_keys)
        The criterion's distinct job for each key.
    """

    criteria: tuple[int, ...]
    key_of: NDArray[np.int64]
    job_of: NDArray[np.int64]


def by_form(criteria: Sequence[Criterion]) -> Forms:
    """Sort the criteria by form; one that has none, or a form already taken, is looked up person by person."""
    kinds, numbers = [], []
    found: dict[int, list[Criterion]] = {kind: [] for kind in (FIXED, LOOKED_UP, MEAN, NEEDS, JOURNEY)}
    for criterion in criteria:
        kind = LOOKED_UP
        if isinstance(criterion.fast, Mean):
            kind = MEAN
        elif isinstance(criterion.fast, Needs) and not found[NEEDS]:
            kind = NEEDS
        elif isinstance(criterion.fast, Journey) and not found[JOURNEY]:
            kind = JOURNEY
        elif isinstance(criterion.fast, Best) and not criterion.candidate_columns:
            kind = FIXED
        kinds.append(kind)
        numbers.append(len(found[kind]))
        found[kind].append(criterion)
    return Forms(
        np.array(kinds, np.int64),
        np.array(numbers, np.int64),
        tuple(found[FIXED]),
        tuple(found[LOOKED_UP]),
        tuple(found[MEAN]),
        next(iter(found[NEEDS]), None),
        next(iter(found[JOURNEY]), None),
    )


def split_of(criterion: Criterion, candidates: Side) -> Split:
    """People taken apart as the criterion says, or one by one."""
    return criterion.fast.split(candidates) if isinstance(criterion.fast, Best) else one_by_one(candidates)


def _joined(one: Group, other: Group) -> Group:
    first, which = differing_rows([one.key_of, other.key_of], len(one.key_of))
    jobs = [group.job_of[:, group.key_of[first]] for group in (one, other)]
    return Group(one.criteria + other.criteria, which, np.concatenate(jobs))


def grouped(
    looked_up: Sequence[Criterion], weights: Sequence[int], vacancies: Side
) -> tuple[list[Group], list[Distinct]]:
    """Groups of criteria, the one of most weight first, and the distinct jobs of each criterion."""
    jobs = [distinct_jobs(vacancies, criterion.vacancy_columns) for criterion in looked_up]
    groups: list[Group] = []
    alike: dict[tuple[str, ...], int] = {}
    for number, (criterion, each) in enumerate(zip(looked_up, jobs, strict=True)):
        same = alike.setdefault(criterion.vacancy_columns, len(groups))
        every = np.arange(len(each.jobs))[None, :]
        if same < len(groups):
            group = groups[same]
            groups[same] = Group((*group.criteria, number), group.key_of, np.concatenate([group.job_of, every]))
        else:
            groups.append(Group((number,), each.which.astype(np.int64), every))
    groups.sort(key=lambda group: -sum(weights[number] for number in group.criteria))
    kept = groups[:1]
    for group in sorted(groups[1:], key=lambda group: group.job_of.shape[1]):
        last = kept[-1]
        joined = _joined(last, group) if len(kept) > 1 else None
        if joined is not None and joined.job_of.shape[1] <= _FEW_KEYS:
            kept[-1] = joined
        else:
            kept.append(group)
    return kept, jobs
