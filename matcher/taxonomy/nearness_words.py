"""Why two concepts count as near, in Italian words short enough to stand inside a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matcher.taxonomy import nearness
from matcher.taxonomy.store import Occupation, Skill, Vocabulary

_LEVELS = {4: "stessa unità professionale", 3: "stessa classe", 2: "stesso gruppo", 1: "stesso grande gruppo"}
_FAR_OCCUPATIONS = "occupazioni lontane"
_FAR_SKILLS = "nessuna competenza vicina"
_MOST_NAMED = 3


def explain(vocabulary: Vocabulary, kind: str, a: str, b: str) -> str:
    """What makes ``a``, which is had, near to ``b``, which is asked for."""
    if kind == "skill":
        return _skills(vocabulary, a, b)
    return _occupations(vocabulary, a, b)


def _skills(vocabulary: Vocabulary, a: str, b: str) -> str:
    credit = nearness.skill_credit(vocabulary.skills, a, b)
    if credit == nearness.SAME:
        return "la stessa competenza"
    if credit == nearness.NOTHING:
        return _FAR_SKILLS
    had, asked = vocabulary.skills[a], vocabulary.skills[b]
    if b in had.implies:
        return f"chi ha «{had.it}» ha anche «{asked.it}»"
    group = _group(vocabulary, had) if had.group == asked.group else ""
    if b in had.near:
        return f"vicina a «{had.it}»" + (f", stesso gruppo «{group}»" if group else "")
    if group:
        return f"stesso gruppo «{group}» di «{had.it}»"
    return f"chiesta nelle stesse occupazioni di «{had.it}»"


def _occupations(vocabulary: Vocabulary, a: str, b: str) -> str:
    occupations = vocabulary.occupations
    credit = nearness.occupation_nearness(occupations, a, b)
    if credit == nearness.SAME:
        return "la stessa occupazione"
    if credit == nearness.NOTHING:
        return _FAR_OCCUPATIONS
    if credit == nearness.BARE_CODE:
        code = (b if a in occupations else a).removeprefix(nearness.ISCO)
        return f"occupazione dell'unità professionale ISCO {_named(vocabulary.isco, code)}"
    if credit == nearness.RELATED_TO_GROUP:
        code = (b if a in occupations else a).removeprefix(nearness.ISCO)
        return f"occupazione affine all'unità professionale ISCO {_named(vocabulary.isco, code)}"
    common = _common(vocabulary, occupations.get(a), occupations.get(b))
    if credit == nearness.TRANSFERABLE:
        return common
    if credit == nearness.RELATED:
        return f"occupazione affine a «{occupations[a].it}»" + (f"; {common}" if common else "")
    digits = next(count for count, level in nearness.SAME_DIGITS.items() if level == credit)
    code = (occupations[a].isco if a in occupations else a.removeprefix(nearness.ISCO))[:digits]
    return f"{_LEVELS[digits]} ISCO {_named(vocabulary.isco, code)}" + (f"; {common}" if common else "")


def _common(vocabulary: Vocabulary, had: Occupation | None, asked: Occupation | None) -> str:
    """The essential skills that both need: "hanno in comune 4 competenze su 5: …"; empty where there is none."""
    if had is None or asked is None:
        return ""
    shared = [skill for skill in asked.essential_skills if skill in set(had.essential_skills)]
    if not shared:
        return ""
    count, whole = len(shared), len(asked.essential_skills)
    return f"hanno in comune {count} competenz{'a' if count == 1 else 'e'} su {whole}: {_list(vocabulary, shared)}"


def _list(vocabulary: Vocabulary, skills: Sequence[str]) -> str:
    names = [f"«{vocabulary.skills[skill].it}»" for skill in skills[:_MOST_NAMED]]
    return ", ".join(names) + (" …" if len(skills) > _MOST_NAMED else "")


def _group(vocabulary: Vocabulary, skill: Skill) -> str:
    return vocabulary.groups.get(skill.group, skill.group)


def _named(isco: Mapping[str, str], code: str) -> str:
    return f"{code} ({isco[code]})" if code in isco else code
