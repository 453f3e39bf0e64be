"""The eight properties that every result has (contract, section 7), on small random markets."""

from __future__ import annotations

import copy
import random
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from market import job, matches, matching, pair, person, rejected
from oracle import broken, distance_10m, last_words
from strategies import DAY, WORKFORCE, markets

from matcher import reference
from matcher.criteria import CRITERIA
from matcher.engine import Scorer, figures, rank
from matcher.engine.scoring import ENDED_BIT
from matcher.geography import municipalities

MILLION = 1_000_000
few = settings(max_examples=25, deadline=None)


def by_definition(prepared, by):
    """Every pair scored by itself with the plain definition, every row sorted in full."""
    encoding = prepared.encoding
    scorer = Scorer(encoding, prepared.policy, distinct=False)
    block = scorer.block(encoding.candidates)
    n = len(encoding.candidates)
    bits = reference.pair_bits(block.broken, scorer.broken_columns, *scorer.ended(0, n), ENDED_BIT)
    scores = reference.pair_scores(block.points, scorer.point_columns)
    if by == "vacancy":
        bits, scores = bits.T, scores.T
    index, best, count = reference.top_k_rows(scores, bits == 0, scores.shape[1])
    return [
        (row, int(index[row, slot]), slot + 1, int(best[row, slot]))
        for row in range(len(count))
        for slot in range(count[row])
    ]


@pytest.mark.parametrize("by", ["candidate", "vacancy"])
@few
@given(market=markets(), k=st.integers(1, 8), rows=st.integers(1, 4), threads=st.integers(1, 2))
def test_1_exact_the_top_k_is_that_of_scoring_every_pair_and_sorting(by, market, k, rows, threads):
    prepared = matching(market)
    ranked = rank(prepared.encoding, prepared.policy, k=k, by=by, block_rows=rows, threads=threads)
    whose, named = (ranked.candidate, ranked.vacancy) if by == "candidate" else (ranked.vacancy, ranked.candidate)
    found = list(zip(whose.tolist(), named.tolist(), ranked.rank.tolist(), ranked.score.tolist(), strict=True))
    assert found == [line for line in by_definition(prepared, by) if line[2] <= k]


@few
@given(market=markets())
def test_1_the_plain_twin_gives_the_same_lists_as_the_compiled_kernels(market):
    prepared = matching(market)
    fast, slow = (rank(prepared.encoding, prepared.policy, k=3, fast=fast) for fast in (True, False))
    for name in fast.__dataclass_fields__:
        np.testing.assert_array_equal(getattr(fast, name), getattr(slow, name))


@few
@given(market=markets(), seed=st.integers(0, 9))
def test_1_the_order_of_rows_changes_nothing(market, seed):
    shuffled = copy.deepcopy(market)
    for rows in shuffled.values():
        random.Random(seed).shuffle(rows)
    assert matches(market) == matches(shuffled)
    assert rejected(market) == rejected(shuffled)


@few
@given(market=markets())
def test_2_hard_means_hard_each_pair_is_listed_or_rejected_by_the_first_constraint_it_breaks(market):
    prepared = matching(market)
    words = last_words(list(prepared.tables.outcomes.rows()), DAY)
    gazetteer = municipalities()
    expected = {}
    for candidate in prepared.candidates:
        for vacancy in prepared.vacancies:
            found = broken(candidate, vacancy, words, DAY, gazetteer)
            expected[candidate["candidate_id"], vacancy["vacancy_id"]] = found[0] if found else None
    told = {(row["candidate_id"], row["vacancy_id"]): row["constraint"] for row in rejected(market)}
    listed = {(row["candidate_id"], row["vacancy_id"]) for row in matches(market)}
    assert told == {key: name for key, name in expected.items() if name}
    assert listed == {key for key, name in expected.items() if name is None}
    for row in rejected(market):
        assert row["detail"]
        assert row["nearest_change"]


@few
@given(market=markets())
def test_2_both_directions_reject_the_same_pairs_for_the_same_reason(market):
    by_vacancy = sorted(rejected(market, "vacancy"), key=lambda row: (row["candidate_id"], row["vacancy_id"]))
    assert by_vacancy == rejected(market)


