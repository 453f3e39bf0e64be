"""Vector peers on the same people and vacancies: FAISS and HNSW over 384 dimensions, sparse_dot_topn over skills.

None of them scores what the service scores: FAISS and HNSW compare two vectors, sparse_dot_topn adds up the
credit for required skills; no constraint, no reason. They are the speed to beat, not an answer to compare.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import numpy as np

from api.measuring.columns import Array
from matcher.matching import Matching

DIMENSIONS = 384
_NOISE = 1e-5  # of a float32 sum over so many dimensions
MODULES = {"faiss": "faiss", "sparse_dot_topn": "sparse_dot_topn", "pandas": "pandas", "hnsw": "hnswlib"}
REMEDY = "pip install 'volante[bench]' (in a checkout: pip install -r requirements-bench.lock)"


def missing(peers: tuple[str, ...]) -> list[str]:
    """The peers whose packages are not installed."""
    return [peer for peer in peers if find_spec(MODULES[peer]) is None]


@dataclass(frozen=True)
class Vectors:
    """Unit vectors of people and vacancies: skills through one random projection."""

    people: Array
    jobs: Array


def vectors(matching: Matching) -> Vectors:
    """Project the skills of both sides; a fixed seed, so that every run compares the same vectors."""
    sides = matching.encoding
    rng = np.random.default_rng(384)
    projection = rng.standard_normal((len(sides.shared.skills), DIMENSIONS), dtype=np.float32)
    asked = sides.shared.skill_sets[np.maximum(sides.vacancies["required_skills"], 0)]
    return Vectors(
        _unit(sides.candidates["skill_credit"].astype(np.float32) @ projection),
        _unit(asked.astype(np.float32) @ projection),
    )


def _unit(rows: Array) -> Array:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Array = np.ascontiguousarray(rows / np.where(length > 0, length, 1), np.float32)
    return unit


def faiss_search(matching: Matching, k: int, threads: int) -> Callable[[], Any]:
    """Exact inner-product search of every person, the index built beforehand."""
    import faiss

    faiss.omp_set_num_threads(threads)
    both = vectors(matching)
    index = faiss.IndexFlatIP(DIMENSIONS)
    index.add(both.jobs)
    return lambda: index.search(both.people, k)


def skill_sides(matching: Matching) -> tuple[Any, Any]:
    """Credit of people, and what each skill asked is worth to the score: weight over the number asked."""
    from scipy.sparse import csr_matrix

    sides, weights = matching.encoding, matching.policy.weights
    jobs: Any = 0
    for name in ("required", "preferred"):
        which = sides.vacancies[f"{name}_skills"]
        asked = sides.shared.skill_sets[np.maximum(which, 0)].astype(np.float32)
        size = np.maximum(np.asarray(asked.sum(axis=1)), 1) * 1_000_000
        worth = csr_matrix(asked.multiply((which >= 0)[:, None] * weights[f"skills_{name}"] / size).T)
        jobs = worth + jobs if isinstance(jobs, csr_matrix) else worth
    return csr_matrix(sides.candidates["skill_credit"], dtype=np.float32), csr_matrix(jobs, dtype=np.float32)


def sparse_product(matching: Matching, k: int, threads: int) -> Callable[[], Any]:
    """Top k of the skill product alone: credit of people × what each skill asked is worth, required and preferred."""
    from sparse_dot_topn import sp_matmul_topn

    people, jobs = skill_sides(matching)
    jobs.eliminate_zeros()
    return lambda: sp_matmul_topn(people, jobs, top_n=k, sort=True, n_threads=threads)


def products_per_pair(matching: Matching) -> float:
    """How many multiplications the skill product takes for a pair, on average: how sparse it is."""
    people, jobs = skill_sides(matching)
    jobs.eliminate_zeros()
    products = np.asarray((people > 0).sum(axis=0)).ravel() @ np.diff(jobs.indptr)
    return float(products / people.shape[0] / jobs.shape[1])


def hnsw_search(matching: Matching, k: int, threads: int) -> tuple[Callable[[], Any], Callable[[], Any]]:
    """Build and search an HNSW index (M 16, 200 while building, 64 while searching): approximate."""
    import hnswlib

    both = vectors(matching)
    index = hnswlib.Index(space="ip", dim=DIMENSIONS)

    def build() -> Any:
        index.init_index(max_elements=len(both.jobs), M=16, ef_construction=200, random_seed=68)
        index.set_num_threads(threads)
        index.add_items(both.jobs)
        index.set_ef(64)
        return index

    return build, lambda: index.knn_query(both.people, k=k, num_threads=threads)


def recall(similar: Array, exact: Array) -> float:
    """Share of places that approximate lists fill with one as near as the exact list's last; equal vectors tie."""
    return float(np.mean(similar >= exact[:, -1:] - _NOISE))
