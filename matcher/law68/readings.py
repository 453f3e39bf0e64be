"""Where the sources disagree: what each other reading would change, as lines of the trace; and art. 17.

The calculation follows one reading; the others are computed beside it, and a line is written for those that change a
figure. A person at the office decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction

from matcher.law68.arithmetic import decimal_text, percent_of, units
from matcher.law68.assessment import Assessment
from matcher.law68.context import Context
from matcher.law68.conventions import art12bis_cap
from matcher.law68.employer import LENT_DISABLED_KINDS, OWN_DISABLED_KINDS, PUBLIC, HoursRow
from matcher.law68.parameters import load
from matcher.law68.quota import band as band_of
from matcher.law68.quota import duty_waits, quota_disabled
from models.quota import TraceLine

_AGENCY = "agency_disabled"


def _line(step: str, value: int | str, parameter_id: str, on: date, detail: str, label: str = "") -> TraceLine:
    parameter = load(parameter_id)
    law = parameter.find(on) or parameter.values[0]
    return TraceLine(
        step=step,
        value=value,
        article=f"{law.reference.article} — {law.reference.act}",
        valid_from=law.valid_from,
        source=law.reference.href or law.reference.text,
        certainty=law.certainty,
        label=label or parameter.label_it,
        detail=detail,
    )


def _reading(found: Assessment, name: str, value: int | str, detail: str) -> TraceLine:
    return _line("reading", value, f"readings.{name}", found.employer.reference_date, detail)


def _other_base(found: Assessment, name: str, base: int, why: str) -> TraceLine | None:
    """Write a reading that changes the base, where quota or band follow."""
    on, national = found.employer.reference_date, found.national
    base = max(0, base)
    if base == national.base_art3 or duty_waits(found.employer, base):
        return None
    quota, other_band = quota_disabled(base, on=on), band_of(base, on=on)
    if quota == national.quota_disabled and other_band == national.band:
        return None
    gap = max(0, quota - national.exempt_units - national.disabled_in_force)
    detail = (
        f"{why}: base {base} invece di {national.base_art3}, fascia {other_band or 'sotto soglia'}, quota {quota} "
        f"invece di {national.quota_disabled}, scopertura {gap} invece di {max(0, national.gap_disabled_real)}"
    )
    return _reading(found, name, quota, detail)


def _single_sum(found: Assessment, context: Context) -> TraceLine | None:
    count = found.counts.national
    together = units(count.part_time_sum + count.intermittent_sum, found.employer.reference_date)
    base = count.raw_art3 + together - count.part_time_units - count.intermittent_units
    return _other_base(found, "single_sum", base, "con una sola somma di tempo parziale e intermittenti")


def _private_guards(found: Assessment, context: Context) -> TraceLine | None:
    category = load("readings.private_guards").values[-1].value["category"]
    base, heads = found.counts.national.raw_art3, context.private_guards
    listed = sum(item.heads for row in found.employer.provinces for item in row.excluded if item.category == category)
    if heads and context.count_private_guards:
        return _other_base(found, "private_guards", base - heads, "senza le guardie private nella base")
    if heads or (listed and found.employer.legal_form != PUBLIC):
        back = heads or listed
        return _other_base(found, "private_guards", base + back, "con le guardie private nella base")
    return None


def _part_timers(found: Assessment) -> list[HoursRow]:
    agency = load("cover_agency").find(found.employer.reference_date) is not None
    kinds = OWN_DISABLED_KINDS + LENT_DISABLED_KINDS
    return [
        hours
        for row in found.employer.provinces
        for hours in row.part_time
        if hours.heads and hours.kind in kinds and (agency or hours.kind != _AGENCY)
    ]


def _by_degree(found: Assessment, hours: HoursRow) -> bool:
    """Whether the rule of the degree, from 15 to 35, makes a part-timer count whole."""
    rule = load("cover_small_employer").find(found.employer.reference_date)
    if rule is None or found.national.band != rule.value["band"] or hours.kind not in OWN_DISABLED_KINDS:
        return False
    return hours.percent is not None and hours.percent > rule.value["over_percent"]


def _other_cover(
    found: Assessment, name: str, unit_of: Callable[[HoursRow], Fraction], why: str, *, rounded: bool
) -> TraceLine | None:
    """Write a reading that changes the units in force, where the gap follows."""
    total = sum((hours.heads * unit_of(hours) for hours in _part_timers(found)), Fraction())
    cover = found.cover.full_time + (units(total, found.employer.reference_date) if rounded else total)
    national = found.national
    gap = max(Fraction(), Fraction(national.quota_disabled - national.exempt_units) - cover)
    if gap == max(0, national.gap_disabled_real):
        return None
    detail = (
        f"{why}: {decimal_text(Fraction(cover))} unità in forza invece di {national.disabled_in_force}, "
        f"scopertura {decimal_text(gap)} invece di {max(0, national.gap_disabled_real)}"
    )
    return _reading(found, name, decimal_text(gap), detail)


def _half_unit(found: Assessment, context: Context) -> TraceLine | None:
    half = Fraction(load("readings.half_unit_part_time").values[-1].value)
    limit = Fraction(load("cover_part_time").on(found.employer.reference_date).value)

    def unit_of(hours: HoursRow) -> Fraction:
        return Fraction(1) if hours.share > limit or _by_degree(found, hours) else half

    return _other_cover(found, "half_unit_part_time", unit_of, "mezza unità fino a metà orario", rounded=False)


def _pro_rata(found: Assessment, context: Context) -> TraceLine | None:
    def unit_of(hours: HoursRow) -> Fraction:
        return Fraction(1) if _by_degree(found, hours) else hours.share

    return _other_cover(found, "pro_rata_part_time", unit_of, "tempo parziale sempre in proporzione", rounded=True)


def _hours_only(found: Assessment, context: Context) -> TraceLine | None:
    limit = Fraction(load("cover_part_time").on(found.employer.reference_date).value)

    def unit_of(hours: HoursRow) -> Fraction:
        return Fraction(1) if hours.share > limit else hours.share

    why = "senza la regola del grado, come il motore del prospetto"
    return _other_cover(found, "official_engine_small_employer", unit_of, why, rounded=True)


def _half_up(found: Assessment, context: Context, on: date) -> TraceLine | None:
    law, other = load("convention_art12bis").find(on), load("readings.art12bis_half_up").find(on)
    if law is None or other is None or not found.national.gap_disabled or found.national.band != law.value["band"]:
        return None
    exact = percent_of(law.value["most_percent"], found.national.quota_disabled)
    cap = art12bis_cap(found.national.quota_disabled, found.national.band, on=on)
    if exact - exact.numerator // exact.denominator != Fraction(other.value):
        return None
    detail = f"limite art. 12-bis {cap + 1} invece di {cap}: {decimal_text(exact)} unità esatte"
    return _line("reading", cap + 1, "readings.art12bis_half_up", on, detail)


def other_readings(found: Assessment, context: Context, on: date) -> tuple[TraceLine, ...]:
    """Write the readings that would change a figure: which, and how.

    Parameters
    ----------
    found : Assessment
        The figures by the reading that is followed.
    context : Context
        Private guards, and whether they are counted.
    on : date
        Day of money and ways.

    Returns
    -------
    tuple of TraceLine
        Step ``reading``: its value is the quota, the gap or the cap that the other reading gives.

    Source: the parameters ``readings.*`` name who reads otherwise.
    """
    readings = (_single_sum, _half_unit, _pro_rata, _hours_only, _private_guards)
    lines: Iterable[TraceLine | None] = [reading(found, context) for reading in readings]
    return tuple(line for line in (*lines, _half_up(found, context, on)) if line is not None)


def certificate(found: Assessment, context: Context, on: date) -> tuple[tuple[TraceLine, ...], tuple[str, ...]]:
    """Write whether an employer that works with the public sector may declare to be in order.

    Returns
    -------
    lines, warnings
        One line of the trace where the employer works with public bodies; a warning where a gap stands in the way.

    Source: Law 68/1999, art. 17.
    """
    if not context.works_with_public_sector:
        return (), ()
    open_gap = found.national.gap_disabled + found.national.gap_art18
    planned = any(agreement.kind == "art11" for agreement in context.agreements_in_force(on))
    if not open_gap:
        detail = "nessuna scopertura: può dichiararsi in regola"
    elif planned:
        detail = "scopertura con un programma art. 11 in corso: in regola finché il programma è rispettato"
    else:
        detail = "con una scopertura aperta la dichiarazione non è possibile: esclusione dalle gare"
    value = "sì" if not open_gap or planned else "no"
    line = _line("certificate_art17", value, "certificate_art17", on, detail, "certificazione di ottemperanza, art. 17")
    warnings = (f"lavora con enti pubblici (art. 17): {detail}",) if open_gap else ()
    return (line,), warnings
