"""Every scoring criterion, in the order explanations show them. A new one is one module and one word here."""

from matcher.criteria.accommodations import ACCOMMODATIONS
from matcher.criteria.base import Criterion, Scored
from matcher.criteria.commute import COMMUTE
from matcher.criteria.demands import DEMANDS
from matcher.criteria.education import EDUCATION
from matcher.criteria.hours import WORKING_TIME
from matcher.criteria.languages import LANGUAGES
from matcher.criteria.occupation import OCCUPATION, WISHES
from matcher.criteria.quota_urgency import QUOTA_URGENCY
from matcher.criteria.skills import SKILLS_PREFERRED, SKILLS_REQUIRED

CRITERIA: tuple[Criterion, ...] = (
    SKILLS_REQUIRED,
    SKILLS_PREFERRED,
    OCCUPATION,
    DEMANDS,
    ACCOMMODATIONS,
    EDUCATION,
    LANGUAGES,
    COMMUTE,
    WORKING_TIME,
    WISHES,
    QUOTA_URGENCY,
)

__all__ = ["CRITERIA", "Criterion", "Scored"]
