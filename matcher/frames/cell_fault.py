"""Why a cell cannot be read: a code and what was expected, never the value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CellFault:
    """The fault of one cell, before its place is known."""

    code: str
    expected: str
