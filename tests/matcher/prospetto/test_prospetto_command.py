"""``volante prospetto``: files in, files out, what is wrong on stderr and in the exit code."""

from __future__ import annotations

import json

import pytest
from prospetti import whole
from typer.testing import CliRunner

from api.commands.prospetto import app
from matcher.frames import read_table
from matcher.law68 import position
from matcher.prospetto import build, from_xml, read, to_xml, write


@pytest.fixture
def run():
    """Run the command and give its result; an error of ours stays an exception."""
    return lambda *arguments: CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def firm(tmp_path):
    path = tmp_path / "firm.json"
    document = {
        "employer_id": "E1",
        "legal_form": "private",
        "reference_date": "2025-12-31",
        "registered_office_province": "MI",
        "provinces": [{"province": "MI", "employees": 150, "part_time": []}],
    }
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_convert_goes_round_every_format(run, firm, tmp_path):
    """A firm becomes XML, a workbook, JSON, and a firm again with the same figures."""
    steps = [tmp_path / name for name in ("a.xml", "a.xlsx", "a.json")]
    source = firm
    for target in steps:
        assert run("convert", source, target, "--summary").exit_code == 0
        source = target
    assert read(steps[0]) == read(steps[1]) == read(steps[2])
    target = tmp_path / "again.json"
    assert run("convert", source, target, "--employer").exit_code == 0
    again = json.loads(target.read_text(encoding="utf-8"))
    assert position(again).national == position(json.loads(firm.read_text(encoding="utf-8"))).national


def test_convert_refuses_a_target_that_cannot_be(run, firm, tmp_path):
    """--official is XML, --employer is JSON."""
    assert "in .xml" in str(run("convert", firm, tmp_path / "a.json", "--official").exception)
    assert "in .json" in str(run("convert", firm, tmp_path / "a.xml", "--employer").exception)
    assert "is not a file" in str(run("convert", tmp_path / "niente.xml", tmp_path / "a.xml").exception)


def test_convert_names_the_elements_it_keeps(run, tmp_path):
    """One warning for each, with its path."""
    source, target = tmp_path / "a.xml", tmp_path / "b.xml"
    source.write_bytes(to_xml(build(whole())).replace(b"</quadro2>", b"<nuovo/></quadro2>"))
    result = run("convert", source, target)
    assert result.exit_code == 0
    assert "prospetto/quadro2[1]/nuovo" in result.stderr
    assert from_xml(target.read_bytes()) == from_xml(source.read_bytes())


def test_check_prints_everything_and_tells_by_its_exit_code(run, firm):
    """2 where there is an error."""
    result = run("check", firm, "--on", "2026-01-20")
    assert result.exit_code == 2
    assert "manca: denominazione" in result.stdout
    assert "errors" in result.stderr
    found = json.loads(run("check", firm, "--json").stdout)
    assert {"rule", "level", "path", "text"} == set(found[0])


def test_tables_are_written_and_read_by_the_engine(run, tmp_path):
    """Three tables, never over others."""
    source, folder = tmp_path / "a.xml", tmp_path / "tables"
    raw = whole()
    raw["quadro_2"][0]["posts"][0]["municipality"] = "F205"
    raw["quadro_2"][0]["compensations"] = []
    raw["quadro_2"][0] |= {"employees": 100, "telework_full_time": 1}
    write(build(raw), source)
    result = run("tables", source, folder, "--employer-id", "00104")
    assert result.exit_code == 0, result.exception
    row = next(read_table(folder / "workforce.csv", "workforce").rows())
    assert (row["employer_id"], row["province"], row["employees"]) == ("00104", "MI", 100)
    assert next(read_table(folder / "vacancies.csv", "vacancies").rows())["site_municipality"] == "015146"
    assert "already in" in str(run("tables", source, folder).exception)


def test_from_tables_writes_a_firm_of_the_office(run, samples, tmp_path):
    """A firm by its id, with its posts and the result."""
    target = tmp_path / "a.xlsx"
    folder = samples / "office" / "clean"
    result = run("from-tables", folder, "00104", target, "--on", "2025-12-31", "--summary")
    assert result.exit_code == 0, result.exception
    found = read(target)
    assert found.company["employer_id"] == "00104"
    assert found.provinces[0]["posts"]
    assert found.summary["quota_disabled"] is not None
    assert "no employer" in str(run("from-tables", folder, "XX", target).exception)
