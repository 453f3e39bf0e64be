"""Accommodations: the person's needs, met by the firm or by the job as it is, or still to be asked for."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from matcher.criteria.base import Criterion, Millionths, Needs, Scored, column
from matcher.encode import Shared, Side
from matcher.encode.candidates import MINUTES_PER_HOUR
from matcher.encode.joint import REMOTE
from matcher.policy import MILLION, MatchPolicy


def met_by_the_job(vacancies: Side, shared: Shared, policy: MatchPolicy) -> NDArray[np.uint64]:
    """Bit set of the accommodations that a job needs no change to offer; shape (m,).

    A step-free site, public transport to it, short hours, remote work, a single shift, no contact with the public;
    and nothing to reach or to enter where the work is remote.
    """
    settings = policy.settings
    at_home = vacancies["remote"] >= REMOTE
    hours, times = vacancies["hours_max"], vacancies["times_bits"]
    facts = {
        "step_free_access": at_home | (vacancies["step_free"] == 1),
        "near_transport": at_home | (vacancies["public_transport"] == 1),
        "reserved_parking": at_home,
        "company_transport": at_home,
        "part_time": (hours >= 0) & (hours * MILLION <= settings["part_time_hours"] * MINUTES_PER_HOUR),
        "remote_work": vacancies["remote"] >= settings["remote_work_share"],
        "fixed_shift": (times > 0) & (times & (times - np.uint8(1)) == 0),
        "no_public_contact": vacancies["public_contact"] == 0,
    }
    met = np.zeros(len(vacancies), np.uint64)
    for code, holds in facts.items():
        met |= np.where(holds, np.uint64(1 << shared.accommodations.index(code)), np.uint64(0))
    return met


def _count(bits: NDArray[np.uint64]) -> Millionths:
    return np.bitwise_count(bits).astype(np.int64)


def _score(candidates: Side, vacancies: Side, shared: Shared, policy: MatchPolicy) -> Scored:
    essential, preferred = column(candidates["essential_bits"]), column(candidates["preferred_bits"])
    by_job = met_by_the_job(vacancies, shared, policy)[None, :]
    available = vacancies["available_bits"][None, :] | by_job
    refused = vacancies["refused_bits"][None, :]
    weight = policy.settings["essential_weight"]
    total = weight * _count(essential) + MILLION * _count(preferred)
    # Where the firm has stated nothing, only what the job offers by itself or what it refuses is known.
    stated = available | refused | np.where(vacancies["available_known"][None, :], ~np.uint64(0), np.uint64(0))
    assessed = weight * _count(essential & stated) + MILLION * _count(preferred & stated)
    met = weight * _count(essential & available) + MILLION * _count(preferred & available)
    known = np.where(column(candidates["needs_known"]), MILLION * assessed // np.maximum(total, 1), 0)
    value = MILLION * met // np.maximum(assessed, 1)
    met_bare = weight * _count(essential & by_job) + MILLION * _count(preferred & by_job)
    return Scored(value, known, MILLION * met_bare // np.maximum(assessed, 1))


ACCOMMODATIONS = Criterion(
    name="accommodations",
    it="Accomodamenti",
    en="Accommodations",
    person_and_task=True,
    candidate_columns=("needs_known", "essential_bits", "preferred_bits"),
    vacancy_columns=(
        "available_known",
        "available_bits",
        "refused_bits",
        "step_free",
        "public_transport",
        "hours_max",
        "times_bits",
        "remote",
        "public_contact",
    ),
    score=_score,
    doc="Share of the person's needs that the firm has or the job meets as it is, an essential need weighing double. "
    "A need neither available nor refused is to be asked for and counts 0; where the firm has stated nothing, "
    "unknown. Cost is shown, never scored.",
    fast=Needs(),
)
