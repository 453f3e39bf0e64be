"""Properties that the calculation keeps on any employer."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from matcher.law68 import position
from matcher.law68.quota import quota_art18, quota_disabled
from models.vocabulary import EXCLUDED_CATEGORIES, EXCLUDED_FROM_BOTH

DAY = date(2025, 12, 31)
PLATES = ("BG", "LC", "LO", "MB", "MI", "VA")


@st.composite
def hours_rows(draw, kinds):
    contract = draw(st.sampled_from([2160, 2250, 2280, 2400]))
    row: dict[str, Any] = {
        "heads": draw(st.integers(0, 6)),
        "contract_minutes": contract,
        "worked_minutes": draw(st.integers(1, contract - 1)),
    }
    if kinds:
        row["kind"] = draw(st.sampled_from(kinds))
    return row


@st.composite
def provinces(draw, plate):
    kinds = ["ordinary", "disabled", "blind_therapist", "agency_disabled", "convention_disabled", "telework"]
    part_time = draw(st.lists(hours_rows(kinds), max_size=4))
    intermittent = draw(st.lists(hours_rows(()), max_size=2))
    excluded = draw(
        st.lists(
            st.fixed_dictionaries(
                {"category": st.sampled_from(sorted(EXCLUDED_CATEGORIES)), "heads": st.integers(0, 20)}
            ),
            max_size=3,
        )
    )
    disabled = draw(st.integers(0, 8))
    art18 = draw(st.integers(0, 4))
    employed = [row for row in part_time if row["kind"] not in ("agency_disabled", "convention_disabled")]
    least = (
        sum(row["heads"] for row in [*employed, *intermittent])
        + sum(row["heads"] for row in excluded)
        + disabled
        + art18
    )
    return {
        "province": plate,
        "employees": least + draw(st.integers(0, 160)),
        "disabled_full_time": disabled,
        "art18_in_force": art18,
        "agency_disabled_full_time": draw(st.integers(0, 2)),
        "excluded": excluded,
        "part_time": part_time,
        "intermittent": intermittent,
    }


@st.composite
def employers(draw):
    plates = draw(st.lists(st.sampled_from(PLATES), min_size=1, max_size=4, unique=True))
    return {
        "legal_form": draw(st.sampled_from(["private", "public", "public_economic_body", "private_group_member"])),
        "reference_date": DAY.isoformat(),
        "registered_office_province": draw(st.sampled_from(plates)),
        "provinces": [draw(provinces(plate)) for plate in plates],
    }


@given(employer=employers())
def test_provinces_sum_to_the_nation(employer):
    """Bases, quotas, units of hours and cover of the provinces add up to the national ones."""
    found = position(employer)
    for name in (
        "employees",
        "disabled_employees_deducted",
        "art18_deducted",
        "excluded_art3",
        "excluded_art18",
        "part_time_units",
        "intermittent_units",
        "telework_deducted",
        "base_art3",
        "base_art18",
        "quota_disabled",
        "quota_art18",
        "disabled_in_force",
        "art18_in_force",
        "exempt_units",
        "gap_disabled_real",
        "suspended_units",
    ):
        assert sum(getattr(row, name) for row in found.provinces) == getattr(found.national, name), name


@given(employer=employers())
def test_gaps_are_never_negative_and_money_follows_them(employer):
    """A gap is 0 or more, a gap that may be enforced costs, no gap costs nothing."""
    found = position(employer)
    for row in (found.national, *found.provinces):
        assert min(row.gap_disabled, row.gap_art18, row.gap_enforceable, row.suspended_units) >= 0
        assert min(row.base_art3, row.base_art18) >= 0
    assert (found.exposure_eur_per_day > 0) == (found.gap_enforceable > 0)
    assert all(row.quota_disabled >= 0 and row.quota_art18 >= 0 for row in found.provinces)


@given(employer=employers())
def test_the_art18_base_is_never_below_the_art3_base(employer):
    """Statutory scopes take staff out of both bases or of the disabled one alone."""
    national = position(employer).national
    assert national.base_art18 >= national.base_art3


@given(employer=employers(), category=st.sampled_from(sorted(EXCLUDED_CATEGORIES)), heads=st.integers(1, 9))
def test_moving_staff_to_an_excluded_category_never_raises_a_base(employer, category, heads):
    """More heads excluded: neither base rises, and only the common scopes lower the art. 18 one."""
    before = position(employer).national
    place = employer["provinces"][0]
    assume(sum(row["heads"] for row in place["excluded"]) + heads <= place["employees"])  # more is refused
    employer["provinces"][0]["excluded"] = [
        *employer["provinces"][0]["excluded"],
        {"category": category, "heads": heads},
    ]
    after = position(employer).national
    assert after.base_art3 == max(0, before.base_art3 - heads)
    if category in EXCLUDED_FROM_BOTH:
        assert after.base_art18 == max(0, before.base_art18 - heads)
    else:
        assert after.base_art18 == before.base_art18


@given(base=st.integers(0, 20_000))
def test_the_quotas_are_monotone_in_the_base(base):
    """One more worker in the base never lowers a quota."""
    assert quota_disabled(base, on=DAY) <= quota_disabled(base + 1, on=DAY)
    assert quota_art18(base, on=DAY) <= quota_art18(base + 1, on=DAY)


@given(base=st.integers(51, 10**9))
def test_seven_percent_rounds_up_only_over_one_half(base):
    """By whole numbers alone: 7 % of the base in hundredths, up from 51."""
    assert quota_disabled(base, on=DAY) == (7 * base + 49) // 100


@given(employer=employers())
def test_one_more_disabled_employee_never_widens_the_gap(employer):
    """What the position says of one more hire is what the calculation gives after it."""
    found = position(employer)
    assume(found.what_if is not None and found.what_if.hire == "disabled")
    assert found.what_if.gap_disabled <= found.national.gap_disabled
    hired = next(row for row in employer["provinces"] if row["province"] == found.what_if.province)
    hired["employees"] += 1
    hired["disabled_full_time"] += 1
    after = position(employer)
    assert after.gap_disabled == found.what_if.gap_disabled
    assert after.exposure_eur_per_day == found.what_if.exposure_eur_per_day


@given(employer=employers(), percent=st.integers(0, 100))
def test_a_suspension_only_lowers_what_may_be_enforced(employer, percent):
    """The official gap stays; the enforceable one falls or stays, in every province."""
    before = position(employer)
    employer["provinces"][0]["suspension_granted"] = True
    employer["provinces"][0]["suspension"] = {"kind": "cigs", "percent": percent}
    after = position(employer)
    assert after.gap_disabled == before.gap_disabled
    for then, now in zip(before.provinces, after.provinces, strict=True):
        assert now.gap_enforceable <= then.gap_enforceable


@given(employer=employers())
def test_the_same_employer_gives_the_same_answer_in_any_order_of_provinces(employer):
    """Ties are by size and plate code, never by the order of the rows."""
    straight = position(employer).to_json()
    employer["provinces"].reverse()
    back = position(employer).to_json()
    assert straight["national"] == back["national"]
    assert straight["provinces"] == back["provinces"][::-1]
    assert straight["what_if"] == back["what_if"]
