"""The eleven official fields of a post, and the contract's vacancies: both ways, nothing invented.

What the vacancies have no column for (the ISTAT code of the occupation, "no night shifts", the notes) stands between
brackets at the end of the description and is read back from there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from matcher.prospetto.belfiore import belfiore_of, istat_of
from matcher.prospetto.model import Record
from models.vocabulary import DEMANDS, LEVELS

RESERVED = {"disabled": "disabled", "protected": "art18"}
SUBJECTS = {word: subject for subject, word in RESERVED.items()}
CHANNELS = ("numeric", "nominative")
NIGHT = "night"
MOST_TEXT = 200
_MARK = re.compile(r"\s*\[prospetto: (?P<parts>[^\[\]]*)\]$")
_OCCUPATION, _NIGHT, _CODE = "qualifica ISTAT", "turni notturni", "comune"


def _bracket(post: Mapping[str, Any], site: str | None) -> str:
    parts = []
    if post["occupation"] and not set(post["occupation"]) & set("[];\n"):
        parts.append(f"{_OCCUPATION} {post['occupation']}")
    if post["night_shifts"] is False:
        parts.append(f"{_NIGHT} no")
    if site is None and post["municipality"] and not set(post["municipality"]) & set("[];\n"):
        parts.append(f"{_CODE} {post['municipality']}")
    return f"[prospetto: {'; '.join(parts)}]" if parts else ""


def to_vacancy(post: Mapping[str, Any], *, employer_id: str, vacancy_id: str) -> Record:
    """Write a post of the prospetto as a record of the table vacancies.

    Parameters
    ----------
    post : mapping
        A record of ``posts``.
    employer_id, vacancy_id : str
        Its firm; its own id where the post has none.

    Returns
    -------
    dict
        Parsed values of the columns that the prospetto fills; None is unknown. Barriers are turned round.
    """
    site = istat_of(post["municipality"])
    description = " ".join(part for part in (post["notes"], _bracket(post, site)) if part)
    return {
        "vacancy_id": post["vacancy_id"] or vacancy_id,
        "employer_id": employer_id,
        "site_municipality": site,
        "title": post["tasks"],
        "occupation": post["occupation_isco"],
        "description": description or None,
        "openings": post["openings"],
        "working_times": (NIGHT,) if post["night_shifts"] else None,
        "abilities_note": post["abilities"],
        "step_free": None if post["barriers"] is None else not post["barriers"],
        "public_transport": post["public_transport"],
        "reserved_for": RESERVED.get(post["subject"]),
        "channel": post["hire_category"],
    }


def _read_bracket(description: str | None) -> tuple[str | None, dict[str, str]]:
    """The description without its bracket, and what the bracket said."""
    found = _MARK.search(description or "")
    if found is None:
        return description, {}
    said = {}
    for part in found["parts"].split("; "):
        name, _, value = part.rpartition(" ")
        said[name] = value
    return (description or "")[: found.start()].strip() or None, said


def _abilities(vacancy: Mapping[str, Any]) -> str | None:
    """The note on capacities; where there is none, the stated demands in the office's words."""
    if vacancy.get("abilities_note"):
        return str(vacancy["abilities_note"])
    demands = vacancy.get("demands") or {}
    stated = [f"{DEMANDS[code].it}: {LEVELS[str(level)].it}" for code, level in demands.items() if level]
    return "; ".join(stated) or None


def _cut(text: str | None, what: str, notes: list[str]) -> str | None:
    if text is None or len(text) <= MOST_TEXT:
        return text
    notes.append(f"{what}: tagliato a {MOST_TEXT} caratteri, quanti ne ha il prospetto")
    return text[:MOST_TEXT].rstrip()


def _night(vacancy: Mapping[str, Any], said: Mapping[str, str]) -> bool | None:
    times = vacancy.get("working_times")
    if times is None:
        return False if _NIGHT in said else None
    return NIGHT in times


def from_vacancy(vacancy: Mapping[str, Any]) -> tuple[Record, tuple[str, ...]]:
    """Write a record of the table vacancies as a post of the prospetto.

    Parameters
    ----------
    vacancy : mapping
        Parsed values, as a ``Frame`` holds them.

    Returns
    -------
    post, notes
        The fields of a record of ``posts``, and what the prospetto cannot say (Italian, one line each).
    """
    where = f"posto {vacancy['vacancy_id']}"
    notes: list[str] = []
    rest, said = _read_bracket(vacancy.get("description"))
    reserved, channel = vacancy.get("reserved_for"), vacancy.get("channel")
    if reserved == "both":
        notes.append(f"{where}: riservato a entrambe le categorie; il prospetto ne vuole una (D o C)")
    if channel is not None and channel not in CHANNELS:
        notes.append(f"{where}: avviamento in convenzione; il prospetto conosce solo numerica e nominativa")
    step_free = vacancy.get("step_free")
    post: Record = {
        "occupation": said.get(_OCCUPATION),
        "tasks": _cut(vacancy.get("title"), f"{where}, mansione", notes),
        "openings": vacancy.get("openings"),
        "subject": SUBJECTS.get(reserved or ""),
        "municipality": belfiore_of(vacancy.get("site_municipality")) or said.get(_CODE),
        "abilities": _cut(_abilities(vacancy), f"{where}, capacità richieste", notes),
        "barriers": None if step_free is None else not step_free,
        "night_shifts": _night(vacancy, said),
        "public_transport": vacancy.get("public_transport"),
        "hire_category": channel if channel in CHANNELS else None,
        "vacancy_id": vacancy["vacancy_id"],
        "occupation_isco": vacancy.get("occupation"),
        "notes": rest,
    }
    return post, tuple(notes)
