"""Points in whole millionths: the plain definition that every fast form must meet."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from matcher.policy import MILLION


def rounded(total: NDArray[np.int64], divisor: int) -> NDArray[np.int64]:
    """``total / divisor`` to the nearest whole number, half to even; exact."""
    quotient = total // divisor
    rest = total - quotient * divisor
    up = (2 * rest > divisor) | ((2 * rest == divisor) & (quotient & 1 == 1))
    nearest: NDArray[np.int64] = quotient + up
    return nearest


def known_weight(known: NDArray[np.int64], weight: NDArray[np.int64] | int) -> NDArray[np.int64]:
    """The part of a criterion's weight that rests on what is known, whole millionths."""
    return rounded(known * weight, MILLION)


def contribution(
    value: NDArray[np.int64], known: NDArray[np.int64], weight: NDArray[np.int64] | int, neutral: int
) -> NDArray[np.int64]:
    """Points of a criterion: known weight × value + unknown weight × neutral, each to whole millionths."""
    certain = known_weight(known, weight)
    return rounded(certain * value, MILLION) + rounded((weight - certain) * neutral, MILLION)
