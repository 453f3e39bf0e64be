"""What one change does, and whole plans side by side: money, caps, agreements, other readings."""

from __future__ import annotations

import itertools
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.frames import from_records
from matcher.law68 import QuotaInputError, from_tables, position, to_page
from matcher.law68.alternatives import alternatives
from matcher.law68.plan_choice import AIMS, Lane, best, ways_to_zero
from matcher.law68.plans import plans

YEAR = date(2026, 1, 1)  # 253 working days in Milan, five a week
SANCTION, FEE = 49_600.65, 9_920.13  # of one unit over those twelve months


def employer(employees=100, *, top=None, **fields):
    return {
        "legal_form": "private",
        "registered_office_province": "MI",
        "reference_date": "2025-12-31",
        "working_days_per_week": 5,
        "patron_municipality": "015146",
        **(top or {}),
        "provinces": [{"province": "MI", "employees": employees, **fields}],
    }


def one(document, kind, on=YEAR, **more):
    return alternatives(document, on=on, kinds=[kind], **more)[0]


def plan(document, code, on=YEAR, **more):
    return {row.code: row for row in plans(document, on=on, **more).plans}[code]


# One change at a time


def test_a_full_time_hire_is_worth_a_year_of_its_sanction():
    """Seven missing become six; a unit of 253 days is 49,600.65 EUR."""
    found = one(employer(), "full_time")
    assert (found.gap_disabled, found.gap_closed, found.band) == (6, 1, "over_50")
    assert (found.saved_eur_per_day, found.saved_eur_per_year) == (196.05, SANCTION)
    assert (found.fee_eur_per_year, found.net_eur_per_year) == (0.0, SANCTION)
    assert {case["share_percent"] for case in found.incentive} == {35, 70}


@pytest.mark.parametrize(("hours", "closed"), [("20/40", 0), ("20:30/40", 1), ("21/40", 1), ("10/40", 0)])
def test_a_part_timer_counts_over_half_of_the_hours(hours, closed):
    """At half the fraction of one unit goes down."""
    assert one(employer(), f"part_time:{hours}").gap_closed == closed


def test_two_halves_make_a_unit():
    """The part-timer joins the one already there: one single sum."""
    halves = [{"kind": "disabled", "heads": 1, "contract_minutes": 2400, "worked_minutes": 1200}]
    assert one(employer(part_time=halves), "part_time:20/40").gap_closed == 1


@pytest.mark.parametrize(("months", "closed"), [("12", 1), ("11", 0)])
def test_a_mission_counts_from_twelve_months(months, closed):
    """Eleven months are closed, with the reason."""
    found = one(employer(), f"agency:{months}")
    assert (found.open, found.gap_closed) == (bool(closed), closed)
    assert "12 mesi" in found.reason


def test_an_agreement_is_cut_to_its_cap():
    """Sixty percent of seven is four; on 30 December 2025 ten percent is one."""
    assert one(employer(), "art12bis:6").units == 4
    assert one(employer(), "art12bis:6").gap_disabled == 3
    assert one(employer(), "art12bis:6", on=date(2025, 12, 30)).units == 1
    assert not one(employer(40), "art12bis:1").open


def test_art14_without_a_cap_is_computed_only_for_units_that_are_asked():
    """Not set is not guessed."""
    found = one(employer(), "art14")
    assert (found.open, found.gap_closed) == (False, 0)
    assert "not set" in found.reason
    assert one(employer(), "art14:2").gap_disabled == 5


def test_an_exemption_saves_the_sanction_and_costs_its_fee():
    """Sixty percent of seven is four: four sanctions less, four fees more."""
    found = one(employer(), "exemption:60")
    assert (found.units, found.gap_disabled) == (4, 3)
    assert (found.fee_eur_per_day, found.fee_eur_per_year) == (156.84, 4 * FEE)
    assert found.net_eur_per_year == pytest.approx(4 * (SANCTION - FEE))
    assert found.incentive == ()


def test_a_smaller_exemption_gives_fewer_units():
    """Thirty percent of seven is two."""
    assert one(employer(), "exemption:30").units == 2


def test_a_hire_can_change_the_band():
    """With 151 heads one percent is two: a second art. 18 worker leaves the base, which falls from 51 to 50."""
    excluded = [{"category": "apprentices", "heads": 98}]
    document = employer(150, art18_in_force=2, excluded=excluded)
    before, found = position(document, on=YEAR).national, one(document, "full_time")
    assert (before.band, before.quota_disabled, before.gap_disabled) == ("over_50", 4, 4)
    assert (found.band, found.quota_disabled, found.gap_disabled, found.gap_closed) == ("36-50", 2, 1, 3)


