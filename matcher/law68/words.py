"""The words of the trace: every step of the calculation with its label and the parameter it rests on."""

from __future__ import annotations

from typing import NamedTuple


class Step(NamedTuple):
    """One step: the parameter that governs it, and its label."""

    parameter: str
    it: str
    en: str


STEPS: dict[str, Step] = {
    "employees": Step("base", "dipendenti", "employees"),
    "disabled_employees_deducted": Step(
        "disabled_employees", "dipendenti con disabilità, fuori dalla base", "employees with disabilities, out"
    ),
    "art18_deducted": Step("art18_share_of_staff", "lavoratori art. 18, fuori dalla base", "art. 18 workers, out"),
    "excluded": Step("base", "categoria esclusa", "excluded category"),
    "part_time_deducted": Step("part_time", "tempo parziale, teste meno unità", "part-time, heads less units"),
    "intermittent_deducted": Step("intermittent", "intermittenti, teste meno unità", "intermittent, heads less units"),
    "telework_deducted": Step("telework", "telelavoro, fuori dalla base", "telework, out"),
    "base_art3": Step("base", "base di computo per i disabili", "base of the disabled quota"),
    "base_art18": Step("base", "base di computo art. 18", "base of the art. 18 quota"),
    "band": Step("quota_disabled", "fascia", "band"),
    "quota_disabled": Step("quota_disabled", "quota d'obbligo disabili", "disabled quota"),
    "quota_art18": Step("quota_art18", "quota art. 18", "art. 18 quota"),
    "new_hire_condition": Step("new_hire_condition", "obbligo solo con nuova assunzione", "duty only with a new hire"),
    "exempt_units": Step("exemption_authorised", "posti esonerati (autorizzati)", "exempt units (authorised)"),
    "self_certified_units": Step(
        "exemption_self_certified", "posti esonerati (autocertificati)", "exempt units (self-certified)"
    ),
    "disabled_in_force": Step("cover_full_time", "disabili in forza, unità", "workers with disabilities in force"),
    "disabled_part_time_units": Step("cover_part_time", "di cui a tempo parziale, unità", "of which part-time, units"),
    "small_employer_rule": Step(
        "cover_small_employer", "tempo parziale contato intero per grado", "part-timer counted whole by degree"
    ),
    "art18_in_force": Step("art18_in_force", "art. 18 in forza", "art. 18 workers in force"),
    "gap_disabled_real": Step("gap", "scopertura disabili, con segno", "disabled gap, signed"),
    "art18_transitional_units": Step(
        "transitional_art18", "coperti da art. 18 in forza al 17.1.2000", "covered by art. 18 staff of 17.1.2000"
    ),
    "compensation": Step("compensation", "compensazione, unità con segno", "compensation, signed units"),
    "gap_disabled": Step("gap", "scopertura disabili", "disabled gap"),
    "gap_art18_real": Step("gap", "scopertura art. 18, con segno", "art. 18 gap, signed"),
    "gap_art18": Step("gap", "scopertura art. 18", "art. 18 gap"),
    "suspended_units": Step("suspension", "posti sospesi", "suspended units"),
    "gap_enforceable": Step("suspension", "scopertura esigibile", "enforceable gap"),
    "exposure_eur_per_day": Step("sanction_uncovered", "esposizione, EUR al giorno", "exposure, EUR a day"),
    "exemption_eur_per_day": Step("exemption_fee", "contributo esonerativo, EUR al giorno", "exemption fee, EUR a day"),
    "self_certified_eur_per_day": Step(
        "exemption_fee_self_certified", "contributo autocertificato, EUR al giorno", "self-certified fee, EUR a day"
    ),
}
