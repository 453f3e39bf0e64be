"""Headings: aliases, proposals, and what refuses a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from matcher.errors import FrameError
from matcher.frames import read_table
from matcher.frames.headings import MOST_UNKNOWN, count_known, heading_row, known_headings, propose
from matcher.frames.raw import Raw
from models.columns import TABLES


@pytest.mark.parametrize("table", TABLES)
def test_every_name_and_alias_leads_to_its_column(table: str) -> None:
    """Whatever its capitals and dots."""
    for column in TABLES[table].columns:
        for heading in (column.name, column.name.upper(), *column.aliases):
            assert count_known([heading], table) == 1
        assert known_headings(table)[column.name.replace("_", " ").casefold()] == column.name


def test_the_heading_row_is_the_first_with_most_known_headings() -> None:
    """Titles, notes and groups stand above it; a repeated heading below."""
    rows = [["Iscritti"], [], ["N. iscrizione", "Cellulare"], ["A", "1"], ["N. iscrizione", "Cellulare"]]
    assert heading_row(rows, "candidates") == 2
    assert heading_row([], "candidates") == 0


def test_an_unknown_heading_is_a_warning_that_names_the_nearest_column(tmp_path: Path) -> None:
    """Its column is not read, and its cells are not repeated."""
    path = tmp_path / "candidates.csv"
    path.write_text("candidate_id,Max comute km,Gatto,\nA,15,Micio,\n", encoding="utf-8")
    frame = read_table(path, "candidates")
    assert frame["max_commute_km"] == [None]
    assert frame.warnings == [
        "candidates.csv: the heading 'Max comute km' is not known: its column was not read; "
        "rename it to 'max_commute_km' if that is what it holds",
        "candidates.csv: the heading 'Gatto' is not known: its column was not read",
    ]


def test_a_column_without_a_heading_is_named_by_its_place(tmp_path: Path) -> None:
    """Where it holds anything."""
    path = tmp_path / "candidates.csv"
    path.write_text("candidate_id,,name\nA,15,x\n", encoding="utf-8")
    assert "column 2, without a heading," in read_table(path, "candidates").warnings[0]


def test_a_taken_column_is_not_proposed_again() -> None:
    """The file has it already."""
    raw = Raw("f.csv", ["candidate_id", "phone", "telefono 2"], [["A"], ["1"], ["2"]], [2])
    assert [proposal.column for proposal in propose(raw, "candidates")] == [None]


@pytest.mark.parametrize(("extra", "refused"), [(MOST_UNKNOWN, False), (MOST_UNKNOWN + 1, True)])
def test_too_many_unknown_headings_refuse_the_file_with_one_message(extra: int, refused: bool, tmp_path: Path) -> None:
    """It counts them and names a few."""
    path = tmp_path / "candidates.csv"
    names = ",".join(f"colonna_{number:03}" for number in range(extra))
    path.write_text(f"candidate_id,{names}\nA{',x' * extra}\n", encoding="utf-8")
    if not refused:
        assert len(read_table(path, "candidates").warnings) == extra
        return
    with pytest.raises(FrameError) as caught:
        read_table(path, "candidates")
    (fault,) = caught.value.faults
    assert fault.code == "headings_unknown"
    assert f"{extra} are not known: 'colonna_000'" in fault.expected


def test_two_headings_of_one_column_refuse_the_file(tmp_path: Path) -> None:
    """Also where one is an alias: neither is chosen silently."""
    path = tmp_path / "candidates.csv"
    path.write_text("candidate_id,Telefono,phone\nA,1,2\n", encoding="utf-8")
    with pytest.raises(FrameError, match=r"heading_duplicate.*'Telefono' \(2\) and 'phone' \(3\)"):
        read_table(path, "candidates")


def test_a_missing_key_names_its_headings_and_what_may_be_it(tmp_path: Path) -> None:
    """So that one rename puts it right."""
    path = tmp_path / "candidates.csv"
    path.write_text("candidate id code,name\nA,x\n", encoding="utf-8")
    with pytest.raises(FrameError) as caught:
        read_table(path, "candidates")
    expected = "candidate_id or 'N. iscrizione'; 'candidate id code' may be it"
    assert expected in caught.value.faults[0].expected
