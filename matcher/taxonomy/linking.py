"""From words to concepts: characters first, then word by word, then the concept as a whole.

The 30 names whose characters are most like the text (``grams``) are read word by word (``wordwise``); each of their
concepts gets a score, the weighted sum of seven readings, and a chance of being the right one (``calibration``). Where
the names have vectors (``semantic_names``) the ten nearest by meaning are read too, and meaning is the eighth reading.
An exact name scores 1. Below ``MATCH_AT`` a text is left unmatched: a wrong skill with confidence is worse than none.
Figures: docs/quality.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from matcher.taxonomy import wordwise
from matcher.taxonomy.calibration import HIGHEST, Model
from matcher.taxonomy.grams import GramIndex, nearest
from matcher.taxonomy.normalise import core, is_filler, neutral_stem, stems
from matcher.taxonomy.spaces import CharSpace as CharSpace

if TYPE_CHECKING:
    from matcher.taxonomy.semantic import NameVectors

FloatArray = np.ndarray[Any, np.dtype[np.float64]]
Named = tuple[str, str, Sequence[str]]
Context = Callable[[int], frozenset[str]]

SHORT_LIST = 30
NEAREST = 10  # names by meaning
# The first concept is more likely right than wrong.
MATCH_AT = 0.5
EXACT_CHANCE = 0.99
_SAME_STEMS = 0.97
_GENERIC_SHARE = 0.5  # words that alone say no trade ("addetto") prove little
_OTHER_RANK = 0.85  # who leads a department is not who works in it
_LONGEST_TEXT = 200  # characters of a title or skill that are compared
_BLOCK = 512
_CODE = re.compile(r"(?:(?:isco|esco)(?:-08)?[\s:.-]*)?(\d{4})(?:\.\d+)*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """One concept proposed for a text: id, Italian label, likeness (0-1), chance that it is the right one (0-1)."""

    id: str
    label: str
    score: float
    chance: float = 0.0
    source: str = "name"  # "alias" where the office's own table decides

    @property
    def named(self) -> bool:
        """Whether the text is a name of the concept word for word, gender and number aside."""
        return self.score > HIGHEST


@dataclass(frozen=True, slots=True)
class Reading:
    """One concept read against one text: its position, its score, the readings that make it."""

    concept: int
    score: float
    readings: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of the short list against the text: how good it is, and why."""

    worth: float
    alike: float
    held: float
    back: float
    rank: float
    found: list[float]


@dataclass(frozen=True, slots=True)
class Fitted:
    """What is worked out once from the names of a vocabulary, and may be kept on disk."""

    names: list[str]  # folded, without little words
    stemmed: list[str]
    counts: list[int]  # names of each concept
    index: GramIndex

    @classmethod
    def of(cls, concepts: Sequence[Named]) -> Fitted:
        """Fold, stem and index all names; the label counts as one."""
        each = [list(dict.fromkeys(core(name) for name in (label, *others))) for _, label, others in concepts]
        names = [name for own in each for name in own]
        stemmed = [stems(name) for name in names]
        return cls(names, stemmed, [len(own) for own in each], GramIndex.build(names, stemmed))


