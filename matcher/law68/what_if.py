"""What one more hire would change: the same calculation on the employer with that person in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from matcher.law68.assessment import Assessment, assess
from matcher.law68.changes import hired, widest
from matcher.law68.cost import exposure
from matcher.law68.incentives import cases
from matcher.law68.parameters import load
from models.quota import WhatIf


def incentives_open(legal_form: str, on: date) -> tuple[dict[str, Any], ...]:
    """Return the incentives that a hire may open to an employer of this form: which one, the person decides."""
    law = load("incentive_art13").find(on)
    if law is None or legal_form not in law.value["forms"]:
        return ()
    return tuple(
        {**case, "article": law.reference.article, "certainty": law.certainty, "pay": "gross_monthly"}
        for case in cases(on)
    )


def after_one_more_hire(found: Assessment, since: date | None, exposure_eur: float, on: date) -> WhatIf:
    """Compute the position after one more full-time hire, where the gap is widest.

    The hire is of a worker with disabilities, or of an art. 18 worker where only that quota has a gap. The
    incentives are the ones such a hire may open: which, depends on the person, who is not known here.

    Source: Law 68/1999, art. 3, 13, 15, c. 4.
    """
    disabled = found.national.gap_disabled > 0 or found.national.gap_art18 == 0
    at = widest(found, "gap_disabled" if disabled else "gap_art18")
    place = found.employer.provinces[at]
    if disabled:
        after_hire = hired(place)
    else:
        after_hire = replace(place, employees=place.employees + 1, art18_in_force=place.art18_in_force + 1)
    provinces = (*found.employer.provinces[:at], after_hire, *found.employer.provinces[at + 1 :])
    after = assess(replace(found.employer, provinces=provinces)).national
    then = exposure(after.gap_enforceable, since, on)
    return WhatIf(
        hire="disabled" if disabled else "art18",
        province=place.province,
        gap_disabled=after.gap_disabled,
        gap_art18=after.gap_art18,
        gap_enforceable=after.gap_enforceable,
        exposure_eur_per_day=then,
        saved_eur_per_day=round(exposure_eur - then, 2),
        incentive=incentives_open(found.employer.legal_form, on) if disabled else (),
    )
