"""The person is available only after the vacancy closes."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from matcher.eligibility.base import Constraint, PairFacts, Why, say, spoken_day
from matcher.encode import Shared, Side
from matcher.encode.split import alike_in


def _broken(candidates: Side, vacancies: Side, shared: Shared, on: int) -> NDArray[Any]:
    closes = vacancies["closes_on"][None, :]
    late: NDArray[Any] = (closes >= 0) & (candidates["available_from"][:, None] > closes)
    return late


def _why(facts: PairFacts, lang: str) -> Why:
    free = spoken_day(facts.candidate["available_from"], lang)
    closes = spoken_day(facts.vacancy["closes_on"], lang)
    return Why(
        say(lang, f"disponibile dal {free}, chiude il {closes}", f"available from {free}, closes on {closes}"),
        say(lang, f"tenere aperta la posizione fino al {free}", f"keep the vacancy open until {free}"),
    )


AVAILABILITY = Constraint(
    name="availability",
    it="Disponibile troppo tardi",
    en="Available too late",
    vacancy_columns=("closes_on",),
    broken=_broken,
    why=_why,
    doc="available_from after closes_on.",
    split=lambda candidates: alike_in(candidates, ("available_from",)),
)
