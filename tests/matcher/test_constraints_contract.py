"""Every hard constraint: what breaks it, what does not, each to the boundary that the contract states."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from market import job, matching, pair, person
from oracle import distance_10m
from strategies import DAY

from matcher.eligibility import CONSTRAINTS
from matcher.encode import Side
from matcher.explain.rejection import broken_bits, reject
from matcher.geography import municipalities

RULES = {constraint.name: constraint for constraint in CONSTRAINTS}
HERE = {"home_lat": "45.5000", "home_lon": "9.4000"}
THERE = {"site_lat": "45.5600", "site_lon": "9.4700", "remote_share": "0"}
FAR = distance_10m(
    {"home_lat": 45.5, "home_lon": 9.4}, {"site_lat": 45.56, "site_lon": 9.47}, municipalities()
)  # the sphere's own, worked in plain Python
LIMIT, JUST_SHORT = f"{FAR / 100:.2f}", f"{(FAR - 1) / 100:.2f}"


def outcome(stage, on="2026-10-01", who="C1", what="V1"):
    return {"candidate_id": who, "vacancy_id": what, "on": on, "stage": stage}


# constraint -> (what the case is, the person's cells, the vacancy's cells, outcomes)
BROKEN = {
    "closed": [
        ("closed the day before", {}, {"closes_on": "2026-11-15"}, []),
        ("opens the day after", {}, {"published_on": "2026-11-17"}, []),
    ],
    "filled": [
        ("one opening, one hired", {}, {"openings": "1"}, [outcome("hired", who="C9")]),
        ("hired on the day itself", {}, {"openings": "1"}, [outcome("hired", "2026-11-16", "C9")]),
        ("two openings, two people", {}, {"openings": "2"}, [outcome("hired", who="C8"), outcome("hired", who="C9")]),
        (
            "kept after the first withdrew",
            {},
            {"openings": "1"},
            [outcome("withdrawn", who="C8"), outcome("kept_6_months", who="C9")],
        ),
    ],
    "placed": [
        ("stated so", {"status": "placed"}, {}, []),
        ("hired by another firm", {}, {}, [outcome("hired", what="V9")]),
        ("kept", {}, {}, [outcome("hired", "2026-01-01", what="V9"), outcome("kept_6_months", what="V9")]),
        ("one job ended, another goes on", {}, {}, [outcome("hired", what="V8"), outcome("withdrawn", what="V9")]),
    ],
    "already_declined": [
        ("by the person", {}, {}, [outcome("declined_by_candidate")]),
        ("by the employer", {}, {}, [outcome("interview", "2026-09-01"), outcome("declined_by_employer")]),
        ("withdrawn on the day", {}, {}, [outcome("withdrawn", "2026-11-16")]),
        ("two words on one day: the later stage", {}, {}, [outcome("withdrawn"), outcome("contacted")]),
    ],
    "no_consent": [
        ("another consent alone", {"consent": "identity_to_employer"}, {}, []),
        ("another consent, a job without days", {"consent": "identity_to_employer"}, {"title": "cuoco"}, []),
    ],
    "availability": [
        ("a day after it closes", {"available_from": "2027-01-01"}, {"closes_on": "2026-12-31"}, []),
        ("a year after", {"available_from": "2028-01-01"}, {"closes_on": "2026-12-31"}, []),
    ],
    "entitlement": [
        ("art. 18 at a disabled place", {"law68_category": "art18"}, {"reserved_for": "disabled"}, []),
        ("disabled at an art. 18 place", {"law68_category": "civil"}, {"reserved_for": "art18"}, []),
        ("blind at an art. 18 place", {"law68_category": "blind"}, {"reserved_for": "art18"}, []),
    ],
    "licence": [
        ("C where CE is needed", {"licences": "C"}, {"licences": "CE"}, []),
        ("AM where B is needed", {"licences": "AM"}, {"licences": "B"}, []),
        ("one of two", {"licences": "B"}, {"licences": "B;forklift"}, []),
        ("one that the vocabulary does not know", {"licences": "B"}, {"licences": "patente nautica"}, []),
    ],
    "working_times": [
        ("a time that is not the person's", {"working_times": "morning"}, {"working_times": "morning;night"}, []),
        ("half an hour too long", {"weekly_hours_max": "20"}, {"weekly_hours_min": "20.5"}, []),
        ("half an hour too short", {"weekly_hours_min": "30"}, {"weekly_hours_max": "29.5"}, []),
        (
            "ranges apart",
            {"weekly_hours_min": "30", "weekly_hours_max": "40"},
            {"weekly_hours_min": "16", "weekly_hours_max": "20"},
            [],
        ),
    ],
    "distance": [
        ("ten metres over", {**HERE, "max_commute_km": JUST_SHORT}, THERE, []),
        ("remote just below 0.8", {**HERE, "max_commute_km": "1"}, {**THERE, "remote_share": "0.79"}, []),
        (
            "centres of the municipalities",
            {"home_municipality": "015142", "max_commute_km": "5"},
            {"site_municipality": "015146", "remote_share": "0"},
            [],
        ),
    ],
    "excluded_task": [
        ("asked a little", {"excluded_tasks": "lifting"}, {"demands": "lifting=1"}, []),
        ("one among others", {"excluded_tasks": "noise;driving"}, {"demands": "sitting=3;driving=4"}, []),
    ],
    "capacity": [
        (
            "nothing available bridges it",
            {"capacities": "lifting=2"},
            {"demands": "lifting=3", "accommodations_available": "captioning"},
            [],
        ),
        (
            "one level too few",
            {"capacities": "lifting=0"},
            {"demands": "lifting=4", "accommodations_available": "lifting_aid"},
            [],
        ),
        (
            "levels do not add up",  # lifting: part time 1, reduced pace 1, extra breaks 1
            {"capacities": "lifting=1"},
            {"demands": "lifting=3", "accommodations_available": "part_time;reduced_pace;extra_breaks"},
            [],
        ),
    ],
    "accommodation_refused": [
        (
            "essential and refused",
            {"accommodations_needed": "job_coach:essential"},
            {"accommodations_refused": "job_coach"},
            [],
        ),
        (
            "one of two",
            {"accommodations_needed": "job_coach:essential;captioning:essential"},
            {"accommodations_available": "job_coach", "accommodations_refused": "captioning"},
            [],
        ),
    ],
    "inactive": [
        ("suspended", {"status": "suspended"}, {}, []),
        ("gone", {"status": "left"}, {}, []),
    ],
}
KEPT = {
    "closed": [
        ("closes on the day", {}, {"closes_on": "2026-11-16"}, []),
        ("published on the day", {}, {"published_on": "2026-11-16"}, []),
    ],
    "filled": [
        (
            "all hired, then one withdrew",
            {},
            {},
            [outcome("hired", who="C9"), outcome("withdrawn", "2026-11-01", "C9")],
        ),
        ("hired after the day", {}, {}, [outcome("hired", "2026-11-17", "C9")]),
        (
            "one person counts once",
            {},
            {"openings": "2"},
            [outcome("hired", "2026-01-01", "C9"), outcome("kept_6_months", who="C9")],
        ),
        ("openings unknown", {}, {"openings": ""}, [outcome("hired", who="C9")]),
    ],
    "placed": [
        ("asks to change: active after the hire", {"status": "active"}, {}, [outcome("hired", what="V9")]),
        ("hired after the day", {}, {}, [outcome("hired", "2026-11-17", what="V9")]),
        ("the job ended", {}, {}, [outcome("hired", what="V9"), outcome("withdrawn", "2026-11-01", what="V9")]),
        ("an internship is no hire", {}, {}, [outcome("internship", what="V9")]),
    ],
    "already_declined": [
        ("ended with another vacancy", {}, {}, [outcome("declined_by_candidate", what="V9")]),
        ("ended by another person", {}, {}, [outcome("declined_by_candidate", who="C9")]),
        ("tried again since", {}, {}, [outcome("withdrawn", "2026-09-01"), outcome("contacted")]),
        ("ends after the day", {}, {}, [outcome("withdrawn", "2026-11-17")]),
    ],
    "no_consent": [
        ("stated", {"consent": "matching"}, {}, []),
        ("not stated", {"consent": ""}, {}, []),
    ],
    "availability": [
        ("on the last day", {"available_from": "2026-12-31"}, {"closes_on": "2026-12-31"}, []),
        ("closing day unknown", {"available_from": "2030-01-01"}, {}, []),
    ],
    "entitlement": [
        ("art. 18 at an art. 18 place", {"law68_category": "art18"}, {"reserved_for": "art18"}, []),
        ("category unknown", {}, {"reserved_for": "art18"}, []),
        ("open to both", {"law68_category": "art18"}, {"reserved_for": "both"}, []),
        ("not said", {"law68_category": "art18"}, {"reserved_for": ""}, []),
    ],
    "licence": [
        ("CE covers AM", {"licences": "CE"}, {"licences": "AM"}, []),
        ("CE covers C and B", {"licences": "CE"}, {"licences": "C;B"}, []),
        ("a blank list is unknown", {"licences": ""}, {"licences": "CE"}, []),
        ("an unknown licence both name", {"licences": "Patente nautica"}, {"licences": "patente nautica"}, []),
    ],
    "working_times": [
        ("ranges touch at the top", {"weekly_hours_max": "20"}, {"weekly_hours_min": "20"}, []),
        ("ranges touch at the bottom", {"weekly_hours_min": "30"}, {"weekly_hours_max": "30"}, []),
        ("fewer times than the person has", {"working_times": "morning;night"}, {"working_times": "night"}, []),
        ("no bound on the job's side", {"weekly_hours_min": "40"}, {"weekly_hours_min": "10"}, []),
    ],
    "distance": [
        ("exactly at the limit", {**HERE, "max_commute_km": LIMIT}, THERE, []),
        ("remote 0.8", {**HERE, "max_commute_km": "1"}, {**THERE, "remote_share": "0.8"}, []),
        ("remote not stated", {**HERE, "max_commute_km": "1"}, {**THERE, "remote_share": ""}, []),
        ("limit not stated", HERE, THERE, []),
        ("home unknown", {"max_commute_km": "1"}, THERE, []),
    ],
    "excluded_task": [
        ("asked at level 0", {"excluded_tasks": "lifting"}, {"demands": "lifting=0"}, []),
        ("only usual in the occupation", {"excluded_tasks": "lifting;standing"}, {"title": "magazziniere"}, []),
    ],
    "capacity": [
        (
            "exactly at the limit",
            {"capacities": "lifting=3"},
            {"demands": "lifting=3", "accommodations_available": "captioning"},
            [],
        ),
        (
            "bridged to the level",
            {"capacities": "lifting=1"},
            {"demands": "lifting=4", "accommodations_available": "lifting_aid"},
            [],
        ),
        ("the firm has stated none", {"capacities": "lifting=0"}, {"demands": "lifting=4"}, []),
        (
            "capacity unknown",
            {"capacities": "noise=1"},
            {"demands": "lifting=4", "accommodations_available": "captioning"},
            [],
        ),
        (
            "only usual in the occupation",
            {"capacities": "lifting=0;standing=0"},
            {"title": "magazziniere", "accommodations_available": "captioning"},
            [],
        ),
    ],
    "accommodation_refused": [
        (
            "preferred and refused",
            {"accommodations_needed": "job_coach:preferred"},
            {"accommodations_refused": "job_coach"},
            [],
        ),
        (
            "neither available nor refused",
            {"accommodations_needed": "job_coach:essential"},
            {"accommodations_refused": "captioning"},
            [],
        ),
    ],
    "inactive": [
        ("active", {"status": "active"}, {}, []),
        ("not said", {"status": ""}, {}, []),
    ],
}
TWO_SIDED = (
    "availability",
    "entitlement",
    "licence",
    "working_times",
    "distance",
    "excluded_task",
    "capacity",
    "accommodation_refused",
)


def cases(table):
    return [pytest.param(name, *case[1:], id=f"{name}: {case[0]}") for name, listed in table.items() for case in listed]


def market(candidate, vacancy, outcomes):
    """The pair C1, V1; outcomes may name others, who are there too."""
    people = [person(**candidate), *({"candidate_id": name} for name in ("C8", "C9"))]
    jobs = [job(**vacancy), *(job() | {"vacancy_id": name} for name in ("V8", "V9"))]
    return {**pair(people[0], jobs[0]), "candidates": people, "vacancies": jobs, "outcomes": outcomes}


def verdict(candidate, vacancy, outcomes=()):
    """Bits of the pair C1, V1, and its facts."""
    prepared = matching(market(candidate, vacancy, list(outcomes)))
    far = int(prepared.distances(np.array([0]), np.array([0]))[0])
    return int(broken_bits(prepared, 0, 1)[0, 0]), prepared.facts(0, 0, far)


def is_broken(name, candidate, vacancy, outcomes=()):
    return bool(verdict(candidate, vacancy, outcomes)[0] >> list(RULES).index(name) & 1)


def test_every_constraint_has_at_least_two_cases_of_each_kind():
    assert list(BROKEN) == list(KEPT) == list(RULES)
    assert all(len(table[name]) >= 2 for table in (BROKEN, KEPT) for name in RULES)


@pytest.mark.parametrize(("name", "candidate", "vacancy", "outcomes"), cases(BROKEN))
def test_what_breaks_it_is_marked_by_its_own_bit_and_told_in_two_languages(name, candidate, vacancy, outcomes):
    bits, facts = verdict(candidate, vacancy, outcomes)
    assert bits >> list(RULES).index(name) & 1
    italian, english = (RULES[name].why(facts, lang) for lang in ("it", "en"))
    for it, en in zip(italian, english, strict=True):
        assert it
        assert en
        assert it != en
    assert italian.detail != italian.nearest_change


@pytest.mark.parametrize(("name", "candidate", "vacancy", "outcomes"), cases(KEPT))
def test_what_lies_within_the_boundary_is_kept(name, candidate, vacancy, outcomes):
    assert not is_broken(name, candidate, vacancy, outcomes)


@pytest.mark.parametrize(("name", "candidate", "vacancy", "outcomes"), cases({n: BROKEN[n] for n in TWO_SIDED}))
def test_a_blank_on_either_side_blocks_nothing(name, candidate, vacancy, outcomes):
    assert not is_broken(name, {}, vacancy, outcomes)
    assert not is_broken(name, candidate, {}, outcomes)


def test_a_pair_of_which_nothing_is_known_breaks_nothing():
    assert verdict({}, {})[0] == 0


def test_bits_are_distinct_and_each_case_of_one_constraint_alone_sets_only_its_own():
    alone = {name: listed[0] for name, listed in BROKEN.items()}
    bits = {name: verdict(*case[1:])[0] for name, case in alone.items()}
    assert list(bits.values()) == [1 << position for position in range(len(RULES))]


def everything():
    """All the cases' people against all the cases' vacancies."""
    listed = [case for table in (BROKEN, KEPT) for cases in table.values() for case in cases]
    people = [{"candidate_id": f"C{n:03d}", **case[1]} for n, case in enumerate(listed)]
    jobs = [job(**case[2]) | {"vacancy_id": f"V{n:03d}"} for n, case in enumerate(listed)]
    hire = [outcome("hired", who="C000", what="V000")]
    return matching({**pair(people[0], jobs[0]), "candidates": people, "vacancies": jobs, "outcomes": hire})


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.broken])
def test_a_block_answers_as_its_pairs_do_and_reads_only_what_it_declares(name):
    encoding, rule = everything().encoding, RULES[name]
    candidates, on, shared = encoding.candidates, DAY.toordinal(), encoding.shared
    vacancies = Side(encoding.vacancies.ids, {key: encoding.vacancies[key] for key in rule.vacancy_columns})
    shape = len(candidates), len(vacancies)
    whole = np.broadcast_to(rule.broken(candidates, encoding.vacancies, shared, on), shape)
    alone = np.broadcast_to(rule.broken(candidates, vacancies, shared, on), shape)
    np.testing.assert_array_equal(alone, whole)
    assert whole.any()
    assert not whole.all()
    for row in range(0, shape[0], 4):
        for column in range(shape[1]):
            one = candidates.rows(row, row + 1), encoding.vacancies.rows(column, column + 1)
            assert bool(np.all(rule.broken(*one, shared, on))) == whole[row, column]


def test_the_first_in_the_order_of_the_contract_is_the_one_named():
    shut_and_far = {**THERE, "closes_on": "2026-01-01"}
    bits, facts = verdict({**HERE, "max_commute_km": "1", "status": "placed"}, shut_and_far)
    names = [name for position, name in enumerate(RULES) if bits >> position & 1]
    assert names == ["closed", "placed", "distance"]
    assert reject(facts, bits).constraint == "closed"


def test_the_reason_says_the_figures_of_this_pair():
    def told(name, *case):
        return RULES[name].why(verdict(*case)[1], "it")

    assert "15/11/2026" in told("closed", {}, {"closes_on": "2026-11-15"}).detail
    assert "2 su 2" in told("filled", *BROKEN["filled"][2][1:]).detail
    far = told("distance", {**HERE, "max_commute_km": "3.5"}, THERE)
    assert f"{FAR / 100:.1f} km".replace(".", ",") in far.detail
    assert "3,5 km" in far.detail
    assert "muletto" in told("licence", {"licences": "B"}, {"licences": "B;forklift"}).detail
    hours = told("working_times", {"weekly_hours_max": "20"}, {"weekly_hours_min": "36"})
    assert "20" in hours.detail
    assert "36" in hours.detail
    beyond = told("capacity", *BROKEN["capacity"][0][1:])
    assert "chiede 3, può 2" in beyond.detail
    assert "01/10/2026" in told("already_declined", *BROKEN["already_declined"][0][1:]).detail


NEARLY = [
    ("lifting=1", "lifting=3", "captioning", "", True, "lifting_aid"),
    ("lifting=1", "lifting=3", "captioning", "lifting_aid", False, ""),  # refused: nothing else gives two levels
    ("lifting=0", "lifting=4", "captioning", "", False, ""),  # nothing in the catalogue gives four
    ("hearing=1;pace=1", "hearing=3;pace=3", "lifting_aid", "", True, "captioning;reduced_pace"),
]


@pytest.mark.parametrize(("can", "asked", "available", "refused", "nearly", "ask"), NEARLY)
def test_nearly_eligible_is_blocked_by_capacity_alone_where_something_unlisted_would_bridge_it(
    can, asked, available, refused, nearly, ask
):
    vacancy = {"demands": asked, "accommodations_available": available, "accommodations_refused": refused}
    bits, facts = verdict({"capacities": can}, vacancy)
    rejection = reject(facts, bits)
    assert rejection.constraint == "capacity"
    assert rejection.nearly == nearly
    assert ";".join(rejection.ask) == ask
    other = reject(*reversed(verdict({"capacities": can, "status": "left"}, vacancy)))
    assert other.constraint == "capacity"
    assert not other.nearly


def test_the_day_is_an_argument():
    table = market({}, {"closes_on": "2026-11-16"}, [])
    assert broken_bits(matching(table, date(2026, 11, 16)), 0, 1)[0, 0] == 0
    assert broken_bits(matching(table, date(2026, 11, 17)), 0, 1)[0, 0] == 1
