"""Faulty tables at the command line: one line a fault, all at once, then their number; never a sensitive value."""

from __future__ import annotations

import shutil
from datetime import datetime

import pytest
import xlsxwriter
from cli_tables import DAY, TINY, names_in, read_csv, write_csv

HOSTILE = """
bom_in_middle.csv cell_5mb.xlsx columns_300.csv control_characters.csv crc_wrong.xlsx date_1904.xlsx dimension_1m.xlsx
dtd_entities.xlsx duplicate_headings.csv empty.csv external_entity.xlsx formula_external_link.xlsx header_only.csv
html_named.xlsx mixed_delimiters.csv mixed_encodings.csv nul_bytes.csv numbers_odd.csv password.xlsx
path_traversal.xlsx quote_never_closed.csv ragged_rows.csv ratio_bomb.xlsx truncated.xlsx utf16_bom.csv
""".split()  # noqa: SIM905


@pytest.fixture
def refused(volante, tmp_path):
    """Match a folder that has faults; the lines of its faults."""

    def call(folder):
        out = tmp_path / "m.csv"
        out.write_text("old", encoding="utf-8")
        told = volante("match", folder, "--out", out, "--rejections", tmp_path / "r.csv", "--on", DAY)
        assert (told.code, told.out) == (2, "")
        *faults, last = told.errors
        assert last.startswith(f"{len(faults)} fault")
        assert out.read_text(encoding="utf-8") == "old"
        assert "r.csv" not in names_in(tmp_path)
        return faults

    return call


def people(*rows):
    """Good people first, so that lines are counted, not assumed."""
    return [TINY["candidates"][0], *({"candidate_id": f"X{n}", **row} for n, row in enumerate(rows))]


NUMBERS = [
    ("max_commute_km", "NaN", "number_invalid"),
    ("max_commute_km", "inf", "number_invalid"),
    ("max_commute_km", "-Infinity", "number_invalid"),
    ("max_commute_km", "1e999", "number_invalid"),
    ("weekly_hours_min", "-5", "hours_negative"),
    ("weekly_hours_max", "400", "number_out_of_range"),
    ("disability_percent", "400", "percent_out_of_range"),
    ("home_lat", "NaN", "number_invalid"),
    ("enrolled_on", "30/02/2026", "date_invalid"),
    ("capacities", "lifting=9", "level_invalid"),
]


def test_numbers_that_are_none_are_named_by_row_and_column_all_at_once(refused, tiny):
    extra = [{"home_lon": "9.4"} if column == "home_lat" else {} for column, *_ in NUMBERS]
    rows = [{column: value, **more} for (column, value, _), more in zip(NUMBERS, extra, strict=True)]
    faults = refused(tiny(candidates=people(*rows)))
    assert len(faults) == len(NUMBERS)
    for line, ((column, _, code), fault) in enumerate(zip(NUMBERS, faults, strict=True), start=3):
        assert fault.startswith(f'candidates.csv, line {line}, column "{column}" (X{line - 3}): {code}: expected ')


def test_no_sensitive_value_is_ever_echoed(refused, tiny):
    secrets = {
        "name": "=Fiordaliso",
        "phone": "347\u200b0001",
        "disability_percent": "1234",
        "law68_category": "segretissimo",
        "psychic_or_intellectual": "forse-segreto",
        "capacities": "lifting=77",
        "accommodations_needed": "poltrona-segreta:essential",
        "excluded_tasks": "volare-segreto",
        "birth_year": "99999",
    }
    faults = refused(tiny(candidates=people(secrets)))
    assert len(faults) >= 7
    text = "\n".join(faults)
    shown = [value for value in ("Fiordaliso", "0001", "1234", "segret", "77", "poltrona", "99999") if value in text]
    assert shown == []


def test_a_municipality_that_is_none_is_told_with_the_nearest_spelling(refused, tiny):
    (fault,) = refused(tiny(candidates=people({"home_municipality": "Gorgonzolla"})))
    assert "municipality_unknown" in fault
    assert "Gorgonzola" in fault


def test_a_homonymous_municipality_names_its_choices(refused, tiny):
    (fault,) = refused(tiny(candidates=people({"home_municipality": "Castro"})))
    assert "municipality_ambiguous" in fault
    assert "(BG)" in fault
    assert "(LE)" in fault


def test_records_that_are_not_there_are_named(refused, tiny):
    outcome = {"candidate_id": "C404", "vacancy_id": "V404", "on": "2026-03-02", "stage": "proposed"}
    faults = refused(
        tiny(
            vacancies=[*TINY["vacancies"], {"vacancy_id": "V9", "employer_id": "E404"}],
            workforce=[{"employer_id": "E405", "province": "MI"}],
            outcomes=[outcome],
        )
    )
    text = "\n".join(faults)
    assert len(faults) == 4
    assert all(missing in text for missing in ("E404", "E405", "C404", "V404"))


def test_an_id_that_stands_twice_is_told_with_both_lines(refused, tiny):
    (fault,) = refused(tiny(employers=[*TINY["employers"], {"employer_id": "E1", "name": "Tre"}]))
    assert fault.startswith("employers.csv, line 4")
    assert "id_duplicate" in fault
    assert "line 2" in fault


