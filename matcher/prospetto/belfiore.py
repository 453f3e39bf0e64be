"""Municipalities by cadastral code (Belfiore), as the official file names them, and by ISTAT code, as the tables do."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from matcher.law68.territory import plates

_FILE = Path(__file__).parent / "data" / "belfiore.csv"
_PROVINCE_DIGITS = 3


@cache
def _by_istat() -> dict[str, str]:
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row["belfiore"] for row in csv.DictReader(lines)}


@cache
def _by_belfiore() -> dict[str, str]:
    return {belfiore: code for code, belfiore in _by_istat().items()}


def belfiore_of(code: str | None) -> str | None:
    """Return the Belfiore code of a municipality's six-digit ISTAT code; None where there is none."""
    return _by_istat().get(code or "")


def istat_of(belfiore: str | None) -> str | None:
    """Return the six-digit ISTAT code of a Belfiore code; None where there is none (a foreign state, an old code)."""
    return _by_belfiore().get((belfiore or "").upper())


def province_of(belfiore: str | None) -> str | None:
    """Return the two letters of the province of a Belfiore code; None where it is unknown."""
    return plates().get((istat_of(belfiore) or "")[:_PROVINCE_DIGITS])
