"""Rank the lines of any corpus for the lines of any query file, as TREC run lines.

Fitted on the corpus itself, so job titles of another office, another language or another classification can be
compared: how much of a title the line holds, words akin counting in part; the letters of both beside it; and, where
the extra ``[semantic]`` is installed, their meaning. What was tried: docs/quality.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from matcher.errors import Fault, FrameError
from matcher.taxonomy import semantic
from matcher.taxonomy.coverage import CoverageSpace
from matcher.taxonomy.spaces import CharSpace
from matcher.taxonomy.title_words import unofficial

FloatArray = np.ndarray[Any, np.dtype[np.float64]]
IntArray = np.ndarray[Any, np.dtype[np.int64]]

RUN_NAME = "volante"
# Whole titles carry more words than names do: longer pieces of words and a smaller share of stems.
CORPUS_WEIGHT = 0.85
CORPUS_LENGTHS = (3, 5)
# Beside the words held, which weigh 1. Chosen on the sets of docs/quality.md, both halves in view; flat around.
LETTERS = 0.1
MEANING = 1.0
# A large corpus is embedded only where letters and words already point; the first this many lines of each query.
EMBED_WHOLE = 4_000
SHORT_LIST = 50
# Characters read in all: beyond them long lines are cut, so that time and memory stay bounded.
_CHARACTERS = 3_000_000
_SHORTEST_CUT = 120
_BLOCK = 64
_MILLIONTHS = 1_000_000
_ENCODING_REMEDY = "text in UTF-8: save the file again as UTF-8"


def rank_corpus(
    corpus_texts: Sequence[str], query_texts: Sequence[str], limit: int = 100, meaning: bool | None = None
) -> list[list[tuple[int, float]]]:
    """The best lines of a corpus for each query.

    Parameters
    ----------
    corpus_texts : sequence of str
        Lines to be ranked; very long ones are read up to a bound.
    query_texts : sequence of str
        A query without a single letter or digit has no line.
    limit : int
        Lines per query; 0 = all.
    meaning : bool, optional
        Whether the embedding of the extra ``[semantic]`` counts; None = where it is installed.

    Returns
    -------
    list of list of (int, float)
        Positions in the corpus with a score that strictly falls, best first; equal likeness in corpus order.

    Raises
    ------
    TaxonomyError
        If ``meaning`` is asked for and the extra is missing or cannot run.
    """
    return list(_ranked(corpus_texts, query_texts, limit, meaning))


def read_lines(path: Path, limit: int | None = None) -> list[tuple[str, str]]:
    """Read ``id<TAB>text`` lines.

    Blank lines are skipped; the text may hold further tabs. ``limit`` is the greatest number of bytes accepted.

    Raises
    ------
    FrameError
        Every fault at once: a file that is not UTF-8, a missing tab, an id that is missing, holds a blank or
        stands twice.
    """
    content = path.read_bytes()
    name = path.name
    if limit is not None and len(content) > limit:
        raise FrameError([Fault("file_too_large", f"at most {limit} bytes", file=name)])
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FrameError([Fault("encoding_invalid", _ENCODING_REMEDY + " (this one is UTF-16)", file=name)])
    rows: list[tuple[str, str]] = []
    faults: list[Fault] = []
    first: dict[str, int] = {}
    for line, raw in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not raw.strip():
            continue
        found = _line(raw.removesuffix(b"\r"), name, line)
        if isinstance(found, tuple) and first.setdefault(found[0], line) != line:
            found = Fault("id_duplicate", f"an id used once (first on line {first[found[0]]})", file=name, row=line)
        if isinstance(found, Fault):
            faults.append(found)
        else:
            rows.append(found)
    if faults:
        raise FrameError(faults)
    return rows


def run_lines(
    corpus: Sequence[tuple[str, str]],
    queries: Sequence[tuple[str, str]],
    limit: int = 100,
    meaning: bool | None = None,
) -> Iterator[str]:
    """The TREC run ``query_id Q0 corpus_id rank score volante`` of :func:`rank_corpus`, no line end, rank from 1."""
    ranked = _ranked([text for _, text in corpus], [text for _, text in queries], limit, meaning)
    for (query, _), lines in zip(queries, ranked, strict=True):
        for rank, (position, score) in enumerate(lines, start=1):
            yield f"{query} Q0 {corpus[position][0]} {rank} {score:.6f} {RUN_NAME}"


class _Spaces:
    """A corpus ready to be asked by words, by letters and, where wanted, by meaning."""

    def __init__(self, texts: Sequence[str], meaning: bool) -> None:
        self._words = CoverageSpace(texts)
        self._letters = CharSpace(texts, CORPUS_WEIGHT, CORPUS_LENGTHS)
        self._meanings = semantic.MeaningSpace(texts) if meaning else None

    def scores(self, titles: Sequence[str]) -> FloatArray:
        """Each title against each line, float64, shape (titles, lines)."""
        plain = [unofficial(title) for title in titles]
        found: FloatArray = self._words.similarity(plain) + LETTERS * self._letters.similarity(plain)
        if self._meanings is not None:
            near = [self._near(row, self._meanings.distinct) for row in found]
            self._meanings.embed(np.unique(np.concatenate(near)))
            for row, places, vector in zip(found, near, semantic.vectors(plain), strict=True):
                if len(places):  # beyond them a line counts as the least of them
                    cosines = self._meanings.among(vector, places).astype(np.float64)
                    least = cosines.min()
                    row += MEANING * least
                    row[places] += MEANING * (cosines - least)
        return found

    @staticmethod
    def _near(row: FloatArray, distinct: int) -> IntArray:
        """The lines of a query to be embedded: all of a small corpus, of a large one those that words point to."""
        if distinct <= EMBED_WHOLE:
            return np.arange(len(row))
        least = np.partition(row, -SHORT_LIST)[-SHORT_LIST]
        return np.flatnonzero((row >= least) & (row > 0.0))


def _ranked(
    corpus_texts: Sequence[str], query_texts: Sequence[str], limit: int, meaning: bool | None
) -> Iterator[list[tuple[int, float]]]:
    """The lines of one query after the other, so that a long run is never whole in memory."""
    if not corpus_texts:
        yield from ([] for _ in query_texts)
        return
    cut = max(_SHORTEST_CUT, _CHARACTERS // len(corpus_texts))
    spaces = _Spaces([text[:cut] for text in corpus_texts], semantic.available() if meaning is None else meaning)
    count = len(corpus_texts) if limit == 0 else min(limit, len(corpus_texts))
    for start in range(0, len(query_texts), _BLOCK):
        block = query_texts[start : start + _BLOCK]
        for text, row in zip(block, spaces.scores(block), strict=True):
            yield _falling(row, count) if any(letter.isalnum() for letter in text) else []


def _falling(row: FloatArray, count: int) -> list[tuple[int, float]]:
    """Order by whole millionths, then make each score at least a millionth lower than the one before."""
    scores = np.rint(row * _MILLIONTHS).astype(np.int64)
    if count < len(scores):
        least = np.partition(scores, len(scores) - count)[len(scores) - count]
        places = np.flatnonzero(scores >= least)
    else:
        places = np.arange(len(scores))
    order = places[np.lexsort((places, -scores[places]))][:count]
    # score + rank may not rise: its running minimum, less the rank, falls by at least one each time.
    ranks = np.arange(len(order))
    falling = np.minimum.accumulate(scores[order] + ranks) - ranks
    return list(zip(order.tolist(), (falling / _MILLIONTHS).tolist(), strict=True))


def _line(raw: bytes, name: str, line: int) -> tuple[str, str] | Fault:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return Fault("encoding_invalid", _ENCODING_REMEDY, file=name, row=line)
    identity, tab, words = text.partition("\t")
    if not tab:
        return Fault("tab_missing", "id, tab, text", file=name, row=line)
    if not identity:
        return Fault("id_missing", "an id before the tab", file=name, row=line)
    if identity.split() != [identity]:
        return Fault("id_blank", "an id without blanks", file=name, row=line)
    return identity, words.strip()
