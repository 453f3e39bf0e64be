"""Candidates whose histories, needs, places and wishes belong together."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta
from functools import cache

from matcher.synthetic import tables
from matcher.synthetic.draws import Draws
from matcher.synthetic.tables import Area, Job, Origin, Place, Profile
from models.vocabulary import DEMANDS, TOP_LEVEL

FIRST_ENROLLED = date(2022, 1, 10)
LAST_ENROLLED = date(2026, 11, 12)
_KIND = 1
_PHONES = ("347 000", "333 000", "02 000", "+39 340 000")
# Weekly hours a person asks for: lowest and highest bound of the least, then of the most.
_HOURS = {"full": (32, 38, 40, 40), "both": (18, 30, 32, 40), "part": (12, 20, 24, 32), "short": (10, 16, 18, 25)}
_SCHOOL = ("2", "3", "3", "3", "3")
_CITIZEN = {"ar": "MA", "ro": "RO", "uk": "UA", "sq": "AL", "wo": "SN", "es": "PE", "bn": "BD", "ur": "PK"}
_CITIZEN |= {"tl": "PH", "zh": "CN", "sr": "RS", "si": "LK", "it": "IT"}


def plain(text: str) -> str:
    """Lower-case ASCII letters of a name, for an address."""
    letters = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in letters if letter.isascii() and letter.isalnum())


def day_text(first: date, last: date, draws: Draws) -> str:
    """Draw a working day between two days."""
    day = first + timedelta(days=draws.below((last - first).days + 1))
    return (day - timedelta(days=max(0, day.weekday() - 4))).isoformat()


def coordinate(value: float, draws: Draws, spread: int, digits: int = 4) -> str:
    """Move a centre by up to ``spread`` of its last digit, written with four decimals or as many as asked for."""
    unit: int = 10**digits
    moved = round(value * unit) + draws.between(-spread, spread)
    return f"{moved // unit}.{moved % unit:0{digits}d}"


@cache
def suited(profile: Profile, held: str) -> tuple[str, ...]:
    """Jobs a person of this profile would look for after ``held``: near it first, and not beyond the limits."""
    all_jobs = tables.jobs()
    helped = {code for code, _, _ in profile.needs}
    near = [held, *all_jobs[held].related]
    for key in (*near[1:], *profile.held):
        near += [other for other in (key, *all_jobs[key].related) if other not in near]
    fit = [key for key in near if not _too_much(profile, all_jobs[key], bool(helped))]
    return tuple(dict.fromkeys(fit))[:6]


def _too_much(profile: Profile, job: Job, helped: bool) -> bool:
    over = 0
    for demand, level in job.demands.items():
        low, high = profile.limits.get(demand, (TOP_LEVEL, TOP_LEVEL))
        over += max(0, level - (low + high + 1) // 2)
    return over > (1 if helped else 0) or (profile.drives == 0 and "B" in job.licences)


def _name(draws: Draws, origin: Origin, female: bool) -> str:
    first = draws.pick(origin.female if female else origin.male)
    if female and origin.key == "it" and draws.chance(6):
        first = f"Maria {first}" if not first.startswith("Maria") else first
    start, middle, end = origin.surname
    return f"{first} {draws.pick(start)}{draws.pick(middle)}{draws.pick(end)}"


def _place(draws: Draws, area: Area) -> tuple[Place, dict[str, str]]:
    place = draws.weighted(area.places, area.people)
    written = place.name if area.names and draws.chance(25) else place.code
    cells = {"home_municipality": written, "home_lat": "", "home_lon": ""}
    if draws.chance(45):
        cells["home_lat"] = coordinate(place.lat, draws, 90)
        cells["home_lon"] = coordinate(place.lon, draws, 110)
    return place, cells


def _travel(draws: Draws, drives: bool, profile: Profile) -> dict[str, str]:
    ways: list[str] = []
    if drives:
        ways.append("car")
    if not drives or draws.chance(25):
        ways.append("public_transport")
    if "walking" not in profile.limits and draws.chance(25):
        ways.append(draws.pick(("bicycle", "walking")))
    if not drives and profile.psychic == "yes" and draws.chance(30):
        ways.append("accompanied")
    far = (4, 5, 6, 8, 10, 10, 12, 15, 20, 30) if drives else (2, 3, 3, 4, 5, 5, 6, 8, 10)
    known = draws.chance(93)
    return {
        "travel": ";".join(ways) if draws.chance(96) else "",
        "max_commute_km": str(draws.pick(far)) if known else "",
    }


def _time(draws: Draws, profile: Profile) -> dict[str, str]:
    low, top, least, most = _HOURS[draws.pick(profile.hours)]
    first = draws.between(low // 2, top // 2) * 2
    last = max(first, draws.between(least // 2, most // 2) * 2)
    times = ["morning"] if draws.chance(95) else []
    rested = profile.psychic == "yes" or profile.key in {"fixed_breaks", "therapy_days", "low_energy"}
    if draws.chance(60 if rested else 84) or not times:
        times.append("afternoon")
    for name, percent in (("evening", 22), ("night", 12), ("weekend", 28)):
        if draws.chance(percent // 2 if rested else percent):
            times.append(name)
    return {
        "weekly_hours_min": str(first) if draws.chance(90) else "",
        "weekly_hours_max": str(last) if draws.chance(95) else "",
        "working_times": ";".join(times) if draws.chance(93) else "",
    }


def _capacities(draws: Draws, profile: Profile, drives: bool) -> dict[str, int]:
    levels: dict[str, int] = {}
    for demand in DEMANDS:
        if demand in profile.limits:
            low, high = profile.limits[demand]
            if draws.chance(95):
                levels[demand] = draws.between(low, high)
        elif demand == "driving" and not drives:
            if draws.chance(50):
                levels[demand] = 0
        elif draws.chance(76):
            levels[demand] = draws.pick((4, 4, 4, 4, 3, 3, 3, 3, 2, 2))
    return levels


def _needs(draws: Draws, profile: Profile, drives: bool) -> dict[str, str]:
    """Capacities, excluded tasks and accommodations, consistent with each other."""
    if profile.key == "ward":
        return {"capacities": "", "excluded_tasks": "", "accommodations_needed": ""}
    levels = _capacities(draws, profile, drives)
    never = [demand for demand, percent in profile.excluded if draws.chance(percent)]
    for demand in never:
        levels[demand] = min(levels.get(demand, 1), 1)
    needed: dict[str, str] = {}
    for code, weight, percent in profile.needs:
        if draws.chance(percent):
            needed.setdefault(code, weight)
    blank = draws.chance(3)
    return {
        "capacities": "" if blank else ";".join(f"{name}={levels[name]}" for name in DEMANDS if name in levels),
        "excluded_tasks": ";".join(never),
        "accommodations_needed": ";".join(f"{code}:{weight}" for code, weight in needed.items()),
    }


def _history(draws: Draws, profile: Profile, school: int, female: bool) -> tuple[dict[str, str], tuple[str, ...]]:
    """Occupations held and sought and the skills text; the keys of the jobs sought come second."""
    all_jobs = tables.jobs()
    open_to = [key for key in profile.held if all_jobs[key].education <= school] or list(profile.held[:1])
    first = draws.pick(open_to)
    held = [first]
    if draws.chance(40):
        held += [key for key in [draws.pick(open_to)] if key != first]
    wishes = [key for key in suited(profile, first) if all_jobs[key].education <= school + 1] or [first]
    sought = draws.sample(wishes[:4], draws.pick((1, 2, 2, 3)))
    past = "" if draws.chance(7) else ";".join(_past(draws, all_jobs[key], profile, female) for key in held)
    asked = [draws.pick(all_jobs[key].titles)[female] for key in sought]
    if draws.chance(25):
        asked.append(all_jobs[sought[0]].isco)
    cells = {
        "occupations_held": past,
        "occupations_sought": ";".join(dict.fromkeys(asked)) if draws.chance(94) else "",
        "skills": _skills(draws, [all_jobs[key] for key in (*held, *sought[:1])], profile),
    }
    return cells, tuple(sought)


def _past(draws: Draws, job: Job, profile: Profile, female: bool) -> str:
    title = draws.pick(job.titles)[female]
    if profile.psychic == "yes" and draws.chance(35):
        return f"tirocinio come {title}:{draws.pick(('0.25', '0.5', '0.5', '1'))}"
    years = draws.between(8, 25) if profile.key == "ageing" else draws.pick((1, 2, 2, 3, 4, 5, 6, 8, 11, 15))
    return f"{title}:{years}" if draws.chance(92) else title


def _skills(draws: Draws, known: list[Job], profile: Profile) -> str:
    if draws.chance(4):
        return ""
    parts = draws.sample(known[0].phrases, draws.between(2, 4))
    for job in known[1:]:
        parts += [phrase for phrase in draws.sample(job.phrases, draws.between(0, 2)) if phrase not in parts]
    text = draws.pick((", ", ", ", "; ")).join(parts)
    if draws.chance(45):
        text += draws.pick((". ", ", ", "; ")) + draws.pick(profile.phrases)
    return text


def _letters(draws: Draws, origin: Origin, profile: Profile, school: int, held: list[str]) -> dict[str, str]:
    """Languages and licences."""
    spoken = {"it": "C2"}
    if origin.language != "it":
        spoken = {"it": draws.pick(("A2", "B1", "B1", "B2", "B2", "C1")), origin.language: "C2"}
    if profile.key == "deaf_signer":
        spoken["ise"] = draws.pick(("C1", "C2"))
    if draws.chance(25 if school < 4 else 80):
        spoken["en"] = draws.pick(("A1", "A2", "A2", "B1") if school < 4 else ("B1", "B2", "B2", "C1"))
    if draws.chance(8):
        spoken.setdefault(draws.pick(("fr", "es", "de")), draws.pick(("A2", "B1", "B2")))
    papers = list(held)
    if "B" not in papers and draws.chance(4):
        papers.append("AM")
    return {
        "languages": ";".join(f"{code}:{level}" for code, level in spoken.items()) if draws.chance(95) else "",
        "licences": ";".join(dict.fromkeys(papers)),
    }


def _person(draws: Draws, number: int, area: Area) -> tuple[dict[str, str], tuple[str, ...]]:
    kept, upper = tables.profiles()
    profile = draws.weighted(kept, upper)
    origin = draws.weighted(*tables.origins())
    female = draws.chance(49)
    low, high = profile.education
    school = min(high, max(low, int(draws.pick(_SCHOOL)))) if draws.chance(60) else draws.between(low, high)
    drives = draws.chance(profile.drives)
    name = _name(draws, origin, female)
    enrolled = day_text(FIRST_ENROLLED, LAST_ENROLLED, draws)
    _, home = _place(draws, area)
    history, sought = _history(draws, profile, school, female)
    papers = ["B"] * drives
    worked = [
        job
        for job in tables.jobs().values()
        if any(title[female] in history["occupations_held"] for title in job.titles)
    ]
    papers += [code for job in worked for code in job.licences if code not in {"B", "CE"} and draws.chance(80)]
    if any("CE" in job.licences for job in worked) and drives:
        papers.append("CE")
    first, _, last = name.rpartition(" ")
    percent = str(draws.between(*profile.percent)) if profile.percent and draws.chance(95) else ""
    row = {
        "candidate_id": f"MA{number:04d}" if area.names else f"P{number:06d}",
        "name": name,
        "email": f"{plain(first)}.{plain(last)}@posta.example" if draws.chance(88) else "",
        "phone": f"{draws.pick(_PHONES)} {number % 10_000:04d}",
        "enrolled_on": enrolled,
        "available_from": "",
        **home,
        **_travel(draws, drives, profile),
        **_time(draws, profile),
        "education": str(school) if draws.chance(95) else "",
        **_letters(draws, origin, profile, school, papers),
        **history,
        **_needs(draws, profile, drives),
        "law68_category": draws.pick(profile.categories) if draws.chance(98) else "",
        "disability_percent": percent,
        "psychic_or_intellectual": profile.psychic if draws.chance(95) else "",
        "consent": draws.pick(("matching;identity_to_employer",) * 18 + ("matching",) * 2),
        "notice_on": enrolled if draws.chance(98) else "",
        "taken_in_charge_on": "",
        "status": "suspended" if draws.chance(1) else "active",
        "case_worker": "",
        "sex": ("male", "female")[female] if draws.chance(97) else "",
        "birth_year": str(draws.between(1962, 1972) if profile.key == "ageing" else draws.between(1966, 2006)),
        "citizenship": _CITIZEN[origin.language] if draws.chance(95) else "",
    }
    if draws.chance(45):
        row["available_from"] = min(
            date.fromisoformat(enrolled) + timedelta(days=draws.below(60)), date(2027, 1, 11)
        ).isoformat()
    if draws.chance(3):
        row["consent"] = draws.pick(("identity_to_employer", "identity_to_employer", ""))
    return row, sought


def people(count: int, area: Area, seed: int) -> tuple[list[dict[str, str]], list[tuple[str, ...]]]:
    """Draw ``count`` candidates, and for each the keys of the jobs sought; number 7 is the same for any count."""
    drawn = [_person(Draws(seed, _KIND, number), number, area) for number in range(1, count + 1)]
    return [row for row, _ in drawn], [sought for _, sought in drawn]
