"""One pair, whole: what each criterion gave, the accommodations, the quota, what is not known; or why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from matcher import reference
from matcher.criteria import CRITERIA
from matcher.engine import Figures, Ranked, figures
from matcher.engine.scoring import ENDED_BIT, rounded
from matcher.errors import MatcherError
from matcher.explain.findings import Finder, Findings
from matcher.explain.gains import quota_line
from matcher.explain.near import near_skills
from matcher.explain.question import Unknown, question_worth_asking, unknowns
from matcher.explain.rejection import Rejection, reject
from matcher.explain.row import match_row
from matcher.inferred import Inferred, of_candidate, of_vacancy
from matcher.matching import Matching
from matcher.policy import MILLION


@dataclass(frozen=True)
class Line:
    """What a criterion gave: the part of its weight that is known with its value, or the part that is not (None)."""

    criterion: str
    weight: int
    value: int | None
    points: int


@dataclass(frozen=True)
class Explanation:
    """A pair explained; exactly one of ``match`` (a row of the matches table) and ``rejection`` is there."""

    match: dict[str, Any] | None
    rejection: Rejection | None
    lines: tuple[Line, ...]
    found: Findings
    figures: Figures
    missing: tuple[Unknown, ...]
    question: str
    near: dict[str, str]
    quota: dict[str, Any] | None
    versions: dict[str, str]
    inferred: tuple[Inferred, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The contract's form of ``explain --json``; points in whole millionths."""
        plan = self.found.plan
        outcome: dict[str, Any] = {"match": self.match}
        if self.rejection is not None:
            rejected = {name: getattr(self.rejection, name) for name in Rejection.__dataclass_fields__}
            outcome = {"rejection": {**rejected, "ask": list(self.rejection.ask)}}
        return {
            **outcome,
            "contributions": [
                {
                    "criterion": line.criterion,
                    "weight": line.weight / MILLION,
                    "value": None if line.value is None else line.value / MILLION,
                    "points": line.points,
                }
                for line in self.lines
            ],
            "accommodations": {
                "in_place": list(plan.in_place),
                "by_the_job": list(plan.by_the_job),
                "ask": list(plan.ask),
                "beyond": list(plan.beyond),
            },
            "quota": self.quota,
            "unknown": [{"criterion": u.criterion, "what": u.what, "weight": u.weight / MILLION} for u in self.missing],
            "usual_demands": {
                code: {"usual": level, "capacity": capacity} for code, (level, capacity) in self.found.usual.items()
            },
            "near": self.near,
            "question": self.question,
            "inferred": [one.to_json() for one in self.inferred],
            "versions": self.versions,
        }


def _position(ids: tuple[str, ...], wanted: str, what: str) -> int:
    place = int(np.searchsorted(np.array(ids, dtype=object), wanted)) if ids else 0
    if place < len(ids) and ids[place] == wanted:
        return place
    msg = f"no {what} '{wanted}' in these tables: check the id ({len(ids)} read)"
    raise MatcherError(msg)


def _lines(ranked: Ranked, figs: Figures, matching: Matching) -> tuple[Line, ...]:
    """One line for the known part of each criterion, one for its unknown part; their points sum to the score."""
    lines = []
    neutral = matching.policy.neutral
    for position, criterion in enumerate(CRITERIA):
        weight, certain = matching.policy.weights[criterion.name], int(figs.weight_known[0, position])
        unsure = int(rounded(np.array((weight - certain) * neutral), MILLION))
        if certain:
            value = int(ranked.value[0, position])
            lines.append(Line(criterion.name, certain, value, int(figs.points[0, position]) - unsure))
        if weight > certain or not weight:
            lines.append(Line(criterion.name, weight - certain, None, unsure))
    return tuple(lines)


def explain_pair(matching: Matching, candidate_id: str, vacancy_id: str, lang: str = "it") -> Explanation:
    """Explain one pair with the functions that rank.

    Parameters
    ----------
    matching : Matching
        The day's matching.
    candidate_id, vacancy_id : str
        The pair.
    lang : {"it", "en"}
        Language of reasons and questions.

    Raises
    ------
    MatcherError
        If an id is not in the tables; both are named when both are missing.
    """
    encoding, scorer = matching.encoding, matching.scorer
    candidate, vacancy = _both(matching, candidate_id, vacancy_id)
    block = scorer.block(encoding.candidates.rows(candidate, candidate + 1))
    bits = reference.pair_bits(block.broken, scorer.broken_columns, *scorer.ended(candidate, candidate + 1), ENDED_BIT)[
        0
    ]
    scores = reference.pair_scores(block.points, scorer.point_columns)[0]
    rows, columns = np.array([0]), np.array([vacancy])
    ahead = (scores > scores[vacancy]) | ((scores == scores[vacancy]) & (np.arange(len(scores)) < vacancy))
    place = 1 + int((ahead & (bits == 0)).sum())
    ranked = Ranked(
        np.array([candidate]), columns, np.array([place]), scores[columns], *scorer.values(block, rows, columns)
    )
    far = int(matching.distances(ranked.candidate, ranked.vacancy)[0])
    figs, found = figures(ranked, matching.policy), Finder(matching).find(candidate, vacancy, far)
    weights = np.array(matching.policy.weight_of(c.name for c in CRITERIA))
    missing = tuple(unknowns(found, weights - figs.weight_known[0], lang))
    broken = int(bits[vacancy])
    return Explanation(
        match=None if broken else match_row(matching, found, figs, 0, place),
        rejection=reject(matching.facts(candidate, vacancy, far), broken, lang) if broken else None,
        lines=_lines(ranked, figs, matching),
        found=found,
        figures=figs,
        missing=missing,
        question=question_worth_asking(found, missing, lang),
        near=near_skills(found, matching.taxonomy),
        quota=quota_line(matching, found),
        versions=matching.versions.as_dict(),
        inferred=of_vacancy(found.vacancy) + of_candidate(found.candidate),
    )


def _both(matching: Matching, candidate_id: str, vacancy_id: str) -> tuple[int, int]:
    places, problems = [], []
    sides = (
        ("candidate", matching.encoding.candidates, candidate_id),
        ("vacancy", matching.encoding.vacancies, vacancy_id),
    )
    for what, side, wanted in sides:
        try:
            places.append(_position(side.ids, wanted, what))
        except MatcherError as error:
            problems.append(str(error))
    if problems:
        raise MatcherError("; ".join(problems))
    return places[0], places[1]
