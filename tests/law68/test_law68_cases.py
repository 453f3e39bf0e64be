"""The worked cases of the law, as a jurist reads them: given an employer on a day, then its figures."""

from __future__ import annotations

import pytest
import yaml
from law68_cases import LEFT_OUT, answer, cases, rules_of, value_of

from matcher.law68 import load, parameter_ids
from matcher.law68.documentation import OTHER_RULES

CASES = cases()
LISTED = [pytest.param(case, id=f"{stem}: {case['name']}") for stem, case in CASES]
KEYS = {"name", "rule", "article", "day", "given", "then", "why"}
COLLECTION = range(1, 69)  # the numbered cases of the collection that the project works from


@pytest.mark.parametrize("case", LISTED)
def test_worked_case(case):
    """Every figure that the case names is the one computed."""
    assert answer(case) == case["then"]


def test_every_case_says_its_rule_article_day_and_arithmetic():
    """A case without an article is an opinion; without its arithmetic, a copy of the output."""
    for stem, case in CASES:
        assert set(case) >= KEYS, f"{stem}: {case['name']}"
        assert set(case) <= KEYS | {"case", "asks"}, f"{stem}: {case['name']}"
        assert case["article"].strip(), case["name"]
        assert case["why"].strip(), case["name"]


def test_no_two_cases_of_a_file_have_the_same_name():
    """A failing case is found by its name."""
    names = [(stem, case["name"]) for stem, case in CASES]
    assert len(names) == len(set(names))
    assert len(names) >= 150


def test_every_rule_of_a_case_exists():
    """A case of a rule that is gone proves nothing."""
    known = {*parameter_ids(), *OTHER_RULES}
    assert {rule for _, case in CASES for rule in rules_of(case)} <= known


def test_every_dated_value_has_a_case_on_a_day_it_holds():
    """A value that no case reads could be any number."""
    read = {
        (rule, value_of(rule, case["day"])) for _, case in CASES for rule in rules_of(case) if rule not in OTHER_RULES
    }
    values = {(name, at) for name in parameter_ids() for at in range(len(load(name).values))}
    assert values - read == set()


@pytest.mark.parametrize("name", [name for name in parameter_ids() if len(load(name).values) > 1])
def test_a_value_that_changes_has_a_case_on_its_first_day(name):
    """The edge in time: the day the law changes."""
    days = {case["day"] for _, case in CASES if name in rules_of(case)}
    assert {value.valid_from for value in load(name).values[1:]} <= days


def test_every_edge_of_a_band_has_its_case():
    """The last headcount of a band and the first of the next, for both quotas."""
    staff = {case["given"].get("staff") for stem, case in CASES if stem == "thresholds"}
    for name in ("quota_disabled", "quota_art18"):
        for step in load(name).values[-1].value:
            assert {step["headcount_from"] - 1, step["headcount_from"]} <= staff


def test_every_case_of_the_collection_is_used_or_left_out_with_its_reason():
    """All sixty-eight; what is disputed says so."""
    used = {case["case"] for _, case in CASES if "case" in case}
    left = yaml.safe_load(LEFT_OUT.read_text(encoding="utf-8"))
    whole = {row["case"] for row in left if row["part"] == "whole"}
    assert all(row["why"].strip() for row in left)
    assert used | whole == set(COLLECTION)
    assert not used & whole