def test_a_closed_change_changes_nothing():
    """A public body cannot be exempted: its figures stay those of today."""
    found = one(employer(top={"legal_form": "public"}), "exemption:60")
    assert (found.open, found.gap_disabled, found.net_eur_per_year) == (False, 7, 0.0)


def test_the_sanction_of_the_year_begins_after_the_term():
    """The gap began on 2 March 2026: free until 1 May, then every working day."""
    document = employer(15, top={"obligation_since": "2026-03-02", "reference_date": "2026-03-02"})
    found = one(document, "full_time", on=date(2026, 3, 2))
    assert found.exposure_eur_per_day == 0.0
    # From 2 May 2026 to 1 March 2027: 216 from Monday to Friday, less 2 June, 7, 8, 25 December, 1 and 6 January.
    assert found.saved_eur_per_year == pytest.approx(196.05 * 210)


def test_the_week_and_the_patron_day_of_the_firm_are_used():
    """Six days a week: 302 working days in Milan; without a patron day one more, and it is told."""
    six = plans(employer(top={"working_days_per_week": 6}), on=YEAR)
    assert six.working_days == 302
    document = employer()
    del document["patron_municipality"]
    unknown = plans(document, on=YEAR)
    assert unknown.working_days == 254
    assert any("not set" in note for note in unknown.notes)


def test_an_incentive_in_euro_needs_the_pay():
    """Seventy percent of 2,000 for twelve months is 16,800."""
    assert one(employer(), "full_time").incentive_most_eur_per_year is None
    assert one(employer(), "full_time", gross_monthly=2_000).incentive_most_eur_per_year == 16_800.0


def test_only_an_art18_gap_is_closed_by_an_art18_hire():
    """And it saves no sanction, because none runs."""
    found = one(employer(55, disabled_full_time=4), "art18")
    assert (found.gap_art18, found.saved_eur_per_day, found.incentive) == (0, 0.0, ())


@pytest.mark.parametrize("kind", ["hire", "part_time", "part_time:40/40", "art12:x", "agency:1.5", "full_time:2"])
def test_a_kind_that_cannot_be_read_is_refused(kind):
    """The message lists the kinds."""
    with pytest.raises(ValueError, match="kinds must be full_time"):
        one(employer(), kind)


def test_the_usual_alternatives_stand_in_the_json():
    """An addition to what_if, its older fields unchanged; plans beside it."""
    found = position(employer(), on=YEAR).to_json()
    assert found["what_if"]["saved_eur_per_day"] == 196.05
    kinds = [row["kind"] for row in found["what_if"]["alternatives"]]
    assert kinds == [
        "full_time",
        "part_time",
        "part_time",
        "agency",
        "art12",
        "art12bis",
        "art14",
        "exemption",
        "art18",
    ]
    assert [row["code"] for row in found["plans"]["plans"]] == list(AIMS)


def test_faults_come_with_those_of_the_figures():
    """Week, day and employees in one answer."""
    document = employer("many", top={"working_days_per_week": 7, "agreements": [{"kind": "art13"}]})
    with pytest.raises(QuotaInputError) as caught:
        position(document, on=YEAR)
    places = [fault.split(":")[0] for fault in caught.value.faults]
    assert {"working_days_per_week", "agreements[0].kind", "provinces[0].employees"} <= set(places)


# Whole plans


def brute_force(needed, lanes, aim):
    """Every combination, and the least worth of the aim."""
    worth = AIMS[aim][1]
    found = []
    for units in itertools.product(
        *(range(min(needed, needed if lane.most is None else lane.most) + 1) for lane in lanes)
    ):
        if sum(units) != needed:
            continue
        keys = [worth(lane) for lane in lanes]
        if any(n and key is None for n, key in zip(units, keys, strict=True)):
            continue
        totals = [
            sum((n * key[at] for n, key in zip(units, keys, strict=True) if n and key is not None), Fraction())
            for at in range(3)
            if all(key is None or at < len(key) for key in keys)
        ]
        found.append((tuple(totals), units))
    return found


lanes = st.lists(
    st.builds(
        Lane,
        code=st.sampled_from(["hire", "exemption_authorised", "art12bis", "art14", "art12"]),
        most=st.none() | st.integers(0, 4),
        price=st.none() | st.integers(0, 3).map(Fraction),
        hires=st.integers(0, 1),
    ),
    min_size=1,
    max_size=4,
)


