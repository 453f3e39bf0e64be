"""Vacancies of the firms with a gap: jobs of their trade, with demands, times, places and accommodations."""

from __future__ import annotations

from datetime import date, timedelta

from matcher.synthetic import tables
from matcher.synthetic.draws import Draws
from matcher.synthetic.firms import Firms
from matcher.synthetic.people import coordinate, day_text
from matcher.synthetic.tables import Area, Job, Place
from models.vocabulary import DEMANDS, TOP_LEVEL

_FIRST_PUBLISHED = date(2025, 12, 1)
_LAST_PUBLISHED = date(2026, 11, 13)
_KIND = 3
TIMES = {
    "day": ("morning;afternoon", "morning;afternoon", "morning;afternoon", "morning"),
    "two": ("morning;afternoon", "morning;afternoon", "morning;afternoon;evening"),
    "three": ("morning;afternoon;night", "morning;afternoon;evening", "morning;afternoon"),
    "morning": ("morning",),
    "midday": ("morning;afternoon", "morning"),
    "evening": ("evening",),
    "night": ("night",),
    "shop": ("morning;afternoon;weekend", "afternoon;weekend", "morning;afternoon"),
    "shop_morning": ("morning", "morning;weekend"),
    "care": ("morning;afternoon;weekend", "morning;afternoon;night;weekend", "morning;afternoon"),
    "custody": ("evening;night", "afternoon;evening", "morning;afternoon"),
}
HOURS = {
    "full": ((38, 40), (36, 40), (40, 40), (30, 40)),
    "both": ((20, 30), (30, 40), (36, 40), (24, 36), (20, 40)),
    "part": ((15, 20), (18, 25), (20, 24), (20, 30)),
}
# What any workplace may ask beside the job itself: demand, in how many of 100, level.
_WORKPLACE = (
    *(("walking", 24, 2), ("stairs", 20, 2), ("standing", 18, 2), ("balance", 10, 2), ("lifting", 18, 2)),
    *(("hearing", 24, 2), ("speaking", 30, 2), ("near_vision", 26, 3), ("memory", 28, 2), ("learning", 40, 2)),
    *(("reading_writing", 28, 2), ("problem_solving", 26, 2), ("multitasking", 26, 2), ("pace", 34, 3)),
    *(("stress", 40, 2), ("teamwork", 40, 3), ("autonomy", 40, 3), ("regular_attendance", 50, 4)),
    *(("noise", 20, 2), ("crowding", 20, 2), ("attention", 26, 3), ("hand_dexterity", 20, 2)),
)
_ON_SITE = frozenset(("walking", "stairs", "standing", "balance", "lifting", "noise", "crowding"))
# Added to the job's own list: what any firm may offer.
COMMON: tuple[str, ...] = (
    "flexible_hours",
    "written_instructions",
    "tutor_on_site",
    "part_time",
    "fixed_shift",
    "step_free_access",
)
COMMON += (
    "accompanied_start",
    "extra_breaks",
    "visual_alarms",
    "quiet_workspace",
    "lifting_aid",
    "adapted_workstation",
)
# What firms say no to.
REFUSED: tuple[str, ...] = (
    "part_time",
    "reduced_pace",
    "remote_work",
    "flexible_hours",
    "fixed_shift",
    "job_coach",
    "extra_breaks",
)
REFUSED += ("one_task_at_a_time", "simplified_tasks", "sit_stand_stool", "company_transport", "no_public_contact")
REFUSED += ("medication_breaks", "quiet_workspace", "tutor_on_site")


