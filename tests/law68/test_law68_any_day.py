"""The same employer on any day from 17 January 2000: every dated value, and a question with no answer says so."""

from __future__ import annotations

import ast
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import matcher.law68 as package
from matcher.errors import ParameterError
from matcher.law68 import compute_documents, position
from matcher.law68.alternatives import alternatives
from matcher.law68.cost import cost_after_notice, late_prospetto_cost
from matcher.law68.plans import plans

FIRST, LAST = date(2000, 1, 17), date(2026, 11, 22)


def firm(day, employees=100, **fields):
    return {
        "legal_form": "private",
        "registered_office_province": "MI",
        "reference_date": day.isoformat(),
        "provinces": [{"province": "MI", "employees": employees, **fields}],
    }


# Day, sanction of a unit, fee of a unit, cap of art. 12-bis on a quota of 10 (None: not there yet).
VALUES = [
    (date(2000, 1, 17), "51.65", "12.91", None),
    (date(2012, 6, 30), "62.77", "30.64", 1),
    (date(2017, 12, 31), "153.20", "30.64", 1),
    (date(2018, 1, 1), "153.20", "30.64", 1),
    (date(2021, 12, 31), "153.20", "30.64", 1),
    (date(2022, 1, 1), "196.05", "39.21", 1),
    (date(2025, 12, 30), "196.05", "39.21", 1),
    (date(2025, 12, 31), "196.05", "39.21", 6),
    (date(2026, 11, 22), "196.05", "39.21", 6),
]


@pytest.mark.parametrize(("day", "sanction", "fee", "cap"), VALUES)
def test_a_firm_of_150_on_the_days_of_the_law(day, sanction, fee, cap):
    """Quota 10 on every day; what a unit costs, what an exempt one costs and what art. 12-bis carries are dated."""
    found = position(firm(day, 150))
    assert (found.quota_disabled, found.gap_disabled) == (10, 10)
    assert found.exposure_eur_per_day == pytest.approx(10 * float(sanction))
    exempt = position(firm(day, 150, exemption_authorised={"state": "granted", "percent": 60}))
    assert exempt.exemption_payable_units == 6
    assert exempt.exemption_eur_per_day == pytest.approx(6 * float(fee))
    way = next(way for way in found.options if way.code == "art12bis")
    assert (way.open, way.units) == (cap is not None, cap or 0)


@pytest.mark.parametrize(("day", "quota"), [(date(2012, 6, 30), 0), (date(2017, 12, 31), 0), (date(2018, 1, 1), 1)])
def test_from_15_to_35_the_duty_is_automatic_from_2018(day, quota):
    """Until the end of 2017 only a new hire makes it arise."""
    assert position(firm(day, 20)).quota_disabled == quota
    hired = {**firm(day, 20), "new_hire_on": "2010-01-04"}
    assert position(hired).quota_disabled == 1


@pytest.mark.parametrize(("day", "quota"), [(date(2012, 7, 17), 4), (date(2012, 7, 18), 2)])
def test_a_category_leaves_the_base_from_the_day_of_its_law(day, quota):
    """Fifty-one heads with one of an assembly crew on site: out since L. 92/2012."""
    crew = [{"category": "industrial_installation_and_maintenance_crews_on_site", "heads": 1}]
    assert position(firm(day, 51, excluded=crew)).quota_disabled == quota


@given(day=st.dates(FIRST, date(2031, 12, 31)), employees=st.integers(0, 400), disabled=st.integers(0, 20))
def test_every_day_has_an_answer_with_its_alternatives_and_plans(day, employees, disabled):
    """No day from the first one raises; every plan leaves no gap."""
    disabled = min(disabled, employees)
    found = position(firm(day, employees, disabled_full_time=disabled)).to_json()
    assert found["plans"]["first"] == day.isoformat()
    assert all(plan["gap_enforceable"] == 0 for plan in found["plans"]["plans"])
    assert all(line["valid_from"] <= day.isoformat() for line in found["trace"] if line["value"])


