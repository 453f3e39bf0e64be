"""Money, working days, agreements, incentives, terms and ways to comply."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from matcher.law68 import position
from matcher.law68.conventions import art12_units, art12bis_cap, art14_cap, art14_units_of_commission
from matcher.law68.cost import cents, cost_after_notice, exposure, late_prospetto_cost, uncovered_units_cost
from matcher.law68.incentives import incentive, incentive_eur
from matcher.law68.working_days import is_holiday, working_days

NOW = date(2026, 3, 1)


def employer(employees=100, **fields):
    top = {key: fields.pop(key) for key in ("legal_form", "obligation_since") if key in fields}
    return {
        "legal_form": "private",
        "registered_office_province": "MI",
        "reference_date": "2025-12-31",
        **top,
        "provinces": [{"province": "MI", "employees": employees, **fields}],
    }


def ways(document, on=NOW):
    return {way.code: way for way in position(document, on=on).options}


@pytest.mark.parametrize("day", [date(2011, 4, 25), date(2024, 4, 1), date(2026, 4, 6), date(2038, 4, 26)])
def test_easter_monday_is_a_holiday(day):
    """Known Mondays, the latest possible among them."""
    assert is_holiday(day)


@pytest.mark.parametrize(
    ("first", "last", "week", "patron", "days"),
    [
        (date(2023, 6, 1), date(2023, 6, 30), 5, (6, 24), 21),
        (date(2023, 6, 1), date(2023, 6, 30), 6, (6, 24), 24),
        (date(2026, 1, 1), date(2026, 12, 31), 5, (12, 7), 253),
        (date(2026, 1, 1), date(2026, 12, 31), 6, (12, 7), 302),
        (date(2026, 5, 2), date(2026, 6, 30), 5, None, 41),
        (date(2011, 3, 17), date(2011, 3, 17), 5, None, 0),
        (date(2012, 3, 16), date(2012, 3, 17), 6, None, 2),
        (date(2000, 6, 2), date(2000, 6, 2), 5, None, 1),
        (date(2001, 6, 2), date(2001, 6, 2), 6, None, 0),
        (date(2027, 10, 4), date(2027, 10, 4), 5, None, 0),
        (date(2026, 2, 2), date(2026, 2, 1), 5, None, 0),
    ],
)
def test_working_days(first, last, week, patron, days):
    """Holidays are those in force on each day; the patron day is the municipality's."""
    assert working_days(first, last, days_per_week=week, patron=patron) == days


def test_a_week_has_five_or_six_days():
    """Nothing else is contracted."""
    with pytest.raises(ValueError, match="5 or 6; got 7"):
        working_days(NOW, NOW, days_per_week=7)


def test_a_period_costs_its_working_days():
    """A year of one unit, and two months after the term."""
    year = uncovered_units_cost(1, date(2026, 1, 1), date(2026, 12, 31), patron=(12, 7))
    assert year == 49_600.65
    assert uncovered_units_cost(1, date(2026, 5, 2), date(2026, 6, 30)) == 8_038.05


def test_a_period_over_a_change_pays_each_day_its_own_amount():
    """From 2021 to 2022 the amount changes in the night of the year."""
    both = uncovered_units_cost(2, date(2021, 12, 27), date(2022, 1, 7))
    assert both == 2 * (5 * 153.20 + 4 * 196.05)


@pytest.mark.parametrize(
    ("days", "on", "eur"),
    [(16, date(2026, 2, 16), 1246.75), (16, date(2021, 2, 16), 1127.27), (0, NOW, 0.0)],
)
def test_a_late_prospetto_costs_a_fixed_sum_and_every_day(days, on, eur):
    """Sixteen days late, in 2026 and in 2021; on time nothing."""
    assert late_prospetto_cost(days, on) == eur


def test_cents_round_half_up_after_multiplying():
    """One half cent goes up; so an exact amount stays exact."""
    assert cents(Fraction("2009.5125")) == 2009.51
    assert cents(Fraction("0.005")) == 0.01


def test_who_complies_after_the_notice_pays_a_quarter():
    """Two months of one unit, 8,038.05 EUR, become 2,009.51."""
    assert cost_after_notice(Fraction("8038.05"), date(2026, 6, 30)) == 2009.51


def test_the_term_of_sixty_days_is_exact():
    """Day sixty is the last free one."""
    since = date(2026, 3, 2)
    assert exposure(3, since, date(2026, 5, 1)) == 0.0
    assert exposure(3, since, date(2026, 5, 2)) == 588.15
    assert exposure(3, None, date(2026, 5, 1)) == 588.15