@given(needed=st.integers(0, 6), listed=lanes, aim=st.sampled_from(list(AIMS)))
def test_the_choice_equals_brute_force(needed, listed, aim):
    """No combination within the caps serves the aim better; None only where there is none."""
    every = brute_force(needed, listed, aim)
    chosen = best(needed, listed, aim)
    if not every:
        assert chosen is None
    else:
        assert chosen is not None
        worth = {units: totals for totals, units in every}
        assert worth[chosen] == min(worth.values())


@given(needed=st.integers(0, 5), listed=lanes)
def test_the_enumeration_is_every_combination_once(needed, listed):
    """Equal to the product of all counts, filtered."""
    caps = [needed if lane.most is None else min(needed, lane.most) for lane in listed]
    expected = [units for units in itertools.product(*(range(cap + 1) for cap in caps)) if sum(units) == needed]
    assert sorted(ways_to_zero(needed, listed)) == sorted(expected)


def test_without_prices_hires_cost_nothing_and_are_the_cheapest():
    """Wages are not counted, and it is said; the comparison shows what exempting would cost."""
    found = plans(employer(), on=YEAR)
    assert (found.exposure_eur, found.break_even_hire_eur) == (pytest.approx(7 * SANCTION), FEE)
    assert any("retribuzioni" in note for note in found.notes)
    by_code = {row.code: row for row in found.plans}
    assert (by_code["cheapest"].hires, by_code["cheapest"].fees_eur) == (7, 0.0)
    assert by_code["most_inclusive"].hires == 7
    fewest = by_code["fewest_hires"]
    assert {step.code: step.units for step in fewest.steps} == {"exemption_authorised": 4, "art12bis": 3}
    assert (fewest.hires, fewest.fees_eur, fewest.costs_not_set) == (0, 4 * FEE, ("art12bis",))
    assert all(row.gap_enforceable == 0 for row in found.plans)


def test_with_a_price_the_cheapest_exempts_up_to_its_cap():
    """A hire of 12,000 EUR a year costs more than the fee: four exempt, three hired."""
    found = plan(employer(), "cheapest", prices={"hire": 12_000})
    assert {step.code: step.units for step in found.steps} == {"exemption_authorised": 4, "nominative_hire": 3}
    assert (found.stated_costs_eur, found.fees_eur) == (36_000.0, 4 * FEE)
    assert found.net_eur == pytest.approx(7 * SANCTION - 36_000 - 4 * FEE)


def test_an_agreement_with_a_price_may_be_the_cheapest():
    """Commissions at 100 EUR a unit, as the firm states them: four by art. 12-bis, then the fee, then hires."""
    found = plan(employer(), "cheapest", prices={"hire": 12_000, "art12bis": 100})
    assert {step.code: step.units for step in found.steps} == {"art12bis": 4, "exemption_authorised": 3}


def test_a_price_of_no_way_is_refused():
    """The message lists the ways that have one."""
    with pytest.raises(ValueError, match="prices must be of hire, art12, art12bis, art14; got 'agency'"):
        plans(employer(), on=YEAR, prices={"agency": 1})


def two_provinces(**fields):
    document = employer(120, disabled_full_time=3, **fields)
    document["provinces"].append({"province": "BG", "employees": 80, "disabled_full_time": 8})
    return document


def test_surplus_moves_before_anybody_is_hired_in_the_cheapest_plan_only():
    """Bergamo gives three to Milan; hires first makes five hires instead of two."""
    cheapest, inclusive = (plan(two_provinces(), code) for code in ("cheapest", "most_inclusive"))
    assert [(step.code, step.units) for step in cheapest.steps] == [("compensation", 3), ("nominative_hire", 2)]
    assert cheapest.steps[0].proposed == ({"from": "BG", "to": "MI", "units": 3},)
    assert [(step.code, step.units) for step in inclusive.steps] == [("nominative_hire", 5)]
    assert cheapest.gap_enforceable == inclusive.gap_enforceable == 0


def test_after_the_term_hires_go_through_a_plan_of_art11():
    """The choice by name has lapsed."""
    found = plan(employer(top={"obligation_since": "2025-01-01"}), "most_inclusive")
    assert [step.code for step in found.steps] == ["art11"]


