"""What a text about a job says that it asks: each demand with its level and the very words.

A phrase of the table gives demand and level; words of degree near it raise or lower the level; a negation in its clause
makes it "none". Kilograms give lifting by weight. What is read here is inferred: a person confirms it.
"""

from __future__ import annotations

from collections.abc import Sequence

from matcher.inferred.lexicon import Hit
from matcher.inferred.reading import Read, by_demand, degrees, lifting_asked, loads, read
from matcher.inferred.tables import Says, Sign, phrases, signs
from matcher.inferred.tokens import Token, composed, tokens

_REACH = 3  # words between a phrase and a word of degree
_REACH_NO = 6  # words that a negation reaches ahead
_REACH_BACK = 3  # ... and back
_WIDE = 14  # words ahead of a phrase in which "not for", "experience" and negations are looked for
_LIFTING = "lifting"
_ENDS_A_NO = frozenset(("si", "con", "in", "e", "c", "serve", "servono", "richiede", "prevede", "lavoro", "anzi"))
_BOTH = 2  # a word that raises and one that lowers: somewhere between
_BARE = frozenset(("no", "mai", "zero"))  # behind a phrase these count at the end of the clause alone
_NEITHER = frozenset(("né", "nè"))


class _Text:
    """The words of one text with its small signs, by place: a long text without a stop is read in a straight line."""

    def __init__(self, text: str) -> None:
        self.text = composed(text)
        self.words: list[Token] = tokens(self.text)
        self.signs: list[Hit[Sign]] = signs().hits(self.words)
        self.by_place: dict[int, list[Hit[Sign]]] = {}
        for sign in self.signs:
            self.by_place.setdefault(sign.first, []).append(sign)
        for at, word in enumerate(self.words):
            # Folded, "né" is the pronoun "ne"; only its accent tells.
            if word.text == "ne" and self.text[word.start : word.end].casefold() in _NEITHER:
                self.by_place.setdefault(at, []).append(Hit((at,), Sign("not", None)))

    def around(self, hit: Hit[Says], *kinds: str) -> list[Hit[Sign]]:
        """Signs of these kinds in the hit's clause, outside its own words."""
        own = set(hit.places)
        clause = self.words[hit.first].clause
        return [
            sign
            for place in range(hit.first - _WIDE, hit.last + _REACH_BACK + 1)
            for sign in self.by_place.get(place, ())
            if self.words[place].clause == clause and sign.meaning.kind in kinds and not own.intersection(sign.places)
        ]


def _stopped(words: Sequence[Token], start: int, stop: int) -> bool:
    """Whether between these places an "e" begins something of its own: "non si solleva e si sta in piedi"."""
    pairs = zip(words[start:stop], words[start + 1 : stop + 1], strict=True)
    return any(one.text in ("e", "ed") and other.text in _ENDS_A_NO for one, other in pairs)


def _before(found: _Text, hit: Hit[Says]) -> Hit[Sign] | None:
    """The negation ahead of a hit that reaches it."""
    for sign in reversed(found.around(hit, "not", "not_after")):
        if 0 < hit.first - sign.last <= _REACH_NO and not _stopped(found.words, sign.last, hit.first):
            return sign
    return None


def _after(found: _Text, hit: Hit[Says]) -> Hit[Sign] | None:
    """The negation behind a hit that reaches back to it."""
    for sign in found.around(hit, "not_after"):
        if not 0 < sign.first - hit.last <= _REACH_BACK:
            continue
        after = sign.last + 1
        ends = after >= len(found.words) or found.words[after].clause != found.words[sign.last].clause
        if ends or found.words[sign.last].text not in _BARE:
            return sign
    return None


def _level(base: int, around: Sequence[Hit[Sign]]) -> int:
    """The level of a phrase among its words of degree; "none" has no degrees."""
    if not base:
        return base
    raised = max((s.meaning.level or 0 for s in around if s.meaning.kind == "more"), default=None)
    lowered = min((s.meaning.level or 0 for s in around if s.meaning.kind == "less"), default=None)
    if raised is not None and lowered is not None:
        return _BOTH
    if raised is not None:
        return max(base, raised)
    return base if lowered is None else min(base, lowered)


def _of_hit(found: _Text, hit: Hit[Says], around: Sequence[Hit[Sign]]) -> list[Read]:
    text, words = found.text, found.words
    excluded = bool(found.around(hit, "unfit"))  # "not for who cannot stand" asks for standing
    no = None if excluded else _before(found, hit) or _after(found, hit)
    if no is not None:
        low, high = sorted((no.first, hit.first))
        spoken_of = found.around(hit, "about")
        if any(low < sign.first < high or sign.last < hit.first for sign in spoken_of):
            return []  # "no experience with the public is needed" says nothing of the public
        places = (*no.places, *hit.places)
        return [read(text, words, demand, 0, places) for demand, level in hit.meaning if level]
    places = (*hit.places, *(place for sign in around for place in sign.places))
    return [read(text, words, demand, _level(level, around), places) for demand, level in hit.meaning]


def read_demands(text: str) -> tuple[Read, ...]:
    """What a text about a job says of demands.

    Parameters
    ----------
    text : str
        A title, a description, a note on abilities; any text at all.

    Returns
    -------
    tuple of Read
        One for each demand of which the text says something, in the order of the vocabulary; level 0 where it
        says that there is none. ``start`` and ``end`` count characters of the text with composed accents (NFC).

    Examples
    --------
    >>> [(found.demand, found.level, found.words) for found in read_demands("Non si sollevano pesi.")]
    [('lifting', 0, 'Non si sollevano pesi')]
    """
    if not text:
        return ()
    found = _Text(text)
    hits = phrases().hits(found.words)
    of_degree = degrees(found.words, hits, found.signs, _REACH)
    weighed = loads(found.words)
    clauses = {clause for load in weighed for clause in (load.clause, load.clause - 1)}
    readings = [
        reading
        for number, hit in enumerate(hits)
        for reading in _of_hit(found, hit, of_degree.get(number, ()))
        if not (reading.demand == _LIFTING and found.words[hit.first].clause in clauses)
    ]
    readings += [
        read(found.text, found.words, _LIFTING, lifting_asked(load.kilograms), (load.first, load.last))
        for load in weighed
    ]
    return by_demand(readings, lowest=False)
