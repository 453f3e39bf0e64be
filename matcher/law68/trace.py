"""The trace: every step with its value, the article it rests on, since when, and how sure that is."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from matcher.law68.arithmetic import decimal_text, percent_of, units
from matcher.law68.assessment import Assessment
from matcher.law68.cost import Fees
from matcher.law68.parameters import Value, load
from matcher.law68.quota import band as band_of
from matcher.law68.quota import duty_waits
from matcher.law68.words import STEPS
from models.quota import TraceLine
from models.vocabulary import EXCLUDED_CATEGORIES

_SPREAD = {
    "registered_office": "quota sulla provincia della sede legale",
    "missing_units_to_registered_office": "unità mancanti alla sede legale",
    "excess_unit_from_largest_remainder": "unità in più tolte alle frazioni maggiori",
}


def line(
    step: str,
    value: int | float | str | None,
    on: date,
    *,
    parameter: str | None = None,
    detail: str = "",
    province: str | None = None,
    label: str | None = None,
) -> TraceLine:
    """Write one step; the parameter that governs it gives article, day, source and certainty."""
    words = STEPS[step]
    law: Value | None = load(parameter or words.parameter).find(on)
    first = law if law is not None else load(parameter or words.parameter).values[0]
    return TraceLine(
        step=step,
        value=value,
        article=f"{first.reference.article} — {first.reference.act}",
        valid_from=first.valid_from,
        source=first.reference.href or first.reference.text,
        certainty=first.certainty,
        label=label or words.it,
        detail=detail,
        province=province,
    )


def _base(found: Assessment, on: date) -> list[TraceLine]:
    count, national = found.counts.national, found.national
    lines = [line("employees", national.employees, on)]
    if national.disabled_employees_deducted:
        lines.append(line("disabled_employees_deducted", national.disabled_employees_deducted, on))
    if national.art18_in_force:
        percent = load("art18_share_of_staff").on(on).value
        detail = f"il minore fra {national.art18_in_force} e {percent} % di {national.employees}, arrotondato"
        lines.append(line("art18_deducted", national.art18_deducted, on, detail=detail))
    heads: dict[str, int] = {}
    for place in found.employer.provinces:
        for item in place.excluded:
            heads[item.category] = heads.get(item.category, 0) + item.heads
    for category, number in heads.items():
        law = load(f"excluded.{category}").find(on)
        scope = "entrambe le basi" if law is not None and law.value == "both" else "solo la base disabili"
        label = f"esclusi: {EXCLUDED_CATEGORIES[category].it}"
        detail = scope if law is not None else "non ancora in vigore: contati"
        value = number if law is not None else 0
        lines.append(line("excluded", value, on, parameter=f"excluded.{category}", label=label, detail=detail))
    for kind, total in (("part_time", count.part_time_sum), ("intermittent", count.intermittent_sum)):
        kept, all_heads = getattr(national, f"{kind}_units"), getattr(national, f"{kind}_heads")
        if all_heads:
            detail = f"{all_heads} teste - {kept} unità (somma delle quote orarie {decimal_text(total)})"
            lines.append(line(f"{kind}_deducted", all_heads - kept, on, detail=detail))
    if national.telework_deducted:
        lines.append(line("telework_deducted", national.telework_deducted, on))
    lines += [line("base_art3", national.base_art3, on), line("base_art18", national.base_art18, on)]
    return lines


def single_sum_band(found: Assessment) -> str | None:
    """Name the band that one single rounded sum of part-time and intermittent hours would give, where it differs."""
    on = found.employer.reference_date
    count = found.counts.national
    together = units(count.part_time_sum + count.intermittent_sum, on)
    base = max(0, count.raw_art3 + together - count.part_time_units - count.intermittent_units)
    other = band_of(base, on=on)
    return (other or "sotto soglia") if other != found.national.band else None


def _quota_detail(parameter: str, base: int, on: date) -> str:
    step = None
    for entry in load(parameter).on(on).value:
        step = entry if base >= entry["headcount_from"] else step
    if step is None:
        return f"base {base}: sotto la prima soglia"
    if "percent" in step:
        share = decimal_text(percent_of(step["percent"], base))
        return f"{step['percent']} % di {base} = {share}"
    return f"base {base}: da {step['headcount_from']}"


def _quotas(found: Assessment, on: date) -> list[TraceLine]:
    national = found.national
    other = single_sum_band(found)
    note = f"con una sola somma di tempo parziale e intermittenti la fascia sarebbe {other}" if other else ""
    lines = [line("band", national.band, on, detail=note)]
    if duty_waits(found.employer, national.base_art3):
        lines.append(line("new_hire_condition", 0, on))
    detail = _quota_detail("quota_disabled", national.base_art3, on)
    if len(found.provinces) > 1 and found.quota_disabled.spread:
        detail += f"; {_SPREAD[found.quota_disabled.spread]}"
    lines.append(line("quota_disabled", national.quota_disabled, on, detail=detail))
    lines.append(
        line("quota_art18", national.quota_art18, on, detail=_quota_detail("quota_art18", national.base_art18, on))
    )
    granted = sum(row.granted for row in found.exemptions)
    certified = sum(row.self_certified for row in found.exemptions)
    if granted:
        lines.append(line("exempt_units", granted, on))
    if certified:
        lines.append(line("self_certified_units", certified, on))
    full = f"{found.cover.full_time} a tempo pieno + {found.cover.part_time_units} unità a tempo parziale"
    lines.append(line("disabled_in_force", national.disabled_in_force, on, detail=full))
    if found.cover.part_time_sum:
        detail = f"somma {decimal_text(found.cover.part_time_sum)}"
        lines.append(line("disabled_part_time_units", found.cover.part_time_units, on, detail=detail))
    if found.cover.small_employer_rule:
        lines.append(line("small_employer_rule", "sì", on))
    lines.append(line("art18_in_force", national.art18_in_force, on))
    return lines


def _gaps(found: Assessment, on: date) -> list[TraceLine]:
    national = found.national
    lines = [line("gap_disabled_real", national.gap_disabled_real, on)]
    if national.art18_transitional_units:
        lines.append(line("art18_transitional_units", national.art18_transitional_units, on))
    for plate, row in found.compensations.kept:
        sign = row.units if row.category == "excess" else -row.units
        who = "disabili" if row.subject == "disabled" else "art. 18"
        other = "gruppo" if row.group else row.other_province
        lines.append(line("compensation", sign, on, province=plate, detail=f"{who}, con {other}"))
    lines.append(line("gap_disabled", national.gap_disabled, on))
    lines += [
        line("gap_art18_real", national.gap_art18_real, on),
        line("gap_art18", national.gap_art18, on),
    ]
    if len(found.provinces) > 1:
        for place in found.provinces:
            for step in ("base_art3", "quota_disabled", "disabled_in_force", "gap_disabled"):
                lines.append(line(step, getattr(place, step), on, province=place.province))
    if national.suspended_units:
        lines.append(line("suspended_units", national.suspended_units, on))
    lines.append(line("gap_enforceable", national.gap_enforceable, on))
    return lines


def trace(found: Assessment, exposure_eur: float, fees: Fees, on: date) -> tuple[TraceLine, ...]:
    """Write the whole calculation, step by step.

    Parameters
    ----------
    found : Assessment
        The figures, by the rules of the reference date.
    exposure_eur : float
        EUR a day for the uncovered units.
    fees : Fees
        Contributions of the exemptions.
    on : date
        Day the money is read at.
    """
    day = found.employer.reference_date
    sanction = decimal_text(Fraction(load("sanction_uncovered").on(on).value), 2)
    detail = f"{found.national.gap_enforceable} unità x {sanction} EUR"
    money = [line("exposure_eur_per_day", exposure_eur, on, detail=detail)]
    if fees.payable_units:
        money.append(
            line("exemption_eur_per_day", fees.authorised_eur, on, detail=f"{fees.payable_units} unità da pagare")
        )
    if fees.self_certified_eur:
        money.append(line("self_certified_eur_per_day", fees.self_certified_eur, on))
    return (*_base(found, day), *_quotas(found, day), *_gaps(found, day), *money)