def test_without_an_enforceable_gap_there_is_no_plan():
    """Nothing missing, or everything suspended: the latter is told."""
    assert plans(employer(10), on=YEAR).plans == ()
    suspended = plans(employer(top={"suspended_nationally": True}), on=YEAR)
    assert suspended.plans == ()
    assert any("sospensione" in note for note in suspended.notes)


@given(
    heads=st.lists(st.integers(0, 260), min_size=1, max_size=3),
    disabled=st.integers(0, 12),
    form=st.sampled_from(["private", "public", "public_economic_body"]),
    office=st.sampled_from(["MI", "RM"]),
)
def test_every_plan_carried_out_leaves_no_gap(heads, disabled, form, office):
    """The whole calculation on the employer after the plan, not a sum of differences."""
    document = {
        "legal_form": form,
        "registered_office_province": office,
        "reference_date": "2025-12-31",
        "provinces": [
            {"province": plate, "employees": number, "disabled_full_time": min(number, disabled)}
            for plate, number in zip(("MI", "BG", "LO"), heads, strict=False)
        ],
    }
    found = plans(document, on=YEAR)
    assert bool(found.plans) == bool(found.gap_enforceable)
    for row in found.plans:
        assert row.gap_enforceable == 0
        assert row.exposure_avoided_eur == found.exposure_eur
    by_code = {row.code: row for row in found.plans}
    if by_code:
        assert by_code["fewest_hires"].hires <= by_code["cheapest"].hires <= by_code["most_inclusive"].hires
        assert by_code["cheapest"].net_eur >= by_code["fewest_hires"].net_eur - 0.005


def test_the_page_shows_the_plans_side_by_side():
    """In both languages, with the sentence on wages."""
    found = position(employer(), on=YEAR)
    page = to_page(found)
    assert "meno costosa" in page
    assert "retribuzioni" in page
    assert "side by side" in to_page(found, "en")


# Agreements, ends of reliefs, art. 17

AGREED = {"kind": "art11", "province": "MI", "units": 3, "signed_on": "2025-06-01", "expires_on": "2026-05-31"}


def test_an_agreement_that_runs_has_its_expiry_and_its_open_posts():
    """QR 14, in force 5, eight exempt, three posts planned: six are paid for instead of eight."""
    granted = {"state": "granted", "percent": 60}
    plain = employer(205, disabled_full_time=5, exemption_authorised=granted)
    agreed = {**plain, "agreements": [AGREED]}
    assert position(plain, on=YEAR).exemption_payable_units == 8
    found = position(agreed, on=YEAR)
    assert found.national.gap_disabled == 1
    assert found.exemption_payable_units == 6
    assert [(term.code, term.on) for term in found.deadlines if "expiry" in term.code] == [
        ("art11_expiry", date(2026, 5, 31))
    ]
    assert any("programma art. 11 in corso" in warning for warning in found.warnings)


def test_an_agreement_that_ended_is_a_term_that_passed_and_nothing_else():
    """From the day after it carries no posts."""
    granted = {"state": "granted", "percent": 60}
    document = employer(205, disabled_full_time=5, exemption_authorised=granted, top={"agreements": [AGREED]})
    found = position(document, on=date(2026, 6, 1))
    assert found.exemption_payable_units == 8
    assert next(term for term in found.deadlines if term.code == "art11_expiry").passed


def test_units_agreed_leave_the_cap_of_art12bis():
    """Four allowed, two agreed and not yet placed: two are left."""
    agreed = {"kind": "art12bis", "province": "MI", "units": 2, "signed_on": "2026-01-01", "expires_on": "2028-12-31"}
    ways = {way.code: way for way in position(employer(top={"agreements": [agreed]}), on=YEAR).options}
    assert ways["art12bis"].units == 2


def test_the_ends_of_reliefs_are_terms():
    """Exemption until June, suspension until March."""
    document = employer(
        exemption_authorised={"state": "granted", "percent": 60, "until": "2026-06-30"},
        suspension_granted=True,
        suspension={"kind": "cigs", "percent": 50, "until": "2026-03-31"},
    )
    found = position(document, on=YEAR)
    terms = [(term.code, term.on) for term in found.deadlines]
    assert ("suspension_end", date(2026, 3, 31)) in terms
    assert ("exemption_end", date(2026, 6, 30)) in terms
    assert not any("ignorati" in warning for warning in found.warnings)


