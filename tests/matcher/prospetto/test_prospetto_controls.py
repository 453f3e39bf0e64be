"""The controls: each finds its fault, says nothing where all is well, and shows no value."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest

from matcher.prospetto import build, findings, from_xml, to_xml, with_summary

ON = date(2026, 1, 20)
WORKER = {
    "tax_code": "RSSMRA80A01F205X",
    "surname": "COGNOMESEGRETO",
    "name": "NOME",
    "sex": "M",
    "born_on": "1980-01-01",
    "born_in": "F205",
    "percent": 67,
    "started_on": "2015-03-01",
    "contract_type": "A.01.00",
    "occupation": "4.1.2.1.0.1",
    "protected_hire": "X",
    "week_minutes": "40:00",
    "part_time_minutes": "40:00",
    "subject": "D",
    "hire_category": "NO",
}
ART18 = {**WORKER, "subject": "C", "percent": None, "tax_code": "VRDLGU70A01F205X"}
POST = {
    "occupation": "4.1.2.1.0.1",
    "tasks": "archivio",
    "openings": 1,
    "subject": "D",
    "municipality": "F205",
    "abilities": "nessuna controindicazione",
    "barriers": "N",
    "night_shifts": "N",
    "public_transport": "S",
}
COUNTS = dict.fromkeys(
    (
        "blind_switchboard_operators_full_time",
        "blind_therapists_full_time",
        "telework_full_time",
        "agency_disabled_full_time",
        "convention_disabled_full_time",
    ),
    0,
)
SITE = {
    "site_municipality": "F205",
    "site_postcode": "20121",
    "site_address": "via di prova 1",
    "contact_surname": "Prova",
    "contact_name": "Prova",
}
PROVINCE = {
    **COUNTS,
    **SITE,
    "province": "MI",
    "employees": 100,
    "disabled_full_time": 6,
    "art18_in_force": 1,
    "workers": [WORKER] * 6 + [ART18],
    "posts": [POST],
}
GOOD: dict[str, Any] = {
    "communication_code": "1" * 16,
    "sent_at": "2026-01-20T10:00:00",
    "delegate_email": "prova@posta.example",
    "protocol": "12345678",
    "communication_type": "01",
    "quadro_1": {
        "reference_date": "2025-12-31",
        "prospetto_by_holding": "N",
        "employees_national": 100,
        "legal_form": "A",
        "tax_code": "00123450009",
        "name": "Ditta di prova",
        "ateco": "52.10.10",
        "ccnl": "042",
        "registered_municipality": "F205",
        "registered_postcode": "20121",
        "registered_address": "via di prova 1",
        "certified_email": "prova@pec.example",
        "contact_tax_code": "RSSMRA80A01F205X",
        "contact_surname": "Prova",
        "contact_name": "Prova",
        "contact_address": "via di prova 1",
        "contact_municipality": "F205",
        "contact_postcode": "20121",
        "obligation_since": "2025-11-01",
    },
    "quadro_2": [PROVINCE],
}
TWO = [PROVINCE, {**PROVINCE, "province": "MB", "posts": []}]


def changed(**steps: Any) -> dict[str, Any]:
    """The good prospetto with some values of quadro 1, or of its first province (``at_…``), replaced."""
    raw = copy.deepcopy(GOOD)
    for name, value in steps.items():
        if name.startswith("at_"):
            raw["quadro_2"][0][name[3:]] = value
        elif name == "quadro_2":
            raw["quadro_2"] = copy.deepcopy(value)
        else:
            raw["quadro_1"][name] = value
    return raw


def rules(raw: dict[str, Any], level: str | None = None) -> set[str]:
    return {found.rule for found in findings(build(raw), on=ON) if level in (None, found.level)}


def move(subject: str, category: str, units: int, other: str | None, **more: Any) -> dict[str, Any]:
    return {"subject": subject, "category": category, "units": units, "other_province": other, **more}


def with_rows(first: list[Any], second: list[Any], **company: Any) -> dict[str, Any]:
    raw = changed(quadro_2=TWO, employees_national=200, **company)
    raw["quadro_2"][0]["compensations"], raw["quadro_2"][1]["compensations"] = first, second
    return raw


def test_a_whole_prospetto_has_no_error():
    """All that the official file needs stands, and the figures agree."""
    found = findings(with_summary(build(GOOD)), on=ON)
    assert [item for item in found if item.level == "error"] == []


def test_an_empty_one_is_told_everything_at_once():
    """Nothing is left for a second round."""
    found = findings(build({}))
    assert len(found) > 15
    assert {"required", "calculation"} <= {item.rule for item in found}
    levels = [item.level for item in found]
    assert levels == sorted(levels), "errors first"


CASES: list[tuple[str, str, dict[str, Any]]] = [
    ("required", "error", changed(name=None)),
    ("length", "error", changed(name="x" * 101)),
    ("pattern", "error", changed(ateco="52.10")),
    ("pattern", "error", changed(certified_email="nessuna")),
    ("percent_whole", "warning", changed(transition_percent=12.5)),
    ("obsolete", "warning", changed(first_hire_on="2016-01-01")),
    ("province_known", "error", changed(at_province="104")),
    ("block", "error", changed(at_exemption_percent=30)),
    ("block", "error", changed(at_suspension_state="E")),
    ("block", "error", changed(at_convention_type="1")),
    ("category_code", "warning", changed(at_excluded=[{"category": "apprentices", "heads": 2}])),
    ("category_known", "error", changed(at_excluded=[{"code": "0001", "heads": 2}])),
    ("category_once", "warning", changed(at_excluded=[{"category": "apprentices", "heads": 2}] * 2)),
    ("reference_date", "warning", changed(reference_date="2025-06-30")),
    ("reference_date", "error", changed(reference_date="2026-12-31")),
    ("employees_national", "error", changed(employees_national=99)),
    ("province_once", "error", changed(quadro_2=[PROVINCE, PROVINCE], employees_national=200)),
    ("registered_office", "warning", changed(registered_municipality="H501")),
    ("registered_office", "warning", changed(registered_office_province="RM")),
    ("municipality_known", "warning", changed(registered_municipality="Z112")),
    ("transition_public", "error", changed(legal_form="C", transition_on="2020-01-01")),
    ("self_certified_public", "error", changed(legal_form="C", at_at_risk_60_per_mille=4)),
    ("exemption_public", "warning", changed(legal_form="C", at_exemption_state="E", at_exemption_units=1)),
    ("self_certified_on", "error", changed(at_self_certified_on="2026-01-02", at_at_risk_60_per_mille=4)),
    ("openings", "error", changed(at_posts=[{**POST, "openings": 0}])),
    ("post_province", "warning", changed(at_posts=[{**POST, "municipality": "H501"}])),
    ("posts_below_gap", "warning", changed(at_posts=[])),
    ("company_class", "error", changed(company_class="B")),
    ("disabled_heads", "error", changed(at_disabled_full_time=101)),
    ("excluded_heads", "error", changed(at_excluded=[{"category": "apprentices", "heads": 101}])),
    ("part_time_heads", "error", changed(at_part_time=[("ordinary", 101, "40:00", "20:00")])),
    ("intermittent_heads", "error", changed(at_intermittent=[(101, "40:00", "20:00")])),
    ("art18_heads", "error", changed(at_art18_in_force=101)),
    ("art18_since_2000", "error", changed(at_art18_in_force_since_17_1_2000=2)),
    ("listed_since_2000", "error", changed(at_art18_in_force_since_17_1_2000=1)),
    ("hours", "error", changed(at_part_time=[("ordinary", 1, "40:00", "40:00")])),
    ("hours", "error", changed(at_intermittent=[(1, "00:00", "00:00")])),
    ("class_c_part_time", "warning", changed(at_employees=30, at_part_time=[("disabled", 1, "40:00", "10:00")])),
    ("listed_disabled", "error", changed(at_disabled_full_time=7)),
    ("listed_kind", "error", changed(at_blind_therapists_full_time=1)),
    ("listed_art18", "error", changed(at_art18_in_force=2)),
    ("worker_percent", "error", changed(at_workers=[{**WORKER, "percent": None}])),
    ("worker_percent", "error", changed(at_workers=[{**ART18, "percent": 50}])),
    ("worker_contract", "error", changed(at_workers=[{**WORKER, "protected_hire": "M"}])),
    ("worker_contract", "error", changed(at_workers=[{**WORKER, "contract_type": None}])),
    ("worker_internship", "warning", changed(at_workers=[{**WORKER, "contract_type": "C.01.00"}])),
    ("worker_days", "error", changed(at_workers=[{**WORKER, "ended_on": "2014-01-01"}])),
    (
        "worker_mission",
        "error",
        changed(at_workers=[{**WORKER, "protected_hire": "M", "contract_type": None, "ended_on": "2016-02-28"}]),
    ),
    ("hours", "error", changed(at_workers=[{**WORKER, "part_time_minutes": "41:00"}])),
    ("compensation_province", "error", changed(at_compensations=[move("D", "R", 1, "TO")])),
    ("compensation_province", "error", changed(at_compensations=[move("D", "R", 1, "MI")])),
    ("compensation_province", "error", changed(at_compensations=[move("D", "R", 1, None)])),
    ("compensation_province", "warning", changed(at_compensations=[move("D", "R", 1, None, group_company=True)])),
    ("compensation_group", "error", changed(at_compensations=[move("D", "R", 1, "TO", group_company=True)])),
    ("compensation_totals", "error", with_rows([move("D", "E", 1, "MB")], [])),
    ("compensation_one_category", "error", with_rows([move("D", "E", 1, "MB"), move("D", "R", 1, "MB")], [])),
    ("compensation_mandatory", "error", with_rows([move("D", "R", 9, "MB")], [move("D", "E", 9, "MI")])),
]


def _rows(raw: dict[str, Any]) -> dict[str, Any]:
    """Short rows of hours written out."""
    for province in raw["quadro_2"]:
        for name, columns in (
            ("part_time", ("kind", "heads", "contract_minutes", "worked_minutes")),
            ("intermittent", ("heads", "contract_minutes", "worked_minutes")),
        ):
            if name in province:
                province[name] = [
                    row if isinstance(row, dict) else dict(zip(columns, row, strict=True)) for row in province[name]
                ]
    return raw


@pytest.mark.parametrize(("rule", "level", "raw"), CASES)
def test_each_control_finds_its_fault(rule, level, raw):
    """The good prospetto has no such finding; with one thing changed it has."""
    before = {(found.rule, found.path) for found in findings(with_summary(build(GOOD)), on=ON)}
    found = [item for item in findings(build(_rows(raw)), on=ON) if (item.rule, item.path) not in before]
    assert (rule, level) in {(item.rule, item.level) for item in found}


def test_a_public_body_compensates_inside_its_region_alone():
    """Piedmont and Lombardy are two regions."""
    raw = changed(quadro_2=[PROVINCE, {**PROVINCE, "province": "TO"}], employees_national=200, legal_form="C")
    raw["quadro_2"][0]["compensations"] = [move("D", "E", 1, "TO")]
    assert "compensation_region" in rules(raw)


def test_a_province_with_exempt_posts_gives_no_surplus():
    """Exemption and surplus exclude each other."""
    raw = with_rows([move("D", "E", 1, "MB")], [move("D", "R", 1, "MI")])
    assert "compensation_exempt" not in rules(raw)
    raw["quadro_2"][0] |= {"exemption_state": "E", "exemption_units": 1}
    assert "compensation_exempt" in rules(raw)


def test_a_mission_of_twelve_months_to_the_day_counts():
    """From 1 March to 1 March is twelve months."""
    worker = {**WORKER, "protected_hire": "M", "contract_type": None, "ended_on": "2016-03-01"}
    assert "worker_mission" not in rules(changed(at_workers=[worker]))


def test_a_result_that_differs_from_the_calculation_is_named():
    """Quadro 3 as somebody wrote it against quadro 3 as it is."""
    prospetto = with_summary(build(GOOD))
    content = copy.deepcopy(prospetto.content)
    content["quadro_3"]["gap_disabled"] += 1
    content["quadro_3"]["provinces"][0]["base_art3"] -= 1
    paths = {found.path for found in findings(build(content)) if found.rule == "summary"}
    assert paths == {"quadro_3.gap_disabled", "quadro_3.provinces[0].base_art3"}


def test_unknown_elements_and_another_version_are_told():
    """Kept, not read, and named with their path."""
    text = to_xml(build(GOOD)).decode().replace("PIDISABILI001600", "PIDISABILI009900")
    found = findings(from_xml(text.replace("</quadro2>", "<nuovo/></quadro2>").encode()))
    assert ("unknown_element", "prospetto/quadro2[1]/nuovo") in {(item.rule, item.path) for item in found}
    assert "schema_version" in {item.rule for item in found}


def test_no_finding_shows_a_person():
    """Names, tax codes and degrees of listed workers stand in no text."""
    raw = changed(at_workers=[{**WORKER, "percent": None, "ended_on": "2014-01-01", "tax_code": "SBAGLIATO"}])
    told = "\n".join(str(found) for found in findings(build(raw), on=ON))
    assert not any(word in told for word in ("COGNOMESEGRETO", "SBAGLIATO", "RSSMRA80A01F205X"))
