"""Reads the worked cases of the law: YAML in plain words, turned into an employer of the contract and its answer.

Run as a program it writes the page docs/law-68.md again: ``PYTHONPATH=. python tests/matcher/law68/law68_cases.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from matcher.law68 import load, position
from matcher.law68.conventions import art12_units, art12bis_cap, art14_cap, art14_units_of_commission
from matcher.law68.cost import (
    amount,
    cost_after_notice,
    exposure,
    last_day_of_term,
    late_prospetto_cost,
    uncovered_units_cost,
)
from matcher.law68.incentives import incentive, incentive_eur
from matcher.law68.working_days import working_days
from models.vocabulary import EXCLUDED_CATEGORIES

FOLDER = Path(__file__).parent / "cases"
LEFT_OUT = FOLDER / "left_out.yaml"
PAGE = Path(__file__).resolve().parents[3] / "docs" / "law-68.md"

_EMPLOYER = {
    "form": "legal_form",
    "office": "registered_office_province",
    "suspended everywhere": "suspended_nationally",
    "third sector": "third_sector_admin_only",
    "gap since": "obligation_since",
    "new hire on": "new_hire_on",
    "counted on": "reference_date",
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
    found: dict[str, Any] = {"province": plate, "excluded": [], "part_time": [], "intermittent": [], "compensations": []}
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
        answer["open ways"] = [code for code, way in ways.items() if way["open"]]
    if "units by way" in expected:
        answer["units by way"] = {code: ways[code]["units"] for code in expected["units by way"]}
    if "proposes" in expected:
        answer["proposes"] = [f"{row['units']} from {row['from']} to {row['to']}" for row in ways["compensation"]["proposed"]]
    if "terms" in expected:
        terms = {term.code: term.on for term in computed.deadlines}
        answer["terms"] = {code: terms[code] for code in expected["terms"]}
    return answer


def _patron(given: dict[str, Any]) -> dict[str, Any]:
    month, _, day = str(given.get("patron", "")).partition("-")
    return {"days_per_week": given.get("week", 5), "patron": (int(month), int(day)) if day else None}


def _incentive(given: dict[str, Any], day: date) -> dict[str, Any]:
    found = incentive(
        Fraction(given["percent"]),
        psychic=given.get("psychic", False),
        contract=given["contract"],
        months=given.get("months"),
        on=day,
    )
    if found is None:
        return {"incentive": "none"}
    return {"share": found.share_percent, "months": found.months, "EUR": incentive_eur(found, given["pay a month"])}


def _last_day(given: dict[str, Any], day: date) -> dict[str, Any]:
    return {"last day": last_day_of_term(given["gap since"], day)}


_QUESTIONS: dict[str, Callable[[dict[str, Any], date], dict[str, Any]]] = {
    "working days": lambda given, day: {"days": working_days(given["from"], given["to"], **_patron(given))},
    "cost of uncovered units": lambda given, day: {
        "EUR": uncovered_units_cost(given["units"], given["from"], given["to"], **_patron(given))
    },
    "amount": lambda given, day: {"EUR": float(amount(given["of"], day))},
    "late prospetto": lambda given, day: {"EUR": late_prospetto_cost(given["days late"], day)},
    "after the notice": lambda given, day: {"EUR": cost_after_notice(Fraction(str(given["EUR"])), day)},
    "daily sanction": lambda given, day: {"EUR a day": exposure(given["units"], given.get("gap since"), day)},
    "term of the request": _last_day,
    "art. 12": lambda given, day: {"units": art12_units(given["hires due"], given["staff"], on=day)},
    "art. 12-bis": lambda given, day: {"units": art12bis_cap(given["quota"], given["band"], on=day)},
    "art. 14": lambda given, day: {"units": art14_cap(given["quota"], given["provinces"], given["band"], on=day)},
    "art. 14 commissions": lambda given, day: {
        "units": art14_units_of_commission(given["EUR a year"], given["coefficient"])
    },
    "incentive": _incentive,
}


def answer(case: dict[str, Any]) -> dict[str, Any]:
    """Compute a case and answer in its own words."""
    question = case.get("asks", "position")
    if question == "position":
        return _position(case["given"], case["day"], case["then"])
    return _QUESTIONS[question](case["given"], case["day"])


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
