"""Both sides encoded row by row and cell by cell, as plainly as can be said: what the fast encoding must equal."""

from __future__ import annotations

import numpy as np

from matcher.encode.candidates import ART18, CEFR_LEVELS, OTHER_CATEGORY, licence_closure
from matcher.encode.cells import frame_rows
from matcher.encode.encode import asked_skill, experience_worth
from matcher.encode.history import summarise
from matcher.encode.vacancies import OPEN_TO_ALL, demand_key, language_key, reserved_gap
from matcher.geography import municipalities
from matcher.personal_data import strip_personal
from matcher.policy import MILLION
from matcher.taxonomy.nearness import skill_credit
from models.accommodations import catalogue
from models.vocabulary import DEMANDS, LANGUAGES, LICENCES, RESERVED_FOR, TRAVEL, WORKING_TIMES

CODES = tuple(DEMANDS)


def number(numbers, value):
    return numbers.setdefault(value, len(numbers))


def bits(words, order):
    return sum(1 << list(order).index(word) for word in words or ())


def times(value, unit):
    return -1 if value is None else round(value * unit)


def day(value):
    return -1 if value is None else value.toordinal()


def levels(stated, codes, blank):
    return [(stated or {}).get(code, blank) for code in codes]


def place(places, row, prefix):
    lat, lon, code = (row[f"{prefix}_{name}"] for name in ("lat", "lon", "municipality"))
    if lat is not None and lon is not None:
        return number(places, (lat, lon))
    return 0 if code is None else number(places, municipalities().centroid(code))


def vacancies(rows, history, quotas, taxonomy, places, occupation_of):
    """Columns of the vacancies, and what their numbers stand for."""
    sets, occupations, demands, licences, languages = {}, {}, {}, {}, {}

    def skills(row, name):
        return -1 if row[name] is None else number(sets, tuple(sorted({asked_skill(s, taxonomy) for s in row[name]})))

    columns = {
        "site": [place(places, row, "site") for row in rows],
        "remote": [times(row["remote_share"], MILLION) for row in rows],
        **{name: [-1 if r[name] is None else int(r[name]) for r in rows] for name in ("public_transport", "step_free")},
        "hours_min": [times(row["weekly_hours_min"], 60) for row in rows],
        "hours_max": [times(row["weekly_hours_max"], 60) for row in rows],
        "times_bits": [bits(row["working_times"], WORKING_TIMES) for row in rows],
        "education_min": [-1 if row["education_min"] is None else row["education_min"] for row in rows],
        "languages": [number(languages, language_key(row["languages"])) for row in rows],
        "licences": [number(licences, tuple(row["licences"] or ())) for row in rows],
        "required_skills": [skills(row, "required_skills") for row in rows],
        "preferred_skills": [skills(row, "preferred_skills") for row in rows],
        "occupation": [-1 if (o := occupation_of(row)) is None else number(occupations, o) for row in rows],
        "demands": [number(demands, demand_key(row["demands"])) for row in rows],
        "public_contact": [(row["demands"] or {}).get("public_contact", -1) for row in rows],
        "available_known": [row["accommodations_available"] is not None for row in rows],
        "available_bits": [bits(row["accommodations_available"], catalogue()) for row in rows],
        "refused_bits": [bits(row["accommodations_refused"], catalogue()) for row in rows],
        "reserved": [
            OPEN_TO_ALL if row["reserved_for"] is None else list(RESERVED_FOR).index(row["reserved_for"])
            for row in rows
        ],
        "published_on": [day(row["published_on"]) for row in rows],
        "closes_on": [day(row["closes_on"]) for row in rows],
        "filled": [
            row["openings"] is not None and history.hires.get(row["vacancy_id"], 0) >= row["openings"] for row in rows
        ],
    }
    gaps = [reserved_gap(row, quotas.get(row["employer_id"])) for row in rows]
    columns["gap"], columns["quota"] = ([-1 if g[side] is None else g[side] for g in gaps] for side in (0, 1))
    asked = sorted({skill for names in sets for skill in names})
    tables = {
        "skills": asked,
        "skill_sets": np.array([[skill in names for skill in asked] for names in sets]).reshape(len(sets), len(asked)),
        "occupations": list(occupations),
        "demand_profiles": np.array(list(demands)).reshape(-1, len(CODES)),
        "licences": sorted({word for row in rows for word in row["licences"] or ()}),
        "languages": sorted({code for key in languages for code, _ in key}),
    }
    tables["licence_profiles"] = [levels(dict.fromkeys(key, 1), tables["licences"], 0) for key in licences]
    tables["language_profiles"] = [levels(dict(key), tables["languages"], 0) for key in languages]
    return columns, tables


def placed(row, history):
    return row["candidate_id"] in history.hired if row["status"] is None else row["status"] == "placed"


