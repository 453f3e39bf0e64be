"""The exact top k of everyone: blocks of candidates in threads, the kernel's best, merged."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher import reference
from matcher.encode import Encoding
from matcher.engine.scoring import Block, Scorer
from matcher.policy import MatchPolicy

By = Literal["candidate", "vacancy"]
BLOCK_ROWS = 128
# By vacancy, the winners are known only at the end: so many values (24 bytes each) wait for it, more are scored anew.
KEPT_VALUES = 10_000_000
_FIRST_CALL = threading.Lock()


@dataclass(frozen=True)
class Ranked:
    """Winning pairs, in the order of the output: by candidate then rank, or by vacancy then rank.

    candidate, vacancy : int64 (n,)
        Positions in the encoded sides.
    rank : int64 (n,)
        From 1.
    score : int64 (n,)
        Millionths.
    value, known, bare : int64 (n, n_criteria)
        What each criterion gave, how much of it is known, and its value without accommodations; millionths.
    """

    candidate: NDArray[np.int64]
    vacancy: NDArray[np.int64]
    rank: NDArray[np.int64]
    score: NDArray[np.int64]
    value: NDArray[np.int64]
    known: NDArray[np.int64]
    bare: NDArray[np.int64]

    def __len__(self) -> int:
        """Number of pairs."""
        return len(self.score)

    def take(self, index: NDArray[Any]) -> Ranked:
        """The pairs at the given positions, in that order."""
        return Ranked(*(getattr(self, name)[index] for name in self.__dataclass_fields__))


class _Pairs(NamedTuple):
    candidate: NDArray[np.int64]
    vacancy: NDArray[np.int64]
    rank: NDArray[np.int64]
    score: NDArray[np.int64]


def _kernels(*, fast: bool) -> Any:
    if fast:
        try:
            from matcher import kernels
        except ImportError:
            return reference
        return kernels
    return reference


def blocks(n_rows: int, size: int) -> Iterator[tuple[int, int]]:
    """Start and stop of each block of rows."""
    return ((start, min(start + size, n_rows)) for start in range(0, n_rows, size))


def rank(
    encoding: Encoding,
    policy: MatchPolicy,
    *,
    k: int,
    by: By = "candidate",
    threads: int = 2,
    block_rows: int = BLOCK_ROWS,
    fast: bool = True,
    scorer: Scorer | None = None,
) -> Ranked:
    """Rank every candidate's vacancies, or every vacancy's candidates; exact.

    Parameters
    ----------
    encoding : Encoding
        Both sides on a day.
    policy : MatchPolicy
        Weights and settings.
    k : int
        Most places in a list, 1 or more.
    by : {"candidate", "vacancy"}
        Whose lists.
    threads, block_rows : int
        How the work is cut; they never change the answer.
    fast : bool
        Compiled kernels where Numba is there; otherwise the plain twin.
    scorer : Scorer, optional
        One made before for the same encoding and policy.

    Returns
    -------
    Ranked
        Score descending, ties by id (positions follow the sorted ids).

    Raises
    ------
    ValueError
        If ``k`` is below 1.
    """
    if k < 1:
        msg = f"k must be 1 or more; got {k}"
        raise ValueError(msg)
    scorer = scorer or Scorer(encoding, policy)
    n, m = len(encoding.candidates), len(encoding.vacancies)
    if not n or not m:
        return _nothing(len(scorer.criteria))
    k = min(k, m if by == "candidate" else n)
    spans = list(blocks(n, block_rows))
    with ThreadPoolExecutor(threads) as pool:
        if by == "candidate":
            return _joined(list(pool.map(lambda span: _by_candidate(scorer, span, k, fast=fast), spans)))
        keep = n * sum(len(each.jobs) for each in scorer.jobs) <= KEPT_VALUES
        found, kept = zip(
            *pool.map(lambda span: _by_vacancy(scorer, span, k, fast=fast, keep=keep), spans), strict=True
        )
        winners = _merged(found, k)
        valued = list(pool.map(lambda span, block: _valued(scorer, span, winners, block), spans, kept))
    joined = _joined(valued)
    return joined.take(np.lexsort((joined.rank, joined.vacancy)))


def _top(scorer: Scorer, block: Block, span: tuple[int, int], k: int, by: By, *, fast: bool) -> reference.TopK:
    ended_start, ended = scorer.ended(*span)
    arguments = (block.points, scorer.point_columns, block.broken, scorer.broken_columns, ended_start, ended, k)
    kernel = _kernels(fast=fast).top_k
    if fast and not getattr(kernel, "signatures", True):
        # Two threads that compile the same kernel at once would do the work twice.
        with _FIRST_CALL:
            return _as_top_k(kernel(*arguments, by == "vacancy"))
    return _as_top_k(kernel(*arguments, by == "vacancy"))


def _as_top_k(found: Any) -> reference.TopK:  # a compiled kernel carries no types
    index, best, count = found
    return index, best, count


def _flat(top: reference.TopK) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Row, named position, rank and score of every kept pair, row by row."""
    index, best, count = top
    kept = np.arange(index.shape[1])[None, :] < count[:, None]
    row, slot = np.nonzero(kept)
    return row, index[kept].astype(np.int64), slot + 1, best[kept]


def _by_candidate(scorer: Scorer, span: tuple[int, int], k: int, *, fast: bool) -> Ranked:
    block = scorer.block(scorer.encoding.candidates.rows(*span))
    row, vacancy, place, score = _flat(_top(scorer, block, span, k, "candidate", fast=fast))
    return Ranked(row + span[0], vacancy, place, score, *scorer.values(block, row, vacancy))


def _by_vacancy(
    scorer: Scorer, span: tuple[int, int], k: int, *, fast: bool, keep: bool
) -> tuple[_Pairs, Block | None]:
    block = scorer.block(scorer.encoding.candidates.rows(*span))
    vacancy, row, place, score = _flat(_top(scorer, block, span, k, "vacancy", fast=fast))
    return _Pairs(row + span[0], vacancy, place, score), block if keep else None


def _merged(found: Sequence[_Pairs], k: int) -> _Pairs:
    """The top k of the blocks merged is the top k of the whole: order by vacancy, score, candidate; keep k of each."""
    candidate, vacancy, _, score = (np.concatenate(parts) for parts in zip(*found, strict=True))
    order = np.lexsort((candidate, -score, vacancy))
    candidate, vacancy, score = candidate[order], vacancy[order], score[order]
    starts = np.flatnonzero(np.diff(vacancy, prepend=-1))
    place = np.arange(len(vacancy)) - np.repeat(starts, np.diff(np.append(starts, len(vacancy)))) + 1
    kept = place <= k
    return _Pairs(candidate[kept], vacancy[kept], place[kept], score[kept])


def _valued(scorer: Scorer, span: tuple[int, int], pairs: _Pairs, kept: Block | None) -> Ranked:
    """What the criteria gave the winning pairs of one block of candidates."""
    inside = (pairs.candidate >= span[0]) & (pairs.candidate < span[1])
    candidate, vacancy, place, score = (column[inside] for column in pairs)
    block = kept or scorer.block(scorer.encoding.candidates.rows(*span))
    return Ranked(candidate, vacancy, place, score, *scorer.values(block, candidate - span[0], vacancy))


def _joined(parts: list[Ranked]) -> Ranked:
    return Ranked(*(np.concatenate([getattr(part, name) for part in parts]) for name in Ranked.__dataclass_fields__))


def _nothing(n_criteria: int) -> Ranked:
    line, table = np.zeros(0, np.int64), np.zeros((0, n_criteria), np.int64)
    return Ranked(line, line, line, line, table, table, table)
