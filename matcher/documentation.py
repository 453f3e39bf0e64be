"""The pages of docs/ that are written from the code: what is listed here cannot differ from what runs.

The reasons for weights, and which columns a rule reads, stand here and not beside the rules: they are for readers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import fill
from typing import NamedTuple

from matcher.criteria import CRITERIA
from matcher.eligibility import CONSTRAINTS
from matcher.frames.documentation import tables_markdown
from matcher.policy import MILLION, load_policy
from matcher.presets import presets_markdown
from models.accommodations import catalogue_markdown
from models.vocabulary_page import vocabulary_markdown


class Weighed(NamedTuple):
    """Columns that a criterion reads, of the person and of the vacancy, and why it weighs what it weighs."""

    person: tuple[str, ...]
    vacancy: tuple[str, ...]
    why: str


WEIGHED: Mapping[str, Weighed] = {
    "skills_required": Weighed(
        ("skills", "occupations_held", "licences", "languages"),
        ("required_skills",),
        "The most: what the firm cannot do without is the plainest evidence that the person can do this job. Not more, "
        "because skills are written in haste on both sides, and because many can be learned on the job.",
    ),
    "skills_preferred": Weighed(
        ("skills", "occupations_held", "licences", "languages"),
        ("preferred_skills",),
        "Little more than a quarter of the required ones: the firm itself says that it can do without them.",
    ),
    "occupation": Weighed(
        ("occupations_held",),
        ("title", "occupation"),
        "Having done the work is the next best evidence. Less than the named skills, because titles are coarse and "
        "because a first job must stay possible.",
    ),
    "demands": Weighed(
        ("capacities",),
        ("demands", "accommodations_available"),
        "Second only to the required skills: the task must be within reach every day, not just on a good one. The "
        "constraints have removed what is stated to be out of reach; this tells comfortable from at the limit.",
    ),
    "accommodations": Weighed(
        ("accommodations_needed",),
        (
            "accommodations_available",
            "accommodations_refused",
            "step_free",
            "public_transport",
            "weekly_hours_max",
            "working_times",
            "remote_share",
            "demands",
        ),
        "A little more than half of the demands: where a need bridges a demand, its effect is counted there already; "
        "here counts that the person has said so, and that the firm has answered. It was 0.08, and the required skills "
        "0.20, until the judged lists of docs/quality.md were read: they came out a little better so, within noise.",
    ),
    "education": Weighed(
        ("education",),
        ("education_min",),
        "Little: a title often stands in for skills that are named elsewhere, and it never blocks.",
    ),
    "languages": Weighed(
        ("languages",),
        ("languages",),
        "As the preferred skills: it matters where it is asked for, and a level is often asked for by habit.",
    ),
    "commute": Weighed(
        ("home_municipality", "home_lat", "home_lon", "max_commute_km", "travel"),
        ("site_municipality", "site_lat", "site_lon", "remote_share", "public_transport"),
        "What is too far is excluded already; among the rest, a shorter journey is felt every day.",
    ),
    "working_time": Weighed(
        ("weekly_hours_min", "weekly_hours_max", "working_times"),
        ("weekly_hours_min", "weekly_hours_max", "working_times"),
        "What cannot meet is excluded already; what is left is how much room there is to agree.",
    ),
    "wishes": Weighed(
        ("occupations_sought",),
        ("title", "occupation"),
        "What the person wants counts in its own name, half as much as what they have done: wishes are often blank, "
        "and often wider than the words written down.",
    ),
    "quota_urgency": Weighed(
        (),
        ("reserved_for",),
        "The least: a gap is the firm's reason, not the person's. It decides between near-equal fits and never lifts a "
        "poor one. Gap and quota come from the workforce table, through the quota engine.",
    ),
}

SETTINGS: Mapping[str, str] = {
    "neutral": "what the unknown part of any criterion counts as",
    "near_limit": "worth of a demand that asks exactly what the person can do at most (`demands`)",
    "just_over_limit": "worth of a demand one level over it, where nothing that the firm has bridges it (`demands`)",
    "essential_weight": "how many preferred needs an essential one weighs (`accommodations`)",
    "part_time_hours": "weekly hours up to which a job is part time as it is (`accommodations`)",
    "remote_work_share": "share of remote work from which a job is remote as it is (`accommodations`)",
    "new_to_it": "worth of an occupation held for no time at all (`occupation`)",
    "full_years": "years from which an occupation held is worth 1; in between, along a straight line (`occupation`)",
    "years_unknown": "worth of an occupation held for an unstated time (`occupation`)",
    "implied_skill": "worth of a skill that a held occupation usually brings, not named by the person (both `skills`)",
    "walking_km": "how far walking reaches (`commute`)",
    "bicycle_km": "how far a bicycle reaches (`commute`)",
    "hard_to_reach": "what the commute is multiplied by where no way the person travels reaches the site (`commute`)",
}

READS: Mapping[str, str] = {
    "closed": "vacancies: `closes_on`, `published_on`",
    "filled": "vacancies: `openings`; outcomes",
    "placed": "candidates: `status`; outcomes",
    "already_declined": "outcomes",
    "no_consent": "candidates: `consent`",
    "availability": "candidates: `available_from`; vacancies: `closes_on`",
    "entitlement": "candidates: `law68_category`; vacancies: `reserved_for`",
    "licence": "candidates and vacancies: `licences`",
    "working_times": "candidates and vacancies: `working_times`, `weekly_hours_min`, `weekly_hours_max`",
    "distance": "candidates: `home_municipality`, `home_lat`, `home_lon`, `max_commute_km`; "
    "vacancies: `site_municipality`, `site_lat`, `site_lon`, `remote_share`",
    "excluded_task": "candidates: `excluded_tasks`; vacancies: `demands`",
    "capacity": "candidates: `capacities`; vacancies: `demands`, `accommodations_available`",
    "accommodation_refused": "candidates: `accommodations_needed`; vacancies: `accommodations_refused`",
    "inactive": "candidates: `status`",
}

_CRITERIA_HEAD = """# Criteria

