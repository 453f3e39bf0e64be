"""From words to concepts: characters first, gender-neutral stems beside them, typing errors last.

A concept's score is the best of its labels. Two TF-IDF spaces (characters within words 2-4, characters of
gender-neutral stems 2-5) are compared in one sparse product for a whole batch; the short list of candidates is then
read again by edit distance, where a typing error weighs least. An exact name scores 1. Below ``MATCH_AT`` a text is
left unmatched: a wrong skill with confidence is worse than none.
Source: the measured comparison of techniques in docs/taxonomy.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from matcher.taxonomy.normalise import core, fold, stems

FloatArray = np.ndarray[Any, np.dtype[np.float64]]

CHAR_LENGTHS = (2, 4)
CHAR_WEIGHT = 0.6  # characters do better on short names, stems on long and plural titles
EDIT_WEIGHT = 0.3
SHORT_LIST = 12
# Chosen once on the pairs of tests/matcher/taxonomy/pairs.py: nonsense stays out, colloquial names come in.
MATCH_AT = {"occupation": 0.55, "skill": 0.55}
_SAME_STEMS = 0.97
_BLOCK = 512


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
    labels : sequence of (id, label, names)
        Concepts in the order that breaks ties; ``names`` contains every way of writing it, the label included.
    """

    def __init__(self, labels: Sequence[tuple[str, str, Sequence[str]]]) -> None:
        """Fit the spaces on all names."""
        self._ids = [concept for concept, _, _ in labels]
        self._labels = [label for _, label, _ in labels]
        self._names = [[core(name) for name in dict.fromkeys((label, *names))] for _, label, names in labels]
        flat = [name for names in self._names for name in names]
        bounds = np.cumsum([0, *(len(names) for names in self._names)])
        self._starts = bounds[:-1]
        self._space = CharSpace(flat)
        self._exact: dict[str, int] = {}
        self._stemmed: dict[str, int] = {}
        for start, stop in pairwise(bounds.tolist()):
            concept = int(np.searchsorted(self._starts, start))
            for name in flat[start:stop]:
                self._exact.setdefault(name, concept)
                self._stemmed.setdefault(stems(name), concept)

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
            scores = np.maximum.reduceat(self._space.similarity(block), self._starts, axis=1)
            for text, row in zip(block, scores, strict=True):
                found[text] = self._read_again(text, row, limit)
        return [found[text] for text in texts]

    def _exact_index(self, text: str) -> tuple[int, float] | None:
        name = core(text)
        if not name:
            return None
        if name in self._exact:
            return self._exact[name], 1.0
        concept = self._stemmed.get(stems(name))
        return None if concept is None else (concept, _SAME_STEMS)

    def _read_again(self, text: str, row: FloatArray, limit: int) -> list[Link]:
        """Score the short list by edit distance too, and put exact names first."""
        from rapidfuzz import fuzz

        name = core(text)
        if not name:
            return []
        order = np.argsort(-np.round(row, 9), kind="stable")[: max(SHORT_LIST, limit)]
        scored: dict[int, float] = {}
        for concept in order.tolist():
            if row[concept] <= 0.0:
                break
            edit = max(fuzz.token_sort_ratio(name, other) for other in self._names[concept]) / 100.0
            scored[concept] = round(min(0.96, (1.0 - EDIT_WEIGHT) * float(row[concept]) + EDIT_WEIGHT * edit), 6)
        exact = self._exact_index(text)
        if exact is not None:
            scored[exact[0]] = exact[1]
        best = sorted(scored, key=lambda concept: (-scored[concept], concept))[:limit]
        return [Link(self._ids[concept], self._labels[concept], scored[concept]) for concept in best]


def is_code(text: str) -> bool:
    """Tell whether the text is a bare four-digit ISCO code."""
    folded = fold(text)
    return len(folded) == 4 and folded.isdigit()
