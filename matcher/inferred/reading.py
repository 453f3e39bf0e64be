"""What both readers share: one thing read, its words, kilograms, and which of several readings stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from matcher.inferred.lexicon import Hit
from matcher.inferred.tables import Sign
from matcher.inferred.tokens import Token
from models.vocabulary import DEMANDS, TOP_LEVEL

KILOGRAMS = frozenset(("kg", "kgs", "chilo", "chili", "chilogrammo", "chilogrammi", "kili", "kilo"))
# Kilograms up to which a level of lifting reaches; above the last it is extreme. The project's own judgement, held
# against one fixed point: an office that writes "colli fino a 12 kg" states level 3.
LIFTING_KG = ((1, 3.0), (2, 10.0), (3, 20.0))
_LOOK_BACK = 6  # words
LONGEST_PHRASE = 24  # words from the first to the last of a phrase, those skipped among them
_MOST_LIFTED = 60.0  # what weighs more is moved by a machine
_LIFTED = ("moviment", "sollev", "caric", "scaric", "coll", "pacc", "sacc", "pes", "scatol", "cass", "portar", "porto",
           "portat", "sposta", "sposto", "preliev", "alz", "fust", "taniche", "secch", "scatolon")  # fmt: skip
_BY_MACHINE = ("transpallet", "mulett", "carrell", "pallet", "gru", "furgon", "camion", "autocarr", "bilanci",
               "capacit", "portata", "paranc", "macchin", "lavatric")  # fmt: skip
_NUMBERS = str.maketrans(",", ".")


@dataclass(frozen=True, slots=True)
class Read:
    """One level read from a text: of a demand or of a capacity, with the words that say it and their place."""

    demand: str
    level: int
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Load:
    """Kilograms named in a clause about lifting; positions of the first word that says so and of the unit."""

    kilograms: float
    first: int
    last: int
    clause: int


def read(text: str, words: Sequence[Token], demand: str, level: int, places: Iterable[int]) -> Read:
    """The reading whose words reach from the first of these places to the last."""
    among = sorted(places)
    start, end = words[among[0]].start, words[among[-1]].end
    return Read(demand, level, text[start:end], start, end)


def loads(words: Sequence[Token]) -> list[Load]:
    """Weights that a person lifts; those that machines move, and those without a word of lifting, are left out."""
    units = [at for at, word in enumerate(words) if at and word.text in KILOGRAMS and words[at - 1].text[0].isdigit()]
    if not units:
        return []
    lifted = {word.clause for word in words if word.text.startswith(_LIFTED)}
    by_machine = {word.clause for word in words if word.text.startswith(_BY_MACHINE)}
    found = []
    for at in units:
        weight, clause = float(words[at - 1].text.translate(_NUMBERS)), words[at].clause
        if 0 < weight <= _MOST_LIFTED and clause not in by_machine and {clause, clause - 1} & lifted:
            found.append(Load(weight, _first(words, at - 1), at, clause))
    return found


def _first(words: Sequence[Token], number: int) -> int:
    """The nearest word of lifting ahead of a number in its clause, else the number."""
    start = max(0, number - _LOOK_BACK)
    ahead = [
        at
        for at in range(start, number)
        if words[at].clause == words[number].clause and words[at].text.startswith(_LIFTED)
    ]
    return ahead[-1] if ahead else number


def lifting_asked(kilograms: float) -> int:
    """The level of a task that asks this weight."""
    return next((level for level, most in LIFTING_KG if kilograms <= most), TOP_LEVEL)


def lifting_met(kilograms: float) -> int:
    """The highest level that someone meets who lifts up to this weight."""
    if kilograms > LIFTING_KG[-1][1]:
        return TOP_LEVEL
    return max((level for level, most in LIFTING_KG if most <= kilograms), default=0)


def degrees(
    words: Sequence[Token], hits: Sequence[Hit[Any]], signs: Sequence[Hit[Sign]], reach: int
) -> dict[int, list[Hit[Sign]]]:
    """Words of degree by the position, among the hits, of the one each belongs to: the nearest in its clause."""
    taken = {place for hit in hits for place in hit.places}
    by_place: dict[int, list[int]] = {}
    for number, hit in enumerate(hits):
        by_place.setdefault(hit.first, []).append(number)
    found: dict[int, list[Hit[Sign]]] = {}
    for sign in signs:
        if sign.meaning.kind not in ("more", "less") or taken.intersection(sign.places):
            continue
        near = [
            (_gap(hits[number], sign), number)
            for place in range(sign.first - reach - LONGEST_PHRASE, sign.last + reach + 1)
            for number in by_place.get(place, ())
            if words[place].clause == words[sign.first].clause
        ]
        if near and min(near)[0] <= reach:
            least = min(near)[0]
            for gap, number in near:  # a phrase of two rows shares its words of degree
                if gap == least and hits[number].places == hits[min(near)[1]].places:
                    found.setdefault(number, []).append(sign)
    return found


def _gap(hit: Hit[Any], sign: Hit[Sign]) -> int:
    if sign.first > hit.last:
        return sign.first - hit.last
    return hit.first - sign.last if sign.last < hit.first else 0


def by_demand(found: Iterable[Read], *, lowest: bool) -> tuple[Read, ...]:
    """One reading of each demand, in the order of the vocabulary.

    For a capacity the lowest level stands. For a demand the highest: "no heavy loads" and "light loads" is a light
    load, so a "none" stands only where nothing else is said.
    """
    best: dict[str, Read] = {}
    for one in found:
        kept = best.get(one.demand)
        if kept is None or (one.level < kept.level if lowest else one.level > kept.level):
            best[one.demand] = one
    return tuple(best[code] for code in DEMANDS if code in best)