Page written by `matcher.documentation.criteria_markdown`; a test compares them.

A criterion speaks for a pair, or against it, and never decides: that is for the [constraints](constraints.md). Each
gives a **value** from 0 to 1 and says how much of itself is **known**. The points that it adds to the score are

    known weight × value + unknown weight × neutral

each product rounded to whole millionths, half to even; the score is the sum of the points. `score_low` and `score_high`
put 0 and 1 in the place of the unknown; `known_share` is the sum of the known weights. [Why this
order](why-this-order.md) does the sums of one pair by hand.

"Fit" is the same sum over the criteria of person and task alone, rescaled to 1: once as the job stands, once with the
accommodations that the firm has available; the score uses the latter.

The weights are a judgement, not a measurement: no outcomes were learned from. An office that judges otherwise passes
its own file (below).
"""

_CRITERIA_FOOT = """
## An office's own weights

`volante match … --policy office.yaml` and `volante explain … --policy office.yaml` read a file like
`matcher/data/policy.yaml`. A setting left out keeps its default; weights are given all or none, and sum to 1. Numbers
have at most six decimals. What is wrong is told at once, every fault in one line, and nothing is computed. Every
result carries the digest of the policy that made it.

The steps of education (1, 0.4, 0.1, 0), of languages (1, 0.6, 0.3, 0) and of the quota (from 0.5) and the 80 % of
remote work that makes distance irrelevant are not settings: the last is the contract's, the others are short lists in
their modules.

## A new criterion

One module in `matcher/criteria/` with one function on a block of candidates and jobs, one word in `CRITERIA`, one
weight, one entry in `matcher/documentation.py`. The engine, the explanations, the property tests and this page loop
over the list.
"""

_CONSTRAINTS_HEAD = """# Constraints

