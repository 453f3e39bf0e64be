"""The pair has already been tried, and has ended."""

from __future__ import annotations

from matcher.eligibility.base import Constraint, PairFacts, Why, label, say, spoken_day
from models.vocabulary import STAGES


def _why(facts: PairFacts, lang: str) -> Why:
    stage, day = facts.ended or ("withdrawn", facts.on)
    told, when = label(STAGES[stage], lang), spoken_day(day, lang)
    return Why(
        say(lang, f"già provato: {told} il {when}", f"already tried: {told} on {when}"),
        say(lang, "un operatore può riaprire la proposta", "an operator may reopen the proposal"),
    )


ALREADY_DECLINED = Constraint(
    name="already_declined",
    it="Abbinamento già chiuso",
    en="Pair already ended",
    vacancy_columns=(),
    broken=None,
    why=_why,
    doc="The pair's last word up to the day is declined or withdrawn, unless an operator reopened it.",
)
