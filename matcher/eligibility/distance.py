"""The workplace is farther than the person can travel."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from matcher.eligibility.base import Constraint, PairFacts, Why, say
from matcher.encode import Shared, Side
from matcher.encode.joint import METRES_10_PER_KM, REMOTE, distances


def _broken(candidates: Side, vacancies: Side, shared: Shared, on: int) -> NDArray[Any]:
    limit, remote = candidates["max_commute"][:, None], vacancies["remote"][None, :]
    travelled = (remote >= 0) & (remote < REMOTE)
    broken: NDArray[Any] = travelled & (limit >= 0) & (distances(candidates, vacancies, shared) > limit)
    return broken


def kilometres(distance_10m: int, lang: str) -> str:
    """Kilometres with one decimal, comma in Italian."""
    text = f"{distance_10m / METRES_10_PER_KM:.1f}"
    return text if lang == "en" else text.replace(".", ",")


def _why(facts: PairFacts, lang: str) -> Why:
    far = kilometres(facts.distance_10m, lang)
    limit = kilometres(round(facts.candidate["max_commute_km"] * METRES_10_PER_KM), lang)
    return Why(
        say(lang, f"{far} km, oltre il limite di {limit} km", f"{far} km, over the limit of {limit} km"),
        say(
            lang,
            f"un viaggio di {far} km (navetta, accompagnamento) o lavoro da casa per l'80 %",
            f"a journey of {far} km (shuttle, lift) or 80 % remote work",
        ),
    )


DISTANCE = Constraint(
    name="distance",
    it="Troppo lontano",
    en="Too far",
    vacancy_columns=("site", "remote"),
    broken=_broken,
    why=_why,
    doc="Great-circle distance above max_commute_km, where remote_share is stated and below 0.8.",
    measured=True,
)
