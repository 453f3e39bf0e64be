"""Occupation: how near what the person has done, or wants to do, is to the job."""

from __future__ import annotations

from typing import Any

import numpy as np

from matcher.criteria.base import Best, Criterion, Millionths, Scored, all_or_nothing, column
from matcher.encode import Shared, Side
from matcher.encode.split import named_entries
from matcher.policy import MILLION, MatchPolicy


def _nearest(named: Any, vacancies: Side, shared: Shared) -> Millionths:
    """Best of worth × nearness over the occupations a person names, shape (n, m)."""
    best = np.zeros((named.shape[0], len(vacancies)), np.int64)
    people = np.repeat(np.arange(named.shape[0]), np.diff(named.indptr))
    if len(people) and shared.occupations:
        nearness = shared.held_nearness[:, np.maximum(vacancies["occupation"], 0)]
        worth = named.data[:, None] * nearness[named.indices].astype(np.int64)
        starts = np.flatnonzero(np.diff(people, prepend=-1))
        best[people[starts]] = np.maximum.reduceat(worth, starts, axis=0)
    return best


def _held(candidates: Side, vacancies: Side, shared: Shared, policy: MatchPolicy) -> Scored:
    known = column(candidates["held_known"]) & (vacancies["occupation"] >= 0)[None, :]
    return all_or_nothing(known, _nearest(candidates["held"], vacancies, shared) // MILLION)


def _sought(candidates: Side, vacancies: Side, shared: Shared, policy: MatchPolicy) -> Scored:
    known = column(candidates["sought_known"]) & (vacancies["occupation"] >= 0)[None, :]
    return all_or_nothing(known, _nearest(candidates["sought"], vacancies, shared))


OCCUPATION = Criterion(
    name="occupation",
    it="Esperienza nella mansione",
    en="Experience in the occupation",
    person_and_task=True,
    candidate_columns=("held_known", "held"),
    vacancy_columns=("occupation",),
    score=_held,
    doc="Nearness of the best held occupation to the vacancy's, times the worth of its years. Gaps between jobs and "
    "the order of jobs are not read.",
    fast=Best(lambda candidates: named_entries(candidates, "held_known", "held")),
)
WISHES = Criterion(
    name="wishes",
    it="Lavoro cercato",
    en="Work sought",
    person_and_task=False,
    candidate_columns=("sought_known", "sought"),
    vacancy_columns=("occupation",),
    score=_sought,
    doc="Nearness of the best sought occupation to the vacancy's.",
    fast=Best(lambda candidates: named_entries(candidates, "sought_known", "sought")),
)
