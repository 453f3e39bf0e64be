"""Skills: how many of the asked ones the person has, exactly or nearly."""

from __future__ import annotations

import numpy as np

from matcher.criteria.base import Asked, Credits, Criterion, Mean, Scored, all_or_nothing, column
from matcher.encode import Shared, Side
from matcher.encode.split import one_by_one
from matcher.policy import MatchPolicy


def _coverage(name: str, candidates: Side, vacancies: Side, shared: Shared) -> Scored:
    sets = vacancies[name]
    asked = shared.skill_sets[np.maximum(sets, 0)] if shared.skill_sets.shape[0] else None
    if asked is None:
        return all_or_nothing(np.zeros((len(candidates), len(vacancies)), bool), 0)
    size = np.asarray(asked.sum(axis=1)).ravel()
    total = (candidates["skill_credit"] @ asked.T).toarray()
    known = column(candidates["skills_known"]) & (sets >= 0)[None, :] & (size > 0)[None, :]
    return all_or_nothing(known, total // np.maximum(size, 1)[None, :])


def _required(candidates: Side, vacancies: Side, shared: Shared, policy: MatchPolicy) -> Scored:
    return _coverage("required_skills", candidates, vacancies, shared)


def _preferred(candidates: Side, vacancies: Side, shared: Shared, policy: MatchPolicy) -> Scored:
    return _coverage("preferred_skills", candidates, vacancies, shared)


def _asked(name: str, vacancies: Side, shared: Shared) -> Asked:
    """One item for each asked skill, all of weight 1."""
    chosen = vacancies[name]
    blank = (chosen < 0) | (shared.skill_sets.shape[0] == 0)
    starts = np.append(shared.skill_sets.indptr, shared.skill_sets.indptr[-1]).astype(np.int64)
    start = np.where(blank, 0, starts[np.maximum(chosen, 0)])
    size = np.where(blank, 0, starts[np.maximum(chosen, 0) + 1] - start)
    items = shared.skill_sets.indices.astype(np.int32)
    return Asked(start, size, size, items, np.arange(shared.skill_sets.shape[1], dtype=np.int32))


def _credits(candidates: Side, shared: Shared, policy: MatchPolicy) -> Credits:
    """Every asked skill is known of a person whose skills are; only those they have, or nearly, are worth something."""
    rows = candidates["skill_credit"]
    known = candidates["skills_known"].astype(np.int64)
    worth = rows.data * np.repeat(known, np.diff(rows.indptr))
    return Credits(
        one_by_one(candidates), rows.indptr.astype(np.int64), rows.indices, np.zeros(rows.nnz, np.int64), worth, known
    )


def _fast(name: str) -> Mean:
    return Mean(lambda vacancies, shared: _asked(name, vacancies, shared), _credits)


SKILLS_REQUIRED = Criterion(
    name="skills_required",
    it="Competenze richieste",
    en="Required skills",
    person_and_task=True,
    candidate_columns=("skills_known", "skill_credit"),
    vacancy_columns=("required_skills",),
    score=_required,
    doc="Mean credit over the required skills: 1 for the same skill, less for a near one or one that a held "
    "occupation usually brings. Unknown where the vacancy names none or the person's skills are blank.",
    fast=_fast("required_skills"),
)
SKILLS_PREFERRED = Criterion(
    name="skills_preferred",
    it="Competenze gradite",
    en="Preferred skills",
    person_and_task=True,
    candidate_columns=("skills_known", "skill_credit"),
    vacancy_columns=("preferred_skills",),
    score=_preferred,
    doc="As the required skills, for those that the firm would like.",
    fast=_fast("preferred_skills"),
)
