"""The kept lists behind the synthetic district: occupations, profiles of needs, sectors, names, places."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate
from math import isqrt

LOMBARDY = ("VA", "CO", "SO", "MI", "BG", "BS", "PV", "CR", "MN", "LC", "LO", "MB")


@dataclass(frozen=True, slots=True)
class Job:
    """One occupation: how it is called, what it asks, how people and firms describe it."""

    key: str
    isco: str
    education: int
    licences: tuple[str, ...]
    italian: str
    hours: str
    times: str
    remote: str
    titles: tuple[tuple[str, str], ...]
    vacancy_titles: tuple[str, ...]
    demands: dict[str, int]
    required: tuple[str, ...]
    preferred: tuple[str, ...]
    phrases: tuple[str, ...]
    descriptions: tuple[str, ...]
    accommodations: tuple[str, ...]
    related: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """One kind of functional profile: its limits and needs, never a diagnosis."""

    key: str
    weight: int
    categories: tuple[str, ...]
    percent: tuple[int, int] | None
    psychic: str
    limits: dict[str, tuple[int, int]]
    excluded: tuple[tuple[str, int], ...]
    needs: tuple[tuple[str, str, int], ...]
    held: tuple[str, ...]
    hours: tuple[str, ...]
    education: tuple[int, int]
    drives: int
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sector:
    """One trade of the area: how its firms are called, how large they are, which jobs they offer."""

    key: str
    weight: int
    atecos: tuple[str, ...]
    kinds: tuple[str, ...]
    endings: tuple[str, ...]
    size: int
    jobs: tuple[str, ...]
    excluded: str
    public_sector: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a family comes from: first names, parts of invented surnames, first language."""

    key: str
    weight: int
    language: str
    male: tuple[str, ...]
    female: tuple[str, ...]
    surname: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality: ISTAT code, name, province, centre in degrees, weight of people and of workplaces."""

    code: str
    name: str
    province: str
    lat: float
    lon: float
    people: int
    workplaces: int


@dataclass(frozen=True, slots=True)
class Area:
    """The places people and firms are drawn from, with the running sums of their weights."""

    places: tuple[Place, ...]
    people: tuple[int, ...]
    workplaces: tuple[int, ...]
    names: bool

    @classmethod
    def of(cls, places: Iterable[Place], *, names: bool) -> Area:
        """Build the area; ``names`` says whether some cells hold the name in place of the code."""
        kept = tuple(places)
        people = tuple(accumulate(place.people for place in kept))
        return cls(kept, people, tuple(accumulate(place.workplaces for place in kept)), names)


def read(package: str, name: str) -> list[dict[str, str]]:
    """Rows of a kept list."""
    text = resources.files(package).joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _bar(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _span(cell: str) -> tuple[int, int]:
    low, _, high = cell.partition("-")
    return int(low), int(high or low)


def _job(row: dict[str, str]) -> Job:
    titles = tuple((male, female) for male, _, female in (title.partition("/") for title in _bar(row["titles"])))
    demands = {name: int(level) for name, _, level in (item.partition("=") for item in row["demands"].split())}
    return Job(
        key=row["key"],
        isco=row["isco"],
        education=int(row["education"] or 0),
        licences=tuple(row["licences"].split()),
        italian=row["italian"],
        hours=row["hours"],
        times=row["times"],
        remote=row["remote"],
        titles=titles,
        vacancy_titles=_bar(row["vacancy_titles"]),
        demands=demands,
        required=_bar(row["required"]),
        preferred=_bar(row["preferred"]),
        phrases=_bar(row["phrases"]),
        descriptions=_bar(row["descriptions"]),
        accommodations=tuple(row["accommodations"].split()),
        related=tuple(row["related"].split()),
    )


@cache
def jobs() -> dict[str, Job]:
    """Every occupation by its key."""
    return {row["key"]: _job(row) for row in read("matcher.synthetic", "jobs.csv")}


def _profile(row: dict[str, str]) -> Profile:
    needs = (item.split(":") for item in row["needs"].split())
    return Profile(
        key=row["key"],
        weight=int(row["weight"]),
        categories=tuple(row["category"].split()),
        percent=_span(row["percent"]) if row["percent"] else None,
        psychic=row["psychic"],
        limits={name: _span(levels) for name, _, levels in (item.partition("=") for item in row["limits"].split())},
        excluded=tuple((name, int(chance)) for name, _, chance in (i.partition(":") for i in row["excluded"].split())),
        needs=tuple((code, weight, int(chance)) for code, weight, chance in needs),
        held=tuple(row["held"].split()),
        hours=tuple(row["hours"].split()),
        education=_span(row["education"]),
        drives=int(row["drives"]),
        phrases=_bar(row["phrases"]),
    )


@cache
def profiles() -> tuple[tuple[Profile, ...], tuple[int, ...]]:
    """Every profile of needs, and the running sums of their weights."""
    kept = tuple(_profile(row) for row in read("matcher.synthetic", "profiles.csv"))
    return kept, tuple(accumulate(profile.weight for profile in kept))


@cache
def sectors() -> dict[str, Sector]:
    """Every trade by its key; weight 0 is never drawn, only asked for by name."""
    return {
        row["key"]: Sector(
            key=row["key"],
            weight=int(row["weight"]),
            atecos=tuple(row["atecos"].split()),
            kinds=_bar(row["kinds"]),
            endings=tuple(row["names"].split("|")),
            size=int(row["size"]),
            jobs=tuple(row["jobs"].split()),
            excluded=row["excluded"],
            public_sector=int(row["public_sector"]),
        )
        for row in read("matcher.synthetic", "sectors.csv")
    }


@cache
def origins() -> tuple[tuple[Origin, ...], tuple[int, ...]]:
    """Every origin of names, and the running sums of their weights."""
    kept = tuple(
        Origin(
            key=row["origin"],
            weight=int(row["weight"]),
            language=row["language"],
            male=_bar(row["male"]),
            female=_bar(row["female"]),
            surname=(_bar(row["start"]), _bar(row["middle"]), _bar(row["end"])),
        )
        for row in read("matcher.synthetic", "names.csv")
    )
    return kept, tuple(accumulate(origin.weight for origin in kept))


@cache
def firm_words() -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """Nouns with their gender (``m`` or ``f``), and adjectives in both, of which firms' names are made."""
    rows = read("matcher.synthetic", "firm_words.csv")
    return tuple((row["noun"], row["gender"]) for row in rows if row["noun"]), tuple(
        (row["male"], row["female"]) for row in rows if row["male"]
    )


