"""The worked cases of the law, in YAML that a jurist can read: given an employer on a day, then its figures."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from matcher.law68 import position

FOLDER = Path(__file__).parent / "cases"
EMPLOYER_KEYS = {
    "legal_form",
    "registered_office_province",
    "suspended_nationally",
    "third_sector_admin_only",
    "obligation_since",
    "new_hire_on",
}
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in sorted(FOLDER.glob("*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]


def employer_of(given: dict[str, Any], day: date) -> dict[str, Any]:
    """Complete a case: private, registered in Milan, one province unless it lists them."""
    stated = {key: value for key, value in given.items() if key in EMPLOYER_KEYS}
    province = {key: value for key, value in given.items() if key not in EMPLOYER_KEYS}
    provinces = province.pop("provinces", None) or {"MI": province}
    return {
        "legal_form": "private",
        "registered_office_province": "MI",
        "reference_date": day,
        **stated,
        "provinces": [{"province": plate, **fields} for plate, fields in provinces.items()],
    }


@pytest.mark.parametrize("case", CASES)
def test_worked_case(case):
    """Every figure that the case names is the one computed."""
    assert set(case) == {"name", "source", "day", "given", "then"}
    found = position(employer_of(case["given"], case["day"])).to_json()
    expected = dict(case["then"])
    for plate, figures in expected.pop("provinces", {}).items():
        province = next(row for row in found["provinces"] if row["province"] == plate)
        assert {name: province[name] for name in figures} == figures
    if "warns" in expected:
        needle = expected.pop("warns")
        assert any(needle in warning for warning in found["warnings"]), found["warnings"]
    if "proposes" in expected:
        way = next(way for way in found["options"] if way["code"] == "compensation")
        assert way["proposed"] == expected.pop("proposes")
    figures = {**found["national"], **{key: found[key] for key in expected if key in found}}
    assert {name: figures[name] for name in expected} == expected


def test_every_case_names_its_source():
    """A case without an article is an opinion."""
    assert len(CASES) > 60
    for case in CASES:
        assert case.values[0]["source"].strip()
