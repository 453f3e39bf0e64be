"""Lists of an office against a reader's judgement: ``python -m benchmarks.quality.lists [--people] [--on DAY]``.

``judged_office.csv`` holds a grade from 0 to 3 for each person of the sample office (``office/clean``) and each
vacancy open that day, given by reading alone, before any list of the program was seen. The engine's lists stand
beside two others over the very pairs that the engine's constraints allow: in random order (mean of seeded shuffles),
and by the likeness of the person's words to the vacancy's (TF-IDF). People for whom no vacancy is worth
anything have no nDCG; what is listed for them nevertheless is counted.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks.quality.measures import ndcg, steep
from benchmarks.quality.report import Report, parser, tell
from benchmarks.quality.sets import JUDGED, samples

if TYPE_CHECKING:
    from matcher.matching import Matching

DAY = date(2026, 11, 16)
K = 10
SHUFFLES = 200
SEED = 68
BLOCKED = "vincolo"  # how the reason of a pair begins that breaks a hard limit
_PERSON = ("skills", "occupations_held", "occupations_sought")
_JOB = ("title", "description", "required_skills", "preferred_skills")
Scored = Mapping[str, Mapping[str, float]]  # person -> vacancy -> score, of what is listed


@dataclass(frozen=True)
class Judged:
    """Grades by person and vacancy, and the pairs that the reader held to break a hard limit."""

    grades: dict[str, dict[str, int]]
    blocked: frozenset[tuple[str, str]]


def read_judged(path: Path = JUDGED) -> Judged:
    """Read the judged pairs."""
    grades: dict[str, dict[str, int]] = {}
    blocked = set()
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            person, vacancy = row["candidate_id"], row["vacancy_id"]
            grades.setdefault(person, {})[vacancy] = int(row["grade"])
            if row["reason"].startswith(BLOCKED):
                blocked.add((person, vacancy))
    return Judged(grades, frozenset(blocked))


def by_person(judged: Judged, lists: Scored, k: int = K, gain: Callable[[int], float] = steep) -> dict[str, float]:
    """nDCG at ``k`` of everyone for whom something is worth proposing; vacancies not judged are left out."""
    found = {}
    for person, grades in judged.grades.items():
        own = [(score, grades[v]) for v, score in lists.get(person, {}).items() if v in grades]
        measured = ndcg(own, list(grades.values()), k, gain)
        if measured is not None:
            found[person] = measured
    return found


def by_vacancy(judged: Judged) -> Judged:
    """The same seen from the vacancies."""
    grades: dict[str, dict[str, int]] = {}
    for person, own in judged.grades.items():
        for vacancy, grade in own.items():
            grades.setdefault(vacancy, {})[person] = grade
    return Judged(grades, frozenset((vacancy, person) for person, vacancy in judged.blocked))


def turned(lists: Scored) -> dict[str, dict[str, float]]:
    """Lists of vacancies as lists of people."""
    found: dict[str, dict[str, float]] = {}
    for one, own in lists.items():
        for other, score in own.items():
            found.setdefault(other, {})[one] = score
    return found


def mean(values: Iterable[float]) -> float:
    """The mean; not a number where there is none."""
    told = list(values)
    return float(np.mean(told)) if told else float("nan")


def shuffled(lists: Scored, seed: int) -> dict[str, dict[str, float]]:
    """The same pairs in a random order that the seed decides."""
    drawn = np.random.default_rng(seed)
    return {one: dict(zip(own, drawn.permutation(len(own)).tolist(), strict=True)) for one, own in lists.items()}


def alike(lists: Scored, people: Mapping[str, str], jobs: Mapping[str, str]) -> dict[str, dict[str, float]]:
    """The same pairs by the likeness of the words on both sides."""
    space = TfidfVectorizer(sublinear_tf=True)
    space.fit([*people.values(), *jobs.values()])
    left = dict(zip(people, space.transform(people.values()), strict=True))
    right = dict(zip(jobs, space.transform(jobs.values()), strict=True))
    return {one: {job: float((left[one] @ right[job].T).sum()) for job in own} for one, own in lists.items()}


def rows(judged: Judged, lists: Scored, people: Mapping[str, str], jobs: Mapping[str, str]) -> list[dict[str, Any]]:
    """Mean and worst nDCG of the three orders, for people and for vacancies."""
    found = []
    for whose, truth, own in (("people", judged, lists), ("vacancies", by_vacancy(judged), turned(lists))):
        words = (people, jobs) if whose == "people" else (jobs, people)
        draws = [shuffled(own, SEED + draw) for draw in range(SHUFFLES)]
        for name, orders in (("engine", [own]), ("text TF-IDF", [alike(own, *words)]), ("random", draws)):
            each, flat = ([by_person(truth, order, gain=gain) for order in orders] for gain in (steep, float))
            per_list = [mean(order[one] for order in each) for one in each[0]]
            found.append(
                {"lists of": whose, "order": name, "lists": len(per_list)}
                | {f"nDCG@{K}": mean(per_list), "worst": min(per_list, default=None)}
                | {f"nDCG@{K}, gain = grade": mean(mean(order.values()) for order in flat)}
            )
    return found


def notes(judged: Judged, lists: Scored, k: int = K) -> list[str]:
    """Blocked pairs listed, the best pairs missing, lists for people with nothing to propose."""
    listed = {(person, job) for person, own in lists.items() for job in own}
    first = {
        (person, job)
        for person, own in lists.items()
        for job in sorted((each for each in own if each in judged.grades.get(person, {})), key=lambda v: -own[v])[:k]
    }
    best = {(p, v) for p, own in judged.grades.items() for v, grade in own.items() if grade == 3}
    some = {(p, v) for p, own in judged.grades.items() for v, grade in own.items() if grade > 0}
    idle = [person for person, own in judged.grades.items() if not any(own.values())]
    return [
        f"blocked for the reader, yet listed: {_pairs(judged.blocked & listed)}",
        f"grade 3 and not among the first {k}: {_pairs(best - first)}",
        f"worth something and excluded by the engine: {_pairs(some - listed)}",
        f"people without anything worth proposing: {len(idle)}, pairs listed for them: "
        f"{sum(person in idle and job in judged.grades[person] for person, job in listed)}",
    ]


def _pairs(found: Iterable[tuple[str, str]]) -> str:
    each = [f"{person}/{job}" for person, job in sorted(found)]
    return f"{len(each)}" + (f" ({', '.join(each)})" if each else "")


def engine_lists(matching: Matching) -> dict[str, dict[str, float]]:
    """Everything the engine would list for each person, best first: no score twice, ties as the engine breaks them."""
    ranked = matching.rank(k=len(matching.vacancies))
    found: dict[str, dict[str, float]] = {row["candidate_id"]: {} for row in matching.candidates}
    for candidate, vacancy, rank in zip(
        ranked.candidate.tolist(), ranked.vacancy.tolist(), ranked.rank.tolist(), strict=True
    ):
        person, job = matching.candidates[candidate]["candidate_id"], matching.vacancies[vacancy]["vacancy_id"]
        found[person][job] = float(-rank)
    return found


def words(rows_of: Sequence[Mapping[str, Any]], identity: str, columns: Sequence[str]) -> dict[str, str]:
    """The words of each row, as the tables hold them."""
    return {row[identity]: " ".join(str(row.get(name) or "") for name in columns) for row in rows_of}


def people_rows(judged: Judged, lists: Scored) -> list[dict[str, Any]]:
    """Everyone's own nDCG, worst first, with the best vacancies that come late."""
    found = []
    for person, measured in sorted(by_person(judged, lists).items(), key=lambda each: each[1]):
        order = sorted(lists.get(person, {}), key=lambda job: -lists[person][job])
        grades = [judged.grades[person].get(job) for job in order]
        shown = " ".join(str(grade) for grade in grades if grade is not None)
        left = sorted((g for v, g in judged.grades[person].items() if g and v not in order), reverse=True)
        found.append({"person": person, f"nDCG@{K}": measured, "grades as listed": shown, "not listed": str(left)})
    return found


def main() -> None:
    """Match the office, compare, print."""
    from matcher.frames import read_folder
    from matcher.matching import prepare

    made = parser(__doc__)
    made.add_argument("--people", action="store_true", help="everyone's own nDCG, worst first")
    made.add_argument("--on", type=date.fromisoformat, default=DAY, help=f"the day (default {DAY})")
    options = made.parse_args()
    judged = read_judged()
    matching = prepare(read_folder(samples() / "office" / "clean"), on=options.on)
    lists = engine_lists(matching)
    people = words(matching.candidates, "candidate_id", _PERSON)
    jobs = words(matching.vacancies, "vacancy_id", _JOB)
    pairs = sum(len(own) for own in judged.grades.values())
    told = [Report(f"{pairs} judged pairs", rows(judged, lists, people, jobs), notes(judged, lists))]
    if options.people:
        told.append(Report("Everyone, worst first", people_rows(judged, lists)))
    tell(told, as_json=options.json)


if __name__ == "__main__":
    main()
