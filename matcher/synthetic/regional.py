"""Vacancies and people of a region: profiles that firms post again, sites in works areas, homes spread by residents.

A firm writes a job profile once and posts it again for its next vacancy in ``_AGAIN`` of 100 cases; a profile asks
the trade's usual demands, unchanged, in ``_USUAL`` of 100. Both are judgements: no office's figures are at hand. With
``repeat=False`` no two vacancies share their demands, skills asked, accommodations or point on the map.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from math import isqrt

from matcher.synthetic import people, tables, vacancies
from matcher.synthetic.draws import Draws
from matcher.synthetic.firms import Firms
from matcher.synthetic.people import coordinate
from matcher.synthetic.tables import Area, Job, Place
from matcher.synthetic.trades import Trade, draw_skills, draw_trade, job_of, skills
from models.vocabulary import DEMANDS

_SITE, _PROFILE, _ZONE, _HOME, _PERSON = range(11, 16)
_AGAIN, _USUAL = 40, 30
_OWN_SITE = 85  # in 100 vacancies the work is done where the firm is
_REMOTE = 8  # in 100 vacancies whose work can partly be done at home, nearly all of it is
_PER_ZONE = 8_000  # residents for one works area
_FINE = 6  # decimals of a coordinate where none may repeat
Row = dict[str, str]


def _half_width(place: Place) -> int:
    """How far a municipality reaches from its centre, in ten-thousandths of a degree: the larger, the farther."""
    return max(60, isqrt(place.people) * 55 // 100)


@dataclass(slots=True)
class Seen:
    """What no second vacancy may have, where nothing may repeat."""

    cells: set[tuple[str, ...]] = field(default_factory=set)

    def first(self, *cells: str) -> bool:
        """Whether these cells are new; they are remembered."""
        new = cells not in self.cells
        self.cells.add(cells)
        return new


def _zone(place: Place, draws: Draws, seed: int) -> Row:
    """The firm's own point in one of the place's works areas."""
    zone = Draws(seed, _ZONE, int(place.code), draws.below(1 + place.people // _PER_ZONE))
    reach = _half_width(place)
    lat = place.lat + zone.between(-reach, reach) / 10_000
    lon = place.lon + zone.between(-reach, reach) * 14 / 100_000
    return {"site_lat": coordinate(lat, draws, 15), "site_lon": coordinate(lon, draws, 20)}


def _somewhere(place: Place, draws: Draws, kind: str, digits: int = 4) -> Row:
    reach = _half_width(place) * 10 ** (digits - 4)
    lat, lon = coordinate(place.lat, draws, reach, digits), coordinate(place.lon, draws, reach * 14 // 10, digits)
    return {f"{kind}_lat": lat, f"{kind}_lon": lon}


def _access(draws: Draws) -> Row:
    step_free = draws.pick(("yes", "yes", "yes", "yes", "no", "no", ""))
    return {"step_free": step_free, "public_transport": draws.pick(("yes", "yes", "yes", "no", "no", ""))}


def _firm_site(firms: Firms, at: int, seed: int) -> Row:
    draws, place = Draws(seed, _SITE, at), firms.places[at]
    point = _zone(place, draws, seed) if draws.chance(80) else {"site_lat": "", "site_lon": ""}
    return {"site_municipality": place.code, **point, **_access(draws)}


def _asked(draws: Draws, trade: Trade, seen: Seen | None) -> Row:
    if seen is None:
        required = draw_skills(draws, trade, draws.pick((1, 1, 2, 2, 2, 3)), 8)
        preferred = draw_skills(draws, trade, draws.pick((0, 0, 1, 1, 2, 2)), 25)
        preferred = [skill for skill in preferred if skill not in required]
        return {"required_skills": ";".join(required), "preferred_skills": ";".join(preferred)}
    cells = {}
    for column, most in (("required_skills", 5), ("preferred_skills", 4)):
        asked: list[str] = []
        while not asked or not seen.first(column, *sorted(asked)):
            asked = draw_skills(draws, trade, draws.between(3, most), 50)
        cells[column] = ";".join(asked)
    return cells


def _demanded(draws: Draws, job: Job, remote: str, seen: Seen | None) -> str:
    if seen is None and draws.chance(_USUAL):
        return ";".join(f"{demand}={job.demands[demand]}" for demand in DEMANDS if demand in job.demands)
    cell = vacancies.demands(draws, job, remote)
    while seen is not None and (not cell or not seen.first("demands", cell)):
        cell = vacancies.demands(draws, job, remote)
    return cell


@cache
def _known() -> tuple[str, ...]:
    """Accommodations that some firm of the kept lists has or refuses: a longer catalogue moves no sample."""
    named = {code for job in tables.jobs().values() for code in job.accommodations}
    return tuple(sorted(named.union(vacancies.COMMON, vacancies.REFUSED)))


def _adapted(draws: Draws, job: Job, seen: Seen | None) -> Row:
    cells = vacancies.accommodations(draws, job)
    while seen is not None and not (cells["accommodations_available"] and seen.first(*cells.values())):
        cells = vacancies.accommodations(draws, job)
        offered = [code for code in cells["accommodations_available"].split(";") if code]
        refused = cells["accommodations_refused"].split(";")
        more = draws.sample(_known(), draws.between(1, 2))
        offered += [code for code in more if code not in offered and code not in refused]
        cells["accommodations_available"] = ";".join(offered)
    return cells


def _profile(draws: Draws, job: Job, seen: Seen | None) -> Row:
    """What a firm writes about a job: everything but the place, the contract and the days."""
    rank, trade = draw_trade(draws, job)
    least, most = draws.pick(vacancies.HOURS[job.hours])
    remote = "0.8" if job.remote not in {"0", "0.9"} and draws.chance(_REMOTE) else job.remote
    return {
        "title": draws.pick(trade.titles),
        "occupation": trade.isco if draws.chance(92) else "",
        "description": draws.pick(job.descriptions) if rank == 0 and draws.chance(96) else "",
        **_asked(draws, trade, seen),
        "education_min": str(job.education) if job.education and draws.chance(90) else "",
        "languages": f"it:{job.italian}" if job.italian and draws.chance(92) else "",
        "licences": ";".join(code for code in job.licences if code != "haccp" or draws.chance(30)),
        "weekly_hours_min": str(least) if draws.chance(95) else "",
        "weekly_hours_max": str(most) if draws.chance(95) else "",
        "working_times": draws.pick(vacancies.TIMES[job.times]) if draws.chance(94) else "",
        "remote_share": remote if draws.chance(93) or remote != "0" else "",
        "demands": _demanded(draws, job, remote, seen),
        **_adapted(draws, job, seen),
    }


def _site(draws: Draws, area: Area, own: Row, place: Place, seen: Seen | None) -> Row:
    there = own
    if not draws.chance(_OWN_SITE):
        place = draws.weighted(area.places, area.workplaces)
        there = {"site_municipality": place.code, **_somewhere(place, draws, "site"), **_access(draws)}
    if seen is None:
        return there
    point = _somewhere(place, draws, "site", _FINE)
    while not seen.first("site", *point.values()):
        point = _somewhere(place, draws, "site", _FINE)
    return {**there, **point}


def offers(firms: Firms, area: Area, seed: int, count: int, *, repeat: bool) -> list[Row]:
    """Draw ``count`` vacancies spread over the firms with a gap."""
    split = vacancies.split_openings(firms.gaps, seed)
    if len(split) < count:
        split = [(at, 1) for at, gap in enumerate(firms.gaps) for _ in range(gap)]
    split = [split[position * len(split) // count] for position in range(min(count, len(split)))]
    seen = None if repeat else Seen()
    rows: list[Row] = []
    profiles: list[Row] = []
    last, own = -1, {}
    for number, (at, openings) in enumerate(split, start=1):
        draws = Draws(seed, _PROFILE, number)
        if at != last:
            last, profiles, own = at, [], _firm_site(firms, at, seed)
        if repeat and profiles and draws.chance(_AGAIN):
            profile = draws.pick(profiles)
        else:
            profile = _profile(draws, tables.jobs()[draws.pick(firms.sectors[at].jobs)], seen)
        profiles.append(profile)
        rows.append(
            {
                "vacancy_id": f"V{number:06d}",
                "employer_id": firms.employers[at]["employer_id"],
                "openings": str(openings),
                **profile,
                **_site(draws, area, own, firms.places[at], seen),
                **vacancies.contract(draws, firms.gaps_art18[at]),
                **vacancies.days(draws),
            }
        )
    return rows


def _branch(title: str, draws: Draws, added: list[str]) -> str:
    """A title as a branch of its job, some of whose skills are then added to the person's."""
    job = job_of(title)
    if job is None:
        return title
    rank, trade = draw_trade(draws, job)
    if rank == 0:
        return title
    added += draw_skills(draws, trade, draws.between(1, 2), 5)
    return trade.titles[0]


