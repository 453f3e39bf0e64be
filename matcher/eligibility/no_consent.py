"""The person has stated consents, and matching is not among them."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from matcher.eligibility.base import Constraint, PairFacts, Why, say
from matcher.encode import Shared, Side


def _broken(candidates: Side, vacancies: Side, shared: Shared, on: int) -> NDArray[Any]:
    missing: NDArray[Any] = candidates["consent_missing"][:, None]
    return missing


def _why(facts: PairFacts, lang: str) -> Why:
    return Why(
        say(lang, "manca il consenso all'abbinamento", "no consent to matching"),
        say(lang, "chiedere il consenso alla persona", "ask the person for consent"),
    )


NO_CONSENT = Constraint(
    name="no_consent",
    it="Consenso mancante",
    en="No consent",
    vacancy_columns=(),
    broken=_broken,
    why=_why,
    doc="Consent is stated and lacks `matching`.",
)
