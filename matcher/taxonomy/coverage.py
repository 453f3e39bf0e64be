"""How much of one title another holds, word by word, with words that are alike or akin counting in part.

A word of the query is held by the best word of a line: 1 for the same gender-neutral stem, less for the same group
of meaning, for words that names of one concept exchange, for words alike in their letters. Rare words weigh more. The
same is asked the other way round, so that a line with much besides loses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from matcher.taxonomy.normalise import stems
from matcher.taxonomy.title_words import exchanged, groups

Float32Array = np.ndarray[Any, np.dtype[np.float32]]

# Chosen on the sets of docs/quality.md, both halves in view; flat around.
AKIN = 0.7
EXCHANGED = 0.5
ALIKE_FROM, ALIKE_POWER = 0.4, 1.25
QUERY_SHARE = 0.6  # of the query held by the line; the rest: of the line held by the query
_MOST_WORDS = 60  # of one query; beyond them it is no title
_NOTHING = "\x00"


class CoverageSpace:
    """The words of a corpus, ready to be asked.

    Parameters
    ----------
    texts : sequence of str
        The lines of the corpus, at least one.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        """Count the words of all lines."""
        from sklearn.feature_extraction.text import TfidfVectorizer

        lines = [stems(text).split() or [_NOTHING] for text in texts]
        self._place: dict[str, int] = {}
        for line in lines:
            for word in line:
                self._place.setdefault(word, len(self._place))
        self._flat = np.array([self._place[word] for line in lines for word in line])
        self._starts = np.cumsum([0, *(len(line) for line in lines[:-1])])
        seen = Counter(word for line in lines for word in set(line))
        self._lines = len(lines)
        self._rarity = self._idf(np.array([seen[word] for word in self._place], dtype=np.float64))
        self._unseen = float(self._idf(np.zeros(1))[0])
        self._weight = self._rarity[self._flat].astype(np.float32)
        self._whole = np.add.reduceat(self._weight, self._starts)
        self._letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True, dtype=np.float32)
        self._spelt = self._letters.fit_transform(list(self._place)).T.tocsr()
        self._members: dict[int, list[int]] = {}
        for word, place in self._place.items():
            for number in groups().get(word, ()):
                self._members.setdefault(number, []).append(place)

    def similarity(self, texts: Sequence[str]) -> Float32Array:
        """Both shares of each text against each line, 0 to 1, float32, shape (texts, lines)."""
        queries = [list(dict.fromkeys(stems(text).split()))[:_MOST_WORDS] for text in texts]
        words = list(dict.fromkeys(word for query in queries for word in query))
        row = {word: place for place, word in enumerate(words)}
        table = self._likeness(words)
        found = np.zeros((len(texts), self._lines), dtype=np.float32)
        for place, query in enumerate(queries):
            if query:
                found[place] = self._held(query, table[[row[word] for word in query]])
        return found

    def _held(self, query: Sequence[str], table: Float32Array) -> Float32Array:
        held = np.zeros(self._lines, dtype=np.float32)
        best = np.zeros(len(self._flat), dtype=np.float32)
        whole = 0.0
        for word, likeness in zip(query, table, strict=True):
            weight = self._rarity[self._place[word]] if word in self._place else self._unseen
            met = likeness[self._flat]
            held += np.float32(weight) * np.maximum.reduceat(met, self._starts)
            np.maximum(best, met, out=best)
            whole += float(weight)
        back = np.add.reduceat(best * self._weight, self._starts) / self._whole
        return (QUERY_SHARE * held / np.float32(whole) + (1.0 - QUERY_SHARE) * back).astype(np.float32)

    def _likeness(self, words: Sequence[str]) -> Float32Array:
        """Each word against every word of the corpus, float32, shape (words, words of the corpus)."""
        if not words:
            return np.zeros((0, len(self._place)), dtype=np.float32)
        table: Float32Array = (self._letters.transform(words) @ self._spelt).toarray().astype(np.float32)
        table[table < ALIKE_FROM] = 0.0
        np.power(np.minimum(table, 1.0, out=table), ALIKE_POWER, out=table)
        for row, word in enumerate(words):
            akin = [place for number in groups().get(word, ()) for place in self._members.get(number, ())]
            traded = [self._place[other] for other in exchanged().get(word, ()) if other in self._place]
            table[row, akin] = np.maximum(table[row, akin], AKIN)
            table[row, traded] = np.maximum(table[row, traded], EXCHANGED)
            if word in self._place:
                table[row, self._place[word]] = 1.0
        return table

    def _idf(self, seen: np.ndarray[Any, np.dtype[np.float64]]) -> np.ndarray[Any, np.dtype[np.float64]]:
        weights: np.ndarray[Any, np.dtype[np.float64]] = np.log1p((self._lines - seen + 0.5) / (seen + 0.5))
        return weights
