"""Likeness of meaning, where the extra ``[semantic]`` is installed.

Vectors of a small embedding model (:mod:`matcher.taxonomy.semantic_model`), turned by an adapter learnt on the names of
our own concepts (:mod:`matcher.taxonomy.semantic_adapter`). Without the extra nothing here is called, and ranking stays
with letters and words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from matcher.taxonomy.normalise import stems
from matcher.taxonomy.semantic_adapter import adapt
from matcher.taxonomy.semantic_model import available, raw_vectors

__all__ = ["MeaningSpace", "NameVectors", "available", "vectors"]

Float32Array = np.ndarray[Any, np.dtype[np.float32]]
FloatArray = np.ndarray[Any, np.dtype[np.float64]]
IntArray = np.ndarray[Any, np.dtype[np.int64]]
Int8Array = np.ndarray[Any, np.dtype[np.int8]]

_HIGHEST = 127.0  # of a name's whole numbers
# Of a text's: no sum of products reaches 2^24, up to which single floats are exact whole numbers, in whatever order
# they are summed.
_STEPS = 2.0**13
_TOGETHER = 32


def vectors(texts: Sequence[str]) -> Float32Array:
    """Unit vectors of texts after the adapter: their products are cosines. Shape (texts, 96)."""
    return adapt(raw_vectors(texts))


class MeaningSpace:
    """Texts to be compared by meaning, each embedded when it is first asked for.

    Texts that differ only in gender or little words share the vector of the first of them.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        """Note the texts; nothing is embedded yet."""
        first: dict[str, int] = {}
        self._one = np.array([first.setdefault(stems(text), place) for place, text in enumerate(texts)], dtype=np.int64)
        self._texts = texts
        self._row = np.full(len(texts), -1, dtype=np.int64)
        self._known = vectors([])
        self.distinct = len(first)

    def embed(self, places: IntArray) -> None:
        """Make the vectors of the texts at some places; a large batch is quicker than many small ones."""
        ones = self._one[places]
        fresh = np.unique(ones[self._row[ones] < 0])
        if len(fresh):
            self._row[fresh] = len(self._known) + np.arange(len(fresh))
            self._known = np.concatenate([self._known, vectors([self._texts[place] for place in fresh])])

    def among(self, vector: Float32Array, places: IntArray) -> Float32Array:
        """Cosine of one vector with the texts at some places, float32, shape (places,)."""
        self.embed(places)
        found: Float32Array = (self._known[self._row[self._one[places]]] * vector).sum(axis=1)
        return found

    def similarity(self, texts: Sequence[str]) -> Float32Array:
        """Cosine of each text with every text of the space, float32, shape (texts, texts of the space)."""
        everywhere = np.arange(len(self._one))
        rows = [self.among(vector, everywhere) for vector in vectors(texts)]
        return np.stack(rows) if rows else np.zeros((0, len(everywhere)), dtype=np.float32)


class NameVectors:
    """The vectors of a list of names, in whole numbers, to be compared with texts.

    Parameters
    ----------
    table : int8 array, shape (names, d), d at most 128
        As :meth:`whole` makes it; a row of zeros is a name without a vector, which is like nothing.
    """

    def __init__(self, table: Int8Array) -> None:
        """Widen the table once; nothing is embedded."""
        self.table = table
        self._wide = np.ascontiguousarray(table.astype(np.float32).T)
        length = np.sqrt(np.einsum("ij,ij->j", self._wide, self._wide))
        self._length = np.where(length > 0.0, length, 1.0).astype(np.float64)

    @staticmethod
    def whole(unit: Float32Array) -> Int8Array:
        """Vectors in whole numbers from -127 to 127, each by a step of its own."""
        most = np.abs(unit).max(axis=1, keepdims=True, initial=0.0)
        found: Int8Array = np.rint(unit / np.where(most > 0.0, most, 1.0) * _HIGHEST).astype(np.int8)
        return found

    def likeness(self, texts: Sequence[str]) -> Iterator[FloatArray]:
        """Cosine of each text with every name, float64, shape (names,), one text after the other."""
        for start in range(0, len(texts), _TOGETHER):
            asked = np.rint(vectors(texts[start : start + _TOGETHER]).astype(np.float64) * _STEPS)
            lengths = np.sqrt((asked * asked).sum(axis=1))
            products = asked.astype(np.float32) @ self._wide
            for row, length in zip(products, lengths, strict=True):
                yield row / (self._length * (length or 1.0))
