"""The job asks for something that the person must never be given: a medical limit."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.eligibility.base import Constraint, PairFacts, Why, label, say
from matcher.encode import Shared, Side
from matcher.encode.split import Split, from_table, parts_side
from models.vocabulary import DEMANDS


def _broken(candidates: Side, vacancies: Side, shared: Shared, on: int) -> NDArray[Any]:
    asked = shared.demand_profiles[vacancies["demands"]] > 0
    asked_bits = (asked.astype(np.uint64) << np.arange(asked.shape[1], dtype=np.uint64)).sum(axis=1, dtype=np.uint64)
    broken: NDArray[Any] = (candidates["excluded_bits"][:, None] & asked_bits[None, :]) > 0
    return broken


def _split(candidates: Side) -> Split:
    """A part must not be given one task."""
    tasks = np.uint64(1) << np.arange(len(DEMANDS), dtype=np.uint64)
    return from_table((candidates["excluded_bits"][:, None] & tasks) > 0, parts_side({"excluded_bits": tasks}))


def _why(facts: PairFacts, lang: str) -> Why:
    asked = facts.vacancy["demands"] or {}
    names = ", ".join(
        label(DEMANDS[code], lang) for code in facts.candidate["excluded_tasks"] if asked.get(code, 0) > 0
    )
    return Why(
        say(lang, f"compito da non affidare: {names}", f"task never to be given: {names}"),
        say(lang, f"una mansione senza: {names}", f"a job without: {names}"),
    )


EXCLUDED_TASK = Constraint(
    name="excluded_task",
    it="Compito escluso dal medico",
    en="Task excluded by the physician",
    vacancy_columns=("demands",),
    broken=_broken,
    why=_why,
    doc="A stated demand of 1 or more that the person must never be given.",
    split=_split,
)
