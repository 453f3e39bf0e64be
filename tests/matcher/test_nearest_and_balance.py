"""Who has no list is told what stands nearest; the balance is a recount of the rows."""

from __future__ import annotations

from datetime import date

from market import job, matching, pair, person, tables
from strategies import EMPLOYERS

from matcher.balance import balance
from matcher.explain.nearest import nearest_rejections


def nearest(candidate, *vacancies):
    jobs = [{**each, "vacancy_id": f"V{number}"} for number, each in enumerate(vacancies, start=1)]
    market = {**pair(candidate, jobs[0]), "vacancies": jobs}
    return [(each.vacancy_id, each.constraint) for each in nearest_rejections(matching(market))]


def test_who_has_a_list_is_not_told_what_stands_nearest():
    assert nearest(person(), job()) == []


def test_an_open_vacancy_stands_nearer_than_a_closed_one():
    shut = job(closes_on="2026-01-01")
    blocked_twice = job(licences="forklift", working_times="night")
    assert nearest(person(licences="B", working_times="morning"), shut, blocked_twice) == [("V2", "licence")]


def test_fewer_broken_constraints_stand_nearer():
    twice, once = job(licences="forklift", working_times="night"), job(working_times="night")
    assert nearest(person(licences="B", working_times="morning"), twice, once) == [("V2", "working_times")]


def test_of_equals_the_better_fit_stands_nearer_then_the_lower_id():
    poor = job(working_times="night", required_skills="cucito")
    good = job(working_times="night", required_skills="pulizie")
    assert nearest(person(working_times="morning", skills="pulizie"), poor, good) == [("V2", "working_times")]
    assert nearest(person(working_times="morning"), good, good) == [("V1", "working_times")]


def test_without_any_vacancy_there_is_nothing_nearest():
    assert nearest_rejections(matching({"candidates": [person()], "employers": EMPLOYERS})) == []


def test_the_balance_counts_firms_pairs_and_people_up_to_the_day():
    contacts = [
        {"employer_id": "E1", "on": "2026-01-10", "kind": "dialogue", "by": "a"},
        {"employer_id": "E1", "on": "2026-02-10", "kind": "dialogue", "by": "a"},
        {"employer_id": "E2", "on": "2026-03-10", "kind": "consultancy", "by": "a"},
        {"employer_id": "E2", "on": "2026-12-10", "kind": "dialogue", "by": "a"},
    ]
    outcomes = [
        {"candidate_id": "C1", "vacancy_id": "V1", "on": "2026-02-01", "stage": "internship"},
        {"candidate_id": "C1", "vacancy_id": "V1", "on": "2026-05-01", "stage": "hired"},
        {"candidate_id": "C1", "vacancy_id": "V1", "on": "2026-12-01", "stage": "kept_6_months"},
    ]
    agreements = [{"employer_id": "E2", "kind": "art11", "signed_on": "2026-04-01"}]
    market = pair(person(taken_in_charge_on="2026-01-02"), job(), contacts=contacts, outcomes=outcomes)
    found = balance(tables({**market, "agreements": agreements}), date(2026, 11, 16))
    assert found == {
        "firms_in_dialogue": 1,
        "consultancies": 1,
        "agreements": 1,
        "internships": 1,
        "people_in_charge": 1,
        "hires": 1,
    }
