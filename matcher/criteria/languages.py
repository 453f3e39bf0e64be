"""Languages: the levels the vacancy asks for against the person's."""

from __future__ import annotations

import numpy as np

from matcher.criteria.base import Best, Criterion, Scored, all_or_nothing, column
from matcher.encode import Shared, Side
from matcher.encode.split import alike_in
from matcher.policy import MILLION, MatchPolicy

# Worth of being 0, 1, 2, … CEFR levels below what is asked; of a language not spoken at all, nothing.
_BELOW = np.array([MILLION, 600_000, 300_000, 0, 0, 0, 0])


def _score(candidates: Side, vacancies: Side, shared: Shared, policy: MatchPolicy) -> Scored:
    asked = shared.language_profiles[vacancies["languages"]]
    total = np.zeros((len(candidates), len(vacancies)), np.int64)
    for language in range(asked.shape[1]):
        jobs = np.flatnonzero(asked[:, language])
        has = column(candidates["language_levels"][:, language])
        total[:, jobs] += np.where(has > 0, _BELOW[np.maximum(asked[jobs, language][None, :] - has, 0)], 0)
    count = (asked > 0).sum(axis=1)[None, :]
    return all_or_nothing(column(candidates["languages_known"]) & (count > 0), total // np.maximum(count, 1))


LANGUAGES = Criterion(
    name="languages",
    it="Lingue",
    en="Languages",
    person_and_task=True,
    candidate_columns=("languages_known", "language_levels"),
    vacancy_columns=("languages",),
    score=_score,
    doc="Mean over the languages asked: 1 at or above the CEFR level, 0.6 one level below, 0.3 two below, else 0; a "
    "language that the person does not name counts 0.",
    fast=Best(lambda candidates: alike_in(candidates, ("languages_known", "language_levels"))),
)
