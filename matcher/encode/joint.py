"""What criteria and constraints both need of a pair: how far, and what the firm's accommodations bridge."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from matcher.encode.sides import Shared, Side
from matcher.geography import distance_10m

METRES_10_PER_KM = 100
# From this share of remote work on, the journey is no longer part of the job (contract 7.2, `distance`).
REMOTE = 800_000


def distances(candidates: Side, vacancies: Side, shared: Shared) -> NDArray[np.int64]:
    """Great-circle distance of each pair in whole tens of metres, -1 where a place is unknown; shape (n, m)."""
    homes, home_of = np.unique(candidates["home"], return_inverse=True)
    sites, site_of = np.unique(vacancies["site"], return_inverse=True)
    home, site = shared.places[homes][:, None, :], shared.places[sites][None, :, :]
    table = distance_10m(home[..., 0], home[..., 1], site[..., 0], site[..., 1])
    return table[np.ix_(home_of, site_of)]


def pair_distances(
    candidates: Side, vacancies: Side, shared: Shared, candidate: NDArray[np.int64], vacancy: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The same for some pairs, given by their positions; shape (n_pairs,)."""
    home, site = shared.places[candidates["home"][candidate]], shared.places[vacancies["site"][vacancy]]
    return distance_10m(home[:, 0], home[:, 1], site[:, 0], site[:, 1])


def bridged_levels(available: NDArray[np.uint64], shared: Shared) -> NDArray[np.int8]:
    """Most levels that the available accommodations bridge on each demand; shape (m, 36). They do not add up."""
    best = np.zeros((shared.bridge_levels.shape[1], len(available)), np.int8)
    for position, levels in enumerate(shared.bridge_levels):
        has = ((available >> np.uint64(position)) & np.uint64(1)).astype(np.int8)
        for demand in np.flatnonzero(levels):
            np.maximum(best[demand], has * levels[demand], out=best[demand])
    return np.ascontiguousarray(best.T)
