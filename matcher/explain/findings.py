"""What stands out in a pair, as facts with the tables' own words: the matter of reasons and notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from matcher.accommodation import Plan, strained
from matcher.encode.candidates import CEFR_LEVELS
from matcher.encode.encode import asked_skill, experience_worth
from matcher.matching import Matching
from matcher.policy import MILLION

Row = Mapping[str, Any]


@dataclass(frozen=True)
class AskedSkill:
    """A skill that the vacancy asks for, in its words, and the person's credit for it, millionths."""

    text: str
    credit: int


@dataclass(frozen=True)
class NamedOccupation:
    """The person's occupation nearest to the vacancy: their words, years held, nearness in millionths."""

    text: str
    years: float | None
    nearness: int


@dataclass(frozen=True)
class Findings:
    """Facts about one pair.

    ``strained`` maps a stated demand at or over the limit to (demand, capacity). ``usual`` does so for a demand that
    the vacancy does not state, that its occupation usually has, and that is above the capacity: a prior, to be asked
    about, that neither blocks nor scores.
    """

    candidate: Row
    vacancy: Row
    required: tuple[AskedSkill, ...]
    preferred: tuple[AskedSkill, ...]
    held: NamedOccupation | None
    sought: NamedOccupation | None
    distance_10m: int
    strained: Mapping[str, tuple[int, int]]
    unknown_demands: tuple[str, ...]
    usual: Mapping[str, tuple[int, int]]
    languages_short: tuple[tuple[str, str, str | None], ...]
    plan: Plan


def _is_code(text: str) -> bool:
    """A code of a classification or an address, which nobody reads: its label is told instead."""
    return text.isdigit() or "://" in text


# A prior is worth a question from this level on: below it nearly every job has something of everything.
_USUAL = 2


class Finder:
    """Finds the facts of pairs; keeps what candidates and vacancies repeat."""

    def __init__(self, matching: Matching) -> None:
        """Index the shared tables by their words."""
        self.matching = matching
        shared = matching.encoding.shared
        self._title = {identifier: position for position, identifier in enumerate(shared.titles)}
        self._skill = {identifier: position for position, identifier in enumerate(shared.skills)}
        self._credit = lru_cache(maxsize=256)(self._credit_of)
        self._prior = lru_cache(maxsize=256)(self._prior_of)
        taxonomy = matching.taxonomy
        self._occupation = lru_cache(maxsize=50_000)(taxonomy.occupation_of)
        self._asked = lru_cache(maxsize=50_000)(lambda name: asked_skill(name, taxonomy))

    def find(self, candidate: int, vacancy: int, distance_10m: int) -> Findings:
        """The facts of the pair at these positions."""
        matching = self.matching
        person, job = matching.candidates[candidate], matching.vacancies[vacancy]
        asked, can = job["demands"] or {}, person["capacities"] or {}
        spoken = dict(person["languages"] or ())
        return Findings(
            candidate=person,
            vacancy=job,
            required=self._skills(candidate, person, job["required_skills"]),
            preferred=self._skills(candidate, person, job["preferred_skills"]),
            held=self._nearest(vacancy, person["occupations_held"] or ()),
            sought=self._nearest(vacancy, [(text, None) for text in person["occupations_sought"] or ()], wish=True),
            distance_10m=distance_10m,
            strained=strained(person, job),
            unknown_demands=tuple(
                sorted(
                    (code for code, level in asked.items() if level > 0 and code not in can), key=lambda c: -asked[c]
                )
            ),
            usual=self._usual(vacancy, asked, can),
            languages_short=tuple(
                (code, level, spoken.get(code))
                for code, level in job["languages"] or ()
                if person["languages"] is not None
                and (code not in spoken or CEFR_LEVELS[spoken[code]] < CEFR_LEVELS[level])
            ),
            plan=matching.plan(candidate, vacancy),
        )

    def _usual(self, vacancy: int, asked: Mapping[str, int], can: Mapping[str, int]) -> dict[str, tuple[int, int]]:
        position = int(self.matching.encoding.vacancies["occupation"][vacancy])
        if position < 0:
            return {}
        prior = self._prior(self.matching.encoding.shared.occupations[position])
        return {
            code: (level, can[code])
            for code, level in prior.items()
            if code not in asked and code in can and can[code] < level
        }

    def _prior_of(self, occupation: str) -> Mapping[str, int]:
        prior = self.matching.taxonomy.demands_prior(occupation)
        return {code: level for code, level in prior.items() if level >= _USUAL}

    def _credit_of(self, candidate: int) -> dict[int, int]:
        row = self.matching.encoding.candidates["skill_credit"][candidate]
        return dict(zip(row.indices.tolist(), row.data.tolist(), strict=True))

    def _skills(self, candidate: int, person: Row, names: Sequence[str] | None) -> tuple[AskedSkill, ...]:
        if person["skills"] is None:
            return ()
        credit, taxonomy = self._credit(candidate), self.matching.taxonomy
        asked = [(name, self._asked(name)) for name in names or ()]
        return tuple(
            AskedSkill(taxonomy.label("skill", skill) if _is_code(name) else name, credit.get(self._skill[skill], 0))
            for name, skill in asked
        )

    def _nearest(
        self, vacancy: int, entries: Sequence[tuple[str, float | None]], *, wish: bool = False
    ) -> NamedOccupation | None:
        occupation = int(self.matching.encoding.vacancies["occupation"][vacancy])
        if occupation < 0 or not entries:
            return None
        nearness = self.matching.encoding.shared.held_nearness[:, occupation]
        policy, taxonomy = self.matching.policy, self.matching.taxonomy

        def named(entry: tuple[str, float | None]) -> tuple[int, NamedOccupation]:
            text, years = entry
            occupation = self._occupation(text)
            near, worth = int(nearness[self._title[occupation]]), MILLION if wish else experience_worth(years, policy)
            told = taxonomy.label("occupation", occupation) if _is_code(text) else text
            return near * worth, NamedOccupation(told, years, near)

        return max(map(named, entries), key=lambda pair: pair[0])[1]