def candidates(rows, history, taxonomy, policy, places, asked):
    """Columns of the candidates, and the occupations that they name, in the order of their numbers."""
    titles: dict[str, int] = {}
    held = []
    for row in rows:
        worth = {}
        for title, years in row["occupations_held"] or ():
            which = number(titles, taxonomy.occupation_of(title))
            worth[which] = max(worth.get(which, 0), experience_worth(years, policy))
        held.append(worth)
    sought = [{number(titles, taxonomy.occupation_of(t)): 1 for t in row["occupations_sought"] or ()} for row in rows]
    needs = [row["accommodations_needed"] or {} for row in rows]
    columns = {
        "home": [place(places, row, "home") for row in rows],
        "max_commute": [times(row["max_commute_km"], 100) for row in rows],
        "travel_bits": [bits(row["travel"], TRAVEL) for row in rows],
        "hours_min": [times(row["weekly_hours_min"], 60) for row in rows],
        "hours_max": [times(row["weekly_hours_max"], 60) for row in rows],
        "times_bits": [bits(row["working_times"], WORKING_TIMES) for row in rows],
        "available_from": [day(row["available_from"]) for row in rows],
        "education": [-1 if row["education"] is None else row["education"] for row in rows],
        "language_levels": [
            levels({code: CEFR_LEVELS[level] for code, level in row["languages"] or ()}, asked["languages"], 0)
            for row in rows
        ],
        "licences_held": [
            levels(dict.fromkeys(licence_closure(row["licences"] or ()), 1), asked["licences"], 0) for row in rows
        ],
        "capacities": [levels(row["capacities"], CODES, -1) for row in rows],
        "excluded_bits": [bits(row["excluded_tasks"], CODES) for row in rows],
        **{
            f"{kind}_bits": [bits([c for c, word in need.items() if word == kind], catalogue()) for need in needs]
            for kind in ("essential", "preferred")
        },
        "held": [[worth.get(which, 0) for which in range(len(titles))] for worth in held],
        "sought": [[wish.get(which, 0) for which in range(len(titles))] for wish in sought],
        "category_side": [
            -1 if (c := row["law68_category"]) is None else ART18 if c == "art18" else OTHER_CATEGORY for row in rows
        ],
        "consent_missing": [row["consent"] is not None and "matching" not in row["consent"] for row in rows],
        "placed": [placed(row, history) for row in rows],
        "inactive": [row["status"] in ("suspended", "left") for row in rows],
        "skill_credit": [[credit(row, skill, taxonomy, policy) for skill in asked["skills"]] for row in rows],
    }
    for name, cell in (
        ("languages_known", "languages"),
        ("licences_known", "licences"),
        ("needs_known", "accommodations_needed"),
        ("skills_known", "skills"),
        ("held_known", "occupations_held"),
        ("sought_known", "occupations_sought"),
    ):
        columns[name] = [row[cell] is not None for row in rows]
    return columns, list(titles)


def owned(row, taxonomy, policy):
    """Worth of every skill that a person has."""
    if row["skills"] is None:
        return {}
    held = [taxonomy.occupations.get(taxonomy.occupation_of(title)) for title, _ in row["occupations_held"] or ()]
    worth = {skill: policy.settings["implied_skill"] for each in held if each for skill in each.essential_skills}
    labels = [LICENCES[code].it for code in licence_closure(row["licences"] or ()) if code in LICENCES]
    spoken = [code for code, level in row["languages"] or () if CEFR_LEVELS[level] >= CEFR_LEVELS["B1"]]
    labels += [LANGUAGES[code].it for code in spoken if code in LANGUAGES]
    found = [taxonomy.match_text("skill", label) for label in labels]
    named = taxonomy.extract_skills(strip_personal(row["skills"]))
    return worth | {skill: MILLION for skill in (*found, *named) if skill is not None}


def credit(row, asked, taxonomy, policy):
    """The best of what a person has for one asked skill, millionths."""
    worth = owned(row, taxonomy, policy)
    return max((skill_credit(taxonomy.skills, own, asked) * w // MILLION for own, w in worth.items()), default=0)


def encoded(tables, on, policy, taxonomy, quotas, occupation_of):
    """Columns of both sides and the tables they share, by name."""
    history = summarise(frame_rows(tables.outcomes, "candidate_id"), on)
    places = {(float("nan"), float("nan")): 0}
    jobs = frame_rows(tables.vacancies, "vacancy_id")
    people = frame_rows(tables.candidates, "candidate_id")
    job_columns, shared = vacancies(jobs, history, quotas, taxonomy, places, occupation_of)
    columns, titles = candidates(people, history, taxonomy, policy, places, shared)
    shared |= {"titles": titles, "places": np.array(list(places))}
    return columns, job_columns, shared
