"""The tables as pandas columns and plain matrices: what a block version of the score works on.

Nothing of the engine or of its encoding is read but what text was linked to (credit for skills, nearness of
occupations), which no peer can know otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.frames import Frame
from matcher.geography import municipalities
from matcher.matching import Matching
from models.accommodations import catalogue
from models.vocabulary import CEFR, DEMANDS, LICENCE_INCLUDES, TRAVEL, WORKING_TIMES

Array = NDArray[Any]
NONE = -1
ENDED = ("declined_by_candidate", "declined_by_employer", "withdrawn")
HIRED = ("hired", "kept_6_months")


@dataclass(frozen=True)
class Columns:
    """Both sides: pandas frames of plain columns, and matrices by demand, accommodation, word and skill.

    ``capacities`` (n, 36), ``asked`` and ``bridged`` (m, 36) are levels, -1 unknown; the rest are 0 and 1, but for
    ``credit`` (n, skills) in millionths and ``held``, ``sought`` (n, occupations), the best worth × nearness.
    """

    people: Any
    jobs: Any
    matrices: Mapping[str, Array]
    ended: Array


def sorted_frame(frame: Frame, key: str) -> Any:
    """A checked table as a pandas frame, by code point of its id."""
    import pandas as pd

    table = pd.DataFrame({name: pd.Series(cells, dtype=object) for name, cells in frame.columns.items()})
    return table.iloc[np.argsort(np.array([str(value) for value in table[key]], dtype=object), kind="stable")]


def _whole(cells: Iterable[Any], change: Callable[[Any], int]) -> Array:
    return np.array([NONE if cell is None else change(cell) for cell in cells], np.int64)


def _flags(cells: Iterable[Any], words: Iterable[str]) -> Array:
    where = {word: position for position, word in enumerate(words)}
    rows = [list(cell or ()) for cell in cells]
    flags = np.zeros((len(rows), len(where)), np.int64)
    for row, named in enumerate(rows):
        for word in named:
            if word in where:
                flags[row, where[word]] = 1
    return flags


def _levels(cells: Iterable[Any], words: Iterable[str]) -> Array:
    where = {word: position for position, word in enumerate(words)}
    rows = list(cells)
    levels = np.full((len(rows), len(where)), NONE, np.int64)
    for row, named in enumerate(rows):
        for word, level in dict(named or {}).items():
            if word in where:
                levels[row, where[word]] = level
    return levels


def _points(table: Any, kind: str) -> Array:
    gazetteer = municipalities()
    places = zip(table[f"{kind}_lat"], table[f"{kind}_lon"], table[f"{kind}_municipality"], strict=True)
    return np.array(
        [
            (lat, lon)
            if lat is not None and lon is not None
            else (np.nan, np.nan)
            if code is None
            else gazetteer.centroid(code)
            for lat, lon, code in places
        ],
        np.float64,
    ).reshape(-1, 2)


def _day(day: date) -> int:
    return day.toordinal()


def _people(table: Any, placed: Array) -> dict[str, Array]:
    category = table["law68_category"]
    return {
        "free": _whole(table["available_from"], _day),
        "limit": _whole(table["max_commute_km"], lambda km: round(km * 100)),
        "low": _whole(table["weekly_hours_min"], lambda hours: round(hours * 60)),
        "high": _whole(table["weekly_hours_max"], lambda hours: round(hours * 60)),
        "education": _whole(table["education"], int),
        "side": _whole(category, lambda word: int(word == "art18")),
        "licences_known": _whole(table["licences"], lambda _: 1) > 0,
        "languages_known": _whole(table["languages"], lambda _: 1) > 0,
        "skills_known": _whole(table["skills"], lambda _: 1) > 0,
        "held_known": _whole(table["occupations_held"], lambda _: 1) > 0,
        "sought_known": _whole(table["occupations_sought"], lambda _: 1) > 0,
        "needs_known": _whole(table["accommodations_needed"], lambda _: 1) > 0,
        "shut": placed
        | (_whole(table["consent"], lambda words: int("matching" not in words)) == 1)
        | (_whole(table["status"], lambda word: int(word in ("suspended", "left"))) == 1),
    }


def _jobs(table: Any, matching: Matching, hires: Mapping[str, int], on: int) -> dict[str, Array]:
    quotas = [matching.quotas.get(employer) for employer in table["employer_id"]]
    art18 = [word == "art18" for word in table["reserved_for"]]
    pairs = list(zip(quotas, art18, strict=True))
    closes, opens = _whole(table["closes_on"], _day), _whole(table["published_on"], _day)
    filled = [
        openings is not None and hires.get(name, 0) >= openings
        for name, openings in zip(table["vacancy_id"], table["openings"], strict=True)
    ]
    return {
        "closes": closes,
        "shut": ((closes >= 0) & (closes < on)) | (opens > on) | np.array(filled, bool),
        "remote": _whole(table["remote_share"], lambda share: round(share * 1_000_000)),
        "transport": _whole(table["public_transport"], int),
        "step_free": _whole(table["step_free"], int),
        "low": _whole(table["weekly_hours_min"], lambda hours: round(hours * 60)),
        "high": _whole(table["weekly_hours_max"], lambda hours: round(hours * 60)),
        "education": _whole(table["education_min"], int),
        "for_disabled": np.array([word == "disabled" for word in table["reserved_for"]], bool),
        "for_art18": np.array(art18, bool),
        "contact": _whole(table["demands"], lambda levels: levels.get("public_contact", NONE)),
        "available_known": _whole(table["accommodations_available"], lambda _: 1) > 0,
        "required_known": _whole(table["required_skills"], lambda _: 1) > 0,
        "preferred_known": _whole(table["preferred_skills"], lambda _: 1) > 0,
        "gap": _whole([q and (q.gap_art18 if side else q.gap_disabled) for q, side in pairs], int),
        "quota": _whole([q and (q.quota_art18 if side else q.quota_disabled) for q, side in pairs], int),
    }


def _closure(licences: Iterable[str] | None) -> list[str]:
    return [word for held in licences or () for word in (held, *LICENCE_INCLUDES.get(held, ()))]


def _needs(cells: Iterable[Any], weight: str) -> list[list[str]]:
    return [[code for code, word in (cell or {}).items() if word == weight] for cell in cells]


def _best_nearness(named: Any, nearness: Array) -> Array:
    """Best worth × nearness over the occupations each person names; shape (n, occupations)."""
    best = np.zeros((named.shape[0], nearness.shape[1]), np.int64)
    for row in range(named.shape[0]):
        inside = slice(named.indptr[row], named.indptr[row + 1])
        if inside.stop > inside.start:
            best[row] = (named.data[inside, None] * nearness[named.indices[inside]]).max(axis=0)
    return best


def _linked(matching: Matching) -> dict[str, Array]:
    """What text was linked to, as dense matrices."""
    shared, people, jobs = matching.encoding.shared, matching.encoding.candidates, matching.encoding.vacancies
    nearness = shared.held_nearness.astype(np.int64)
    return {
        "credit": people["skill_credit"].toarray(),
        "held": _best_nearness(people["held"], nearness),
        "sought": _best_nearness(people["sought"], nearness),
        "occupation": np.asarray(jobs["occupation"], np.int64),
        "required": _members(shared.skill_sets, jobs["required_skills"]),
        "preferred": _members(shared.skill_sets, jobs["preferred_skills"]),
    }


def _members(sets: Any, which: Array) -> Any:
    asked = sets[np.maximum(which, 0)]
    return asked.multiply((which >= 0)[:, None]).tocsr() if sets.shape[0] else asked


def _matrices(people: Any, jobs: Any) -> dict[str, Array]:
    codes, known = tuple(DEMANDS), catalogue()
    levels = {level: number for number, level in enumerate(CEFR, start=1)}
    languages = sorted({code for cell in jobs["languages"] for code, _ in cell or ()})
    licences = sorted({word for cell in jobs["licences"] for word in cell or ()})
    spoken = [{code: levels[level] for code, level in cell or ()} for cell in people["languages"]]
    wanted = [{code: levels[level] for code, level in cell or ()} for cell in jobs["languages"]]
    bridges = _levels([known[code].bridges for code in known], codes).clip(0)
    available = _flags(jobs["accommodations_available"], known)
    bridged = np.zeros((len(jobs), len(codes)), np.int64)
    for position, reach in enumerate(bridges):
        bridged = np.maximum(bridged, available[:, position, None] * reach)
    return {
        "capacities": _levels(people["capacities"], codes),
        "never": _flags(people["excluded_tasks"], codes),
        "asked": _levels(jobs["demands"], codes),
        "bridged": bridged,
        "travel": _flags(people["travel"], TRAVEL),
        "times": _flags(people["working_times"], WORKING_TIMES),
        "times_asked": _flags(jobs["working_times"], WORKING_TIMES),
        "spoken": _levels(spoken, languages).clip(0),
        "spoken_asked": _levels(wanted, languages).clip(0),
        "papers": _flags([_closure(cell) for cell in people["licences"]], licences),
        "papers_asked": _flags(jobs["licences"], licences),
        "essential": _flags(_needs(people["accommodations_needed"], "essential"), known),
        "preferred_needs": _flags(_needs(people["accommodations_needed"], "preferred"), known),
        "available": available,
        "refused": _flags(jobs["accommodations_refused"], known),
        "home": _points(people, "home"),
        "site": _points(jobs, "site"),
    }


def read(matching: Matching) -> Columns:
    """Read the tables of a day into columns."""
    import pandas as pd

    people = sorted_frame(matching.tables.candidates, "candidate_id")
    jobs = sorted_frame(matching.tables.vacancies, "vacancy_id")
    history = matching.history
    placed = np.array(
        [
            status == "placed" or (status is None and name in history.hired)
            for name, status in zip(people["candidate_id"], people["status"], strict=True)
        ],
        bool,
    )
    on = matching.on.toordinal()
    return Columns(
        pd.DataFrame(_people(people, placed)),
        pd.DataFrame(_jobs(jobs, matching, history.hires, on)),
        {**_matrices(people, jobs), **_linked(matching)},
        matching.encoding.declined_pairs,
    )
