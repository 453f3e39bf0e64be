"""Commute: how far the workplace is against what the person can travel, and how they can get there."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.criteria.base import Criterion, Journey, Scored, all_or_nothing, column
from matcher.encode import Shared, Side
from matcher.encode.joint import METRES_10_PER_KM, REMOTE, distances
from matcher.policy import MILLION, MatchPolicy
from models.vocabulary import TRAVEL

_BIT = {word: np.uint8(1 << position) for position, word in enumerate(TRAVEL)}


def _reach(candidates: Side, vacancies: Side, distance: NDArray[np.int64], policy: MatchPolicy) -> Any:
    """1 where some way of travelling gets there, otherwise ``hard_to_reach``; unknown ways count as getting there."""
    travel, settings = column(candidates["travel_bits"]), policy.settings
    served = (vacancies["public_transport"] != 0)[None, :]
    by_car = (travel & (_BIT["car"] | _BIT["accompanied"])) > 0
    by_transport = (travel & _BIT["public_transport"] > 0) & served
    on_foot = (travel & _BIT["walking"] > 0) & (distance * MILLION <= settings["walking_km"] * METRES_10_PER_KM)
    by_bicycle = (travel & _BIT["bicycle"] > 0) & (distance * MILLION <= settings["bicycle_km"] * METRES_10_PER_KM)
    reached = (travel == 0) | by_car | by_transport | on_foot | by_bicycle
    return np.where(reached, MILLION, settings["hard_to_reach"])


def reach_alone(candidates: Side, policy: MatchPolicy) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """How far people get without public transport, tens of metres, and whether they use it where it serves the site."""
    travel, settings = candidates["travel_bits"], policy.settings
    anyway = (travel == 0) | (travel & (_BIT["car"] | _BIT["accompanied"]) > 0)
    alone = np.full(len(travel), -1, np.int64)
    for word in ("walking", "bicycle"):
        far = settings[f"{word}_km"] * METRES_10_PER_KM // MILLION
        alone = np.where(travel & _BIT[word] > 0, np.maximum(alone, far), alone)
    return np.where(anyway, np.iinfo(np.int64).max, alone), travel & _BIT["public_transport"] > 0


def _score(candidates: Side, vacancies: Side, shared: Shared, policy: MatchPolicy) -> Scored:
    distance = distances(candidates, vacancies, shared)
    limit, remote = column(candidates["max_commute"]), vacancies["remote"][None, :]
    travelled = distance * (MILLION - np.maximum(remote, 0)) // MILLION
    near = MILLION - np.minimum(MILLION, MILLION * travelled // np.maximum(limit, 1))
    value = near * _reach(candidates, vacancies, distance, policy) // MILLION
    from_home = remote >= REMOTE
    known = from_home | ((distance >= 0) & (limit >= 0))
    return all_or_nothing(known, np.where(from_home, MILLION, value))


COMMUTE = Criterion(
    name="commute",
    it="Distanza casa-lavoro",
    en="Commute",
    person_and_task=False,
    candidate_columns=("home", "max_commute", "travel_bits"),
    vacancy_columns=("site", "remote", "public_transport"),
    score=_score,
    doc="1 at home, 0 at the person's limit, days worked from home taken off; multiplied by `hard_to_reach` where no "
    "way the person travels serves the site. 1 where at least 80 % of the work is remote.",
    fast=Journey(),
)
