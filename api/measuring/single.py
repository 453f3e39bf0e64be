"""One person against the whole market, and one vacancy changed, while everything else stays warm."""

from __future__ import annotations

from functools import partial
from typing import Any

from api.measuring.clock import Timing, timed
from api.measuring.samples import Sample
from matcher.encode.changed import changed_vacancy
from matcher.engine.index import Index
from matcher.matching import Matching

K = 20
_PEOPLE = 12  # evenly drawn
_ROUNDS = 40  # for each of them
_CHANGES = 40  # within the room that the index has


def one_candidate(market: Sample) -> dict[str, Any]:
    """Exact top 20 of one person, warm: median and 99th percentile over several people."""
    timing = Timing()
    index = market.matching.scorer.index
    people = len(market.matching.encoding.candidates)
    for turn in range(_PEOPLE):
        start = people * turn // _PEOPLE
        index.lists_of(start, start + 1, k=K)
        timing.seconds += [timed(partial(index.lists_of, start, start + 1, k=K))[0] for _ in range(_ROUNDS)]
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


def one_changed_vacancy(market: Sample) -> dict[str, Any]:
    """One vacancy with other demands and hours, encoded and put into the warm index."""
    matching, timing = market.matching, Timing()
    index = matching.scorer.index
    vacancies = len(matching.encoding.vacancies)
    for turn in range(_CHANGES):
        place = vacancies * turn // _CHANGES
        timing.seconds.append(timed(partial(_change, matching, index, place))[0])
    return {
        "figure": "changed",
        "size": market.size,
        "repeat": market.repeat,
        "vacancies": vacancies,
        "candidates": len(matching.encoding.candidates),
        "rounds": len(timing.seconds),
        "median": timing.median,
        "p99": timing.percentile(99),
        "best": timing.best,
    }


def _change(matching: Matching, index: Index, place: int) -> None:
    row = matching.vacancies[place]
    row = {
        **row,
        "demands": {**(row["demands"] or {}), "lifting": 2},
        "weekly_hours_min": 18.0,
        "weekly_hours_max": 25.0,
    }
    changed = changed_vacancy(
        row,
        matching.encoding,
        taxonomy=matching.taxonomy,
        quotas=matching.quotas,
        hires=matching.history.hires,
    )
    index.replace_vacancy(place, *changed)
