"""Tables in and out: reading and checking, encoding, the rows with their reasons, the rejections with theirs."""

from __future__ import annotations

from collections import deque
from itertools import islice

import pytest
from sizes import DAY, market, report, rows, tables

from matcher import frames, synthetic
from matcher.lists import match_rows, rejection_rows
from matcher.matching import prepare

REJECTIONS = 200_000  # so many are read; a large region has hundreds of millions


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The market as CSV files."""
    path = tmp_path_factory.mktemp("tables")
    synthetic.write(rows(), path)
    return path


def bench_synthetic(benchmark):
    again = benchmark.pedantic(synthetic.district, rounds=2)
    assert again == synthetic.district()
    report(benchmark, "rows", sum(map(len, again.values())))


def bench_read(benchmark, folder):
    found = benchmark.pedantic(frames.read_folder, (folder,), rounds=3, warmup_rounds=1)
    assert found.digest == tables().digest
    report(benchmark, "rows", sum(len(frame) for frame in found.frames()))


def bench_prepare(benchmark):
    """Quotas, links (remembered from the first time) and both sides encoded."""
    market()
    found = benchmark.pedantic(prepare, (tables(),), {"on": DAY}, rounds=3)
    assert found.versions == market().versions
    report(benchmark, "rows", len(found.encoding.candidates) + len(found.encoding.vacancies))


def bench_rows(benchmark):
    ranked = market().rank(k=20)
    found = benchmark.pedantic(lambda: list(match_rows(market(), ranked)), rounds=3)
    assert [round(row["score"] * 1_000_000) for row in found] == ranked.score.tolist()
    assert all(row["reasons"] for row in found)
    report(benchmark, "rows", len(found))


def bench_rejections(benchmark):
    def some():
        return deque(islice(rejection_rows(market()), REJECTIONS), maxlen=1_000)

    found = benchmark.pedantic(some, rounds=1)
    assert all(row["detail"] and row["nearest_change"] for row in found)
    listed = {(row["candidate_id"], row["vacancy_id"]) for row in match_rows(market(), market().rank(k=20))}
    assert not any((row["candidate_id"], row["vacancy_id"]) in listed for row in found)
    people, jobs = len(market().encoding.candidates), len(market().encoding.vacancies)
    report(benchmark, "rows", min(REJECTIONS, people * jobs))
