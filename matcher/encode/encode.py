"""Both sides together: intern what they share, link their words, fill the centroids of known municipalities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from matcher.encode.candidates import encode_candidates
from matcher.encode.cells import Cells, frame_rows
from matcher.encode.credit import skill_credit
from matcher.encode.history import History, summarise
from matcher.encode.linked import link_all
from matcher.encode.sides import DEMAND_CODES, Encoding, Interner, Shared, Side, level_rows, positions, sparse_rows
from matcher.encode.vacancies import Profiles, QuotaFigures, Row, encode_vacancies, no_profiles
from matcher.frames import Tables
from matcher.geography import municipalities
from matcher.policy import MILLION, MatchPolicy
from matcher.taxonomy import Taxonomy
from models.accommodations import catalogue


def encode(
    tables: Tables, *, on: date, policy: MatchPolicy, taxonomy: Taxonomy, quotas: Mapping[str, QuotaFigures]
) -> Encoding:
    """Encode checked tables on a day.

    Parameters
    ----------
    tables : Tables
        Checked by `matcher.frames`.
    on : date
        The day: outcomes after it are not read.
    policy : MatchPolicy
        Worth of experience and of implied skills.
    taxonomy : Taxonomy
        Text to skills and occupations.
    quotas : mapping of str to quota position
        By employer_id; an employer without workforce rows is absent.
    """
    candidates, vacancies = (
        Cells.of_frame(tables.candidates, "candidate_id"),
        Cells.of_frame(tables.vacancies, "vacancy_id"),
    )
    linked = link_all(candidates, vacancies, taxonomy)
    history = summarise(frame_rows(tables.outcomes, "candidate_id"), on)
    places, titles, profiles = Places(), Interner(), no_profiles()
    licences = tuple(sorted({word for cell in vacancies.distinct("licences").values for word in cell or ()}))
    accommodations = positions(catalogue())
    vacancy_side = encode_vacancies(
        vacancies,
        hires=history.hires,
        quotas=quotas,
        place_of=places.of,
        profiles=profiles,
        skill_ids=lambda names: tuple(sorted({asked_skill(name, taxonomy) for name in names})),
        occupation_of=lambda row: vacancy_occupation(row, taxonomy),
        accommodations=accommodations,
    )
    languages = tuple(sorted({code for key in profiles.languages.values() for code, _ in key}))
    candidate_side = encode_candidates(
        candidates,
        hired=history.hired,
        place_of=places.of,
        titles=titles,
        occupation_id=linked.occupations.__getitem__,
        experience=lambda years: experience_worth(years, policy),
        licences=licences,
        languages=languages,
        accommodations=accommodations,
    )
    shared = _shared(places, titles, profiles, licences, languages, taxonomy)
    credit = skill_credit(candidates, shared.skills, linked, taxonomy, policy)
    candidate_side = replace(candidate_side, columns={**candidate_side.columns, "skill_credit": credit})
    return Encoding(on, candidate_side, vacancy_side, shared, _declined(history, candidate_side, vacancy_side))


def asked_skill(name: str, taxonomy: Taxonomy) -> str:
    """The skill that a vacancy asks for in these words: one id, so that what is asked for counts once."""
    return next(iter(taxonomy.extract_skills(name)), f"text:{name.casefold()}")


def vacancy_occupation(row: Row, taxonomy: Taxonomy) -> str | None:
    """The vacancy's occupation: what its title links to, unless a stated code says another group; then the code."""
    code, title = row["occupation"], row["title"]
    by_title = None if title is None else taxonomy.occupation_of(title)
    if code is None:
        return by_title
    by_code = taxonomy.occupation_of(code)
    if by_title is not None and by_code.startswith(("esco:", "text:")):
        return by_title  # a code that the vocabulary does not have says less than the title
    named, coded = (taxonomy.occupations.get(each or "") for each in (by_title, by_code))
    if named is None or by_code == code:  # an address that is itself a concept, as in an imported vocabulary
        return by_code
    # Several ESCO occupations share one of ours: within a unit group the title says which is meant.
    return by_title if by_code == f"isco:{named.isco}" or (coded and coded.isco == named.isco) else by_code


def experience_worth(years: float | None, policy: MatchPolicy) -> int:
    """Worth of years in an occupation, millionths: from ``new_to_it`` at none to 1 at ``full_years``."""
    settings = policy.settings
    if years is None:
        return settings["years_unknown"]
    share = min(round(years * MILLION), settings["full_years"]) * MILLION // max(settings["full_years"], 1)
    return settings["new_to_it"] + (MILLION - settings["new_to_it"]) * share // MILLION


class Places:
    """Distinct points; number 0 is the unknown place."""

    def __init__(self) -> None:
        self._points = Interner([(float("nan"), float("nan"))])
        self._gazetteer = municipalities()

    def of(self, row: Row, prefix: str) -> int:
        """Number of the place of a row: its coordinates, else the centre of its municipality."""
        point = (row[f"{prefix}_lat"], row[f"{prefix}_lon"])
        if point[0] is None or point[1] is None:
            code = row[f"{prefix}_municipality"]
            if code is None:
                return 0
            point = self._gazetteer.centroid(code)
        return self._points.number(point)

    def table(self) -> np.ndarray[Any, np.dtype[np.float64]]:
        """Latitude and longitude of every place, by number."""
        return np.array(self._points.values(), np.float64)


def _shared(
    places: Places,
    titles: Interner,
    profiles: Profiles,
    licences: Sequence[str],
    languages: Sequence[str],
    taxonomy: Taxonomy,
) -> Shared:
    """The tables both sides point into; see `Shared`."""
    sets = profiles.skill_sets.values()
    skills = tuple(sorted({skill for names in sets for skill in names}))
    where = positions(skills)
    members = [{where[skill]: 1 for skill in names} for names in sets]
    known = catalogue()
    return Shared(
        places=places.table(),
        skills=skills,
        skill_sets=sparse_rows(members, len(skills)),
        titles=tuple(titles.values()),
        occupations=tuple(profiles.occupations.values()),
        held_nearness=taxonomy.occupation_nearness_matrix(titles.values(), profiles.occupations.values()),
        demand_profiles=np.array(profiles.demands.values(), np.int8).reshape(-1, len(DEMAND_CODES)),
        accommodations=tuple(known),
        bridge_levels=level_rows([known[code].bridges for code in known], DEMAND_CODES, 0),
        licence_profiles=level_rows([dict.fromkeys(key, 1) for key in profiles.licences.values()], licences, 0),
        language_profiles=level_rows([dict(key) for key in profiles.languages.values()], languages, 0),
        licences=tuple(licences),
        languages=tuple(languages),
    )


def _declined(history: History, candidates: Side, vacancies: Side) -> np.ndarray[Any, np.dtype[np.int64]]:
    people, jobs = positions(candidates.ids), positions(vacancies.ids)
    pairs = sorted((people[c], jobs[v]) for c, v in history.ended if c in people and v in jobs)
    return np.array(pairs, np.int64).reshape(-1, 2)
