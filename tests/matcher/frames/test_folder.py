"""A folder of tables: all read, all checked, all faults at once."""

from __future__ import annotations

import csv
import random
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from matcher.errors import FrameError
from matcher.frames import Tables, check, empty_frame, from_records, read_folder, read_rows, read_table
from models.columns import TABLES

WriteTable = Callable[..., Path]
ROWS = {"candidates": 40, "employers": 18, "vacancies": 35, "workforce": 23, "outcomes": 60}


@pytest.fixture(scope="module")
def clean(samples: Path) -> Path:
    return samples / "office" / "clean"


@pytest.fixture(scope="module")
def tables(clean: Path) -> Tables:
    return read_folder(clean)


@pytest.fixture
def office(clean: Path, tmp_path: Path) -> Path:
    """The clean tables, to spoil."""
    folder = tmp_path / "office"
    shutil.copytree(clean, folder)
    for path in folder.iterdir():
        path.chmod(0o600)
    folder.chmod(0o700)
    return folder


def _spoil(path: Path, line: int, column: str, value: str) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[line - 1][rows[0].index(column)] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def test_the_clean_tables_are_read_whole(tables: Tables) -> None:
    """Absent tables have no rows, every column is there."""
    for frame in tables.frames():
        assert len(frame) == ROWS.get(frame.table, 0)
        assert tuple(frame.columns) == TABLES[frame.table].names
    assert tables.candidates["candidate_id"][0] == "MZ0107"
    assert tables.employers["employer_id"][0] == "00104"
    assert tables.vacancies["published_on"][0] == date(2025, 2, 3)
    assert tables.candidates.lines[0] == 2


def test_a_blank_count_is_zero_and_said(tables: Tables) -> None:
    """The firm has not answered; the law counts 0."""
    assert tables.warnings == [
        'workforce.csv, line 19, column "art18_in_force": blank, counted as 0',
        'workforce.csv, line 23, column "agency_disabled_full_time": blank, counted as 0',
    ]
    assert tables.workforce["art18_in_force"][17] == 0
    assert set(tables.workforce["insertion_contracts"]) == {0}


def test_the_digest_is_that_of_the_content(tables: Tables, office: Path) -> None:
    """Not of the order of rows, nor of the spelling; one changed cell changes it."""
    path = office / "candidates.csv"
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    random.Random(68).shuffle(rows)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows([head, *rows])
    assert read_folder(office).digest == tables.digest
    _spoil(office / "vacancies.csv", 2, "openings", "3")
    assert read_folder(office).digest != tables.digest


def test_records_of_a_program_are_read_by_the_same_rules(tables: Tables) -> None:
    """Parsed values, lists and days give the same tables again."""
    again = Tables(**{frame.table: from_records(frame.table, frame.rows()) for frame in tables.frames()})
    assert again.digest == tables.digest


def test_records_may_be_texts_and_lists_mixed() -> None:
    """As JSON brings them."""
    frame = from_records(
        "candidates",
        [
            {"candidate_id": "A", "travel": ["car"], "capacities": {"lifting": 3}},
            {"candidate_id": "B", "travel": "car"},
        ],
    )
    assert frame["travel"] == [("car",), ("car",)]
    assert frame["capacities"] == [{"lifting": 3}, None]
    assert len(from_records("candidates", [])) == 0


def test_records_name_their_row() -> None:
    """Counted from 1, under the name that the caller gives."""
    with pytest.raises(FrameError, match=r'^request, line 2, column "max_commute_km" \(B\): number_invalid'):
        from_records(
            "candidates", [{"candidate_id": "A"}, {"candidate_id": "B", "max_commute_km": "x"}], file="request"
        )


TEN = [
    ("candidates", 14, "enrolled_on", "31/02/2026", "date_invalid", "a day that exists, gg/mm/aaaa or a date cell"),
    ("candidates", 25, "home_municipality", "Borgo Roggiaverde", "municipality_unknown", "name or the ISTAT code"),
    ("candidates", 35, "disability_percent", "146", "percent_out_of_range", "a percentage from 0 to 100"),
    (
        "candidates",
        40,
        "accommodations_needed",
        "poltrona massaggiante:essential",
        "accommodation_unknown",
        "codes or labels of the catalogue of accommodations",
    ),
    ("employers", 12, "employer_id", "00163", "id_duplicate", "an id used once in the file (first on line 10)"),
    ("employers", 17, "name", "Ditta \udc8d", "encoding_invalid", "text in cp1252 or UTF-8 (byte 0x8D is neither)"),
    ("workforce", 19, "part_time", "-20/40:2", "hours_negative", "hours above 0 and not over the contract's"),
    ("vacancies", 17, "title", '=HYPERLINK("http://posti.example")', "formula_text", "text that is no formula"),
    ("vacancies", 34, "closes_on", "05/09/2020", "dates_reversed", "a day not before 'published_on'"),
    ("outcomes", 35, "candidate_id", "", "id_missing", "the id of a candidate"),
]


def test_the_ten_faults_of_an_office_are_told_all_at_once(office: Path) -> None:
    """File, line, column, code, what was expected, and the record; no sensitive value."""
    for table, line, column, value, _, _ in TEN:
        if "\udc8d" not in value:
            _spoil(office / f"{table}.csv", line, column, value)
    employers = office / "employers.csv"
    employers.write_bytes(employers.read_bytes().replace(b"Studio Paghe", b"Studio \x8d Paghe"))
    with pytest.raises(FrameError) as caught:
        read_folder(office)
    faults = {(fault.file, fault.column, fault.code): fault for fault in caught.value.faults}
    for table, line, column, value, code, expected in TEN:
        fault = faults[f"{table}.csv", column, code]
        assert fault.row == line
        assert expected in fault.expected
        assert len(value) < 4 or code == "id_duplicate" or value not in str(fault)
    assert str(caught.value).splitlines()[-1].startswith(f"{len(caught.value.faults)} faults")


