"""The column form gives what the record form gives, figure by figure."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from law68_employers import DAY, agrees, batches

from matcher.frames import from_records
from matcher.law68 import from_tables, position
from matcher.law68.columns import compute_columns, employer_at, from_tables_columns, quota_columns, to_columns
from matcher.law68.columns.rounding import units_of_percent, units_of_ratio
from matcher.synthetic import district


@given(batch=batches())
def test_a_batch_of_employers_has_the_figures_that_each_has_alone(batch):
    """Every figure, nationally and by province, on days under different rules."""
    columns = to_columns(batch)
    agrees(columns, compute_columns(columns), [position(employer) for employer in batch])


@given(batch=batches(), later=st.integers(0, 400))
def test_money_is_that_of_the_day_asked_for(batch, later):
    """The rules stay those of the reference date; the amounts and the 60 days are those of the other day."""
    on = date.fromordinal(max(batch[0]["reference_date"], date(2017, 1, 1)).toordinal() + later)
    columns = to_columns(batch)
    agrees(columns, compute_columns(columns, on=on), [position(employer, on=on) for employer in batch])


@given(batch=batches())
def test_an_employer_given_back_is_the_one_that_was_put_in(batch):
    """Columns to record and back: the same columns."""
    columns = to_columns(batch)
    again = to_columns([employer_at(columns, at) for at in range(len(columns))])
    for name in ("employers", "provinces", "part_time", "intermittent", "excluded", "compensations"):
        before, after = getattr(columns, name), getattr(again, name)
        for column in before:
            np.testing.assert_array_equal(before[column], after[column])


@given(batch=batches(), data=st.data())
def test_the_order_of_the_rows_of_hours_changes_nothing(batch, data):
    """Rows may stand in any order: they are put with their province."""
    columns = to_columns(batch)
    order = data.draw(st.permutations(range(len(columns.part_time["heads"]))))
    turned = quota_columns(
        columns.reference_date,
        columns.employers,
        columns.provinces,
        part_time={name: column[list(order)] for name, column in columns.part_time.items()},
        intermittent=columns.intermittent,
        excluded=columns.excluded,
        compensations=columns.compensations,
    )
    straight, back = compute_columns(columns), compute_columns(turned)
    for name, column in straight.national.items():
        np.testing.assert_array_equal(column, back.national[name])


def test_the_official_cases_agree(samples):
    """All of them, in one batch, on every figure that the region publishes and on every other."""
    text = (samples / "quota" / "cases.jsonl").read_text(encoding="utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    columns = to_columns(lines)
    figures = compute_columns(columns)
    agrees(columns, figures, [position(line) for line in lines])
    for at, line in enumerate(lines):
        expected = {
            name: value or "" if name == "band" else value for name, value in line["expected"]["national"].items()
        }
        assert {name: figures.national[name][at].item() for name in expected} == expected, line["id"]


def test_the_district_agrees_from_its_tables():
    """Frames to columns is frames to positions, for every firm of the district."""
    tables = district()
    firms, workforce = (from_records(name, tables[name]) for name in ("employers", "workforce"))
    columns = from_tables_columns(firms, workforce, DAY)
    positions = from_tables(firms, workforce, on=DAY)
    assert columns.employers["employer_id"].tolist() == list(positions)
    assert len(positions) > 300
    agrees(columns, compute_columns(columns), list(positions.values()))


def test_every_column_of_the_workforce_table_is_read():
    """Reliefs, hours of every kind, compensation; blank office, blank form, a firm without rows."""
    firms = from_records(
        "employers",
        [
            {"employer_id": "2", "legal_form": "private", "registered_office": "Milano",
             "obligation_since": "2025-12-01"},
            {"employer_id": "10"},
            {"employer_id": "3", "legal_form": "public", "third_sector_admin_only": "yes"},
        ],
    )  # fmt: skip
    workforce = from_records(
        "workforce",
        [
            {"employer_id": "2", "province": "MI", "employees": "180", "disabled_full_time": "12",
             "art18_in_force": "3", "compensation": "BG:2:excess", "part_time": "20/40:5;24:00/37:30:4",
             "intermittent": "10/40:3"},
            {"employer_id": "2", "province": "BG", "employees": "84", "compensation": "MI:2:reduction",
             "telework_part_time": "20/40:3", "telework_full_time": "1", "seasonal": "4", "travelling_staff": "2"},
            {"employer_id": "3", "province": "LO", "employees": "30", "disabled_part_time": "18/40:75:psychic"},
            {"employer_id": "3", "province": "BG", "employees": "30", "suspension_kind": "cigs",
             "suspension_percent": "50", "agency_disabled_full_time": "1", "convention_disabled_full_time": "1"},
            {"employer_id": "10", "province": "VA", "employees": "330", "exemption_percent": "30",
             "at_risk_60_per_mille": "120", "blind_therapists_full_time": "1"},
        ],
    )  # fmt: skip
    columns = from_tables_columns(firms, workforce, DAY)
    positions = from_tables(firms, workforce, on=DAY)
    assert columns.employers["employer_id"].tolist() == list(positions) == ["10", "2", "3"]
    agrees(columns, compute_columns(columns), list(positions.values()))
    assert {found.national.exempt_units > 0 for found in positions.values()} == {True, False}


def test_tables_without_rows_give_columns_without_rows():
    """Nothing in, nothing out, no fault."""
    columns = from_tables_columns(from_records("employers", []), from_records("workforce", []), DAY)
    figures = compute_columns(columns)
    assert len(columns) == 0
    assert {len(column) for column in (*figures.national.values(), *figures.provinces.values())} == {0}


def one(**province):
    return quota_columns(
        DAY,
        {"legal_form": [0], "registered_office_province": ["MI"]},
        {"employer": [0], "province": ["MI"], **{name: [value] for name, value in province.items()}},
    )


def test_a_sum_on_the_half_is_told_from_one_just_over_it():
    """Forty-nine sevenths and a half: float64 cannot tell the side, whole numbers can."""
    for extra, units in (((1, 2), 7), ((1_000_001, 2_000_000), 8)):
        columns = quota_columns(
            DAY,
            {"legal_form": [0], "registered_office_province": ["MI"]},
            {"employer": [0], "province": ["MI"], "employees": [80]},
            part_time={
                "province": [0] * 50,
                "heads": [1] * 50,
                "worked_minutes": [1] * 49 + [extra[0]],
                "contract_minutes": [7] * 49 + [extra[1]],
            },
        )
        assert compute_columns(columns).national["part_time_units"].tolist() == [units]


def test_a_tie_between_provinces_is_a_tie_however_the_hours_are_written():
    """Three tenths in three rows are more than three tenths in float64: the unit goes to the larger province."""
    columns = quota_columns(
        DAY,
        {"legal_form": [0], "registered_office_province": ["BG"]},
        {"employer": [0, 0], "province": ["BG", "LO"], "employees": [40, 41]},
        part_time={
            "province": [0, 0, 0, 1],
            "heads": [1, 1, 1, 1],
            "worked_minutes": [1, 1, 1, 3],
            "contract_minutes": [10, 10, 10, 10],
        },
    )
    assert sum([1 / 10] * 3) > 3 / 10
    assert compute_columns(columns).provinces["part_time_units"].tolist() == [0, 1]
    assert [row.part_time_units for row in position(employer_at(columns, 0)).provinces] == [0, 1]


@given(near=st.integers(1, 10**7), steps=st.integers(-2, 2))
def test_a_ratio_rounds_up_only_over_the_half(near, steps):
    """Against fractions, around every half."""
    ratio = Fraction(2 * near - 1, 2) + Fraction(max(steps, -1), 10**6)
    found = units_of_ratio(np.array([ratio.numerator]), np.array([ratio.denominator]), DAY)
    assert found.tolist() == [near if steps > 0 else near - 1]


@given(percent=st.floats(0, 100), quota=st.integers(0, 2000))
def test_a_percentage_is_the_decimal_that_was_written(percent, quota):
    """As the record form reads it: 12.5 % of 4 is one half, and one half stays down."""
    exact = Fraction(str(percent)) * quota / 100
    whole = exact.numerator // exact.denominator
    expected = whole + (exact - whole > Fraction(1, 2))
    assert units_of_percent(np.array([percent]), np.array([quota]), DAY).tolist() == [expected]


def test_a_quota_of_exactly_one_half_stays_down():
    """150 x 7 % is 10.50: ten; 151 is eleven."""
    assert [compute_columns(one(employees=heads)).national["quota_disabled"].item() for heads in (150, 151)] == [10, 11]


def test_the_columns_load_without_a_compiler():
    """The quota of a region needs NumPy alone."""
    code = (
        "import sys, matcher.law68.columns; print(sorted({'numba', 'pandas', 'sklearn', 'scipy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
