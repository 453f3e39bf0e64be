"""The vocabulary of occupations and skills: read from its tables, checked, versioned by their content."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from matcher.errors import TaxonomyError
from matcher.taxonomy.kinship import transferable
from models.vocabulary import DEMANDS, TOP_LEVEL

DATA = Path(__file__).parent / "data"
COLUMNS = {
    "isco.csv": ("code", "it"),
    "skills.csv": ("id", "group", "uri", "it", "names", "near"),
    "skill_implies.csv": ("owned", "implies"),
    "occupations.csv": (
        "id",
        "isco",
        "uri",
        "it",
        "names",
        "essential_skills",
        "optional_skills",
        "related",
        "education",
        "licences",
    ),
    "demands_by_isco.csv": ("isco", *DEMANDS),
    "demands_corrections.csv": ("occupation", "demand", "level", "reason"),
    "esco_links.csv": ("uri", "id"),
}
VERSION_DIGITS = 12
HIGHEST_EDUCATION = 8  # ISCED 2011
_LICENCE = re.compile(r"[A-Za-z][A-Za-z0-9_]*")

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Occupation:
    """One occupation: what it is called, what it needs, how much it asks (0-4), what it is near to.

    ``education`` (ISCED 0-8) and ``licences`` are those usually asked; None and none where nothing is known.
    ``transferable`` are occupations of other groups that share enough essential skills.
    """

    id: str
    isco: str
    uri: str | None
    it: str
    names: tuple[str, ...]
    essential_skills: tuple[str, ...]
    optional_skills: tuple[str, ...]
    demands_prior: dict[str, int]
    related: tuple[str, ...]
    education: int | None = None
    licences: tuple[str, ...] = ()
    transferable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skill:
    """One skill, tool or certificate: its names, its narrow group, the skills near to it and those it brings along.

    ``akin`` are skills of the same wide group that the same occupations ask for. An empty ``group`` is no group.
    """

    id: str
    it: str
    names: tuple[str, ...]
    group: str
    uri: str | None
    near: tuple[str, ...] = ()
    implies: tuple[str, ...] = ()
    akin: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """Everything that the tables say; equal content has an equal ``version`` (12 hex digits of a SHA-256).

    ``isco`` maps codes of one to four digits to Italian titles, ``demands_by_isco`` four-digit codes to priors,
    ``esco_links`` ESCO URIs to occupation and skill ids. ``related`` and ``near`` are symmetric here, whichever
    side of the table lists them. ``codes`` maps ESCO codes ("4321.2") to occupation ids, ``groups`` ids of skill
    groups to their names where they have one, ``languages`` the ids whose label is in another language than Italian
    to that language, ``own_ids`` (kind, embedded id) to the address that an import knows it by.
    """

    version: str
    occupations: dict[str, Occupation]
    skills: dict[str, Skill]
    isco: dict[str, str]
    demands_by_isco: dict[str, dict[str, int]]
    esco_links: dict[str, str]
    codes: dict[str, str] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    languages: dict[str, str] = field(default_factory=dict)
    own_ids: dict[tuple[str, str], str] = field(default_factory=dict)


def load(folder: Path = DATA) -> Vocabulary:
    """Read and check a vocabulary.

    Parameters
    ----------
    folder : Path
        Holds the tables of ``COLUMNS``; docs/taxonomy.md describes them.

    Raises
    ------
    TaxonomyError
        Every fault at once, each with file and line.
    """
    faults: list[str] = []
    digest = hashlib.sha256()
    tables: dict[str, list[tuple[int, Row]]] = {}
    for name, columns in COLUMNS.items():
        path = folder / name
        if not path.is_file():
            msg = f"{name} is missing from the taxonomy folder: expected the tables {', '.join(COLUMNS)}"
            raise TaxonomyError(msg)
        content = path.read_bytes()
        digest.update(name.encode() + b"\0" + content + b"\0")
        tables[name] = _rows(name, content, columns, faults)
    vocabulary = _Reader(tables, faults).vocabulary(digest.hexdigest()[:VERSION_DIGITS])
    if faults:
        msg = "\n".join([*faults, f"{len(faults)} faults in the taxonomy tables: correct the lines named above"])
        raise TaxonomyError(msg)
    return vocabulary


class _Reader:
    """Turns checked rows into concepts and collects what does not fit."""

    def __init__(self, tables: dict[str, list[tuple[int, Row]]], faults: list[str]) -> None:
        self._tables = tables
        self._faults = faults

    def vocabulary(self, version: str) -> Vocabulary:
        isco = {row["code"]: row["it"] for _, row in self._tables["isco.csv"]}
        by_isco = {
            row["isco"]: {
                demand: self._level("demands_by_isco.csv", line, row[demand])
                for demand in DEMANDS
                if row[demand] != ""  # an empty cell: nothing is known
            }
            for line, row in self._tables["demands_by_isco.csv"]
        }
        skills = self._skills()
        occupations = self._occupations(isco, skills, by_isco)
        links = {row["uri"]: row["id"] for _, row in self._tables["esco_links.csv"]}
        for line, row in self._tables["esco_links.csv"]:
            self._expect(
                row["id"] in occupations or row["id"] in skills, "esco_links.csv", line, "an occupation or skill id"
            )
        concepts: list[Occupation | Skill] = [*occupations.values(), *skills.values()]
        links |= {concept.uri: concept.id for concept in concepts if concept.uri}
        return Vocabulary(version, occupations, skills, isco, by_isco, links)

    def _skills(self) -> dict[str, Skill]:
        name = "skills.csv"
        rows = self._tables[name]
        near = self._pairs(name, "near")
        implies = self._implies({row["id"]: row["group"] for _, row in rows})
        skills = {
            row["id"]: Skill(
                id=row["id"],
                it=row["it"],
                names=_cell(row["names"]),
                group=row["group"],
                uri=row["uri"] or None,
                near=near(row),
                implies=implies[row["id"]],
            )
            for _, row in rows
        }
        self._unique(name, [(line, row["id"]) for line, row in rows])
        return skills

    def _implies(self, group_of: dict[str, str]) -> dict[str, tuple[str, ...]]:
        """What each skill brings along; a whole group is named as ``group:…``."""
        name = "skill_implies.csv"
        brought: dict[str, dict[str, None]] = {skill: {} for skill in group_of}
        for line, row in self._tables[name]:
            group = row["owned"].removeprefix("group:")
            named = group != row["owned"]
            owners = [s for s in group_of if group_of[s] == group] if named else [row["owned"]]
            known = bool(owners) and all(skill in group_of for skill in (*owners, row["implies"]))
            self._expect(known, name, line, "ids, or a group:…, of skills.csv")
            for skill in owners if known else ():
                if skill != row["implies"]:
                    brought[skill][row["implies"]] = None
        return {skill: tuple(others) for skill, others in brought.items()}

    def _occupations(
        self, isco: dict[str, str], skills: dict[str, Skill], by_isco: dict[str, dict[str, int]]
    ) -> dict[str, Occupation]:
        name = "occupations.csv"
        rows = self._tables[name]
        self._unique(name, [(line, row["id"]) for line, row in rows])
        related = self._pairs(name, "related")
        corrections = self._corrections({row["id"] for _, row in rows})
        shared = transferable(
            {row["id"]: _cell(row["essential_skills"]) for _, row in rows}, {row["id"]: row["isco"] for _, row in rows}
        )
        occupations = {}
        for line, row in rows:
            self._expect(row["isco"] in isco and len(row["isco"]) == 4, name, line, "a four-digit code of isco.csv")
            for skill in (*_cell(row["essential_skills"]), *_cell(row["optional_skills"])):
                self._expect(skill in skills, name, line, f"an id of skills.csv in place of '{skill}'")
            occupations[row["id"]] = Occupation(
                id=row["id"],
                isco=row["isco"],
                uri=row["uri"] or None,
                it=row["it"],
                names=_cell(row["names"]),
                essential_skills=_cell(row["essential_skills"]),
                optional_skills=_cell(row["optional_skills"]),
                demands_prior=by_isco.get(row["isco"], {}) | corrections.get(row["id"], {}),
                related=related(row),
                education=self._education(name, line, row["education"]),
                licences=self._licences(name, line, row["licences"]),
                transferable=shared[row["id"]],
            )
        return occupations

    def _corrections(self, known: set[str]) -> dict[str, dict[str, int]]:
        name = "demands_corrections.csv"
        found: dict[str, dict[str, int]] = {}
        for line, row in self._tables[name]:
            self._expect(row["occupation"] in known, name, line, "an id of occupations.csv")
            self._expect(row["demand"] in DEMANDS, name, line, "a demand of the contract")
            found.setdefault(row["occupation"], {})[row["demand"]] = self._level(name, line, row["level"])
        return found

    def _pairs(self, name: str, column: str) -> Callable[[Row], tuple[str, ...]]:
        """The symmetric closure of a column of ids, in the order of the table."""
        order = {row["id"]: index for index, (_, row) in enumerate(self._tables[name])}
        kin: dict[str, set[str]] = {concept: set() for concept in order}
        for line, row in self._tables[name]:
            for other in _cell(row[column]):
                self._expect(other in order and other != row["id"], name, line, f"another id in place of '{other}'")
                kin[row["id"]].add(other)
                kin.setdefault(other, set()).add(row["id"])
        return lambda row: tuple(sorted(kin[row["id"]], key=lambda other: order.get(other, 0)))

    def _level(self, name: str, line: int, text: str) -> int:
        good = text.isdigit() and int(text) <= TOP_LEVEL
        self._expect(good, name, line, f"a level from 0 to {TOP_LEVEL}")
        return int(text) if good else 0

    def _education(self, name: str, line: int, text: str) -> int | None:
        good = text == "" or (text.isdecimal() and len(text) == 1 and int(text) <= HIGHEST_EDUCATION)
        self._expect(good, name, line, f"an education from 0 to {HIGHEST_EDUCATION} (ISCED), or none")
        return int(text) if good and text else None

    def _licences(self, name: str, line: int, text: str) -> tuple[str, ...]:
        codes = _cell(text)
        self._expect(all(map(_LICENCE.fullmatch, codes)), name, line, "codes of licences (B;forklift), or none")
        return codes

    def _unique(self, name: str, ids: list[tuple[int, str]]) -> None:
        first: dict[str, int] = {}
        for line, concept in ids:
            self._expect(
                first.setdefault(concept, line) == line, name, line, f"an id used once (first on line {first[concept]})"
            )

    def _expect(self, holds: bool, name: str, line: int, expected: str) -> None:
        if not holds:
            self._faults.append(f"{name}, line {line}: expected {expected}")


def _rows(name: str, content: bytes, columns: tuple[str, ...], faults: list[str]) -> list[tuple[int, Row]]:
    reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    missing = [column for column in columns if column not in (reader.fieldnames or ())]
    if missing:
        faults.append(f"{name}, line 1: expected the columns {', '.join(missing)}")
        return []
    return [(reader.line_num, {column: (row[column] or "").strip() for column in columns}) for row in reader]


def _cell(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())
