"""The vacancy is reserved for the other side of the law."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from matcher.eligibility.base import Constraint, PairFacts, Why, say
from matcher.encode import Shared, Side
from matcher.encode.candidates import ART18, OTHER_CATEGORY
from matcher.encode.split import alike_in
from models.vocabulary import RESERVED_FOR

_RESERVED = tuple(RESERVED_FOR)


def _broken(candidates: Side, vacancies: Side, shared: Shared, on: int) -> NDArray[Any]:
    side, reserved = candidates["category_side"][:, None], vacancies["reserved"][None, :]
    for_disabled, for_art18 = reserved == _RESERVED.index("disabled"), reserved == _RESERVED.index("art18")
    broken: NDArray[Any] = (for_disabled & (side == ART18)) | (for_art18 & (side == OTHER_CATEGORY))
    return broken


def _why(facts: PairFacts, lang: str) -> Why:
    if facts.vacancy["reserved_for"] == "art18":
        return Why(
            say(lang, "riservata alle categorie protette dell'art. 18", "reserved for art. 18 categories"),
            say(
                lang,
                "chiedere all'azienda se la apre anche alle persone con disabilità",
                "ask the employer to open it to people with disabilities",
            ),
        )
    return Why(
        say(lang, "riservata alle persone con disabilità (art. 1)", "reserved for people with disabilities (art. 1)"),
        say(
            lang, "chiedere all'azienda se la apre anche all'art. 18", "ask the employer to open it to art. 18 as well"
        ),
    )


ENTITLEMENT = Constraint(
    name="entitlement",
    it="Riserva di legge",
    en="Reserved by law",
    vacancy_columns=("reserved",),
    broken=_broken,
    why=_why,
    doc="`reserved_for` disabled against a person of art. 18, or art18 against any other category; an unknown "
    "category, `both` and a blank are open to all.",
    split=lambda candidates: alike_in(candidates, ("category_side",)),
)
