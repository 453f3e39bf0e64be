"""Which accommodations a pair needs: the smallest set, then the cheapest, exactly."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from market import job, matching, pair, person

from matcher.accommodation import askable, bridging, net_cost, plan, smallest_set
from models.accommodations import catalogue

CODES = ("screen_reader", "hearing_loop", "captioning", "written_instructions", "job_coach", "lifting_aid", "part_time")
DEMANDS = ("lifting", "hearing", "learning", "pace", "near_vision")
many = settings(max_examples=150, deadline=None)
bridges = st.dictionaries(
    st.sampled_from(DEMANDS), st.lists(st.sampled_from(CODES), min_size=1, unique=True), max_size=5
)


def by_trying_all(wanted, given_codes):
    """Every subset, by size, then cost, then days, then the order of the catalogue."""
    order = list(catalogue())
    left = [set(codes) for codes in wanted.values() if not set(codes) & set(given_codes)]
    usable = sorted({code for codes in left for code in codes}, key=order.index)
    for size in range(len(left) + 1):
        found = [chosen for chosen in combinations(usable, size) if all(codes & set(chosen) for codes in left)]
        if found:
            return min(
                found,
                key=lambda c: (
                    net_cost(c, catalogue()),
                    max((catalogue()[code].days_to_arrange for code in c), default=0),
                    [order.index(code) for code in c],
                ),
            )
    raise AssertionError


@many
@given(wanted=bridges, given_codes=st.sets(st.sampled_from(CODES), max_size=2))
def test_the_smallest_set_is_that_of_trying_every_set(wanted, given_codes):
    assert smallest_set(wanted, given_codes, catalogue()) == by_trying_all(wanted, given_codes)


@many
@given(wanted=bridges, seed=st.randoms())
def test_the_order_of_what_is_asked_changes_nothing(wanted, seed):
    names = list(wanted)
    seed.shuffle(names)
    mixed = {name: seed.sample(wanted[name], len(wanted[name])) for name in names}
    assert smallest_set(mixed, (), catalogue()) == smallest_set(wanted, (), catalogue())


def test_one_that_costs_beats_two_that_cost_nothing():
    both = {"hearing": ["captioning", "hearing_loop"], "pace": ["part_time", "hearing_loop"]}
    assert smallest_set(both, (), catalogue()) == ("hearing_loop",)
    assert net_cost(("hearing_loop",), catalogue()) > net_cost(("captioning", "part_time"), catalogue()) == 0


def test_among_equally_small_the_cheapest():
    assert smallest_set({"hearing": ["hearing_loop", "visual_alarms", "captioning"]}, (), catalogue()) == (
        "captioning",
    )


def test_what_is_there_anyway_is_used_first_and_not_named_again():
    both = {"hearing": ["captioning", "hearing_loop"], "pace": ["part_time"]}
    assert smallest_set(both, ("hearing_loop",), catalogue()) == ("part_time",)
    assert smallest_set(both, ("hearing_loop", "part_time"), catalogue()) == ()
    assert smallest_set({}, (), catalogue()) == ()


def test_bridging_is_by_one_accommodation_alone():
    """Lifting: the aid gives 3 levels, part time, breaks and a slower pace 1 each."""
    among = ("lifting_aid", "part_time", "extra_breaks", "reduced_pace", "captioning")
    assert bridging("lifting", 4, 1, among, catalogue()) == ["lifting_aid"]
    assert bridging("lifting", 2, 1, among, catalogue()) == list(among[:4])
    assert bridging("lifting", 4, 0, among, catalogue()) == []
    # At the limit, what bridges makes comfortable; what bridges nothing of this demand does not.
    assert bridging("lifting", 2, 2, among, catalogue()) == list(among[:4])


def planned(candidate, vacancy):
    return matching(pair(person(**candidate), job(**vacancy))).plan(0, 0)


def test_a_need_that_the_firm_has_is_in_place_and_serves_the_demands_too():
    needs = {"accommodations_needed": "lifting_aid:preferred", "capacities": "lifting=1;pushing=1"}
    asks = {"demands": "lifting=3;pushing=3", "accommodations_available": "reduced_pace;lifting_aid"}
    found = planned(needs, asks)
    assert found.in_place == ("lifting_aid",)
    assert set(found.bridged) == {"lifting", "pushing"}
    assert found.ask == ()


def test_a_need_that_the_job_meets_by_itself_costs_nothing_and_is_not_asked_for():
    found = planned({"accommodations_needed": "near_transport:essential"}, {"public_transport": "yes"})
    assert found.by_the_job == ("near_transport",)
    assert (found.in_place, found.ask) == ((), ())


def test_essential_needs_are_asked_for_before_preferred_ones_and_refused_ones_not_at_all():
    needs = "captioning:preferred;lifting_aid:preferred;job_coach:essential;screen_reader:preferred"
    vacancy = {"accommodations_available": "captioning", "accommodations_refused": "screen_reader"}
    found = planned({"accommodations_needed": needs}, vacancy)
    assert found.in_place == ("captioning",)
    assert found.ask_needs == ("job_coach", "lifting_aid")


def test_what_is_asked_for_a_gap_counts_on_what_is_asked_for_anyway():
    candidate = {"accommodations_needed": "lifting_aid:essential", "capacities": "lifting=1;hearing=0"}
    found = planned(candidate, {"demands": "lifting=3;hearing=3"})
    assert found.ask_needs == ("lifting_aid",)
    assert found.ask_gaps == ("captioning",)
    assert found.ask == ("lifting_aid", "captioning")


def test_a_demand_that_nothing_bridges_is_said_to_be_beyond():
    found = planned({"capacities": "lifting=0;hearing=1"}, {"demands": "lifting=4;hearing=2"})
    assert found.beyond == ("lifting",)
    assert found.ask_gaps == ("captioning",)


def test_a_demand_at_the_limit_is_eased_by_what_the_firm_has_and_never_asked_for():
    asks = {"demands": "lifting=2"}
    assert planned({"capacities": "lifting=2"}, asks).ask == ()
    eased = planned({"capacities": "lifting=2"}, {**asks, "accommodations_available": "lifting_aid;captioning"})
    assert (eased.in_place, eased.bridged) == (("lifting_aid",), ("lifting",))
    assert planned({"capacities": "lifting=4"}, {"demands": "lifting=4"}).bridged == ()


@pytest.mark.parametrize(
    ("candidate", "vacancy"),
    [
        ({}, {"demands": "lifting=4", "accommodations_available": "lifting_aid"}),
        ({"capacities": "lifting=0"}, {"accommodations_available": "lifting_aid"}),
        ({"capacities": "lifting=0"}, {"demands": "lifting=0", "accommodations_available": "lifting_aid"}),
    ],
)
def test_where_a_demand_or_a_capacity_is_not_stated_nothing_is_planned(candidate, vacancy):
    found = planned(candidate, vacancy)
    assert (found.in_place, found.bridged, found.ask, found.beyond) == ((), (), (), ())


def test_the_cost_is_what_the_funder_leaves():
    known = catalogue()
    assert net_cost(("lifting_aid", "captioning"), known) == known["lifting_aid"].net_cost_eur
    assert known["lifting_aid"].net_cost_eur < known["lifting_aid"].cost_eur
    assert net_cost((), known) == 0
    assert plan({**_blank(person), "accommodations_needed": None}, _blank(job), (), known).in_place == ()


def _blank(make):
    prepared = matching(pair(person(), job()))
    return (prepared.candidates if make is person else prepared.vacancies)[0]


def test_among_equally_cheap_the_quickest():
    """Both cost nothing: breaks are there in three days, part time in seven."""
    assert smallest_set({"pace": ["part_time", "extra_breaks"]}, (), catalogue()) == ("extra_breaks",)


def test_what_cannot_serve_the_work_is_not_suggested_where_something_else_does():
    """A pallet truck is of no use on stairs; where nothing else bridges, it is still said, to be tried."""
    vacancy = {"demands": {"pushing": 3, "stairs": 2}, "accommodations_available": None, "accommodations_refused": None}
    refusing = {**vacancy, "accommodations_refused": ("lifting_aid",)}
    assert askable("pushing", 3, 1, {**vacancy, "demands": {"pushing": 3}}, catalogue()) == [
        "lifting_aid",
        "electric_pallet_truck",
    ]
    assert askable("pushing", 3, 1, vacancy, catalogue()) == ["lifting_aid"]
    assert askable("pushing", 3, 1, refusing, catalogue()) == ["electric_pallet_truck"]
    assert planned({"capacities": "pushing=1"}, {"demands": "pushing=3;stairs=2"}).ask_gaps == ("lifting_aid",)