@cache
def martesana() -> Area:
    """The ten municipalities of the district; people by residents, firms by their industrial weight."""
    rows = read("matcher.synthetic", "places.csv")
    return Area.of(
        (
            Place(
                row["code"],
                row["name"],
                "MI",
                float(row["lat"]),
                float(row["lon"]),
                int(row["population"]),
                int(row["workplaces"]),
            )
            for row in rows
        ),
        names=True,
    )


AREAS = {"province": ("MB",), "region": LOMBARDY, "country": ()}


def _workplaces(residents: int) -> int:
    """Weight of a municipality's workplaces: residents to the power of 1.25, as work gathers in the larger ones."""
    return residents * isqrt(isqrt(residents))


@cache
def residents(area: str) -> Area:
    """The municipalities of a key of ``AREAS``, by residents; cells hold codes, since some names occur twice."""
    letters = AREAS[area]
    rows = [
        row
        for row in read("matcher", "municipalities.csv")
        if row["population"] and (not letters or row["province"] in letters)
    ]
    return Area.of(
        (
            Place(
                row["code"],
                row["name"],
                row["province"],
                float(row["lat"]),
                float(row["lon"]),
                int(row["population"]),
                _workplaces(int(row["population"])),
            )
            for row in rows
        ),
        names=False,
    )