class Linker:
    """An index of concepts by their names.

    Parameters
    ----------
    concepts : sequence of (id, label, names)
        In the order that breaks ties; the label counts as a name.
    model : Model
        Weights of the score and of the chance.
    context : callable, optional
        Position of a concept to further stems that speak for it (of the skills that an occupation needs).
    fitted : Fitted, optional
        What was kept of the same concepts; worked out where absent.
    """

    def __init__(
        self, concepts: Sequence[Named], model: Model, context: Context | None = None, fitted: Fitted | None = None
    ) -> None:
        """Index all names; nothing is compiled or compared yet."""
        fitted = Fitted.of(concepts) if fitted is None else fitted
        self.model = model
        self.meaning: NameVectors | None = None
        self.fitted = fitted
        self.names, self.stemmed = fitted.names, fitted.stemmed
        self.owner = np.repeat(np.arange(len(concepts)), fitted.counts).tolist()
        self._ids = [concept for concept, _, _ in concepts]
        self._labels = [label for _, label, _ in concepts]
        self._starts = np.cumsum([0, *fitted.counts])
        self._words = wordwise.Words(self.stemmed)
        self._concepts = concepts
        self._context = context
        self._bags: dict[int, tuple[frozenset[str], frozenset[str]]] = {}
        self._exact: dict[str, int] = {}
        self._by_stems: dict[str, int | None] = {}
        for name, stemmed, owner in zip(self.names, self.stemmed, self.owner, strict=True):
            self._exact.setdefault(name, owner)
            # Stems that two concepts share ("banco", "banca") decide nothing.
            self._by_stems[stemmed] = owner if self._by_stems.get(stemmed, owner) == owner else None

    def exact_link(self, text: str) -> Link | None:
        """The concept that carries this very name (little words and gender aside), or None."""
        found = self._exact_index(text)
        if found is None:
            return None
        return Link(self._ids[found[0]], self._labels[found[0]], found[1], min(EXACT_CHANCE, found[1]))

    def link(self, texts: Sequence[str], limit: int) -> list[list[Link]]:
        """The best ``limit`` concepts of each text, best first, ties in the order of the index."""
        distinct = list(dict.fromkeys(texts))
        found: dict[str, list[Link]] = {}
        for start in range(0, len(distinct), _BLOCK):
            block = distinct[start : start + _BLOCK]
            for text, row, near in zip(block, self.likeness(block), self.nearness(block), strict=True):
                found[text] = self._links(text, row, limit, near)
        return [found[text] for text in texts]

    def with_meaning(self, meaning: NameVectors, model: Model) -> Self:
        """The same index with vectors of its names and the weights that go with them."""
        other = copy(self)
        other.meaning, other.model = meaning, model
        return other

    def likeness(self, texts: Sequence[str]) -> Iterable[FloatArray]:
        """The likeness in characters of each text with every name, one row after the other."""
        cut = [text[:_LONGEST_TEXT] for text in texts]
        return self.fitted.index.likeness([core(text) for text in cut], [stems(text) for text in cut])

    def nearness(self, texts: Sequence[str]) -> Iterable[FloatArray | None]:
        """The likeness in meaning of each text with every name, one row after the other; None without vectors."""
        if self.meaning is None:
            return [None] * len(texts)
        return self.meaning.likeness([text[:_LONGEST_TEXT] for text in texts])

    @property
    def spoken(self) -> list[str]:
        """The names as they are written; of those that fold alike, the first of their concept."""
        first = [{core(name): name for name in (*others[::-1], label)} for _, label, others in self._concepts]
        return [own[name] for own, name in zip((first[each] for each in self.owner), self.names, strict=True)]

    def names_of(self, concept: int) -> range:
        """Positions of a concept's names."""
        return range(int(self._starts[concept]), int(self._starts[concept + 1]))

    def read(
        self, text: str, row: FloatArray, without: frozenset[int] = frozenset(), near: FloatArray | None = None
    ) -> list[Reading]:
        """The concepts of the names most like the text, best first; names ``without`` are as if they were not there."""
        words = core(text[:_LONGEST_TEXT]).split()
        if without:
            row, near = _blanked(row, without), None if near is None else _blanked(near, without)
        short = nearest(row, SHORT_LIST)
        if near is not None:
            short = list(dict.fromkeys([*short, *nearest(near, NEAREST)]))
        leading = wordwise.leads(words)
        of: dict[int, list[_Name]] = {}
        for place in short:
            others = self.names[place].split()
            found, back = self._words.compare(words, others)
            held, alike = self._words.share(words, found), float(row[place])
            rank = 1.0 if leading == wordwise.leads(others) else _OTHER_RANK
            first = rank * (alike + (2.0 * held + back) / 3.0)
            of.setdefault(self.owner[place], []).append(_Name(first, alike, held, back, rank, found))
        readings = [self._whole(words, concept, names, without, near) for concept, names in of.items()]
        return sorted(readings, key=lambda each: (-each.score, each.concept))

    def _whole(
        self,
        words: Sequence[str],
        concept: int,
        names: list[_Name],
        without: frozenset[int],
        near: FloatArray | None,
    ) -> Reading:
        """The concept as a whole: its best name, its second best, its words together, its nearest name by meaning."""
        names.sort(key=lambda each: -each.worth)
        name = names[0]
        own, around = self._bag(concept, without)
        known = [neutral_stem(word) for word in words]
        best = [max(each) for each in zip(*(each.found for each in names), strict=True)]
        inside = [1.0 if stem in own else each for stem, each in zip(known, best, strict=True)]
        beside = [1.0 if stem in around else each for stem, each in zip(known, inside, strict=True)]
        second = names[1].alike if len(names) > 1 else 0.0
        together, context = self._words.share(words, inside), self._words.share(words, beside)
        plain = self._words.share(words, [float(stem in own or stem in around) for stem in known])
        raw = (min(1.0, name.alike), name.held, name.back, together, context, min(1.0, second), plain)
        readings = tuple(name.rank * each for each in raw)
        if near is not None:
            places = self.names_of(concept)
            readings += (max(0.0, float(near[places.start : places.stop].max())),)
        score = self.model.score_of(readings) * (_GENERIC_SHARE if wordwise.generic(words) else 1.0)
        return Reading(concept, round(min(HIGHEST, score), 6), readings)

    def _bag(self, concept: int, without: frozenset[int]) -> tuple[frozenset[str], frozenset[str]]:
        """The stems of a concept's names, and of the words around it."""
        places = self.names_of(concept)
        if not without.isdisjoint(places):
            kept = frozenset(stem for place in places if place not in without for stem in self.stemmed[place].split())
            return kept, self._bag(concept, frozenset())[1]
        if concept not in self._bags:
            own = frozenset(stem for place in places for stem in self.stemmed[place].split())
            self._bags[concept] = own, frozenset() if self._context is None else self._context(concept)
        return self._bags[concept]

    def _exact_index(self, text: str) -> tuple[int, float] | None:
        name = core(text)
        if not name:
            return None
        if name in self._exact:
            return self._exact[name], 1.0
        concept = self._by_stems.get(stems(name))
        return None if concept is None else (concept, _SAME_STEMS)

    def _links(self, text: str, row: FloatArray, limit: int, near: FloatArray | None) -> list[Link]:
        """The concepts read, an exact name first, then the others by their characters alone."""
        exact = self._exact_index(text)
        if not core(text) or (is_filler(text) and exact is None):
            return []
        readings = {each.concept: each for each in self.read(text, row, near=near)}
        scored = {concept: each.score for concept, each in readings.items()}
        if len(scored) < limit:
            share = self.model.score[0]
            whole = np.maximum.reduceat(row, self._starts[:-1]) * share
            for concept in np.argsort(-whole, kind="stable")[: limit + len(scored)].tolist():
                scored.setdefault(concept, round(float(whole[concept]), 6))
        if exact is not None:
            scored[exact[0]] = exact[1]
        best = sorted((c for c in scored if scored[c] > 0.0), key=lambda concept: (-scored[concept], concept))
        top = [scored[concept] for concept in best[:2]]
        links = []
        for place, concept in enumerate(best[:limit]):
            other = top[0] if place else (top[1] if len(top) > 1 else 0.0)
            chance = self._chance(text, readings.get(concept), scored[concept], other)
            links.append(Link(self._ids[concept], self._labels[concept], scored[concept], chance))
        return links

    def _chance(self, text: str, reading: Reading | None, score: float, other: float) -> float:
        if score > HIGHEST:
            return min(EXACT_CHANCE, score)
        readings = (0.0,) * len(self.model.score) if reading is None else reading.readings
        return round(self.model.chance_of(core(text), score, other, readings), 6)


def _blanked(row: FloatArray, places: frozenset[int]) -> FloatArray:
    row = row.copy()
    row[list(places)] = 0.0
    return row


def isco_code(text: str) -> str | None:
    """The four ISCO digits of a bare code ("4321", "ISCO 4321", ESCO's "4321.2"), or None."""
    found = _CODE.fullmatch(text.strip())
    return found.group(1) if found else None
