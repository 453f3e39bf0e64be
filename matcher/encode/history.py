"""What past outcomes say on a day: who is hired, which openings are taken, which pairs ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from matcher.encode.candidates import ENDED_STAGES, HIRED_STAGES
from models.vocabulary import STAGES

_ORDER = {stage: number for number, stage in enumerate(STAGES)}


@dataclass(frozen=True)
class History:
    """The last word of each pair up to the day.

    hired : people whose last word with some vacancy is a hire.
    hires : number of people hired or kept, by vacancy.
    ended : pairs whose last word is declined or withdrawn, with that stage and its day.
    """

    hired: set[str]
    hires: Mapping[str, int]
    ended: Mapping[tuple[str, str], tuple[str, date]]


def summarise(rows: Iterable[Mapping[str, Any]], on: date) -> History:
    """Read the outcomes up to and including ``on``; on one day the later stage is the last word."""
    last: dict[tuple[str, str], tuple[date, int, str]] = {}
    for row in rows:
        if row["on"] is None or row["on"] > on:
            continue
        pair = (row["candidate_id"], row["vacancy_id"])
        word = (row["on"], _ORDER[row["stage"]], row["stage"])
        last[pair] = max(word, last.get(pair, word))
    in_work = [pair for pair, (_, _, stage) in last.items() if stage in HIRED_STAGES]
    ended = {pair: (stage, day) for pair, (day, _, stage) in last.items() if stage in ENDED_STAGES}
    return History({person for person, _ in in_work}, Counter(vacancy for _, vacancy in in_work), ended)
