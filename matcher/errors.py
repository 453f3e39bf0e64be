"""Every error the core raises on a user's data; status codes and exit codes live in ``api``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class MatcherError(Exception):
    """A fault in what the user gave: the message names what, where, expected and remedy."""


class ParameterError(MatcherError):
    """A law parameter that is missing, malformed, or has no value on the day asked for."""


class PolicyError(MatcherError):
    """A matching policy whose weights or limits cannot be used."""


class TaxonomyError(MatcherError):
    """A vocabulary of occupations or skills that cannot be read."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in a table: where it stands and what was expected, never the value itself."""

    code: str
    expected: str
    file: str = ""
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    record: str | None = None

    def __str__(self) -> str:
        """One line: file, sheet, row, column (record): code and what was expected."""
        place = [self.file] if self.file else []
        if self.sheet:
            place.append(f"sheet {self.sheet}")
        if self.row is not None:
            place.append(f"{'row' if self.sheet else 'line'} {self.row}")
        if self.column:
            place.append(f'column "{self.column}"')
        where = ", ".join(place) + (f" ({self.record})" if self.record else "")
        return f"{where}: {self.code}: expected {self.expected}"


class FrameError(MatcherError):
    """Tables with faults: all of them, one line each, then one line with their number."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Keep the faults in the order found; the message is their lines and their number."""
        self.faults = tuple(faults)
        lines = [str(fault) for fault in self.faults]
        count = len(self.faults)
        lines.append(f"{count} fault{'s' if count != 1 else ''}: nothing was written; correct the rows named above")
        super().__init__("\n".join(lines))
