"""People to columns: what they can do, where and when, what they need; never who they are.

Name, sex, age, citizenship, percentage and the nature of the disability are not read here at all; the category
is read for one thing, the side of ``reserved_for`` on which the person stands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from matcher.encode.cells import Cells, spread_rows
from matcher.encode.sides import DEMAND_CODES, UNKNOWN, Column, Interner, Side, bits, positions
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


def _placed(people: Cells, hired: set[str]) -> Column:
    # A stated status of "active" is how the tables say that a hired person asks to change.
    placed = people.flags("status", lambda status: status == "placed")
    if hired:
        placed |= ~people.stated("status") & np.array([name in hired for name in people.ids], bool)
    return placed


def encode_candidates(
    people: Cells,
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
    people : Cells
        The checked candidates table, sorted by candidate_id.
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
    held, holders = people.distinct("occupations_held")
    sought, seekers = people.distinct("occupations_sought")
    worth = [_held(entries, titles, occupation_id, experience) for entries in held]
    wishes = [{titles.number(occupation_id(text)): 1 for text in texts or ()} for texts in sought]
    width = len(titles.values())
    columns: dict[str, Any] = {
        "home": people.places("home", place_of),
        **_when_and_where(people),
        **_papers(people, licences, languages),
        **_needs(people, accommodations),
        "skills_known": people.stated("skills"),
        "held_known": people.stated("occupations_held"),
        "held": spread_rows(worth, holders, width),
        "sought_known": people.stated("occupations_sought"),
        "sought": spread_rows(wishes, seekers, width),
        "category_side": people.whole("law68_category", lambda c: ART18 if c == "art18" else OTHER_CATEGORY, "int8"),
        "consent_missing": people.flags("consent", lambda words: words is not None and "matching" not in words),
        "placed": _placed(people, hired),
        "inactive": people.flags("status", lambda status: status in ("suspended", "left")),
    }
    return Side(people.ids, columns)


def _when_and_where(people: Cells) -> dict[str, Any]:
    return {
        "max_commute": people.scaled("max_commute_km", METRES_10_PER_KM),
        "travel_bits": people.bits("travel", positions(TRAVEL), np.uint8),
        "hours_min": people.scaled("weekly_hours_min", MINUTES_PER_HOUR),
        "hours_max": people.scaled("weekly_hours_max", MINUTES_PER_HOUR),
        "times_bits": people.bits("working_times", positions(WORKING_TIMES), np.uint8),
        "available_from": people.whole("available_from", date.toordinal),
    }


def _papers(people: Cells, licences: Sequence[str], languages: Sequence[str]) -> dict[str, Any]:
    def spoken(cell: Sequence[tuple[str, str]] | None) -> dict[str, int]:
        return {code: CEFR_LEVELS[level] for code, level in cell or () if code in languages}

    def held(cell: Sequence[str] | None) -> dict[str, int]:
        return dict.fromkeys(licence_closure(cell or ()).intersection(licences), 1)

    return {
        "education": people.whole("education", dtype="int8"),
        "languages_known": people.stated("languages"),
        "language_levels": people.levels("languages", languages, 0, spoken),
        "licences_known": people.stated("licences"),
        "licences_held": people.levels("licences", licences, 0, held),
    }


def _needs(people: Cells, accommodations: Mapping[str, int]) -> dict[str, Any]:
    needs, whose = people.distinct("accommodations_needed")
    return {
        "capacities": people.levels("capacities", DEMAND_CODES, UNKNOWN),
        "excluded_bits": people.bits("excluded_tasks", positions(DEMAND_CODES), np.uint64),
        "needs_known": people.stated("accommodations_needed"),
        "essential_bits": _need_bits(needs, "essential", accommodations)[whose],
        "preferred_bits": _need_bits(needs, "preferred", accommodations)[whose],
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


def _need_bits(needs: Sequence[Mapping[str, str] | None], weight: str, where: Mapping[str, int]) -> Column:
    chosen = [[code for code, word in (need or {}).items() if word == weight] for need in needs]
    return np.array([bits(codes, where) for codes in chosen], np.uint64)
