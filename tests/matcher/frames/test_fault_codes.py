"""Each fault code is produced by something a user can do, told with its place, and documented."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from matcher.errors import Fault, FrameError
from matcher.frames import FAULT_CODES, read_folder, read_rows, read_table
from matcher.frames.documentation import tables_markdown

WriteTable = Callable[..., Path]
FaultsOf = Callable[[Path, str], list[Fault]]
ROOT = Path(__file__).resolve().parents[3]

# code -> table, changes of its rows
CELLS: dict[str, tuple[str, list[dict[str, str]]]] = {
    "character_invalid": ("candidates", [{"skills": "a\u200bb"}]),
    "cell_too_long": ("candidates", [{"skills": "x" * 40_000}]),
    "formula_text": ("vacancies", [{"title": '=HYPERLINK("http://x.example","y")'}]),
    "cell_error": ("candidates", [{"skills": "#REF!"}]),
    "id_missing": ("outcomes", [{"candidate_id": " "}]),
    "value_missing": ("outcomes", [{"on": ""}]),
    "id_duplicate": ("employers", [{}, {"name": "twice"}]),
    "number_invalid": ("candidates", [{"max_commute_km": "1e309"}]),
    "number_out_of_range": ("candidates", [{"max_commute_km": "-1"}]),
    "percent_out_of_range": ("candidates", [{"disability_percent": "146"}]),
    "coordinates_out_of_range": ("candidates", [{"home_lat": "91", "home_lon": "9"}]),
    "coordinates_incomplete": ("candidates", [{"home_lat": "45,5", "home_lon": ""}]),
    "date_invalid": ("candidates", [{"enrolled_on": "31/02/2026"}]),
    "dates_reversed": ("vacancies", [{"published_on": "05/10/2026", "closes_on": "05/09/2026"}]),
    "hours_negative": ("workforce", [{"part_time": "-20/40:2"}]),
    "hours_reversed": ("candidates", [{"weekly_hours_min": "30", "weekly_hours_max": "20"}]),
    "word_unknown": ("vacancies", [{"contract": "forever"}]),
    "entry_repeated": ("candidates", [{"capacities": "lifting=1;lifting=2"}]),
    "municipality_unknown": ("candidates", [{"home_municipality": "Borgo Roggiaverde"}]),
    "municipality_ambiguous": ("employers", [{"registered_office": "Castro"}]),
    "province_unknown": ("workforce", [{"province": "Atlantide"}]),
    "demand_unknown": ("candidates", [{"capacities": "flying=2"}]),
    "level_invalid": ("vacancies", [{"demands": "lifting=5"}]),
    "language_unknown": ("candidates", [{"languages": "klingon:C2"}]),
    "language_level_invalid": ("candidates", [{"languages": "it:D9"}]),
    "accommodation_unknown": ("candidates", [{"accommodations_needed": "poltrona massaggiante:essential"}]),
    "need_invalid": ("candidates", [{"accommodations_needed": "job_coach:maybe"}]),
    "part_time_invalid": ("workforce", [{"part_time": "twenty"}]),
    "compensation_invalid": ("workforce", [{"compensation": "BG"}]),
}
# code -> ending, content
FILES: dict[str, tuple[str, bytes]] = {
    "file_empty": (".csv", b""),
    "file_damaged": (".xlsx", b"PK\x03\x04broken"),
    "file_encrypted": (".xlsx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")),
    "file_not_xlsx": (".xlsx", b"<html><table></table></html>"),
    "file_not_csv": (".csv", b"PK\x03\x04"),
    "file_not_parquet": (".parquet", b"PAR2 and no more"),
    "format_unknown": (".ods", b"x"),
    "encoding_invalid": (".csv", "candidate_id\nA\n".encode("utf-16")),
    "quote_open": (".csv", b'candidate_id,name\nA,"b\n'),
    "heading_duplicate": (".csv", b"candidate_id,name,name\nA,b,c\n"),
    "heading_repeated": (".csv", b"candidate_id,name\nA,b\ncandidate_id,name\n"),
    "headings_unknown": (".csv", b"candidate_id," + b",".join(b"x%d" % n for n in range(50)) + b"\nA" + b"," * 50),
    "column_missing": (".csv", b"name\nb\n"),
    "fields_count": (".csv", b"candidate_id,name\nA\n"),
}
ELSEWHERE = {
    "file_unreadable",
    "file_too_large",
    "xml_dtd",
    "no_rows",
    "employer_unknown",
    "candidate_unknown",
    "vacancy_unknown",
    "table_missing",
    "two_formats",
}


def test_every_code_has_its_case_here() -> None:
    """A code that nothing produces means nothing."""
    cases = [*CELLS, *FILES, *ELSEWHERE]
    assert len(cases) == len(set(cases))
    assert set(cases) == {code for code, _, _ in FAULT_CODES}


@pytest.mark.parametrize("code", CELLS)
def test_a_faulty_cell_is_told_with_its_place(code: str, write_table: WriteTable, faults_of: FaultsOf) -> None:
    """File, line, column, code; and it is the one fault of its table."""
    table, changes = CELLS[code]
    (fault,) = faults_of(write_table(table, *changes), table)
    assert fault.code == code
    assert (fault.file, fault.row) == (f"{table}.csv", len(changes) + 1)
    assert fault.column in {*changes[-1], "employer_id"}


# A province is part of the id of its row; the choices of a homonym bear its name.
@pytest.mark.parametrize("code", sorted(set(CELLS) - {"province_unknown", "municipality_ambiguous"}))
def test_no_message_repeats_a_sensitive_value(code: str, write_table: WriteTable, faults_of: FaultsOf) -> None:
    """Nor any other value but an id."""
    table, changes = CELLS[code]
    (fault,) = faults_of(write_table(table, *changes), table)
    value = changes[-1].get(fault.column or "", "")
    assert len(value) < 4 or value not in str(fault)


@pytest.mark.parametrize("code", FILES)
def test_a_faulty_file_is_told_once(code: str, tmp_path: Path, faults_of: FaultsOf) -> None:
    """One message."""
    ending, content = FILES[code]
    path = tmp_path / f"candidates{ending}"
    path.write_bytes(content)
    assert [fault.code for fault in faults_of(path, "candidates")] == [code]


def test_a_workbook_may_neither_declare_entities_nor_unfold(tmp_path: Path, faults_of: FaultsOf) -> None:
    """Both are refused before they cost anything."""
    path = tmp_path / "candidates.xlsx"
    contents = {"xml_dtd": "<!DOCTYPE a []><a/>", "file_too_large": " " * 60_000_000}
    for code, content in contents.items():
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", content)
        assert [fault.code for fault in faults_of(path, "candidates")] == [code]


def test_a_table_without_rows_is_said_in_words(write_table: WriteTable) -> None:
    """It is no fault: a new office has no outcomes."""
    path = write_table("candidates")
    path.write_text("candidate_id\n", encoding="utf-8")
    frame, faults = read_rows(path, "candidates")
    assert (len(frame), faults) == (0, ())
    assert "no_rows" in frame.warnings[0]


def test_the_other_codes_of_files_and_folders(tmp_path: Path) -> None:
    """What is missing, doubled, or cannot be opened."""
    with pytest.raises(FrameError, match="file_unreadable"):
        read_table(tmp_path / "none.csv", "candidates")
    with pytest.raises(FrameError, match="file_unreadable"):
        read_folder(tmp_path / "none")
    (tmp_path / "candidates.csv").write_text("candidate_id\nA\n", encoding="utf-8")
    (tmp_path / "candidates.parquet").write_bytes(b"")
    with pytest.raises(FrameError) as caught:
        read_folder(tmp_path)
    codes = [fault.code for fault in caught.value.faults]
    assert codes.count("table_missing") == 2
    assert codes.count("two_formats") == 1


def test_the_page_of_tables_is_written_from_the_data() -> None:
    """Write it again with ``tables_markdown`` after a change."""
    assert (ROOT / "docs" / "tables.md").read_text(encoding="utf-8") == tables_markdown()


@pytest.mark.parametrize("code", [code for code, _, _ in FAULT_CODES])
def test_every_code_is_documented(code: str) -> None:
    """With its meaning in both languages."""
    assert f"| `{code}` |" in (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
