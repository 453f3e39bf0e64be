"""Hypothesis strategies: small markets from few values, so that ties, blanks and broken constraints are common."""

from __future__ import annotations

from datetime import date

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

DAY = date(2026, 11, 16)
SOME_DEMANDS = ("lifting", "standing", "hearing", "public_contact", "pace")
SOME_ACCOMMODATIONS = ("lifting_aid", "sit_stand_stool", "visual_alarms", "job_coach", "part_time", "remote_work")
SOME_SKILLS = ("pulizie", "uso del computer", "cucito", "carrello retrattile", "parola mai vista")
SOME_TITLES = ("addetta pulizie", "impiegato amministrativo", "cucitrice", "carrellista", "mestiere mai visto")
PLACES = ("015142", "015106", "015070", "108001")


def cell(*values: str) -> st.SearchStrategy[str]:
    """One of the values, or a blank, which is unknown."""
    return st.sampled_from(("", *values))


def several(words: tuple[str, ...], most: int = 2) -> st.SearchStrategy[str]:
    """Some of the words, parted by ``;``; none of them is a blank."""
    return st.lists(st.sampled_from(words), max_size=most, unique=True).map(";".join)


def levels(words: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Some of the words with a level 0–4."""
    chosen = st.dictionaries(st.sampled_from(words), st.integers(0, 4), max_size=3)
    return chosen.map(lambda found: ";".join(f"{word}={level}" for word, level in found.items()))


def needs() -> st.SearchStrategy[str]:
    """Some accommodations, each essential or preferred."""
    weights = st.sampled_from(("essential", "preferred"))
    chosen = st.dictionaries(st.sampled_from(SOME_ACCOMMODATIONS), weights, max_size=2)
    return chosen.map(lambda found: ";".join(f"{code}:{weight}" for code, weight in found.items()))


# Mostly open on the day; closed, not yet open, and unknown.
DAYS = [
    {"published_on": "2026-01-10", "closes_on": "2026-12-31"},
    {"published_on": "", "closes_on": "2026-12-31"},
    {"published_on": "", "closes_on": ""},
    {"published_on": "2026-01-10", "closes_on": "2026-06-30"},
    {"published_on": "2027-01-10", "closes_on": ""},
]
CANDIDATE = st.fixed_dictionaries(
    {
        "home_municipality": cell(*PLACES),
        "max_commute_km": cell("5", "20"),
        "travel": several(("car", "public_transport", "walking")),
        "weekly_hours_min": cell("20"),
        "weekly_hours_max": cell("20", "40"),
        "working_times": several(("morning", "afternoon", "evening"), 3),
        "education": cell("2", "3", "6"),
        "languages": cell("it:B1", "it:C2;en:B1"),
        "licences": cell("B", "CE;forklift"),
        "skills": several(SOME_SKILLS, 3),
        "occupations_held": cell(*(f"{title}:3" for title in SOME_TITLES)),
        "occupations_sought": several(SOME_TITLES),
        "capacities": levels(SOME_DEMANDS),
        "excluded_tasks": cell("lifting", "pace"),
        "accommodations_needed": needs(),
        "law68_category": cell("civil", "art18", "blind"),
        "disability_percent": cell("50", "80"),
        "available_from": cell("2026-10-01", "2027-03-01"),
        "consent": st.sampled_from(("", "matching", "matching", "matching", "identity_to_employer")),
        "status": st.sampled_from(("", "", "", "active", "placed", "suspended")),
    }
)
VACANCY = st.fixed_dictionaries(
    {
        "employer_id": st.sampled_from(("E1", "E2")),
        "site_municipality": cell(*PLACES),
        "title": cell(*SOME_TITLES),
        "openings": st.sampled_from(("1", "2")),
        "required_skills": several(SOME_SKILLS),
        "preferred_skills": several(SOME_SKILLS),
        "education_min": cell("3", "5"),
        "languages": cell("it:A2", "it:B2;en:B2"),
        "licences": cell("B", "forklift"),
        "weekly_hours_min": cell("20", "36"),
        "weekly_hours_max": cell("40"),
        "working_times": several(("morning", "afternoon", "evening")),
        "remote_share": cell("0", "0", "0.5", "0.9"),
        "demands": levels(SOME_DEMANDS),
        "accommodations_available": several(SOME_ACCOMMODATIONS, 3),
        "accommodations_refused": cell("job_coach"),
        "step_free": cell("yes", "no"),
        "public_transport": cell("yes", "no"),
        "reserved_for": st.sampled_from(("", "disabled", "disabled", "art18", "both")),
        "days": st.sampled_from(DAYS),
    }
).map(lambda row: {**{name: row[name] for name in row if name != "days"}, **row["days"]})
EMPLOYERS = [
    {"employer_id": "E1", "name": "Uno", "legal_form": "private", "registered_office": "015142"},
    {"employer_id": "E2", "name": "Due", "legal_form": "private", "registered_office": "015106"},
]
WORKFORCE = [{"employer_id": "E1", "province": "MI", "employees": "60", "disabled_full_time": "1"}]


def _named(rows: list[dict[str, str]], key: str, letter: str) -> list[dict[str, str]]:
    return [{key: f"{letter}{number:02d}", **row} for number, row in enumerate(rows)]


@st.composite
def markets(draw: st.DrawFn, most: int = 6) -> dict[str, list[dict[str, str]]]:
    """Tables of a small market: a few people, vacancies of two firms, outcomes between them."""
    people = _named(draw(st.lists(CANDIDATE, min_size=1, max_size=most)), "candidate_id", "C")
    jobs = _named(draw(st.lists(VACANCY, min_size=1, max_size=most)), "vacancy_id", "V")
    pair = st.fixed_dictionaries(
        {
            "candidate_id": st.sampled_from([row["candidate_id"] for row in people]),
            "vacancy_id": st.sampled_from([row["vacancy_id"] for row in jobs]),
            "on": st.sampled_from(("2026-03-02", "2026-09-01", "2027-02-01")),
            "stage": st.sampled_from(("proposed", "interview", "hired", "declined_by_candidate", "withdrawn")),
        }
    )
    return {
        "candidates": people,
        "vacancies": jobs,
        "employers": EMPLOYERS,
        "workforce": WORKFORCE,
        "outcomes": draw(st.lists(pair, max_size=3, unique_by=lambda row: tuple(sorted(row.values())))),
    }


@st.composite
def blocks(draw: st.DrawFn) -> tuple[np.ndarray, ...]:
    """Arguments of the kernels but ``k``: points of few levels, so that most rows hold ties; some pairs broken."""
    n, m = draw(st.integers(1, 9)), draw(st.integers(1, 12))
    widths = draw(st.lists(st.integers(1, 4), min_size=1, max_size=3))
    groups = draw(st.lists(st.integers(1, 3), min_size=1, max_size=2))
    points = draw(npst.arrays(np.int32, (n, sum(widths)), elements=st.sampled_from((0, 250_000, 500_000))))
    broken = draw(npst.arrays(np.uint16, (n, sum(groups)), elements=st.sampled_from((0, 0, 0, 1, 4))))

    def layout(sizes: list[int]) -> np.ndarray:
        starts = np.cumsum([0, *sizes[:-1]])
        columns = [draw(npst.arrays(np.int32, m, elements=st.integers(0, size - 1))) for size in sizes]
        return np.stack([column + start for column, start in zip(columns, starts, strict=True)]).astype(np.int32)

    ended = [sorted(draw(st.sets(st.integers(0, m - 1), max_size=2))) for _ in range(n)]
    starts = np.cumsum([0, *map(len, ended)]).astype(np.int64)
    flat = np.array([vacancy for row in ended for vacancy in row], np.int64)
    return points, layout(widths), broken, layout(groups), starts, flat
