"""The official bundle read whole: concepts with their labels in each language, and how they hang together.

One table decides which concepts there are: of each kind the one with most of them. Tables in other languages, of an
older version too, and separate files of labels give it words, never concepts of their own.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from matcher.errors import Fault, FrameError
from matcher.taxonomy.esco_layouts import (
    LABELLED,
    LAYOUTS,
    RELATIONS,
    Row,
    Table,
    address,
    label_columns,
    recognise,
    rows,
    several,
)
from matcher.taxonomy.esco_sources import Source, sources

KINDS = {"occupations": "occupation", "skills": "skill", "iscogroups": "isco", "skillgroups": "group"}
NEEDED = ("occupations", "skills")
MOST_FAULTS = 1_000  # lines on a terminal; one wrong separator is a fault in each of 100,000 rows
_FIRST_LANGUAGES = ("en", "it")
_ISCO_GROUP = re.compile(r".*/isco/C(\d{1,4})")


@dataclass(slots=True)
class Concept:
    """One concept of the bundle: ``code`` is its code in ESCO or ISCO, ``labels`` the preferred one first."""

    uri: str
    kind: str
    code: str = ""
    isco: str = ""
    status: str = ""
    labels: dict[str, list[str]] = field(default_factory=dict)

    @property
    def in_use(self) -> bool:
        """Whether ESCO still offers it."""
        return self.status in ("", "released")


@dataclass
class Bundle:
    """Everything that was read; addresses in all places.

    ``asks`` holds (occupation, skill, essential), ``skill_links`` (skill, skill it asks for, essential).
    ``sources`` says of each table what it gave, ``unread`` names the tables that are none of ours, ``left_out`` counts
    rows about concepts that the bundle does not have.
    """

    concepts: dict[str, Concept] = field(default_factory=dict)
    broader: dict[str, list[str]] = field(default_factory=dict)
    asks: list[tuple[str, str, bool]] = field(default_factory=list)
    skill_links: list[tuple[str, str, bool]] = field(default_factory=list)
    sources: list[dict[str, str | int]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    def of(self, kind: str) -> list[Concept]:
        """The concepts of a kind, by address."""
        return [self.concepts[uri] for uri in sorted(self.concepts) if self.concepts[uri].kind == kind]


def read_bundle(paths: Sequence[Path]) -> Bundle:
    """Read the official tables, in every language given.

    Parameters
    ----------
    paths : sequence of Path
        Archives, folders, single tables; docs/taxonomy.md names the tables that are read.

    Raises
    ------
    FrameError
        Every fault at once, each with file and line.
    """
    faults: list[Fault] = []
    bundle = Bundle()
    tables = _tables(list(sources(paths, faults)), bundle, faults)
    present = {table.layout for table, _ in tables}
    for layout in NEEDED:
        if layout not in present and not faults:
            remedy = "the tables of occupations and of skills, in one call: the archive 'classification' holds both"
            faults.append(Fault("table_missing", remedy, file=f"{layout}_….csv"))
    reader = _Reader(bundle, faults)
    for layout in LABELLED:
        reader.concepts(layout, [each for each in tables if each[0].layout == layout])
    for table, content in tables:
        if table.layout == "labels":
            reader.labels(table, content)
    for table, content in tables:
        if table.layout not in (*LABELLED, "labels"):
            reader.relations(table, content)
    reader.expect_labels()
    if faults:
        shown = faults[:MOST_FAULTS]
        if len(faults) > len(shown):
            shown.append(Fault("more_faults", f"none: {len(faults) - len(shown)} more are like these"))
        raise FrameError(shown)
    return bundle


def _tables(found: Iterable[Source], bundle: Bundle, faults: list[Fault]) -> list[tuple[Table, bytes]]:
    """The tables that are read, with their content; the same table twice counts once, two versions are a fault."""
    tables: list[tuple[Table, bytes]] = []
    first: dict[tuple[str, str], tuple[str, bytes]] = {}
    for source in found:
        before = len(faults)
        table = recognise(source, faults)
        if table is None:
            bundle.unread += [source.name] if len(faults) == before else []
            continue
        content = source.read()
        if isinstance(content, Fault):
            faults.append(content)
            continue
        digest = hashlib.sha256(content).digest()
        key = (table.layout, table.language) if table.layout != "labels" else (table.layout, digest.hex())
        name, known = first.setdefault(key, (source.name, digest))
        if name == source.name:
            tables.append((table, content))
        elif known != digest:
            faults.append(Fault("table_twice", f"this table once: {name} is another version of it", file=source.name))
    return tables


class _Reader:
    """Puts rows into a bundle and collects what does not fit."""

    def __init__(self, bundle: Bundle, faults: list[Fault]) -> None:
        self._bundle = bundle
        self._faults = faults
        self._base: dict[str, tuple[Table, int]] = {}  # where each concept stands, for its faults

    def concepts(self, layout: str, tables: Sequence[tuple[Table, bytes]]) -> None:
        """The concepts of one kind, from the table that has most of them; labels from all."""
        read = [(table, self._rows(table, content, "conceptUri")) for table, content in tables]
        order = sorted(read, key=lambda each: (-len(each[1]), _rank(each[0].language)))
        for place, (table, found) in enumerate(order):
            for uri, (line, row) in found.items():
                if place == 0:
                    self._base[uri] = (table, line)
                    self._bundle.concepts.setdefault(uri, self._concept(KINDS[layout], table, line, row))
                self._label(uri, table.language, row["preferredLabel"], row.get("altLabels", ""))
                self._label(uri, table.language, "", row.get("hiddenLabels", ""))

    def labels(self, table: Table, content: bytes) -> None:
        """A separate file of labels, of any languages."""
        languages = label_columns(table.columns)
        for uri, (_, row) in self._rows(table, content, "conceptUri").items():
            for language, columns in languages.items():
                preferred, others = (row.get(columns.get(name, ""), "") for name in ("preferredLabel", "altLabels"))
                self._label(uri, language, preferred, others)

    def relations(self, table: Table, content: bytes) -> None:
        """One of the tables that link concepts."""
        pair = [column for column in LAYOUTS[table.layout] if column.endswith("Uri")]
        known = self._bundle.concepts
        count = 0
        for line, row in rows(table, content, self._faults):
            one, other = row[pair[0]], row[pair[1]]
            kind = row.get("relationType", "essential")
            if not (address(one) and address(other)):
                self._fault("uri_invalid", "the address of a concept, http…", table, line, " or ".join(pair))
            elif kind not in RELATIONS:
                self._fault("relation_invalid", " or ".join(RELATIONS), table, line, "relationType")
            elif one not in known or other not in known:
                self._bundle.left_out["relations"] += 1
            else:
                count += 1
                self._keep(table.layout, one, other, essential=kind == "essential")
        self._told(table, content, count)

    def expect_labels(self) -> None:
        """Every concept has a name in some language."""
        for uri, (table, line) in self._base.items():
            if not any(self._bundle.concepts[uri].labels.values()):
                self._fault("label_missing", "a label in one language at least", table, line, "preferredLabel")

    def _keep(self, layout: str, one: str, other: str, *, essential: bool) -> None:
        if layout == "occupationskillrelations":
            self._bundle.asks.append((one, other, essential))
        elif layout == "skillskillrelations":
            self._bundle.skill_links.append((one, other, essential))
        else:
            self._bundle.broader.setdefault(one, []).append(other)

    def _rows(self, table: Table, content: bytes, key: str) -> dict[str, tuple[int, Row]]:
        found: dict[str, tuple[int, Row]] = {}
        for line, row in rows(table, content, self._faults):
            if not address(row[key]):
                self._fault("uri_invalid", "the address of a concept, http…", table, line, key)
            elif row[key] in found:
                first = found[row[key]][0]
                self._fault("uri_twice", f"each concept once (first on line {first})", table, line, key)
            else:
                found[row[key]] = (line, row)
        self._told(table, content, len(found))
        return found

    def _concept(self, kind: str, table: Table, line: int, row: Row) -> Concept:
        concept = Concept(row["conceptUri"], kind, row.get("code", ""), "", row.get("status", "").lower())
        if kind == "occupation":
            concept.isco = row["iscoGroup"].zfill(4)
            if not re.fullmatch(r"\d{4}", concept.isco):
                self._fault("isco_invalid", "four digits of ISCO-08", table, line, "iscoGroup")
        elif kind == "isco":  # spreadsheets eat the zero of "01": the address keeps it
            found = _ISCO_GROUP.fullmatch(concept.uri)
            concept.code = found[1] if found else ""
            if not found:
                self._fault("uri_invalid", "the address of an ISCO group, …/isco/C4321", table, line, "conceptUri")
        return concept

    def _label(self, uri: str, language: str, preferred: str, others: str) -> None:
        concept = self._bundle.concepts.get(uri)
        if concept is None:
            self._bundle.left_out["labels"] += bool(preferred)
            return
        mine = concept.labels.setdefault(language, [])
        fresh = dict.fromkeys((preferred, *several(others)))
        mine += [label for label in fresh if label and label not in mine]

    def _told(self, table: Table, content: bytes, count: int) -> None:
        self._bundle.sources.append(
            {
                "file": table.source.name,
                "table": table.layout,
                "language": table.language or "+".join(label_columns(table.columns)),
                "rows": count,
                "sha256": hashlib.sha256(content).hexdigest(),
            }
        )

    def _fault(self, code: str, expected: str, table: Table, line: int, column: str) -> None:
        self._faults.append(Fault(code, expected, file=table.source.name, row=line, column=column))


def _rank(language: str) -> tuple[int, str]:
    return (_FIRST_LANGUAGES.index(language) if language in _FIRST_LANGUAGES else len(_FIRST_LANGUAGES), language)
