"""The names nearest to a text by their characters: exact, sparse, bounded in memory.

Pieces of characters within words (2-4) and of gender-neutral stems (3-4) are numbered by their letters, six bits
each, so that no dictionary is needed; each piece keeps the list of the names that hold it. A text adds up the lists of
its own pieces: the cosine of TF-IDF vectors, plain and stemmed mixed. Pieces that stand in a large part of all names
("to ", "ione") tell names apart least and cost most; they are left out on both sides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, cast

import numpy as np

Array = np.ndarray[Any, Any]

PLAIN_SHARE = 0.6  # characters do better on short names, stems on long and plural titles
PLAIN_LENGTHS = (2, 3, 4)
STEM_LENGTHS = (3, 4)
COMMON = 0.05  # the share of the names from which on a piece is left out
COMMON_AT_LEAST = 200  # of few names, only what hundreds of them hold
_BLANK = 37
_BITS = 6
_STEMMED = 1 << 30
_NAMES_AT_ONCE = 16_384


@dataclass(frozen=True, slots=True)
class GramIndex:
    """Names by their pieces.

    ``keys`` ascend; the names that hold piece ``i`` are ``names[starts[i]:starts[i + 1]]`` with ``weights`` beside
    them; ``rarity`` is the piece's inverse document frequency, 0 where it is too common to count.
    """

    keys: Array  # uint32, shape (pieces,)
    rarity: Array  # float64, shape (pieces,)
    starts: Array  # int64, shape (pieces + 1,)
    names: Array  # int32, shape (weights,)
    weights: Array  # float32, shape (weights,)
    count: Array  # int64, shape (): how many names there are

    @classmethod
    def build(cls, plain: Sequence[str], stemmed: Sequence[str]) -> GramIndex:
        """Index names by their folded words and by their stems, two sequences of equal length."""
        from scipy.sparse import csr_array

        total = len(plain)
        parts = []
        for start in range(0, total, _NAMES_AT_ONCE):
            stop = start + _NAMES_AT_ONCE
            parts.append(_counted(plain[start:stop], stemmed[start:stop]))
        keys = np.unique(np.concatenate([np.unique(key) for _, key, _ in parts] or [np.empty(0, np.uint32)]))
        seen = np.zeros(len(keys), dtype=np.int64)
        for _, key, _ in parts:
            seen += np.bincount(np.searchsorted(keys, key), minlength=len(keys))
        rarity = np.log((1.0 + total) / (1.0 + seen)) + 1.0
        rarity[seen > max(COMMON_AT_LEAST, COMMON * total)] = 0.0
        held: list[Array] = []
        weights: list[Array] = []
        lengths = [np.zeros(1, dtype=np.int64)]
        for number, (owner, key, often) in enumerate(parts):
            texts = min(_NAMES_AT_ONCE, total - number * _NAMES_AT_ONCE)
            place = np.searchsorted(keys, key).astype(np.int32)
            weight = _normed(owner, key, often, rarity[place], texts)
            kept = weight > 0.0
            held.append(place[kept])
            weights.append(weight[kept].astype(np.float32))
            lengths.append(np.bincount(owner[kept], minlength=texts))
            parts[number] = (owner[:0], key[:0], often[:0])  # give the memory back
        if not held:
            return cls(keys, rarity, np.zeros(1, np.int64), np.empty(0, np.int32), np.empty(0, np.float32), _int(0))
        ends = np.cumsum(np.concatenate(lengths))
        by_name = csr_array((np.concatenate(weights), np.concatenate(held), ends), shape=(total, len(keys)))
        by_piece = by_name.tocsc()
        starts = by_piece.indptr.astype(np.int64)
        return cls(keys, rarity, starts, by_piece.indices.astype(np.int32), by_piece.data, _int(total))

    def weighed(self, plain: Sequence[str], stemmed: Sequence[str]) -> tuple[Array, Array, Array]:
        """The pieces of texts that count.

        Returns
        -------
        ends : int64, shape (texts + 1,); the pieces of text ``i`` are those from ``ends[i]`` to ``ends[i + 1]``
        places : int32, positions in ``keys``, ascending within a text
        weights : float64, of unit length within a text
        """
        owner, key, often = _counted(plain, stemmed)
        if not len(self.keys):
            return np.zeros(len(plain) + 1, np.int64), np.empty(0, np.int32), np.empty(0, np.float64)
        place = np.minimum(np.searchsorted(self.keys, key), len(self.keys) - 1)
        rarity = np.where(self.keys[place] == key, self.rarity[place], 0.0)
        weights = _normed(owner, key, often, rarity, len(plain))
        kept = weights > 0.0
        ends = np.searchsorted(owner[kept], np.arange(len(plain) + 1)).astype(np.int64)
        return ends, place[kept].astype(np.int32), weights[kept]

    def likeness(self, plain: Sequence[str], stemmed: Sequence[str]) -> Iterator[Array]:
        """Cosine of each text with every name, float64, shape (names,), one text after the other."""
        ends, places, weights = self.weighed(plain, stemmed)
        add = _kernel()
        for start, stop in zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True):
            total = np.zeros(int(self.count))
            add(places[start:stop], weights[start:stop], self.starts, self.names, self.weights, total)
            yield total

    def save(self, folder: Path) -> None:
        """Write one file per array."""
        for field in fields(self):
            np.save(folder / f"grams_{field.name}.npy", getattr(self, field.name), allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> GramIndex:
        """Read what :meth:`save` wrote."""
        return cls(*(np.load(folder / f"grams_{field.name}.npy", allow_pickle=False) for field in fields(cls)))


def nearest(likeness: Array, limit: int) -> list[int]:
    """Positions of the ``limit`` highest likenesses above 0, highest first, ties in order."""
    places = np.flatnonzero(likeness > 0.0)
    if len(places) > limit:
        top = float(likeness.max())
        for share in (0.5, 0.25, 0.1):  # a cheap cut first: most names share a piece or two
            high = np.flatnonzero(likeness >= share * top)
            if len(high) >= limit:
                places = high
                break
        least = np.partition(likeness[places], -limit)[-limit]
        places = places[likeness[places] >= least]
    order = np.argsort(-likeness[places], kind="stable")[:limit]
    return cast("list[int]", places[order].tolist())


def add_up(places: Array, share: Array, starts: Array, names: Array, weights: Array, total: Array) -> None:
    """Add to ``total``, one float64 per name, what each piece of one text has in common with it: the definition."""
    for index in range(len(places)):
        for entry in range(starts[places[index]], starts[places[index] + 1]):
            total[names[entry]] += share[index] * weights[entry]


@cache
def _kernel() -> Callable[..., None]:
    """``add_up`` compiled at the first question; importing compiles nothing."""
    import numba

    return cast("Callable[..., None]", numba.njit(cache=True, nogil=True)(add_up))


def _counted(plain: Sequence[str], stemmed: Sequence[str]) -> tuple[Array, Array, Array]:
    """The distinct pieces of each text and how often they stand in it, ordered by text, then key."""
    one, other = _pieces(plain, PLAIN_LENGTHS, within_words=True), _pieces(stemmed, STEM_LENGTHS, within_words=False)
    owner = np.concatenate([one[0], other[0]]).astype(np.uint64)
    both, often = np.unique((owner << np.uint64(32)) | np.concatenate([one[1], other[1]]), return_counts=True)
    return (both >> np.uint64(32)).astype(np.int32), both.astype(np.uint32), often.astype(np.int32)


def _pieces(texts: Sequence[str], lengths: Sequence[int], *, within_words: bool) -> tuple[Array, Array]:
    """Every piece of every text: position of the text, key of the piece; one blank pads a text on both sides."""
    joined = "\0".join(f" {text} " for text in texts)
    points = np.frombuffer(joined.encode("utf-32-le"), dtype=np.uint32)
    codes = np.where(points < 128, _alphabet()[np.minimum(points, 127)], 40 + points % 24).astype(np.uint32)
    codes[points == 0] = 0
    text_of = np.cumsum(points == 0, dtype=np.int32)
    owners, keys = [np.empty(0, np.int32)], [np.empty(0, np.uint32)]
    for length in lengths:
        count = max(0, len(codes) - length + 1)
        key = np.zeros(count, dtype=np.uint32)
        whole = np.ones(count, dtype=bool)
        for place in range(length):
            code = codes[place : place + count]
            key = (key << np.uint32(_BITS)) | code
            whole &= code != 0
            if within_words and 0 < place < length - 1:
                whole &= code != _BLANK
        whole &= (codes[:count] != _BLANK) | (codes[1 : 1 + count] != _BLANK)
        owners.append(text_of[:count][whole])
        keys.append(key[whole] | np.uint32(0 if within_words else _STEMMED))
    return np.concatenate(owners), np.concatenate(keys)


def _alphabet() -> Array:
    """Letters 1-26, digits 27-36, blank 37, "+" 38, "#" 39; every other character shares 40-63."""
    codes = 40 + np.arange(128) % 24
    codes[ord("a") : ord("z") + 1] = np.arange(1, 27)
    codes[ord("0") : ord("9") + 1] = np.arange(27, 37)
    codes[[ord(" "), ord("+"), ord("#")]] = (_BLANK, 38, 39)
    return codes.astype(np.uint32)


def _normed(owner: Array, key: Array, often: Array, rarity: Array, count: int) -> Array:
    """TF-IDF weights of unit length within each text, plain and stemmed pieces apart, times the root of their share."""
    weights = (1.0 + np.log(often)) * rarity
    stemmed = (key >= _STEMMED).astype(np.intp)
    line = owner.astype(np.intp) * 2 + stemmed
    length = np.sqrt(np.bincount(line, weights=weights * weights, minlength=2 * count))
    share = np.sqrt([PLAIN_SHARE, 1.0 - PLAIN_SHARE])
    found: Array = weights * share[stemmed] / np.maximum(length[line], 1e-12)
    return found


def _int(value: int) -> Array:
    return np.array(value, dtype=np.int64)
