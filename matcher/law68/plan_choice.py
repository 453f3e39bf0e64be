"""How many units of each way a plan takes: every combination that closes a gap, and the one that serves an aim best.

A plan is worth the sum of its units, so that taking units in the order of their worth is exact; a test compares it with
every combination.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Lane:
    """A way as a plan sees it: most units (None: no limit), EUR a unit over the period (None: not set), hires."""

    code: str
    most: int | None
    price: Fraction | None
    hires: int


def ways_to_zero(needed: int, lanes: Sequence[Lane]) -> Iterator[tuple[int, ...]]:
    """Yield every combination of units that closes a gap exactly, within the caps; units in the order of the lanes.

    Examples
    --------
    >>> list(ways_to_zero(2, [Lane("a", 1, Fraction(0), 0), Lane("b", None, Fraction(0), 1)]))
    [(0, 2), (1, 1)]
    """
    if not lanes:
        if needed == 0:
            yield ()
        return
    most = needed if lanes[0].most is None else min(needed, lanes[0].most)
    for units in range(most + 1):
        for rest in ways_to_zero(needed - units, lanes[1:]):
            yield (units, *rest)


def _cheapest(lane: Lane) -> tuple[Fraction, ...] | None:
    return None if lane.price is None else (lane.price, Fraction(lane.hires))


def _most_inclusive(lane: Lane) -> tuple[Fraction, ...] | None:
    return (Fraction(-lane.hires), Fraction(lane.price is None), lane.price or Fraction())


def _fewest_hires(lane: Lane) -> tuple[Fraction, ...] | None:
    return (Fraction(lane.hires), Fraction(lane.price is None), lane.price or Fraction())


AIMS: dict[str, tuple[str, Callable[[Lane], tuple[Fraction, ...] | None]]] = {
    "cheapest": ("la via meno costosa", _cheapest),
    "most_inclusive": ("la via più inclusiva: prima le assunzioni", _most_inclusive),
    "fewest_hires": ("la via con meno assunzioni, per confronto", _fewest_hires),
}


def best(needed: int, lanes: Sequence[Lane], aim: str) -> tuple[int, ...] | None:
    """Return the combination that serves an aim best, None where the lanes it may use cannot close the gap.

    Units are taken lane by lane in the order of what one unit is worth to the aim: exact, because a plan is worth the
    sum of its units. Ties go to the lane that stands first.
    """
    worth = AIMS[aim][1]
    units = [0] * len(lanes)
    usable = [(key, at) for at, lane in enumerate(lanes) if (key := worth(lane)) is not None]
    for _, at in sorted(usable):
        most = lanes[at].most
        units[at] = needed if most is None else min(needed, most)
        needed -= units[at]
    return tuple(units) if needed == 0 else None
