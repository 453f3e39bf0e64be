"""Both sides together: intern what they share, link their words, fill the centroids of known municipalities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from matcher.encode.candidates import CEFR_LEVELS, encode_candidates, licence_closure
from matcher.encode.history import History, summarise
from matcher.encode.sides import DEMAND_CODES, Encoding, Interner, Shared, Side, level_rows, positions, sparse_rows
from matcher.encode.vacancies import Profiles, QuotaFigures, Row, encode_vacancies, no_profiles
from matcher.frames import Frame, Tables
from matcher.geography import municipalities
from matcher.policy import MILLION, MatchPolicy
from matcher.taxonomy import Taxonomy
from models.accommodations import catalogue
from models.vocabulary import LANGUAGES, LICENCES

_SKILLS = ("required_skills", "preferred_skills")


def frame_rows(frame: Frame, key: str) -> list[dict[str, Any]]:
    """Rows of a checked table as mappings, sorted by code point of their id."""
    names = list(frame.columns)
    rows = [dict(zip(names, cells, strict=True)) for cells in zip(*(frame[name] for name in names), strict=True)]
    return sorted(rows, key=lambda row: str(row[key]))


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
    candidates = frame_rows(tables.candidates, "candidate_id")
    vacancies = frame_rows(tables.vacancies, "vacancy_id")
    _link_all(candidates, vacancies, taxonomy)
    history = summarise(frame_rows(tables.outcomes, "candidate_id"), on)
    places, titles, profiles = Places(), Interner(), no_profiles()
    licences = tuple(sorted({word for row in vacancies for word in row["licences"] or ()}))
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
        occupation_id=taxonomy.occupation_of,
        experience=lambda years: experience_worth(years, policy),
        licences=licences,
        languages=languages,
        accommodations=accommodations,
    )
    shared = _shared(places, titles, profiles, licences, languages, taxonomy)
    credit = _skill_credit(candidates, shared.skills, taxonomy, policy)
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


def _link_all(candidates: Sequence[Row], vacancies: Sequence[Row], taxonomy: Taxonomy) -> None:
    """Link every text in one batch; the taxonomy remembers, so that each row then looks its answer up."""
    skills = [row["skills"] for row in candidates if row["skills"] is not None]
    skills += [name for row in vacancies for column in _SKILLS for name in row[column] or ()]
    titles = [title for row in candidates for title, _ in row["occupations_held"] or ()]
    titles += [text for row in candidates for text in row["occupations_sought"] or ()]
    titles += [row[column] for row in vacancies for column in ("occupation", "title") if row[column] is not None]
    taxonomy.extract_skills_many(skills)
    taxonomy.occupations_of(titles)


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
        point = (row[f"{prefix}_lat"], row[f"{prefix}_lon"])
        if point[0] is None or point[1] is None:
            code = row[f"{prefix}_municipality"]
            if code is None:
                return 0
            point = self._gazetteer.centroid(code)
        return self._points.number(point)

    def table(self) -> np.ndarray[Any, np.dtype[np.float64]]:
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


def _skill_credit(
    candidates: Sequence[Row], skills: Sequence[str], taxonomy: Taxonomy, policy: MatchPolicy
) -> csr_matrix:
    """What each person's skills are worth for each asked skill, millionths: the best of what they have.

    A skill named gives the taxonomy's credit; one that a held occupation usually brings gives ``implied_skill`` of it.
    """
    owned = [_owned_skills(row, taxonomy, policy) for row in candidates]
    names = sorted({skill for row in owned for skill in row})
    where = positions(names)
    nearness = taxonomy.skill_credit_matrix(names, skills).astype(np.int64)
    cache: dict[tuple[tuple[str, int], ...], dict[int, int]] = {}
    rows = []
    for row in owned:
        key = tuple(sorted(row.items()))
        if key not in cache:
            cache[key] = _best_credit(key, where, nearness)
        rows.append(cache[key])
    return sparse_rows(rows, len(skills))


def _best_credit(key: Sequence[tuple[str, int]], where: Mapping[str, int], nearness: Any) -> dict[int, int]:
    if not key or not nearness.shape[1]:
        return {}
    index = [where[skill] for skill, _ in key]
    worth = np.array([worth for _, worth in key], np.int64)[:, None]
    best = (nearness[index] * worth // MILLION).max(axis=0)
    return {int(column): int(best[column]) for column in np.flatnonzero(best)}


def _owned_skills(row: Row, taxonomy: Taxonomy, policy: MatchPolicy) -> dict[str, int]:
    if row["skills"] is None:
        return {}
    implied = policy.settings["implied_skill"]
    owned: dict[str, int] = {}
    for title, _ in row["occupations_held"] or ():
        occupation = taxonomy.occupations.get(taxonomy.occupation_of(title))
        owned.update(dict.fromkeys(occupation.essential_skills if occupation else (), implied))
    owned.update(dict.fromkeys(_papers(row, taxonomy), MILLION))
    owned.update(dict.fromkeys(taxonomy.extract_skills(row["skills"]), MILLION))
    return owned


def _papers(row: Row, taxonomy: Taxonomy) -> list[str]:
    """Licences held and languages spoken well enough to work in, as skills: firms ask for them in either place."""
    held = licence_closure(row["licences"] or ())
    labels = [LICENCES[code].it for code in sorted(held) if code in LICENCES]
    spoken = [code for code, level in row["languages"] or () if CEFR_LEVELS[level] >= CEFR_LEVELS["B1"]]
    labels += [LANGUAGES[code].it for code in spoken if code in LANGUAGES]
    return [skill for skill in taxonomy.match_texts("skill", labels) if skill is not None]


def _declined(history: History, candidates: Side, vacancies: Side) -> np.ndarray[Any, np.dtype[np.int64]]:
    people, jobs = positions(candidates.ids), positions(vacancies.ids)
    pairs = sorted((people[c], jobs[v]) for c, v in history.ended if c in people and v in jobs)
    return np.array(pairs, np.int64).reshape(-1, 2)