Page written by `matcher.documentation.constraints_markdown`; a test compares them.

A pair that breaks a constraint is in no list. Its rejection names the **first** that it breaks, in the order below, and
the nearest change that would lift it. Only what the tables state can block: a blank cell blocks nothing, and nothing
inferred (the usual demands of an occupation, what a free text seems to say) ever blocks. Education and languages
never block: they are [criteria](criteria.md).
"""

_CONSTRAINTS_FOOT = """
## Nearly eligible

A pair blocked by `capacity` alone, where accommodations that the firm has neither offered nor refused would bridge
every gap. It stays in the rejections with `nearly` = yes, and `ask` names the smallest, then cheapest, set to ask for.

## What a list never does

Constraints are not loosened to fill a list. Who has no eligible vacancy is told which one stands nearest: an open one
before a closed one, then the fewest broken constraints, then the highest score, then the lower id.

## A new constraint

One module in `matcher/eligibility/` with a function that marks the broken pairs and one that says why and what would
lift it, one word in `CONSTRAINTS`, one entry in `matcher/documentation.py`. Its bit is its position.
"""


def _codes(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "–"


def _wrapped(text: str) -> str:
    return fill(text, width=120, break_long_words=False, break_on_hyphens=False)


def _number(millionths: int) -> str:
    return f"{millionths / MILLION:g}"


def criteria_markdown() -> str:
    """The page docs/criteria.md: every criterion with its default weight and the reason for it, every setting."""
    policy = load_policy(criterion.name for criterion in CRITERIA)
    share = sum(policy.weights[criterion.name] for criterion in CRITERIA if criterion.person_and_task)
    lines = [_CRITERIA_HEAD, "| criterion | italiano | English | weight | part of fit |", "|---|---|---|---|---|"]
    for criterion in CRITERIA:
        weight, part = _number(policy.weights[criterion.name]), "yes" if criterion.person_and_task else ""
        lines.append(f"| `{criterion.name}` | {criterion.it} | {criterion.en} | {weight} | {part} |")
    lines += ["", f"The weights sum to 1; those that make the fit, to {_number(share)}.", ""]
    for criterion in CRITERIA:
        weighed = WEIGHED[criterion.name]
        lines += [f"## `{criterion.name}`: {_number(policy.weights[criterion.name])}", "", _wrapped(criterion.doc), ""]
        reads = f"Reads of the person: {_codes(weighed.person)}; of the vacancy: {_codes(weighed.vacancy)}."
        lines += [_wrapped(reads), "", _wrapped(f"Why this weight. {weighed.why}"), ""]
    lines += ["## Settings", "", "| setting | default | what it is |", "|---|---|---|"]
    numbers = {"neutral": policy.neutral, **policy.settings}
    lines += [f"| `{name}` | {_number(numbers[name])} | {meaning} |" for name, meaning in SETTINGS.items()]
    return "\n".join(lines) + "\n" + _CRITERIA_FOOT


def constraints_markdown() -> str:
    """The page docs/constraints.md: every constraint in its order, when it blocks, what it reads."""
    lines = [
        _CONSTRAINTS_HEAD,
        "| | constraint | italiano | English | blocks when | reads |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {place} | `{each.name}` | {each.it} | {each.en} | {each.doc} | {READS[each.name]} |"
        for place, each in enumerate(CONSTRAINTS, start=1)
    ]
    return "\n".join(lines) + "\n" + _CONSTRAINTS_FOOT


PAGES: Mapping[str, Callable[[], str]] = {
    "accommodations.md": catalogue_markdown,
    "constraints.md": constraints_markdown,
    "criteria.md": criteria_markdown,
    "presets.md": presets_markdown,
    "tables.md": tables_markdown,
    "vocabulary.md": vocabulary_markdown,
}


def write_pages(folder: Path) -> None:
    """Write every page of `PAGES` into a folder."""
    for name, page in PAGES.items():
        (folder / name).write_text(page(), encoding="utf-8")
