"""Several skills from what a person wrote in one cell.

A cell is cut at punctuation; what follows a negation is dropped ("non uso il muletto"), and so are years, durations
and words that say nothing ("esperienza in"). A piece with no good concept is cut at its "e"; what is still unknown
is searched for known names inside it, and in the end comes back as ``text:`` with its folded words, so that the same
words on both sides still meet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from matcher.taxonomy.normalise import core, fold, is_filler

TEXT = "text:"
URI = re.compile(r"https?://[^\s;,]+")
_STRONG = re.compile(r"[;,\n\r()\[\]•|]|\s[-–—/]\s|:(?=\s|$)|[.!?](?=\s|$)")
_WEAK = re.compile(r"\s+(?:e|ed|con|come|più|poi|oppure|o)\s+|\s*&\s*|(?<=[^\W\d])/(?=[^\W\d])", re.IGNORECASE)
_DURATION = re.compile(
    r"\b(?:da|per|di|oltre|circa)?\s*\d+(?:[.,]\d+)?\s*(?:anni|anno|mesi|mese|giorni|settimane|ore|coperti)\b"
    r"|\b(?:nel|dal|del|fino al)?\s*(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(r"\b(?:non|mai|nessun[ao]?|niente|senza|no)\b", re.IGNORECASE)
# "Not" inside a name is no negation: a blind switchboard operator, non-conformities, not only, gluten-free.
_NO_NEGATION = re.compile(
    r"\b(?:non\s+(?:vedent|udent|conformit|distruttiv|solo|solamente)|senza\s+(?:glutine|lattosio|problem))",
    re.IGNORECASE,
)
# Alone, these words are part of the piece before them ("lavapavimenti (macchina)"), never a skill.
_AND_AT_END = re.compile(r"\b(?:ma|e|però)\s*$", re.IGNORECASE)
_ALONE = frozenset({"macchina", "macchine", "attestato", "corso", "base", "patentino", "diploma", "scuola", "lavoro"})
_COVERED = 0.34
_SHORTEST_NAME = 4


def pieces(text: str) -> list[str]:
    """The pieces of a cell that may each be a skill, in their order, each once."""
    found = [match.group().rstrip(".") for match in URI.finditer(text)]
    for raw in _STRONG.split(URI.sub(" ; ", text)):
        piece = " ".join(_affirmed(_DURATION.sub(" ", raw)).split())
        if piece and not is_filler(piece) and core(piece) not in _ALONE:
            found.append(piece)
    return list(dict.fromkeys(found))


def halves(piece: str) -> list[str]:
    """The parts of a piece around "e", "con" and the like; one part where there is none."""
    parts = [part.strip() for part in _WEAK.split(piece)]
    return [part for part in parts if part and not is_filler(part)]


def names_inside(piece: str, exact: Callable[[str], str | None]) -> list[str]:
    """Concepts whose whole name stands inside the piece, longest names first from the left.

    A name must cover a third of the words that mean something: one known word in a long story proves nothing.
    """
    words = core(piece).split()
    found: list[str] = []
    covered = 0
    start = 0
    while start < len(words):
        for stop in range(len(words), start, -1):
            span = " ".join(words[start:stop])
            concept = exact(span) if len(span) >= _SHORTEST_NAME and span not in _ALONE else None
            if concept is not None:
                found.append(concept)
                covered += stop - start
                start = stop - 1
                break
        start += 1
    return found if words and covered / len(words) >= _COVERED else []


def as_text(piece: str) -> str:
    """The pseudo-id of a piece that no concept explains."""
    return TEXT + (core(piece) or fold(piece))


def choose(
    piece: str, best: Callable[[str], tuple[str, float] | None], exact: Callable[[str], str | None]
) -> Sequence[str]:
    """The ids of one piece: the whole, its parts, names inside it, or its text.

    ``best`` gives the concept of a text and its score, None below the threshold.
    """
    whole = best(piece)
    parts = halves(piece)
    if whole is not None and (whole[1] >= 0.9 or len(parts) < 2):
        return (whole[0],)
    linked = [(part, best(part)) for part in parts] if len(parts) > 1 else []
    if any(found is not None for _, found in linked):
        ids: list[str] = []
        for part, found in linked:
            ids += [found[0]] if found is not None else names_inside(part, exact) or [as_text(part)]
        return ids
    if whole is not None:
        return (whole[0],)
    return names_inside(piece, exact) or (as_text(piece),)


def _affirmed(piece: str) -> str:
    """What stands before a negation."""
    for match in _NEGATION.finditer(piece):
        if not _NO_NEGATION.match(piece, match.start()):
            return _AND_AT_END.sub("", piece[: match.start()])
    return piece
