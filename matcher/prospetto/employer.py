"""Between the prospetto and an employer of section 4 of the contract: what ``matcher.law68.position`` computes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from matcher.law68.employer import EmployerInput, HoursRow, ProvinceInput
from matcher.law68.inputs import read_employer, unwrap
from matcher.prospetto.belfiore import province_of
from matcher.prospetto.categories import by_code
from matcher.prospetto.faults import PathFault, ProspettoError
from matcher.prospetto.lists import COLLECTIVE_DISMISSAL_LETTER
from matcher.prospetto.model import Prospetto, Record, build

COUNTS = (
    "employees",
    "disabled_full_time",
    "blind_switchboard_operators_full_time",
    "blind_therapists_full_time",
    "art18_in_force",
    "art18_in_force_since_17_1_2000",
    "telework_full_time",
    "agency_disabled_full_time",
    "convention_disabled_full_time",
)
_PART_TIME = ("kind", "heads", "contract_minutes", "worked_minutes", "percent", "psychic_or_intellectual")


def suspension_kind(province: Mapping[str, Any]) -> str | None:
    """Why a province's quota is suspended; the only official letter that was found says collective dismissal."""
    kind: str | None = province["suspension_kind"]
    if kind is None and province["suspension_reason"] == COLLECTIVE_DISMISSAL_LETTER:
        return "collective_dismissal"
    return kind


def office_province(company: Mapping[str, Any]) -> str | None:
    """The province of the registered office: of its municipality, or as stated."""
    found: str | None = province_of(company["registered_municipality"]) or company["registered_office_province"]
    return found


def category_of(row: Mapping[str, Any]) -> str | None:
    """The excluded category of a row, by our name or by its ministerial code."""
    known = by_code(row["code"])
    found: str | None = row["category"] or (known.category if known else None)
    return found


def _exemptions(province: Mapping[str, Any]) -> Record:
    state, workers = province["exemption_state"], province["at_risk_60_per_mille"]
    certified = workers is not None or province["self_certified_units"] is not None
    return {
        "exemption_authorised": None
        if state is None
        else {"state": state, "percent": province["exemption_percent"], "units": province["exemption_units"]},
        "exemption_self_certified": {"workers_60_per_mille": workers or 0, "units": province["self_certified_units"]}
        if certified
        else None,
    }


def _suspension(province: Mapping[str, Any]) -> Record:
    kind = suspension_kind(province)
    measure = {"percent": province["suspension_percent"], "workers": province["suspension_workers"]}
    return {
        "suspension_granted": province["suspension_state"] == "granted",
        "suspension": None if kind is None else {"kind": kind, **measure},
    }


def _compensation(row: Mapping[str, Any]) -> Record:
    group = bool(row["group_company"] or row["group_tax_code"])
    names = ("subject", "category", "units", "other_province")
    return {**{name: row[name] for name in names}, "group_company": group}


def province_form(province: Mapping[str, Any]) -> Record:
    """Write one record of quadro 2 as a province of section 4."""
    return {
        "province": province["province"],
        **{name: province[name] or 0 for name in COUNTS if name != "employees"},
        "employees": province["employees"],
        "excluded": [{"category": category_of(row), "heads": row["heads"]} for row in province["excluded"]],
        "part_time": [{name: row[name] for name in _PART_TIME} for row in province["part_time"]],
        "intermittent": [dict(row) for row in province["intermittent"]],
        "compensations": [_compensation(row) for row in province["compensations"]],
        **_exemptions(province),
        **_suspension(province),
    }


def to_employer(prospetto: Prospetto) -> Record:
    """Write a prospetto as an employer of section 4 of the contract.

    Returns
    -------
    dict
        Plain JSON values. The registered office's province is that of its municipality, else the one stated, else the
        only province of quadro 2.

    Raises
    ------
    ProspettoError
        If a row of an excluded category names none that is known.
    """
    company = prospetto.company
    faults = [
        PathFault(f"quadro_2[{at}].excluded[{place}].category", "a category of the contract: its code is not known")
        for at, province in enumerate(prospetto.provinces)
        for place, row in enumerate(province["excluded"])
        if category_of(row) is None
    ]
    if faults:
        raise ProspettoError(faults)
    provinces = [province_form(province) for province in prospetto.provinces]
    alone = provinces[0]["province"] if len(provinces) == 1 else None
    days = {name: company[name] for name in ("reference_date", "obligation_since", "new_hire_on")}
    return {
        "employer_id": company["employer_id"],
        "legal_form": company["legal_form"],
        "ateco_2007": company["ateco"],
        "registered_office_province": office_province(company) or alone,
        "suspended_nationally": bool(company["suspended_nationally"]),
        "third_sector_admin_only": company["third_sector_admin_only"],
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "provinces": provinces,
    }


