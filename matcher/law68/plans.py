"""Whole ways to zero over twelve months, side by side: the cheapest, the most inclusive, the one with fewest hires.

A plan is a number of units for each open way, chosen by ``plan_choice`` and then carried out on the employer: what it
leaves is what the whole calculation says, not a sum of differences. Wages are not counted unless a hire has a price.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from matcher.law68.alternatives import Situation, incentive_most, situation
from matcher.law68.assessment import Assessment, assess
from matcher.law68.changes import exempted, hired, placed, widest
from matcher.law68.cost import cents
from matcher.law68.employer import CompensationRow
from matcher.law68.options import propose_compensation
from matcher.law68.parameters import load
from matcher.law68.plan_choice import AIMS, Lane, best
from matcher.law68.relief import most_exempt
from matcher.law68.what_if import incentives_open
from matcher.law68.year_ahead import year_notes
from models.quota import Plan, Plans, PlanStep, WayToComply

PRICED = ("hire", "art12", "art12bis", "art14")
_EXEMPTION = "exemption_authorised"
_COMPENSATION = "compensation"
_HIRE_WAYS = ("nominative_hire", "art11")
_WAGES = (
    "retribuzioni e commesse non sono contate, se non dichiarate: un'assunzione costa 0 e una convenzione è 'not set'"
)


def exemption_room(found: Assessment, on: date) -> tuple[int, ...]:
    """Units that a further authorised exemption may reach in every province; none where the province gives surplus.

    Source: Law 68/1999, art. 5, c. 3 and 8: no exemption beside a compensation that the province gives.
    """
    law = load("exemption_authorised").on(on).value
    room = []
    for row, figures, exempt in zip(found.employer.provinces, found.provinces, found.exemptions, strict=True):
        gives = any(item.subject == "disabled" and item.category == "excess" for item in row.compensations)
        most = most_exempt(
            figures.quota_disabled, found.national.band, Fraction(law["most_percent"]), on, rule=law
        )  # fmt: skip
        room.append(0 if gives else max(0, min(most - exempt.units, figures.gap_enforceable)))
    return tuple(room)


def _compensated(found: Assessment, proposed: Sequence[Mapping[str, Any]]) -> Assessment:
    """Return the figures once the proposed rows of compensation are written on both sides."""
    rows = {row.province: list(row.compensations) for row in found.employer.provinces}
    for move in proposed:
        giver, receiver, units = move["from"], move["to"], move["units"]
        rows[giver].append(CompensationRow("disabled", "excess", units, receiver, False))
        rows[receiver].append(CompensationRow("disabled", "reduction", units, giver, False))
    provinces = tuple(replace(row, compensations=tuple(rows[row.province])) for row in found.employer.provinces)
    return assess(replace(found.employer, provinces=provinces))


def _lanes(
    case: Situation, found: Assessment, ways: Mapping[str, WayToComply], prices: Mapping[str, Any]
) -> list[Lane]:
    def price(code: str) -> Fraction | None:
        return Fraction(prices[code]) if prices.get(code) is not None else None

    listed = [Lane("hire", None, price("hire") or Fraction(), 1)]
    if ways[_EXEMPTION].open:
        fee = case.year.unit_cost("exemption_fee")
        listed.append(Lane(_EXEMPTION, sum(exemption_room(found, case.on)), fee, 0))
    for code, hires in (("art12bis", 0), ("art14", 0), ("art12", 1)):
        way = ways[code]
        if way.open and way.units:
            listed.append(Lane(code, way.units, price(code), hires))
    return listed


def _carried_out(found: Assessment, units: Mapping[str, int], room: Sequence[int]) -> Assessment:
    """Return the figures once every unit of a plan is in force, in the provinces whose gap it closes."""
    left = [row.gap_enforceable for row in found.provinces]
    first = widest(found, "gap_enforceable")
    left[first] += max(0, sum(units.values()) - sum(left))  # units of an office outside the list
    rows = list(found.employer.provinces)
    for code, total in units.items():
        remaining = total
        for at, row in enumerate(rows):
            here = min(remaining, left[at], room[at] if code == _EXEMPTION else left[at])
            if not here:
                continue
            if code == _EXEMPTION:
                rows[at] = exempted(row, found.exemptions[at].granted, here)
            else:
                rows[at] = placed(row, here) if code in ("art12bis", "art14") else hired(row, here)
            left[at] -= here
            remaining -= here
    return assess(replace(found.employer, provinces=tuple(rows)))


def _steps(
    ways: Mapping[str, WayToComply],
    lanes: Sequence[Lane],
    units: Sequence[int],
    proposed: Sequence[dict[str, Any]],
    hire: WayToComply,
) -> tuple[PlanStep, ...]:
    steps = []
    if proposed:
        way = ways[_COMPENSATION]
        moved = sum(row["units"] for row in proposed)
        steps.append(PlanStep(way.code, way.label, moved, 0.0, way.article, way.certainty, tuple(proposed)))
    for lane, number in zip(lanes, units, strict=True):
        if number:
            way = hire if lane.code == "hire" else ways[lane.code]
            cost = cents(number * lane.price) if lane.price is not None else None
            steps.append(PlanStep(way.code, way.label, number, cost, way.article, way.certainty))
    return tuple(steps)


def _plan(
    case: Situation,
    aim: str,
    ways: Mapping[str, WayToComply],
    prices: Mapping[str, Any],
    proposed: Sequence[dict[str, Any]],
    gross_monthly: Fraction | int | None,
) -> Plan | None:
    start = _compensated(case.found, proposed) if proposed else case.found
    lanes = _lanes(case, start, ways, prices)
    units = best(start.national.gap_enforceable, lanes, aim)
    if units is None:
        return None
    room = exemption_room(start, case.on)
    # Exempt units first: they have the narrowest room, the other ways go wherever a gap is left.
    ordered = dict(sorted(((lane.code, n) for lane, n in zip(lanes, units, strict=True)), key=_exempt_first))
    then = _carried_out(start, ordered, room)
    avoided = case.year.exposure(case.found.national.gap_enforceable) - case.year.exposure(
        then.national.gap_enforceable
    )
    fees = case.fees_a_year(then, start)
    stated = sum(
        (n * lane.price for lane, n in zip(lanes, units, strict=True) if lane.price and lane.code != _EXEMPTION),
        Fraction(),
    )
    hires = sum(lane.hires * n for lane, n in zip(lanes, units, strict=True))
    cases = incentives_open(case.found.employer.legal_form, case.on) if hires else ()
    each = incentive_most(cases, gross_monthly)
    hire = next((ways[code] for code in _HIRE_WAYS if ways[code].open), ways["art11"])
    return Plan(
        code=aim,
        label=AIMS[aim][0],
        steps=_steps(ways, lanes, units, proposed, hire),
        hires=hires,
        gap_enforceable=then.national.gap_enforceable,
        exposure_avoided_eur=round(avoided, 2),
        fees_eur=fees,
        stated_costs_eur=cents(stated),
        costs_not_set=tuple(lane.code for lane, n in zip(lanes, units, strict=True) if n and lane.price is None),
        net_eur=round(avoided - (fees - case.fees_a_year(case.found)) - cents(stated), 2),
        incentive_percent=tuple(sorted({item["share_percent"] for item in cases})),
        incentive_most_eur=round(each * hires, 2) if each is not None else None,
    )


def _exempt_first(item: tuple[str, int]) -> bool:
    return item[0] != _EXEMPTION


def plans_of(
    case: Situation, prices: Mapping[str, Any] | None = None, gross_monthly: Fraction | int | None = None
) -> Plans:
    """Compute the plans of an employer that is already read; see :func:`plans`."""
    prices = prices or {}
    unknown = [code for code in prices if code not in PRICED]
    if unknown:
        msg = f"prices must be of {', '.join(PRICED)}; got {', '.join(map(repr, unknown))}"
        raise ValueError(msg)
    ways = case.ways()
    gap = case.found.national.gap_enforceable
    found: list[Plan] = []
    if gap:
        proposed = propose_compensation(case.found)
        if proposed and _compensated(case.found, proposed).national.gap_enforceable >= gap:
            proposed = ()
        for aim in AIMS:
            plan = _plan(case, aim, ways, prices, () if aim == "most_inclusive" else proposed, gross_monthly)
            if plan is not None:
                found.append(plan)
    notes = [_WAGES, "come se ogni passo valesse dal primo giorno", *year_notes(case.context, case.year)]
    if case.found.national.gap_disabled and not gap:
        notes.append("la scopertura non è esigibile ora (sospensione): nessun piano")
    return Plans(
        first=case.year.first,
        last=case.year.last,
        working_days=case.year.working_days,
        gap_enforceable=gap,
        exposure_eur=case.year.exposure(gap),
        break_even_hire_eur=cents(case.year.unit_cost("exemption_fee")),
        plans=tuple(found),
        notes=tuple(notes),
    )


def plans(
    employer: Mapping[str, Any],
    *,
    on: date | None = None,
    prices: Mapping[str, Any] | None = None,
    gross_monthly: Fraction | int | None = None,
) -> Plans:
    """Compute the lawful ways to zero of an employer, side by side over twelve months.

    Parameters
    ----------
    employer : mapping
        The employer in the form of section 4 of the contract.
    on : date, optional
        First of the twelve months; the reference date where not given.
    prices : mapping, optional
        EUR of a unit over the twelve months as the firm states them: ``hire``, ``art12``, ``art12bis``, ``art14``. A
        hire left out costs 0 (wages are not counted); an agreement left out is "not set" and never the cheapest.
    gross_monthly : Fraction or int, optional
        EUR a month of gross taxable pay, for the incentives in EUR.

    Returns
    -------
    Plans
        The cheapest, the most inclusive and the one with fewest hires; none where nothing is enforceable.

    Raises
    ------
    QuotaInputError
        With every fault of the employer.
    ValueError
        If a price is of no known way.

    Source: Law 68/1999, art. 5, 11-13, 15; D.Lgs 276/2003, art. 14.
    """
    return plans_of(situation(employer, on=on), prices, gross_monthly)
