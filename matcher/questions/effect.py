"""Each possible answer tried with the engine itself: how many lists it would change.

The row is copied once for every answer, with that one cell filled; the copies are ranked like any other row. What an
answer changes is counted twice: in the row's own list (how many of its first ``top`` are others than now), and in the
lists of the other side (in how many the row comes in or drops out). Answers weigh alike: what people will say is not
known, and nothing about them is guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher import reference
from matcher.encode import Encoding, Side, encode
from matcher.engine import Ranked, Scorer
from matcher.engine.rank import By, blocks
from matcher.engine.scoring import ENDED_BIT
from matcher.errors import MatcherError
from matcher.frames import Frame, Tables
from matcher.matching import Matching
from matcher.questions.facet import Facet, Market, Row
from matcher.questions.of_people import FACETS_OF_PEOPLE
from matcher.questions.of_vacancies import FACETS_OF_VACANCIES

TOP = 5
_BLOCK = 64
_HELD_BY_HISTORY = {"candidate": "placed", "vacancy": "filled"}


@dataclass(frozen=True)
class Worth:
    """One question and what its answers would change.

    own : float
        Mean over the answers: places of the row's own list taken by others than now.
    others : float
        Mean over the answers: lists of the other side in which the row comes in or drops out.
    by_answer : tuple of (int, int)
        The same two counts for each answer, in the order of ``facet.answers``.
    """

    facet: Facet
    own: float
    others: float
    by_answer: tuple[tuple[int, int], ...]

    @property
    def changed(self) -> float:
        """What questions are ordered by."""
        return self.own + self.others


class _Place(NamedTuple):
    """Where a list of the other side ends: score and position of its last row, -1 where there is room left."""

    score: NDArray[np.int64]
    position: NDArray[np.int64]


def worth_asking(matching: Matching, side: By, identity: str, *, top: int = TOP) -> list[Worth]:
    """Every question that can be asked of a row, that which would change most lists first.

    Parameters
    ----------
    matching : Matching
        The day's matching.
    side : {"candidate", "vacancy"}
        Whose unknowns.
    identity : str
        The row's id.
    top : int
        Length of the lists that count, 1 or more.

    Returns
    -------
    list of Worth
        Questions without any effect included; equal effects in the order of the facets.

    Raises
    ------
    MatcherError
        If the id is not in the tables.
    """
    ids = (matching.encoding.candidates if side == "candidate" else matching.encoding.vacancies).ids
    if identity not in ids:
        msg = f"no {side} '{identity}' in these tables: check the id ({len(ids)} read)"
        raise MatcherError(msg)
    position = ids.index(identity)
    rows = matching.candidates if side == "candidate" else matching.vacancies
    others = matching.vacancies if side == "candidate" else matching.candidates
    now = _scored(matching, side, position, [rows[position]])
    own_now = _own_lists(now, side, top)[0]
    facets = _facets(side, rows[position], Market([others[i] for i in own_now.tolist()], others))
    if not facets:
        return []
    copies = [{**rows[position], **answer.cells} for facet in facets for answer in facet.answers]
    scores = np.concatenate([now, _scored(matching, side, position, copies)])
    lists = [set(one.tolist()) for one in _own_lists(scores, side, top)]
    own = [max(len(one - lists[0]), len(lists[0] - one)) for one in lists[1:]]
    inside = _inside(scores, position, _ends(matching, side, position, top))
    moved = (inside[1:] != inside[0]).sum(axis=1).tolist()
    return _sorted(facets, own, moved)


def _facets(side: By, row: Row, market: Market) -> list[Facet]:
    found = []
    for column, finder in FACETS_OF_PEOPLE if side == "candidate" else FACETS_OF_VACANCIES:
        if column is None or row[column] is None:
            found += list(finder(row, market))
    return found


def _sorted(facets: Sequence[Facet], own: Sequence[int], moved: Sequence[int]) -> list[Worth]:
    worth, start = [], 0
    for facet in facets:
        stop = start + len(facet.answers)
        counts = tuple(zip(own[start:stop], moved[start:stop], strict=True))
        n = len(counts)
        worth.append(Worth(facet, sum(a for a, _ in counts) / n, sum(b for _, b in counts) / n, counts))
        start = stop
    return sorted(worth, key=lambda each: -each.changed)


def _scored(matching: Matching, side: By, position: int, copies: Sequence[Row]) -> NDArray[np.int64]:
    """Score of each copy with every row of the other side, -1 where a constraint is broken; shape (copies, others)."""
    encoding = _encoded(matching, side, position, copies)
    scorer = Scorer(encoding, matching.policy)
    parts = []
    for start, stop in blocks(len(encoding.candidates), _BLOCK):
        block = scorer.block(encoding.candidates.rows(start, stop))
        bits = reference.pair_bits(block.broken, scorer.broken_columns, *scorer.ended(start, stop), ENDED_BIT)
        parts.append(np.where(bits == 0, reference.pair_scores(block.points, scorer.point_columns), -1))
    scores = np.concatenate(parts)
    return scores if side == "candidate" else np.ascontiguousarray(scores.T)


def _encoded(matching: Matching, side: By, position: int, copies: Sequence[Row]) -> Encoding:
    """The copies against the other side; what past outcomes say of the row holds for each of them."""
    table, key = ("candidates", "candidate_id") if side == "candidate" else ("vacancies", "vacancy_id")
    frame: Frame = getattr(matching.tables, table)
    names = [f"{number:09d}" for number in range(len(copies))]
    columns = {name: [row[name] for row in copies] for name in frame.columns} | {key: list(names)}
    tables: Tables = replace(matching.tables, **{table: Frame(table, columns, list(range(len(copies))), frame.file)})
    encoding = encode(
        tables, on=matching.on, policy=matching.policy, taxonomy=matching.taxonomy, quotas=matching.quotas
    )
    which, column = ("candidates" if side == "candidate" else "vacancies"), _HELD_BY_HISTORY[side]
    history = getattr(matching.encoding, which)[column][position]
    changed: Side = getattr(encoding, which)
    status_says = side == "candidate" and copies[0]["status"] is not None
    kept = changed[column] if status_says else np.full(len(copies), history)
    closed = matching.encoding.declined_pairs
    own, other = (0, 1) if side == "candidate" else (1, 0)
    ended = closed[closed[:, own] == position, other]
    pairs: NDArray[Any] = np.stack(
        [np.repeat(np.arange(len(copies)), len(ended)), np.tile(ended, len(copies))], axis=1
    ).astype(np.int64)[:, [own, other]]
    pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
    encoding = replace(encoding, declined_pairs=pairs)
    asked = replace(changed, columns={**changed.columns, column: kept})
    return replace(encoding, candidates=asked) if side == "candidate" else replace(encoding, vacancies=asked)


def _own_lists(scores: NDArray[np.int64], side: By, top: int) -> list[NDArray[np.int32]]:
    index, _, count = reference.top_k_rows(scores, scores >= 0, min(top, scores.shape[1]))
    return [row[:n] for row, n in zip(index, count.tolist(), strict=True)]


def _ends(matching: Matching, side: By, position: int, top: int) -> _Place:
    """The last row of each list of the other side, the asked row left out of it."""
    by: By = "vacancy" if side == "candidate" else "candidate"
    ranked: Ranked = matching.rank(k=top + 1, by=by)
    whose, name = (ranked.vacancy, ranked.candidate) if side == "candidate" else (ranked.candidate, ranked.vacancy)
    kept = name != position
    whose, name, score = whose[kept], name[kept], ranked.score[kept]
    starts = np.flatnonzero(np.diff(whose, prepend=-1))
    place = np.arange(len(whose)) - np.repeat(starts, np.diff(np.append(starts, len(whose))))
    last = place == top - 1
    n_lists = len(matching.encoding.vacancies if side == "candidate" else matching.encoding.candidates)
    end = _Place(np.full(n_lists, -1, np.int64), np.full(n_lists, -1, np.int64))
    end.score[whose[last]], end.position[whose[last]] = score[last], name[last]
    return end


def _inside(scores: NDArray[np.int64], position: int, end: _Place) -> NDArray[np.bool_]:
    """Whether a row with these scores, at this position, stands in each list."""
    ahead = (scores > end.score) | ((scores == end.score) & (position < end.position))
    inside: NDArray[np.bool_] = (scores >= 0) & ahead
    return inside
