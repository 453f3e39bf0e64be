"""The person is not on the list at present: suspended, or gone."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from matcher.eligibility.base import Constraint, PairFacts, Why, label, say
from matcher.encode import Shared, Side
from models.vocabulary import CANDIDATE_STATUS


def _broken(candidates: Side, vacancies: Side, shared: Shared, on: int) -> NDArray[Any]:
    inactive: NDArray[Any] = candidates["inactive"][:, None]
    return inactive


def _why(facts: PairFacts, lang: str) -> Why:
    status = label(CANDIDATE_STATUS[facts.candidate["status"]], lang)
    return Why(
        say(lang, f"stato della persona: {status}", f"the person's status: {status}"),
        say(lang, "riattivare l'iscrizione, se la persona vuole", "reactivate the enrolment, if the person wishes"),
    )


INACTIVE = Constraint(
    name="inactive",
    it="Iscrizione non attiva",
    en="Enrolment not active",
    vacancy_columns=(),
    broken=_broken,
    why=_why,
    doc="Status `suspended` or `left`. Added to the contract's list, and last, so that no other reason changes.",
)
