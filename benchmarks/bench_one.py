"""One person against the whole market, everything else warm: what a person at the counter waits for."""

from __future__ import annotations

import numpy as np
import pytest
from sizes import SIZE, market, report

from api.measuring.samples import part

K = 20


@pytest.mark.skipif(SIZE == "medium", reason="the district has past outcomes: no part of it is made")
def bench_one_candidate(benchmark):
    whole = market()
    middle = len(whole.encoding.candidates) // 2
    alone = part(whole, start=middle, candidates=1)
    alone.rank(k=K)
    ranked = benchmark(alone.rank, k=K)
    among = whole.rank(k=K)
    own = among.take(np.flatnonzero(among.candidate == middle))
    np.testing.assert_array_equal(ranked.vacancy, own.vacancy)
    np.testing.assert_array_equal(ranked.score, own.score)
    report(benchmark, "pairs", len(whole.encoding.vacancies))
