"""A licence that the vacancy needs is missing from the person's list."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.eligibility.base import Constraint, PairFacts, Why, label, say
from matcher.encode import Shared, Side
from matcher.encode.candidates import licence_closure
from matcher.encode.split import Split, from_table, parts_side
from models.vocabulary import LICENCES


def _broken(candidates: Side, vacancies: Side, shared: Shared, on: int) -> NDArray[Any]:
    needed = shared.licence_profiles[vacancies["licences"]].astype("int64")
    held = candidates["licences_held"].astype("int64")
    missing: NDArray[Any] = candidates["licences_known"][:, None] & (held @ needed.T < needed.sum(axis=1)[None, :])
    return missing


def _split(candidates: Side) -> Split:
    """A part lacks one licence and has all the others."""
    held = candidates["licences_held"]
    lacking = 1 - np.eye(held.shape[1], dtype=held.dtype)
    parts = parts_side({"licences_known": np.ones(len(lacking), bool), "licences_held": lacking})
    return from_table(candidates["licences_known"][:, None] & (held == 0), parts)


def _why(facts: PairFacts, lang: str) -> Why:
    held = licence_closure(facts.candidate["licences"] or ())
    missing = [code for code in facts.vacancy["licences"] if code not in held]
    names = ", ".join(label(LICENCES[code], lang) if code in LICENCES else code for code in missing)
    return Why(
        say(lang, f"manca: {names}", f"missing: {names}"),
        say(
            lang,
            f"conseguire {names}, o chiedere all'azienda se è davvero necessario",
            f"obtain {names}, or ask the employer whether it is truly needed",
        ),
    )


LICENCE = Constraint(
    name="licence",
    it="Patente o patentino mancante",
    en="Licence missing",
    vacancy_columns=("licences",),
    broken=_broken,
    why=_why,
    doc="A needed licence is not in the person's list, nor included in one of it (CE includes C, C includes B, B "
    "includes AM); a blank list is unknown.",
    split=_split,
)
