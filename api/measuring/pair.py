"""The same score, pair by pair, in plain Python on the parsed rows: how it would be written first.

Sets, dicts and one loop; nothing compiled and nothing shared but what text was linked to. Judged like the others.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from api.measuring.columns import ENDED, Array
from matcher.geography import municipalities
from matcher.matching import Matching
from models.accommodations import catalogue
from models.vocabulary import CEFR, LICENCE_INCLUDES

MILLION = 1_000_000
_REMOTE = 0.8
_WEEK = 7 * 24 * 60
_BELOW_TITLE = (MILLION, 400_000, 100_000)
_BELOW_LEVEL = (MILLION, 600_000, 300_000)
_LEVELS = {level: number for number, level in enumerate(CEFR, start=1)}
Row = Mapping[str, Any]
Both = tuple[int, int]  # value and how much of it is known, millionths
UNKNOWN: Both = (0, 0)


class Pairs:
    """Scores of single pairs of a prepared day."""

    def __init__(self, matching: Matching) -> None:
        """Keep the rows, and what their text was linked to, by position."""
        self.people, self.jobs, self.on = matching.candidates, matching.vacancies, matching.on
        self.quotas, self.history = matching.quotas, matching.history
        self.weights, self.neutral, self.settings = (
            matching.policy.weights,
            matching.policy.neutral,
            dict(matching.policy.settings),
        )
        sides, self.nearness = matching.encoding, matching.encoding.shared.held_nearness
        self.credit = [_row(sides.candidates["skill_credit"], at) for at in range(len(self.people))]
        self.held = [_row(sides.candidates["held"], at) for at in range(len(self.people))]
        self.sought = [_row(sides.candidates["sought"], at) for at in range(len(self.people))]
        self.occupation = [int(number) for number in sides.vacancies["occupation"]]
        self.skills = {
            name: [
                None if number < 0 else tuple(_row(sides.shared.skill_sets, int(number)))
                for number in sides.vacancies[f"{name}_skills"]
            ]
            for name in ("required", "preferred")
        }
        self.gazetteer = municipalities()

    def score(self, at: int, where: int) -> int:
        """Score of one pair, millionths; -1 where a constraint breaks."""
        person, job = self.people[at], self.jobs[where]
        distance = self._distance(person, job)
        if self._broken(person, job, distance):
            return -1
        total = 0
        for name, (value, known) in self._criteria(at, where, distance).items():
            weight = self.weights[name]
            certain = round(Fraction(known * weight, MILLION))
            total += round(Fraction(certain * value, MILLION))
            total += round(Fraction((weight - certain) * self.neutral, MILLION))
        return total

    def _distance(self, person: Row, job: Row) -> int | None:
        home, site = self._point(person, "home"), self._point(job, "site")
        if home is None or site is None:
            return None
        lat1, lon1, lat2, lon2 = map(math.radians, (*home, *site))
        chord = math.sin((lat2 - lat1) / 2) ** 2
        chord += math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
        return round(2 * 6371.0088 * math.asin(math.sqrt(chord)) * 100)

    def _point(self, row: Row, kind: str) -> tuple[float, float] | None:
        if row[f"{kind}_lat"] is not None and row[f"{kind}_lon"] is not None:
            return row[f"{kind}_lat"], row[f"{kind}_lon"]
        code = row[f"{kind}_municipality"]
        return None if code is None else self.gazetteer.centroid(code)

    def _broken(self, person: Row, job: Row, distance: int | None) -> bool:
        closes, opens, free = job["closes_on"], job["published_on"], person["available_from"]
        if closes is not None and (closes < self.on or (free is not None and free > closes)):
            return True
        if opens is not None and opens > self.on:
            return True
        pair = (person["candidate_id"], job["vacancy_id"])
        if pair in self.history.ended and self.history.ended[pair][0] in ENDED:
            return True
        openings, status = job["openings"], person["status"]
        if openings is not None and self.history.hires.get(pair[1], 0) >= openings:
            return True
        if status in ("placed", "suspended", "left") or (status is None and pair[0] in self.history.hired):
            return True
        if person["consent"] is not None and "matching" not in person["consent"]:
            return True
        category, reserved = person["law68_category"], job["reserved_for"]
        if (
            category is not None
            and reserved in ("disabled", "art18")
            and (category == "art18") != (reserved == "art18")
        ):
            return True
        return self._unable(person, job, distance)

    def _unable(self, person: Row, job: Row, distance: int | None) -> bool:
        """Licence, times, distance, excluded tasks, capacities, refused accommodations."""
        if person["licences"] is not None:
            held = {word for paper in person["licences"] for word in (paper, *LICENCE_INCLUDES.get(paper, ()))}
            if not held.issuperset(job["licences"] or ()):
                return True
        times = person["working_times"]
        if times and not set(times).issuperset(job["working_times"] or ()):
            return True
        low, high, least, most = _bounds(person, job)
        if (most is not None and low is not None and low > most) or (
            high is not None and least is not None and least > high
        ):
            return True
        limit, remote = person["max_commute_km"], job["remote_share"]
        bound = remote is not None and remote < _REMOTE and limit is not None and distance is not None
        if bound and distance > round(limit * 100):
            return True
        asked, can = job["demands"] or {}, person["capacities"] or {}
        if any(asked.get(task, 0) > 0 for task in person["excluded_tasks"] or ()):
            return True
        needs, refused = person["accommodations_needed"] or {}, job["accommodations_refused"] or ()
        if any(weight == "essential" and code in refused for code, weight in needs.items()):
            return True
        offered = job["accommodations_available"]
        return offered is not None and any(
            code in can and can[code] + _bridged(code, offered) < level for code, level in asked.items() if level
        )

    def _criteria(self, at: int, where: int, distance: int | None) -> dict[str, Both]:
        person, job = self.people[at], self.jobs[where]
        return {
            "skills_required": self._skills("required", at, where),
            "skills_preferred": self._skills("preferred", at, where),
            "occupation": self._occupation(person["occupations_held"], self.held[at], where, MILLION),
            "wishes": self._occupation(person["occupations_sought"], self.sought[at], where, 1),
            "demands": self._demands(person, job),
            "accommodations": self._accommodations(person, job),
            "education": _education(person, job),
            "languages": _languages(person, job),
            "commute": self._commute(person, job, distance),
            "working_time": _hours(person, job),
            "quota_urgency": self._urgency(job),
        }

    def _skills(self, name: str, at: int, where: int) -> Both:
        asked = self.skills[name][where]
        if not asked or self.people[at]["skills"] is None:
            return UNKNOWN
        return sum(self.credit[at].get(skill, 0) for skill in asked) // len(asked), MILLION

    def _occupation(self, named: Any, worths: Mapping[int, int], where: int, unit: int) -> Both:
        if named is None or self.occupation[where] < 0:
            return UNKNOWN
        near = [worth * int(self.nearness[title, self.occupation[where]]) // unit for title, worth in worths.items()]
        return max(near, default=0), MILLION

    def _demands(self, person: Row, job: Row) -> Both:
        can, offered = person["capacities"] or {}, job["accommodations_available"] or ()
        value = weight = total = 0
        for code, level in (job["demands"] or {}).items():
            total += level
            if code in can:
                weight += level
                value += level * self._worth(can[code], level, _bridged(code, offered))
        return value // max(weight, 1), weight * MILLION // max(total, 1)

    def _worth(self, capacity: int, level: int, bridged: int) -> int:
        if capacity > level or capacity == 4 or (bridged and capacity + bridged >= level):
            return MILLION
        if capacity == level:
            return self.settings["near_limit"]
        return self.settings["just_over_limit"] if capacity == level - 1 else 0

    def _accommodations(self, person: Row, job: Row) -> Both:
        needs, offered = person["accommodations_needed"], job["accommodations_available"]
        weights = {"essential": self.settings["essential_weight"], "preferred": MILLION}
        by_job, refused = self._by_the_job(job), job["accommodations_refused"] or ()
        total = assessed = met = 0
        for code, word in (needs or {}).items():
            total += weights[word]
            has = code in by_job or code in (offered or ())
            met += weights[word] * has
            assessed += weights[word] * (has or code in refused or offered is not None)
        return MILLION * met // max(assessed, 1), MILLION * assessed // max(total, 1)

    def _by_the_job(self, job: Row) -> set[str]:
        share = -1 if job["remote_share"] is None else job["remote_share"]
        most, times, settings = job["weekly_hours_max"], job["working_times"] or (), self.settings
        found = {"remote_work"} if share * MILLION >= settings["remote_work_share"] else set()
        if share >= _REMOTE:
            found |= {"step_free_access", "near_transport", "reserved_parking", "company_transport"}
        found |= {"step_free_access"} if job["step_free"] else set()
        found |= {"near_transport"} if job["public_transport"] else set()
        found |= {"part_time"} if most is not None and most * MILLION <= settings["part_time_hours"] else set()
        found |= {"fixed_shift"} if len(times) == 1 else set()
        return found | ({"no_public_contact"} if (job["demands"] or {}).get("public_contact") == 0 else set())

    def _commute(self, person: Row, job: Row, distance: int | None) -> Both:
        share, limit, travel = job["remote_share"] or 0, person["max_commute_km"], person["travel"] or ()
        if share >= _REMOTE:
            return MILLION, MILLION
        if distance is None or limit is None:
            return UNKNOWN
        travelled = distance * (MILLION - round(share * MILLION)) // MILLION
        near = MILLION - min(MILLION, MILLION * travelled // max(round(limit * 100), 1))
        reached = not travel or "car" in travel or "accompanied" in travel
        reached = reached or ("public_transport" in travel and job["public_transport"] is not False)
        reached = reached or ("walking" in travel and distance * 10_000 <= self.settings["walking_km"])
        reached = reached or ("bicycle" in travel and distance * 10_000 <= self.settings["bicycle_km"])
        return near * (MILLION if reached else self.settings["hard_to_reach"]) // MILLION, MILLION

    def _urgency(self, job: Row) -> Both:
        position = self.quotas.get(job["employer_id"])
        if position is None:
            return UNKNOWN
        art18 = job["reserved_for"] == "art18"
        gap, due = (
            (position.gap_art18, position.quota_art18) if art18 else (position.gap_disabled, position.quota_disabled)
        )
        share = min(MILLION, MILLION * max(gap, 0) // max(due, 1))
        return (500_000 + 500_000 * share // MILLION if gap > 0 else 0), MILLION


def _row(table: Any, at: int) -> dict[int, int]:
    inside = slice(table.indptr[at], table.indptr[at + 1])
    return dict(zip(table.indices[inside].tolist(), table.data[inside].tolist(), strict=True))


def _bridged(demand: str, offered: Iterable[str]) -> int:
    return max((catalogue()[code].bridges.get(demand, 0) for code in offered), default=0)


def _bounds(person: Row, job: Row) -> tuple[float | None, float | None, float | None, float | None]:
    return person["weekly_hours_min"], person["weekly_hours_max"], job["weekly_hours_min"], job["weekly_hours_max"]


def _education(person: Row, job: Row) -> Both:
    if person["education"] is None or job["education_min"] is None:
        return UNKNOWN
    short = max(0, job["education_min"] - person["education"])
    return (_BELOW_TITLE[short] if short < len(_BELOW_TITLE) else 0), MILLION


def _languages(person: Row, job: Row) -> Both:
    if person["languages"] is None or not job["languages"]:
        return UNKNOWN
    spoken, total = dict(person["languages"]), 0
    for code, level in job["languages"]:
        short = max(0, _LEVELS[level] - _LEVELS[spoken[code]]) if code in spoken else len(_BELOW_LEVEL)
        total += _BELOW_LEVEL[short] if short < len(_BELOW_LEVEL) else 0
    return total // len(job["languages"]), MILLION


def _hours(person: Row, job: Row) -> Both:
    low, high, least, most = (None if hours is None else round(hours * 60) for hours in _bounds(person, job))
    total = parts = 0
    if (low is not None or high is not None) and (least is not None or most is not None):
        high, most = _WEEK if high is None else high, _WEEK if most is None else most
        common = min(high, most) - max(low or 0, least or 0)
        narrower = min(high - (low or 0), most - (least or 0))
        total += min(MILLION, MILLION * max(common + 60, 0) // (narrower + 60))
        parts += 1
    if person["working_times"] and job["working_times"]:
        total += MILLION * set(person["working_times"]).issuperset(job["working_times"])
        parts += 1
    return total // max(parts, 1), parts * 500_000


def scores(pairs: Pairs, people: Array, jobs: Array) -> Array:
    """Scores of the given pairs, one by one."""
    return np.array([pairs.score(int(at), int(where)) for at, where in zip(people, jobs, strict=True)], np.int64)