def _past(entry: str, draws: Draws, added: list[str]) -> str:
    prefix = "tirocinio come " if entry.startswith("tirocinio come ") else ""
    title, colon, years = entry.removeprefix(prefix).partition(":")
    return f"{prefix}{_branch(title, draws, added)}{colon}{years}"


def _distinct(row: Row, draws: Draws, seen: Seen) -> str:
    """The capacities with one level more, or another one, until nobody has the same."""
    levels = dict(item.split("=") for item in row["capacities"].split(";") if item)
    cell = row["capacities"]
    while cell and not seen.first("capacities", cell):
        levels[draws.pick(tuple(DEMANDS))] = draws.pick(("3", "4"))
        cell = ";".join(f"{name}={levels[name]}" for name in DEMANDS if name in levels)
    return cell


def candidates(count: int, area: Area, seed: int, *, repeat: bool) -> list[Row]:
    """Draw ``count`` people over the area; number 7 is the same for any count."""
    rows, _ = people.people(count, area, seed)
    places = {place.code: place for place in area.places}
    seen = Seen()
    for number, row in enumerate(rows, start=1):
        draws, added = Draws(seed, _PERSON, number), list[str]()
        held, sought = row["occupations_held"].split(";"), row["occupations_sought"].split(";")
        row["occupations_held"] = ";".join(dict.fromkeys(_past(entry, draws, added) for entry in held))
        row["occupations_sought"] = ";".join(dict.fromkeys(_branch(title, draws, added) for title in sought))
        if row["skills"]:
            added += [draws.weighted(*skills())] if draws.chance(20) else []
            row["skills"] = ", ".join([row["skills"], *dict.fromkeys(added)])
        home = places[row["home_municipality"]]
        if row["home_lat"] or not repeat:
            row |= _somewhere(home, Draws(seed, _HOME, number), "home", 4 if repeat else _FINE)
        if not repeat:
            row["capacities"] = _distinct(row, draws, seen)
    return rows
