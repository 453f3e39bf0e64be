"""An accommodation that is essential to the person is among those that the firm refuses."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.eligibility.base import Constraint, PairFacts, Why, label, say
from matcher.encode import Shared, Side
from matcher.encode.split import Split, from_table, parts_side


def _broken(candidates: Side, vacancies: Side, shared: Shared, on: int) -> NDArray[Any]:
    broken: NDArray[Any] = (candidates["essential_bits"][:, None] & vacancies["refused_bits"][None, :]) > 0
    return broken


def _split(candidates: Side) -> Split:
    """A part needs one accommodation."""
    codes = np.uint64(1) << np.arange(64, dtype=np.uint64)
    return from_table((candidates["essential_bits"][:, None] & codes) > 0, parts_side({"essential_bits": codes}))


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
    split=_split,
)
