"""Concepts out of what a person wrote in one cell, a sentence, a paragraph.

``reading`` cuts the text; each piece is linked whole, then by its parts around "e", then by the names it holds, and
in the end comes back unlinked. Of very long texts the first pieces are read so; of the rest only names word for word
count, so that time stays bounded.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from matcher.taxonomy.linking import Link
from matcher.taxonomy.normalise import core, fold, is_filler
from matcher.taxonomy.reading import HAS, URI, Piece, cut, says_nothing

__all__ = [
    "URI",
    "Finding",
    "Mention",
    "TextReading",
    "as_text",
    "find",
    "halves",
    "names_a_job",
    "names_inside",
    "pieces",
    "texts_of",
    "titles_in",
]

TEXT = "text:"
_REMEMBERED = 50_000  # pieces
READ_IN_FULL = 150  # pieces of one text that are compared with every name
_WEAK = re.compile(r"\s+(?:e|ed|con|come|più|poi|oppure|o)\s+|\s*&\s*|(?<=[^\W\d])/(?=[^\W\d])", re.IGNORECASE)
_JOB = re.compile(
    r"\b(?:lavorat[oa]|lavor[oa]|come|da|ex|faccio\s+(?:la|il|l)|facevo\s+(?:la|il|l)|assunt[oa])\b", re.IGNORECASE
)
_COVERED = 0.34
_SHORTEST_NAME = 4
_LONGEST_NAME = 8  # words
_LONGEST_TEXT = 200  # characters of a piece that no concept explains
_SURE = 0.9

Best = Callable[[str], Link | None]
Exact = Callable[[str], Link | None]


@dataclass(frozen=True, slots=True)
class Finding:
    """Some words of a piece and the concept they mean, None where none does."""

    words: str
    link: Link | None


@dataclass(frozen=True, slots=True)
class Mention:
    """One concept in a text: the words that say it, how sure that is, whether it is had, lacking or wished for."""

    words: str
    kind: str
    id: str
    label: str
    chance: float
    polarity: str
    level: str | None = None
    years: float | None = None
    since: int | None = None


@dataclass(frozen=True, slots=True)
class TextReading:
    """What a text says: concepts in their order, and the pieces that no concept explains."""

    mentions: tuple[Mention, ...]
    unread: tuple[str, ...]


def pieces(text: str) -> list[str]:
    """The pieces of a cell that a person claims for themselves, in their order, each once."""
    return list(dict.fromkeys(piece.words for piece in cut(text) if piece.polarity == HAS))


def halves(piece: str) -> list[str]:
    """The parts of a piece around "e", "con" and the like; one part where there is none."""
    return list(_halves(piece))


@lru_cache(maxsize=_REMEMBERED)
def _halves(piece: str) -> tuple[str, ...]:
    parts = (part.strip() for part in _WEAK.split(piece))
    return tuple(part for part in parts if part and not is_filler(part))


def names_a_job(piece: str) -> bool:
    """Tell whether the words around speak of a job ("ho lavorato come") rather than of a skill."""
    return _JOB.search(piece) is not None


def titles_in(title: str) -> list[str]:
    """The jobs that one title may name, in their order; none where it names only one."""
    parts = [part for found in cut(title) if found.polarity == HAS for part in halves(found.words)]
    return [part for part in dict.fromkeys(parts) if not says_nothing(part)] if len(parts) > 1 else []


@lru_cache(maxsize=_REMEMBERED)
def texts_of(piece: Piece) -> tuple[str, ...]:
    """What may have to be linked to understand a piece; nothing for an address."""
    if URI.match(piece.words):
        return ()
    return tuple(dict.fromkeys([piece.words, piece.bare, *_halves(piece.words)]))


def find(piece: Piece, best: Best, exact: Exact) -> list[Finding]:
    """What a piece means: the whole, its parts, names inside it, or nothing.

    ``best`` gives the good enough link of a text, None below the threshold; an empty id is an office's "no concept".
    ``exact`` gives the link of a text that is a name word for word. An address means nothing here.
    """
    if URI.match(piece.words):
        return [Finding(piece.words, None)]
    whole = best(piece.words)
    if piece.bare != piece.words:
        whole = max((whole, best(piece.bare)), key=lambda link: -1.0 if link is None else link.chance)
    parts = _halves(piece.words)
    linked = [(part, best(part)) for part in parts] if len(parts) > 1 else []
    missing = sum(link is None for _, link in linked)
    alone = missing == len(linked)  # no parts, or none that says anything
    if whole is not None and (whole.named or alone or (missing and whole.chance >= _SURE)):
        return [Finding(piece.words, whole if whole.id else None)]
    if alone:
        return names_inside(piece.words, exact) or [Finding(piece.words, None)]
    found: list[Finding] = []
    for part, link in linked:
        if link is not None:
            found.append(Finding(part, link if link.id else None))
        elif not says_nothing(part):
            found += names_inside(part, exact) or [Finding(part, None)]
    return found


def names_inside(piece: str, exact: Exact) -> list[Finding]:
    """Concepts whose whole name stands inside the piece, longest names first from the left.

    A name must cover a third of the words that mean something: one known word in a long story proves nothing.
    """
    words = core(piece).split()
    found: list[Finding] = []
    covered = start = 0
    while start < len(words):
        for stop in range(min(len(words), start + _LONGEST_NAME), start, -1):
            span = " ".join(words[start:stop])
            link = None if len(span) < _SHORTEST_NAME or says_nothing(span) else exact(span)
            if link is not None and link.id:
                found.append(Finding(span, link))
                covered += stop - start
                start = stop - 1
                break
        start += 1
    return found if words and covered / len(words) >= _COVERED else []


def as_text(piece: str) -> str:
    """The pseudo-id of a piece that no concept explains."""
    return TEXT + (core(piece) or fold(piece))[:_LONGEST_TEXT].strip()
