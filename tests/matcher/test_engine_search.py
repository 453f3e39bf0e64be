"""The fast search gives the lists of the plain definition, however the work is cut and whatever forms criteria have."""

from __future__ import annotations

import copy
import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from market import job, matching, pair, person, tables
from strategies import DAY, EMPLOYERS, WORKFORCE, markets

from matcher import synthetic
from matcher.criteria import CRITERIA
from matcher.criteria.base import Best
from matcher.eligibility import CONSTRAINTS
from matcher.encode import Side
from matcher.encode.changed import changed_vacancy
from matcher.engine import Scorer, figures, rank
from matcher.engine.index import Index
from matcher.engine.ranked import joined
from matcher.engine.rules import SPARE
from matcher.frames import read_folder
from matcher.matching import prepare

few = settings(max_examples=20, deadline=None)
both = pytest.mark.parametrize("by", ["candidate", "vacancy"])


def assert_same(found, expected):
    for name in expected.__dataclass_fields__:
        np.testing.assert_array_equal(getattr(found, name), getattr(expected, name), err_msg=name)


def plainly(prepared, k, by, **options):
    return rank(prepared.encoding, prepared.policy, k=k, by=by, fast=False, **options)


@pytest.fixture(scope="module")
def region():
    """A region of several words of slots, a tenth of its vacancies twice, so that lists are full of ties."""
    rows = synthetic.region(n_candidates=90, n_employers=40, n_vacancies=400, seed=5)
    rows["vacancies"] += [{**row, "vacancy_id": f"W{row['vacancy_id']}"} for row in rows["vacancies"][:40]]
    people, jobs = rows["candidates"], rows["vacancies"]
    tried = random.Random(5).sample(
        [(one["candidate_id"], other["vacancy_id"]) for one in people for other in jobs], 900
    )
    rows["outcomes"] = [
        {"candidate_id": one, "vacancy_id": other, "on": "2026-05-04", "stage": "withdrawn"} for one, other in tried
    ]
    return matching(rows)


@both
@few
@given(market=markets(), k=st.integers(1, 8), rows=st.integers(1, 4), threads=st.integers(1, 2))
def test_the_search_gives_the_lists_and_values_of_the_definition(by, market, k, rows, threads):
    market["vacancies"] += [{**row, "vacancy_id": f"W{row['vacancy_id']}"} for row in market["vacancies"]]
    prepared = matching(market)
    found = rank(prepared.encoding, prepared.policy, k=k, by=by, block_rows=rows, threads=threads)
    assert_same(found, plainly(prepared, k, by))


@both
@pytest.mark.parametrize("k", [1, 3, 20, 1000])
def test_the_search_gives_the_lists_of_the_definition_over_many_words(by, k, region):
    assert_same(region.rank(k=k, by=by), plainly(region, k, by))


@both
@pytest.mark.parametrize("cut", [{"threads": 1}, {"threads": 2}, {"threads": 3}, {"block_rows": 1}, {"block_rows": 7}])
def test_how_the_work_is_cut_changes_nothing(by, cut, region):
    assert_same(rank(region.encoding, region.policy, k=20, by=by, **cut), region.rank(k=20, by=by))


@both
@pytest.mark.parametrize("leaf", [1, 64, 100_000])
def test_where_vacancies_lie_in_the_spatial_order_changes_nothing(by, leaf, region):
    assert_same(Index(region.encoding, region.policy, leaf=leaf).rank(k=20, by=by), region.rank(k=20, by=by))


def test_the_lists_of_some_candidates_are_those_they_have_among_all(region):
    index = region.scorer.index
    whole = index.rank(k=20)
    assert_same(joined([index.lists_of(start, start + 30, k=20) for start in (0, 30, 60)]), whole)
    assert_same(index.lists_of(41, 42, k=20), whole.take(np.flatnonzero(whole.candidate == 41)))


@both
def test_criteria_and_constraints_without_a_fast_form_give_the_same_and_so_does_any_of_them(by, region):
    criteria = [replace(criterion, fast=None) for criterion in CRITERIA]
    constraints = [replace(constraint, split=None, measured=False) for constraint in CONSTRAINTS]
    expected = region.rank(k=20, by=by)
    assert_same(
        Index(region.encoding, region.policy, criteria=criteria, constraints=constraints).rank(k=20, by=by), expected
    )
    for odd in range(2):
        mixed = [
            plain if at % 2 == odd else own for at, (plain, own) in enumerate(zip(criteria, CRITERIA, strict=True))
        ]
        assert_same(Index(region.encoding, region.policy, criteria=mixed).rank(k=20, by=by), expected)


