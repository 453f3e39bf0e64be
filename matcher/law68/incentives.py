"""The incentives of art. 13: share of gross pay and months, by degree, kind of disability and contract."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from matcher.law68.arithmetic import PERCENT
from matcher.law68.cost import cents
from matcher.law68.parameters import load


@dataclass(frozen=True, slots=True)
class Incentive:
    """Share of the gross monthly taxable pay, in percent, and for how many months (None: as long as the contract)."""

    code: str
    share_percent: int
    months: int | None


def cases(on: date) -> tuple[dict[str, Any], ...]:
    """Return the cases of the incentive in force on a day, from the most generous; none before the first law."""
    law = load("incentive_art13").find(on)
    return tuple(law.value["cases"]) if law is not None else ()


def incentive(
    percent: Fraction | int, *, psychic: bool, contract: str, on: date, months: int | None = None
) -> Incentive | None:
    """Return the incentive that a hire opens, None where it opens none.

    Parameters
    ----------
    percent : Fraction or int
        Degree of the reduction of working capacity.
    psychic : bool
        Whether the disability is intellectual or psychic.
    contract : str
        ``permanent`` or ``fixed_term``.
    on : date
        Day of the hire.
    months : int, optional
        Months of a fixed-term contract.

    Source: Law 68/1999, art. 13; INPS circular 99/2016.
    """
    for case in cases(on):
        degree = percent > case["over_percent"] if "over_percent" in case else percent >= case["from_percent"]
        long_enough = months is not None and months >= case["least_months"] if "least_months" in case else True
        if degree and long_enough and contract == case["contract"] and (psychic or not case["psychic"]):
            lasts = case.get("months", months)
            return Incentive(case["code"], case["share_percent"], lasts)
    return None


def incentive_eur(found: Incentive, gross_monthly: Fraction | int) -> float:
    """EUR of an incentive over its whole length, on a gross monthly taxable pay."""
    return cents(Fraction(gross_monthly) * found.share_percent * PERCENT * (found.months or 0))
