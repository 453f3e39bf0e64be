"""Workbooks, made here and read back; the common cell reader is the twin."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
import python_calamine
import xlsxwriter

from matcher.errors import FrameError
from matcher.frames import read_rows, read_table
from matcher.frames.xlsx_archive import Archive
from matcher.frames.xlsx_cells import day_of, number_cell, read_cells
from matcher.frames.xlsx_workbook import format_kind, read_workbook, unescape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
Fill = Callable[[xlsxwriter.Workbook], None]


def _workbook(path: Path, fill: Fill) -> Path:
    with xlsxwriter.Workbook(path) as book:
        fill(book)
    return path


def _raw(path: Path, rows: str, *, extra: dict[str, str] | None = None, compress: int = zipfile.ZIP_DEFLATED) -> Path:
    """A workbook of one sheet from the XML of its rows."""
    members = {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r" Type="{REL}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets><sheet name="S" sheetId="1" r:id="a"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" Type="{REL}/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
        **(extra or {}),
    }
    with zipfile.ZipFile(path, "w", compress) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def _text(content: str) -> str:
    return f'<c t="inlineStr"><is><t>{content}</t></is></c>'


HEAD = f"<row>{_text('candidate_id')}{_text('skills')}</row>"


def test_cells_are_read_as_the_spreadsheet_shows_them(tmp_path: Path) -> None:
    """Dates, percentages, numbers, times and yes/no; titles above the headings are passed over."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Iscritti")
        sheet.merge_range(0, 0, 0, 3, "Elenco degli iscritti")
        sheet.write_row(2, 0, ["N. iscrizione", "Iscritto dal", "% invalidità", "Ore min", "Psichica/intellettiva"])
        sheet.write_string(3, 0, "00104")
        sheet.write_datetime(3, 1, datetime(2026, 3, 2), book.add_format({"num_format": "dd/mm/yyyy"}))  # noqa: DTZ001
        sheet.write_number(3, 2, 0.55, book.add_format({"num_format": "0%"}))
        sheet.write_number(3, 3, 20.5 / 24, book.add_format({"num_format": "[h]:mm"}))
        sheet.write_boolean(3, 4, True)
        sheet.write_number(5, 0, 9412)

    frame = read_table(_workbook(tmp_path / "candidates.xlsx", fill), "candidates")
    assert frame["candidate_id"] == ["00104", "9412"]
    assert frame["enrolled_on"] == [date(2026, 3, 2), None]
    assert frame["disability_percent"] == [55.0, None]
    assert frame["weekly_hours_min"] == [20.5, None]
    assert frame["psychic_or_intellectual"] == [True, None]
    assert frame.lines == [4, 6]
    assert frame.sheet == "Iscritti"


def test_a_fault_names_the_sheet_and_the_row(tmp_path: Path) -> None:
    """In the words of a spreadsheet."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Iscritti")
        sheet.write_row(0, 0, ["N. iscrizione", "Iscritto dal"])
        sheet.write_row(1, 0, ["MZ1", "31/02/2026"])

    with pytest.raises(FrameError) as caught:
        read_table(_workbook(tmp_path / "candidates.xlsx", fill), "candidates")
    line = 'candidates.xlsx, sheet Iscritti, row 2, column "Iscritto dal" (MZ1): date_invalid: expected a day'
    assert str(caught.value.faults[0]).startswith(line)


def test_the_sheet_whose_headings_are_the_tables_is_read(tmp_path: Path) -> None:
    """The others are named; hidden ones are passed over."""

    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("Leggimi").write_row(0, 0, ["Note", "di altri"])
        hidden = book.add_worksheet("Vecchi")
        hidden.write_row(0, 0, ["N. iscrizione", "Cellulare", "E-mail"])
        hidden.hide()
        sheet = book.add_worksheet("Iscritti")
        sheet.write_row(0, 0, ["N. iscrizione", "Cellulare"])
        sheet.write_row(1, 0, ["MZ1", "+39 340 000 0144"])

    frame = read_table(_workbook(tmp_path / "candidates.xlsx", fill), "candidates")
    assert frame.sheet == "Iscritti"
    assert frame["phone"] == ["+39 340 000 0144"]
    assert frame.warnings == ["candidates.xlsx: the sheet 'Leggimi' was not read, 'Iscritti' was"]


def test_a_formula_without_a_stored_value_is_no_blank(tmp_path: Path) -> None:
    """It is reported, like a text that a spreadsheet would run."""
    rows = HEAD + f"<row>{_text('A')}<c><f>1+1</f></c></row><row>{_text('B')}{_text('=HYPERLINK(1)')}</row>"
    _, faults = read_rows(_raw(tmp_path / "candidates.xlsx", rows), "candidates")
    assert [(fault.code, fault.row) for fault in faults] == [("formula_text", 2), ("formula_text", 3)]


def test_an_error_of_the_spreadsheet_is_no_text(tmp_path: Path) -> None:
    """#N/A is not what the person can do."""
    rows = HEAD + f'<row>{_text("A")}<c t="e"><v>#N/A</v></c></row>'
    _, faults = read_rows(_raw(tmp_path / "candidates.xlsx", rows), "candidates")
    assert [fault.code for fault in faults] == ["cell_error"]


