"""Phrases found in words: natural Italian in the tables, endings and small words let go in the text.

A phrase is written as people write it, "scaffali alti". Its words match by stem, so "scaffale alto" is found too. A
tilde ends what must be the same: ``sollev~are`` is found in "sollevano". A word after ``=`` matches as it is alone:
"presse" and "presso" have one stem. A slash parts words of which any will do.
Articles, prepositions and words of degree may stand between: "stare molto in piedi" is found by "stare in piedi".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from matcher.inferred.tokens import Token, fold, stem, tokens

Meaning = TypeVar("Meaning")

SKIPPED = frozenset(
    """
    a ad al allo alla ai agli alle all con col coi da dal dallo dalla dai dagli dalle dall di del dello della dei degli
    delle dell d il lo la i gli le l in nel nello nella nei negli nelle nell per su sul sullo sulla sui sugli sulle un
    uno una si ci mi piu molto anche spesso sempre quasi troppo tanto ogni continuo continua diretto diretta frequente
    occasionale saltuario saltuaria costante tutto tutti tutte tutta poco breve brevi lungo lunghi lunghe
    """.split()  # noqa: SIM905 -- a paragraph of small words
)
_MOST_SKIPPED = 3
_KEY = 3  # letters by which the words with a tilde are looked up


@dataclass(frozen=True, slots=True)
class _Word:
    """One word of a phrase: stems of which the token must have one, or whole words, or beginnings."""

    stems: frozenset[str]
    wholes: frozenset[str]
    beginnings: tuple[str, ...]

    def fits(self, token: Token) -> bool:
        return token.stem in self.stems or token.text in self.wholes or token.text.startswith(self.beginnings)


@dataclass(frozen=True, slots=True)
class Hit(Generic[Meaning]):
    """A phrase found: the positions of its words among the tokens, and what it means."""

    places: tuple[int, ...]
    meaning: Meaning

    @property
    def first(self) -> int:
        """Position of its first word."""
        return self.places[0]

    @property
    def last(self) -> int:
        """Position of its last word."""
        return self.places[-1]


def plain(phrase: str) -> str:
    """The phrase as a person would write it: no tildes, the first of several words."""
    return " ".join(word.split("/")[0] for word in phrase.split()).replace("~", "").replace("=", "")


def _word(written: str) -> _Word:
    stems: set[str] = set()
    wholes: set[str] = set()
    beginnings: list[str] = []
    for form in written.split("/"):
        beginning, tilde, _ = form.partition("~")
        if form.startswith("="):
            wholes.add(fold(form[1:]))
        elif tilde:
            beginnings.append(fold(beginning))
        else:
            stems.update(token.stem for token in tokens(form))
    return _Word(frozenset(stems), frozenset(wholes), tuple(beginnings))


def _words(phrase: str) -> tuple[_Word, ...]:
    return tuple(_word(part) for part in phrase.replace("'", " ").replace("-", " ").split())


@dataclass(frozen=True, slots=True)
class _Entry(Generic[Meaning]):
    """A phrase, its meaning, and the stems without which a text cannot hold it."""

    words: tuple[_Word, ...]
    meaning: Meaning
    needed: frozenset[str]


class Lexicon(Generic[Meaning]):
    """Phrases and their meanings, looked up by first word."""

    def __init__(self, phrases: Iterable[tuple[str, Meaning]]) -> None:
        """Index the phrases."""
        self._by_stem: dict[str, list[_Entry[Meaning]]] = {}
        self._by_beginning: dict[str, list[_Entry[Meaning]]] = {}
        for phrase, meaning in phrases:
            words = _words(phrase)
            needed = [word.stems for word in words if len(word.stems) == 1 and not word.wholes and not word.beginnings]
            entry = _Entry(words, meaning, frozenset().union(*needed))
            for form in words[0].stems:
                self._by_stem.setdefault(form, []).append(entry)
            for beginning in (*words[0].wholes, *words[0].beginnings):
                self._by_beginning.setdefault(beginning[:_KEY], []).append(entry)

    def _starting(self, token: Token, present: set[str]) -> Iterator[_Entry[Meaning]]:
        for entry in self._by_stem.get(token.stem, ()):
            if entry.needed <= present:
                yield entry
        for entry in self._by_beginning.get(token.text[:_KEY], ()):
            first = entry.words[0]
            if entry.needed <= present and (token.text in first.wholes or token.text.startswith(first.beginnings)):
                yield entry

    def hits(self, words: Sequence[Token]) -> list[Hit[Meaning]]:
        """Every phrase found, by its first word; one that lies wholly inside a longer one is left out."""
        present = {token.stem for token in words}
        found = [
            Hit(places, entry.meaning)
            for start, token in enumerate(words)
            for entry in self._starting(token, present)
            if (places := _match(entry.words, words, start)) is not None
        ]
        return _longest(found)


def _match(phrase: tuple[_Word, ...], words: Sequence[Token], start: int) -> tuple[int, ...] | None:
    places = [start]
    at, clause = start, words[start].clause
    for word in phrase[1:]:
        for step in range(1, _MOST_SKIPPED + 2):
            at += 1
            if at >= len(words) or words[at].clause != clause:
                return None
            if word.fits(words[at]):
                places.append(at)
                break
            if words[at].text not in SKIPPED or step > _MOST_SKIPPED:
                return None
        else:
            return None
    return tuple(places)


def _longest(found: list[Hit[Meaning]]) -> list[Hit[Meaning]]:
    """Without the hits all of whose words belong to one longer hit."""
    at: dict[int, list[Hit[Meaning]]] = {}
    for hit in found:
        for place in hit.places:
            at.setdefault(place, []).append(hit)
    return [
        hit
        for hit in found
        if not any(
            len(other.places) > len(hit.places) and set(hit.places) < set(other.places) for other in at[hit.first]
        )
    ]


def phrase_stem(phrase: str) -> tuple[str, ...]:
    """The stems of a phrase, by which two rows of a table are found to say the same."""
    return tuple(stem(fold(word)) for word in plain(phrase).split())
