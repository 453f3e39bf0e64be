"""The quota of every employer with its trace, judged by computing some of them alone."""

from __future__ import annotations

from sizes import DAY, SIZE, report, tables

from matcher import frames, law68


def bench_quota(benchmark):
    employers, workforce = tables().employers, tables().workforce
    positions = benchmark.pedantic(law68.from_tables, (employers, workforce), {"on": DAY}, rounds=3, warmup_rounds=1)
    assert sorted(positions) == sorted(set(workforce["employer_id"]))
    if SIZE == "medium":  # the district's own figures
        gaps = [position.gap_disabled for position in positions.values() if position.gap_disabled > 0]
        assert (len(gaps), sum(gaps)) == (231, 1000)
    for employer in sorted(positions)[::40]:
        alone = law68.from_tables(_only(employers, employer), _only(workforce, employer), on=DAY)
        assert alone[employer].to_json() == positions[employer].to_json()
    report(benchmark, "employers", len(positions))


def _only(frame, employer):
    return frames.from_records(frame.table, [row for row in frame.rows() if row["employer_id"] == employer])
