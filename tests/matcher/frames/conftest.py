"""Small tables written for one test."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from matcher.errors import Fault, FrameError
from matcher.frames import read_rows

MINIMAL: dict[str, dict[str, str]] = {
    "candidates": {"candidate_id": "C1"},
    "employers": {"employer_id": "E1"},
    "vacancies": {"vacancy_id": "V1", "employer_id": "E1"},
    "workforce": {"employer_id": "E1", "province": "MI"},
    "outcomes": {"candidate_id": "C1", "vacancy_id": "V1", "on": "2026-03-02", "stage": "proposed"},
    "contacts": {"employer_id": "E1", "on": "2026-03-02", "kind": "call"},
    "agreements": {"employer_id": "E1", "kind": "art11"},
}


def csv_text(rows: list[dict[str, str]]) -> str:
    """The rows as CSV, headings from all of them."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(dict.fromkeys(name for row in rows for name in row)), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


WriteTable = Callable[..., Path]
FaultsOf = Callable[[Path, str], list[Fault]]


@pytest.fixture
def write_table(tmp_path: Path) -> WriteTable:
    """Write a table of smallest sound rows, each changed as told, and give its path."""

    def write(table: str, *changes: dict[str, str]) -> Path:
        rows = [{**MINIMAL[table], **change} for change in changes or ({},)]
        path = tmp_path / f"{table}.csv"
        path.write_text(csv_text(rows), encoding="utf-8")
        return path

    return write


@pytest.fixture
def faults_of() -> FaultsOf:
    """Every fault of a file, whether it was refused or reported."""

    def find(path: Path, table: str) -> list[Fault]:
        try:
            return list(read_rows(path, table)[1])
        except FrameError as error:
            return list(error.faults)

    return find
