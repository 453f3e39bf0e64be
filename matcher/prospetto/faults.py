"""What is wrong with a prospetto's file: every fault at once, with its file and path, never with a value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.errors import MatcherError


@dataclass(frozen=True, slots=True)
class PathFault:
    """One fault: the file, the place in it, and what was expected there."""

    path: str
    expected: str
    file: str = ""

    def __str__(self) -> str:
        """One line: file, path: what was expected."""
        where = ", ".join(part for part in (self.file, self.path) if part)
        return f"{where}: expected {self.expected}" if where else f"expected {self.expected}"


class ProspettoError(MatcherError):
    """A prospetto that cannot be read, written or converted: every fault, one line each."""

    def __init__(self, faults: Sequence[PathFault]) -> None:
        """Keep the faults in the order found; the message is their lines, and their number where there are several."""
        self.faults = tuple(faults)
        lines = [str(fault) for fault in self.faults]
        if len(lines) > 1:
            lines.append(f"{len(lines)} faults: nothing was read or written; correct the places named above")
        super().__init__("\n".join(lines))
