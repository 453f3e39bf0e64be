"""The vacancy is not open on the day."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from matcher.eligibility.base import Constraint, PairFacts, Why, say, spoken_day
from matcher.encode import Shared, Side
from matcher.encode.split import everyone_alike


def _broken(candidates: Side, vacancies: Side, shared: Shared, on: int) -> NDArray[Any]:
    closes, opens = vacancies["closes_on"], vacancies["published_on"]
    closed: NDArray[Any] = ((closes >= 0) & (closes < on)) | (opens > on)
    return closed[None, :]


def _why(facts: PairFacts, lang: str) -> Why:
    closes, opens = facts.vacancy["closes_on"], facts.vacancy["published_on"]
    if closes is not None and closes < facts.on:
        day = spoken_day(closes, lang)
        return Why(
            say(lang, f"posizione chiusa il {day}", f"closed on {day}"),
            say(lang, "chiedere all'azienda se la riapre", "ask the employer whether it reopens"),
        )
    day = spoken_day(opens, lang)
    return Why(
        say(lang, f"posizione aperta solo dal {day}", f"opens only on {day}"),
        say(lang, f"riproporre dal {day}", f"propose again from {day}"),
    )


CLOSED = Constraint(
    name="closed",
    it="Posizione non aperta",
    en="Vacancy not open",
    vacancy_columns=("closes_on", "published_on"),
    broken=_broken,
    why=_why,
    doc="closes_on before the day, or published_on after it.",
    split=everyone_alike,
)
