"""Two TF-IDF spaces of whole texts, compared in one sparse product: for corpora that have no vocabulary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from matcher.taxonomy.normalise import core, stems

FloatArray = np.ndarray[Any, np.dtype[np.float64]]

CHAR_LENGTHS = (2, 4)
CHAR_WEIGHT = 0.6


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
