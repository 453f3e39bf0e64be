"""One winning pair as a row of the matches table."""

from __future__ import annotations

from typing import Any

import numpy as np

from matcher.accommodation import net_cost
from matcher.criteria import CRITERIA
from matcher.encode.joint import METRES_10_PER_KM
from matcher.encode.vacancies import reserved_gap
from matcher.engine import Figures
from matcher.explain.findings import Findings
from matcher.explain.question import unknowns
from matcher.explain.reasons import reasons
from matcher.matching import Matching
from matcher.policy import MILLION
from models.accommodations import catalogue

_WEIGHT_WORTH_NAMING = 50_000  # an unknown that bears 5 % of the score or less is not worth a line in a list


def match_row(matching: Matching, found: Findings, figs: Figures, index: int, rank: int) -> dict[str, Any]:
    """One row of the matches table; None where nothing is known. Figures are whole millionths over a million."""
    job = found.vacancy
    position = matching.quotas.get(job["employer_id"])
    gap, _ = reserved_gap(job, position)
    weights = np.array(matching.policy.weight_of(c.name for c in CRITERIA))
    missing = [u for u in unknowns(found, weights - figs.weight_known[index]) if u.weight > _WEIGHT_WORTH_NAMING]
    return {
        "candidate_id": found.candidate["candidate_id"],
        "vacancy_id": job["vacancy_id"],
        "employer_id": job["employer_id"],
        "rank": rank,
        "score": int(figs.score[index]) / MILLION,
        "score_low": int(figs.low[index]) / MILLION,
        "score_high": int(figs.high[index]) / MILLION,
        "fit": int(figs.fit[index]) / MILLION,
        "fit_with_accommodations": int(figs.fit_with[index]) / MILLION,
        "known_share": int(figs.known_share[index]) / MILLION,
        "accommodations": ";".join(found.plan.in_place),
        "net_cost_eur": None if position is None else net_cost(found.plan.in_place, catalogue()),
        "distance_km": found.distance_10m / METRES_10_PER_KM if found.distance_10m >= 0 else None,
        "quota_gap": gap,
        "exposure_eur_per_day": None if position is None else round(position.exposure_eur_per_day),
        "reasons": reasons(found, gap, missing[0].what if missing else ""),
    }
