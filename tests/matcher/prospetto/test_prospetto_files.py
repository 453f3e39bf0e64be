"""Files as people leave them: damaged, edited, of another kind; every fault by its place, and never a value."""

from __future__ import annotations

import json
import stat

import pytest
import xlsxwriter
from prospetti import whole

from matcher.frames.writing import OutputError
from matcher.law68 import QuotaInputError
from matcher.prospetto import ProspettoError, build, from_json, read, to_json, to_xlsx, write

HOSTILE = (
    "cell_5mb.xlsx",
    "crc_wrong.xlsx",
    "dimension_1m.xlsx",
    "dtd_entities.xlsx",
    "external_entity.xlsx",
    "html_named.xlsx",
    "password.xlsx",
    "path_traversal.xlsx",
    "ratio_bomb.xlsx",
    "truncated.xlsx",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_workbook_is_refused(samples, name):
    """The same archive checks as for the tables; what can be opened is no prospetto."""
    with pytest.raises(ProspettoError) as caught:
        read(samples / "office" / "hostile" / name)
    assert name in str(caught.value)


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.json", b"", "one JSON object"),
        ("a.json", b"[1]", "one JSON object"),
        ("a.json", b'{"quadro_1": {}, "quadro_1": {}}', "each key once"),
        ("a.json", b"[" * 100_000, "one JSON object"),
        ("a.json", "è".encode("cp1252"), "in UTF-8"),
        ("a.json", b'{"format": "altro"}', "format: expected volante/prospetto-informativo/1"),
        ("a.json", b'{"quadro_1": {"nome": "x"}}', "quadro_1.nome: expected one of the fields"),
        ("a.json", b'{"quadro_2": [3]}', r"quadro_2[0]: expected an object"),
        ("a.json", b'{"quadro_2": [{"province": "MI", "part_time": [{"heads": 1}]}]}', "part_time[0].kind"),
        ("a.json", b'{"unknown": 3}', "unknown: expected a list"),
        ("a.xml", b"<a", "damaged"),
        ("a.csv", b"a,b", "a file that ends in .json, .xlsx, .xml"),
    ],
)
def test_a_file_that_is_none_is_refused_by_its_place(tmp_path, name, data, expected):
    """File, path, expected."""
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ProspettoError) as caught:
        read(path)
    assert expected in str(caught.value)
    assert str(caught.value).startswith(name)


def test_a_missing_file_is_named(tmp_path):
    """The folder stays out of the message."""
    with pytest.raises(ProspettoError, match=r"^niente\.xml: expected a file that can be opened"):
        read(tmp_path / "niente.xml")


def test_faults_show_no_value():
    """Every fault at once, each by its path; what was written there is in no message."""
    raw = {
        "quadro_1": {"reference_date": "SEGRETO", "legal_form": "SEGRETO", "suspended_nationally": "SEGRETO"},
        "quadro_2": [{"province": "SEGRETO", "workers": [{"percent": "SEGRETO", "born_on": "SEGRETO"}]}],
    }
    with pytest.raises(ProspettoError) as caught:
        build(raw, file="a.json")
    assert len(caught.value.faults) == 6
    assert "SEGRETO" not in str(caught.value)
    assert "a.json, quadro_2[0].workers[0].percent: expected a percentage" in str(caught.value)


def test_an_employer_of_the_contract_is_read_as_a_prospetto():
    """What ``volante quota`` reads can be turned into the official file."""
    document = {
        "legal_form": "private",
        "reference_date": "2025-12-31",
        "registered_office_province": "MI",
        "provinces": [{"province": "MI", "employees": 60}],
    }
    assert from_json(json.dumps(document)).company["employees_national"] == 60
    with pytest.raises(QuotaInputError, match="legal_form"):
        from_json(json.dumps({**document, "legal_form": "x"}))


def test_files_are_readable_by_their_owner_alone(tmp_path):
    """A prospetto names persons with disabilities."""
    for ending in ("json", "xlsx", "xml"):
        path = tmp_path / f"a.{ending}"
        write(build(whole()), path)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_nothing_is_written_where_it_cannot_be(tmp_path):
    """Another ending, a folder that is not there."""
    with pytest.raises(OutputError, match="a file that ends in"):
        write(build({}), tmp_path / "a.pdf")
    with pytest.raises(OutputError, match="nothing was written"):
        write(build({}), tmp_path / "niente" / "a.json")
    assert list(tmp_path.iterdir()) == []


