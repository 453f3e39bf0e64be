"""The tables of phrases of this package, read once: what a task asks, what a person says they cannot do, small signs.

``phrases.csv``  what a text about a job says of demands, by level; a row without demand keeps a longer phrase out
``signs.csv``    words of degree, of negation, and what takes a negation back
``limits.csv``   frames of a limit ("non riesco"), claims that are one by themselves, doings a frame speaks of
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

from matcher.inferred.lexicon import Lexicon
from models.vocabulary import DEMANDS, TOP_LEVEL


class Sign(NamedTuple):
    """A small word and what it does: ``more`` and ``less`` carry the level they raise or lower to."""

    kind: str
    level: int | None


class Limit(NamedTuple):
    """A row of the limits: a frame has a level, a claim a demand and a level, a doing a demand."""

    kind: str
    demand: str | None
    level: int | None


Says = tuple[tuple[str, int], ...]


def _rows(name: str) -> Iterator[dict[str, str]]:
    source = resources.files("matcher.inferred").joinpath("data", name)
    with source.open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


def _level(text: str) -> int | None:
    return int(text) if text else None


def _says(text: str) -> Says:
    pairs = (part.partition("=") for part in filter(None, text.split(";")))
    found = tuple((demand, int(level)) for demand, _, level in pairs)
    for demand, level in found:
        if demand not in DEMANDS or not 0 <= level <= TOP_LEVEL:
            msg = f"phrases.csv: '{text}' must name demands of the vocabulary with levels 0 to {TOP_LEVEL}"
            raise ValueError(msg)
    return found


@cache
def phrase_rows() -> tuple[tuple[str, Says], ...]:
    """Every phrase about jobs and what it says, nothing where it only keeps another out."""
    return tuple((row["phrase"], _says(row["says"])) for row in _rows("phrases.csv"))


@cache
def phrases() -> Lexicon[Says]:
    """The phrases about jobs, ready to be found."""
    return Lexicon(phrase_rows())


@cache
def signs() -> Lexicon[Sign]:
    """Words of degree and of negation, ready to be found."""
    return Lexicon((row["phrase"], Sign(row["sign"], _level(row["level"]))) for row in _rows("signs.csv"))


@cache
def limit_rows() -> tuple[tuple[str, Limit], ...]:
    """Every frame, claim and doing."""
    return tuple(
        (row["phrase"], Limit(row["kind"], row["says"] or None, _level(row["level"]))) for row in _rows("limits.csv")
    )


@cache
def limits() -> Lexicon[Limit]:
    """Frames, claims and doings, ready to be found."""
    return Lexicon(limit_rows())