def test_rich_text_is_joined_and_its_phonetic_part_left_out(tmp_path: Path) -> None:
    """And escaped characters come back."""
    cell = '<c t="inlineStr"><is><r><t>sal</t></r><r><t>datura</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c>'
    rows = HEAD + f"<row>{_text('A')}{cell}</row><row>{_text('B')}{_text('uno_x000D_due')}</row>"
    frame = read_table(_raw(tmp_path / "candidates.xlsx", rows), "candidates")
    assert frame["skills"] == ["saldatura", "uno\rdue"]
    assert unescape("_x005F_x") == "_x"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ('<row r="0"/>', "file_damaged"),
        ('<row r="9999999"/>', "file_damaged"),
        ('<row r="1"><c r="ZZZ1"><v>1</v></c></row>', "file_damaged"),
        ('<row r="1"><c r="1A"><v>1</v></c></row>', "file_damaged"),
        ('<row><c t="s"><v>7</v></c></row>', "file_damaged"),
        (f"{HEAD}<row r='1'>{_text('A')}</row>", "file_damaged"),
        ("<row><c>", "file_damaged"),
        ("", "file_empty"),
        ("<x/>" * 2_000_001, "file_too_large"),
        (HEAD + "<row><c><v>1</v></c><c><v>1</v></c></row>" * 250_001, "file_too_large"),
    ],
    ids=[
        "row 0",
        "row beyond",
        "column beyond",
        "no place",
        "no text",
        "row twice",
        "open",
        "empty",
        "elements",
        "cells",
    ],
)
def test_a_sheet_that_lies_is_refused(rows: str, code: str, tmp_path: Path) -> None:
    """With one message."""
    path = _raw(tmp_path / "candidates.xlsx", rows, compress=zipfile.ZIP_STORED)
    with pytest.raises(FrameError) as caught:
        read_table(path, "candidates")
    assert [fault.code for fault in caught.value.faults] == [code]


def test_a_cell_at_the_end_of_a_sheet_takes_no_room(tmp_path: Path) -> None:
    """Two full cells in opposite corners are two cells."""
    rows = HEAD + f'<row>{_text("A")}</row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    frame, faults = read_rows(_raw(tmp_path / "candidates.xlsx", rows), "candidates")
    assert len(frame) == 1
    assert [(fault.code, fault.row) for fault in faults] == [("id_missing", 1_048_576)]
    assert "1 columns to the right" in frame.warnings[0]


@pytest.mark.parametrize("name", ["docProps/app.xml", "xl/other.rels"])
def test_entities_in_any_member_refuse_the_workbook(name: str, tmp_path: Path) -> None:
    """Also in those that are not read."""
    entities = '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    with pytest.raises(FrameError, match="xml_dtd"):
        read_table(_raw(tmp_path / "candidates.xlsx", HEAD, extra={name: entities}), "candidates")


@pytest.mark.parametrize("name", ["/etc/x", "..\\x", "C:x", "a/../b"])
def test_a_member_that_leads_outside_refuses_the_workbook(name: str, tmp_path: Path) -> None:
    """Nothing is ever unpacked to disk, and such a file is not to be trusted."""
    with pytest.raises(FrameError, match="file_damaged"):
        read_table(_raw(tmp_path / "candidates.xlsx", HEAD, extra={name: "x"}), "candidates")


