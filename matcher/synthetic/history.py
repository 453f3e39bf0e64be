"""The balance so far, as rows: contacts with firms, agreements, and what came of the proposals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from matcher.synthetic import tables
from matcher.synthetic.draws import Draws
from matcher.synthetic.fitting import Task, Wish, may_propose
from matcher.synthetic.people import day_text

FIRST_DAY = date(2025, 1, 7)
LAST_DAY = date(2026, 11, 13)
_LAST_TAKEN = date(2025, 12, 31)  # leaves time for an internship and a hire before the last day
_KIND = 4
_CALLS = ("prima telefonata", "chiesto il referente del personale", "inviata la scheda del servizio", "")
_DECLINES = {
    "declined_by_candidate": ("distance", "hours", "task_not_suitable", "no_transport", "pay", "found_other_job"),
    "declined_by_employer": (
        "other_candidate_chosen",
        "skills_missing",
        "accommodation_not_available",
        "vacancy_closed",
    ),
    "withdrawn": ("not_reachable", "health", "training_first", "found_other_job"),
}


@dataclass(frozen=True, slots=True)
class Balance:
    """How many of each: the figures of a published project's balance."""

    dialogue: int = 81
    consultancy: int = 31
    agreements: int = 14
    internships: int = 19
    in_charge: int = 46
    hired: int = 12


def _shuffled(draws: Draws, count: int) -> list[int]:
    order = list(range(count))
    for at in range(count - 1, 0, -1):
        other = draws.below(at + 1)
        order[at], order[other] = order[other], order[at]
    return order


def _contact(employer: dict[str, str], day: date, kind: str, note: str, draws: Draws) -> dict[str, str]:
    later = day + timedelta(days=draws.between(20, 90))
    return {
        "employer_id": employer["employer_id"],
        "on": day.isoformat(),
        "kind": kind,
        "by": f"OP{draws.between(1, 7)}",
        "note": note,
        "next_contact_on": later.isoformat() if draws.chance(40) else "",
    }


def _talks(draws: Draws, employer: dict[str, str], steps: list[str]) -> list[dict[str, str]]:
    """Contacts of one firm, in order of days; the last one gives its last_contact_on."""
    day = date.fromisoformat(day_text(FIRST_DAY, date(2026, 6, 30), draws))
    rows = []
    for step in steps:
        note = draws.pick(_CALLS) if step == "call" else ""
        rows.append(_contact(employer, day, step, note, draws))
        day = min(day + timedelta(days=draws.between(9, 50)), LAST_DAY)
    employer["last_contact_on"] = rows[-1]["on"]
    return rows


def contacts(
    employers: list[dict[str, str]], gaps: list[int], balance: Balance, seed: int
) -> tuple[list[dict[str, str]], list[int]]:
    """Write every contact, set each firm's contact_status, and give the positions of the firms in dialogue."""
    draws = Draws(seed, _KIND, 1)
    order = _shuffled(draws, len(employers))
    large = sorted((at for at in order if gaps[at]), key=lambda at: gaps[at] < 3)
    hosts = [at for at in order if employers[at]["cooperative_places"]]
    talking = large[: balance.dialogue - len(hosts) - 4] + hosts + [at for at in order if not gaps[at]][:40]
    talking = list(dict.fromkeys(talking))[: balance.dialogue]
    signed = [at for at in talking if gaps[at] >= 2 and employers[at]["legal_form"].startswith("private")]
    signed = signed[: balance.agreements]
    consulted = (signed + [at for at in talking if at not in signed])[: balance.consultancy]
    rows: list[dict[str, str]] = []
    for at in order:
        if at in talking:
            steps = ["call", *["visit"] * draws.below(2), "dialogue", *["dialogue"] * draws.below(2)]
            status = "dialogue"
            if at in consulted:
                steps.append("consultancy")
                status = "consultancy"
            if at in signed:
                steps.append("agreement")
                status = "agreement"
        elif draws.chance(24):
            status = draws.pick(("contacted", "contacted", "contacted", "declined"))
            steps = ["call"] * draws.between(1, 2)
        else:
            continue
        employers[at]["contact_status"] = status
        employers[at]["do_not_contact"] = "yes" if status == "declined" and draws.chance(50) else ""
        rows += _talks(draws, employers[at], steps)
    rows.sort(key=lambda row: (row["on"], row["employer_id"], row["kind"]))
    return rows, talking


