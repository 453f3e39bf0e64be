"""Vacancies to columns: what the job asks, where and when, what the firm can adapt, and its quota figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from matcher.encode.candidates import CEFR_LEVELS, MINUTES_PER_HOUR
from matcher.encode.sides import DEMAND_CODES, UNKNOWN, Interner, Side, bits, integers, positions, scaled
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


def yes_no(value: bool | None) -> int | None:
    """1, 0, or None where not stated."""
    return None if value is None else int(value)


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
    rows: Sequence[Row],
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

    ``hires`` counts the people hired or kept in each vacancy up to the day; ``quotas`` the employers' positions.
    """
    times, reserved = positions(WORKING_TIMES), positions(RESERVED_FOR)
    gaps = [reserved_gap(row, quotas.get(row["employer_id"])) for row in rows]
    occupations = [occupation_of(row) for row in rows]

    def skill_set(names: Sequence[str] | None) -> int | None:
        return None if names is None else profiles.skill_sets.number(skill_ids(names))

    def day(row: Row, name: str) -> int | None:
        return None if row[name] is None else row[name].toordinal()

    columns: dict[str, Any] = {
        "site": integers([place_of(row, "site") for row in rows]),
        "remote": scaled([row["remote_share"] for row in rows], MILLION),
        "public_transport": integers([yes_no(row["public_transport"]) for row in rows], "int8"),
        "step_free": integers([yes_no(row["step_free"]) for row in rows], "int8"),
        "hours_min": scaled([row["weekly_hours_min"] for row in rows], MINUTES_PER_HOUR),
        "hours_max": scaled([row["weekly_hours_max"] for row in rows], MINUTES_PER_HOUR),
        "times_bits": np.array([bits(row["working_times"], times) for row in rows], np.uint8),
        "education_min": integers([row["education_min"] for row in rows], "int8"),
        "languages": integers([profiles.languages.number(language_key(row["languages"])) for row in rows]),
        "licences": integers([profiles.licences.number(tuple(row["licences"] or ())) for row in rows]),
        "required_skills": integers([skill_set(row["required_skills"]) for row in rows]),
        "preferred_skills": integers([skill_set(row["preferred_skills"]) for row in rows]),
        "occupation": integers([None if o is None else profiles.occupations.number(o) for o in occupations]),
        "demands": integers([profiles.demands.number(demand_key(row["demands"])) for row in rows]),
        "public_contact": integers([(row["demands"] or {}).get("public_contact") for row in rows], "int8"),
        "available_known": np.array([row["accommodations_available"] is not None for row in rows]),
        "available_bits": np.array([bits(row["accommodations_available"], accommodations) for row in rows], np.uint64),
        "refused_bits": np.array([bits(row["accommodations_refused"], accommodations) for row in rows], np.uint64),
        "reserved": integers([OPEN_TO_ALL if r["reserved_for"] is None else reserved[r["reserved_for"]] for r in rows]),
        "published_on": integers([day(row, "published_on") for row in rows]),
        "closes_on": integers([day(row, "closes_on") for row in rows]),
        "filled": np.array([_filled(row, hires) for row in rows]),
        "gap": integers([gap for gap, _ in gaps]),
        "quota": integers([quota for _, quota in gaps]),
    }
    return Side(tuple(row["vacancy_id"] for row in rows), columns)


def _filled(row: Row, hires: Mapping[str, int]) -> bool:
    return row["openings"] is not None and hires.get(row["vacancy_id"], 0) >= row["openings"]
