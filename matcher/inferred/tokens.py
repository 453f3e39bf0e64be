"""Text to words with their places: folded, stemmed, parted into clauses.

A clause is what stands between two stops; a "no" reaches to the end of its clause and no further. A comma and a word
such as "ma" part clauses too, a colon does not: "pesi: molto" is one thing said.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(r"(?P<word>\d+(?:[.,]\d+)?|[^\W\d_]+)|(?P<stop>[.;!?,()\[\]\n\r•|]|\s[-–—]\s)")
_SHORT = 3  # up to here a word has no ending to lose
_ENDING = 2  # vowels that an ending has at most: "magazzini", not "caldaia"
_LONGEST_WORD = 40
TURNS = frozenset(("ma", "pero", "tuttavia", "tranne", "eccetto", "salvo", "invece", "mentre", "oppure"))


class Token(NamedTuple):
    """A word of a text: folded, its stem, its clause, and where it stands."""

    text: str
    stem: str
    clause: int
    start: int
    end: int


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """A word without capitals and accents."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@lru_cache(maxsize=65_536)
def stem(folded: str) -> str:
    """A folded word without its last vowels, so that number and gender fall away; short words stay whole."""
    if len(folded) <= _SHORT:
        return folded
    bare = folded
    for _ in range(_ENDING):
        if bare[-1] in "aeiou":
            bare = bare[:-1]
    return bare[:-1] if bare.endswith(("ch", "gh")) else bare


def composed(text: str) -> str:
    """The text whose characters the places count: letters and their accents in one."""
    return unicodedata.normalize("NFC", text)


def tokens(text: str) -> list[Token]:
    """The words of a text, in order; ``text`` as `composed` gives it."""
    found: list[Token] = []
    clause = 0
    for match in _TOKEN.finditer(text):
        if match["word"] is None:
            clause += 1
            continue
        folded = fold(match["word"])[:_LONGEST_WORD]
        if folded in TURNS:
            clause += 1
        found.append(Token(folded, stem(folded), clause, match.start(), match.end()))
    return found
