"""The person is in work and has not asked to change."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from matcher.eligibility.base import Constraint, PairFacts, Why, say
from matcher.encode import Shared, Side


def _broken(candidates: Side, vacancies: Side, shared: Shared, on: int) -> NDArray[Any]:
    placed: NDArray[Any] = candidates["placed"][:, None]
    return placed


def _why(facts: PairFacts, lang: str) -> Why:
    return Why(
        say(lang, "la persona è già assunta", "the person is already in work"),
        say(
            lang,
            "se chiede di cambiare, scrivere lo stato «active»",
            "if the person asks to change, set the status to active",
        ),
    )


PLACED = Constraint(
    name="placed",
    it="Persona già collocata",
    en="Person already placed",
    vacancy_columns=(),
    broken=_broken,
    why=_why,
    doc="Status `placed`, or hired with no later end; a stated status of `active` says that the person asks to change.",
)
