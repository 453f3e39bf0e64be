"""The contract's section 7 once more, in the plainest Python: one pair at a time, straight from the parsed rows.

It shares no code with the engine but the taxonomy and the catalogue, which are not what it judges.
"""

from __future__ import annotations

import math

from models.accommodations import catalogue
from models.vocabulary import LICENCE_INCLUDES

ENDED = ("declined_by_candidate", "declined_by_employer", "withdrawn")
STAGES = (
    "proposed",
    "contacted",
    "interview",
    "internship",
    "hired",
    "kept_6_months",
    "declined_by_candidate",
    "declined_by_employer",
    "withdrawn",
)


def last_words(outcomes, on):
    words = {}
    for row in sorted(outcomes, key=lambda row: (row["on"], STAGES.index(row["stage"]))):
        if row["on"] <= on:
            words[row["candidate_id"], row["vacancy_id"]] = row["stage"]
    return words


def great_circle_km(one, other):
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    chord = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(chord))


def point(row, prefix, gazetteer):
    if row[f"{prefix}_lat"] is not None and row[f"{prefix}_lon"] is not None:
        return row[f"{prefix}_lat"], row[f"{prefix}_lon"]
    code = row[f"{prefix}_municipality"]
    return None if code is None else gazetteer.centroid(code)


def distance_10m(person, job, gazetteer):
    home, site = point(person, "home", gazetteer), point(job, "site", gazetteer)
    return None if home is None or site is None else round(great_circle_km(home, site) * 100)


def broken(person, job, words, on, gazetteer):
    """Names of the constraints of section 7.2 that the pair breaks, in the contract's order."""
    found = []
    closes, opens = job["closes_on"], job["published_on"]
    if (closes is not None and closes < on) or (opens is not None and opens > on):
        found.append("closed")
    hired = [pair for pair, stage in words.items() if stage in ("hired", "kept_6_months")]
    if job["openings"] is not None and sum(v == job["vacancy_id"] for _, v in hired) >= job["openings"]:
        found.append("filled")
    if person["status"] == "placed" or (person["status"] is None and person["candidate_id"] in {c for c, _ in hired}):
        found.append("placed")
    if words.get((person["candidate_id"], job["vacancy_id"])) in ENDED:
        found.append("already_declined")
    if person["consent"] is not None and "matching" not in person["consent"]:
        found.append("no_consent")
    if person["available_from"] is not None and closes is not None and person["available_from"] > closes:
        found.append("availability")
    category, reserved = person["law68_category"], job["reserved_for"]
    if category is not None and (
        (reserved == "disabled" and category == "art18") or (reserved == "art18" and category != "art18")
    ):
        found.append("entitlement")
    if person["licences"] is not None:
        held = {x for licence in person["licences"] for x in (licence, *LICENCE_INCLUDES.get(licence, ()))}
        if set(job["licences"] or ()) - held:
            found.append("licence")
    times = person["working_times"] is not None and set(job["working_times"] or ()) - set(person["working_times"])
    low, high = person["weekly_hours_min"], person["weekly_hours_max"]
    least, most = job["weekly_hours_min"], job["weekly_hours_max"]
    if (
        times
        or (high is not None and least is not None and high < least)
        or (low is not None and most is not None and low > most)
    ):
        found.append("working_times")
    limit, remote, far = person["max_commute_km"], job["remote_share"], distance_10m(person, job, gazetteer)
    if remote is not None and remote < 0.8 and limit is not None and far is not None and far > round(limit * 100):
        found.append("distance")
    asked = job["demands"] or {}
    if any(asked.get(task, 0) >= 1 for task in person["excluded_tasks"] or ()):
        found.append("excluded_task")
    can, available = person["capacities"] or {}, job["accommodations_available"]
    if available is not None and any(
        level > can[code] and not any(can[code] + catalogue()[a].bridges.get(code, 0) >= level for a in available)
        for code, level in asked.items()
        if code in can
    ):
        found.append("capacity")
    essential = {code for code, weight in (person["accommodations_needed"] or {}).items() if weight == "essential"}
    if essential & set(job["accommodations_refused"] or ()):
        found.append("accommodation_refused")
    if person["status"] in ("suspended", "left"):
        found.append("inactive")
    return found
