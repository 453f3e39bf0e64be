"""A block of candidates against every vacancy: what each criterion gives, which constraints are broken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from matcher.criteria import CRITERIA, Criterion, Scored
from matcher.eligibility import CONSTRAINTS, Constraint
from matcher.encode import Encoding, Side
from matcher.engine.arithmetic import contribution, known_weight, rounded
from matcher.engine.distinct import Distinct, distinct_jobs
from matcher.policy import MatchPolicy

if TYPE_CHECKING:
    from matcher.engine.index import Index

__all__ = ["ENDED_BIT", "Block", "Scorer", "contribution", "known_weight", "rounded"]

ENDED_BIT = 1 << next(position for position, constraint in enumerate(CONSTRAINTS) if constraint.broken is None)


@dataclass(frozen=True)
class Block:
    """Tables of one block, laid out as the kernels want them; ``scored`` keeps the values they came from."""

    points: NDArray[np.int32]
    broken: NDArray[np.uint16]
    scored: tuple[Scored, ...]


class Scorer:
    """Everything about the vacancies that does not change from block to block.

    Parameters
    ----------
    encoding : Encoding
        Both sides on a day.
    policy : MatchPolicy
        Weights, neutral value, settings.
    criteria, constraints : sequence
        The project's own lists unless a test says otherwise.
    distinct : bool
        Score each distinct job once (the default), or every vacancy by itself, which is the plain definition.
    """

    def __init__(
        self,
        encoding: Encoding,
        policy: MatchPolicy,
        *,
        criteria: Sequence[Criterion] = CRITERIA,
        constraints: Sequence[Constraint] = CONSTRAINTS,
        distinct: bool = True,
    ) -> None:
        """Keep what is asked about; nothing is computed before it is needed."""
        self.encoding, self.policy, self.criteria = encoding, policy, tuple(criteria)
        self.constraints, self._distinct = tuple(constraints), distinct

    @cached_property
    def index(self) -> Index:
        """The warm index of the same encoding, policy, criteria and constraints."""
        # Here, as the definition needs no compiler and the index does.
        from matcher.engine.index import Index

        return Index(self.encoding, self.policy, criteria=self.criteria, constraints=self.constraints)

    def _jobs(self, columns: tuple[str, ...]) -> Distinct:
        vacancies = self.encoding.vacancies
        if self._distinct:
            return distinct_jobs(vacancies, columns)
        return Distinct(vacancies, np.arange(len(vacancies), dtype=np.int32))

    @cached_property
    def jobs(self) -> list[Distinct]:
        """The distinct jobs of every criterion."""
        return [self._jobs(criterion.vacancy_columns) for criterion in self.criteria]

    @cached_property
    def groups(self) -> list[tuple[list[tuple[Constraint, Any]], Distinct]]:
        """Constraints that read the same columns, each with its bit, and their distinct jobs."""
        bits = [(c, np.uint16(1 << position)) for position, c in enumerate(self.constraints) if c.broken is not None]
        by_columns = sorted(bits, key=lambda entry: entry[0].vacancy_columns)
        groups = [list(group) for _, group in groupby(by_columns, key=lambda entry: entry[0].vacancy_columns)]
        return [(group, self._jobs(group[0][0].vacancy_columns)) for group in groups]

    @cached_property
    def point_columns(self) -> NDArray[np.int32]:
        """Column of each vacancy in ``Block.points``; (n_criteria, n_vacancies)."""
        return _layout(self.jobs, len(self.encoding.vacancies))

    @cached_property
    def broken_columns(self) -> NDArray[np.int32]:
        """Column of each vacancy in ``Block.broken``; (n_groups, n_vacancies)."""
        return _layout([jobs for _, jobs in self.groups], len(self.encoding.vacancies))

    def block(self, candidates: Side) -> Block:
        """Score a block of candidates; tables of shape (len(candidates), distinct jobs in all)."""
        shared, policy = self.encoding.shared, self.policy
        scored = [c.score(candidates, d.jobs, shared, policy) for c, d in zip(self.criteria, self.jobs, strict=True)]
        points = [
            contribution(s.value, s.known, policy.weights[c.name], policy.neutral)
            for c, s in zip(self.criteria, scored, strict=True)
        ]
        broken = [self._group_bits(group, candidates, jobs.jobs) for group, jobs in self.groups]
        return Block(_side_by_side(points, np.int32), _side_by_side(broken, np.uint16), tuple(scored))

    def _group_bits(self, group: list[tuple[Constraint, Any]], candidates: Side, jobs: Side) -> NDArray[np.uint16]:
        bits = np.zeros((len(candidates), len(jobs)), np.uint16)
        for constraint, bit in group:
            assert constraint.broken is not None  # noqa: S101 (the constructor left the others out)
            broken = constraint.broken(candidates, jobs, self.encoding.shared, self.encoding.on.toordinal())
            bits |= np.where(broken, bit, np.uint16(0))
        return bits

    def ended(self, start: int, stop: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Ended pairs of the candidates ``start`` to ``stop``: where each one's begin, and the vacancies."""
        pairs = self.encoding.declined_pairs
        offsets = np.searchsorted(pairs[:, 0], np.arange(start, stop + 1))
        return (offsets - offsets[0]).astype(np.int64), np.ascontiguousarray(pairs[offsets[0] : offsets[-1], 1])

    def values(self, block: Block, rows: NDArray[Any], vacancies: NDArray[Any]) -> tuple[NDArray[np.int32], ...]:
        """Value, known share and bare value of each criterion for pairs of the block; each (n_pairs, n_criteria)."""
        value, known, bare = [], [], []
        for scored, jobs in zip(block.scored, self.jobs, strict=True):
            columns = jobs.which[vacancies]
            value.append(scored.value[rows, columns])
            known.append(scored.known[rows, columns])
            bare.append((scored.value if scored.bare is None else scored.bare)[rows, columns])
        return tuple(np.column_stack(part).astype(np.int32) for part in (value, known, bare))


def _layout(jobs: list[Distinct], n_vacancies: int) -> NDArray[np.int32]:
    """Column of each vacancy in tables that stand side by side; shape (n_tables, n_vacancies)."""
    starts = np.cumsum([0] + [len(each.jobs) for each in jobs[:-1]])
    return np.stack([each.which + start for each, start in zip(jobs, starts, strict=True)]).astype(np.int32)


def _side_by_side(tables: list[NDArray[Any]], dtype: Any) -> NDArray[Any]:
    return np.ascontiguousarray(np.concatenate(tables, axis=1), dtype)
