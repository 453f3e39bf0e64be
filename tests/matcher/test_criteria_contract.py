"""Every criterion: what all must keep, and its values on literal rows, worked by hand from what its ``doc`` says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from market import job, matching, pair, person
from oracle import distance_10m
from strategies import markets

from matcher.criteria import CRITERIA
from matcher.encode import Side
from matcher.engine import Scorer
from matcher.geography import municipalities
from matcher.policy import parse_policy

MILLION = 1_000_000
RULES = {criterion.name: criterion for criterion in CRITERIA}
# The settings the hand-worked values below rest on, whatever the office chooses.
SETTINGS = """
neutral: 0.5
near_limit: 0.6
just_over_limit: 0.2
essential_weight: 2
part_time_hours: 30
remote_work_share: 0.4
new_to_it: 0.7
full_years: 2
years_unknown: 0.85
implied_skill: 0.6
walking_km: 3
bicycle_km: 8
hard_to_reach: 0.3
"""
POLICY = parse_policy(SETTINGS, "these settings", RULES)
every_criterion = pytest.mark.parametrize("criterion", CRITERIA, ids=RULES)
few = settings(max_examples=12, deadline=None)


def given_market(market):
    return matching({**market, "outcomes": []}, policy=POLICY).encoding


def scored(criterion, candidates, vacancies, shared):
    """Value, known share and bare value, each (n, m)."""
    result = criterion.score(candidates, vacancies, shared, POLICY)
    shape = len(candidates), len(vacancies)
    parts = result.value, result.known, result.value if result.bare is None else result.bare
    assert all(np.shape(part) == shape for part in parts)
    return np.stack(parts)


@every_criterion
@few
@given(market=markets())
def test_values_and_known_shares_are_whole_millionths_from_0_to_1(criterion, market):
    encoding = given_market(market)
    found = scored(criterion, encoding.candidates, encoding.vacancies, encoding.shared)
    assert found.dtype == np.int64
    assert found.min() >= 0
    assert found.max() <= MILLION
    value, _, bare = found
    assert (bare <= value).all()


@every_criterion
@few
@given(market=markets())
def test_a_block_scores_as_its_pairs_do(criterion, market):
    encoding = given_market(market)
    candidates, vacancies, shared = encoding.candidates, encoding.vacancies, encoding.shared
    whole = scored(criterion, candidates, vacancies, shared)
    for row in range(len(candidates)):
        for column in range(len(vacancies)):
            one = candidates.rows(row, row + 1), vacancies.rows(column, column + 1)
            np.testing.assert_array_equal(scored(criterion, *one, shared)[:, 0, 0], whole[:, row, column])


@every_criterion
@few
@given(market=markets())
def test_it_reads_only_the_columns_that_it_declares(criterion, market):
    encoding = given_market(market)
    sides = encoding.candidates, encoding.vacancies
    declared = criterion.candidate_columns, criterion.vacancy_columns
    bare = [Side(side.ids, {name: side[name] for name in names}) for side, names in zip(sides, declared, strict=True)]
    np.testing.assert_array_equal(scored(criterion, *bare, encoding.shared), scored(criterion, *sides, encoding.shared))


@few
@given(market=markets())
def test_scoring_distinct_jobs_gives_every_vacancy_what_scoring_each_gives(market):
    market["vacancies"] += [{**row, "vacancy_id": f"W{row['vacancy_id']}"} for row in market["vacancies"]]
    encoding = given_market(market)
    n, m = len(encoding.candidates), len(encoding.vacancies)
    rows, columns = (axis.ravel() for axis in np.indices((n, m)))
    found = []
    for distinct in (True, False):
        scorer = Scorer(encoding, POLICY, distinct=distinct)
        found.append(scorer.values(scorer.block(encoding.candidates), rows, columns))
    np.testing.assert_array_equal(*found)


@every_criterion
def test_where_nothing_is_stated_nothing_is_known(criterion):
    assert judged(criterion.name, {}, {})[1] == 0
    assert judged(criterion.name, {}, FULL_JOB)[1] == 0 or criterion.name == "quota_urgency"
    assert judged(criterion.name, FULL_PERSON, {})[1] == 0


@every_criterion
def test_it_says_what_it_is(criterion):
    assert criterion.doc.strip().endswith(".")
    assert criterion.it
    assert criterion.en
    assert criterion.it != criterion.en
    assert criterion.vacancy_columns


HOME, SITE = {"home_lat": "45.5000", "home_lon": "9.4000"}, {"site_lat": "45.5600", "site_lon": "9.4700"}
FAR = distance_10m({"home_lat": 45.5, "home_lon": 9.4}, {"site_lat": 45.56, "site_lon": 9.47}, municipalities())
TWICE = {**HOME, "max_commute_km": f"{2 * FAR / 100:.2f}"}  # lives half way to their limit: 8.6 of 17.2 km
FULL_PERSON = {
    **TWICE,
    "travel": "car",
    "weekly_hours_min": "20",
    "weekly_hours_max": "40",
    "working_times": "morning",
    "education": "3",
    "languages": "it:C2",
    "skills": "pulizie",
    "occupations_held": "addetta pulizie:3",
    "occupations_sought": "addetta pulizie",
    "capacities": "lifting=3",
    "accommodations_needed": "job_coach:essential",
}
FULL_JOB = {
    **SITE,
    "title": "addetta pulizie",
    "required_skills": "pulizie",
    "preferred_skills": "pulizie",
    "education_min": "3",
    "languages": "it:A2",
    "weekly_hours_min": "20",
    "weekly_hours_max": "30",
    "working_times": "morning",
    "remote_share": "0",
    "demands": "lifting=2",
    "accommodations_available": "captioning",
}
OFFICE_60 = [{"employer_id": "E1", "province": "MI", "employees": "60", "disabled_full_time": "1"}]
OFFICE_10 = [{"employer_id": "E1", "province": "MI", "employees": "10"}]
COACH = {"accommodations_needed": "job_coach:essential;captioning:preferred"}


def judged(name, candidate, vacancy, workforce=()):
    """Value, known share and bare value of a criterion for one person and one vacancy, millionths."""
    encoding = given_market({**pair(person(**candidate), job(**vacancy)), "workforce": list(workforce)})
    found = scored(RULES[name], encoding.candidates, encoding.vacancies, encoding.shared)
    return tuple(int(part) for part in found[:, 0, 0])


def hours(low, high):
    """A range of weekly hours, the same columns on either side."""
    return {"weekly_hours_min": low, "weekly_hours_max": high}


# criterion, person, vacancy, value, known share; the value without accommodations is the same
LITERAL = [
    ("skills_required", {"skills": "pulizie"}, {"required_skills": "pulizie"}, 1, 1),
    ("skills_required", {"skills": "Pulizie; cucito"}, {"required_skills": "pulizie"}, 1, 1),
    ("skills_required", {"skills": "pulizie"}, {"required_skills": "pulizie;parola mai vista"}, 0.5, 1),
    ("skills_required", {"skills": "parola mai vista"}, {"required_skills": "parola mai vista"}, 1, 1),
    ("skills_required", {"skills": "parola mai vista"}, {"required_skills": "pulizie"}, 0, 1),
    # Not named, but what a cleaner usually does: 0.6.
    (
        "skills_required",
        {"skills": "parola mai vista", "occupations_held": "addetta pulizie:5"},
        {"required_skills": "pulizie"},
        0.6,
        1,
    ),
    ("skills_required", {"skills": "pulizie"}, {"required_skills": ""}, 0, 0),
    ("skills_required", {"skills": ""}, {"required_skills": "pulizie"}, 0, 0),
    ("skills_preferred", {"skills": "pulizie"}, {"preferred_skills": "pulizie"}, 1, 1),
    ("skills_preferred", {"skills": "pulizie"}, {"required_skills": "pulizie"}, 0, 0),
    ("occupation", {"occupations_held": "addetta pulizie:2"}, {"title": "addetta pulizie"}, 1, 1),
    ("occupation", {"occupations_held": "addetta pulizie:20"}, {"title": "addetta pulizie"}, 1, 1),
    ("occupation", {"occupations_held": "addetta pulizie:1"}, {"title": "addetta pulizie"}, 0.85, 1),
    ("occupation", {"occupations_held": "addetta pulizie:0"}, {"title": "addetta pulizie"}, 0.7, 1),
    ("occupation", {"occupations_held": "addetta pulizie"}, {"title": "addetta pulizie"}, 0.85, 1),
    # Three common digits of ISCO, 0.55; the longer spell of two counts, and of two jobs the better.
    ("occupation", {"occupations_held": "9112:2"}, {"occupation": "9111"}, 0.55, 1),
    ("occupation", {"occupations_held": "9112:0;9112:2"}, {"occupation": "9111"}, 0.55, 1),
    ("occupation", {"occupations_held": "9111:0;9112:2"}, {"occupation": "9111"}, 0.7, 1),
    ("occupation", {"occupations_held": "mestiere mai visto:9"}, {"title": "addetta pulizie"}, 0, 1),
    ("occupation", {"occupations_held": "addetta pulizie:2"}, {}, 0, 0),
    ("wishes", {"occupations_sought": "addetta pulizie"}, {"title": "addetta pulizie"}, 1, 1),
    ("wishes", {"occupations_sought": "mestiere mai visto;9112"}, {"occupation": "9111"}, 0.55, 1),
    ("wishes", {"occupations_sought": "mestiere mai visto"}, {"title": "addetta pulizie"}, 0, 1),
    # (2 × 1 + 2 × 0.6) / 4: comfortable with one, at the limit of the other; a demand of 0 asks nothing.
    ("demands", {"capacities": "lifting=3;standing=2"}, {"demands": "lifting=2;standing=2;noise=0"}, 0.8, 1),
    ("demands", {"capacities": "lifting=1"}, {"demands": "lifting=2"}, 0.2, 1),
    ("demands", {"capacities": "lifting=0"}, {"demands": "lifting=2"}, 0, 1),
    ("demands", {"capacities": "lifting=4"}, {"demands": "lifting=4"}, 1, 1),
    # Three of four levels asked are of a capacity that is stated.
    ("demands", {"capacities": "lifting=4"}, {"demands": "lifting=3;noise=1"}, 1, 0.75),
    ("demands", {"capacities": "lifting=4"}, {"demands": "lifting=0"}, 0, 0),
    ("demands", {"capacities": "lifting=0;standing=0"}, {"title": "magazziniere"}, 0, 0),
    ("accommodations", {"accommodations_needed": "job_coach:essential"}, {}, 0, 0),
    ("accommodations", {"accommodations_needed": "step_free_access:essential"}, {"step_free": "yes"}, 1, 1),
    ("accommodations", {"accommodations_needed": "step_free_access:essential"}, {"step_free": "no"}, 0, 0),
    ("accommodations", {"accommodations_needed": "near_transport:preferred"}, {"public_transport": "yes"}, 1, 1),
    ("accommodations", {"accommodations_needed": "part_time:essential"}, {"weekly_hours_max": "30"}, 1, 1),
    ("accommodations", {"accommodations_needed": "part_time:essential"}, {"weekly_hours_max": "30.5"}, 0, 0),
    ("accommodations", {"accommodations_needed": "remote_work:essential"}, {"remote_share": "0.4"}, 1, 1),
    ("accommodations", {"accommodations_needed": "remote_work:essential"}, {"remote_share": "0.39"}, 0, 0),
    ("accommodations", {"accommodations_needed": "fixed_shift:essential"}, {"working_times": "morning"}, 1, 1),
    ("accommodations", {"accommodations_needed": "fixed_shift:essential"}, {"working_times": "morning;night"}, 0, 0),
    ("accommodations", {"accommodations_needed": "no_public_contact:essential"}, {"demands": "public_contact=0"}, 1, 1),
    ("accommodations", COACH, {"accommodations_available": "hearing_loop"}, 0, 1),
    # Only the refused one, a third of the need, is known.
    ("accommodations", COACH, {"accommodations_refused": "captioning"}, 0, 1 / 3),
    ("education", {"education": "3"}, {"education_min": "3"}, 1, 1),
    ("education", {"education": "8"}, {"education_min": "3"}, 1, 1),
    ("education", {"education": "2"}, {"education_min": "3"}, 0.4, 1),
    ("education", {"education": "1"}, {"education_min": "3"}, 0.1, 1),
    ("education", {"education": "0"}, {"education_min": "3"}, 0, 1),
    ("education", {"education": "0"}, {"education_min": "0"}, 1, 1),
    ("languages", {"languages": "it:C2;en:B1"}, {"languages": "it:B2;en:B2"}, 0.8, 1),
    ("languages", {"languages": "it:A2"}, {"languages": "it:B2"}, 0.3, 1),
    ("languages", {"languages": "it:A1"}, {"languages": "it:B2"}, 0, 1),
    ("languages", {"languages": "it:C2"}, {"languages": "ise:A1"}, 0, 1),
    ("languages", {"languages": "it:C2"}, {"languages": ""}, 0, 0),
    ("commute", {**HOME, "max_commute_km": "10"}, {"site_lat": "45.5000", "site_lon": "9.4000"}, 1, 1),
    ("commute", TWICE, SITE, 0.5, 1),
    ("commute", {**TWICE, "travel": "car"}, {**SITE, "remote_share": "0.5"}, 0.75, 1),
    ("commute", {**TWICE, "travel": "walking"}, SITE, 0.15, 1),
    ("commute", {**TWICE, "travel": "walking;bicycle"}, SITE, 0.15, 1),  # 8.6 km is past the bicycle's 8
    ("commute", {**TWICE, "travel": "public_transport"}, {**SITE, "public_transport": "no"}, 0.15, 1),
    ("commute", {**TWICE, "travel": "public_transport"}, {**SITE, "public_transport": "yes"}, 0.5, 1),
    ("commute", {**TWICE, "travel": "public_transport"}, SITE, 0.5, 1),
    ("commute", {**TWICE, "travel": "accompanied"}, {**SITE, "public_transport": "no"}, 0.5, 1),
    ("commute", {}, {"remote_share": "0.8"}, 1, 1),
    ("commute", {**HOME, "max_commute_km": "1"}, SITE, 0, 1),
    ("commute", HOME, SITE, 0, 0),
    ("commute", {"max_commute_km": "10"}, SITE, 0, 0),
    # A single figure inside a range is wholly inside; the half about times is not stated.
    ("working_time", hours("20", "40"), hours("30", "30"), 1, 0.5),
    # Ranges of ten hours that only touch: one hour of grace over eleven.
    ("working_time", hours("20", "30"), hours("30", "40"), 1 / 11, 0.5),
    ("working_time", {"working_times": "morning"}, {"working_times": "morning"}, 1, 0.5),
    ("working_time", {"working_times": "morning"}, {"working_times": "morning;night"}, 0, 0.5),
    (
        "working_time",
        {"weekly_hours_max": "30", "working_times": "morning"},
        {"weekly_hours_max": "20", "working_times": "evening"},
        0.5,
        1,
    ),
]
BRIDGED = [
    ("lifting=1", "lifting=3", 1, 0),
    ("lifting=2", "lifting=3", 1, 0.2),
    ("lifting=3", "lifting=3", 1, 0.6),
    ("lifting=0", "lifting=4", 0, 0),  # three levels do not reach it
]


@pytest.mark.parametrize(("name", "candidate", "vacancy", "value", "known"), LITERAL)
def test_a_literal_pair_gets_the_value_worked_by_hand(name, candidate, vacancy, value, known):
    expected = int(value * MILLION + 1e-6), int(known * MILLION + 1e-6)
    found = judged(name, candidate, vacancy)
    assert found[:2] == expected
    assert found[2] == found[0]


@pytest.mark.parametrize(("can", "asked", "value", "bare"), BRIDGED)
def test_a_demand_that_the_firm_bridges_is_worth_all_and_without_it_what_it_is(can, asked, value, bare):
    found = judged("demands", {"capacities": can}, {"demands": asked, "accommodations_available": "lifting_aid"})
    assert found == (round(value * MILLION), MILLION, round(bare * MILLION))


def test_a_need_that_the_firm_meets_counts_by_its_weight_and_is_missing_without_it():
    assert judged("accommodations", COACH, {"accommodations_available": "captioning"}) == (333_333, MILLION, 0)
    assert judged("accommodations", COACH, {"accommodations_available": "job_coach"}) == (666_666, MILLION, 0)
    both = {"accommodations_available": "captioning;job_coach"}
    assert judged("accommodations", COACH, both) == (MILLION, MILLION, 0)


def test_quota_urgency_is_the_uncovered_share_of_the_quota_that_the_vacancy_is_reserved_for():
    """60 staff, 1 of them counted already: 7 % of 59 is 4, 3 of them uncovered; art. 18 owes 1 and has none."""
    assert judged("quota_urgency", {}, {}, OFFICE_60) == (875_000, MILLION, 875_000)
    assert judged("quota_urgency", {}, {"reserved_for": "disabled"}, OFFICE_60)[0] == 875_000
    assert judged("quota_urgency", {}, {"reserved_for": "art18"}, OFFICE_60)[0] == MILLION
    assert judged("quota_urgency", {}, {}, OFFICE_10) == (0, MILLION, 0)
    assert judged("quota_urgency", FULL_PERSON, FULL_JOB) == (0, 0, 0)


def test_every_criterion_has_literal_values():
    named = {name for name, *_ in LITERAL} | {"quota_urgency"}
    assert named == set(RULES)
