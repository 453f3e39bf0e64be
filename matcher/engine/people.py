"""Some candidates as the kernels want them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from matcher.criteria.commute import reach_alone
from matcher.encode import Encoding, Side
from matcher.engine.constraints import Barriers
from matcher.engine.rules import Looked, Means, starts
from matcher.kernels.layout import KNOWN_SHIFT, People
from matcher.policy import MatchPolicy


def on_the_sphere(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Latitude and longitude in degrees to points of the unit sphere, (n, 3); NaN where unknown."""
    lat, lon = np.radians(places.T)
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def _credits(means: Means, rows: Side, encoding: Encoding, policy: MatchPolicy) -> dict[str, NDArray[np.generic]]:
    """The rows of credits one below the other, parts and items numbered through."""
    found = [form.credits(rows, encoding.shared, policy) for form in means.forms]
    part_start = starts([len(each.split.parts) for each in found])
    item_start = starts([len(each.items) for each in found])
    member_start = starts([len(each.split.members) for each in found])
    n = len(rows)
    worth = [(each.known << KNOWN_SHIFT) + each.worth for each in found]
    nothing = np.zeros(0, np.int64)
    return {
        "credit_start": np.stack([e.split.starts + s for e, s in zip(found, member_start, strict=False)])
        if found
        else np.zeros((0, n + 1), np.int64),
        "credit_parts": np.concatenate(
            [*(e.split.members + s for e, s in zip(found, part_start, strict=False)), nothing]
        ).astype(np.int32),
        "item_start": np.concatenate(
            [*(e.start[:-1] + s for e, s in zip(found, item_start, strict=False)), item_start[-1:]]
        ),
        "items": np.concatenate([*(e.items for e in found), nothing]).astype(np.int32),
        "worth": np.concatenate([*worth, nothing]),
        "otherwise": np.stack([e.otherwise for e in found]) if found else np.zeros((0, n), np.int64),
    }


def people(
    encoding: Encoding,
    policy: MatchPolicy,
    rows: tuple[int, int],
    barriers: Barriers,
    looked: Looked,
    means: Means,
    slot_of: NDArray[np.int64],
    sphere: NDArray[np.float64],
) -> People:
    """The candidates from the first of ``rows`` to before the second."""
    start, stop = rows
    some = encoding.candidates.rows(start, stop)
    alone, by_transport = reach_alone(some, policy)
    pairs = encoding.declined_pairs
    ended = np.searchsorted(pairs[:, 0], np.arange(start, stop + 1))
    return People(
        barred=barriers.barred[start:stop].copy(),
        broken_start=barriers.start[start : stop + 1].copy(),
        broken_parts=barriers.parts,
        best_start=np.ascontiguousarray(looked.best_start[:, start : stop + 1]),
        best_parts=looked.best_parts,
        home=sphere[some["home"]],
        degrees=encoding.shared.places[some["home"]],
        limit=some["max_commute"].astype(np.int64),
        alone=alone,
        by_transport=by_transport,
        essential=some["essential_bits"].copy(),
        preferred=some["preferred_bits"].copy(),
        needs_known=some["needs_known"].copy(),
        ended_start=(ended - ended[0]).astype(np.int64),
        ended=slot_of[pairs[ended[0] : ended[-1], 1]].astype(np.int32),
        **_credits(means, some, encoding, policy),
    )
