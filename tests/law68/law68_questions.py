"""What a worked case may ask beside an employer's position: days, money, agreements, incentives, one person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from matcher.law68.conventions import art12_units, art12bis_cap, art14_cap, art14_units_of_commission
from matcher.law68.cost import (
    amount,
    cost_after_notice,
    exposure,
    last_day_of_term,
    late_prospetto_cost,
    uncovered_units_cost,
)
from matcher.law68.incentives import incentive, incentive_eur
from matcher.law68.who_counts import Worker, who_counts
from matcher.law68.working_days import working_days


def _worker(given: dict[str, Any]) -> Worker:
    facts = {word.replace(" ", "_").replace("art._18", "art18"): value for word, value in given.items()}
    return Worker(worker_id="1", **facts)


def _who_counts(given: dict[str, Any], day: date) -> dict[str, Any]:
    """Answer yes, no or unknown, since when, and the field of the workforce."""
    found = who_counts(_worker(given), on=day)
    return {"counts": found.counts, "since": found.since, "covers": found.field, "missing": list(found.missing)}


def _patron(given: dict[str, Any]) -> dict[str, Any]:
    month, _, day = str(given.get("patron", "")).partition("-")
    return {"days_per_week": given.get("week", 5), "patron": (int(month), int(day)) if day else None}


def _incentive(given: dict[str, Any], day: date) -> dict[str, Any]:
    found = incentive(
        Fraction(given["percent"]),
        psychic=given.get("psychic", False),
        contract=given["contract"],
        months=given.get("months"),
        on=day,
    )
    if found is None:
        return {"incentive": "none"}
    return {"share": found.share_percent, "months": found.months, "EUR": incentive_eur(found, given["pay a month"])}


def _last_day(given: dict[str, Any], day: date) -> dict[str, Any]:
    return {"last day": last_day_of_term(given["gap since"], day)}


QUESTIONS: dict[str, Callable[[dict[str, Any], date], dict[str, Any]]] = {
    "working days": lambda given, day: {"days": working_days(given["from"], given["to"], **_patron(given))},
    "cost of uncovered units": lambda given, day: {
        "EUR": uncovered_units_cost(given["units"], given["from"], given["to"], **_patron(given))
    },
    "amount": lambda given, day: {"EUR": float(amount(given["of"], day))},
    "late prospetto": lambda given, day: {"EUR": late_prospetto_cost(given["days late"], day)},
    "after the notice": lambda given, day: {"EUR": cost_after_notice(Fraction(str(given["EUR"])), day)},
    "daily sanction": lambda given, day: {"EUR a day": exposure(given["units"], given.get("gap since"), day)},
    "term of the request": _last_day,
    "art. 12": lambda given, day: {"units": art12_units(given["hires due"], given["staff"], on=day)},
    "art. 12-bis": lambda given, day: {"units": art12bis_cap(given["quota"], given["band"], on=day)},
    "art. 14": lambda given, day: {"units": art14_cap(given["quota"], given["provinces"], given["band"], on=day)},
    "art. 14 commissions": lambda given, day: {
        "units": art14_units_of_commission(given["EUR a year"], given["coefficient"])
    },
    "incentive": _incentive,
    "who counts": _who_counts,
}