def test_a_workbook_of_another_program_is_named(tmp_path: Path) -> None:
    """An archive without a workbook, an old format, an encrypted one, any other file."""
    path = tmp_path / "candidates.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", "<a/>")
    cases: dict[str, bytes] = {
        "file_not_xlsx": path.read_bytes(),
        "file_not_xlsx ": b"\xd0\xcf\x11\xe0" + b"Workbook",
        "file_not_xlsx  ": b"candidate_id,skills\n",
        "file_encrypted": b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
        "file_damaged": b"PK\x03\x04" + b"\x00" * 50,
        "file_empty": b"",
    }
    for code, content in cases.items():
        path.write_bytes(content)
        with pytest.raises(FrameError, match=code.strip()):
            read_table(path, "candidates")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("dd/mm/yyyy", "date"), ("[$-410]d mmmm yyyy;@", "date"), ("mmm", "date"), ("yyyy-mm-dd hh:mm", "date"),
        ("[h]:mm", "time"), ("h:mm AM/PM", "time"), ("0%", "percent"), ("0.00%", "percent"), ("General", "number"),
        ('#,##0.00 "day"', "number"), ("[Red]0.0", "number"), ("0.00E+00", "number"), ("@", "number"),
    ],
)  # fmt: skip
def test_a_format_tells_a_date_from_a_number(code: str, kind: str) -> None:
    """Quoted text, colours and currencies say nothing."""
    assert format_kind(code) == kind


def test_serial_numbers_are_days() -> None:
    """On both counts, around the 29 February 1900 that was not."""
    assert day_of(59, from_1904=False) == date(1900, 2, 28)
    assert day_of(61, from_1904=False) == date(1900, 3, 1)
    assert day_of(46083.75, from_1904=False) == date(2026, 3, 2)
    assert day_of(44621, from_1904=True) == date(2026, 3, 2)
    assert day_of(-1, from_1904=False) is None
    assert day_of(1e9, from_1904=True) is None


def test_numbers_are_those_that_the_spreadsheet_shows() -> None:
    """No noise in the last digit; what is no number stays text, and is refused where a number is due."""
    assert number_cell("0.30000000000000004", "number", from_1904=False) == 0.3
    assert number_cell("0.55", "percent", from_1904=False) == "55%"
    assert number_cell("NaN", "number", from_1904=False) == "NaN"
    assert number_cell("9E9", "date", from_1904=False) == "9000000000"


@pytest.mark.parametrize("name", ["candidati.xlsx", "posti.xlsx"])
def test_cells_agree_with_the_common_reader(name: str, samples: Path) -> None:
    """Cell by cell; percentages and times are told from numbers here alone."""
    path = samples / "office" / "as_kept" / name
    twin = python_calamine.CalamineWorkbook.from_path(str(path))
    compared = 0
    with Archive(path) as archive:
        book = read_workbook(archive)
        for sheet, member, _ in book.sheets:
            rows = read_cells(archive, book, member).rows
            for number, cells in enumerate(twin.get_sheet_by_name(sheet).to_python(skip_empty_area=False), 1):
                for place, expected in enumerate(cells):
                    found = rows.get(number, {}).get(place, "")
                    if isinstance(found, str) and found.endswith("%") and isinstance(expected, float):
                        assert float(found[:-1]) == pytest.approx(expected * 100)
                    else:
                        assert found == expected
                        compared += found != ""
    assert compared > 500


def test_no_damage_breaks_the_reader(samples: Path, tmp_path: Path) -> None:
    """Bytes and members changed at random end in rows or in faults, never in another error."""
    dice = random.Random(68)
    source = (samples / "office" / "as_kept" / "posti.xlsx").read_bytes()
    path = tmp_path / "vacancies.xlsx"
    for turn in range(120):
        content = bytearray(source)
        if turn % 2:
            for _ in range(dice.choice([1, 3, 30])):
                content[dice.randrange(len(content))] = dice.randrange(256)
        else:
            content = bytearray(_changed_members(source, dice))
        path.write_bytes(content)
        try:
            read_rows(path, "vacancies")
        except FrameError as error:
            assert len(error.faults) >= 1


def _changed_members(source: bytes, dice: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = bytearray(old.read(name))
            for _ in range(dice.choice([0, 0, 1])):
                place = dice.randrange(len(member))
                member[place : place + dice.randrange(8)] = dice.choice([b"", b'"', b"<", b"99999999", b"&x;", b"-1"])
            new.writestr(name, bytes(member))
    return out.getvalue()
