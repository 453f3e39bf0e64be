"""The tables of the official bundle: how each is known, which columns are read, what a cell must hold.

Columns are found by their headings, so that files of other versions, with columns added or in another order, are read
as well.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from matcher.errors import Fault
from matcher.taxonomy.esco_sources import HEAD_BYTES, Source

Row = dict[str, str]

CONCEPTS = ("conceptUri", "preferredLabel", "altLabels")
# Table: the columns that it must have. The order is the one in which headings are tried where the name says nothing.
LAYOUTS: dict[str, tuple[str, ...]] = {
    "occupations": ("conceptUri", "iscoGroup", "preferredLabel", "altLabels", "code"),
    "skills": ("conceptUri", "skillType", "reuseLevel", "preferredLabel", "altLabels", "hiddenLabels"),
    "iscogroups": ("conceptUri", "code", "preferredLabel"),
    "skillgroups": ("conceptUri", "preferredLabel"),
    "broaderrelationsoccpillar": ("conceptUri", "broaderUri"),
    "broaderrelationsskillpillar": ("conceptUri", "broaderUri"),
    "occupationskillrelations": ("occupationUri", "relationType", "skillUri"),
    "skillskillrelations": ("originalSkillUri", "relationType", "relatedSkillUri"),
    "labels": ("conceptUri",),
}
LABELLED = ("occupations", "skills", "iscogroups", "skillgroups")
RELATIONS = ("essential", "optional")
_KNOWN_BY_HEADINGS = ("occupations", "skills", "occupationskillrelations", "skillskillrelations", "labels")
_LANGUAGE = re.compile(r"_([a-z]{2})(?=[^a-z]|$)")
_OFFICIAL_END = re.compile(r"(_[a-z]{2})?( ?\(\d+\))?$")  # the language, and the number of a second download
_LABEL_COLUMN = re.compile(r"(preferredLabel|altLabels)_([a-z]{2})")
_SPLIT = re.compile(r"\n| ?\| ?")
_WEB = re.compile(r"https?://[^\s<>\"]+")
_ENCODING = "UTF-8, as the official files are: do not open and save them in a spreadsheet"


@dataclass(frozen=True, slots=True)
class Table:
    """A source known for what it is; ``language`` is that of its labels, empty where it has none or names several."""

    source: Source
    layout: str
    language: str
    columns: tuple[str, ...]


def recognise(source: Source, faults: list[Fault]) -> Table | None:
    """What table this is, by its name, else by its headings; None where it is none that is read."""
    head = source.read(HEAD_BYTES)
    if isinstance(head, Fault):
        faults.append(head)
        return None
    text = head.decode("utf-8-sig", errors="replace")
    try:
        headings = tuple(cell.strip() for cell in next(csv.reader(io.StringIO(text, newline="")), []))
    except csv.Error:
        headings = ()
    layout = _layout(source.base, headings)
    if layout is None:
        if source.named:
            expected = "a table of the ESCO bundle or of ESCO labels, with the column conceptUri"
            faults.append(Fault("table_unknown", expected, file=source.name, row=1))
        return None
    missing = [column for column in LAYOUTS[layout] if column not in headings]
    if missing:
        faults.append(
            Fault("columns_missing", f"the columns {', '.join(missing)}, separated by commas", file=source.name, row=1)
        )
        return None
    language = _language(source.base) if layout in LABELLED else ""
    if layout in LABELLED and not language:
        expected = f"a name that says the language of the labels: {source.base.removesuffix('.csv')}_it.csv"
        faults.append(Fault("language_unknown", expected, file=source.name))
        return None
    return Table(source, layout, language, headings)


def label_columns(columns: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """Of a separate file of labels: by language, the headings of its preferred and other labels."""
    found: dict[str, dict[str, str]] = {}
    for column in columns:
        match = _LABEL_COLUMN.fullmatch(column)
        if match:
            found.setdefault(match[2], {})[match[1]] = column
    return found


def rows(table: Table, content: bytes, faults: list[Fault]) -> Iterator[tuple[int, Row]]:
    """The rows of a table with the line each begins on; a row that cannot be read is a fault."""
    name = table.source.name
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        faults.append(Fault("encoding_invalid", _ENCODING, file=name, row=line))
        return
    wanted = {column: table.columns.index(column) for column in dict.fromkeys(table.columns)}
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        next(reader)
        line = reader.line_num + 1
        for cells in reader:
            if cells and len(cells) != len(table.columns):
                expected = f"{len(table.columns)} cells, as many as there are headings"
                faults.append(Fault("row_length", expected, file=name, row=line))
            elif cells:
                yield line, {column: cells[place].strip() for column, place in wanted.items()}
            line = reader.line_num + 1
    except csv.Error:
        faults.append(Fault("row_unreadable", "cells closed by their quotes", file=name, row=reader.line_num))


def address(text: str) -> bool:
    """Whether a cell holds one address of a concept."""
    return _WEB.fullmatch(text) is not None


def several(text: str) -> tuple[str, ...]:
    """The labels of one cell, each once: one a line in the official files, with bars between them in others."""
    return tuple(dict.fromkeys(part.strip() for part in _SPLIT.split(text) if part.strip()))


def _layout(base: str, headings: tuple[str, ...]) -> str | None:
    name = _OFFICIAL_END.sub("", base.lower().removesuffix(".csv")).replace("_", "")
    if name in LAYOUTS and name != "labels":
        return name
    if "conceptUri" in headings and label_columns(headings):
        return "labels"
    for layout in _KNOWN_BY_HEADINGS[:-1]:
        if set(LAYOUTS[layout]) <= set(headings):
            return layout
    return None


def _language(base: str) -> str:
    found = _LANGUAGE.findall(base.lower().removesuffix(".csv"))
    return found[-1] if found else ""
