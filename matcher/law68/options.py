"""The ways to comply: each open or closed, with the reason, the units and the cost.

A limit that the office has not set is said to be "not set": the program never guesses one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from matcher.law68.assessment import Assessment
from matcher.law68.context import Context, agreed_units, placed_by_convention
from matcher.law68.conventions import art12_units, art12bis_cap, art14_cap
from matcher.law68.cost import amount, cents, last_day_of_term
from matcher.law68.employer import PUBLIC
from matcher.law68.parameters import load
from matcher.law68.relief import most_exempt
from matcher.law68.territory import regions
from models.quota import WayToComply

NO_GAP = "nessuna scopertura da coprire"
WORKING_DAY = "working_day"


@dataclass(frozen=True, slots=True)
class _Case:
    """What every way looks at."""

    found: Assessment
    since: date | None
    on: date
    context: Context

    def agreed(self, kind: str) -> int:
        """Units under agreements of a kind that are in force."""
        return sum(agreed_units(self.found, self.context.agreements_in_force(self.on), (kind,)))

    def running(self, kind: str) -> str:
        """Say which agreements of a kind are in force, nothing where there is none."""
        ends = [row.expires_on for row in self.context.agreements_in_force(self.on) if row.kind == kind]
        if not ends:
            return ""
        last = min((end for end in ends if end is not None), default=None)
        until = f" fino al {last}" if last is not None else ""
        return f"; già in corso: {self.agreed(kind)} unità{until}"

    @property
    def gap(self) -> int:
        return self.found.national.gap_disabled

    @property
    def form(self) -> str:
        return self.found.employer.legal_form

    def way(
        self,
        code: str,
        label: str,
        is_open: bool,
        reason: str,
        *,
        parameter: str | None = None,
        units: int | None = None,
        cost_eur: float | None = None,
        cost_per: str | None = None,
        proposed: Sequence[dict[str, Any]] = (),
    ) -> WayToComply:
        """Build one way, its article read from the parameter that governs it."""
        law = load(parameter or code).find(self.on) or load(parameter or code).values[0]
        article = f"{law.reference.article} — {law.reference.act}"
        return WayToComply(
            code, label, is_open, reason, article, law.certainty, units, cost_eur, cost_per, tuple(proposed)
        )


def _nominative_hire(case: _Case) -> WayToComply:
    label = "assunzione nominativa"
    if not case.gap:
        return case.way("nominative_hire", label, False, NO_GAP, units=0)
    if case.since is not None and case.on > last_day_of_term(case.since, case.on):
        reason = (
            f"termine passato il {last_day_of_term(case.since, case.on)}: l'ufficio può avviare per chiamata numerica; "
            "la scelta resta con una convenzione art. 11"
        )
        return case.way("nominative_hire", label, False, reason, units=case.gap)
    if case.form == PUBLIC:
        reason = "datore pubblico: nominativa solo entro una convenzione art. 11, altrimenti chiamata numerica"
        return case.way("nominative_hire", label, False, reason, units=case.gap)
    reason = "richiesta nominativa per tutte le unità scoperte"
    return case.way("nominative_hire", label, True, reason, units=case.gap, cost_eur=0.0, cost_per="one_off")


def _art11(case: _Case) -> WayToComply:
    label = "convenzione art. 11, programma di assunzioni"
    if not case.gap:
        return case.way("art11", label, False, NO_GAP, parameter="convention_art11", units=0)
    reason = "assunzioni scaglionate; in regola finché si rispetta il piano. Il piano non riduce la scopertura"
    reason += case.running("art11")
    return case.way(
        "art11", label, True, reason, parameter="convention_art11", units=case.gap, cost_eur=0.0, cost_per="one_off"
    )


def _art12(case: _Case) -> WayToComply:
    label = "convenzione art. 12, inserimento temporaneo in cooperativa o impresa sociale"
    most = art12_units(case.gap, case.found.national.employees, on=case.on)
    if not case.gap:
        reason = NO_GAP
    elif case.form == PUBLIC:
        reason, most = "riservata ai datori privati", 0
    elif not most:
        reason = "la percentuale delle assunzioni dovute non dà un'unità"
    else:
        rule = load("convention_art12").on(case.on).value
        reason = (
            f"fino a {most}, per {rule['months']} mesi più {rule['months_more']}; l'assunzione è del datore obbligato, "
            "il costo è la commessa"
        )
    is_open = bool(case.gap and most)
    return case.way("art12", label, is_open, reason, parameter="convention_art12", units=most)


def _art12bis(case: _Case) -> WayToComply:
    label = "convenzione art. 12-bis, con affidamento di commesse"
    law = load("convention_art12bis").find(case.on)
    national = case.found.national
    cap = art12bis_cap(national.quota_disabled, national.band, on=case.on)
    placed = sum(placed_by_convention(case.found, at) for at in range(len(case.found.provinces)))
    used = max(case.agreed("art12bis"), placed - case.agreed("art14"))
    left = max(0, min(case.gap, cap - used))
    if law is None:
        reason, left = "non ancora prevista in questo giorno", 0
    elif case.form not in law.value["forms"]:
        reason, left = "riservata ai datori privati", 0
    elif national.band != law.value["band"]:
        reason, left = "solo oltre 50 dipendenti computabili", 0
    elif not case.gap:
        reason = NO_GAP
    elif not left:
        reason = f"limite di {cap} unità ({law.value['most_percent']} % della quota) già usato o sotto l'unità"
    else:
        reason = (
            f"fino al {law.value['most_percent']} % della quota, {cap} unità; almeno {law.value['least_years']} anni; "
            "il costo è la commessa"
        )
    return case.way("art12bis", label, left > 0, reason, parameter="convention_art12bis", units=left)


def _art14(case: _Case) -> WayToComply:
    label = "convenzione quadro art. 14, commesse a cooperative sociali"
    plates = [row.province for row in case.found.provinces]
    national = case.found.national
    cap = art14_cap(national.quota_disabled, plates, national.band, on=case.on)
    units: int | None = None
    if load("convention_art14").find(case.on) is None:
        is_open, reason, units = False, "non ancora prevista in questo giorno", 0
    elif not case.gap:
        is_open, reason, units = False, NO_GAP, 0
    elif case.form == PUBLIC:
        is_open, reason, units = False, "riservata ai datori privati", 0
    elif cap is None:
        is_open = True
        reason = "limite della provincia non impostato (not set): chiedere all'ufficio la percentuale e il coefficiente"
    else:
        units = max(0, min(case.gap, cap - case.agreed("art14")))
        is_open = units > 0
        reason = "unità = commessa annua / coefficiente della convenzione quadro (coefficiente non impostato, not set)"
    return case.way("art14", label, is_open, reason, parameter="convention_art14", units=units)


def _fee(case: _Case, parameter: str, units: int) -> dict[str, Any]:
    return {"units": units, "cost_eur": cents(units * amount(parameter, case.on)), "cost_per": WORKING_DAY}


def _exemption(case: _Case) -> WayToComply:
    label = "esonero parziale, su richiesta"
    law = load("exemption_authorised").on(case.on)
    percent = Fraction(law.value["most_percent"])
    most = 0
    band = case.found.national.band
    for row, exempt in zip(case.found.provinces, case.found.exemptions, strict=True):
        room = most_exempt(row.quota_disabled, band, percent, case.on, rule=law.value) - exempt.units
        most += max(0, min(room, row.gap_disabled))
    requested = any(row.authorised and row.authorised.state == "requested" for row in case.found.employer.provinces)
    if case.form not in law.value["forms"]:
        reason, most = "non ammesso per i datori pubblici", 0
    elif not case.gap:
        reason = NO_GAP
    elif not most:
        reason = "nessuna unità esonerabile: fascia 15-35 o limite già usato"
    else:
        reason = f"fino al {percent} % della quota, se il lavoro è faticoso, pericoloso o di particolare modalità"
        reason += "; richiesta già presentata" if requested else ""
    is_open = bool(case.gap and most)
    return case.way("exemption_authorised", label, is_open, reason, **_fee(case, "exemption_fee", most))


def _self_certified(case: _Case) -> WayToComply:
    label = "esonero autocertificato, premio INAIL dal 60 per mille"
    code = "exemption_self_certified"
    law = load(code).find(case.on)
    if law is None or case.form not in law.value["forms"]:
        return case.way(code, label, False, "non ammesso per questo datore o in questo giorno", units=0)
    if not case.gap:
        return case.way(code, label, False, NO_GAP, units=0)
    if case.found.national.band not in (law.value["most_units_by_band"].keys() | {"over_50"}) or (
        law.value["most_units_by_band"].get(case.found.national.band) == 0
    ):
        return case.way(code, label, False, "non ammesso da 15 a 35 dipendenti", units=0)
    stated = sum(row.self_certified.workers for row in case.found.employer.provinces if row.self_certified)
    if not stated:
        reason = "solo se ci sono addetti a lavorazioni a rischio: numero non indicato (not set)"
        return case.way(code, label, True, reason)
    used = sum(exempt.self_certified for exempt in case.found.exemptions)
    reason = f"{used} unità già autocertificate, su {stated} addetti indicati"
    return case.way(code, label, False, reason, **_fee(case, "exemption_fee_self_certified", used))


def propose_compensation(found: Assessment) -> tuple[dict[str, Any], ...]:
    """Propose the rows that would move surplus units of a province onto the gap of another.

    The widest surplus goes to the widest gap first; ties by plate code. Provinces with exempt posts give nothing.
    """
    public = found.employer.legal_form == PUBLIC
    rows = [row for row in found.provinces if row.gap_disabled_after_compensation_real]
    receives = sorted((row for row in rows if row.gap_disabled), key=lambda row: (-row.gap_disabled, row.province))
    gives = sorted(
        (row for row in rows if row.gap_disabled_after_compensation_real < 0 and not row.exempt_units),
        key=lambda row: (row.gap_disabled_after_compensation_real, row.province),
    )
    spare = {row.province: -row.gap_disabled_after_compensation_real for row in gives}
    proposed = []
    for receiver in receives:
        wanted = receiver.gap_disabled
        for giver in gives:
            same_region = regions().get(giver.province) == regions().get(receiver.province)
            moved = 0 if public and not same_region else min(wanted, spare[giver.province])
            if moved:
                proposed.append({"from": giver.province, "to": receiver.province, "units": moved})
                spare[giver.province] -= moved
                wanted -= moved
    return tuple(proposed)


def _compensation(case: _Case) -> WayToComply:
    label = "compensazione fra province"
    proposed = propose_compensation(case.found)
    moved = sum(row["units"] for row in proposed)
    if len(case.found.provinces) < 2:
        reason = "una sola provincia: niente da compensare"
    elif not any(row.gap_disabled for row in case.found.provinces):
        reason = NO_GAP
    elif not moved:
        reason = "nessuna provincia ha eccedenze da cedere"
    elif case.form == PUBLIC:
        reason = "su richiesta, dentro la stessa regione: righe proposte"
    else:
        reason = "automatica per i datori privati, ma conta solo se scritta nel prospetto: righe proposte"
    return case.way(
        "compensation", label, bool(moved), reason, units=moved, cost_eur=0.0, cost_per="one_off", proposed=proposed
    )


WAYS: tuple[Callable[[_Case], WayToComply], ...] = (
    _nominative_hire,
    _art11,
    _art12,
    _art12bis,
    _art14,
    _exemption,
    _self_certified,
    _compensation,
)


def ways_to_comply(
    found: Assessment, since: date | None, on: date, context: Context | None = None
) -> tuple[WayToComply, ...]:
    """List every way to comply, open or closed, with its reason.

    Parameters
    ----------
    found : Assessment
        The employer's figures.
    since : date or None
        Day the present gap began, where known: by name only within the term.
    on : date
        Day the ways and their costs are read at.
    context : Context, optional
        Agreements already running: their units leave the caps.

    Source: Law 68/1999, art. 5, 7, 11, 12, 12-bis; D.Lgs 276/2003, art. 14.
    """
    case = _Case(found, since, on, context or Context())
    return tuple(way(case) for way in WAYS)
