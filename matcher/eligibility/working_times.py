"""The job's times or weekly hours are outside what the person can do."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.eligibility.base import Constraint, PairFacts, Why, label, say
from matcher.encode import Shared, Side
from matcher.encode.split import Split, alike_in, from_table, parts_side, together
from models.vocabulary import WORKING_TIMES


def _broken(candidates: Side, vacancies: Side, shared: Shared, on: int) -> NDArray[Any]:
    times, asked = candidates["times_bits"][:, None], vacancies["times_bits"][None, :]
    low, high = candidates["hours_min"][:, None], candidates["hours_max"][:, None]
    least, most = vacancies["hours_min"][None, :], vacancies["hours_max"][None, :]
    too_short = (most >= 0) & (low > most)
    too_long = (high >= 0) & (least > high)
    broken: NDArray[Any] = ((times > 0) & (asked & ~times > 0)) | too_short | too_long
    return broken


def hours_text(low: float | None, high: float | None, lang: str) -> str:
    """A range of weekly hours in words."""
    if low is not None and high is not None:
        return f"{low:g}" if low == high else f"{low:g}–{high:g}"
    if low is not None:
        return say(lang, f"almeno {low:g}", f"at least {low:g}")
    return say(lang, f"al massimo {high:g}", f"at most {high:g}")


def _split(candidates: Side) -> Split:
    """A part cannot work at one of the times, or cannot work fewer hours, or not more."""
    times, bits = candidates["times_bits"], np.uint8(1) << np.arange(len(WORKING_TIMES), dtype=np.uint8)
    blank = np.full(len(bits), -1)
    others = parts_side({"times_bits": bits.sum(dtype=np.uint8) - bits, "hours_min": blank, "hours_max": blank})
    splits = [from_table((times > 0)[:, None] & (times[:, None] & bits == 0), others)]
    for name, other in (("hours_min", "hours_max"), ("hours_max", "hours_min")):
        starts, members = (alike := alike_in(candidates, (name,))).starts, alike.members
        unstated = np.full(len(alike.parts), -1)
        columns = {name: alike.parts[name], other: unstated, "times_bits": np.zeros(len(unstated), np.uint8)}
        splits.append(Split(parts_side(columns), starts, members))
    return together(splits)


def _why(facts: PairFacts, lang: str) -> Why:
    person, job = facts.candidate, facts.vacancy
    if person["working_times"] and job["working_times"]:
        missing = [word for word in job["working_times"] if word not in person["working_times"]]
        if missing:
            names = ", ".join(label(WORKING_TIMES[word], lang) for word in missing)
            return Why(
                say(lang, f"la persona non lavora: {names}", f"the person does not work: {names}"),
                say(lang, f"un orario senza: {names}", f"a schedule without: {names}"),
            )
    has = hours_text(person["weekly_hours_min"], person["weekly_hours_max"], lang)
    asked = hours_text(job["weekly_hours_min"], job["weekly_hours_max"], lang)
    return Why(
        say(lang, f"ore settimanali: persona {has}, posto {asked}", f"weekly hours: person {has}, job {asked}"),
        say(lang, f"concordare con l'azienda {has} ore", f"agree on {has} hours with the employer"),
    )


WORKING_TIMES_CONSTRAINT = Constraint(
    name="working_times",
    it="Orario non compatibile",
    en="Working time does not fit",
    vacancy_columns=("times_bits", "hours_min", "hours_max"),
    broken=_broken,
    why=_why,
    doc="A time that the job needs is not among the person's, or the ranges of weekly hours do not meet; a missing "
    "bound blocks nothing.",
    split=_split,
)
