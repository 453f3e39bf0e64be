"""From the tables of the office to quota positions: a row of workforce is one employer in one province."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from matcher.law68.position import position
from matcher.law68.reading import QuotaInputError
from matcher.law68.territory import plates
from models.quota import QuotaPosition
from models.vocabulary import EXCLUDED_CATEGORIES

if TYPE_CHECKING:
    from matcher.frames.frame import Frame

_COUNTS = (
    "employees",
    "disabled_full_time",
    "blind_switchboard_operators_full_time",
    "blind_therapists_full_time",
    "art18_in_force",
    "agency_disabled_full_time",
    "convention_disabled_full_time",
    "telework_full_time",
)
_AROUND = ("working_days_per_week", "patron_municipality", "works_with_public_sector")
_AGREEMENT = ("kind", "province", "units", "signed_on", "expires_on")
_DEFAULT_FORM = "private"
_PROVINCE_DIGITS = 3


def _hours(worked: int, contract: int, heads: int) -> dict[str, Any]:
    return {"heads": heads, "contract_minutes": contract, "worked_minutes": worked}


def _part_time(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    rows = [{"kind": "ordinary", **_hours(*cell)} for cell in row["part_time"] or ()]
    rows += [{"kind": "telework", **_hours(*cell)} for cell in row["telework_part_time"] or ()]
    for worked, contract, percent, psychic in row["disabled_part_time"] or ():
        person = {"percent": percent, "psychic_or_intellectual": psychic}
        rows.append({"kind": "disabled", **_hours(worked, contract, 1), **person})
    return rows


def province_of_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """Build one province of an employer's JSON from a parsed row of the workforce table.

    A granted exemption and the staff at risk are given without units: they follow from that province's quota.
    """
    percent, at_risk, kind = row["exemption_percent"], row["at_risk_60_per_mille"], row["suspension_kind"]
    return {
        "province": row["province"],
        **{name: row[name] or 0 for name in _COUNTS},
        "excluded": [{"category": name, "heads": row[name]} for name in EXCLUDED_CATEGORIES if row.get(name)],
        "part_time": _part_time(row),
        "intermittent": [_hours(*cell) for cell in row["intermittent"] or ()],
        "exemption_authorised": {"state": "granted", "percent": percent} if percent else None,
        "exemption_self_certified": {"workers_60_per_mille": at_risk} if at_risk else None,
        "compensations": [
            {"subject": "disabled", "category": category, "units": units, "other_province": other}
            for other, units, category in row["compensation"] or ()
        ],
        "suspension_granted": kind is not None,
        "suspension": {"kind": kind, "percent": row["suspension_percent"]} if kind is not None else None,
    }


def employer_of_rows(
    employer: Mapping[str, Any],
    rows: Iterable[Mapping[str, Any]],
    *,
    on: date,
    agreements: Iterable[Mapping[str, Any]] = (),
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Build an employer's JSON of section 4 from its parsed row, its rows of workforce and its agreements.

    Returns
    -------
    document, notes
        The employer, and what was taken for granted because the table leaves it blank.
    """
    provinces = sorted((province_of_row(row) for row in rows), key=lambda item: str(item["province"]))
    notes = []
    form = employer["legal_form"]
    if form is None:
        form = _DEFAULT_FORM
        notes.append("natura del datore non indicata: contato come privato")
    office = plates().get(str(employer["registered_office"] or "")[:_PROVINCE_DIGITS])
    if office is None:
        office = min(provinces, key=lambda item: (-item["employees"], item["province"]))["province"]
        if len(provinces) > 1:
            notes.append(f"sede legale non indicata: presa la provincia con più dipendenti ({office})")
    document = {
        "employer_id": employer["employer_id"],
        "legal_form": form,
        "reference_date": on.isoformat(),
        "registered_office_province": office,
        "third_sector_admin_only": employer["third_sector_admin_only"],
        "obligation_since": employer["obligation_since"],
        "provinces": provinces,
        **{name: employer[name] for name in _AROUND},
        "agreements": [{name: row[name] for name in _AGREEMENT} for row in agreements],
    }
    return document, tuple(notes)


def _by_employer(frame: Frame | None) -> dict[str, list[dict[str, object]]]:
    rows: dict[str, list[dict[str, object]]] = {}
    for row in frame.rows() if frame is not None else ():
        rows.setdefault(cast("str", row["employer_id"]), []).append(row)
    return rows


def from_tables(
    employers: Frame, workforce: Frame, *, on: date, agreements: Frame | None = None
) -> dict[str, QuotaPosition]:
    """Compute the position of every employer that has rows in the workforce table.

    Parameters
    ----------
    employers, workforce : Frame
        The checked tables; rows of one employer in any order.
    on : date
        Reference date of the rules, and day of money and terms.
    agreements : Frame, optional
        The agreements: their expiry is a deadline, their open posts leave the exemption fee, their units the caps.

    Returns
    -------
    dict of str to QuotaPosition
        By employer_id, in the order of the ids; employers without rows are absent.

    Raises
    ------
    QuotaInputError
        With every fault of every employer.
    """
    rows, agreed = _by_employer(workforce), _by_employer(agreements)
    found: dict[str, QuotaPosition] = {}
    faults: list[str] = []
    for employer in sorted(employers.rows(), key=lambda row: cast("str", row["employer_id"])):
        employer_id = cast("str", employer["employer_id"])
        if employer_id not in rows:
            continue
        document, notes = employer_of_rows(employer, rows[employer_id], on=on, agreements=agreed.get(employer_id, ()))
        try:
            found[employer_id] = position(document, on=on, notes=notes)
        except QuotaInputError as error:
            faults += [f"employer {employer_id}: {fault}" for fault in error.faults]
    if faults:
        raise QuotaInputError(faults)
    return found
