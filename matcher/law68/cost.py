"""Money: what an uncovered unit, an exempt unit and a late prospetto cost (Law 68/1999, art. 5 and 15)."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from matcher.law68.assessment import Assessment
from matcher.law68.employer import EmployerInput
from matcher.law68.parameters import load
from matcher.law68.quota import band as band_of
from matcher.law68.working_days import working_days

_CENT = Decimal("0.01")
_MONTHS = 12


def cents(amount: Fraction) -> float:
    """Write an exact amount in EUR to the cent, one half up, after all multiplying."""
    exact = Decimal(amount.numerator) / Decimal(amount.denominator)
    return float(exact.quantize(_CENT, rounding=ROUND_HALF_UP))


def amount(parameter_id: str, on: date) -> Fraction:
    """Return an amount of the law on a day, exact, in EUR."""
    return Fraction(load(parameter_id).on(on).value)


def uncovered_units_cost(
    units: int, first: date, last: date, *, days_per_week: int = 5, patron: tuple[int, int] | None = None
) -> float:
    """EUR of the sanction for uncovered units over a period, every working day at that day's amount.

    Source: Law 68/1999, art. 15, c. 4.
    """
    total, start = Fraction(), first
    changes = [value.valid_from for value in load("sanction_uncovered").values if first < value.valid_from <= last]
    for end in [*(day - timedelta(days=1) for day in changes), last]:
        days = working_days(start, end, days_per_week=days_per_week, patron=patron)
        total += units * days * amount("sanction_uncovered", start)
        start = end + timedelta(days=1)
    return cents(total)


def late_prospetto_cost(days_late: int, on: date) -> float:
    """EUR of the sanction for a prospetto filed late by some days.

    Source: Law 68/1999, art. 15, c. 1.
    """
    if days_late <= 0:
        return 0.0
    rule = load("sanction_prospetto").on(on).value
    return cents(Fraction(rule["fixed"]) + days_late * Fraction(rule["per_day"]))


def cost_after_notice(eur: Fraction, on: date) -> float:
    """EUR left of a sanction for who complies after the notice (diffida): the least share of it.

    Source: Law 68/1999, art. 15, c. 4-bis.
    """
    return cents(eur * Fraction(load("sanction_diffida").on(on).value))


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, or the month's last day where it has fewer."""
    years, month = divmod(day.month - 1 + months, _MONTHS)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def duty_since(employer: EmployerInput, base_art3: int) -> date | None:
    """Day the present gap began: as stated, or after the months of grace of a new hire until 2017."""
    if employer.obligation_since is not None or employer.new_hire_on is None:
        return employer.obligation_since
    condition = load("new_hire_condition").on(employer.reference_date).value
    if condition is None or band_of(base_art3, on=employer.reference_date) not in condition["bands"]:
        return None
    return add_months(employer.new_hire_on, condition["months_of_grace"])


def last_day_of_term(since: date, on: date) -> date:
    """Last day to file the request for referral: after it every working day is sanctioned.

    Examples
    --------
    >>> last_day_of_term(date(2026, 3, 2), date(2026, 6, 1))
    datetime.date(2026, 5, 1)

    Source: Law 68/1999, art. 9, c. 1.
    """
    return since + timedelta(days=load("request_term").on(on).value)


def exposure(gap_enforceable: int, since: date | None, on: date) -> float:
    """EUR a working day for the uncovered units; 0 until the term of the request has passed, where its start is known.

    Parameters
    ----------
    gap_enforceable : int
        Uncovered units after suspension, nationally.
    since : date or None
        Day the gap began; None counts as long ago.
    on : date
        Day the money is read at.

    Source: Law 68/1999, art. 15, c. 4; art. 9, c. 1.
    """
    if since is not None and on <= last_day_of_term(since, on):
        return 0.0
    return cents(gap_enforceable * amount("sanction_uncovered", on))


@dataclass(frozen=True, slots=True)
class Fees:
    """Exempt units that are paid for, and what they cost a working day."""

    payable_units: int
    authorised_eur: float
    self_certified_eur: float


def exemption_fees(found: Assessment, on: date) -> Fees:
    """Compute the contributions of the exemptions, province by province.

    An authorised exemption is paid for the units still needed: quota with compensations, less the workers in force
    and the self-certified units, never more than the act allows; a request is paid until it is decided.

    Source: Law 68/1999, art. 5, c. 3 and 3-bis; DM 357/2000.
    """
    payable = 0
    for at, (row, exempt) in enumerate(zip(found.provinces, found.exemptions, strict=True)):
        due = row.quota_disabled - row.suspended_units + found.compensations.disabled.provinces[at]
        needed = max(0, due - row.disabled_in_force - exempt.self_certified)
        payable += min(needed, exempt.most_payable)
    certified = sum(exempt.self_certified for exempt in found.exemptions)
    # Before 2016 there was no self-certification to pay for; `position` warns where units meet such a day.
    law = load("exemption_fee_self_certified").find(on)
    certified_eur = amount("exemption_fee_self_certified", on) * certified if law is not None else Fraction()
    return Fees(payable, cents(payable * amount("exemption_fee", on)), cents(certified_eur))
