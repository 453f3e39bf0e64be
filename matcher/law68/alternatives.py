"""What one change does: gap, band, EUR a day and over twelve months, incentive and net, for each kind of change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from matcher.law68.arithmetic import PERCENT, decimal_text
from matcher.law68.assessment import Assessment, assess
from matcher.law68.changes import CONVENTIONS, Change, apply_change, parse_change, usual_changes, widest
from matcher.law68.context import Context, open_posts, split_context
from matcher.law68.cost import Fees, cents, duty_since, exemption_fees, exposure
from matcher.law68.inputs import read_employer
from matcher.law68.options import ways_to_comply
from matcher.law68.parameters import load
from matcher.law68.reading import QuotaInputError
from matcher.law68.what_if import incentives_open
from matcher.law68.year_ahead import MONTHS, YearAhead, year_ahead
from models.quota import Alternative, WayToComply

_LABELS = {
    "full_time": "un'assunzione a tempo pieno",
    "agency": "una missione di somministrazione",
    "art12": "convenzione art. 12",
    "art12bis": "convenzione art. 12-bis",
    "art14": "convenzione art. 14",
    "art18": "un'assunzione art. 18 a tempo pieno",
}
_GOVERNS = {"full_time": "cover_full_time", "part_time": "cover_part_time", "agency": "cover_agency"}
_HIRES = ("full_time", "part_time", "art12")
_NOT_SET = "limite della provincia non impostato (not set): indicare le unità, per esempio art14:1"


def fees_on(found: Assessment, context: Context, on: date, before: Assessment | None = None) -> Fees:
    """Compute the exemption fees, open posts of agreements taken off the units that are paid for.

    Parameters
    ----------
    found : Assessment
        The figures that are paid on.
    context : Context
        The agreements.
    on : date
        Day of the fee.
    before : Assessment, optional
        The figures of today, where ``found`` stands for a change: every unit that it closes fills one open post.

    Source: Law 68/1999, art. 5, c. 3; art. 11.
    """
    today = before or found
    posts = [
        max(0, kept - max(0, now.gap_disabled - then.gap_disabled))
        for kept, now, then in zip(open_posts(today, context, on), today.provinces, found.provinces, strict=True)
    ]
    if not any(posts):
        return exemption_fees(found, on)
    rows = tuple(
        replace(row, disabled_in_force=row.disabled_in_force + kept)
        for row, kept in zip(found.provinces, posts, strict=True)
    )
    return exemption_fees(replace(found, provinces=rows), on)


@dataclass(frozen=True, slots=True)
class Situation:
    """An employer's figures with what surrounds them, on a day."""

    found: Assessment
    context: Context
    since: date | None
    on: date

    @property
    def year(self) -> YearAhead:
        """The twelve months from the day."""
        return year_ahead(self.context, self.since, self.on)

    def ways(self) -> dict[str, WayToComply]:
        """The ways to comply by their code."""
        return {way.code: way for way in ways_to_comply(self.found, self.since, self.on, self.context)}

    def fees(self, then: Assessment, before: Assessment | None = None) -> Fees:
        """Return the fees of figures that stand in place of today's."""
        return fees_on(then, self.context, self.on, before or self.found)

    def fees_a_year(self, then: Assessment, before: Assessment | None = None) -> float:
        """EUR of the fees over the twelve months, by figures that stand in place of today's."""
        certified = sum(exempt.self_certified for exempt in then.exemptions)
        return self.year.fees(self.fees(then, before).payable_units, certified)


def situation(employer: Mapping[str, Any], *, on: date | None = None) -> Situation:
    """Read and compute an employer for its alternatives and plans.

    Raises
    ------
    QuotaInputError
        With every fault of the employer.
    """
    document, context, faults = split_context(employer)
    try:
        checked = read_employer(document, on=on)
    except QuotaInputError as error:
        raise QuotaInputError([*error.faults, *faults], error.employer_id) from error
    if faults:
        raise QuotaInputError(faults, checked.employer_id)
    found = assess(checked)
    return Situation(
        found, context, duty_since(checked, found.national.base_art3), on if on is not None else checked.reference_date
    )


def incentive_most(cases: Sequence[Mapping[str, Any]], gross_monthly: Fraction | int | None) -> float | None:
    """EUR of the most generous incentive in its first twelve months, None where the pay is not known."""
    if gross_monthly is None:
        return None
    shares = [case["share_percent"] * min(MONTHS, case.get("months") or case["least_months"]) for case in cases]
    return cents(Fraction(gross_monthly) * max(shares, default=0) * PERCENT)


def _label(change: Change) -> str:
    if change.kind == "part_time":
        share = decimal_text(Fraction(change.worked, change.contract) / PERCENT, 1)
        return f"un'assunzione a tempo parziale, {share} % dell'orario"
    if change.kind == "exemption":
        return f"esonero parziale del {decimal_text(change.percent or Fraction(), 2)} %"
    return _LABELS[change.kind]


