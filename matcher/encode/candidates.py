"""People to columns: what they can do, where and when, what they need; never who they are.

Name, sex, age, citizenship, percentage and the nature of the disability are not read here at all; the category
is read for one thing, the side of ``reserved_for`` on which the person stands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from matcher.encode.sides import DEMAND_CODES, UNKNOWN, Interner, Side, bits, integers, level_rows, positions, scaled
from matcher.encode.sides import sparse_rows as sparse
from models.vocabulary import CEFR, LICENCE_INCLUDES, TRAVEL, WORKING_TIMES

METRES_10_PER_KM = 100
MINUTES_PER_HOUR = 60
CEFR_LEVELS = {level: number for number, level in enumerate(CEFR, start=1)}
HIRED_STAGES = ("hired", "kept_6_months")
ENDED_STAGES = ("declined_by_candidate", "declined_by_employer", "withdrawn")
ART18, OTHER_CATEGORY = 1, 0

Row = Mapping[str, Any]


def licence_closure(licences: Sequence[str]) -> set[str]:
    """The licences a person holds, with those that they include (CE: C, B, AM)."""
    return {*licences, *(inner for licence in licences for inner in LICENCE_INCLUDES.get(licence, ()))}


def _category(row: Row) -> int | None:
    category = row["law68_category"]
    return None if category is None else ART18 if category == "art18" else OTHER_CATEGORY


def _ordinal(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


def _placed(row: Row, hired: set[str]) -> bool:
    # A stated status of "active" is how the tables say that a hired person asks to change.
    if row["status"] is not None:
        return bool(row["status"] == "placed")
    return row["candidate_id"] in hired


def encode_candidates(
    rows: Sequence[Row],
    *,
    hired: set[str],
    place_of: Callable[[Row, str], int],
    titles: Interner,
    occupation_id: Callable[[str], str],
    experience: Callable[[float | None], int],
    licences: Sequence[str],
    languages: Sequence[str],
    accommodations: Mapping[str, int],
) -> Side:
    """Columns of the candidates, ids sorted.

    Parameters
    ----------
    rows : sequence of mappings
        Checked rows of the candidates table, sorted by candidate_id.
    hired : set of str
        People whose last word with some vacancy is a hire.
    place_of : callable
        Position of a row's home in the table of places.
    titles : Interner
        Numbers of the occupations that candidates name; grows here.
    occupation_id, experience : callable
        Text to occupation id; years to the worth of that experience, millionths.
    licences, languages : sequence of str
        The words that some vacancy asks for; others are not encoded.
    accommodations : mapping of str to int
        Position of each code of the catalogue.

    Returns
    -------
    Side
        Hours in minutes, commute in tens of metres, days as ordinals; unknown -1.
    """
    held = [_held(row["occupations_held"], titles, occupation_id, experience) for row in rows]
    sought = [{titles.number(occupation_id(text)): 1 for text in row["occupations_sought"] or ()} for row in rows]
    width = len(titles.values())
    columns: dict[str, Any] = {
        "home": integers([place_of(row, "home") for row in rows]),
        **_when_and_where(rows),
        **_papers(rows, licences, languages),
        **_needs(rows, accommodations),
        "skills_known": np.array([row["skills"] is not None for row in rows]),
        "held_known": np.array([row["occupations_held"] is not None for row in rows]),
        "held": sparse(held, width),
        "sought_known": np.array([row["occupations_sought"] is not None for row in rows]),
        "sought": sparse(sought, width),
        "category_side": integers([_category(row) for row in rows], "int8"),
        "consent_missing": np.array([row["consent"] is not None and "matching" not in row["consent"] for row in rows]),
        "placed": np.array([_placed(row, hired) for row in rows]),
        "inactive": np.array([row["status"] in ("suspended", "left") for row in rows]),
    }
    return Side(tuple(row["candidate_id"] for row in rows), columns)


def _when_and_where(rows: Sequence[Row]) -> dict[str, Any]:
    times, travel = positions(WORKING_TIMES), positions(TRAVEL)
    return {
        "max_commute": scaled([row["max_commute_km"] for row in rows], METRES_10_PER_KM),
        "travel_bits": np.array([bits(row["travel"], travel) for row in rows], np.uint8),
        "hours_min": scaled([row["weekly_hours_min"] for row in rows], MINUTES_PER_HOUR),
        "hours_max": scaled([row["weekly_hours_max"] for row in rows], MINUTES_PER_HOUR),
        "times_bits": np.array([bits(row["working_times"], times) for row in rows], np.uint8),
        "available_from": integers([_ordinal(row["available_from"]) for row in rows]),
    }


def _papers(rows: Sequence[Row], licences: Sequence[str], languages: Sequence[str]) -> dict[str, Any]:
    spoken = [{code: CEFR_LEVELS[level] for code, level in row["languages"] or () if code in languages} for row in rows]
    held = [licence_closure(row["licences"] or ()).intersection(licences) for row in rows]
    return {
        "education": integers([row["education"] for row in rows], "int8"),
        "languages_known": np.array([row["languages"] is not None for row in rows]),
        "language_levels": level_rows(spoken, languages, 0),
        "licences_known": np.array([row["licences"] is not None for row in rows]),
        "licences_held": level_rows([dict.fromkeys(codes, 1) for codes in held], licences, 0),
    }


def _needs(rows: Sequence[Row], accommodations: Mapping[str, int]) -> dict[str, Any]:
    needs = [row["accommodations_needed"] or {} for row in rows]
    return {
        "capacities": level_rows([row["capacities"] for row in rows], DEMAND_CODES, UNKNOWN),
        "excluded_bits": np.array([bits(row["excluded_tasks"], positions(DEMAND_CODES)) for row in rows], np.uint64),
        "needs_known": np.array([row["accommodations_needed"] is not None for row in rows]),
        "essential_bits": _need_bits(needs, "essential", accommodations),
        "preferred_bits": _need_bits(needs, "preferred", accommodations),
    }


def _held(
    entries: Sequence[tuple[str, float | None]] | None,
    titles: Interner,
    occupation_id: Callable[[str], str],
    experience: Callable[[float | None], int],
) -> dict[int, int]:
    """Occupations held, with what each is worth; the same occupation twice counts its longer spell."""
    worth: dict[int, int] = {}
    for title, years in entries or ():
        number = titles.number(occupation_id(title))
        worth[number] = max(worth.get(number, 0), experience(years))
    return worth


def _need_bits(needs: Sequence[Mapping[str, str]], weight: str, where: Mapping[str, int]) -> Any:
    chosen = [[code for code, word in need.items() if word == weight] for need in needs]
    return np.array([bits(codes, where) for codes in chosen], np.uint64)