def demands(draws: Draws, job: Job, remote: str) -> str:
    """Draw what a job asks, each level near the trade's usual one, and what the workplace may ask beside it."""
    if draws.chance(4):
        return ""
    levels = {}
    for demand, level in job.demands.items():
        if draws.chance(94):
            levels[demand] = min(TOP_LEVEL, max(1, level + draws.pick((0, 0, 0, 0, 1, 1, 1, -1))))
    for demand, percent, level in _WORKPLACE if job.key != "workshop_coop" else ():
        if demand not in levels and draws.chance(percent) and (remote < "0.8" or demand not in _ON_SITE):
            levels[demand] = level
    return ";".join(f"{demand}={levels[demand]}" for demand in DEMANDS if demand in levels)


def accommodations(draws: Draws, job: Job) -> dict[str, str]:
    """Draw what the firm offers and what it refuses."""
    if draws.chance(6):
        return {"accommodations_available": "", "accommodations_refused": ""}
    offered = draws.sample(job.accommodations, draws.between(1, 3))
    offered += [code for code in draws.sample(COMMON, draws.between(0, 2)) if code not in offered]
    refused = [code for code in draws.sample(REFUSED, draws.between(1, 3)) if code not in offered]
    refused = refused if draws.chance(40) else []
    return {"accommodations_available": ";".join(offered), "accommodations_refused": ";".join(refused)}


def contract(draws: Draws, gap_art18: int) -> dict[str, str]:
    """Draw the kind of contract, its months, for whom it is reserved and the channel."""
    kind = draws.pick(("permanent",) * 7 + ("fixed_term",) * 9 + ("internship",) * 2 + ("apprenticeship",))
    months = {"fixed_term": (6, 9, 12, 12, 18), "internship": (3, 6, 6, 12), "apprenticeship": (24, 36)}
    reserved = draws.pick(("disabled",) * 16 + ("both",) * 3 + ("",) * 2)
    if gap_art18 and draws.chance(8):
        reserved = "art18"
    return {
        "contract": kind,
        "months": str(draws.pick(months[kind])) if kind in months else "",
        "reserved_for": reserved,
        "channel": draws.pick(("nominative",) * 14 + ("numeric",) * 3 + ("",)),
    }


def days(draws: Draws) -> dict[str, str]:
    """Publish and close: most are open on the day of the data and stay so into 2027, one in fourteen is closed."""
    published = date.fromisoformat(day_text(_FIRST_PUBLISHED, _LAST_PUBLISHED, draws))
    if draws.chance(7):
        published = date.fromisoformat(day_text(date(2025, 3, 3), date(2026, 6, 1), draws))
        closes = (published + timedelta(days=draws.between(40, 150))).isoformat()
    elif draws.chance(35):
        closes = ""
    else:
        closes = day_text(date(2027, 1, 29), date(2027, 12, 17), draws)
    return {"published_on": published.isoformat(), "closes_on": closes}


def _words(draws: Draws, job: Job) -> dict[str, str]:
    note = draws.pick(
        ("Inserimento graduale con affiancamento.", "Si valuta orario ridotto.", "Colloquio con il servizio.")
    )
    text = draws.pick(job.descriptions)
    required = draws.sample(job.required, draws.between(1, 2))
    return {
        "title": draws.pick(job.vacancy_titles),
        "occupation": job.isco if draws.chance(92) else "",
        "description": "" if draws.chance(4) else f"{text} {note}" if draws.chance(25) else text,
        "required_skills": ";".join(required),
        "preferred_skills": ";".join(draws.sample(job.preferred, draws.between(0, 2))),
        "education_min": str(job.education) if job.education and draws.chance(90) else "",
        "languages": f"it:{job.italian}" if job.italian and draws.chance(92) else "",
        "licences": ";".join(code for code in job.licences if code != "haccp" or draws.chance(30)),
        "abilities_note": "",
    }


def _vacancy(draws: Draws, number: int, firms: Firms, at: int, area: Area, openings: int) -> tuple[dict[str, str], str]:
    job = tables.jobs()[draws.pick(firms.sectors[at].jobs)]
    place = firms.places[at] if draws.chance(85) else draws.weighted(area.places, area.workplaces)
    return _offer(draws, number, firms, at, area, openings, job, place), job.key


