"""Everything at once, beside what others take for less: same people and vacancies, two threads each, one run.

The engine scores every criterion, holds every constraint, keeps the exact top 20 and the contributions of every
winner. FAISS compares 384-d vectors, sparse_dot_topn adds up skills: no constraint, no reason. The block version
and the plain loop give the same answer as the engine, and must: they are opinions of their own.
"""

from __future__ import annotations

import numpy as np
import pytest
from sizes import market, report

from api.measuring import pair, vectors
from api.measuring.figures import THREADS, K, scored

pytestmark = pytest.mark.benchmark(group="everyone's top 20")
LOOP_PAIRS = 2_000


@pytest.fixture(scope="module")
def prepared():
    """The market with its index made and its kernels compiled: outside the clock."""
    found = market()
    scored(found)()
    return found


def pairs(found):
    return len(found.encoding.candidates) * len(found.encoding.vacancies)


def bench_volante(benchmark, prepared):
    ranked, figures = benchmark(scored(prepared))
    np.testing.assert_array_equal(figures.points.sum(axis=1), ranked.score)
    report(benchmark, "pairs", pairs(prepared))


def bench_faiss(benchmark, prepared):
    pytest.importorskip("faiss", reason=vectors.REMEDY)
    similar, index = benchmark(vectors.faiss_search(prepared, K, THREADS))
    both = vectors.vectors(prepared)
    exact = -np.sort(-(both.people[:50] @ both.jobs.T), axis=1)[:, :K]
    np.testing.assert_allclose(similar[:50], exact, atol=1e-5)
    assert index.shape == (len(prepared.encoding.candidates), K)
    report(benchmark, "pairs", pairs(prepared))


def bench_sparse_dot_topn(benchmark, prepared):
    pytest.importorskip("sparse_dot_topn", reason=vectors.REMEDY)
    found = benchmark(vectors.sparse_product(prepared, K, THREADS))
    people, jobs = vectors.skill_sides(prepared)
    best = (people[:50] @ jobs).toarray().max(axis=1)
    np.testing.assert_allclose(found[:50].max(axis=1).toarray().ravel(), best, rtol=1e-5)
    report(benchmark, "pairs", pairs(prepared))


def bench_pandas(benchmark, prepared):
    pytest.importorskip("pandas", reason=vectors.REMEDY)
    from api.measuring import block

    blocks = block.of(prepared)
    found = benchmark.pedantic(blocks.top_k, (K,), {"threads": THREADS}, rounds=1)
    ranked = prepared.rank(k=K)
    np.testing.assert_array_equal(found, np.column_stack([ranked.candidate, ranked.vacancy, ranked.score]))
    report(benchmark, "pairs", pairs(prepared))


def bench_plain_loop(benchmark, prepared):
    """On some pairs, half of them winners; the seconds of all are for the reader to multiply."""
    loop = pair.Pairs(prepared)
    ranked, rng = prepared.rank(k=K), np.random.default_rng(68)
    kept = rng.integers(0, len(ranked), LOOP_PAIRS // 2)
    people = np.concatenate([ranked.candidate[kept], rng.integers(0, len(loop.people), LOOP_PAIRS // 2)])
    jobs = np.concatenate([ranked.vacancy[kept], rng.integers(0, len(loop.jobs), LOOP_PAIRS // 2)])
    found = benchmark.pedantic(pair.scores, (loop, people, jobs), rounds=1)
    np.testing.assert_array_equal(found[: len(kept)], ranked.score[kept])
    worst = _worst(ranked, len(loop.people))
    listed = set(zip(ranked.candidate.tolist(), ranked.vacancy.tolist(), strict=True))
    outside = [at for at, named in enumerate(zip(people.tolist(), jobs.tolist(), strict=True)) if named not in listed]
    assert all(found[at] <= worst[people[at]] for at in outside)  # nobody better was left out
    report(benchmark, "pairs", LOOP_PAIRS)


def _worst(ranked, people):
    """The score that a pair outside a person's list cannot exceed: the list's last, or none where it is not full."""
    last = np.full(people, -1, np.int64)
    full = ranked.rank == K
    last[ranked.candidate[full]] = ranked.score[full]
    return last
