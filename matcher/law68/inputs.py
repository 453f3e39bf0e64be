"""From the JSON of section 4 of the contract to a checked employer: all faults at once, unknown fields as warnings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from matcher.law68.employer import (
    LEGAL_FORMS,
    PART_TIME_KINDS,
    SUSPENSION_KINDS,
    Authorised,
    CompensationRow,
    EmployerInput,
    Excluded,
    HoursRow,
    ProvinceInput,
    SelfCertified,
    Suspension,
)
from matcher.law68.possible import check_workforce, is_plate, rule
from matcher.law68.reading import MOST_YEAR, QuotaInputError, Reader
from models.vocabulary import EXCLUDED_CATEGORIES, EXCLUDED_FROM_BOTH

_COUNTS = (
    "disabled_full_time",
    "blind_switchboard_operators_full_time",
    "blind_therapists_full_time",
    "art18_in_force",
    "art18_in_force_since_17_1_2000",
    "telework_full_time",
    "agency_disabled_full_time",
    "convention_disabled_full_time",
)
_EMPLOYER_FIELDS = frozenset(
    {"employer_id", "legal_form", "sector", "ateco_2007", "reference_date", "registered_office_province"}
    | {"suspended_nationally", "third_sector_admin_only", "obligation_since", "new_hire_on", "provinces"}
)
_PROVINCE_FIELDS = frozenset(
    {"province", "istat_code", "employees", *_COUNTS, "excluded", "part_time", "intermittent", "exemption_authorised"}
    | {"exemption_self_certified", "compensations", "suspension_granted", "suspension"}
)
_HOURS_FIELDS = frozenset({"heads", "contract_minutes", "worked_minutes", "contract_hours", "worked_hours"})
_PART_TIME_FIELDS = _HOURS_FIELDS | {"kind", "percent", "psychic_or_intellectual"}


def unwrap(document: object) -> object:
    """Return the employer inside a line of the examples; its ``id`` becomes the employer_id."""
    if isinstance(document, Mapping) and isinstance(document.get("employer"), Mapping):
        employer = dict(document["employer"])
        if document.get("id") is not None:
            employer.setdefault("employer_id", document["id"])
        return employer
    return document


def employer_id_of(document: object) -> str | None:
    """Return the employer's id as text where the document states one."""
    inner = unwrap(document)
    found = inner.get("employer_id") if isinstance(inner, Mapping) else None
    return str(found) if isinstance(found, (str, int)) and not isinstance(found, bool) else None


def _hours(reader: Reader, record: Mapping[str, Any], where: str, *, kinds: bool) -> HoursRow | None:
    reader.unknown(record, _PART_TIME_FIELDS if kinds else _HOURS_FIELDS)
    before = len(reader.faults)
    kind = reader.word(record, "kind", where, PART_TIME_KINDS) if kinds else "ordinary"
    heads = reader.count(record, "heads", where, required=True)
    contract, worked = reader.minutes(record, "contract", where), reader.minutes(record, "worked", where)
    percent = reader.percent(record, "percent", where) if kinds else None
    psychic = reader.yes_no(record, "psychic_or_intellectual", where) if kinds else None
    if len(reader.faults) > before:
        return None
    if contract == 0:
        reader.fault(f"{where}contract_minutes", "more than 0 minutes")
        return None
    if worked > contract:
        reader.fault(
            f"{where}worked_minutes",
            "no more than the contract's full-time minutes",
            rule("part_time" if kinds else "intermittent"),
        )
        return None
    if kinds and kind != "telework" and worked == contract:
        what = "fewer than the contract's full-time minutes; full-time workers have their own fields"
        reader.fault(f"{where}worked_minutes", what, rule("part_time"))
        return None
    return HoursRow(heads, contract, worked, kind, percent, psychic)


def _excluded(reader: Reader, record: Mapping[str, Any], where: str) -> Excluded:
    reader.unknown(record, {"category", "heads", "applies_to"})
    category = reader.word(record, "category", where, EXCLUDED_CATEGORIES, rule("base"))
    scope = record.get("applies_to")
    if scope is not None and scope not in ("both", "disabled_only"):
        reader.fault(f"{where}applies_to", "both or disabled_only")
    elif scope is not None and (scope == "both") != (category in EXCLUDED_FROM_BOTH):
        reader.warnings.append(f"{where}applies_to: vale l'ambito che la legge dà a {category}")
    return Excluded(category, reader.count(record, "heads", where, required=True))


def _authorised(reader: Reader, province: Mapping[str, Any], where: str) -> Authorised | None:
    record = reader.record(province, "exemption_authorised", where)
    if record is None:
        return None
    where += "exemption_authorised."
    reader.unknown(record, {"state", "percent", "units"})
    state = reader.word(record, "state", where, ("granted", "requested"))
    return Authorised(state, reader.percent(record, "percent", where), reader.optional_count(record, "units", where))


def _self_certified(reader: Reader, province: Mapping[str, Any], where: str) -> SelfCertified | None:
    record = reader.record(province, "exemption_self_certified", where)
    if record is None:
        return None
    where += "exemption_self_certified."
    reader.unknown(record, {"workers_60_per_mille", "units"})
    workers = reader.count(record, "workers_60_per_mille", where, required=True)
    return SelfCertified(workers, reader.optional_count(record, "units", where))