def _number(value: Fraction | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value.denominator == 1 else float(value)


def _hours(row: HoursRow) -> Record:
    return {"heads": row.heads, "contract_minutes": row.contract, "worked_minutes": row.worked}


def _part_time(row: HoursRow) -> Record:
    person = {"percent": _number(row.percent), "psychic_or_intellectual": row.psychic}
    return {"kind": row.kind, **_hours(row), **person}


def _acts(row: ProvinceInput) -> Record:
    act, own, suspension = row.authorised, row.self_certified, row.suspension
    found: Record = {}
    if act is not None:
        found = {"exemption_state": act.state, "exemption_percent": _number(act.percent), "exemption_units": act.units}
    if own is not None:
        found |= {"at_risk_60_per_mille": own.workers, "self_certified_units": own.units}
    if row.suspension_granted or suspension is not None:
        found["suspension_state"] = "granted" if row.suspension_granted else "requested"
    if suspension is not None:
        dismissal = suspension.kind == "collective_dismissal"
        found |= {
            "suspension_kind": suspension.kind,
            "suspension_reason": COLLECTIVE_DISMISSAL_LETTER if dismissal else None,
            "suspension_percent": _number(suspension.percent),
            "suspension_workers": suspension.workers,
        }
    return found


def _province(row: ProvinceInput) -> Record:
    return {
        "province": row.province,
        **{name: getattr(row, name) for name in COUNTS},
        "excluded": [{"category": item.category, "heads": item.heads} for item in row.excluded],
        "part_time": [_part_time(item) for item in row.part_time],
        "intermittent": [_hours(item) for item in row.intermittent],
        "compensations": [
            {
                "subject": item.subject,
                "category": item.category,
                "units": item.units,
                "other_province": item.other_province or None,
                "group_company": item.group or None,
            }
            for item in row.compensations
        ],
        **_acts(row),
    }


def _company(checked: EmployerInput, document: Mapping[str, Any]) -> Record:
    ateco = document.get("ateco_2007")
    return {
        "employer_id": checked.employer_id,
        "legal_form": checked.legal_form,
        "reference_date": checked.reference_date,
        "registered_office_province": checked.registered_office_province,
        "suspended_nationally": checked.suspended_nationally or None,
        "third_sector_admin_only": checked.third_sector_admin_only or None,
        "obligation_since": checked.obligation_since,
        "new_hire_on": checked.new_hire_on,
        "ateco": ateco if isinstance(ateco, str) else None,
        "employees_national": sum(row.employees for row in checked.provinces),
    }


def from_employer(
    document: Mapping[str, Any],
    *,
    on: date | None = None,
    company: Mapping[str, Any] | None = None,
    posts: Mapping[str, list[Record]] | None = None,
) -> Prospetto:
    """Write an employer of section 4 of the contract as a prospetto.

    Parameters
    ----------
    document : mapping
        The employer, or a line of the examples that holds it.
    on : date, optional
        Stands in for ``reference_date`` where the document has none.
    company : mapping, optional
        More fields of quadro 1: name, tax code, registered office.
    posts : mapping, optional
        Posts open, by province.

    Raises
    ------
    QuotaInputError
        With every fault of the employer.
    ProspettoError
        With every fault of the other fields.
    """
    checked = read_employer(document, on=on)
    inner = unwrap(document)
    stated = _company(checked, inner if isinstance(inner, Mapping) else {})
    provinces = [{**_province(row), "posts": (posts or {}).get(row.province, [])} for row in checked.provinces]
    raw = {
        "communication_type": "prospetto",
        "quadro_1": {**stated, **{name: value for name, value in (company or {}).items() if value is not None}},
        "quadro_2": provinces,
    }
    return build(raw)
