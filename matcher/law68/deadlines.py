"""The days by which an employer must act (Law 68/1999, art. 9)."""

from __future__ import annotations

from datetime import date

from matcher.law68.assessment import Assessment
from matcher.law68.context import Context
from matcher.law68.cost import last_day_of_term
from matcher.law68.parameters import load
from models.quota import Deadline
from models.vocabulary import AGREEMENT_KINDS

_SATURDAY = 5
_ENDS = {
    "exemption_end": (
        "exemption_authorised",
        "fine dell'esonero parziale",
        "dal giorno dopo le unità esonerate sono scoperte: rinnovare prima",
    ),
    "suspension_end": (
        "suspension",
        "fine della sospensione",
        "dal giorno dopo l'obbligo torna intero; dopo un licenziamento collettivo dura quanto il diritto di precedenza",
    ),
}


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


_AFTER_AGREEMENT = {
    "art11": "le assunzioni del programma non ancora fatte restano scoperte, senza più il piano",
    "art12": "la persona torna al datore obbligato, che la tiene, o avvia un'altra richiesta",
    "art12bis": "chi è inserito presso terzi non copre più: rinnovare o assumere",
    "art14": "chi è inserito presso terzi non copre più: rinnovare o assumere",
}


def _term(code: str, day: date, label: str, parameter: str, on: date, note: str) -> Deadline:
    law = load(parameter).find(on) or load(parameter).values[0]
    article = f"{law.reference.article} — {law.reference.act}"
    return Deadline(code, day, label, article, law.certainty, day < on, note)


def _ends(context: Context, on: date) -> list[Deadline]:
    """Last days of reliefs and agreements, where the office has written them."""
    found = []
    for end in context.ends:
        parameter, label, note = _ENDS[end.code]
        found.append(_term(end.code, end.on, f"{label}, {end.province}", parameter, on, note))
    for agreement in context.agreements:
        if agreement.expires_on is not None:
            label = f"scadenza della {AGREEMENT_KINDS[agreement.kind].it}"
            label += f", {agreement.province}" if agreement.province else ""
            units = f"{agreement.units} unità; " if agreement.units is not None else ""
            note = f"{units}{_AFTER_AGREEMENT[agreement.kind]}"
            found.append(
                _term(f"{agreement.kind}_expiry", agreement.expires_on, label, f"convention_{agreement.kind}", on, note)
            )
    return found


def deadlines(found: Assessment, since: date | None, on: date, context: Context | None = None) -> tuple[Deadline, ...]:
    """List an employer's terms, the earliest first.

    Parameters
    ----------
    found : Assessment
        Its figures.
    since : date or None
        Day the present gap began, where known.
    on : date
        Day the terms are read at.
    context : Context, optional
        Agreements, and last days of reliefs.
    """
    terms = _ends(context or Context(), on)
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
    return tuple(sorted(terms, key=lambda term: (term.on, term.code, term.label)))