def _may(case: Situation, change: Change, ways: Mapping[str, WayToComply]) -> tuple[bool, str, Change]:
    """Whether a change is open, why, and the change cut to what is allowed."""
    if change.kind in CONVENTIONS or change.kind == "exemption":
        way = ways["exemption_authorised" if change.kind == "exemption" else change.kind]
        if not way.open or change.kind == "exemption":
            return way.open, way.reason, change
        if way.units is None:
            return change.units is not None, (change.units and way.reason) or _NOT_SET, change
        asked = way.units if change.units is None else change.units
        return True, way.reason, replace(change, units=min(asked, way.units))
    if change.kind == "agency":
        law = load("cover_agency").find(case.found.employer.reference_date)
        if law is None:
            first = load("cover_agency").values[0].valid_from
            return False, f"copre la quota solo dal {first}", change
        if change.months is None or change.months < law.value:
            return False, f"copre solo con una missione di almeno {law.value} mesi", change
        return True, f"missione di almeno {law.value} mesi; copre presso l'utilizzatore finché dura", change
    if change.kind == "part_time":
        reason = "oltre metà orario vale un'unità, altrimenti la frazione, in una sola somma arrotondata"
        small = load("cover_small_employer").find(case.found.employer.reference_date)
        if small is not None and case.found.national.band == small.value["band"]:
            reason += f"; con invalidità oltre il {small.value['over_percent']} % vale un'unità, qualunque orario"
        return True, reason, change
    return True, "copre dal giorno dell'assunzione", change


def _reference(change: Change, ways: Mapping[str, WayToComply], on: date) -> tuple[str, str]:
    if change.kind in CONVENTIONS or change.kind == "exemption":
        way = ways["exemption_authorised" if change.kind == "exemption" else change.kind]
        return way.article, way.certainty
    parameter = load(_GOVERNS.get(change.kind, "art18_in_force"))
    law = parameter.find(on) or parameter.values[0]
    return f"{law.reference.article} — {law.reference.act}", law.certainty


def _units(change: Change, before: Assessment, after: Assessment) -> int:
    if change.kind == "exemption":
        return after.national.exempt_units - before.national.exempt_units
    return (change.units or 0) if change.kind in CONVENTIONS else 1


def _one(
    case: Situation, change: Change, ways: Mapping[str, WayToComply], gross_monthly: Fraction | int | None
) -> Alternative:
    may, reason, change = _may(case, change, ways)
    at = widest(case.found, "gap_art18" if change.kind == "art18" else "gap_disabled")
    then = assess(apply_change(case.found, change, at)) if may else case.found
    now, after, year = case.found.national, then.national, case.year
    exposed, exposed_then = (exposure(nation.gap_enforceable, case.since, case.on) for nation in (now, after))
    year_now, year_then = year.exposure(now.gap_enforceable), year.exposure(after.gap_enforceable)
    fees_now, fees_then = case.fees(case.found), case.fees(then)
    day_fee = fees_then.authorised_eur + fees_then.self_certified_eur
    day_fee -= fees_now.authorised_eur + fees_now.self_certified_eur
    year_fee = case.fees_a_year(then) - case.fees_a_year(case.found)
    opens = may and change.kind in _HIRES and after.gap_disabled <= now.gap_disabled
    cases = incentives_open(case.found.employer.legal_form, case.on) if opens else ()
    article, certainty = _reference(change, ways, case.on)
    return Alternative(
        kind=change.kind,
        label=_label(change),
        province=None if change.kind == "exemption" else case.found.provinces[at].province,
        open=may,
        reason=reason,
        article=article,
        certainty=certainty,
        units=_units(change, case.found, then) if may else 0,
        gap_closed=now.gap_disabled - after.gap_disabled,
        band=after.band,
        quota_disabled=after.quota_disabled,
        gap_disabled=after.gap_disabled,
        gap_art18=after.gap_art18,
        gap_enforceable=after.gap_enforceable,
        exposure_eur_per_day=exposed_then,
        saved_eur_per_day=round(exposed - exposed_then, 2),
        exposure_eur_per_year=year_then,
        saved_eur_per_year=round(year_now - year_then, 2),
        fee_eur_per_day=round(day_fee, 2),
        fee_eur_per_year=round(year_fee, 2),
        net_eur_per_year=round(year_now - year_then - year_fee, 2),
        incentive=cases,
        incentive_most_eur_per_year=incentive_most(cases, gross_monthly) if opens else None,
    )


def alternatives_of(
    case: Situation, kinds: Sequence[str | Change] | None = None, gross_monthly: Fraction | int | None = None
) -> tuple[Alternative, ...]:
    """Compute alternatives of an employer that is already read; see :func:`alternatives`."""
    listed = usual_changes(case.found, case.on) if kinds is None else kinds
    changes = [parse_change(kind) if isinstance(kind, str) else kind for kind in listed]
    ways = case.ways()
    return tuple(_one(case, change, ways, gross_monthly) for change in changes)


def alternatives(
    employer: Mapping[str, Any],
    *,
    on: date | None = None,
    kinds: Sequence[str | Change] | None = None,
    gross_monthly: Fraction | int | None = None,
) -> tuple[Alternative, ...]:
    """Compute what one more change does, for each kind asked.

    Parameters
    ----------
    employer : mapping
        The employer in the form of section 4 of the contract.
    on : date, optional
        Day of money and terms; the reference date where not given.
    kinds : sequence of str or Change, optional
        ``full_time``, ``part_time:24/40``, ``agency:12``, ``art12:1``, ``art12bis:2``, ``art14:1``, ``exemption:60``,
        ``art18``; the usual ones where not given.
    gross_monthly : Fraction or int, optional
        EUR a month of gross taxable pay, for the incentives in EUR.

    Returns
    -------
    tuple of Alternative
        In the order asked; money in EUR a working day and over twelve months, wages in none of it.

    Raises
    ------
    QuotaInputError
        With every fault of the employer.
    ValueError
        If a kind cannot be read.

    Source: Law 68/1999, art. 3, 5, 11-13, 15; D.Lgs 81/2015, art. 34, c. 3; D.Lgs 276/2003, art. 14.
    """
    return alternatives_of(situation(employer, on=on), kinds, gross_monthly)
