"""Between the prospetto and the tables of the contract: employers, workforce, vacancies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from matcher.law68.tables import employer_of_rows
from matcher.law68.territory import plates
from matcher.prospetto.belfiore import belfiore_of, istat_of
from matcher.prospetto.employer import COUNTS, category_of, from_employer, suspension_kind
from matcher.prospetto.faults import PathFault, ProspettoError
from matcher.prospetto.model import Prospetto, Record
from matcher.prospetto.posts import from_vacancy, to_vacancy
from models.vocabulary import EXCLUDED_CATEGORIES

_PROVINCE_DIGITS = 3
_HOURS = ("worked_minutes", "contract_minutes", "heads")
_OWN_DISABLED = ("disabled", "blind_switchboard_operator", "blind_therapist")
_NO_COLUMN = ("agency_disabled", "convention_disabled")
# Quadro 1 and the columns of employers that say the same.
_COLUMNS = {
    "name": "name",
    "tax_code": "tax_code",
    "ateco": "ateco",
    "legal_form": "legal_form",
    "third_sector_admin_only": "third_sector_admin_only",
    "email": "email",
    "phone": "phone",
    "obligation_since": "obligation_since",
}


@dataclass(frozen=True)
class ProspettoTables:
    """Records of the tables employers, workforce and vacancies, as parsed values, and what they cannot hold."""

    employers: tuple[Record, ...]
    workforce: tuple[Record, ...]
    vacancies: tuple[Record, ...]
    notes: tuple[str, ...]


def _cells(rows: Iterable[Mapping[str, Any]]) -> tuple[tuple[int, ...], ...] | None:
    return tuple(tuple(row[name] or 0 for name in _HOURS) for row in rows) or None


def _persons(rows: Iterable[Mapping[str, Any]]) -> tuple[tuple[Any, ...], ...] | None:
    """A person each, as the table has them."""
    found = [
        (row["worked_minutes"], row["contract_minutes"], row["percent"], bool(row["psychic_or_intellectual"]))
        for row in rows
        for _ in range(row["heads"] or 0)
    ]
    return tuple(found) or None


def _lost(province: Mapping[str, Any]) -> list[str]:
    """What a row of workforce has no column for, in Italian; each may change the figures."""
    found = []
    kinds = {row["kind"] for row in province["part_time"]}
    if kinds & set(_NO_COLUMN):
        found.append("disabili somministrati o in convenzione a tempo parziale: la tabella non li ha")
    if kinds & set(_OWN_DISABLED[1:]):
        found.append("centralinisti e massofisioterapisti a tempo parziale: scritti fra i disabili a tempo parziale")
    if province["art18_in_force_since_17_1_2000"]:
        found.append("in forza al 17/01/2000: la tabella non ha la colonna")
    if province["exemption_state"] == "requested":
        found.append("esonero richiesto e non concesso: non scritto")
    if province["exemption_units"] is not None or province["self_certified_units"] is not None:
        found.append("posti esonerati: la tabella li ricava dalla percentuale e dagli addetti")
    if any(
        row["subject"] != "disabled" or row["group_company"] or row["group_tax_code"]
        for row in province["compensations"]
    ):
        found.append("compensazioni art. 18 o di gruppo: non scritte")
    if suspension_kind(province) is None and province["suspension_state"] == "granted":
        found.append("sospensione concessa senza motivo noto: non scritta")
    if province["suspension_workers"] and province["suspension_percent"] is None:
        found.append("lavoratori sospesi: la tabella vuole la percentuale")
    return [f"provincia {province['province']}: {text}" for text in found]


def _workforce(province: Mapping[str, Any], employer_id: str) -> Record:
    heads: dict[str, int] = dict.fromkeys(EXCLUDED_CATEGORIES, 0)
    for row in province["excluded"]:
        heads[str(category_of(row))] += row["heads"] or 0
    by_kind: dict[str, list[Record]] = {}
    for row in province["part_time"]:
        kind = "disabled" if row["kind"] in _OWN_DISABLED else row["kind"]
        by_kind.setdefault(kind, []).append(row)
    granted = province["exemption_state"] == "granted"
    suspended = suspension_kind(province) if province["suspension_state"] == "granted" else None
    moved = tuple(
        (row["other_province"], row["units"], row["category"])
        for row in province["compensations"]
        if row["subject"] == "disabled" and not row["group_company"] and not row["group_tax_code"]
    )
    return {
        "employer_id": employer_id,
        "province": province["province"],
        **{name: province[name] or 0 for name in COUNTS if name != "art18_in_force_since_17_1_2000"},
        **heads,
        "exemption_percent": round(province["exemption_percent"] or 0) if granted else 0,
        "at_risk_60_per_mille": province["at_risk_60_per_mille"] or 0,
        "disabled_part_time": _persons(by_kind.get("disabled", ())),
        "part_time": _cells(by_kind.get("ordinary", ())),
        "intermittent": _cells(province["intermittent"]),
        "telework_part_time": _cells(by_kind.get("telework", ())),
        "suspension_kind": suspended,
        "suspension_percent": province["suspension_percent"] if suspended else None,
        "compensation": moved or None,
    }


def to_tables(prospetto: Prospetto, *, employer_id: str | None = None) -> ProspettoTables:
    """Write a prospetto as records of the tables of the contract.

    Parameters
    ----------
    prospetto : Prospetto
        Its workers are persons by name: they go into no table.
    employer_id : str, optional
        The firm's id in the office; else the one in the file, else its tax code.

    Returns
    -------
    ProspettoTables
        Parsed values, ready for ``frames.from_records``; ``notes`` name what a table cannot hold.

    Raises
    ------
    ProspettoError
        If the firm has no id and no tax code, or an excluded category is not known.
    """
    company = prospetto.company
    found = employer_id or company["employer_id"] or company["tax_code"]
    faults = [] if found else [PathFault("quadro_1.employer_id", "the firm's id, or its tax code")]
    faults += [
        PathFault(f"quadro_2[{at}].excluded[{place}].category", "a category of the contract: its code is not known")
        for at, province in enumerate(prospetto.provinces)
        for place, row in enumerate(province["excluded"])
        if category_of(row) is None
    ]
    if faults:
        raise ProspettoError(faults)
    employer = {column: company[name] for name, column in _COLUMNS.items()}
    office = istat_of(company["registered_municipality"])
    notes = [note for province in prospetto.provinces for note in _lost(province)]
    if office is None and len(prospetto.provinces) > 1:
        notes.append("sede legale: comune non indicato o sconosciuto")
    vacancies = tuple(
        to_vacancy(post, employer_id=found, vacancy_id=f"{found}-{province['province']}-{place}")
        for province in prospetto.provinces
        for place, post in enumerate(province["posts"], start=1)
    )
    return ProspettoTables(
        ({"employer_id": found, **employer, "registered_office": office},),
        tuple(_workforce(province, found) for province in prospetto.provinces),
        vacancies,
        tuple(notes),
    )


def from_tables(
    employer: Mapping[str, Any],
    workforce: Iterable[Mapping[str, Any]],
    vacancies: Iterable[Mapping[str, Any]] = (),
    *,
    on: date,
) -> tuple[Prospetto, tuple[str, ...]]:
    """Write an employer's rows of the tables of the contract as a prospetto.

    Parameters
    ----------
    employer, workforce, vacancies : mapping, and iterables of mappings
        Parsed rows of one employer, as ``Frame.rows`` gives them.
    on : date
        Reference date.

    Returns
    -------
    prospetto, notes
        Quadri 1 and 2, and what was taken for granted or cannot be said (Italian).

    Raises
    ------
    QuotaInputError
        With every fault of the employer's figures.
    """
    document, told = employer_of_rows(employer, workforce, on=on)
    notes = list(told)
    posts: dict[str, list[Record]] = {}
    present = {province["province"] for province in document["provinces"]}
    for vacancy in vacancies:
        post, said = from_vacancy(vacancy)
        notes += said
        plate = plates().get(str(vacancy["site_municipality"] or "")[:_PROVINCE_DIGITS])
        if plate is None and len(present) == 1:
            plate = next(iter(present))
        if plate in present:
            posts.setdefault(str(plate), []).append(post)
        else:
            notes.append(f"posto {vacancy['vacancy_id']}: non è in una provincia del prospetto; lasciato fuori")
    company = {name: employer.get(column) for name, column in _COLUMNS.items()}
    company["registered_municipality"] = belfiore_of(employer.get("registered_office"))
    company["employer_id"] = employer["employer_id"]
    return from_employer(document, company=company, posts=posts), tuple(notes)
