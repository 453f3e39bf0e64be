"""One person against the whole market, and one vacancy changed, while everything else stays warm."""

from __future__ import annotations

from functools import partial
from typing import Any

from api.measuring.clock import Timing, timed
from api.measuring.samples import Sample, part

K = 20
_PEOPLE = 12  # evenly drawn
_ROUNDS = 40  # for each of them


def one_candidate(market: Sample) -> dict[str, Any]:
    """Exact top 20 of one person, warm: median and 99th percentile over several people."""
    timing = Timing()
    people = len(market.matching.encoding.candidates)
    for turn in range(_PEOPLE):
        matching = part(market.matching, start=people * turn // _PEOPLE, candidates=1)
        _ = matching.scorer  # the vacancies' side, made once for the day
        matching.rank(k=K)
        timing.seconds += [timed(partial(matching.rank, k=K))[0] for _ in range(_ROUNDS)]
    return {
        "figure": "one",
        "size": market.size,
        "repeat": market.repeat,
        "vacancies": len(market.matching.encoding.vacancies),
        "rounds": len(timing.seconds),
        "median": timing.median,
        "p99": timing.percentile(99),
        "best": timing.best,
    }
