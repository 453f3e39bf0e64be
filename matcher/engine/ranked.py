"""Winning pairs, whoever found them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

By = Literal["candidate", "vacancy"]


@dataclass(frozen=True)
class Ranked:
    """Winning pairs, in the order of the output: by candidate then rank, or by vacancy then rank.

    candidate, vacancy : int64 (n,)
        Positions in the encoded sides.
    rank : int64 (n,)
        From 1.
    score : int64 (n,)
        Millionths.
    value, known, bare : int32 (n, n_criteria)
        What each criterion gave, how much of it is known, and its value without accommodations; millionths.
    """

    candidate: NDArray[np.int64]
    vacancy: NDArray[np.int64]
    rank: NDArray[np.int64]
    score: NDArray[np.int64]
    value: NDArray[np.int32]
    known: NDArray[np.int32]
    bare: NDArray[np.int32]

    def __len__(self) -> int:
        """Number of pairs."""
        return len(self.score)

    def take(self, index: NDArray[Any]) -> Ranked:
        """The pairs at the given positions, in that order."""
        return Ranked(*(getattr(self, name)[index] for name in self.__dataclass_fields__))


def joined(parts: list[Ranked]) -> Ranked:
    """One after the other."""
    return Ranked(*(np.concatenate([getattr(part, name) for part in parts]) for name in Ranked.__dataclass_fields__))


def nothing(n_criteria: int) -> Ranked:
    """No pairs."""
    line, table = np.zeros(0, np.int64), np.zeros((0, n_criteria), np.int32)
    return Ranked(line, line, line, line, table, table, table)
