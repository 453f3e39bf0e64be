"""Every hostile file ends in the verdict its manifest gives, in seconds and in little memory."""

from __future__ import annotations

import csv
import os
import shutil
import time
import tracemalloc
from datetime import date
from pathlib import Path

import pytest

from matcher.errors import Fault, FrameError
from matcher.frames import Frame, read_rows, read_table

FILES = """
bom_in_middle.csv cell_5mb.xlsx columns_300.csv control_characters.csv crc_wrong.xlsx date_1904.xlsx dimension_1m.xlsx
dtd_entities.xlsx duplicate_headings.csv empty.csv external_entity.xlsx formula_external_link.xlsx header_only.csv
html_named.xlsx mixed_delimiters.csv mixed_encodings.csv nul_bytes.csv numbers_odd.csv password.xlsx
path_traversal.xlsx quote_never_closed.csv ragged_rows.csv ratio_bomb.xlsx truncated.xlsx utf16_bom.csv
""".split()  # noqa: SIM905
SECONDS, BYTES = 2.0, 100_000_000


def _read(path: Path) -> tuple[str, Frame | None, tuple[Fault, ...]]:
    try:
        frame, faults = read_rows(path, "candidates")
    except FrameError as error:
        return "refused", None, error.faults
    return ("reported" if faults else "accepted"), frame, faults


@pytest.fixture
def manifest(samples: Path) -> dict[str, dict[str, str]]:
    with (samples / "office" / "hostile" / "manifest.csv").open(encoding="utf-8", newline="") as file:
        return {row["file"]: row for row in csv.DictReader(file)}


def test_no_hostile_file_is_forgotten(manifest: dict[str, dict[str, str]]) -> None:
    """The manifest names each of them."""
    assert sorted(manifest) == FILES


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_ends_in_its_verdict(name: str, samples: Path, manifest: dict[str, dict[str, str]]) -> None:
    """Its code among the faults, its rows where it is read."""
    expected = manifest[name]
    verdict, frame, faults = _read(samples / "office" / "hostile" / name)
    assert verdict in expected["verdict"].split("|")
    if verdict == "refused":
        assert len(faults) == 1
    if verdict == "accepted":
        assert frame is not None
        assert len(frame) == int(expected["rows"])
        assert bool(frame.warnings) == bool(expected["code"])
    else:
        assert expected["code"] in {fault.code for fault in faults}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_costs_little(name: str, samples: Path) -> None:
    """Two seconds and 100 MB at most."""
    began = time.perf_counter()
    _read(samples / "office" / "hostile" / name)
    assert time.perf_counter() - began < SECONDS
    tracemalloc.start()
    try:
        _read(samples / "office" / "hostile" / name)
        assert tracemalloc.get_traced_memory()[1] < BYTES
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_writes_nothing_and_its_messages_are_plain(name: str, samples: Path, tmp_path: Path) -> None:
    """No control character reaches a terminal, no long cell is repeated."""
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    shutil.copy(samples / "office" / "hostile" / name, inside / name)
    _, frame, faults = _read(inside / name)
    said = [str(fault) for fault in faults] + ([] if frame is None else frame.warnings)
    assert all(line.isprintable() and len(line) < 400 for line in said)
    assert [entry for _, _, names in os.walk(tmp_path) for entry in names] == [name]


def _lines(samples: Path, name: str) -> list[tuple[int | None, str | None]]:
    return [(fault.row, fault.column) for fault in _read(samples / "office" / "hostile" / name)[2]]


def test_faults_name_their_lines_and_columns(samples: Path) -> None:
    """The line an editor shows, the heading in the file."""
    km = "max_commute_km"
    assert _lines(samples, "numbers_odd.csv") == [(line, km) for line in range(2, 10)]
    assert _lines(samples, "bom_in_middle.csv") == [(3, None)]
    assert _lines(samples, "ragged_rows.csv") == [(3, None), (4, None)]
    assert _lines(samples, "mixed_delimiters.csv") == [(3, None), (5, None)]
    assert _lines(samples, "mixed_encodings.csv") == [(4, "skills")]
    assert _lines(samples, "nul_bytes.csv") == [(3, "home_municipality")]
    assert _lines(samples, "quote_never_closed.csv") == [(3, "home_municipality")]
    assert _lines(samples, "cell_5mb.xlsx") == [(2, "home_municipality")]
    assert _lines(samples, "duplicate_headings.csv") == [(1, km)]
    home = "home_municipality"
    assert _lines(samples, "control_characters.csv") == [(2, "candidate_id"), (3, home), (4, home)]


def test_messages_say_what_a_person_needs(samples: Path) -> None:
    """Counts, positions, names of encodings, remedies."""

    def message(name: str) -> str:
        return str(_read(samples / "office" / "hostile" / name)[2][0])

    assert "298" in message("columns_300.csv")
    assert "(4)" in message("duplicate_headings.csv")
    assert "(5)" in message("duplicate_headings.csv")
    assert "UTF-16" in message("utf16_bom.csv")
    assert "save" in message("utf16_bom.csv")
    assert "password" in message("password.xlsx")
    assert "web page" in message("html_named.xlsx")
    assert "32767" in message("cell_5mb.xlsx")
    assert "not 3" in message("ragged_rows.csv")


def test_a_workbook_that_counts_from_1904_has_the_right_day(samples: Path) -> None:
    """Four years and a day apart from the usual count."""
    frame = read_table(samples / "office" / "hostile" / "date_1904.xlsx", "candidates")
    assert frame["enrolled_on"] == [date(2026, 3, 2)]


def test_formulas_are_not_computed_and_said(samples: Path) -> None:
    """Their stored values are read; no link is opened."""
    frame = read_table(samples / "office" / "hostile" / "formula_external_link.xlsx", "candidates")
    assert frame["home_municipality"][0] == "015142"
    assert frame["max_commute_km"][1] == 10
    assert "2 cells are formulas" in frame.warnings[0]


def test_a_text_of_five_megabytes_in_one_cell_is_told_by_its_length(tmp_path: Path) -> None:
    """The plain twin of the workbook: line and column, nothing repeated."""
    path = tmp_path / "candidates.csv"
    path.write_text(f'candidate_id,home_municipality\nC1,"{"x" * 5_000_000}"\n', encoding="utf-8")
    (fault,) = _read(path)[2]
    assert (fault.code, fault.row, fault.column) == ("cell_too_long", 2, "home_municipality")
    assert "5000000" in fault.expected
    path.write_text(f"candidate_id,home_municipality\nC1,{'x' * 5_000_000}\n", encoding="utf-8")
    (fault,) = _read(path)[2]
    assert (fault.code, fault.row, fault.column) == ("cell_too_long", 2, "home_municipality")
