"""The provinces of Italy: plate code, ISTAT code, region (compensation of public bodies stays inside one)."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "provinces.csv"


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


@cache
def regions() -> dict[str, str]:
    """Return the region code of every province, by plate code."""
    return {row["province"]: row["region_code"] for row in _rows()}


@cache
def plates() -> dict[str, str]:
    """Return the plate code of every province, by ISTAT code (three digits: the start of a municipality's)."""
    return {row["istat_code"]: row["province"] for row in _rows()}
