"""A stated demand is above the stated capacity, and nothing that the firm has bridges it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.eligibility.base import Constraint, PairFacts, Why, label, say
from matcher.encode import Shared, Side
from matcher.encode.joint import bridged_levels
from matcher.encode.split import Split, from_table, parts_side
from models.vocabulary import DEMANDS, TOP_LEVEL


def _broken(candidates: Side, vacancies: Side, shared: Shared, on: int) -> NDArray[Any]:
    asked = shared.demand_profiles[vacancies["demands"]]
    # What the firm can bridge is taken off the demand; a firm that has stated nothing blocks nobody.
    reach = asked - bridged_levels(vacancies["available_bits"], shared)
    broken = np.zeros((len(candidates), len(vacancies)), bool)
    stated = vacancies["available_known"]
    for demand in np.flatnonzero((reach[stated] > 0).any(axis=0)):
        jobs = np.flatnonzero(stated & (reach[:, demand] > 0))
        stating = np.flatnonzero(candidates["capacities"][:, demand] >= 0)
        capacity = candidates["capacities"][stating, demand][:, None]
        broken[np.ix_(stating, jobs)] |= capacity < reach[jobs, demand][None, :]
    return broken


def gaps(facts: PairFacts) -> dict[str, tuple[int, int]]:
    """Stated demands above the stated capacity: demand code to (demand, capacity)."""
    asked, can = facts.vacancy["demands"] or {}, facts.candidate["capacities"] or {}
    return {code: (level, can[code]) for code, level in asked.items() if code in can and can[code] < level}


def unbridged(facts: PairFacts) -> dict[str, tuple[int, int]]:
    """The gaps that no accommodation which the firm has available bridges."""
    has = facts.vacancy["accommodations_available"] or ()
    return {
        code: (demand, capacity)
        for code, (demand, capacity) in gaps(facts).items()
        if not any(capacity + facts.catalogue[word].bridges.get(code, 0) >= demand for word in has)
    }


def _split(candidates: Side) -> Split:
    """A part is limited in one capacity and states no other."""
    capacity, levels = candidates["capacities"], np.arange(TOP_LEVEL)
    n_demands = capacity.shape[1]
    limited = (capacity[:, :, None] == levels).reshape(len(capacity), -1)
    parts = np.full((n_demands, TOP_LEVEL, n_demands), -1, np.int8)
    parts[np.arange(n_demands), :, np.arange(n_demands)] = levels
    return from_table(limited, parts_side({"capacities": parts.reshape(-1, n_demands)}))


def _why(facts: PairFacts, lang: str) -> Why:
    open_gaps = unbridged(facts)
    names = ", ".join(
        say(
            lang,
            f"{DEMANDS[code].it} (chiede {demand}, può {capacity})",
            f"{DEMANDS[code].en} (asks {demand}, can do {capacity})",
        )
        for code, (demand, capacity) in open_gaps.items()
    )
    lower = ", ".join(f"{label(DEMANDS[code], lang)} ≤ {capacity}" for code, (_, capacity) in open_gaps.items())
    return Why(
        say(lang, f"oltre le capacità: {names}", f"beyond the capacities: {names}"),
        say(lang, f"una mansione con {lower}, o un adattamento", f"a job with {lower}, or an accommodation"),
    )


CAPACITY = Constraint(
    name="capacity",
    it="Oltre le capacità",
    en="Beyond the capacities",
    vacancy_columns=("demands", "available_known", "available_bits"),
    broken=_broken,
    why=_why,
    doc="A stated demand above the stated capacity that no accommodation available at the firm bridges (capacity + "
    "levels ≥ demand; several on one demand do not add up). Where the firm has stated none, nothing is broken and what "
    "might bridge it is to be asked for.",
    split=_split,
)
