"""The criteria as the kernels want them: tables one after the other, groups, means, settings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.criteria.base import Asked, Mean
from matcher.encode import Shared, Side
from matcher.encode.joint import REMOTE
from matcher.encode.split import Split
from matcher.engine.arithmetic import contribution, known_weight
from matcher.engine.forms import Forms, Group
from matcher.engine.grades import Graded
from matcher.kernels.layout import Rules
from matcher.policy import MILLION, MatchPolicy


class Looked(NamedTuple):
    """The looked-up criteria: one table below the other, and where each person's parts begin in them.

    tables : int32, start : int64 (n_best,), width : int64 (n_best,), grades : int32 (4, n_grades)
    grade_start : int64 (n_best,)
    best_start : int64 (n_best, n + 1), best_parts : int64
    """

    tables: NDArray[np.int32]
    grades: NDArray[np.int32]
    grade_start: NDArray[np.int64]
    width: NDArray[np.int64]
    best_start: NDArray[np.int64]
    best_parts: NDArray[np.int64]


def starts(lengths: Sequence[int]) -> NDArray[np.int64]:
    """Where each of some arrays begins when they lie one after the other, and where the last one ends."""
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)


SPARE = 64  # distinct jobs kept free in every table, for vacancies that change
_COMMON_TOTAL = 160  # 36 demands of the highest level come to 144
SPARE_ITEMS = SPARE * 128  # and items


def with_room(table: Graded) -> NDArray[np.int32]:
    """The grades, with columns to spare."""
    return np.pad(table.grades, ((0, 0), (0, SPARE)))


def side_by_side(tables: Sequence[Graded], splits: Sequence[Split], n: int) -> Looked:
    """Lay the tables one after the other; a part is then the place where its row begins."""
    if not tables:
        nothing = np.zeros(0, np.int64)
        return Looked(
            np.zeros(0, np.int32), np.zeros((4, 0), np.int32), nothing, nothing, np.zeros((0, n + 1), np.int64), nothing
        )
    grades = [with_room(each) for each in tables]
    table_start = starts([each.size for each in grades])
    width = np.array([each.shape[1] for each in grades], np.int64)
    member_start = starts([len(split.members) for split in splits])
    pairs = zip(splits, table_start, width, strict=False)
    return Looked(
        np.concatenate([each.ravel() for each in grades]),
        np.ascontiguousarray(np.concatenate([each.meaning for each in tables], axis=1)),
        starts([each.meaning.shape[1] for each in tables])[:-1],
        width,
        np.stack([split.starts + first for split, first in zip(splits, member_start, strict=False)]),
        np.concatenate([start + split.members.astype(np.int64) * wide for split, start, wide in pairs]),
    )


class Means(NamedTuple):
    """The criteria that are means: what each asks, and the rows of credits they read, each once."""

    asked: tuple[Asked, ...]
    forms: tuple[Mean, ...]
    row_of: NDArray[np.int64]
    row_start: NDArray[np.int64]
    bare: NDArray[np.int32]


def means_of(forms: Forms, vacancies: Side, shared: Shared) -> Means:
    """Find what the jobs ask; criteria that read the same credits share a row."""
    fast = [criterion.fast for criterion in forms.means if isinstance(criterion.fast, Mean)]
    asked = [form.asked(vacancies, shared) for form in fast]
    rows: dict[object, int] = {}
    row_of = [rows.setdefault(form.credits, len(rows)) for form in fast]
    bare = [asked[row_of.index(row)].bare for row in range(len(rows))]
    whole = np.concatenate([*bare, np.zeros(0, np.int32)]).astype(np.int32)
    distinct = tuple(fast[row_of.index(row)] for row in range(len(rows)))
    return Means(tuple(asked), distinct, np.array(row_of, np.int64), starts([len(each) for each in bare]), whole)


def settings(forms: Forms, policy: MatchPolicy, *, measured: bool) -> NDArray[np.int64]:
    """The numbers of the policy, in the order of `matcher.kernels.layout`."""
    needs, journey = (-1 if one is None else policy.weights[one.name] for one in (forms.needs, forms.journey))
    numbers = (
        policy.neutral,
        needs,
        policy.settings["essential_weight"],
        journey,
        policy.settings["hard_to_reach"],
        REMOTE,
        int(measured),
    )
    return np.array(numbers, np.int64)


def _parts(forms: Forms, means: Means, policy: MatchPolicy) -> NDArray[np.int32]:
    """See `matcher.kernels.layout.Rules`."""
    most = max((int(each.total.max(initial=0)) for each in means.asked), default=0)
    total, known = np.indices((min(most, _COMMON_TOTAL) + 1,) * 2, np.int64)
    share = np.minimum(known * MILLION // np.maximum(total, 1), MILLION)
    found = np.zeros((len(forms.means), *share.shape, 2), np.int32)
    for mean, criterion in enumerate(forms.means):
        weight = policy.weights[criterion.name]
        found[mean, :, :, 0] = known_weight(share, weight)
        found[mean, :, :, 1] = contribution(np.zeros_like(share), share, weight, policy.neutral)
    return found


def rules(
    forms: Forms, groups: Sequence[Group], looked: Looked, means: Means, policy: MatchPolicy, numbers: NDArray[np.int64]
) -> Rules:
    """Put everything together."""
    n_best = len(looked.width)
    group_of, job_start = np.zeros(n_best, np.int64), np.zeros(n_best, np.int64)
    job_of, filled = [np.zeros(0, np.int32)], 0
    for number, group in enumerate(groups):
        for criterion, jobs in zip(group.criteria, group.job_of, strict=True):
            group_of[criterion], job_start[criterion] = number, filled
            spare = looked.width[criterion] - SPARE + np.arange(SPARE)
            job_of.append(np.concatenate([jobs, spare]).astype(np.int32))
            filled += len(jobs) + SPARE
    sizes = [group.job_of.shape[1] + SPARE for group in groups]
    return Rules(
        tables=looked.tables,
        grade_start=looked.grade_start,
        grades=looked.grades,
        width=looked.width,
        group_of=group_of,
        group_start=starts(sizes),
        group_size=np.array(sizes, np.int64) - SPARE,
        job_start=job_start,
        job_of=np.concatenate(job_of),
        mean_weight=np.array([policy.weights[criterion.name] for criterion in forms.means], np.int64),
        mean_row=means.row_of,
        parts=_parts(forms, means, policy),
        row_start=means.row_start,
        bare=means.bare,
        kind=forms.kind,
        number=forms.number,
        settings=numbers,
    )
