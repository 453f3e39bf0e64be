"""The days by which an employer must act (Law 68/1999, art. 9)."""

from __future__ import annotations

from datetime import date

from matcher.law68.assessment import Assessment
from matcher.law68.cost import last_day_of_term
from matcher.law68.parameters import load
from models.quota import Deadline

_SATURDAY = 5


def _prospetto(on: date) -> Deadline:
    law = load("prospetto_term").on(on)
    due = law.value["due"]
    day = date(on.year, due["month"], due["day"])
    if day < on:
        day = date(on.year + 1, due["month"], due["day"])
    state = law.value["state_at"]
    at = date(day.year - 1, state["month"], state["day"])
    note = f"situazione al {at}; solo se cambiano obbligo o quota"
    if day.weekday() >= _SATURDAY:
        note += "; cade di sabato o domenica: lo spostamento è deciso ogni anno"
    certainty = "doubtful" if day.weekday() >= _SATURDAY else law.certainty
    return Deadline("prospetto", day, "prospetto informativo", law.reference.article, certainty, False, note)


def deadlines(found: Assessment, since: date | None, on: date) -> tuple[Deadline, ...]:
    """List an employer's terms, the earliest first.

    Parameters
    ----------
    found : Assessment
        Its figures.
    since : date or None
        Day the present gap began, where known.
    on : date
        Day the terms are read at.
    """
    terms = []
    if since is not None and found.national.gap_disabled:
        law = load("request_term").on(on)
        last = last_day_of_term(since, on)
        note = f"entro {law.value} giorni dall'inizio della scopertura; dal giorno dopo corre la sanzione giornaliera"
        terms.append(
            Deadline(
                "request_for_referral",
                last,
                "richiesta di avviamento o assunzione",
                law.reference.article,
                law.certainty,
                last < on,
                note,
            )
        )
    if found.national.band is not None:
        terms.append(_prospetto(on))
    return tuple(sorted(terms, key=lambda term: (term.on, term.code)))