def test_a_record_is_named_by_its_ids(office: Path) -> None:
    """Firm and province, where both make the row."""
    _spoil(office / "workforce.csv", 4, "part_time", "-20/40:2")
    with pytest.raises(FrameError) as caught:
        read_folder(office)
    line = 'workforce.csv, line 4, column "part_time" (00117 BG): hours_negative: expected hours above 0'
    assert str(caught.value.faults[0]).startswith(line)


@pytest.mark.parametrize(
    ("table", "column", "code"),
    [
        ("vacancies", "employer_id", "employer_unknown"),
        ("workforce", "employer_id", "employer_unknown"),
        ("outcomes", "candidate_id", "candidate_unknown"),
        ("outcomes", "vacancy_id", "vacancy_unknown"),
    ],
)
def test_an_id_that_the_other_table_lacks_is_told(table: str, column: str, code: str, office: Path) -> None:
    """By row and column, with the id."""
    _spoil(office / f"{table}.csv", 7, column, "NONE9")
    with pytest.raises(FrameError) as caught:
        read_folder(office)
    (fault,) = caught.value.faults
    assert (fault.code, fault.row, fault.column) == (code, 7, column)
    assert fault.expected.endswith("NONE9")


@pytest.mark.parametrize("table", ["contacts", "agreements"])
def test_contacts_and_agreements_name_employers_too(table: str, office: Path) -> None:
    """Read where present."""
    cells = {"contacts": "2026-03-02,call", "agreements": "2026-03-02,art11"}[table]
    day = {"contacts": "on", "agreements": "signed_on"}[table]
    path = office / f"{table}.csv"
    path.write_text(f"employer_id,{day},kind\n00104,{cells}\nNONE9,{cells}\n", encoding="utf-8")
    with pytest.raises(FrameError, match=r'line 3, column "employer_id".*employer_unknown'):
        read_folder(office)


def test_a_faulty_row_still_counts_for_those_that_name_it(office: Path) -> None:
    """One mistake is one fault, not one for each outcome of the person."""
    _spoil(office / "candidates.csv", 2, "enrolled_on", "31/02/2026")
    with pytest.raises(FrameError) as caught:
        read_folder(office)
    assert [fault.code for fault in caught.value.faults] == ["date_invalid"]


def test_a_table_that_cannot_be_read_does_not_hide_the_faults_of_the_others(office: Path) -> None:
    """Nor is every id that names one of its records called unknown."""
    (office / "employers.csv").write_bytes(b"")
    _spoil(office / "candidates.csv", 2, "enrolled_on", "31/02/2026")
    with pytest.raises(FrameError) as caught:
        read_folder(office)
    assert [fault.code for fault in caught.value.faults] == ["date_invalid", "file_empty"]


def test_tables_of_a_program_are_checked_against_each_other() -> None:
    """But not against those that were not given."""
    tables = Tables(
        candidates=from_records("candidates", [{"candidate_id": "C1"}]),
        vacancies=from_records("vacancies", [{"vacancy_id": "V1", "employer_id": "E1"}]),
    )
    with pytest.raises(FrameError, match="employer_unknown"):
        check(tables)
    assert check(tables, absent={"employers"}) is tables
    assert len(empty_frame("employers")) == 0


def test_the_sound_rows_are_given_beside_the_faults(write_table: WriteTable) -> None:
    """For an import that keeps what is good."""
    path = write_table("candidates", {}, {"candidate_id": "C2", "max_commute_km": "x"}, {"candidate_id": "C3"})
    frame, faults = read_rows(path, "candidates")
    assert frame["candidate_id"] == ["C1", "C3"]
    assert frame.lines == [2, 4]
    assert [fault.record for fault in faults] == ["C2"]


def test_of_two_rows_with_one_id_the_first_is_good(write_table: WriteTable) -> None:
    """And the fault names its line."""
    frame, faults = read_rows(write_table("candidates", {"name": "a"}, {"name": "b"}), "candidates")
    assert frame["name"] == ["a"]
    assert faults[0].expected == "an id used once in the file (first on line 2)"


def test_coordinates_settle_a_homonym(write_table: WriteTable) -> None:
    """The nearer of the two; without them it is a fault that names both."""
    near_bergamo = {"home_municipality": "Castro", "home_lat": "45.8", "home_lon": "10.0"}
    near_lecce = {"candidate_id": "C2", "home_municipality": "Castro", "home_lat": "40.0", "home_lon": "18.4"}
    alone = {"candidate_id": "C3", "home_municipality": "Castro"}
    frame, faults = read_rows(write_table("candidates", near_bergamo, near_lecce, alone), "candidates")
    assert frame["home_municipality"] == ["016065", "075096"]
    assert [(fault.code, fault.row) for fault in faults] == [("municipality_ambiguous", 4)]
    assert "Castro (BG) 016065, Castro (LE) 075096" in faults[0].expected


def test_coordinates_outside_italy_are_said(write_table: WriteTable) -> None:
    """Most often latitude and longitude were exchanged."""
    frame = read_table(write_table("candidates", {"home_lat": "9.4", "home_lon": "45.5"}), "candidates")
    assert "line 2: the coordinates lie outside Italy" in frame.warnings[0]
