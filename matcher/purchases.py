"""What to buy first: which one accommodation would open most jobs to a person, or a firm's jobs to most people.

Each accommodation is put in place, one at a time, at every vacancy whose firm neither has it nor refuses it; the
constraint and the criteria themselves then say which pairs become eligible and whose fit rises. A firm that has said
nothing about accommodations blocks nobody, so there an accommodation can only raise the fit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from matcher import reference
from matcher.criteria import CRITERIA
from matcher.eligibility import CONSTRAINTS
from matcher.eligibility.capacity import CAPACITY
from matcher.encode import Encoding, Side
from matcher.engine import Scorer
from matcher.engine.scoring import ENDED_BIT, contribution
from matcher.errors import MatcherError
from matcher.matching import Matching
from models.accommodations import catalogue

_CAPACITY_BIT = 1 << next(place for place, each in enumerate(CONSTRAINTS) if each is CAPACITY)
_EASED = tuple(each for each in CRITERIA if each.person_and_task and "available_bits" in each.vacancy_columns)


@dataclass(frozen=True)
class Gain:
    """What one accommodation would change.

    opened_people, opened_vacancies, openings : int
        People and vacancies of the pairs that become eligible, and the openings of those vacancies.
    eased : int
        Eligible pairs whose fit rises.
    """

    code: str
    opened_people: int
    opened_vacancies: int
    openings: int
    eased: int

    @property
    def opened(self) -> int:
        """What gains are ordered by first: people for one firm, vacancies for one person."""
        return max(self.opened_people, self.opened_vacancies)


def gains_of_person(matching: Matching, candidate_id: str) -> list[Gain]:
    """What each accommodation would open to a person, the most first.

    Returns
    -------
    list of Gain
        Those that change something: by vacancies opened, then pairs eased, then net cost, then the catalogue.

    Raises
    ------
    MatcherError
        If the id is not in the tables.
    """
    ids = matching.encoding.candidates.ids
    if candidate_id not in ids:
        msg = f"no candidate '{candidate_id}' in these tables: check the id ({len(ids)} read)"
        raise MatcherError(msg)
    rows = np.array([ids.index(candidate_id)], np.int64)
    return _gains(matching, rows, np.arange(len(matching.encoding.vacancies), dtype=np.int64))


def gains_of_firm(matching: Matching, employer_id: str) -> list[Gain]:
    """What each accommodation would open at a firm, for everyone on the list; order and errors as for a person."""
    if employer_id not in matching.employers:
        msg = f"no employer '{employer_id}' in these tables: check the id ({len(matching.employers)} read)"
        raise MatcherError(msg)
    columns = [place for place, row in enumerate(matching.vacancies) if row["employer_id"] == employer_id]
    everyone = np.arange(len(matching.encoding.candidates), dtype=np.int64)
    return _gains(matching, everyone, np.array(columns, np.int64))


def _gains(matching: Matching, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> list[Gain]:
    if not len(rows) or not len(columns):
        return []
    part = _part(matching.encoding, rows, columns)
    bits = _bits(part, matching)
    openings = np.array([matching.vacancies[column]["openings"] or 1 for column in columns.tolist()])
    now = _points(part.vacancies, part, matching)
    known = catalogue()
    found = []
    for place, code in enumerate(known):
        bit = np.uint64(1 << place)
        vacancies = part.vacancies
        there = (vacancies["available_bits"] | vacancies["refused_bits"]) & bit != 0
        changed = np.where(there, vacancies["available_bits"], vacancies["available_bits"] | bit)
        bought = replace(vacancies, columns={**vacancies.columns, "available_bits": changed})
        broken = CAPACITY.broken(part.candidates, bought, part.shared, part.on.toordinal()) if CAPACITY.broken else 0
        opened = (bits == _CAPACITY_BIT) & ~np.asarray(broken, bool)
        eased = (bits == 0) & (_points(bought, part, matching) > now)
        jobs = opened.any(axis=0)
        gain = Gain(code, int(opened.any(axis=1).sum()), int(jobs.sum()), int(openings[jobs].sum()), int(eased.sum()))
        if gain.opened or gain.eased:
            found.append(gain)
    return sorted(found, key=lambda each: (-each.opened, -each.eased, known[each.code].net_cost_eur))


def _part(encoding: Encoding, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> Encoding:
    """The encoding of some people and some vacancies, with their ended pairs."""
    pairs = encoding.declined_pairs
    kept = pairs[np.isin(pairs[:, 0], rows) & np.isin(pairs[:, 1], columns)]
    ended = np.stack([np.searchsorted(rows, kept[:, 0]), np.searchsorted(columns, kept[:, 1])], axis=1)
    return replace(
        encoding,
        candidates=encoding.candidates.take(rows),
        vacancies=encoding.vacancies.take(columns),
        declined_pairs=ended.astype(np.int64).reshape(-1, 2),
    )


def _bits(part: Encoding, matching: Matching) -> NDArray[np.uint16]:
    scorer, n = Scorer(part, matching.policy), len(part.candidates)
    block = scorer.block(part.candidates)
    return reference.pair_bits(block.broken, scorer.broken_columns, *scorer.ended(0, n), ENDED_BIT)


def _points(vacancies: Side, part: Encoding, matching: Matching) -> NDArray[np.int64]:
    """Points of the criteria that an accommodation can move; shape (n, m)."""
    policy = matching.policy
    total = np.zeros((len(part.candidates), len(vacancies)), np.int64)
    for criterion in _EASED:
        scored = criterion.score(part.candidates, vacancies, part.shared, policy)
        total += contribution(scored.value, scored.known, policy.weights[criterion.name], policy.neutral)
    return total
