"""What a control finds, and what controls look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from matcher.errors import MatcherError
from matcher.law68 import position
from matcher.law68.reading import QuotaInputError
from matcher.prospetto.employer import to_employer
from matcher.prospetto.faults import ProspettoError
from matcher.prospetto.model import Prospetto, Record
from models.quota import QuotaPosition

ERROR, WARNING = "error", "warning"
LEVELS = {ERROR: "errore", WARNING: "avviso"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a control found: the rule, how grave it is, where, and what it means (Italian); never a value."""

    rule: str
    level: str
    path: str
    text: str

    def to_json(self) -> dict[str, str]:
        """Return it as plain JSON values."""
        return {"rule": self.rule, "level": self.level, "path": self.path, "text": self.text}

    def __str__(self) -> str:
        """One line: level, path: text (rule)."""
        return f"{LEVELS[self.level]}: {self.path or 'prospetto'}: {self.text} [{self.rule}]"


@dataclass(frozen=True)
class Context:
    """A prospetto under control: its computed position (None where it cannot be computed, and why), and the day."""

    prospetto: Prospetto
    position: QuotaPosition | None
    faults: tuple[str, ...]
    on: date | None

    def provinces(self) -> Iterator[tuple[str, Record]]:
        """Each province with its path."""
        for place, province in enumerate(self.prospetto.provinces):
            yield f"quadro_2[{place}]", province


Control = Callable[[Context], Iterator[Finding]]


def context_of(prospetto: Prospetto, on: date | None) -> Context:
    """Compute the position of a prospetto, or keep why it cannot be computed."""
    try:
        return Context(prospetto, position(to_employer(prospetto)), (), on)
    except QuotaInputError as error:
        return Context(prospetto, None, error.faults, on)
    except ProspettoError as error:
        return Context(prospetto, None, tuple(str(fault) for fault in error.faults), on)
    except MatcherError as error:
        return Context(prospetto, None, (str(error),), on)
