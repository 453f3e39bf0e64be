"""More properties of the calculation: people are counted once, moves lower the base, rows in balance move no nation."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from matcher.law68 import QuotaInputError, position
from models.vocabulary import EXCLUDED_CATEGORIES

DAYS = st.sampled_from([date(2012, 12, 31), date(2016, 10, 8), date(2018, 1, 1), date(2022, 1, 1), date(2025, 12, 31)])
PLATES = ("BG", "LO", "MI", "TO")
OWN = ("disabled", "blind_switchboard_operator", "blind_therapist")
LENT = ("agency_disabled", "convention_disabled")


@st.composite
def hours(draw, kinds=()):
    contract = draw(st.sampled_from([2160, 2250, 2280, 2400]))
    row: dict[str, Any] = {
        "heads": draw(st.integers(0, 5)),
        "contract_minutes": contract,
        "worked_minutes": draw(st.integers(1, contract - 1)),
    }
    if kinds:
        row |= {"kind": draw(st.sampled_from(kinds)), "percent": draw(st.none() | st.integers(34, 100))}
    return row


@st.composite
def provinces(draw, plate):
    part_time = draw(st.lists(hours(("ordinary", *OWN, *LENT)), max_size=4))
    intermittent = draw(st.lists(hours(), max_size=2))
    excluded = draw(
        st.lists(
            st.fixed_dictionaries(
                {"category": st.sampled_from(sorted(EXCLUDED_CATEGORIES)), "heads": st.integers(0, 15)}
            ),
            max_size=2,
        )
    )
    counts = {
        "disabled_full_time": draw(st.integers(0, 6)),
        "blind_therapists_full_time": draw(st.integers(0, 2)),
        "art18_in_force": draw(st.integers(0, 4)),
        "telework_full_time": draw(st.integers(0, 4)),
    }
    employed = [row for row in part_time if row["kind"] not in LENT]
    least = sum(row["heads"] for row in [*employed, *intermittent, *excluded]) + sum(counts.values())
    return {
        "province": plate,
        **counts,
        "agency_disabled_full_time": draw(st.integers(0, 2)),
        "convention_disabled_full_time": draw(st.integers(0, 2)),
        "excluded": excluded,
        "part_time": part_time,
        "intermittent": intermittent,
        "employees": least + draw(st.integers(1, 120)),  # one worker at least is in no group
    }


@st.composite
def employers(draw, least=1):
    plates = draw(st.lists(st.sampled_from(PLATES), min_size=least, max_size=3, unique=True))
    return {
        "legal_form": draw(st.sampled_from(["private", "public", "public_economic_body"])),
        "reference_date": draw(DAYS).isoformat(),
        "registered_office_province": plates[0],
        "provinces": [draw(provinces(plate)) for plate in plates],
    }


def covering_heads(province):
    counts = ("disabled_full_time", "blind_therapists_full_time", "agency_disabled_full_time")
    rows = sum(row["heads"] for row in province["part_time"] if row["kind"] in OWN + LENT)
    return sum(province[name] for name in counts) + province["convention_disabled_full_time"] + rows


@given(employer=employers())
def test_nobody_covers_twice(employer):
    """Never more units in force than people, and who covers as an employee is out of the base as a whole head."""
    national = position(employer).national
    assert national.disabled_in_force <= sum(covering_heads(row) for row in employer["provinces"])
    assert national.base_art3 + national.disabled_employees_deducted <= national.employees
    assert national.base_art18 + national.disabled_employees_deducted <= national.employees


@given(employer=employers())
def test_an_art18_worker_covers_the_other_quota_only(employer):
    """Taking the art. 18 workers away changes neither the units in force nor their sum."""
    before = position(employer).national
    for row in employer["provinces"]:
        row["art18_in_force"] = 0
    after = position(employer).national
    assert after.art18_in_force == after.art18_deducted == 0
    assert before.art18_deducted <= before.art18_in_force
    assume(after.band == before.band)  # the band decides whether a part-timer counts by degree
    assert after.disabled_in_force == before.disabled_in_force


@given(employer=employers(), kind=st.sampled_from([*OWN, *LENT]), worked=st.integers(1, 2399))
def test_one_person_more_is_at_most_one_unit_more(employer, kind, worked):
    """Whatever the hours; and never a unit less, while the band stays."""
    before = position(employer).national
    changed = copy.deepcopy(employer)
    row = {"kind": kind, "heads": 1, "contract_minutes": 2400, "worked_minutes": worked}
    changed["provinces"][0]["part_time"].append(row)
    changed["provinces"][0]["employees"] += kind in OWN
    after = position(changed).national
    assume(after.band == before.band)  # the band decides whether a part-timer counts by degree
    assert 0 <= after.disabled_in_force - before.disabled_in_force <= 1


@given(employer=employers(), category=st.sampled_from(sorted(EXCLUDED_CATEGORIES)))
def test_a_worker_who_moves_to_an_excluded_category_never_raises_a_base_or_a_quota(employer, category):
    """The same person, counted before: the bases and the quotas fall or stay."""
    before = position(employer).national
    employer["provinces"][0]["excluded"].append({"category": category, "heads": 1})
    after = position(employer).national
    assert after.employees == before.employees
    assert after.base_art3 <= before.base_art3
    assert after.base_art18 <= before.base_art18
    assert after.quota_disabled <= before.quota_disabled
    assert after.quota_art18 <= before.quota_art18


@given(employer=employers(), worked=st.integers(0, 2399))
def test_a_full_timer_who_goes_part_time_never_raises_a_base(employer, worked):
    """Hours only take away."""
    before = position(employer).national
    row = {"kind": "ordinary", "heads": 1, "contract_minutes": 2400, "worked_minutes": worked}
    employer["provinces"][0]["part_time"].append(row)
    after = position(employer).national
    assert after.base_art3 <= before.base_art3
    assert after.base_art18 <= before.base_art18


@given(employer=employers())
def test_one_more_full_time_worker_never_lowers_a_quota(employer):
    """The quota is monotone in the staff too, as it is in the base."""
    before = position(employer).national
    employer["provinces"][0]["employees"] += 1
    after = position(employer).national
    # one percent of the staff may let one more art. 18 worker go: the base stays, it never falls
    assert after.base_art3 >= before.base_art3
    assert after.quota_disabled >= before.quota_disabled
    assert after.quota_art18 >= before.quota_art18


@given(employer=employers(least=2), units=st.integers(1, 5), subject=st.sampled_from(["disabled", "protected"]))
def test_rows_in_balance_leave_the_nation_as_it_is(employer, units, subject):
    """What one province gives the other receives: the national gaps stay, and the provincial ones keep their sum."""
    employer["legal_form"] = "private"
    before = position(employer)
    giver, receiver = employer["provinces"][:2]
    for row, other, category in ((giver, receiver, "excess"), (receiver, giver, "reduction")):
        row["compensations"] = [
            {"subject": subject, "category": category, "units": units, "other_province": other["province"]}
        ]
    after = position(employer)
    assert (after.gap_disabled, after.gap_art18) == (before.gap_disabled, before.gap_art18)
    for name in ("gap_disabled_after_compensation_real", "gap_art18_after_compensation_real"):
        assert sum(getattr(row, name) for row in after.provinces) == sum(getattr(row, name) for row in before.provinces)


@given(employer=employers(), percent=st.integers(0, 80))
def test_an_exemption_never_passes_the_quota_of_its_province_nor_opens_a_gap(employer, percent):
    """Units that follow from the percentage: from none to the quota."""
    before = position(employer)
    for row in employer["provinces"]:
        row["exemption_authorised"] = {"state": "granted", "percent": percent}
    after = position(employer)
    for row in after.provinces:
        assert 0 <= row.exempt_units <= row.quota_disabled
    assert after.gap_disabled <= before.gap_disabled
    assert after.national.exempt_units == 0 or after.national.band in ("36-50", "over_50")


@given(employer=employers())
def test_every_reported_figure_is_a_number_of_workers(employer):
    """0 or more; only the real gaps keep their sign, and the reported gap is theirs or 0."""
    found = position(employer)
    for row in (found.national, *found.provinces):
        for name, value in row.to_json().items():
            if isinstance(value, int) and not name.endswith("_real"):
                assert value >= 0, name
        assert row.suspended_units <= row.quota_disabled
    national = found.national
    assert national.gap_disabled == max(0, national.gap_disabled_real - national.art18_transitional_units)
    assert national.gap_art18 == max(0, national.gap_art18_real)


GROUPS = ("disabled_full_time", "art18_in_force", "telework_full_time")


@given(staff=st.integers(0, 12), heads=st.dictionaries(st.sampled_from([*GROUPS, "part", "out"]), st.integers(0, 12)))
def test_a_workforce_is_refused_exactly_when_a_part_exceeds_the_whole(staff, heads):
    """By plain comparison of heads: no more refusals, no fewer."""
    row: dict[str, Any] = {"province": "MI", "employees": staff, **{name: heads.get(name, 0) for name in GROUPS}}
    part, out = heads.get("part", 0), heads.get("out", 0)
    row["part_time"] = [{"kind": "ordinary", "heads": part, "contract_minutes": 60, "worked_minutes": 30}]
    row["excluded"] = [{"category": "executives", "heads": out}]
    document = {
        "legal_form": "private",
        "reference_date": "2025-12-31",
        "registered_office_province": "MI",
        "provinces": [row],
    }
    disabled = row["disabled_full_time"]
    possible = max(part + disabled, disabled + row["art18_in_force"], row["telework_full_time"], out) <= staff
    try:
        found = position(document)
    except QuotaInputError:
        assert not possible
    else:
        assert possible
        assert found.national.employees == staff