@both
@pytest.mark.parametrize("kept", [slice(3), slice(3, 5), slice(5, 9), slice(9, None)])
def test_a_part_of_the_criteria_is_searched_as_it_is_defined(by, kept, region):
    scorer = Scorer(region.encoding, region.policy, criteria=CRITERIA[kept])
    fast, slow = (rank(region.encoding, region.policy, k=5, by=by, scorer=scorer, fast=fast) for fast in (True, False))
    assert_same(fast, slow)


@both
@pytest.mark.parametrize("kept", [slice(1), slice(5, 9), slice(9, 11)])
def test_a_part_of_the_constraints_excludes_as_it_is_defined(by, kept, region):
    scorer = Scorer(region.encoding, region.policy, constraints=CONSTRAINTS[kept])
    fast, slow = (rank(region.encoding, region.policy, k=7, by=by, scorer=scorer, fast=fast) for fast in (True, False))
    assert_same(fast, slow)


EXTREME = ("90.0", "0.0"), ("-90.0", "12.0"), ("0.0", "180.0"), ("0.0", "-180.0"), ("45.5", "9.4"), ("45.5", "9.4001")


@both
def test_places_at_the_ends_of_the_earth_and_none_at_all(by):
    people = [
        person(home_lat=lat, home_lon=lon, max_commute_km=limit) | {"candidate_id": f"C{number}{limit}"}
        for number, (lat, lon) in enumerate((*EXTREME, ("", "")))
        for limit in ("", "0", "5", "20000")
    ]
    jobs = [
        job(site_lat=lat, site_lon=lon, remote_share=share) | {"vacancy_id": f"V{number}{share}"}
        for number, (lat, lon) in enumerate((*EXTREME, ("", "")))
        for share in ("", "0", "0.79", "0.8", "1")
    ]
    prepared = matching({"candidates": people, "vacancies": jobs, "employers": EMPLOYERS})
    assert_same(prepared.rank(k=9, by=by), plainly(prepared, 9, by))


@both
def test_the_district_has_the_lists_of_the_definition(by):
    prepared = prepare(tables(synthetic.district()), on=DAY)
    found = prepared.rank(k=20, by=by)
    assert_same(found, plainly(prepared, 20, by))
    figures(found, prepared.policy)  # raises where contributions do not add up
    touched = prepared.scorer.index.touched
    assert 0 < touched[2] <= touched[1] < len(prepared.encoding.candidates) * len(prepared.encoding.vacancies) / 4


@both
def test_the_office_has_the_lists_of_the_definition(by, samples):
    prepared = prepare(read_folder(samples / "office" / "clean"), on=DAY)
    assert_same(prepared.rank(k=20, by=by), plainly(prepared, 20, by))


looked_up = [criterion for criterion in CRITERIA if isinstance(criterion.fast, Best)]


@pytest.mark.parametrize("criterion", looked_up, ids=lambda criterion: criterion.name)
@few
@given(market=markets())
def test_a_person_is_worth_the_best_of_their_parts(criterion, market):
    encoding, policy = (prepared := matching(market)).encoding, prepared.policy
    split = criterion.fast.split(encoding.candidates)
    whole, parts = (
        criterion.score(side, encoding.vacancies, encoding.shared, policy)
        for side in (encoding.candidates, split.parts)
    )
    for row in range(len(encoding.candidates)):
        members = split.members[split.starts[row] : split.starts[row + 1]]
        np.testing.assert_array_equal(whole.value[row], parts.value[members].max(axis=0))
        assert (parts.known[members] == whole.known[row]).all()


taken_apart = [constraint for constraint in CONSTRAINTS if constraint.split is not None]


