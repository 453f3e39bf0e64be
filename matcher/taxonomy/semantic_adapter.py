"""The turn that brings names of one concept together: learnt in closed form, kept beside the vocabulary.

A general model keeps apart what our names use alike ("mulettista", "carrellista") and together what they do not. Linear
discriminant analysis over the names of our own occupations and skills finds the 96 directions in which concepts differ
most against how much names of one concept differ. Nothing but our own names teaches it. After a change of the
vocabulary worth learning again, with the extra installed::

    python -c 'from matcher.taxonomy.semantic_adapter import *; write_adapter(ADAPTER)'
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from matcher.taxonomy.semantic_model import raw_vectors
from matcher.taxonomy.store import DATA, load

Float32Array = np.ndarray[Any, np.dtype[np.float32]]
FloatArray = np.ndarray[Any, np.dtype[np.float64]]

ADAPTER = DATA / "semantic_adapter.npy.gz"
KEPT = 96
# Share of an even spread mixed into the spread of names of one concept, which few names leave uncertain.
_SHRINK = 0.1
_STEPS = 2.0**15


def adapt(raw: Float32Array) -> Float32Array:
    """Turn the model's vectors, shape (texts, 384), into unit vectors of shape (texts, 96).

    The products are summed in whole numbers, which no order of summing changes: a text's vector does not depend on the
    texts beside it.
    """
    table = _adapter()
    turned = np.rint(raw.astype(np.float64) * _STEPS) @ table[:-1] - table[-1] * _STEPS
    length = np.linalg.norm(turned, axis=1, keepdims=True)
    unit: Float32Array = (turned / np.where(length > 0.0, length, 1.0)).astype(np.float32)
    return unit


def learn(raw: Float32Array, concept: Sequence[int], kept: int = KEPT) -> Float32Array:
    """The adapter of named concepts.

    Parameters
    ----------
    raw : float32 array, shape (names, d)
        The model's vector of each name.
    concept : sequence of int
        The concept of each name, numbered from 0.
    kept : int
        Directions kept.

    Returns
    -------
    float32 array, shape (d + 1, kept)
        The directions, and last the turned mean to be taken away.
    """
    owner = np.asarray(concept)
    wide = raw.astype(np.float64)
    mean = wide.mean(axis=0)
    sums = np.zeros((owner.max() + 1, wide.shape[1]))
    np.add.at(sums, owner, wide)
    count = np.bincount(owner)
    inside = wide - (sums / count[:, None])[owner]
    within = inside.T @ inside / max(1, int((count - 1).sum()))
    even = np.trace(within) / len(within) * np.eye(len(within))
    value, direction = np.linalg.eigh((1.0 - _SHRINK) * within + _SHRINK * even)
    whiten = direction @ np.diag(value**-0.5) @ direction.T
    apart = wide - mean
    _, best = np.linalg.eigh(whiten @ (apart.T @ apart / len(apart)) @ whiten)
    turn: FloatArray = whiten @ best[:, ::-1][:, :kept]
    turn *= np.sign(turn[np.abs(turn).argmax(axis=0), np.arange(turn.shape[1])])  # a sign that no library chooses
    return np.vstack([turn, mean @ turn]).astype(np.float32)


def write_adapter(path: Path) -> None:
    """Learn the adapter from the embedded vocabulary (about a minute) and write it; the extra must be installed."""
    vocabulary = load(DATA)
    names = [(each.it, *each.names) for each in vocabulary.occupations.values()]
    names += [(each.it, *each.names) for each in vocabulary.skills.values()]
    concept = [number for number, each in enumerate(names) for _ in each]
    table = learn(raw_vectors([name for each in names for name in each]), concept)
    content = io.BytesIO()
    np.save(content, (table / np.abs(table).max()).astype(np.float16))  # the length is taken away later
    path.write_bytes(gzip.compress(content.getvalue(), mtime=0))


@cache
def _adapter() -> FloatArray:
    """The table in whole numbers of its own step; only its directions count, not its size."""
    with gzip.open(ADAPTER) as content:
        table: FloatArray = np.load(io.BytesIO(content.read())).astype(np.float64)
    return np.rint(table * _STEPS)
