"""Markets to measure on: synthetic, seeded, by the size that the environment names."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from functools import cache

from api.measuring.samples import rows_of
from matcher import frames
from matcher.frames import Tables
from matcher.matching import Matching, prepare

DAY = date(2026, 11, 16)
SIZE = os.environ.get("SIZE", "small")
# The frozen samples: 150 × 120, the district itself (1,046 × 964), a province (5,000 × 10,000).
SAMPLES = {"small": "small", "medium": "district", "large": "province"}


@cache
def rows() -> Mapping[str, list[dict[str, str]]]:
    """Tables as CSV text cells."""
    if SIZE not in SAMPLES:
        msg = f"SIZE must be one of {', '.join(SAMPLES)}; got {SIZE}"
        raise ValueError(msg)
    return rows_of(SAMPLES[SIZE])


@cache
def tables() -> Tables:
    """The same, checked."""
    return Tables(**{table: frames.from_records(table, cells) for table, cells in rows().items()})


@cache
def market() -> Matching:
    """The same, prepared on a day."""
    return prepare(tables(), on=DAY)


def report(benchmark, what: str, count: int) -> None:
    """Note how many things a second; with ``--benchmark-disable`` there is nothing to note."""
    benchmark.extra_info["size"] = SIZE
    benchmark.extra_info[what] = count
    if benchmark.stats is not None:
        benchmark.extra_info[f"{what}_per_second"] = round(count / benchmark.stats.stats.min)
