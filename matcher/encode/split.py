"""People taken apart: a person as a short list of elementary people, shared by all who are alike in that.

Many answers about a person are those of their parts put together: a vacancy asks too much where it asks too much of
one capacity; experience is worth what the best of the occupations is worth. There are far fewer parts than people, so
the plain function is asked about the parts, once, and the engine only puts the answers together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from matcher.encode.sides import Column, Side


class Split(NamedTuple):
    """Elementary people, and which of them each person is made of.

    parts : Side
        One row for each elementary person; only the columns that the reader of the split needs.
    starts : int64 (n + 1,)
        Where each person's parts begin in ``members``.
    members : int32
        Numbers of parts.
    """

    parts: Side
    starts: NDArray[np.int64]
    members: NDArray[np.int32]


class Rows(NamedTuple):
    """Rows that differ: the first of each, and which of them every row is, shape (n,)."""

    first: NDArray[np.int64]
    which: NDArray[np.int64]


def differing_rows(columns: Sequence[Column], n: int) -> Rows:
    """Rows that differ in whole-number columns of shape (n,) or (n, width); all are one where there is no column."""
    which = np.zeros(n, np.int64)
    for values in columns:
        for column in values.T if values.ndim > 1 else (values,):
            seen, codes = np.unique(column, return_inverse=True)
            if len(seen) > 1:
                _, which = np.unique(which * len(seen) + codes, return_inverse=True)
    _, first = np.unique(which, return_index=True)
    return Rows(first.astype(np.int64), which.astype(np.int64))


def parts_side(columns: Mapping[str, Any]) -> Side:
    """Elementary people with these columns."""
    length = next(iter(columns.values())).shape[0]
    return Side(("",) * length, columns)


def one_each(numbers: Column, parts: Side) -> Split:
    """Everyone is one part."""
    return Split(parts, np.arange(len(numbers) + 1, dtype=np.int64), numbers.astype(np.int32))


def everyone_alike(candidates: Side) -> Split:
    """For what does not depend on the person: everyone is the same part."""
    nobody = Side(("",), {})
    return one_each(np.zeros(len(candidates), np.int32), nobody)


def alike_in(candidates: Side, names: Sequence[str]) -> Split:
    """People alike in the named columns are the same part, which is everything that is read of them."""
    first, which = differing_rows([candidates[name] for name in names], len(candidates))
    return one_each(which, parts_side({name: candidates[name][first] for name in names}))


def one_by_one(candidates: Side) -> Split:
    """No two people are alike: right for anything, worth it for nothing that can be taken apart."""
    return one_each(np.arange(len(candidates)), candidates)


def from_table(mask: NDArray[np.bool_], parts: Side) -> Split:
    """People whose parts a table marks, shape (n, n_parts)."""
    row, part = np.nonzero(mask)
    starts = np.concatenate([[0], np.cumsum(np.bincount(row, minlength=len(mask)))])
    return Split(parts, starts.astype(np.int64), part.astype(np.int32))


def together(splits: Sequence[Split]) -> Split:
    """People made of the parts of several splits, whose parts have the same columns."""
    offsets = np.cumsum([0] + [len(split.parts) for split in splits])
    n = len(splits[0].starts) - 1
    rows = np.concatenate([np.repeat(np.arange(n), np.diff(split.starts)) for split in splits])
    members = np.concatenate([split.members + offset for split, offset in zip(splits, offsets, strict=False)])
    order = np.argsort(rows, kind="stable")
    starts = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=n))])
    names = splits[0].parts.columns
    columns = {name: np.concatenate([split.parts[name] for split in splits]) for name in names}
    return Split(parts_side(columns), starts.astype(np.int64), members[order].astype(np.int32))


def named_entries(candidates: Side, known: str, entries: str) -> Split:
    """People as the entries of a sparse column, each with its value; who names none is a part that says just that.

    Parameters
    ----------
    candidates : Side
        People.
    known, entries : str
        The column that says whether anything is stated, and the sparse one that holds what is.
    """
    rows = candidates[entries]
    first, which = differing_rows([rows.indices.astype(np.int64), rows.data], rows.nnz)
    n_entries, width = len(first), rows.shape[1]
    values = csr_matrix(
        (rows.data[first], rows.indices[first], np.minimum(np.arange(n_entries + 3), n_entries)),
        shape=(n_entries + 2, width),
    )
    stated = np.append(np.ones(n_entries + 1, bool), False)
    lengths = np.diff(rows.indptr)
    starts = np.concatenate([[0], np.cumsum(np.maximum(lengths, 1))]).astype(np.int64)
    members = np.empty(starts[-1], np.int32)
    blank = lengths == 0
    members[starts[:-1][blank]] = np.where(candidates[known][blank], n_entries, n_entries + 1)
    filled = np.repeat(starts[:-1] - rows.indptr[:-1], lengths) + np.arange(rows.nnz)
    members[filled] = which
    return Split(parts_side({known: stated, entries: values}), starts, members)