def agreements(
    employers: list[dict[str, str]], gaps: list[int], talks: list[dict[str, str]], seed: int
) -> list[dict[str, str]]:
    """Write one agreement for each firm whose contacts end in one; three kinds in four need a cooperative."""
    draws = Draws(seed, _KIND, 2)
    hosts = [row["employer_id"] for row in employers if row["cooperative_places"]]
    signed = {row["employer_id"]: row["on"] for row in talks if row["kind"] == "agreement"}
    kinds = ("art11", "art14", "art11", "art12bis", "art11", "art14", "art12")
    rows = []
    for number, (at, employer) in enumerate(
        (at, row) for at, row in enumerate(employers) if row["employer_id"] in signed
    ):
        kind = kinds[number % len(kinds)]
        day = date.fromisoformat(signed[employer["employer_id"]])
        years = 1 if kind == "art12" else 3
        rows.append(
            {
                "employer_id": employer["employer_id"],
                "kind": kind,
                "cooperative_id": "" if kind == "art11" else draws.pick(hosts),
                "province": "MI",
                "units": str(1 if kind == "art12" else draws.between(max(1, gaps[at] // 3), max(1, gaps[at] // 2))),
                "signed_on": day.isoformat(),
                "expires_on": (day + timedelta(days=365 * years)).isoformat(),
            }
        )
    return rows


class _Story:
    """Writes the outcomes of one person on one vacancy, one stage after the other."""

    def __init__(self, draws: Draws, person: dict[str, str], vacancy: dict[str, str], day: date) -> None:
        self.rows: list[dict[str, str]] = []
        self._draws, self._person, self._vacancy, self._day = draws, person, vacancy, day

    def add(self, stage: str, after: tuple[int, int], reason: str = "") -> date:
        self._day += timedelta(days=self._draws.between(*after))
        self._day += timedelta(days=max(0, 7 - self._day.weekday()) if self._day.weekday() > 4 else 0)
        ids = {"candidate_id": self._person["candidate_id"], "vacancy_id": self._vacancy["vacancy_id"]}
        self.rows.append({**ids, "on": self._day.isoformat(), "stage": stage, "reason_code": reason, "note": ""})
        return self._day


def _tell(draws: Draws, person: dict[str, str], vacancy: dict[str, str], start: date, end: str) -> list[dict[str, str]]:
    """Tell one proposal up to its end: hired, trained (internship, then hired), internship, or turned down."""
    story = _Story(draws, person, vacancy, start)
    story.add("proposed", (0, 10))
    if draws.chance(80):
        story.add("contacted", (1, 6))
    if end in _DECLINES:
        if draws.chance(55):
            story.add("interview", (4, 15))
        story.add(end, (2, 15), draws.pick(_DECLINES[end]))
        return story.rows
    if end == "pending":
        if draws.chance(50):
            story.add("interview", (4, 12))
        return story.rows
    story.add("interview", (4, 15))
    if end in {"internship", "trained", "left"}:
        story.add("internship", (10, 30))
    if end == "left":
        story.add("declined_by_employer", (60, 95), draws.pick(("task_not_suitable", "training_first")))
    if end in {"hired", "trained"}:
        hired = story.add("hired", (90, 120) if end == "trained" else (8, 30))
        if hired + timedelta(days=184) <= LAST_DAY and draws.chance(80):
            story.add("kept_6_months", (181, 184))
    return story.rows


def _ends(balance: Balance) -> list[str]:
    """Give the end of the main proposal of each person in charge, in the order they are told."""
    trained = min(7, balance.hired, balance.internships)
    ends = ["trained"] * trained + ["hired"] * (balance.hired - trained)
    rest = balance.internships - trained
    ends += ["left"] * (rest // 3) + ["internship"] * (rest - rest // 3)
    turned = ("declined_by_candidate", "declined_by_employer", "withdrawn", "pending", "pending")
    return ends + [turned[at % len(turned)] for at in range(balance.in_charge - len(ends))]


def outcomes(
    people: list[dict[str, str]],
    sought: list[tuple[str, ...]],
    vacancies: list[dict[str, str]],
    offered: list[str],
    talking: set[str],
    balance: Balance,
    seed: int,
) -> list[dict[str, str]]:
    """Tell what came of the proposals; takes people in charge, and moves the vacancies' days to fit the story."""
    draws = Draws(seed, _KIND, 3)
    places = tables.martesana().places
    centres = {key: (place.lat, place.lon) for place in places for key in (place.code, place.name)}
    open_tasks = [
        (at, Task.of(row, centres), job)
        for at, (row, job) in enumerate(zip(vacancies, offered, strict=True))
        if row["employer_id"] in talking and row["openings"] == "1" and row["reserved_for"] != "art18"
    ]
    ends = _ends(balance)
    taken: set[int] = set()
    told = 0
    rows: list[dict[str, str]] = []
    for at in _shuffled(draws, len(people)):
        if told == len(ends):
            break
        person, wish = people[at], Wish.of(people[at], centres)
        if person["enrolled_on"] > "2025-10-31" or person["status"] != "active" or not wish.known:
            continue
        if person["law68_category"] == "art18":  # the vacancies told here are for the disabled quota
            continue
        fits = [
            place
            for place, task, job in open_tasks
            if place not in taken and job in sought[at] and may_propose(wish, task)
        ]
        if len(fits) < 2:
            continue
        main, *others = (fits[position] for position in draws.sample(range(len(fits)), 2))
        taken.update((main, *others))
        rows += _take_in_charge(draws, person, [vacancies[place] for place in (main, *others)], ends[told])
        told += 1
    rows.sort(key=lambda row: (row["on"], row["candidate_id"], row["vacancy_id"]))
    return rows


def _take_in_charge(
    draws: Draws, person: dict[str, str], places: list[dict[str, str]], end: str
) -> list[dict[str, str]]:
    """Set the person's day and case worker, and tell the proposals: first one that failed, then the main one."""
    enrolled = date.fromisoformat(person["enrolled_on"])
    taken = max(FIRST_DAY, enrolled + timedelta(days=draws.between(10, 50)))
    taken += timedelta(days=draws.between(0, max(0, (_LAST_TAKEN - taken).days)))
    person["taken_in_charge_on"] = taken.isoformat()
    person["case_worker"] = f"OP{draws.between(1, 7)}"
    start = taken + timedelta(days=draws.between(10, 40))
    main, other = places
    rows: list[dict[str, str]] = []
    if draws.chance(60):
        before = _tell(draws, person, other, start, draws.pick(tuple(_DECLINES)))
        _fit_days(draws, other, before)
        rows += before
        start = date.fromisoformat(before[-1]["on"]) + timedelta(days=10)
    if end in {"internship", "pending"}:  # still going on at the day of the data
        start = max(start, date(2026, 7, 20) + timedelta(days=draws.between(0, 40)))
    story = _tell(draws, person, main, start, end)
    _fit_days(draws, main, story)
    if end in {"hired", "trained"}:
        person["status"] = "placed"
    return rows + story


def _fit_days(draws: Draws, vacancy: dict[str, str], story: list[dict[str, str]]) -> None:
    """Publish a vacancy before its first proposal, and close it after its last step."""
    first, last = date.fromisoformat(story[0]["on"]), story[-1]["on"]
    if vacancy["published_on"] >= story[0]["on"]:
        vacancy["published_on"] = (first - timedelta(days=draws.between(7, 40))).isoformat()
    if vacancy["closes_on"] and vacancy["closes_on"] <= last:
        vacancy["closes_on"] = (date.fromisoformat(last) + timedelta(days=draws.between(5, 20))).isoformat()
