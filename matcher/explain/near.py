"""Which of a person's own skills stands near an asked one, and how near, in words."""

from __future__ import annotations

from matcher.encode.encode import asked_skill
from matcher.explain.findings import AskedSkill, Findings
from matcher.explain.reasons import HAD, NEARLY
from matcher.personal_data import strip_personal
from matcher.taxonomy import Taxonomy


def near_skills(found: Findings, taxonomy: Taxonomy) -> dict[str, str]:
    """For each skill that is nearly had: what the person named that is nearest, as "vicina a «…», stesso gruppo «…»".

    Skills that only a held occupation brings are left out: the person did not name them.
    """
    named = taxonomy.extract_skills(strip_personal(found.candidate["skills"] or ""))
    told = {}
    for skill in (*found.required, *found.preferred):
        if not _nearly(skill):
            continue
        asked = asked_skill(skill.text, taxonomy)
        best = max(named, key=lambda own: taxonomy.skill_credit(own, asked), default=None)
        if best is not None and taxonomy.skill_credit(best, asked) >= NEARLY:
            told[skill.text] = taxonomy.explain_nearness("skill", best, asked)
    return told


def _nearly(skill: AskedSkill) -> bool:
    return NEARLY <= skill.credit < HAD
