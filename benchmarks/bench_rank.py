"""Ranking everyone: exact top k in both directions, judged by the plain twin on a slice; and each criterion alone."""

from __future__ import annotations

import numpy as np
import pytest
from sizes import market, report

from matcher import reference
from matcher.criteria import CRITERIA
from matcher.engine import Scorer, figures, rank
from matcher.engine.rank import BLOCK_ROWS
from matcher.engine.scoring import ENDED_BIT

K = 20
SLICE = 60  # candidates, or vacancies, whose every pair the twin scores and sorts


@pytest.fixture(scope="module")
def prepared():
    """The market with its kernels compiled: the first call stays outside the clock."""
    found = market()
    for by in ("candidate", "vacancy"):
        found.rank(k=K, by=by)
    return found


def by_definition(found, by):
    """The lists of the first candidates, or vacancies: every pair scored by itself, every row sorted in full."""
    encoding = found.encoding
    scorer = Scorer(encoding, found.policy, distinct=False)
    stop = min(SLICE, len(encoding.candidates)) if by == "candidate" else len(encoding.candidates)
    parts = []
    for start in range(0, stop, BLOCK_ROWS):
        end = min(start + BLOCK_ROWS, stop)
        block = scorer.block(encoding.candidates.rows(start, end))
        bits = reference.pair_bits(block.broken, scorer.broken_columns, *scorer.ended(start, end), ENDED_BIT)
        scores = reference.pair_scores(block.points, scorer.point_columns)
        parts.append((bits, scores) if by == "candidate" else (bits[:, :SLICE], scores[:, :SLICE]))
    bits, scores = (np.concatenate(part) for part in zip(*parts, strict=True))
    if by == "vacancy":
        bits, scores = bits.T, scores.T
    index, best, count = reference.top_k_rows(scores, bits == 0, K)
    return [
        (row, int(index[row, slot]), int(best[row, slot])) for row in range(len(count)) for slot in range(count[row])
    ]


@pytest.mark.parametrize("by", ["candidate", "vacancy"])
def bench_rank(benchmark, prepared, by):
    ranked = benchmark(prepared.rank, k=K, by=by)
    whose, named = (ranked.candidate, ranked.vacancy) if by == "candidate" else (ranked.vacancy, ranked.candidate)
    lines = zip(whose.tolist(), named.tolist(), ranked.score.tolist(), strict=True)
    assert [line for line in lines if line[0] < SLICE] == by_definition(prepared, by)
    figures(ranked, prepared.policy)  # raises where contributions do not add up
    report(benchmark, "pairs", len(prepared.encoding.candidates) * len(prepared.encoding.vacancies))


@pytest.mark.parametrize("threads", [1, 2, 4])
def bench_threads(benchmark, prepared, threads):
    ranked = benchmark(
        rank, prepared.encoding, prepared.policy, k=K, threads=threads, scorer=prepared.scorer, block_rows=BLOCK_ROWS
    )
    np.testing.assert_array_equal(ranked.score, prepared.rank(k=K).score)
    report(benchmark, "pairs", len(prepared.encoding.candidates) * len(prepared.encoding.vacancies))


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda criterion: criterion.name)
def bench_criterion(benchmark, prepared, criterion):
    """One block of candidates against every distinct job, judged pair by pair on its corner."""
    encoding, policy = prepared.encoding, prepared.policy
    block = encoding.candidates.rows(0, min(BLOCK_ROWS, len(encoding.candidates)))
    jobs = next(d.jobs for c, d in zip(CRITERIA, prepared.scorer.jobs, strict=True) if c is criterion)
    scored = benchmark(criterion.score, block, jobs, encoding.shared, policy)
    for row, column in ((0, 0), (len(block) - 1, len(jobs) - 1)):
        one = criterion.score(block.rows(row, row + 1), jobs.rows(column, column + 1), encoding.shared, policy)
        assert (one.value[0, 0], one.known[0, 0]) == (scored.value[row, column], scored.known[row, column])
    report(benchmark, "pairs", len(block) * len(jobs))