@pytest.mark.parametrize("ask", [position, plans, alternatives])
def test_the_day_before_the_law_is_refused_by_name(ask):
    """The message names the first valid day."""
    with pytest.raises(ParameterError, match=r"has no value on 2000-01-16.*valid from 2000-01-17"):
        ask(firm(FIRST - timedelta(days=1)))


def test_money_on_a_day_before_the_law_is_refused_by_name():
    """The rules of 2026 with the money of 1999."""
    with pytest.raises(ParameterError, match="valid from 2000-01-17"):
        position(firm(LAST), on=date(1999, 12, 31))


def test_in_a_file_such_a_day_is_the_fault_of_its_employer_alone():
    """The others are computed."""
    found = compute_documents([firm(date(1999, 1, 1)), firm(LAST)], on=None, today=LAST).to_json()
    assert "valid from 2000-01-17" in found[0]["errors"][0]
    assert found[1]["national"]["quota_disabled"] == 7


def test_an_amount_that_did_not_exist_yet_says_from_when():
    """The minimum after the notice is of October 2016."""
    with pytest.raises(ParameterError, match="valid from 2016-10-08"):
        cost_after_notice(100, date(2016, 10, 7))
    assert late_prospetto_cost(1, FIRST) == 542.28


def test_a_change_that_the_law_had_not_yet_says_from_when():
    """Agency missions cover from June 2015, art. 14 from October 2003, art. 12-bis from 2008."""
    before = alternatives(firm(FIRST), kinds=["agency:12", "art12bis:1", "art14:1"])
    assert [found.open for found in before] == [False, False, False]
    assert "2015-06-25" in before[0].reason
    assert all(found.gap_disabled == 7 for found in before)


def test_intermittents_before_their_contract_existed_are_told():
    """October 2003."""
    rows = [{"heads": 1, "contract_minutes": 2400, "worked_minutes": 1200}]
    warnings = position(firm(FIRST, 60, intermittent=rows)).warnings
    assert any("2003-10-24" in warning for warning in warnings)


def test_the_reference_date_gives_the_figures_and_on_gives_the_money():
    """The state of 31 December 2017 (no duty at 20 heads) asked on 2 March 2026, and the other way round."""
    old = position(firm(date(2017, 12, 31), 20), on=date(2026, 3, 2))
    assert (old.quota_disabled, old.reference_date, old.on) == (0, date(2017, 12, 31), date(2026, 3, 2))
    larger = position(firm(date(2017, 12, 31), 150), on=date(2026, 3, 2))
    assert larger.exposure_eur_per_day == pytest.approx(10 * 196.05)
    back = position(firm(date(2026, 1, 1), 150), on=date(2021, 12, 31))
    assert back.exposure_eur_per_day == pytest.approx(10 * 153.20)
    assert back.national == position(firm(date(2026, 1, 1), 150)).national


def test_twelve_months_over_a_change_pay_each_day_its_own_amount():
    """From 1 July 2021 half a year at 153.20 and half at 196.05."""
    found = plans(firm(date(2021, 7, 1), 15), on=date(2021, 7, 1))
    first = plans(firm(date(2021, 7, 1), 15), on=date(2021, 7, 1)).working_days
    assert 153.20 * first < found.exposure_eur < 196.05 * first


def test_no_number_of_the_law_stands_in_the_new_modules():
    """Literals above two are calendar and layout only, in constants with a name."""
    names = ("alternatives", "changes", "context", "plan_choice", "plans", "readings", "who_counts", "year_ahead")
    found = []
    for name in names:
        path = Path(package.__file__).parent / f"{name}.py"
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.Assign):
                found += [
                    f"{path.name}:{inner.lineno}: {inner.value}"
                    for inner in ast.walk(node)
                    if isinstance(inner, ast.Constant)
                    and isinstance(inner.value, int | float)
                    and inner.value not in (0, 1, 2)
                ]
    assert found == []