def test_who_works_with_public_bodies_must_be_in_order():
    """A gap stands in the way; a plan that is kept does not; without the fact nothing is said."""

    def told(**top):
        trace = position(employer(top=top), on=YEAR).trace
        return [line.value for line in trace if line.step == "certificate_art17"]

    assert told(works_with_public_sector=True) == ["no"]
    assert told(works_with_public_sector=True, agreements=[AGREED]) == ["sì"]
    assert told() == []


def tables(agreements):
    employers = [
        {"employer_id": "1", "legal_form": "private", "registered_office": "Milano", "working_days_per_week": "6",
         "patron_municipality": "Milano", "works_with_public_sector": "yes"}
    ]  # fmt: skip
    workforce = [{"employer_id": "1", "province": "MI", "employees": "205", "disabled_full_time": "5",
                  "exemption_percent": "60"}]  # fmt: skip
    return (
        from_records("employers", employers),
        from_records("workforce", workforce),
        from_records("agreements", agreements),
    )


def test_the_tables_bring_week_patron_and_agreements():
    """Six days, Saint Ambrose, three posts of art. 11; without the table of agreements as before."""
    row = {**AGREED, "employer_id": "1", "units": "3"}
    employers, workforce, agreements = tables([row])
    found = from_tables(employers, workforce, on=YEAR, agreements=agreements)["1"]
    assert found.outlook.plans.working_days == 302
    assert found.exemption_payable_units == 6
    assert "art11_expiry" in [term.code for term in found.deadlines]
    without = from_tables(employers, workforce, on=YEAR)["1"]
    assert without.exemption_payable_units == 8
    assert without.national == found.national


# Other readings


def readings(document, on=YEAR):
    return {line.label: line for line in position(document, on=on).trace if line.step == "reading"}


def only(document, on=YEAR):
    found = list(readings(document, on).values())
    assert len(found) == 1
    return found[0]


def hours(kind, worked, heads=1, **more):
    return {"kind": kind, "heads": heads, "contract_minutes": 2400, "worked_minutes": worked, **more}


def test_where_the_sources_agree_no_other_reading_is_told():
    """Only readings that change a figure."""
    assert readings(employer()) == {}


def test_one_single_sum_would_give_another_class():
    """14, a half part-timer and a half intermittent: 14 by the prospetto, 15 by one sum."""
    intermittent = [{"heads": 1, "contract_minutes": 2400, "worked_minutes": 1200}]
    found = only(employer(16, part_time=[hours("ordinary", 1200)], intermittent=intermittent))
    assert (found.value, found.certainty) == (1, "doubtful")
    assert "base 15 invece di 14" in found.detail


def test_half_a_unit_for_a_part_timer():
    """Base 40, quota 2, one at 18 of 40 beside one full-time: gap 1 by the prospetto, a half by Assolombarda."""
    found = readings(employer(42, disabled_full_time=1, part_time=[hours("disabled", 1080)]))
    line = next(line for label, line in found.items() if "mezza unità al tempo parziale" in label)
    assert line.value == "0,5"


def test_pro_rata_also_over_half():
    """Two at 24 of 40 are two units, or 1.2 that goes down to one."""
    found = only(employer(42, part_time=[hours("disabled", 1440, heads=2)]))
    assert (found.value, "nota n. 77/2005" in found.article) == ("1", True)


def test_from_15_to_35_the_official_engine_looks_at_hours_alone():
    """Ten of forty hours with 55 percent: one unit by the DPR, none by the engine."""
    found = readings(employer(21, part_time=[hours("disabled", 600, percent=55)]))
    line = next(line for label, line in found.items() if "motore" in label)
    assert line.value == "1"
    assert "scopertura 1 invece di 0" in line.detail


def test_private_guards_are_counted_and_a_switch_takes_them_out():
    """Sixty heads, thirty of them guards: quota 4, or 1 by the other reading; the switch turns the two round."""
    counted = employer(60, private_guards=30)
    assert position(counted, on=YEAR).quota_disabled == 4
    assert only(counted).value == 1
    out = employer(60, private_guards=30, top={"count_private_guards": False})
    assert position(out, on=YEAR).quota_disabled == 1
    assert only(out).value == 4


def test_exactly_half_a_unit_of_art12bis_is_told():
    """Quota 5: ten percent is one half, down to nothing or up to one; sixty percent is three, without a doubt."""
    document = employer(72)
    assert position(document, on=YEAR).quota_disabled == 5
    assert only(document, on=date(2025, 12, 30)).value == 1
    assert readings(document) == {}