@pytest.mark.parametrize(("quota", "before", "after"), [(10, 1, 6), (8, 1, 5), (4, 0, 2), (5, 0, 3)])
def test_the_cap_of_art12bis_changes_at_the_end_of_2025(quota, before, after):
    """Ten percent until 30 December 2025, sixty from the day after."""
    assert art12bis_cap(quota, "over_50", on=date(2025, 12, 30)) == before
    assert art12bis_cap(quota, "over_50", on=date(2025, 12, 31)) == after
    assert art12bis_cap(quota, "36-50", on=date(2025, 12, 31)) == 0


def test_art14_has_no_cap_until_the_office_sets_one():
    """None is not zero; in the small band no cap applies."""
    assert art14_cap(14, ["MI"], "over_50", on=NOW) is None
    assert art14_cap(1, ["MI"], "15-35", on=NOW) == 1
    assert art14_units_of_commission(150_000, 25_000) == 6


def test_art12_carries_one_in_a_small_employer():
    """Thirty percent of the hires due otherwise."""
    assert art12_units(2, 49, on=NOW) == 1
    assert art12_units(10, 120, on=NOW) == 3


@pytest.mark.parametrize(
    ("percent", "psychic", "contract", "months", "eur"),
    [
        (80, False, "permanent", None, 50_400.0),
        (79, False, "permanent", None, 25_200.0),
        (70, False, "permanent", None, 25_200.0),
        (67, False, "permanent", None, 25_200.0),
        (66, False, "permanent", None, None),
        (60, False, "permanent", None, None),
        (46, True, "permanent", None, 84_000.0),
        (46, True, "fixed_term", 12, 16_800.0),
        (46, True, "fixed_term", 11, None),
        (45, True, "permanent", None, None),
        (80, False, "fixed_term", 24, None),
    ],
)
def test_incentives_of_art13(percent, psychic, contract, months, eur):
    """On 2,000 EUR a month, by degree and contract, with the edges of every band."""
    found = incentive(percent, psychic=psychic, contract=contract, months=months, on=NOW)
    assert (incentive_eur(found, 2_000) if found else None) == eur


def test_every_way_says_why_it_is_open_or_closed():
    """Eight ways, each with reason and article."""
    found = ways(employer())
    assert list(found) == [
        "nominative_hire",
        "art11",
        "art12",
        "art12bis",
        "art14",
        "exemption_authorised",
        "exemption_self_certified",
        "compensation",
    ]
    assert all(way.reason and way.article for way in found.values())


def test_an_open_gap_opens_the_ways_of_a_large_private_employer():
    """Seven missing: by name, by plan, four by art. 12-bis, four exempt."""
    found = ways(employer())
    assert (found["nominative_hire"].open, found["nominative_hire"].units) == (True, 7)
    assert (found["art12bis"].open, found["art12bis"].units) == (True, 4)
    assert (found["exemption_authorised"].units, found["exemption_authorised"].cost_eur) == (4, 156.84)
    assert found["art14"].units is None
    assert "not set" in found["art14"].reason
    assert not found["compensation"].open


def test_after_the_term_the_choice_by_name_lapses():
    """The office may send by number; a plan keeps the choice."""
    found = ways(employer(obligation_since="2025-01-01"))
    assert not found["nominative_hire"].open
    assert "2025-03-02" in found["nominative_hire"].reason
    assert found["art11"].open


def test_a_public_body_has_fewer_ways():
    """No choice by name outside a plan, no exemption, no cooperative."""
    found = ways(employer(legal_form="public"))
    assert {code for code, way in found.items() if way.open} == {"art11"}


def test_without_a_gap_every_way_is_closed():
    """Nothing to cover."""
    assert not any(way.open for way in ways(employer(employees=10)).values())


def test_one_more_hire_is_worth_its_sanction():
    """Seven missing become six; the incentives are listed, the person is not known."""
    found = position(employer(), on=NOW).what_if
    assert (found.hire, found.gap_disabled, found.saved_eur_per_day) == ("disabled", 6, 196.05)
    assert {case["share_percent"] for case in found.incentive} == {35, 70}


def test_with_only_an_art18_gap_the_hire_is_of_art18():
    """And it saves no sanction, because none runs."""
    found = position(employer(employees=55, disabled_full_time=4), on=NOW).what_if
    assert (found.hire, found.gap_art18, found.saved_eur_per_day) == ("art18", 0, 0.0)


def test_deadlines_are_sorted_and_say_whether_they_passed():
    """The request sixty days after the gap began, the prospetto on 31 January."""
    found = position(employer(obligation_since="2026-02-01"), on=NOW).deadlines
    assert [(term.code, term.on, term.passed) for term in found] == [
        ("request_for_referral", date(2026, 4, 2), False),
        ("prospetto", date(2027, 1, 31), False),
    ]
    assert found[1].certainty == "doubtful"


def test_an_employer_below_the_threshold_has_no_deadline():
    """No duty, no prospetto."""
    assert position(employer(employees=14), on=NOW).deadlines == ()
