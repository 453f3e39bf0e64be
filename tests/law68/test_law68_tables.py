"""From the tables of the office to positions."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date

import pytest

from matcher.frames import from_records, read_table
from matcher.law68 import QuotaInputError, from_tables, position

DAY = date(2026, 11, 22)


def tables(employers, workforce):
    return from_records("employers", employers), from_records("workforce", workforce)


def test_a_row_is_the_employer_of_the_json():
    """Cells and JSON give the same figures."""
    found = from_tables(
        *tables(
            [{"employer_id": "7", "legal_form": "private", "registered_office": "Milano"}],
            [
                {
                    "employer_id": "7",
                    "province": "MI",
                    "employees": "130",
                    "disabled_full_time": "3",
                    "apprentices": "4",
                    "part_time": "20/40:6;24:00/37:30:4",
                    "disabled_part_time": "20/38:75:psychic",
                    "exemption_percent": "30",
                    "suspension_kind": "cigs",
                    "suspension_percent": "20",
                }
            ],
        ),
        on=DAY,
    )["7"]
    document = {
        "legal_form": "private",
        "reference_date": DAY,
        "registered_office_province": "MI",
        "provinces": [
            {
                "province": "MI",
                "employees": 130,
                "disabled_full_time": 3,
                "excluded": [{"category": "apprentices", "heads": 4}],
                "part_time": [
                    {"kind": "ordinary", "heads": 6, "worked_hours": "20", "contract_hours": "40"},
                    {"kind": "ordinary", "heads": 4, "worked_hours": "24:00", "contract_hours": "37:30"},
                    {"kind": "disabled", "heads": 1, "worked_hours": "20", "contract_hours": "38", "percent": 75},
                ],
                "exemption_authorised": {"state": "granted", "percent": 30},
                "suspension_granted": True,
                "suspension": {"kind": "cigs", "percent": 20},
            }
        ],
    }
    assert found.national == position(document, on=DAY).national
    assert found.national.exempt_units > 0
    assert found.national.suspended_units > 0


def test_employers_without_rows_are_absent():
    """Nothing known is not zero."""
    found = from_tables(
        *tables(
            [{"employer_id": "1"}, {"employer_id": "2"}],
            [{"employer_id": "2", "province": "MI", "employees": "20"}],
        ),
        on=DAY,
    )
    assert list(found) == ["2"]
    assert any("contato come privato" in warning for warning in found["2"].warnings)


def test_a_missing_office_is_the_largest_province_and_is_told():
    """The units need a place; the choice is named."""
    found = from_tables(
        *tables(
            [{"employer_id": "1", "legal_form": "private"}],
            [
                {"employer_id": "1", "province": "BG", "employees": "12"},
                {"employer_id": "1", "province": "LO", "employees": "30"},
            ],
        ),
        on=DAY,
    )["1"]
    assert [(row.province, row.quota_disabled) for row in found.provinces] == [("BG", 0), ("LO", 2)]
    assert any("(LO)" in warning for warning in found.warnings)


def test_compensation_cells_become_rows():
    """Two provinces, one gives and one receives."""
    found = from_tables(
        *tables(
            [{"employer_id": "1", "legal_form": "private", "registered_office": "Milano"}],
            [
                {"employer_id": "1", "province": "MI", "employees": "130", "disabled_full_time": "10",
                 "compensation": "BG:2:excess"},
                {"employer_id": "1", "province": "BG", "employees": "84", "disabled_full_time": "4",
                 "compensation": "MI:2:reduction"},
            ],
        ),
        on=DAY,
    )["1"]  # fmt: skip
    assert found.gap_enforceable == 0


def test_the_office_sample_is_computed(samples):
    """Every employer with workforce rows has a position."""
    folder = samples / "office" / "clean"
    employers, workforce = (read_table(folder / f"{name}.csv", name) for name in ("employers", "workforce"))
    found = from_tables(employers, workforce, on=DAY)
    assert set(found) == set(workforce["employer_id"]) & set(employers["employer_id"])


def test_faults_of_every_employer_come_together():
    """Each with its id."""
    rows = [{"employer_id": name, "province": "MI", "employees": "20"} for name in ("1", "2")]
    frames = tables([{"employer_id": "1"}, {"employer_id": "2"}], rows)
    frames[1].columns["employees"] = [-1, -1]
    with pytest.raises(QuotaInputError) as caught:
        from_tables(*frames, on=DAY)
    assert [fault.split(":")[0] for fault in caught.value.faults] == ["employer 1", "employer 2"]


def test_three_hundred_employers_take_less_than_a_second():
    """Measured with room to spare on a slow machine."""
    names = [f"{number:04d}" for number in range(300)]
    rows = [
        {"employer_id": name, "province": "MI", "employees": str(20 + number), "part_time": "20/40:3;24/40:2"}
        for number, name in enumerate(names)
    ]
    frames = tables([{"employer_id": name, "registered_office": "Milano"} for name in names], rows)
    start = time.process_time()
    assert len(from_tables(*frames, on=DAY)) == 300
    assert time.process_time() - start < 2


def test_the_law_loads_without_the_ranking():
    """A calculation of the quota needs no compiler and no tables library."""
    code = "import sys, matcher.law68; print(sorted({'numba', 'pandas', 'sklearn', 'scipy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