def _compensation(reader: Reader, record: Mapping[str, Any], where: str) -> CompensationRow:
    reader.unknown(record, {"subject", "category", "units", "other_province", "group_company"})
    group = reader.yes_no(record, "group_company", where) or False
    other = "" if group and record.get("other_province") is None else reader.plate(record, "other_province", where)
    return CompensationRow(
        reader.word(record, "subject", where, ("disabled", "protected")),
        reader.word(record, "category", where, ("excess", "reduction")),
        reader.count(record, "units", where, required=True),
        other,
        group,
    )


def _suspension(reader: Reader, province: Mapping[str, Any], where: str) -> Suspension | None:
    record = reader.record(province, "suspension", where)
    if record is None:
        return None
    where += "suspension."
    reader.unknown(record, {"kind", "percent", "workers"})
    return Suspension(
        reader.word(record, "kind", where, SUSPENSION_KINDS),
        reader.percent(record, "percent", where),
        reader.optional_count(record, "workers", where),
    )


def _province(reader: Reader, record: Mapping[str, Any], where: str) -> ProvinceInput:
    reader.unknown(record, _PROVINCE_FIELDS)
    plate = reader.plate(record, "province", where)
    if plate and not is_plate(plate):
        reader.fault(f"{where}province", "the two letters of an Italian province, such as MI", rule("prospetto_term"))
    before = len(reader.faults)
    employees = reader.count(record, "employees", where, required=True)
    counted = len(reader.faults) == before
    counts = {name: reader.count(record, name, where) for name in _COUNTS}
    if counts["art18_in_force_since_17_1_2000"] > counts["art18_in_force"]:
        reader.fault(
            f"{where}art18_in_force_since_17_1_2000", "no more than art18_in_force", rule("transitional_art18")
        )
    part_time = [_hours(reader, row, at, kinds=True) for row, at in reader.records(record, "part_time", where)]
    intermittent = [_hours(reader, row, at, kinds=False) for row, at in reader.records(record, "intermittent", where)]
    found = ProvinceInput(
        province=plate,
        employees=employees,
        **counts,
        excluded=tuple(_excluded(reader, row, at) for row, at in reader.records(record, "excluded", where)),
        part_time=tuple(row for row in part_time if row),
        intermittent=tuple(row for row in intermittent if row),
        authorised=_authorised(reader, record, where),
        self_certified=_self_certified(reader, record, where),
        compensations=tuple(_compensation(reader, r, at) for r, at in reader.records(record, "compensations", where)),
        suspension_granted=reader.yes_no(record, "suspension_granted", where) or False,
        suspension=_suspension(reader, record, where),
    )
    if counted:  # a faulty part reads as nobody, so it accuses no one; a faulty whole would accuse every part
        check_workforce(reader, found, where)
    return found


def read_employer(document: object, *, on: date | None = None) -> EmployerInput:
    """Check an employer of section 4 of the contract and return it.

    Parameters
    ----------
    document : object
        The employer, or a line of the examples that holds it under ``employer``.
    on : date, optional
        Stands in for ``reference_date`` where the document has none.

    Raises
    ------
    QuotaInputError
        With every fault of the employer.
    """
    employer = unwrap(document)
    if not isinstance(employer, Mapping):
        raise QuotaInputError(["employer: expected an object with legal_form, registered_office_province, provinces"])
    reader = Reader()
    if on is not None and on.year > MOST_YEAR:
        reader.fault("on", f"a day up to the year {MOST_YEAR}")
    reader.unknown(employer, _EMPLOYER_FIELDS)
    legal_form = reader.word(employer, "legal_form", "", LEGAL_FORMS)
    office = reader.plate(employer, "registered_office_province", "")
    if office and not is_plate(office):
        reader.warnings.append(f"registered_office_province: {office} non è fra le province note")
    rows = reader.records(employer, "provinces", "")
    if not rows:
        reader.fault("provinces", "at least one province with its employees")
    provinces = tuple(_province(reader, record, where) for record, where in rows)
    for plate, times in Counter(row.province for row in provinces if row.province).items():
        if times > 1:
            reader.fault("provinces", f"each province once; {plate} stands {times} times")
    reference = reader.day(employer, "reference_date")
    if reference is None and employer.get("reference_date") is None:
        reference = on
        if on is None:
            reader.fault("reference_date", "a day written YYYY-MM-DD, or a day of calculation")
    since, hired = reader.day(employer, "obligation_since"), reader.day(employer, "new_hire_on")
    nationally = reader.yes_no(employer, "suspended_nationally", "") or False
    third_sector = reader.yes_no(employer, "third_sector_admin_only", "") or False
    who = employer_id_of(employer)
    if reader.faults or reference is None:
        raise QuotaInputError(reader.faults, who)
    if reader.ignored:
        reader.warnings.append(f"campi non previsti, ignorati: {', '.join(reader.ignored)}")
    return EmployerInput(
        employer_id=who,
        legal_form=legal_form,
        reference_date=reference,
        registered_office_province=office,
        provinces=provinces,
        suspended_nationally=nationally,
        third_sector_admin_only=third_sector,
        obligation_since=since,
        new_hire_on=hired,
        warnings=tuple(reader.warnings),
    )
