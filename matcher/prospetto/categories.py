"""The excluded categories and their ministerial codes, which no source that was read gives (DOUBT)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).parent / "data" / "categories.yaml"


@dataclass(frozen=True, slots=True)
class Category:
    """One category: our name (None where the contract has none), the ministerial code (None: unknown), the label."""

    category: str | None
    code: str | None
    it: str
    scope: str
    valid_until: date | None


@cache
def categories() -> tuple[Category, ...]:
    """Return every category of the mapping file, in its order."""
    rows = yaml.safe_load(_FILE.read_text(encoding="utf-8"))["categories"]
    return tuple(Category(**row) for row in rows)


def code_of(category: str | None) -> str | None:
    """Return the ministerial code of a category of ours; None where it is unknown."""
    return next((row.code for row in categories() if category is not None and row.category == category), None)


def by_code(code: str | None) -> Category | None:
    """Return the category of a ministerial code; None where it is unknown."""
    return next((row for row in categories() if code is not None and row.code == code), None)