def _offer(
    draws: Draws, number: int, firms: Firms, at: int, area: Area, openings: int, job: Job, place: Place
) -> dict[str, str]:
    least, most = draws.pick(HOURS[job.hours])
    known = draws.chance(80)
    remote = "0.8" if job.remote not in {"0", "0.9"} and draws.chance(4) else job.remote
    return {
        "vacancy_id": f"PO{number:04d}" if area.names else f"V{number:06d}",
        "employer_id": firms.employers[at]["employer_id"],
        "site_municipality": place.name if area.names and draws.chance(30) else place.code,
        "site_lat": coordinate(place.lat, draws, 80) if known else "",
        "site_lon": coordinate(place.lon, draws, 100) if known else "",
        "openings": str(openings),
        **_words(draws, job),
        "weekly_hours_min": str(least) if draws.chance(95) else "",
        "weekly_hours_max": str(most) if draws.chance(95) else "",
        "working_times": draws.pick(TIMES[job.times]) if draws.chance(94) else "",
        "remote_share": remote if draws.chance(93) or remote != "0" else "",
        "demands": demands(draws, job, remote),
        **accommodations(draws, job),
        "step_free": draws.pick(("yes", "yes", "yes", "yes", "no", "no", "")),
        "public_transport": draws.pick(("yes", "yes", "yes", "no", "no", "")),
        **contract(draws, firms.gaps_art18[at]),
        **days(draws),
    }


def split_openings(gaps: list[int], seed: int) -> list[tuple[int, int]]:
    """Split each gap into openings, mostly one by one: (position of the firm, openings)."""
    split: list[tuple[int, int]] = []
    for at, gap in enumerate(gaps):
        draws = Draws(seed, _KIND, at, 1)
        left = gap
        while left:
            several = min(left, draws.pick((2, 2, 3))) if gap > 3 and draws.chance(5) else 1
            split.append((at, several))
            left -= several
    return split


def _under_agreement(
    firms: Firms, area: Area, seed: int, agreements: list[dict[str, str]], rows: list[dict[str, str]], keys: list[str]
) -> None:
    """Give each agreement its units of the firm's vacancies; with a cooperative, the work is done there."""
    position = {row["employer_id"]: at for at, row in enumerate(firms.employers)}
    for number, agreement in enumerate(agreements):
        owned = [n for n, row in enumerate(rows) if row["employer_id"] == agreement["employer_id"]]
        single = [n for n in owned if rows[n]["openings"] == "1"][: int(agreement["units"])]
        for n in single:
            if agreement["cooperative_id"]:
                draws = Draws(seed, _KIND, number, n, 2)
                job = tables.jobs()[draws.pick(("workshop_coop", "workshop_coop", "greenhouse"))]
                host = position[agreement["cooperative_id"]]
                at = position[agreement["employer_id"]]
                rows[n] = _offer(draws, n + 1, firms, at, area, 1, job, firms.places[host])
                rows[n]["description"] = f"Presso {firms.employers[host]['name']}. {draws.pick(job.descriptions)}"
                rows[n]["contract"], rows[n]["months"], rows[n]["reserved_for"] = "fixed_term", "12", "disabled"
                keys[n] = job.key
            rows[n]["channel"] = agreement["kind"]


def build(
    firms: Firms, area: Area, seed: int, *, agreements: list[dict[str, str]]
) -> tuple[list[dict[str, str]], list[str]]:
    """Draw the vacancies of all gaps; the jobs' keys come second."""
    drawn = [
        _vacancy(Draws(seed, _KIND, number, 0), number, firms, at, area, count)
        for number, (at, count) in enumerate(split_openings(firms.gaps, seed), start=1)
    ]
    rows, keys = [row for row, _ in drawn], [key for _, key in drawn]
    _under_agreement(firms, area, seed, agreements, rows, keys)
    return rows, keys