@pytest.mark.parametrize("constraint", taken_apart, ids=lambda constraint: constraint.name)
@few
@given(market=markets())
def test_a_pair_breaks_a_constraint_where_a_part_of_the_person_does(constraint, market):
    encoding = matching(market).encoding
    split, m = constraint.split(encoding.candidates), len(encoding.vacancies)
    whole, parts = (
        np.broadcast_to(
            constraint.broken(side, encoding.vacancies, encoding.shared, DAY.toordinal()) > 0, (len(side), m)
        )
        for side in (encoding.candidates, split.parts)
    )
    for row in range(len(encoding.candidates)):
        members = split.members[split.starts[row] : split.starts[row + 1]]
        np.testing.assert_array_equal(whole[row], parts[members].any(axis=0))


CHANGES = (
    {"title": "cucitrice"},
    {"required_skills": "cucito", "preferred_skills": ""},
    {"required_skills": "", "preferred_skills": "pulizie;cucito"},
    {"weekly_hours_min": "11", "weekly_hours_max": "17", "working_times": "evening"},
    {"site_municipality": "108001", "site_lat": "", "site_lon": "", "remote_share": "0.35"},
    {"remote_share": "0.9"},
    {"remote_share": ""},
    {"demands": "lifting=4;pace=1", "accommodations_available": "lifting_aid"},
    {"demands": "", "accommodations_available": "", "accommodations_refused": "job_coach"},
    {"published_on": "", "closes_on": "2026-01-31"},
    {"published_on": "", "closes_on": ""},
    {"reserved_for": "art18", "languages": "it:C1", "education_min": "5"},
)


@few
@given(
    market=markets(), changes=st.lists(st.tuples(st.integers(0, 5), st.sampled_from(CHANGES)), min_size=1, max_size=5)
)
def test_a_changed_vacancy_gives_the_lists_of_an_index_built_anew(market, changes):
    # One vacancy that asks for everything keeps every word of the changes known.
    everything = {"required_skills": "pulizie;cucito", "languages": "it:A2", "title": "addetta pulizie"}
    market["vacancies"].append(job(**everything) | {"vacancy_id": "Z"})
    before = matching(market)
    index, after = before.scorer.index, copy.deepcopy(market)
    for number, change in changes:
        number %= len(market["vacancies"]) - 1
        after["vacancies"][number].update(change)
        changed = matching(after)
        words = {"taxonomy": changed.taxonomy, "quotas": changed.quotas, "hires": changed.history.hires}
        index.replace_vacancy(number, *changed_vacancy(changed.vacancies[number], before.encoding, **words))
    for by in ("candidate", "vacancy"):
        assert_same(index.rank(k=4, by=by), plainly(matching(after), 4, by))


def test_many_vacancies_change_in_a_region_and_one_is_taken_away(region):
    index = Index(region.encoding, region.policy)
    encoding = region.encoding
    order = np.arange(len(encoding.vacancies))
    chosen = np.arange(0, 8 * SPARE, 8)[: SPARE - 4] % len(order)
    for at in np.unique(chosen):
        order[at] = (at * 7 + 3) % len(order)
        index.replace_vacancy(int(at), encoding.vacancies.take(order[at : at + 1]))
    swapped = Side(encoding.vacancies.ids, encoding.vacancies.take(order).columns)
    expected = replace(encoding, vacancies=swapped)
    for by in ("candidate", "vacancy"):
        assert_same(index.rank(k=20, by=by), rank(expected, region.policy, k=20, by=by, fast=False))
    best = int(index.lists_of(0, 1, k=1).vacancy[0])
    index.remove_vacancy(best)
    assert best not in index.rank(k=20).vacancy


def test_an_index_says_when_it_has_no_room_for_another_change(region):
    index = Index(region.encoding, region.policy)
    for at in range(SPARE):
        index.replace_vacancy(at, region.encoding.vacancies.rows(at, at + 1))
    index.replace_vacancy(0, region.encoding.vacancies.rows(0, 1))
    with pytest.raises(RuntimeError, match="build the index anew"):
        index.replace_vacancy(SPARE, region.encoding.vacancies.rows(SPARE, SPARE + 1))


def test_a_word_that_no_vacancy_used_before_needs_the_day_encoded_anew():
    prepared = matching({**pair(person(licences="B"), job()), "workforce": WORKFORCE})
    words = {"taxonomy": prepared.taxonomy, "quotas": prepared.quotas, "hires": {}}
    with pytest.raises(KeyError, match="forklift"):
        changed_vacancy({**prepared.vacancies[0], "licences": ("forklift",)}, prepared.encoding, **words)
