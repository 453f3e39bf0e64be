"""One winning pair as a row of the matches table."""

from __future__ import annotations

import numpy as np

from matcher.accommodation import net_cost
from matcher.criteria import CRITERIA
from matcher.encode.vacancies import reserved_gap
from matcher.engine import Figures
from matcher.explain.findings import Findings
from matcher.explain.question import unknowns
from matcher.explain.reasons import reasons
from matcher.matching import Matching
from matcher.policy import MILLION
from models.accommodations import catalogue

_WEIGHT_WORTH_NAMING = 50_000  # an unknown that bears less than 5 % of the score is not worth a line in a list


def decimal(millionths: int) -> str:
    """A figure in millionths with its six decimals."""
    return f"{millionths // MILLION}.{millionths % MILLION:06d}"


def match_row(matching: Matching, found: Findings, figs: Figures, index: int, rank: int) -> dict[str, str]:
    """One row of the matches table; cells as text, a blank where nothing is known."""
    job = found.vacancy
    position = matching.quotas.get(job["employer_id"])
    gap, _ = reserved_gap(job, position)
    weights = np.array(matching.policy.weight_of(c.name for c in CRITERIA))
    missing = [u for u in unknowns(found, weights - figs.weight_known[index]) if u.weight >= _WEIGHT_WORTH_NAMING]
    return {
        "candidate_id": found.candidate["candidate_id"],
        "vacancy_id": job["vacancy_id"],
        "employer_id": job["employer_id"],
        "rank": str(rank),
        "score": decimal(int(figs.score[index])),
        "score_low": decimal(int(figs.low[index])),
        "score_high": decimal(int(figs.high[index])),
        "fit": decimal(int(figs.fit[index])),
        "fit_with_accommodations": decimal(int(figs.fit_with[index])),
        "known_share": decimal(int(figs.known_share[index])),
        "accommodations": ";".join(found.plan.in_place),
        "net_cost_eur": "" if position is None else str(net_cost(found.plan.in_place, catalogue())),
        "distance_km": f"{found.distance_10m // 100}.{found.distance_10m % 100:02d}" if found.distance_10m >= 0 else "",
        "quota_gap": "" if gap is None else str(gap),
        "exposure_eur_per_day": "" if position is None else str(round(position.exposure_eur_per_day)),
        "reasons": reasons(found, gap, missing[0].what if missing else ""),
    }
