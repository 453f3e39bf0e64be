"""The short reasons of a list: one line of Italian, most telling first, nothing that is not in the tables."""

from __future__ import annotations

from matcher.eligibility.base import label
from matcher.eligibility.distance import kilometres
from matcher.explain.findings import AskedSkill, Findings, NamedOccupation
from models.accommodations import catalogue
from models.vocabulary import DEMANDS

# From this nearness on a held occupation speaks for the pair; from the second on it is the same trade.
RELATED, SAME = 500_000, 900_000
# From this credit on a skill is had, from the second on at least nearly.
HAD, NEARLY = 600_000, 300_000
# Level of a usual demand that is worth a word in a list.
MUCH = 3


def names(codes: tuple[str, ...]) -> str:
    """Italian labels of accommodations, in a row."""
    return ", ".join(label(catalogue()[code], "it") for code in codes)


def _skills(asked: tuple[AskedSkill, ...]) -> list[str]:
    if not asked:
        return []
    missing = [skill.text for skill in asked if skill.credit < NEARLY]
    nearly = [skill.text for skill in asked if NEARLY <= skill.credit < HAD]
    parts = [f"competenze richieste {sum(skill.credit >= HAD for skill in asked)} su {len(asked)}"]
    if nearly:
        parts.append("vicina a " + ", ".join(nearly))
    if missing:
        parts.append("non risulta " + ", ".join(missing))
    return [" - ".join(parts)]


def years_text(years: float | None) -> str:
    """Years in words; months under one year."""
    if years is None:
        return ""
    if years < 1:
        months = round(years * 12)
        return f" ({months} {'mese' if months == 1 else 'mesi'})"
    return f" ({years:g} {'anno' if years == 1 else 'anni'})".replace(".", ",")


def _occupation(held: NamedOccupation | None, sought: NamedOccupation | None) -> list[str]:
    parts = []
    if held and held.nearness >= RELATED:
        kind = "esperienza" if held.nearness >= SAME else "esperienza vicina"
        parts.append(f"{kind}: {held.text}{years_text(held.years)}")
    if sought and sought.nearness >= RELATED:
        parts.append(f"cerca: {sought.text}")
    return parts


def _place(found: Findings) -> list[str]:
    remote = found.vacancy["remote_share"]
    if remote is not None and remote >= 0.8:
        return ["lavoro quasi tutto da casa"]
    return [f"{kilometres(found.distance_10m, 'it')} km"] if found.distance_10m >= 0 else []


def _limits(found: Findings) -> list[str]:
    left = [(code, *levels) for code, levels in found.strained.items() if code not in found.plan.bridged]
    over = [code for code, level, capacity in left if capacity < level]
    at = [code for code, level, capacity in left if capacity == level]
    parts = []
    if found.plan.in_place:
        parts.append("in azienda c'è: " + names(found.plan.in_place))
    if over:
        parts.append("oltre le capacità: " + ", ".join(DEMANDS[code].it for code in over))
    if at:
        parts.append("al limite: " + ", ".join(DEMANDS[code].it for code in at))
    usual = [code for code, (level, _) in found.usual.items() if level >= MUCH]
    if usual:
        parts.append("di solito la mansione chiede anche: " + ", ".join(DEMANDS[code].it for code in usual))
    needs = found.candidate["accommodations_needed"] or {}
    ask = tuple(code for code in found.plan.ask if code in found.plan.ask_gaps or needs[code] == "essential")
    if ask:
        parts.append("da chiedere: " + names(ask))
    return parts


def reasons(found: Findings, gap: int | None, unknown: str = "") -> str:
    """The short reasons of a pair.

    Parameters
    ----------
    found : Findings
        Its facts.
    gap : int or None
        The employer's gap that the vacancy can close; None where not known.
    unknown : str
        What is not known and would tell most; left out where empty.
    """
    parts = [*_skills(found.required), *_occupation(found.held, found.sought), *_place(found), *_limits(found)]
    if gap:
        parts.append(f"azienda scoperta di {gap}")
    if unknown:
        parts.append(f"da chiarire: {unknown}")
    return "; ".join(parts)
