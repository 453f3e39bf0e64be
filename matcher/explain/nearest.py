"""For who has no list: the vacancy that stands nearest, and what would lift its first constraint."""

from __future__ import annotations

import numpy as np

from matcher import reference
from matcher.eligibility import CONSTRAINTS
from matcher.engine.rank import BLOCK_ROWS, blocks
from matcher.engine.scoring import ENDED_BIT
from matcher.explain.rejection import Rejection, reject
from matcher.matching import Matching

_CLOSED_BITS = sum(1 << i for i, c in enumerate(CONSTRAINTS) if c.name in ("closed", "filled"))


def nearest_rejections(matching: Matching) -> list[Rejection]:
    """One rejection for each candidate without an eligible vacancy; constraints are never loosened to fill a list.

    Nearest is an open vacancy before a closed one, then the fewest broken constraints, then the highest score, then
    the lower id.
    """
    encoding, scorer = matching.encoding, matching.scorer
    found: list[Rejection] = []
    if not len(encoding.vacancies):
        return found
    for start, stop in blocks(len(encoding.candidates), BLOCK_ROWS):
        block = scorer.block(encoding.candidates.rows(start, stop))
        bits = reference.pair_bits(block.broken, scorer.broken_columns, *scorer.ended(start, stop), ENDED_BIT)
        rows = np.flatnonzero((bits != 0).all(axis=1))
        if not len(rows):
            continue
        scores = reference.pair_scores(block.points[rows], scorer.point_columns)
        shut = (bits[rows] & _CLOSED_BITS) != 0
        order = np.lexsort((-scores, np.bitwise_count(bits[rows]), shut), axis=1)
        vacancies = order[:, 0]
        far = matching.distances(rows + start, vacancies)
        for row, vacancy, distance in zip(rows.tolist(), vacancies.tolist(), far.tolist(), strict=True):
            found.append(reject(matching.facts(start + row, vacancy, distance), int(bits[row, vacancy])))
    return found
