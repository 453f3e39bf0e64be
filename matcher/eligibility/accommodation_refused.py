"""An accommodation that is essential to the person is among those that the firm refuses."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from matcher.eligibility.base import Constraint, PairFacts, Why, label, say
from matcher.encode import Shared, Side


def _broken(candidates: Side, vacancies: Side, shared: Shared, on: int) -> NDArray[Any]:
    broken: NDArray[Any] = (candidates["essential_bits"][:, None] & vacancies["refused_bits"][None, :]) > 0
    return broken


def _why(facts: PairFacts, lang: str) -> Why:
    needs = facts.candidate["accommodations_needed"] or {}
    refused = facts.vacancy["accommodations_refused"] or ()
    codes = [code for code, weight in needs.items() if weight == "essential" and code in refused]
    names = ", ".join(label(facts.catalogue[code], lang) for code in codes)
    return Why(
        say(lang, f"indispensabile e rifiutato: {names}", f"essential and refused: {names}"),
        say(lang, f"l'azienda accetta: {names}", f"the employer accepts: {names}"),
    )


ACCOMMODATION_REFUSED = Constraint(
    name="accommodation_refused",
    it="Accomodamento rifiutato",
    en="Accommodation refused",
    vacancy_columns=("refused_bits",),
    broken=_broken,
    why=_why,
    doc="An essential accommodation is among the refused; one neither available nor refused is to be asked for.",
)
