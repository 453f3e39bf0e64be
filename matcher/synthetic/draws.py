"""Seeded draws that give the same numbers on every machine and in every version."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

_Item = TypeVar("_Item")
_BLOCK = 96


class Draws:
    """A stream of whole-number draws, one for each key: record 7 never depends on record 6.

    Only the raw 64-bit words of PCG64 are used: NumPy keeps those stable for ever, and keeps no such promise for
    the methods of ``Generator``. All arithmetic is on whole numbers, so no rounding of the machine enters.
    """

    __slots__ = ("_at", "_bits", "_words")

    def __init__(self, *key: int) -> None:
        """Open the stream of a key, such as (seed, kind of record, number of the record)."""
        self._bits = np.random.PCG64(np.random.SeedSequence(key))
        self._words: list[int] = []
        self._at = 0

    def below(self, limit: int) -> int:
        """Draw a whole number from 0 to ``limit - 1``."""
        if self._at == len(self._words):
            self._words = [int(word) for word in self._bits.random_raw(_BLOCK).tolist()]
            self._at = 0
        word = self._words[self._at]
        self._at += 1
        return word * limit >> 64

    def between(self, low: int, high: int) -> int:
        """Draw a whole number from ``low`` to ``high``, both included."""
        return low + self.below(high - low + 1)

    def chance(self, percent: int) -> bool:
        """Be true in ``percent`` of 100 cases."""
        return self.below(100) < percent

    def pick(self, items: Sequence[_Item]) -> _Item:
        """Take one item, each as likely as the others."""
        return items[self.below(len(items))]

    def sample(self, items: Sequence[_Item], count: int) -> list[_Item]:
        """Take up to ``count`` different positions of ``items``, kept in the order of ``items``."""
        left = list(range(len(items)))
        taken = [left.pop(self.below(len(left))) for _ in range(min(count, len(items)))]
        return [items[position] for position in sorted(taken)]

    def weighted(self, items: Sequence[_Item], upper: Sequence[int]) -> _Item:
        """Take one item; ``upper`` holds the running sums of the weights."""
        mark = self.below(upper[-1])
        low, high = 0, len(upper) - 1
        while low < high:
            middle = (low + high) // 2
            if mark < upper[middle]:
                high = middle
            else:
                low = middle + 1
        return items[low]
