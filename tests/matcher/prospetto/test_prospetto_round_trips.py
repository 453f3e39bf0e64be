"""What is written and read again is the same, in every format and field."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from prospetti import RAW, whole

from matcher.law68 import position
from matcher.prospetto import (
    ProspettoError,
    build,
    every_field,
    from_employer,
    from_json,
    from_xlsx,
    from_xml,
    read,
    to_employer,
    to_json,
    to_xlsx,
    to_xml,
    with_summary,
    write,
)

FORMATS = ("json", "xlsx", "xml")


@pytest.fixture(scope="module")
def cases(samples):
    text = (samples / "quota" / "cases.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@given(RAW)
def test_json_gives_back_every_field(raw):
    """JSON and memory hold the same."""
    prospetto = build(raw)
    assert from_json(to_json(prospetto)) == prospetto


@given(RAW)
def test_xml_gives_back_every_field(raw):
    """The official elements and our attributes together hold the whole model."""
    prospetto = build(raw)
    assert from_xml(to_xml(prospetto)) == prospetto


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(RAW)
def test_the_workbook_gives_back_every_field(tmp_path_factory, raw):
    """A workbook holds the same fields as the JSON."""
    prospetto = build(raw)
    path = tmp_path_factory.mktemp("xlsx") / "prospetto.xlsx"
    path.write_bytes(to_xlsx(prospetto))
    assert from_xlsx(path) == prospetto


@pytest.mark.parametrize("ending", FORMATS)
def test_a_prospetto_with_every_field_stated_comes_back_whole(tmp_path, ending):
    """No field of the list is forgotten by a format."""
    prospetto = build(whole())
    path = tmp_path / f"prospetto.{ending}"
    write(prospetto, path)
    found = read(path)
    assert found == prospetto
    assert all(found.company[name] is not None for name in found.company)


def test_the_same_prospetto_gives_the_same_bytes():
    """Nothing in a file depends on the clock."""
    prospetto = build(whole())
    assert to_xlsx(prospetto) == to_xlsx(prospetto)
    assert to_xml(prospetto) == to_xml(prospetto)


@pytest.mark.parametrize("ending", FORMATS)
def test_every_official_case_keeps_its_figures_through_a_file(cases, tmp_path, ending):
    """All 39 employers, written and read back, have the quota figures that a region's engine gives."""
    assert len(cases) == 39
    for case in cases:
        prospetto = with_summary(from_employer(case))
        path = tmp_path / f"{case['id']}.{ending}"
        write(prospetto, path)
        found = read(path)
        assert found == prospetto
        computed = position(to_employer(found)).to_json()
        assert computed == position(to_employer(prospetto)).to_json()
        expected = case["expected"]["national"]
        assert {name: computed["national"][name] for name in expected} == expected, case["id"]
        figures = ("base_art3", "quota_disabled", "gap_disabled", "gap_art18_real")
        assert {name: found.summary[name] for name in figures} == {name: expected[name] for name in figures}
        for row, wanted in zip(found.summary["provinces"], case["expected"]["provinces"] or (), strict=False):
            assert row["gap_disabled"] == wanted["gap_disabled"]


def test_every_official_case_gives_the_same_figures_through_the_model(cases):
    """Section 4 to prospetto and back changes no figure at all."""
    for case in cases:
        straight, through = position(case).to_json(), position(to_employer(from_employer(case))).to_json()
        for name in ("national", "provinces", "exposure_eur_per_day", "suspended_units", "gap_enforceable"):
            assert through[name] == straight[name], case["id"]


def test_the_workbook_holds_texts_and_no_formula(tmp_path):
    """A name that looks like a formula is a text cell."""
    import zipfile

    raw = whole()
    raw["quadro_1"]["name"] = "=HYPERLINK(A1)"
    path = tmp_path / "prospetto.xlsx"
    write(build(raw), path)
    with zipfile.ZipFile(path) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert sheets
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)
    assert read(path).company["name"] == "=HYPERLINK(A1)"


def test_the_personal_fields_of_listed_workers_are_marked():
    """Tax codes, names and degrees of persons are sensitive; so are the contact persons."""
    marked = {path for path, _, _, field in every_field() if field.sensitive}
    for name in ("tax_code", "surname", "name", "born_on", "born_in", "sex", "percent", "subject"):
        assert f"quadro_2[].workers[].{name}" in marked
    assert {"quadro_1.contact_surname", "quadro_2[].contact_name", "delegate_tax_code"} <= marked


def test_paths_are_distinct_and_every_field_has_a_label():
    """The list names each field once."""
    paths = [path for path, _, _, _ in every_field()]
    assert len(set(paths)) == len(paths) > 150
    assert all(field.it for _, _, _, field in every_field())


def test_a_province_twice_is_no_workbook():
    """The sheets of a workbook name rows by their province."""
    raw = whole()
    raw["quadro_2"] *= 2
    with pytest.raises(ProspettoError, match=r"quadro_2\[1\]\.province"):
        to_xlsx(build(raw))
