"""Controls of the staff: heads that fit into each other, hours, and the persons listed against those declared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from matcher.prospetto.finding import ERROR, WARNING, Context, Finding
from matcher.prospetto.model import Record

_OWN = ("disabled", "blind_switchboard_operator", "blind_therapist")
TRANSITIONAL_DAY = date(2000, 1, 17)
_MISSION_MONTHS = 12
_AGENCY_LETTERS, _MISSION = ("M", "N"), "M"
_INTERNSHIP, _INTERNSHIP_LETTER = "C.01.", "A"
# Persons declared, full time and part time, and the letters of the protected hires that list them.
_LISTED: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("blind_switchboard_operators_full_time", "blind_switchboard_operator", "centralinisti non vedenti", ("D",)),
    ("blind_therapists_full_time", "blind_therapist", "massofisioterapisti non vedenti", ("E", "O")),
    ("agency_disabled_full_time", "agency_disabled", "disabili somministrati", _AGENCY_LETTERS),
    ("convention_disabled_full_time", "convention_disabled", "disabili in convenzione", ("H", "I")),
)


def _heads(province: Mapping[str, Any], *kinds: str) -> int:
    return sum(row["heads"] or 0 for row in province["part_time"] if row["kind"] in kinds)


def heads(context: Context) -> Iterator[Finding]:
    """Parts no larger than the whole."""
    for path, province in context.provinces():
        employees = province["employees"]
        if employees is None:
            continue
        full = [province[name] or 0 for name in ("disabled_full_time", *(row[0] for row in _LISTED[:2]))]
        parts = (
            ("disabled_heads", "disabili dipendenti", sum(full) + _heads(province, *_OWN)),
            ("part_time_heads", "lavoratori a tempo parziale", _heads(province, *_OWN, "ordinary")),
            ("intermittent_heads", "intermittenti", sum(row["heads"] or 0 for row in province["intermittent"])),
            ("excluded_heads", "categorie escluse", sum(row["heads"] or 0 for row in province["excluded"])),
            ("art18_heads", "categorie protette", province["art18_in_force"] or 0),
        )
        for rule, label, part in parts:
            if part > employees:
                yield Finding(rule, ERROR, path, f"{label}: più dei lavoratori dipendenti")
        if (province["art18_in_force_since_17_1_2000"] or 0) > (province["art18_in_force"] or 0):
            text = "in forza al 17/01/2000: non più delle categorie protette in forza"
            yield Finding("art18_since_2000", ERROR, f"{path}.art18_in_force_since_17_1_2000", text)


def _hours(row: Mapping[str, Any], path: str, *, whole: bool) -> Iterator[Finding]:
    contract, worked = row["contract_minutes"], row["worked_minutes"]
    if contract is None or worked is None:
        return
    if contract == 0:
        yield Finding("hours", ERROR, f"{path}.contract_minutes", "l'orario contrattuale è zero")
    elif worked > contract or (worked == contract and not whole):
        yield Finding("hours", ERROR, f"{path}.worked_minutes", "ore svolte: meno di quelle del contratto")


def hours(context: Context) -> Iterator[Finding]:
    """Part-time hours below the contract's; in class C a part-timer may count whole."""
    small = context.position is not None and context.position.national.band == "15-35"
    for at, province in context.provinces():
        for place, row in enumerate(province["part_time"]):
            path = f"{at}.part_time[{place}]"
            yield from _hours(row, path, whole=row["kind"] == "telework")
            if small and row["kind"] == "disabled":
                text = "da 15 a 35 dipendenti: con oltre il 50% di invalidità conta intero (DPR 333/2000, art. 3 c. 5)"
                yield Finding("class_c_part_time", WARNING, path, text)
        for place, row in enumerate(province["intermittent"]):
            yield from _hours(row, f"{at}.intermittent[{place}]", whole=True)


def listed(context: Context) -> Iterator[Finding]:
    """At least as many persons listed as declared, by kind."""
    for path, province in context.provinces():
        workers: list[Record] = province["workers"]
        disabled = [row for row in workers if row["subject"] == "disabled"]
        art18 = [row for row in workers if row["subject"] == "protected"]
        declared = province["disabled_full_time"] or 0
        declared += _heads(province, "disabled")
        for full, kind, label, letters in _LISTED:
            of_kind = (province[full] or 0) + _heads(province, kind)
            declared += of_kind
            if sum(row["protected_hire"] in letters for row in disabled) < of_kind:
                yield Finding("listed_kind", ERROR, f"{path}.workers", f"elencati meno dei dichiarati: {label}")
        if len(disabled) < declared:
            yield Finding("listed_disabled", ERROR, f"{path}.workers", "elencati meno dei dichiarati: disabili")
        if len(art18) < (province["art18_in_force"] or 0):
            text = "elencati meno dei dichiarati: categorie protette art. 18"
            yield Finding("listed_art18", ERROR, f"{path}.workers", text)
        old = sum(row["started_on"] is not None and row["started_on"] < TRANSITIONAL_DAY for row in art18)
        if old < (province["art18_in_force_since_17_1_2000"] or 0):
            text = "elencati meno dei dichiarati: categorie protette in forza al 17/01/2000"
            yield Finding("listed_since_2000", ERROR, f"{path}.workers", text)


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    # The last day of a shorter month stands for the days it lacks.
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return day


def _worker(row: Mapping[str, Any], path: str) -> Iterator[Finding]:
    letter, kind = row["protected_hire"], row["contract_type"]
    if row["subject"] == "disabled" and row["percent"] is None:
        yield Finding("worker_percent", ERROR, f"{path}.percent", "percentuale: serve per un disabile")
    if row["subject"] == "protected" and row["percent"] is not None:
        yield Finding("worker_percent", ERROR, f"{path}.percent", "percentuale: non per una categoria protetta")
    if letter in _AGENCY_LETTERS and kind is not None:
        yield Finding("worker_contract", ERROR, f"{path}.contract_type", "tipologia: non per un somministrato")
    if letter is not None and letter not in _AGENCY_LETTERS and kind is None:
        yield Finding("worker_contract", ERROR, f"{path}.contract_type", "manca: tipologia contrattuale")
    if kind is not None and kind.startswith(_INTERNSHIP) and letter != _INTERNSHIP_LETTER:
        text = "con un tirocinio il solo tipo di assunzione ammesso è A"
        yield Finding("worker_internship", WARNING, f"{path}.protected_hire", text)
    started, ended = row["started_on"], row["ended_on"]
    if started and ended and ended < started:
        yield Finding("worker_days", ERROR, f"{path}.ended_on", "fine del rapporto prima dell'inizio")
    short = started and ended and ended.year < date.max.year and ended < _months_later(started, _MISSION_MONTHS)
    if letter == _MISSION and short:
        yield Finding("worker_mission", ERROR, f"{path}.ended_on", "missione: almeno 12 mesi")
    week, part = row["week_minutes"], row["part_time_minutes"]
    if week is not None and part is not None and part > week:
        yield Finding("hours", ERROR, f"{path}.part_time_minutes", "orario: non più di quello del contratto")


def workers(context: Context) -> Iterator[Finding]:
    """Each person listed: degree, contract, days, hours."""
    for at, province in context.provinces():
        for place, row in enumerate(province["workers"]):
            yield from _worker(row, f"{at}.workers[{place}]")