def test_two_formats_of_one_table_and_a_missing_table_are_faults(refused, tiny):
    folder = tiny()
    (folder / "candidates.xlsx").write_bytes(b"")
    (folder / "vacancies.csv").unlink()
    two, missing = refused(folder)
    assert "two_formats" in two
    assert "candidates.csv and candidates.xlsx" in two
    assert "table_missing" in missing
    assert "vacancies.csv" in missing


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_never_breaks_the_import(name, volante, samples, tmp_path):
    manifest = read_csv(samples / "office" / "hostile" / "manifest.csv")
    (line,) = [row for row in manifest if row["file"] == name]
    shutil.copy(samples / "office" / "hostile" / name, tmp_path / name)
    told = volante("import", line["table"], tmp_path / name, "--dry-run")
    verdict = line["verdict"].split("|")
    assert told.code == (0 if told.errors == [] else 2)
    assert "accepted" in verdict if told.code == 0 else verdict != ["accepted"]
    if told.code == 2:
        assert f": {line['code']}: " in told.err
    else:
        assert f"{line['rows']} righe buone" in told.out
    assert all(text.isprintable() and len(text) < 400 for text in told.err.splitlines())
    assert names_in(tmp_path) == [name]


def test_a_hostile_table_in_a_folder_leaves_no_list(refused, tiny, samples):
    folder = tiny()
    shutil.copy(samples / "office" / "hostile" / "numbers_odd.csv", folder / "candidates.csv")
    assert len(refused(folder)) >= 8


def test_the_ten_faults_of_the_sample_office_written_into_clean_tables_are_each_found(refused, clean, tmp_path):
    """The same mistakes as the office's own files hold, in the contract's form: all ten codes in one report."""
    folder = tmp_path / "spoilt"
    folder.mkdir()
    tables = {path.stem: read_csv(path) for path in clean.glob("*.csv")}
    person, job = tables["candidates"], tables["vacancies"]
    person[3]["enrolled_on"] = "31/02/2026"
    person[5]["home_municipality"] = "Borgo Roggiaverde"
    person[7]["disability_percent"] = "146"
    person[9]["accommodations_needed"] = "poltrona massaggiante:essential"
    tables["employers"].append(dict(tables["employers"][7]))
    tables["employers"][4]["name"] = "Bad \udc8d byte"
    tables["workforce"][3]["part_time"] = "-20/40:2"
    job[2]["title"] = "=1+1"
    job[4]["published_on"], job[4]["closes_on"] = "2026-10-05", "2026-09-05"
    tables["outcomes"].append({**tables["outcomes"][0], "candidate_id": ""})
    for table, rows in tables.items():
        write_csv(folder / f"{table}.csv", [{k: v.replace("\udc8d", "\ufffe") for k, v in r.items()} for r in rows])
    employers = folder / "employers.csv"
    employers.write_bytes(employers.read_bytes().replace("\ufffe".encode(), b"\x8d"))
    text = "\n".join(refused(folder))
    codes = """date_invalid municipality_unknown percent_out_of_range accommodation_unknown id_duplicate
    encoding_invalid hours_negative formula_text dates_reversed id_missing""".split()  # noqa: SIM905
    assert [code for code in codes if f": {code}: " not in text] == []


def test_import_checks_and_writes_nothing(volante, tiny):
    folder = tiny()
    for table, rows in TINY.items():
        told = volante("import", table, folder / f"{table}.csv", "--dry-run")
        assert (told.code, told.errors) == (0, [])
        assert f"{len(rows)} righe buone" in told.out
    assert names_in(folder) == sorted(f"{table}.csv" for table in TINY)


def test_import_partial_keeps_the_good_rows_and_names_the_others(volante, tiny):
    path = tiny(candidates=people({"max_commute_km": "NaN"}, {"max_commute_km": "12"})) / "candidates.csv"
    whole = volante("import", "candidates", path, "--dry-run")
    assert (whole.code, whole.out) == (2, "")
    assert len(whole.errors) == 2
    part = volante("import", "candidates", path, "--dry-run", "--partial")
    assert part.code == 0
    assert len(part.errors) == 1
    assert "2 righe buone" in part.out
    told = volante("import", "candidates", path, "--dry-run", "--partial", "--json").json()
    assert told["rows"] == 2
    (fault,) = told["faults"]
    assert (fault["code"], fault["row"], fault["column"]) == ("number_invalid", 3, "max_commute_km")


def test_a_workbook_reads_as_the_same_table(volante, tiny, tmp_path):
    """Date cells, numbers and ids with leading zeros."""
    path = tmp_path / "candidates.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, ["candidate_id", "max_commute_km", "available_from", "home_municipality"])
        sheet.write_row(1, 0, ["007", 12.5])
        sheet.write_datetime(1, 2, datetime(2027, 1, 7), day)  # noqa: DTZ001 (a cell has no zone)
        sheet.write_string(1, 3, "Melzo")
    folder = tiny()
    (folder / "candidates.csv").unlink()
    path.rename(folder / "candidates.xlsx")
    told = volante("match", folder, "--out", tmp_path / "m.csv", "--on", DAY)
    assert (told.code, told.errors) == (0, [])
    assert {row["candidate_id"] for row in read_csv(tmp_path / "m.csv")} == {"007"}


def test_italian_headings_are_read_as_the_contracts(volante, tmp_path):
    path = tmp_path / "persone.csv"
    path.write_text("Codice candidato;Comune di residenza;Iscritto dal\nC1;Melzo;02/03/2026\n", encoding="utf-8-sig")
    told = volante("import", "candidates", path, "--dry-run")
    assert (told.code, told.err) == (0, "")
