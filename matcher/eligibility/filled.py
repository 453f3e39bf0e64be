"""Every opening of the vacancy is taken."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from matcher.eligibility.base import Constraint, PairFacts, Why, say
from matcher.encode import Shared, Side
from matcher.encode.split import everyone_alike


def _broken(candidates: Side, vacancies: Side, shared: Shared, on: int) -> NDArray[Any]:
    filled: NDArray[Any] = vacancies["filled"][None, :]
    return filled


def _why(facts: PairFacts, lang: str) -> Why:
    openings = facts.vacancy["openings"]
    return Why(
        say(lang, f"posti coperti: {facts.hires} su {openings}", f"openings taken: {facts.hires} of {openings}"),
        say(lang, "un altro posto nella stessa posizione", "one more opening in the same vacancy"),
    )


FILLED = Constraint(
    name="filled",
    it="Posti già coperti",
    en="Openings taken",
    vacancy_columns=("filled",),
    broken=_broken,
    why=_why,
    doc="As many people hired or kept, as their last word up to the day, as there are openings.",
    split=everyone_alike,
)
