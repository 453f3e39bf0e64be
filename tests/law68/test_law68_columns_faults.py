"""The column form refuses what the record form refuses, and names the place, never the value."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from law68_employers import DAY, DAYS, batches

from matcher.law68 import QuotaInputError, position
from matcher.law68.columns import compute_columns, employer_at, quota_columns, to_columns
from matcher.law68.employer import PART_TIME_KINDS


def test_faults_name_the_place_and_never_the_value():
    """All at once, with the employer where it has a name."""
    with pytest.raises(QuotaInputError) as caught:
        quota_columns(
            DAY,
            {"legal_form": [0, 9], "registered_office_province": ["MI", "mi"], "employer_id": ["A1", "B2"]},
            {
                "employer": [0, 1, 1],
                "province": ["MI", "BG", "BG"],
                "employees": [-54321, 20, 20],
                "art18_in_force_since_17_1_2000": [0, 1, 0],
            },
            part_time={"province": [0, 7], "heads": [1, 1], "worked_minutes": [9, 9], "contract_minutes": [8, 8]},
            intermittent={"province": [1], "heads": [1], "worked_minutes": [9], "contract_minutes": [8]},
        )
    faults = caught.value.faults
    for place in (
        "employer B2: employers.legal_form[1]",
        "employer B2: employers.registered_office_province[1]",
        "employer A1: provinces.employees[0]",
        "employer B2: provinces.province[2]",
        "employer B2: provinces.art18_in_force_since_17_1_2000[1]",
        "part_time.province[1]",
        "employer B2: intermittent.worked_minutes[0]",
    ):
        assert any(fault.startswith(place) for fault in faults), place
    assert not any("54321" in fault for fault in faults)


@pytest.mark.parametrize(
    ("employers", "provinces", "place"),
    [
        ({"legal_form": [0]}, {"employer": [0], "province": ["MI"], "employees": [1]}, "employers.registered_office"),
        (
            {"legal_form": [0], "registered_office_province": ["MI"], "colour": [1]},
            {"employer": [0], "province": ["MI"], "employees": [1]},
            "employers",
        ),
        (
            {"legal_form": [0], "registered_office_province": ["MI"]},
            {"employer": [0], "province": ["MI"], "employees": [1.5]},
            "provinces.employees",
        ),
        (
            {"legal_form": [0], "registered_office_province": ["MI"]},
            {"employer": [0, 0], "province": ["MI"], "employees": [1]},
            "provinces.province",
        ),
        (
            {"legal_form": [0, 0], "registered_office_province": ["MI", "MI"]},
            {"employer": [0], "province": ["MI"], "employees": [1]},
            "employers[1]",
        ),
        (
            {"legal_form": [0], "registered_office_province": ["MIL"]},
            {"employer": [0], "province": ["MI"], "employees": [1]},
            "employers.registered_office_province[0]",
        ),
    ],
)
def test_columns_that_do_not_fit_are_refused(employers, provinces, place):
    """A missing, unknown, fractional, short column; an employer without provinces; three letters."""
    with pytest.raises(QuotaInputError) as caught:
        quota_columns(DAY, employers, provinces)
    assert any(fault.startswith(place) for fault in caught.value.faults), caught.value.faults


@given(batch=batches(), data=st.data())
def test_a_workforce_is_impossible_in_columns_where_it_is_in_the_record_form(batch, data):
    """Staff taken away from one province until a group exceeds it, and not a head before."""
    columns = to_columns(batch)
    at = data.draw(st.integers(0, len(columns.provinces["province"]) - 1))
    fewer = columns.provinces["employees"].copy()
    fewer[at] = data.draw(st.integers(0, int(fewer[at])))
    provinces = {**columns.provinces, "employees": fewer}
    employer = int(provinces["employer"][at])
    document = employer_at(replace(columns, provinces=provinces), employer)
    try:
        position(document)
        faults = ()
    except QuotaInputError as error:
        faults = error.faults
    rows = {name: getattr(columns, name) for name in ("part_time", "intermittent", "excluded", "compensations")}
    if not faults:
        quota_columns(columns.reference_date, columns.employers, provinces, **rows)
        return
    with pytest.raises(QuotaInputError) as caught:
        quota_columns(columns.reference_date, columns.employers, provinces, **rows)
    expected = [fault.partition(": expected ")[2] for fault in faults]
    assert [fault.partition(": expected ")[2] for fault in caught.value.faults] == expected


def test_letters_of_no_province_and_whole_weeks_are_refused():
    """XX is nowhere; a part-timer works less than the whole week, a teleworker may telework all of it."""
    part_time = {"province": [0], "heads": [1], "worked_minutes": [2400], "contract_minutes": [2400]}
    firm = {"legal_form": [0], "registered_office_province": ["MI"]}
    with pytest.raises(QuotaInputError, match="fewer than the contract's"):
        quota_columns(DAY, firm, {"employer": [0], "province": ["MI"], "employees": [9]}, part_time=part_time)
    with pytest.raises(QuotaInputError, match="letters of an Italian province"):
        quota_columns(DAY, firm, {"employer": [0], "province": ["XX"], "employees": [9]})
    telework = {**part_time, "kind": [PART_TIME_KINDS.index("telework")]}
    columns = quota_columns(DAY, firm, {"employer": [0], "province": ["MI"], "employees": [9]}, part_time=telework)
    assert compute_columns(columns).national["base_art3"].tolist() == [8]


def test_a_column_wrong_everywhere_is_named_shortly():
    """Twenty rows, then how many more."""
    with pytest.raises(QuotaInputError) as caught:
        quota_columns(
            DAY,
            {"legal_form": [0] * 100, "registered_office_province": ["MI"] * 100},
            {"employer": range(100), "province": ["MI"] * 100, "employees": [-1] * 100},
        )
    assert len(caught.value.faults) == 21
    assert "80 more rows" in caught.value.faults[-1]


def test_employers_of_different_days_are_not_one_batch():
    """The rules are those of one day; the fault says so."""
    document = {
        "legal_form": "private",
        "registered_office_province": "MI",
        "provinces": [{"province": "MI", "employees": 20}],
    }
    with pytest.raises(QuotaInputError, match="same day for all"):
        to_columns([{**document, "reference_date": day} for day in DAYS])


def test_faults_of_every_record_come_together():
    """Each with its employer."""
    with pytest.raises(QuotaInputError) as caught:
        to_columns([{"employer_id": "A1"}, {}], on=DAY)
    assert {fault.split(":")[0] for fault in caught.value.faults} == {"employer A1", "employer 1"}


def test_an_employer_that_is_not_there_is_refused():
    """Positions count from 0; the last is not the first from the end."""
    firm = {"legal_form": "private", "registered_office_province": "MI"}
    document = {**firm, "provinces": [{"province": "MI", "employees": 20}]}
    with pytest.raises(IndexError, match="from 0 to 0"):
        employer_at(to_columns([document], on=DAY), -1)