def test_json_leaves_out_what_is_unknown():
    """A small prospetto is a small file."""
    text = to_json(build({"quadro_2": [{"province": "MI", "employees": 20}]})).decode()
    assert json.loads(text) == {
        "format": "volante/prospetto-informativo/1",
        "schema_version": "PIDISABILI001600",
        "quadro_2": [{"province": "MI", "employees": 20}],
    }


def _book(path, sheets):
    """A workbook as a person made it: rows of cells by sheet."""
    book = xlsxwriter.Workbook(str(path))
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    book.close()


def _sheets():
    empty = {"Comunicazione": [], "Quadro 1": [], "Quadro 3": []}
    rows = {
        "Pubblica selezione": ["region", "balance_disabled", "balance_art18"],
        "Quadro 2": ["employees", "province"],
        "Part-time": ["province", "kind", "heads", "contract_minutes", "worked_minutes"],
        "Categorie escluse": ["province", "category", "heads"],
        "Intermittenti": ["province", "heads"],
        "Lavoratori computabili": ["province", "percent", "week_minutes"],
        "Posti di lavoro": ["province", "openings"],
        "Compensazioni": ["province", "units"],
        "Quadro 3 province": ["province", "base_art3"],
    }
    return {**empty, **{name: [names] for name, names in rows.items()}}


def test_a_workbook_is_read_as_people_write(tmp_path):
    """Columns in any order, labels for codes, hours as numbers, provinces by their letters."""
    sheets = _sheets()
    sheets["Quadro 1"] = [["Data di riferimento", "31/12/2025", "reference_date"], ["Natura", "A", "legal_form"]]
    sheets["Quadro 2"].append([30, "mi"])
    sheets["Part-time"] += [["MI", "ordinario", 2, 40, "20:30"], ["MI", "Disabili", 1, 37.5, 20]]
    sheets["Categorie escluse"].append(["MI", "Apprendisti", 3])
    path = tmp_path / "a.xlsx"
    _book(path, sheets)
    found = read(path)
    assert found.company["legal_form"] == "private"
    rows = [(row["kind"], row["contract_minutes"], row["worked_minutes"]) for row in found.provinces[0]["part_time"]]
    assert rows == [("disabled", 2250, 1200), ("ordinary", 2400, 1230)]
    assert found.provinces[0]["excluded"][0]["category"] == "apprentices"


def test_every_fault_of_a_workbook_names_sheet_row_and_field(tmp_path):
    """All at once."""
    sheets = _sheets()
    del sheets["Quadro 3"]
    sheets["Foglio nuovo"] = [["appunti"]]
    sheets["Quadro 1"] = [["", "forse", "legal_form"], ["", "x", "nome_sbagliato"]]
    sheets["Quadro 2"] += [["trenta", "MI"], [20, "MI"], [20, ""]]
    sheets["Part-time"] += [["TO", "ordinary", 2, 40, 20], ["MI", "ordinary", 2, 40, 20, "di troppo"]]
    sheets["Posti di lavoro"][0].append("colonna_nuova")
    path = tmp_path / "a.xlsx"
    _book(path, sheets)
    with pytest.raises(ProspettoError) as caught:
        read(path)
    told = str(caught.value)
    for place in (
        "a.xlsx, sheet Quadro 3: expected this sheet",
        "sheet Foglio nuovo: expected no sheet of this name",
        "sheet Quadro 1, row 1, legal_form: expected one of A (private)",
        "sheet Quadro 1, row 2: expected the name of a field in column C",
        "sheet Quadro 2, row 2, employees: expected a whole number",
        "sheet Quadro 2, row 3, province: expected a province, each once",
        "sheet Quadro 2, row 4, province: expected a province, each once",
        "sheet Part-time, row 2, province: expected a province of the sheet Quadro 2",
        "sheet Part-time, row 3: expected values under the names of the fields alone",
        "sheet Posti di lavoro, row 1, column 3: expected the name of a field",
    ):
        assert place in told, place
    assert "forse" not in told
    assert "trenta" not in told


def test_dates_before_the_spreadsheets_count_stay_days(tmp_path):
    """A birthday of 1899 is no date cell."""
    raw = whole()
    raw["quadro_2"][0]["workers"][0]["born_on"] = "1899-12-31"
    path = tmp_path / "a.xlsx"
    path.write_bytes(to_xlsx(build(raw)))
    assert read(path) == build(raw)
