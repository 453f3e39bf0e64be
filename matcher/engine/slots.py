"""Vacancies in the order in which the kernels meet them: near ones together, and among these jobs of one kind.

Three families, each from a new word on: work tied to a known place; all other open work, which distance cannot
exclude; what is open to nobody, kept so that a changed vacancy finds its slot.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.encode import Side
from matcher.encode.joint import REMOTE
from matcher.kernels.layout import WORD

LEAF = 2 * WORD  # vacancies of one neighbourhood, within which jobs of one kind stand together


class Slots(NamedTuple):
    """Position of the vacancy in each slot, -1 where there is none; slot of each vacancy; slots of whole words."""

    position: NDArray[np.int32]
    slot_of: NDArray[np.int64]
    n_words: int


def neighbourhoods(points: NDArray[np.float64], leaf: int = LEAF) -> NDArray[np.int64]:
    """Number of the neighbourhood of each point, at most ``leaf`` points in each: halves of halves, the wider way."""
    number, found = np.zeros(len(points), np.int64), 0
    waiting = [np.arange(len(points))]
    while waiting:
        members = waiting.pop()
        if len(members) <= leaf:
            number[members], found = found, found + 1
            continue
        inside = points[members]
        axis = int(np.argmax(np.ptp(inside, axis=0)))
        # Whole words to the left, so that a neighbourhood shares no word with the next.
        half = len(members) // 2 // WORD * WORD or len(members) // 2
        order = np.argpartition(inside[:, axis], half)
        waiting += [members[order[half:]], members[order[:half]]]
    return number


def in_order(vacancies: Side, sites: NDArray[np.float64], closed: NDArray[np.bool_], leaf: int = LEAF) -> Slots:
    """Give every vacancy its slot.

    Parameters
    ----------
    vacancies : Side
        The vacancies.
    sites : float64 (m, 3)
        Their sites on the unit sphere, NaN where unknown.
    closed : bool (m,)
        Those open to nobody.
    leaf : int
        Most vacancies of one neighbourhood.
    """
    remote, kind, known = vacancies["remote"], vacancies["occupation"], np.isfinite(sites[:, 0])
    tied = ~closed & known & (remote >= 0) & (remote < REMOTE)
    area = np.full(len(sites), -1, np.int64)
    for family in (tied, ~closed & ~tied & known & (remote < 0)):
        area[family] = neighbourhoods(sites[family], leaf) + area.max(initial=-1) + 1
    position, words = [], 0
    for family in (tied, ~closed & ~tied, closed):
        rows = np.flatnonzero(family)
        rows = rows[np.lexsort((rows, kind[rows], area[rows]))]
        padding = -len(rows) % WORD
        position += [rows, np.full(padding, -1)]
        words += (len(rows) + padding) // WORD
    slots = np.concatenate(position).astype(np.int32)
    slot_of = np.empty(len(sites), np.int64)
    slot_of[slots[slots >= 0]] = np.flatnonzero(slots >= 0)
    return Slots(slots, slot_of, words)