@few
@given(market=markets())
def test_3_three_answers_each_in_its_unit(market):
    prepared = matching(market)
    weights = prepared.policy.weights
    assert sum(weights.values()) == MILLION
    ranked = prepared.rank(k=20)
    for table in (ranked.value, ranked.known, ranked.bare):
        assert ((table >= 0) & (table <= MILLION)).all()
    assert (ranked.bare <= ranked.value).all()
    for row in matches(market):
        assert 0 <= row["score_low"] <= row["score"] <= row["score_high"] <= 1
        assert row["fit"] <= row["fit_with_accommodations"]
        known_firm = row["employer_id"] == "E1"
        assert (row["quota_gap"] is not None) == known_firm
        assert (row["exposure_eur_per_day"] is not None) == known_firm
        assert (row["net_cost_eur"] is not None) == known_firm


@few
@given(market=markets())
def test_3_the_accommodations_named_are_enough_for_the_fit_that_is_told(market):
    for row in matches(market):
        only_these = copy.deepcopy(market)
        for vacancy in only_these["vacancies"]:
            if vacancy["vacancy_id"] == row["vacancy_id"] and vacancy["accommodations_available"]:
                # An accommodation that helps nobody keeps the list a stated one.
                vacancy["accommodations_available"] = row["accommodations"] or "air_filtration"
        again = [r for r in matches(only_these) if all(r[key] == row[key] for key in ("candidate_id", "vacancy_id"))]
        assert [r["fit_with_accommodations"] for r in again] == [row["fit_with_accommodations"]]


@few
@given(market=markets(), blank=st.sampled_from(("education", "languages", "skills", "capacities", "travel")))
def test_4_unknown_is_not_zero_a_blank_widens_the_interval_and_excludes_nobody(market, blank):
    less = copy.deepcopy(market)
    less["candidates"][0][blank] = ""
    before = {(row["candidate_id"], row["vacancy_id"]): row for row in matches(market)}
    after = {(row["candidate_id"], row["vacancy_id"]): row for row in matches(less)}
    assert before.keys() <= after.keys()
    for key, row in before.items():
        if blank != "travel":  # an unknown way of travelling counts as one that gets there; the distance stays known
            assert after[key]["known_share"] <= row["known_share"]
            assert after[key]["score_low"] <= row["score_low"]
            assert after[key]["score_high"] >= row["score_high"]


@few
@given(market=markets())
def test_5_needs_not_diagnoses_who_a_person_is_changes_no_byte(market):
    other = copy.deepcopy(market)
    for row in other["candidates"]:
        row["name"], row["sex"], row["birth_year"], row["citizenship"] = "Altro Nome", "F", "1961", "Altrove"
        row["disability_percent"] = {"50": "91", "80": "34", "": "67"}[row["disability_percent"]]
        row["psychic_or_intellectual"] = "yes"
        row["law68_category"] = {"civil": "deaf", "blind": "work_injury"}.get(
            row["law68_category"], row["law68_category"]
        )
    assert matches(market) == matches(other)
    assert rejected(market) == rejected(other)


@few
@given(market=markets())
def test_6_the_reasons_add_up_exactly(market):
    prepared = matching(market)
    ranked = prepared.rank(k=20)
    figs = figures(ranked, prepared.policy)
    np.testing.assert_array_equal(figs.points.sum(axis=1), ranked.score)
    np.testing.assert_array_equal(figs.high - figs.low, MILLION - figs.known_share)


BETTER = (
    ("education", "2", "3", {"education_min": "3"}),
    ("languages", "it:A1", "it:B2", {"languages": "it:B2"}),
    ("skills", "cucito", "cucito;pulizie", {"required_skills": "pulizie"}),
    ("occupations_held", "cucitrice:3", "addetta pulizie:3", {"title": "addetta pulizie"}),
    ("occupations_held", "addetta pulizie:0.5", "addetta pulizie:5", {"title": "addetta pulizie"}),
    ("occupations_sought", "cucitrice", "addetta pulizie", {"title": "addetta pulizie"}),
    ("capacities", "lifting=2", "lifting=3", {"demands": "lifting=2"}),
    ("capacities", "lifting=1", "lifting=2", {"demands": "lifting=2"}),
    ("max_commute_km", "8", "20", {"site_municipality": "015070", "remote_share": "0"}),
    ("travel", "walking", "car", {"site_municipality": "015070", "public_transport": "no"}),
    (
        "accommodations_needed",
        "job_coach:essential",
        "lifting_aid:essential",
        {"accommodations_available": "lifting_aid"},
    ),
    ("weekly_hours_min", "30", "20", {"weekly_hours_min": "15", "weekly_hours_max": "30"}),
)


