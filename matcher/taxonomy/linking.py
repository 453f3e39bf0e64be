"""From words to concepts: characters first, gender-neutral stems beside them, typing errors last.

A concept's score is the best of its labels. Two TF-IDF spaces (characters within words 2-4, characters of
gender-neutral stems 2-5) are compared in one sparse product for a whole batch; the short list of candidates is then
read again by edit distance, where a typing error weighs least. An exact name scores 1. Below ``MATCH_AT`` a text is
left unmatched: a wrong skill with confidence is worse than none.
Figures: docs/quality.md.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np

from matcher.taxonomy.normalise import core, is_filler, neutral_stem, stems

FloatArray = np.ndarray[Any, np.dtype[np.float64]]

CHAR_LENGTHS = (2, 4)
CHAR_WEIGHT = 0.6  # characters do better on short names, stems on long and plural titles
WORD_WEIGHT = 0.5
SHORT_LIST = 30
# Chosen on a development set, tests/matcher/taxonomy/pairs.csv: nonsense stays out, colloquial names come in.
MATCH_AT = {"occupation": 0.5, "skill": 0.52}
_SAME_STEMS = 0.97
_NOT_EXACT = 0.96
# Two words count as one from this edit likeness on; more is asked where even the first two letters differ.
_ALIKE = 0.8
_ALIKE_INSIDE = 0.87
_MOSTLY_HELD = 0.67
_LETTERS_ALONE = 0.6
# Alone these say no trade: half the score keeps them unmatched.
_GENERIC = ("addetto", "aiuto", "apprendista", "assistente", "impresa", "operatore", "responsabile", "tecnico")
_GENERIC_SHARE = 0.5
# Who leads a department is not who works in it.
_LEADING = ("capo", "coordinatore", "direttore", "dirigente", "manager", "responsabile")
_OTHER_RANK = 0.85
_BLOCK = 512
_CODE = re.compile(r"(?:(?:isco|esco)(?:-08)?[\s:.-]*)?(\d{4})(?:\.\d+)*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """One concept proposed for a text: its id, its Italian label, and a score from 0 to 1."""

    id: str
    label: str
    score: float


class CharSpace:
    """Two TF-IDF spaces fitted on the same texts and compared together."""

    def __init__(
        self, texts: Sequence[str], weight: float = CHAR_WEIGHT, lengths: tuple[int, int] = CHAR_LENGTHS
    ) -> None:
        """Fit both spaces on raw texts; ``weight`` is the share of the plain characters, ``lengths`` their n-grams."""
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._weight = weight
        self._plain = TfidfVectorizer(
            analyzer="char_wb", ngram_range=lengths, preprocessor=core, sublinear_tf=True, dtype=np.float64
        )
        self._stems = TfidfVectorizer(
            analyzer="char", ngram_range=(2, 5), preprocessor=stems, sublinear_tf=True, dtype=np.float64
        )
        padded = [*texts, "volante"]  # a vocabulary is never empty, even where every text is
        self._left = self._plain.fit_transform(padded)[:-1].T.tocsr()
        self._right = self._stems.fit_transform(padded)[:-1].T.tocsr()

    def similarity(self, texts: Sequence[str]) -> FloatArray:
        """Cosine similarity of each text with each fitted text, float64, shape (texts, fitted)."""
        plain = self._plain.transform(texts) @ self._left
        stemmed = self._stems.transform(texts) @ self._right
        mixed: FloatArray = (plain * self._weight + stemmed * (1.0 - self._weight)).toarray()
        return mixed


class Linker:
    """An index of concepts by their names.

    Parameters
    ----------
    concepts : sequence of (id, label, names)
        In the order that breaks ties; the label counts as a name.
    """

    def __init__(self, concepts: Sequence[tuple[str, str, Sequence[str]]]) -> None:
        """Fit the spaces on all names."""
        self._ids = [concept for concept, _, _ in concepts]
        self._labels = [label for _, label, _ in concepts]
        names = [list(dict.fromkeys(core(name) for name in (label, *others))) for _, label, others in concepts]
        self._names = [name for each in names for name in each]
        self._owner = [concept for concept, each in enumerate(names) for _ in each]
        self._starts = np.cumsum([0, *(len(each) for each in names[:-1])])
        self._space = CharSpace(self._names)
        self._weight = _rarity(self._names)
        self._unseen = max(self._weight.values())
        self._exact: dict[str, int] = {}
        self._stemmed: dict[str, int | None] = {}
        for name, owner in zip(self._names, self._owner, strict=True):
            self._exact.setdefault(name, owner)
            stemmed = stems(name)  # stems that two concepts share ("banco", "banca") decide nothing
            self._stemmed[stemmed] = owner if self._stemmed.get(stemmed, owner) == owner else None

    def exact(self, text: str) -> str | None:
        """The concept that carries this very name (little words and gender aside), or None."""
        found = self._exact_index(text)
        return None if found is None else self._ids[found[0]]

    def link(self, texts: Sequence[str], limit: int) -> list[list[Link]]:
        """The best ``limit`` concepts of each text, best first, ties in the order of the index."""
        distinct = list(dict.fromkeys(texts))
        found: dict[str, list[Link]] = {}
        for start in range(0, len(distinct), _BLOCK):
            block = distinct[start : start + _BLOCK]
            for text, row in zip(block, self._space.similarity(block), strict=True):
                found[text] = self._links(text, np.round(row, 9), limit)
        return [found[text] for text in texts]

    def _exact_index(self, text: str) -> tuple[int, float] | None:
        name = core(text)
        if not name:
            return None
        if name in self._exact:
            return self._exact[name], 1.0
        concept = self._stemmed.get(stems(name))
        return None if concept is None else (concept, _SAME_STEMS)

    def _links(self, text: str, row: FloatArray, limit: int) -> list[Link]:
        """Read the short list of names again, word by word, and put an exact name first."""
        name = core(text)
        if not name or (is_filler(text) and self._exact_index(text) is None):
            return []
        words = name.split()
        scored: dict[int, float] = {}
        if limit > 1:  # concepts beyond the short list of names keep what the characters gave them
            whole = np.maximum.reduceat(row, self._starts) * (1.0 - WORD_WEIGHT)
            scored = {concept: float(whole[concept]) for concept in np.argsort(-whole, kind="stable")[:limit].tolist()}
        least = np.partition(row, -SHORT_LIST)[-SHORT_LIST] if len(row) > SHORT_LIST else 0.0
        for place in np.flatnonzero((row >= least) & (row > 0.0)).tolist():
            score = min(_NOT_EXACT, self._score(words, self._names[place].split(), float(row[place])))
            owner = self._owner[place]
            scored[owner] = max(score, scored.get(owner, 0.0))
        if all(neutral_stem(word) in _stems_of(_GENERIC) for word in words):
            scored = {concept: score * _GENERIC_SHARE for concept, score in scored.items()}
        exact = self._exact_index(text)
        if exact is not None:
            scored[exact[0]] = exact[1]
        rounded = {concept: round(score, 6) for concept, score in scored.items() if score > 0.0}
        best = sorted(rounded, key=lambda concept: (-rounded[concept], concept))[:limit]
        return [Link(self._ids[concept], self._labels[concept], rounded[concept]) for concept in best]

    def _score(self, words: Sequence[str], others: Sequence[str], alike: float) -> float:
        """Characters and words together: how much of the text the name holds, and of the name the text."""
        held = self._covered(words, others)
        shared = (2.0 * held + self._covered(others, words)) / 3.0
        score = (1.0 - WORD_WEIGHT) * alike + WORD_WEIGHT * shared
        if held < _MOSTLY_HELD:  # letters alone, without words in common: "astronauta" is no "gastronomo"
            score *= _LETTERS_ALONE + (1.0 - _LETTERS_ALONE) * held / _MOSTLY_HELD
        return score * (_OTHER_RANK if _leads(words) != _leads(others) else 1.0)

    def _covered(self, words: Sequence[str], others: Sequence[str]) -> float:
        whole = found = 0.0
        for word in words:
            weight = self._weight.get(neutral_stem(word), self._unseen)
            whole += weight
            found += weight * max(_likeness(word, other) for other in others)
        return found / whole


@lru_cache(maxsize=200_000)
def _likeness(word: str, other: str) -> float:
    """1 for the same stem, the edit likeness for a typing error or a common root, 0 for other words."""
    if word == other or neutral_stem(word) == neutral_stem(other):
        return 1.0
    from rapidfuzz import fuzz

    alike: float = max(fuzz.ratio(word, other), fuzz.ratio(neutral_stem(word), neutral_stem(other))) / 100.0
    return alike if alike >= (_ALIKE if word[:2] == other[:2] else _ALIKE_INSIDE) else 0.0


@cache
def _stems_of(words: tuple[str, ...]) -> frozenset[str]:
    """Stemmed at the first question: importing loads no stemmer."""
    return frozenset(neutral_stem(word) for word in words)


def _leads(words: Sequence[str]) -> bool:
    return any(neutral_stem(word) in _stems_of(_LEADING) for word in words)


def _rarity(names: Sequence[str]) -> dict[str, float]:
    """Inverse document frequency of the stems of all names."""
    count = Counter(stem for name in names for stem in {neutral_stem(word) for word in name.split()})
    return {stem: 1.0 + math.log(len(names) / seen) for stem, seen in count.items()}


def isco_code(text: str) -> str | None:
    """The four ISCO digits of a bare code ("4321", "ISCO 4321", ESCO's "4321.2"), or None."""
    found = _CODE.fullmatch(text.strip())
    return found.group(1) if found else None
