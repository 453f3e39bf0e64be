"""What the firm gains from this hire: its quota, its exposure after one more hire, the incentive of art. 13.

The incentive reads the degree and the kind of disability: it is shown to the operator here and scored nowhere.
"""

from __future__ import annotations

from typing import Any

from matcher.explain.findings import Findings
from matcher.law68.incentives import incentive
from matcher.matching import Matching


def incentive_of(matching: Matching, found: Findings) -> dict[str, Any] | None:
    """Art. 13 for this person and contract; None where it opens none or the degree or contract is not known."""
    person, job = found.candidate, found.vacancy
    employer = matching.employers.get(job["employer_id"], {})
    percent, contract = person["disability_percent"], job["contract"]
    art18 = person["law68_category"] == "art18"
    if percent is None or contract is None or art18 or employer.get("legal_form") == "public":
        return None
    months = job["months"]
    opened = incentive(
        round(percent),
        psychic=bool(person["psychic_or_intellectual"]),
        contract=contract,
        on=matching.on,
        months=None if months is None else round(months),
    )
    if opened is None:
        return None
    return {"article": "art. 13", "share_percent": opened.share_percent, "months": opened.months}


def quota_line(matching: Matching, found: Findings) -> dict[str, Any] | None:
    """What the firm owes and what this hire would change; None without workforce rows."""
    position = matching.quotas.get(found.vacancy["employer_id"])
    if position is None:
        return None
    after = position.what_if
    art18 = found.vacancy["reserved_for"] == "art18"
    changes = after is not None and (after.hire == "art18") == art18
    return {
        "employer_id": found.vacancy["employer_id"],
        "quota_disabled": position.quota_disabled,
        "gap_disabled": position.gap_disabled,
        "quota_art18": position.quota_art18,
        "gap_art18": position.gap_art18,
        "exposure_eur_per_day": position.exposure_eur_per_day,
        "after_one_more_hire": after.to_json() if after is not None and changes else None,
        "incentive": incentive_of(matching, found),
    }