@pytest.mark.parametrize(("cell", "worse", "better", "asked"), BETTER)
def test_7_monotone_better_on_one_criterion_never_ranks_lower(cell, worse, better, asked):
    people = [person(home_municipality="015142", weekly_hours_max="40", **{cell: value}) for value in (worse, better)]
    people = [{**people[0], "max_commute_km": "8"}, {**people[1], "max_commute_km": "8"}]
    people = [{**row, "candidate_id": name, cell: row[cell]} for row, name in zip(people, ("C1", "C2"), strict=True)]
    if cell == "max_commute_km":
        people[0][cell], people[1][cell] = worse, better
    market = {**pair(people[0], job(**asked)), "candidates": people}
    rows = {row["candidate_id"]: row for row in matches(market, by="vacancy")}
    assert rows["C2"]["rank"] == 1
    if "C1" in rows:
        assert rows["C2"]["score"] > rows["C1"]["score"]


@few
@given(market=markets())
def test_7_a_need_that_the_firm_meets_never_lowers_the_score(market):
    for vacancy in market["vacancies"]:
        vacancy["accommodations_available"] = "captioning;lifting_aid"
        vacancy["accommodations_refused"] = ""
    needier = copy.deepcopy(market)
    for row in needier["candidates"]:
        row["accommodations_needed"] = ";".join(filter(None, (row["accommodations_needed"], "captioning:essential")))
    before = {(row["candidate_id"], row["vacancy_id"]): row["score"] for row in matches(market)}
    after = {(row["candidate_id"], row["vacancy_id"]): row["score"] for row in matches(needier)}
    assert before.keys() == after.keys()
    assert all(after[key] >= score for key, score in before.items())


@few
@given(market=markets())
def test_8_replayable_the_same_input_gives_the_same_versions_and_rows(market):
    first, second = matching(market), matching(market)
    assert first.versions == second.versions
    assert matches(market) == matches(market)


def test_8_a_change_of_data_law_day_or_weights_shows_in_the_versions():
    market = pair(person(), job())
    one = matching(market).versions
    assert matching(pair(person(education="3"), job())).versions.data != one.data
    assert matching(market, date(2026, 11, 17)).versions.on != one.on
    assert len({one.law, one.taxonomy, one.policy}) == 3


def test_removing_a_candidate_keeps_the_order_of_the_others():
    people = [
        person() | {"candidate_id": f"C{n}", "skills": skill} for n, skill in enumerate(("pulizie", "", "cucito"))
    ]
    market = {**pair(people[0], job(required_skills="pulizie")), "candidates": people}
    whole = [row["candidate_id"] for row in matches(market, by="vacancy")]
    without = [row["candidate_id"] for row in matches({**market, "candidates": people[1:]}, by="vacancy")]
    assert without == [name for name in whole if name != "C0"]


def test_the_quota_orders_the_eligible_and_makes_nobody_eligible():
    jobs = [job() | {"vacancy_id": "V1", "employer_id": "E1"}, job() | {"vacancy_id": "V2", "employer_id": "E2"}]
    small = [{"employer_id": "E2", "province": "MI", "employees": "9"}]
    market = {**pair(person(), jobs[0]), "vacancies": jobs, "workforce": WORKFORCE + small}
    assert [row["vacancy_id"] for row in matches(market)] == ["V1", "V2"]
    shut = copy.deepcopy(market)
    shut["vacancies"][0]["closes_on"] = "2026-01-01"
    assert [row["vacancy_id"] for row in matches(shut)] == ["V2"]


def test_distances_agree_with_the_sphere_to_ten_metres():
    market = pair(person(home_municipality="015142"), job(site_municipality="015070"))
    prepared = matching(market)
    expected = distance_10m(prepared.candidates[0], prepared.vacancies[0], municipalities())
    assert matches(market)[0]["distance_km"] == expected / 100


def test_every_criterion_is_named_once():
    assert len({criterion.name for criterion in CRITERIA}) == len(CRITERIA)
