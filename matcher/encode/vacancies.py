"""Vacancies to columns: what the job asks, where and when, what the firm can adapt, and its quota figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

import numpy as np

from matcher.encode.candidates import CEFR_LEVELS, MINUTES_PER_HOUR
from matcher.encode.cells import Cells
from matcher.encode.sides import DEMAND_CODES, UNKNOWN, Column, Interner, Side, positions
from matcher.policy import MILLION
from models.vocabulary import RESERVED_FOR, WORKING_TIMES

Row = Mapping[str, Any]
OPEN_TO_ALL = tuple(RESERVED_FOR).index("both")


class QuotaFigures(Protocol):
    """What ranking reads of an employer's quota position."""

    @property
    def gap_disabled(self) -> int: ...  # noqa: D102
    @property
    def gap_art18(self) -> int: ...  # noqa: D102
    @property
    def quota_disabled(self) -> int: ...  # noqa: D102
    @property
    def quota_art18(self) -> int: ...  # noqa: D102
    @property
    def exposure_eur_per_day(self) -> float: ...  # noqa: D102


@dataclass
class Profiles:
    """Distinct profiles of the vacancies, each numbered once: jobs repeat."""

    skill_sets: Interner
    occupations: Interner
    demands: Interner
    licences: Interner
    languages: Interner


def no_profiles() -> Profiles:
    """Profiles before the first vacancy."""
    return Profiles(Interner(), Interner(), Interner(), Interner(), Interner())


def demand_key(demands: Mapping[str, int] | None) -> tuple[int, ...]:
    """Levels of the 36 demands, -1 where not stated: what a job asks, as a key."""
    return tuple((demands or {}).get(code, UNKNOWN) for code in DEMAND_CODES)


def language_key(languages: Sequence[tuple[str, str]] | None) -> tuple[tuple[str, int], ...]:
    """Asked languages with their level 1–6, as a key."""
    return tuple((code, CEFR_LEVELS[level]) for code, level in languages or ())


def reserved_gap(row: Row, position: QuotaFigures | None) -> tuple[int | None, int | None]:
    """The employer's gap that this vacancy can close, and the quota it belongs to (art. 18 where reserved so)."""
    if position is None:
        return None, None
    if row["reserved_for"] == "art18":
        return position.gap_art18, position.quota_art18
    return position.gap_disabled, position.quota_disabled


def encode_vacancies(
    rows: Cells | Sequence[Row],
    *,
    hires: Mapping[str, int],
    quotas: Mapping[str, QuotaFigures],
    place_of: Callable[[Row, str], int],
    profiles: Profiles,
    skill_ids: Callable[[Sequence[str]], tuple[str, ...]],
    occupation_of: Callable[[Row], str | None],
    accommodations: Mapping[str, int],
) -> Side:
    """Columns of the vacancies, ids sorted; parameters and units as `encode_candidates`.

    ``hires`` counts the people hired or kept in each vacancy up to the day; ``quotas`` the employers' positions;
    ``occupation_of`` reads the stated code and the title of a row.
    """
    jobs = rows if isinstance(rows, Cells) else Cells.of_rows(rows, "vacancy_id")
    reserved = positions(RESERVED_FOR)
    named, whose = jobs.together("occupation", "title")
    known = [occupation_of(row) for row in named]
    numbers = [UNKNOWN if found is None else profiles.occupations.number(found) for found in known]

    def skill_set(names: Sequence[str]) -> int:
        return profiles.skill_sets.number(skill_ids(names))

    def demands(cell: Mapping[str, int] | None) -> int:
        return profiles.demands.number(demand_key(cell))

    columns: dict[str, Any] = {
        "site": jobs.places("site", place_of),
        "remote": jobs.scaled("remote_share", MILLION),
        "public_transport": jobs.whole("public_transport", int, "int8"),
        "step_free": jobs.whole("step_free", int, "int8"),
        "hours_min": jobs.scaled("weekly_hours_min", MINUTES_PER_HOUR),
        "hours_max": jobs.scaled("weekly_hours_max", MINUTES_PER_HOUR),
        "times_bits": jobs.bits("working_times", positions(WORKING_TIMES), np.uint8),
        "education_min": jobs.whole("education_min", int, "int8"),
        "languages": jobs.each("languages", lambda cell: profiles.languages.number(language_key(cell))),
        "licences": jobs.each("licences", lambda cell: profiles.licences.number(tuple(cell or ()))),
        "required_skills": jobs.whole("required_skills", skill_set),
        "preferred_skills": jobs.whole("preferred_skills", skill_set),
        "occupation": np.array(numbers, np.int32)[whose],
        "demands": jobs.each("demands", demands),
        "public_contact": jobs.whole("demands", lambda cell: cell.get("public_contact", UNKNOWN), "int8"),
        "available_known": jobs.stated("accommodations_available"),
        "available_bits": jobs.bits("accommodations_available", accommodations, np.uint64),
        "refused_bits": jobs.bits("accommodations_refused", accommodations, np.uint64),
        "reserved": jobs.each("reserved_for", lambda word: OPEN_TO_ALL if word is None else reserved[word]),
        "published_on": jobs.whole("published_on", date.toordinal),
        "closes_on": jobs.whole("closes_on", date.toordinal),
        "filled": _filled(jobs, hires),
        **_gaps(jobs, quotas),
    }
    return Side(jobs.ids, columns)


def _gaps(jobs: Cells, quotas: Mapping[str, QuotaFigures]) -> dict[str, Column]:
    """The gap that each vacancy can close and the quota it belongs to, -1 where unknown."""
    firms, whose = jobs.together("employer_id", "reserved_for")
    found = [reserved_gap(row, quotas.get(row["employer_id"])) for row in firms]
    return {
        name: np.array([UNKNOWN if pair[place] is None else pair[place] for pair in found], np.int32)[whose]
        for place, name in enumerate(("gap", "quota"))
    }


def _filled(jobs: Cells, hires: Mapping[str, int]) -> Column:
    taken = zip(jobs.ids, jobs["openings"], strict=True)
    return np.array([openings is not None and hires.get(name, 0) >= openings for name, openings in taken], bool)
