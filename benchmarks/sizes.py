"""Markets to measure on: synthetic, seeded, by the size that the environment names."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from functools import cache

from matcher import frames, synthetic
from matcher.frames import Tables
from matcher.matching import Matching, prepare

DAY = date(2026, 11, 16)
SIZE = os.environ.get("SIZE", "small")
# People, firms, vacancies; the medium one is the district itself: 1,046 people and about 1,000 vacancies.
REGIONS = {"small": (150, 30, 120), "medium": None, "large": (20_000, 2_500, 10_000)}


@cache
def rows() -> Mapping[str, list[dict[str, str]]]:
    """Tables as CSV text cells."""
    if SIZE not in REGIONS:
        msg = f"SIZE must be one of {', '.join(REGIONS)}; got {SIZE}"
        raise ValueError(msg)
    size = REGIONS[SIZE]
    if size is None:
        return synthetic.district()
    people, firms, vacancies = size
    return synthetic.region(n_candidates=people, n_employers=firms, n_vacancies=vacancies, seed=68)


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
