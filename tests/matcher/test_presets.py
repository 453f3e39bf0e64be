"""Presets change wishes and distances, never what a person is worth for a task."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from market import job, pair, person, tables
from strategies import DAY, markets

from matcher.criteria import CRITERIA
from matcher.engine import figures, rank
from matcher.errors import PolicyError
from matcher.matching import prepare
from matcher.policy import MILLION, load_policy
from matcher.presets import applied, narrowed, parse_presets, preset, presets, suggested

NAMES = [criterion.name for criterion in CRITERIA]
OF_PERSON = [criterion.name for criterion in CRITERIA if criterion.person_and_task]
few = settings(max_examples=20, deadline=None)
SHARES = "{commute: 40, working_time: 30, wishes: 20, quota_urgency: 10}"


@pytest.mark.parametrize("code", list(presets()))
def test_the_weights_of_person_and_task_stay_and_all_still_sum_to_one(code):
    default, changed = load_policy(NAMES), suggested(load_policy(NAMES), preset(code))
    assert {name: changed.weights[name] for name in OF_PERSON} == {name: default.weights[name] for name in OF_PERSON}
    assert sum(changed.weights.values()) == MILLION
    assert changed.weights != default.weights


@given(total=st.integers(0, MILLION), code=st.sampled_from(list(presets())))
def test_any_offices_total_is_shared_out_to_the_last_millionth(total, code):
    default = load_policy(NAMES)
    office = dict.fromkeys(NAMES, 0) | {"commute": total, OF_PERSON[0]: MILLION - total}
    changed = suggested(type(default)(office, default.neutral, default.settings), preset(code))
    assert sum(changed.weights.values()) == MILLION
    assert changed.weights[OF_PERSON[0]] == MILLION - total


@pytest.mark.parametrize("code", list(presets()))
@few
@given(market=markets(most=4))
def test_a_preset_only_takes_pairs_away_and_leaves_the_fit_of_the_others(code, market):
    """Where no accommodation is added; that one is a need of its own, met or not."""
    if preset(code).preferred:
        return
    plain, office = tables(market), load_policy(NAMES)
    before, after = (prepare(each, on=DAY, policy=office) for each in (plain, narrowed(plain, preset(code))))
    fits = []
    for each in (before, after):
        ranked = rank(each.encoding, office, k=9)
        figs = figures(ranked, office)
        pairs = zip(ranked.candidate.tolist(), ranked.vacancy.tolist(), strict=True)
        fits.append(dict(zip(pairs, zip(figs.fit.tolist(), figs.fit_with.tolist(), strict=True), strict=True)))
    assert fits[1].items() <= fits[0].items()


def test_wishes_are_narrowed_never_widened_and_the_given_tables_stay():
    worker = person(max_commute_km="4", weekly_hours_min="30", weekly_hours_max="40", working_times="night")
    given_tables = tables(pair(worker, job()))
    near = narrowed(given_tables, preset("close_to_home")).candidates
    short = narrowed(given_tables, preset("short_hours")).candidates
    day = narrowed(given_tables, preset("daytime")).candidates
    assert near["max_commute_km"] == [4]
    assert (short["weekly_hours_min"], short["weekly_hours_max"]) == ([24], [24])
    assert day["working_times"] == [["night"]] or list(day["working_times"][0]) == ["night"]
    assert given_tables.candidates["weekly_hours_max"] == [40]


def test_a_need_already_stated_keeps_its_weight():
    worker = person(accommodations_needed="accompanied_start:essential")
    changed = narrowed(tables(pair(worker, job())), preset("gradual_start")).candidates
    assert changed["accommodations_needed"] == [{"accompanied_start": "essential", "flexible_hours": "preferred"}]


def test_an_office_that_brings_its_own_weights_keeps_them():
    office = load_policy(NAMES)
    assert applied(office, preset("close_to_home")) is office
    assert applied(None, preset("close_to_home")) == suggested(load_policy(NAMES), preset("close_to_home"))


def test_an_unknown_preset_is_answered_with_those_there_are():
    with pytest.raises(PolicyError, match=r"no preset 'far': there are close_to_home"):
        preset("far")


def test_every_fault_of_the_file_is_told_at_once():
    text = f"""
odd: {{it: a, en: b, why: c, shares: {{commute: 99}}, wishes: {{age: 1, working_times: [noon], preferred: [gold]}}}}
fine: {{it: a, en: b, why: c, shares: {SHARES}, wishes: {{}}}}
"""
    with pytest.raises(PolicyError) as told:
        parse_presets(text)
    for part in ("shares name", "unknown wish 'age'", "unknown time 'noon'", "unknown accommodation 'gold'"):
        assert part in str(told.value)
    assert "fine" not in str(told.value)
