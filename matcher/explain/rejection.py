"""Why not: the first constraint that a pair breaks, its reason, and what would lift it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from matcher.accommodation import askable, smallest_set
from matcher.eligibility import CONSTRAINTS, PairFacts
from matcher.eligibility.base import label
from matcher.eligibility.capacity import unbridged
from matcher.encode.joint import distances
from matcher.engine.rank import BLOCK_ROWS, By, blocks
from matcher.engine.scoring import ENDED_BIT
from matcher.matching import Matching
from matcher.reference import pair_bits

_CAPACITY_BIT = 1 << next(position for position, c in enumerate(CONSTRAINTS) if c.name == "capacity")


@dataclass(frozen=True)
class Rejection:
    """One excluded pair. ``nearly`` is True where an accommodation to ask for would make it eligible."""

    candidate_id: str
    vacancy_id: str
    constraint: str
    detail: str
    nearest_change: str
    nearly: bool
    ask: tuple[str, ...]


def _ask(facts: PairFacts) -> tuple[str, ...]:
    """Smallest, cheapest, quickest set, neither there nor refused, that bridges every gap; empty if there is none."""
    codes = {
        demand: askable(demand, level, capacity, facts.vacancy, facts.catalogue)
        for demand, (level, capacity) in unbridged(facts).items()
    }
    return smallest_set(codes, (), facts.catalogue) if all(codes.values()) else ()


def reject(facts: PairFacts, bits: int, lang: str = "it") -> Rejection:
    """Tell why a pair is excluded.

    Parameters
    ----------
    facts : PairFacts
        The pair as the tables state it.
    bits : int
        Its broken constraints, not 0; the lowest bit is the first in the contract's order.
    lang : {"it", "en"}
        Language of the reason.
    """
    first = CONSTRAINTS[(bits & -bits).bit_length() - 1]
    why = first.why(facts, lang)
    ask = _ask(facts) if bits == _CAPACITY_BIT else ()
    change = why.nearest_change
    if ask:
        names = ", ".join(label(facts.catalogue[code], lang) for code in ask)
        change = f"ask the employer for: {names}" if lang == "en" else f"chiedere all'azienda: {names}"
    return Rejection(
        candidate_id=facts.candidate["candidate_id"],
        vacancy_id=facts.vacancy["vacancy_id"],
        constraint=first.name,
        detail=why.detail,
        nearest_change=change,
        nearly=bool(ask),
        ask=ask,
    )


def broken_bits(matching: Matching, start: int, stop: int) -> np.ndarray[tuple[int, int], np.dtype[np.uint16]]:
    """Constraint bits of some candidates, from ``start`` to before ``stop``, against every vacancy."""
    scorer = matching.scorer
    block = scorer.block(matching.encoding.candidates.rows(start, stop))
    return pair_bits(block.broken, scorer.broken_columns, *scorer.ended(start, stop), ENDED_BIT)


def rejections(matching: Matching, by: By = "candidate") -> Iterator[Rejection]:
    """Every excluded pair with its reason, sorted by candidate then vacancy, or by vacancy then candidate."""
    encoding = matching.encoding
    spans = list(blocks(len(encoding.candidates), BLOCK_ROWS))
    if by == "candidate":
        for start, stop in spans:
            block_bits = broken_bits(matching, start, stop)
            far = distances(encoding.candidates.rows(start, stop), encoding.vacancies, encoding.shared)
            for row, vacancy in zip(*np.nonzero(block_bits), strict=True):
                facts = matching.facts(start + int(row), int(vacancy), int(far[row, vacancy]))
                yield reject(facts, int(block_bits[row, vacancy]))
        return
    if not spans:
        return
    bits = np.concatenate([broken_bits(matching, *span) for span in spans])
    for vacancy in range(len(encoding.vacancies)):
        far = distances(encoding.candidates, encoding.vacancies.rows(vacancy, vacancy + 1), encoding.shared)
        for candidate in np.flatnonzero(bits[:, vacancy]):
            facts = matching.facts(int(candidate), vacancy, int(far[candidate, 0]))
            yield reject(facts, int(bits[candidate, vacancy]))
