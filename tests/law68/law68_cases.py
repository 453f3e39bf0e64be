"""Reads the worked cases of the law: YAML in plain words, turned into an employer of the contract and its answer.

Run as a program it writes the page docs/law-68.md again: ``PYTHONPATH=. python tests/law68/law68_cases.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from law68_questions import QUESTIONS

from matcher.law68 import load, parameter_ids, position
from models.vocabulary import EXCLUDED_CATEGORIES

FOLDER = Path(__file__).parent / "cases"
LEFT_OUT = FOLDER / "left_out.yaml"
PAGE = Path(__file__).resolve().parents[2] / "docs" / "law-68.md"

_EMPLOYER = {
    "form": "legal_form",
    "office": "registered_office_province",
    "suspended everywhere": "suspended_nationally",
    "third sector": "third_sector_admin_only",
    "gap since": "obligation_since",
    "new hire on": "new_hire_on",
    "counted on": "reference_date",
    "works with public bodies": "works_with_public_sector",
    "guards counted": "count_private_guards",
}
_COUNTS = {
    "staff": "employees",
    "full-time disabled": "disabled_full_time",
    "blind operators": "blind_switchboard_operators_full_time",
    "blind therapists": "blind_therapists_full_time",
    "art. 18": "art18_in_force",
    "art. 18 since 2000": "art18_in_force_since_17_1_2000",
    "agency disabled": "agency_disabled_full_time",
    "convention disabled": "convention_disabled_full_time",
    "teleworkers": "telework_full_time",
    "private guards": "private_guards",
}
_PART_TIME = {
    "part-time": "ordinary",
    "part-time disabled": "disabled",
    "part-time blind operators": "blind_switchboard_operator",
    "part-time blind therapists": "blind_therapist",
    "part-time agency disabled": "agency_disabled",
    "part-time convention disabled": "convention_disabled",
    "part-time teleworkers": "telework",
}
_CATEGORIES = {code.replace("_", " "): code for code in EXCLUDED_CATEGORIES}
_FIGURES = {
    "base": "base_art3",
    "base of art. 18": "base_art18",
    "band": "band",
    "quota": "quota_disabled",
    "quota of art. 18": "quota_art18",
    "in force": "disabled_in_force",
    "exempt": "exempt_units",
    "gap": "gap_disabled",
    "real gap": "gap_disabled_real",
    "gap of art. 18": "gap_art18",
    "real gap of art. 18": "gap_art18_real",
    "excluded": "excluded_art3",
    "excluded for art. 18": "excluded_art18",
    "part-time units": "part_time_units",
    "intermittent units": "intermittent_units",
    "disabled out of the base": "disabled_employees_deducted",
    "art. 18 out of the base": "art18_deducted",
    "teleworkers out of the base": "telework_deducted",
    "suspended": "suspended_units",
    "enforceable gap": "gap_enforceable",
    "transitional units": "art18_transitional_units",
    "gap after compensation": "gap_disabled_after_compensation_real",
    "gap of art. 18 after compensation": "gap_art18_after_compensation_real",
    "EUR a day": "exposure_eur_per_day",
    "exemption EUR a day": "exemption_eur_per_day",
    "self-certified EUR a day": "self_certified_eur_per_day",
    "units to pay": "exemption_payable_units",
}
_WAYS = ("nominative_hire", "art11", "art12", "art12bis", "art14", "exemption_authorised", "exemption_self_certified")
_ROW = re.compile(r"(\d+) at ([\d:]+)/([\d:]+)(?: with (\d+) %)?( psychic)?")


def _hours(text: str, kind: str | None) -> Iterator[dict[str, Any]]:
    """Read ``2 at 24/40; 1 at 10/40 with 55 % psychic``."""
    for part in text.split(";"):
        found = _ROW.fullmatch(part.strip())
        assert found, f"not a row of hours: {part}"
        row: dict[str, Any] = {"heads": int(found[1]), "worked_hours": found[2], "contract_hours": found[3]}
        if kind is not None:
            row |= {"kind": kind}
            if found[4]:
                row |= {"percent": int(found[4]), "psychic_or_intellectual": bool(found[5])}
        yield row


def _number(text: str, what: str) -> int | None:
    """Find the number before a word: ``60 %, 6 units``."""
    found = re.search(rf"(\d+) {what}", text)
    return int(found[1]) if found else None


def _compensation(word: str, text: str) -> dict[str, Any]:
    """Read ``gives: 2 to BG``, ``receives art. 18: 1 from MI``, ``receives from the group: 3 from TO``."""
    found = re.fullmatch(r"(\d+) (?:to|from) ([A-Z]{2})", text)
    assert found, f"not a compensation: {text}"
    return {
        "subject": "protected" if "art. 18" in word else "disabled",
        "category": "excess" if word.startswith("gives") else "reduction",
        "units": int(found[1]),
        "other_province": found[2],
        "group_company": "the group" in word,
    }


def _suspension(text: str) -> dict[str, Any]:
    if text == "granted":
        return {"suspension_granted": True}
    kind = next(kind for kind in ("cigs", "solidarity", "collective dismissal") if text.startswith(kind))
    measure = {"percent": _number(text, "%"), "workers": _number(text, "workers")}
    granted = "not granted" not in text
    return {"suspension_granted": granted, "suspension": {"kind": kind.replace(" ", "_"), **measure}}


def _province(plate: str, given: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "province": plate,
        "excluded": [],
        "part_time": [],
        "intermittent": [],
        "compensations": [],
    }
    for word, value in given.items():
        if word in _COUNTS:
            found[_COUNTS[word]] = value
        elif word in _PART_TIME:
            found["part_time"] += _hours(value, _PART_TIME[word])
        elif word == "intermittent":
            found["intermittent"] += _hours(value, None)
        elif word in _CATEGORIES:
            found["excluded"].append({"category": _CATEGORIES[word], "heads": value})
        elif word in ("exemption granted", "exemption requested"):
            state = word.removeprefix("exemption ")
            numbers = {"percent": _number(value, "%"), "units": _number(value, "units?")}
            found["exemption_authorised"] = {"state": state, **numbers}
        elif word == "self-certified":
            numbers = {"workers_60_per_mille": _number(value, "at risk"), "units": _number(value, "units?")}
            found["exemption_self_certified"] = numbers
        elif word == "suspended":
            found |= _suspension(value)
        elif word.startswith(("gives", "receives")):
            found["compensations"].append(_compensation(word, value))
        else:
            raise AssertionError(f"no such word in a case: {word}")
    return found


def employer_of(given: dict[str, Any], day: date) -> dict[str, Any]:
    """Complete a case: private, registered in Milan, one province unless it lists them, counted on its day."""
    stated = {_EMPLOYER[word]: value for word, value in given.items() if word in _EMPLOYER}
    rest = {word: value for word, value in given.items() if word not in _EMPLOYER}
    provinces = rest.pop("provinces", None) or {"MI": rest}
    return {
        "legal_form": "private",
        "registered_office_province": "MI",
        "reference_date": day,
        **stated,
        "provinces": [_province(plate, fields) for plate, fields in provinces.items()],
    }


def _figures(found: dict[str, Any], expected: dict[str, Any]) -> dict[str, Any]:
    return {word: found[_FIGURES[word]] for word in expected if word in _FIGURES}


def _position(given: dict[str, Any], day: date, expected: dict[str, Any]) -> dict[str, Any]:
    """Answer in the words of the expectation: only what the case asks."""
    computed = position(employer_of(given, day), on=day)
    found = computed.to_json()
    answer = _figures({**found["national"], **found}, expected)
    if "provinces" in expected:
        rows = {row["province"]: row for row in found["provinces"]}
        answer["provinces"] = {plate: _figures(rows[plate], asked) for plate, asked in expected["provinces"].items()}
    if "warns" in expected:
        told = [warning for warning in found["warnings"] if expected["warns"] in warning]
        answer["warns"] = expected["warns"] if told else found["warnings"]
    ways = {way["code"]: way for way in found["options"]}
    if "open ways" in expected:
        answer["open ways"] = [code for code in _WAYS if ways[code]["open"]]
    if "units by way" in expected:
        answer["units by way"] = {code: ways[code]["units"] for code in expected["units by way"]}
    if "proposes" in expected:
        answer["proposes"] = [
            f"{row['units']} from {row['from']} to {row['to']}" for row in ways["compensation"]["proposed"]
        ]
    if "other readings" in expected:
        names = {load(name).label_it: name.removeprefix("readings.") for name in parameter_ids() if "readings." in name}
        read = {names[line.label]: line.value for line in computed.trace if line.step == "reading"}
        answer["other readings"] = read
    if "may certify" in expected:
        told = [line.value for line in computed.trace if line.step == "certificate_art17"]
        answer["may certify"] = told[0] if told else "not asked"
    if "terms" in expected:
        terms = {term.code: term.on for term in computed.deadlines}
        answer["terms"] = {code: terms[code] for code in expected["terms"]}
    return answer


def answer(case: dict[str, Any]) -> dict[str, Any]:
    """Compute a case and answer in its own words."""
    question = case.get("asks", "position")
    if question == "position":
        return _position(case["given"], case["day"], case["then"])
    found = QUESTIONS[question](case["given"], case["day"])
    return {word: value for word, value in found.items() if word in case["then"] or question != "who counts"}


def rules_of(case: dict[str, Any]) -> list[str]:
    """Name the parameters, or other rules, that a case is about."""
    return [case["rule"]] if isinstance(case["rule"], str) else list(case["rule"])


def cases() -> list[tuple[str, dict[str, Any]]]:
    """Read every case with the name of its file, in the order of the files."""
    return [
        (path.stem, case)
        for path in sorted(FOLDER.glob("*.yaml"))
        if path != LEFT_OUT
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def days_by_rule() -> dict[str, list[date]]:
    """List the days of the cases of every rule."""
    found: dict[str, list[date]] = {}
    for _, case in cases():
        for rule in rules_of(case):
            found.setdefault(rule, []).append(case["day"])
    return found


def value_of(rule: str, day: date) -> int | None:
    """Position of the dated value in force on the day, None before the first."""
    listed = [at for at, value in enumerate(load(rule).values) if value.valid_from <= day]
    return listed[-1] if listed else None


if __name__ == "__main__":
    from matcher.law68.documentation import with_tables

    PAGE.write_text(with_tables(PAGE.read_text(encoding="utf-8"), days_by_rule()), encoding="utf-8")
