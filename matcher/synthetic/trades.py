"""The trades of a region: each job under the names of its branches, drawn by Zipf, with the skills each one asks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from matcher.synthetic import tables
from matcher.synthetic.draws import Draws
from matcher.synthetic.tables import Job

_ZIPF = 720_720  # divisible by 1 to 16: the weight of rank r is this over r, a whole number


@dataclass(frozen=True, slots=True)
class Trade:
    """A branch of a job: its titles, its ISCO code, the skills it asks for, the most usual first."""

    titles: tuple[str, ...]
    isco: str
    skills: tuple[str, ...]


def zipf(count: int) -> tuple[int, ...]:
    """Running sums of the weights 1, 1/2, 1/3 …, as whole numbers."""
    return tuple(accumulate(_ZIPF // rank for rank in range(1, count + 1)))


@cache
def trades() -> dict[str, tuple[Trade, ...]]:
    """The trades of each job by its key, the most usual first: the job itself, then its branches."""
    found: dict[str, list[Trade]] = {
        job.key: [Trade(job.vacancy_titles, job.isco, (*job.required, *job.preferred))]
        for job in tables.jobs().values()
    }
    for row in tables.read("matcher.synthetic", "trades.csv"):
        found[row["job"]].append(Trade((row["title"],), row["isco"], tuple(row["skills"].split("|"))))
    return {key: tuple(kept) for key, kept in found.items()}


@cache
def skills() -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Every skill of some trade, the most usual first, with the running sums of their weights by Zipf."""
    named = Counter(skill for branches in trades().values() for trade in branches for skill in trade.skills)
    ordered = sorted(named, key=lambda skill: (-named[skill], skill))
    return tuple(ordered), zipf(len(ordered))


@cache
def _keys_by_title() -> dict[str, str]:
    return {title: job.key for job in tables.jobs().values() for pair in job.titles for title in pair}


def job_of(title: str) -> Job | None:
    """The job that people call so; None where the title is no job's."""
    key = _keys_by_title().get(title)
    return None if key is None else tables.jobs()[key]


def draw_trade(draws: Draws, job: Job) -> tuple[int, Trade]:
    """Draw a trade of the job, its rank first: 0 is the job itself."""
    branches = trades()[job.key]
    rank = draws.weighted(range(len(branches)), zipf(len(branches)))
    return rank, branches[rank]


def draw_skills(draws: Draws, trade: Trade, count: int, foreign: int) -> list[str]:
    """Draw up to ``count`` different skills by Zipf, each in ``foreign`` of 100 cases from the whole list."""
    every, every_upper = skills()
    own_upper = zipf(len(trade.skills))
    drawn: dict[str, None] = {}
    for _ in range(count):
        whole = not trade.skills or draws.chance(foreign)
        drawn[draws.weighted(every, every_upper) if whole else draws.weighted(trade.skills, own_upper)] = None
    return list(drawn)
