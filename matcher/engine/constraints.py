"""Constraints as bits: for every elementary person the slots that they break, sixty-four to a word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.eligibility import Constraint
from matcher.encode import Encoding, Shared, Side
from matcher.encode.split import Split, one_by_one
from matcher.engine.distinct import distinct_jobs
from matcher.engine.rules import starts
from matcher.kernels.layout import WORD


class Taken(NamedTuple):
    """A constraint taken apart: its people, and which vacancies each part breaks, bool (n_parts, m)."""

    constraint: Constraint
    split: Split
    broken: NDArray[np.bool_]


class Barriers(NamedTuple):
    """Everything hard but distance and past outcomes.

    barred : bool (n,)
        People to whom nothing may be proposed, whatever the vacancy.
    closed : bool (m,)
        Vacancies open to nobody.
    shut : the constraints that close a vacancy to everybody, with the one part that everybody is
    taken : the constraints that depend on both
    start : int64 (n + 1,), parts : int32
        Parts of each person over all of them; also parts that break nothing today, as vacancies change.
    """

    barred: NDArray[np.bool_]
    closed: NDArray[np.bool_]
    shut: tuple[tuple[Constraint, Side], ...]
    taken: tuple[Taken, ...]
    start: NDArray[np.int64]
    parts: NDArray[np.int32]


def broken_by(constraint: Constraint, parts: Side, vacancies: Side, shared: Shared, on: date) -> NDArray[np.bool_]:
    """Which vacancies each part breaks, by the constraint's own function; (n_parts, m)."""
    assert constraint.broken is not None  # noqa: S101 (the caller leaves past outcomes out)
    found = constraint.broken(parts, vacancies, shared, on.toordinal())
    return np.broadcast_to(np.asarray(found) > 0, (len(parts), len(vacancies)))


def barriers(constraints: Sequence[Constraint], encoding: Encoding) -> Barriers:
    """Ask every constraint about every part, once for each distinct job."""
    candidates, vacancies = encoding.candidates, encoding.vacancies
    n, m = len(candidates), len(vacancies)
    barred, closed = np.zeros(n, bool), np.zeros(m, bool)
    taken: list[Taken] = []
    shut: list[tuple[Constraint, Side]] = []
    for constraint in constraints:
        if constraint.broken is None or constraint.measured:
            continue
        jobs = distinct_jobs(vacancies, constraint.vacancy_columns)
        if not constraint.vacancy_columns:
            barred |= broken_by(constraint, candidates, jobs.jobs, encoding.shared, encoding.on)[:, 0]
            continue
        split = one_by_one(candidates) if constraint.split is None else constraint.split(candidates)
        broken = broken_by(constraint, split.parts, jobs.jobs, encoding.shared, encoding.on)
        if len(split.parts) == 1 and len(split.members) == n:
            closed |= broken[0, jobs.which]
            shut.append((constraint, split.parts))
        else:
            taken.append(Taken(constraint, split, broken[:, jobs.which]))
    return Barriers(barred, closed, tuple(shut), tuple(taken), *members(taken, n))


def members(taken: Sequence[Taken], n: int) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Parts of each person over all constraints, numbered one constraint after the other."""
    first = starts([len(each.split.parts) for each in taken])
    rows = [np.repeat(np.arange(n), np.diff(each.split.starts)) for each in taken]
    parts = [each.split.members + start for each, start in zip(taken, first, strict=False)]
    row = np.concatenate([*rows, np.zeros(0, np.int64)])
    order = np.argsort(row, kind="stable")
    part = np.concatenate([*parts, np.zeros(0, np.int64)])[order]
    return starts(np.bincount(row, minlength=n).tolist()), part.astype(np.int32)


def as_words(broken: NDArray[np.bool_], position: NDArray[np.int32]) -> NDArray[np.uint64]:
    """Bits by slot: (n_parts, m) to (n_parts, n_words); a slot without a vacancy has none."""
    slots = np.where(position[None, :] >= 0, broken[:, position], False)
    packed = np.ascontiguousarray(np.packbits(slots, axis=1, bitorder="little")).view(np.uint64)
    return packed.reshape(len(broken), len(position) // WORD)
