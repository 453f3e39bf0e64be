"""Plain ways of finding a concept by its names: what the program must beat."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import TfidfVectorizer

Concept = tuple[str, Sequence[str]]  # id, names
Finder = Callable[[Sequence[str], int], list[list[str]]]
_BLOCK = 256


def best_concepts(row: np.ndarray[Any, Any], owner: np.ndarray[Any, Any], ids: Sequence[str], limit: int) -> list[str]:
    """The concepts of one row of likenesses with every name: each as good as its best name."""
    worth = np.zeros(len(ids))
    np.maximum.at(worth, owner, row)
    order = np.argsort(-worth, kind="stable")[:limit]
    return [ids[place] for place in order.tolist() if worth[place] > 0.0]


def finder(concepts: Sequence[Concept], likeness: Callable[[list[str]], Callable[[Sequence[str]], Any]]) -> Finder:
    """A finder over concepts from a likeness of texts with names."""
    ids = [concept for concept, _ in concepts]
    names = [name.lower() for _, own in concepts for name in own]
    owner = np.repeat(np.arange(len(ids)), [len(own) for _, own in concepts])
    compare = likeness(names)

    def find(texts: Sequence[str], limit: int) -> list[list[str]]:
        found = []
        for start in range(0, len(texts), _BLOCK):
            rows = compare([text.lower() for text in texts[start : start + _BLOCK]])
            found += [best_concepts(row, owner, ids, limit) for row in rows]
        return found

    return find


def tfidf(**options: Any) -> Callable[[list[str]], Callable[[Sequence[str]], Any]]:
    """Cosine of TF-IDF vectors, fitted on the names."""

    def fitted(names: list[str]) -> Callable[[Sequence[str]], Any]:
        space = TfidfVectorizer(**options)
        known = space.fit_transform(names).T.tocsr()
        return lambda texts: (space.transform(texts) @ known).toarray()

    return fitted


def token_set(names: list[str]) -> Callable[[Sequence[str]], Any]:
    """rapidfuzz's token_set_ratio, 0 to 100."""
    return lambda texts: process.cdist(texts, names, scorer=fuzz.token_set_ratio, dtype=np.uint8, workers=-1)


BASELINES = {
    "word TF-IDF": tfidf(token_pattern=r"(?u)\b\w+\b"),
    "char 3-gram TF-IDF": tfidf(analyzer="char", ngram_range=(3, 3)),
    "rapidfuzz token_set": token_set,
}
