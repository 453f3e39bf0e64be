"""The plain definition: every pair of a block scored, every row sorted, the blocks merged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.engine.ranked import By, Ranked, joined
from matcher.engine.scoring import Block, Scorer
from matcher.reference import TopK, top_k

BLOCK_ROWS = 128
# By vacancy, the winners are known only at the end: so many values (24 bytes each) wait for it, more are scored anew.
KEPT_VALUES = 10_000_000


class _Pairs(NamedTuple):
    candidate: NDArray[np.int64]
    vacancy: NDArray[np.int64]
    rank: NDArray[np.int64]
    score: NDArray[np.int64]


def blocks(n_rows: int, size: int) -> Iterator[tuple[int, int]]:
    """Start and stop of each block of rows."""
    return ((start, min(start + size, n_rows)) for start in range(0, n_rows, size))


def rank_plainly(scorer: Scorer, k: int, by: By, *, threads: int, block_rows: int) -> Ranked:
    """Score every pair and sort; arguments as :func:`matcher.engine.rank`, both sides with rows."""
    n = len(scorer.encoding.candidates)
    spans = list(blocks(n, block_rows))
    with ThreadPoolExecutor(threads) as pool:
        if by == "candidate":
            return joined(list(pool.map(lambda span: _by_candidate(scorer, span, k), spans)))
        keep = n * sum(len(each.jobs) for each in scorer.jobs) <= KEPT_VALUES
        found, kept = zip(*pool.map(lambda span: _by_vacancy(scorer, span, k, keep=keep), spans), strict=True)
        winners = _merged(found, k)
        valued = joined(list(pool.map(lambda span, block: _valued(scorer, span, winners, block), spans, kept)))
    return valued.take(np.lexsort((valued.rank, valued.vacancy)))


def _top(scorer: Scorer, block: Block, span: tuple[int, int], k: int, by: By) -> TopK:
    arguments = (block.points, scorer.point_columns, block.broken, scorer.broken_columns, *scorer.ended(*span), k)
    return top_k(*arguments, by == "vacancy")


def flat(top: TopK) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Row, named position, rank and score of every kept pair, row by row."""
    index, best, count = top
    kept = np.arange(index.shape[1])[None, :] < count[:, None]
    row, slot = np.nonzero(kept)
    return row, index[kept].astype(np.int64), slot + 1, best[kept]


def _by_candidate(scorer: Scorer, span: tuple[int, int], k: int) -> Ranked:
    block = scorer.block(scorer.encoding.candidates.rows(*span))
    row, vacancy, place, score = flat(_top(scorer, block, span, k, "candidate"))
    return Ranked(row + span[0], vacancy, place, score, *scorer.values(block, row, vacancy))


def _by_vacancy(scorer: Scorer, span: tuple[int, int], k: int, *, keep: bool) -> tuple[_Pairs, Block | None]:
    block = scorer.block(scorer.encoding.candidates.rows(*span))
    vacancy, row, place, score = flat(_top(scorer, block, span, k, "vacancy"))
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
