"""Working time: how the hours and times of the job lie within the person's."""

from __future__ import annotations

import numpy as np

from matcher.criteria.base import Best, Criterion, Scored, column
from matcher.encode import Shared, Side
from matcher.encode.candidates import MINUTES_PER_HOUR
from matcher.encode.split import alike_in
from matcher.policy import MILLION, MatchPolicy

_NO_LIMIT = 7 * 24 * MINUTES_PER_HOUR
_HALF = MILLION // 2


def _score(candidates: Side, vacancies: Side, shared: Shared, policy: MatchPolicy) -> Scored:
    person_low, person_high = column(candidates["hours_min"]), column(candidates["hours_max"])
    job_low, job_high = vacancies["hours_min"][None, :], vacancies["hours_max"][None, :]
    hours_known = ((person_low >= 0) | (person_high >= 0)) & ((job_low >= 0) | (job_high >= 0))
    low, high = np.maximum(person_low, 0), np.where(person_high < 0, _NO_LIMIT, person_high)
    least, most = np.maximum(job_low, 0), np.where(job_high < 0, _NO_LIMIT, job_high)
    common = np.minimum(high, most) - np.maximum(low, least)
    narrower = np.minimum(high - low, most - least)
    # One hour of grace, so that a single figure inside a range counts as wholly inside.
    hours = MILLION * np.maximum(common + MINUTES_PER_HOUR, 0) // (narrower + MINUTES_PER_HOUR)
    times, asked = column(candidates["times_bits"]), vacancies["times_bits"][None, :]
    times_known = (times > 0) & (asked > 0)
    fits = np.where(asked & ~times == 0, MILLION, 0)
    known = _HALF * hours_known.astype(np.int64) + _HALF * times_known.astype(np.int64)
    total = hours_known * np.clip(hours, 0, MILLION) + times_known * fits
    parts = np.maximum(hours_known.astype(np.int64) + times_known.astype(np.int64), 1)
    return Scored((total // parts).astype(np.int64), known)


WORKING_TIME = Criterion(
    name="working_time",
    it="Orario",
    en="Working time",
    person_and_task=False,
    candidate_columns=("hours_min", "hours_max", "times_bits"),
    vacancy_columns=("hours_min", "hours_max", "times_bits"),
    score=_score,
    doc="Half the common part of the two ranges of weekly hours (against the narrower one), half whether the person "
    "can work at all the times of the job; a half that is not stated is unknown.",
    fast=Best(lambda candidates: alike_in(candidates, ("hours_min", "hours_max", "times_bits"))),
)
