"""The texts that are asked: the queries of this folder, and ESCO's Italian labels from the sample tables."""

from __future__ import annotations

import csv
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
QUERIES = HERE / "queries.csv"
JUDGED = HERE / "judged_office.csv"
HALVES = ("dev", "test")
NOTHING, ABSENT = "-", "absent"
_SEED = 68


@dataclass(frozen=True, slots=True)
class Query:
    """A text as people write it and the ids that are right; none where it means nothing, or has no concept here."""

    kind: str
    text: str
    meaning: str
    expected: frozenset[str]
    absent: bool
    half: str

    @property
    def sort(self) -> str:
        """Its row in a table: the kind, or that nothing is right."""
        if self.expected:
            return self.kind
        return f"{self.kind}, no concept here" if self.absent else f"{self.kind}, means nothing"


def half_of(text: str) -> str:
    """The half a text falls in, by its digest alone."""
    return HALVES[hashlib.sha256(f"{_SEED} {text}".encode()).digest()[0] % len(HALVES)]


def queries(path: Path = QUERIES) -> list[Query]:
    """The queries, in the file's order.

    Raises
    ------
    ValueError
        A text stands in the wrong half: it was edited, or moved by hand.
    """
    found = []
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["half"] != half_of(row["text"]):
                msg = f"{path.name}: {row['text']!r} belongs to the half {half_of(row['text'])!r}"
                raise ValueError(msg)
            told = row["expected"]
            right = frozenset() if told in (NOTHING, ABSENT) else frozenset(told.split(";"))
            found.append(Query(row["kind"], row["text"], row["meaning"], right, told == ABSENT, row["half"]))
    return found


def samples() -> Path:
    """The folder of the sample tables.

    Raises
    ------
    SystemExit
        They are not there.
    """
    folder = Path(os.environ.get("VOLANTE_SAMPLES", HERE.parents[2] / "shared" / "data"))
    if not folder.is_dir():
        raise SystemExit("the sample tables are absent: set VOLANTE_SAMPLES to their folder")
    return folder


@dataclass(frozen=True, slots=True)
class Labelled:
    """An occupation of ESCO: its id, its preferred label's first form, all its Italian labels, its unit group."""

    id: str
    preferred: str
    labels: tuple[str, ...]
    isco: str = ""


def esco_occupations(folder: Path) -> Iterator[Labelled]:
    """The Italian occupations of ESCO; "cuoco/cuoca" are two labels."""
    with (folder / "esco" / "occupations_it.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            preferred = row["preferredLabel"].strip()
            forms = preferred.split("/") if preferred.count("/") == 1 else [preferred]
            labels = dict.fromkeys(each.strip() for each in (*forms, *row["altLabels"].split("\n")) if each.strip())
            yield Labelled(row["conceptUri"], forms[0].strip(), tuple(labels), row["iscoGroup"])
