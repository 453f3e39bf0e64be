"""Education: the title the vacancy asks for against the person's."""

from __future__ import annotations

import numpy as np

from matcher.criteria.base import Best, Criterion, Scored, all_or_nothing, column
from matcher.encode import Shared, Side
from matcher.encode.split import alike_in
from matcher.policy import MILLION, MatchPolicy

# Worth of being 0, 1, 2, … ISCED levels below what is asked: a title never blocks, it only speaks less.
_BELOW = np.array([MILLION, 400_000, 100_000, 0, 0, 0, 0, 0, 0])


def _score(candidates: Side, vacancies: Side, shared: Shared, policy: MatchPolicy) -> Scored:
    has, asked = column(candidates["education"]), vacancies["education_min"][None, :]
    known = (has >= 0) & (asked >= 0)
    return all_or_nothing(known, _BELOW[np.where(known, np.maximum(asked - has, 0), 0)])


EDUCATION = Criterion(
    name="education",
    it="Titolo di studio",
    en="Education",
    person_and_task=True,
    candidate_columns=("education",),
    vacancy_columns=("education_min",),
    score=_score,
    doc="1 at or above the ISCED level asked, 0.4 one level below, 0.1 two below, 0 further down. More is not better.",
    fast=Best(lambda candidates: alike_in(candidates, ("education",))),
)
