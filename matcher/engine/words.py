"""Words of sixty-four slots: which are open, what breaks them, where they lie, the most they promise."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from matcher.encode.joint import REMOTE
from matcher.engine.constraints import Barriers, as_words
from matcher.kernels.layout import WORD, Jobs, Rules, Words
from matcher.policy import MILLION

_MOST_MARKS = 1 << 23  # words of bits, 64 MB
_SLACK = 1e-9  # of the sphere's radius, six millimetres: more than adding coordinates can lose


def _around(sites: NDArray[np.float64]) -> NDArray[np.float64]:
    """A point and the distance from it within which the known sites of each word lie; NaN where none is known."""
    known = np.isfinite(sites[:, :, :1])
    count = known.sum(axis=1)
    center = np.where(known, sites, 0.0).sum(axis=1) / np.where(count > 0, count, np.nan)
    far = np.sqrt(((sites - center[:, None, :]) ** 2).sum(axis=2))
    radius = np.where(np.isnan(far), 0.0, far).max(axis=1) + _SLACK
    return np.column_stack([center, radius])


def _keyed(jobs: Jobs, rules: Rules, n_words: int) -> NDArray[np.uint64]:
    """The slots of each distinct job of the first group."""
    n_keys = int(rules.group_start[1]) if len(rules.group_size) else 0
    if n_keys * n_words > _MOST_MARKS:
        n_keys = 0
    marks = np.zeros((n_keys, n_words), np.uint64)
    if n_keys:
        slot = np.arange(n_words * WORD)
        np.bitwise_or.at(marks, (jobs.keys[:, 0], slot // WORD), np.uint64(1) << (slot % WORD).astype(np.uint64))
    return marks


def _bits(holds: NDArray[np.bool_]) -> NDArray[np.uint64]:
    """Sixty-four slots to a word, along the last axis."""
    return np.ascontiguousarray(np.packbits(holds, axis=-1, bitorder="little")).view(np.uint64)


def _asks(jobs: Jobs, rules: Rules, n_words: int) -> NDArray[np.uint64]:
    """The slots that ask for each item, for the first means, as far as they read the same row of credits."""
    same = np.cumprod(rules.mean_row == rules.mean_row[:1]).sum()
    n_items = int(rules.row_start[rules.mean_row[0] + 1] - rules.row_start[rules.mean_row[0]]) if same else 0
    if n_items * n_words * same > _MOST_MARKS:
        same = 0
    marks = np.zeros((same, n_items, n_words), np.uint64)
    for mean in range(same):
        count = jobs.asked_count[:, mean].astype(np.int64)
        slot = np.repeat(np.arange(len(count)), count)
        first = np.repeat(jobs.asked_start[:, mean] - np.cumsum(count) + count, count)
        items = jobs.items[first + np.arange(len(slot))]
        np.bitwise_or.at(marks[mean], (items, slot // WORD), np.uint64(1) << (slot % WORD).astype(np.uint64))
    return marks


def _offered(jobs: Jobs) -> NDArray[np.uint64]:
    """The slots where each accommodation is available or met by the job."""
    codes = np.arange(WORD, dtype=np.uint64)[:, None]
    return _bits((jobs.offers[:, 0] >> codes) & np.uint64(1) != 0)


def outlines(jobs: Jobs, closed: NDArray[np.bool_], slots: slice) -> dict[str, NDArray[np.generic]]:
    """Where some whole words lie and the most they promise: all of `Words` that is not bits."""
    remote, sites = jobs.remote[slots], jobs.site[slots]
    known = np.isfinite(sites[:, 0])
    stays = closed | (known & (remote >= 0) & (remote < REMOTE))
    travelled = np.where(closed, MILLION, MILLION - np.maximum(remote, 0))
    by_word = (-1, WORD)
    return {
        "center": _around(sites.reshape(-1, WORD, 3)),
        "travelled": travelled.reshape(by_word).min(axis=1),
        "bound_to_place": stays.reshape(by_word).all(axis=1),
        "any_remote": ((remote >= REMOTE) & ~closed).reshape(by_word).any(axis=1),
        "any_unknown": (~known & ~closed).reshape(by_word).any(axis=1),
        "base": np.where(closed, 0, jobs.base[slots]).reshape(by_word).max(axis=1).astype(np.int32),
    }


def words(jobs: Jobs, rules: Rules, barriers: Barriers) -> Words:
    """Gather the slots by word."""
    closed = barriers.closed[jobs.position] | (jobs.position < 0)
    bits = [as_words(each.broken, jobs.position) for each in barriers.taken]
    n_words = len(jobs.position) // WORD
    asks = _asks(jobs, rules, n_words)
    return Words(
        broken=np.ascontiguousarray(np.concatenate([*bits, np.zeros((0, n_words), np.uint64)])),
        open=_bits(~closed),
        asks=asks,
        blank=_bits(np.ascontiguousarray(jobs.asked_count.T[: len(asks)] == 0)),
        offered=_offered(jobs),
        stated=_bits(jobs.offers[:, 1] == ~np.uint64(0)),
        keyed=_keyed(jobs, rules, n_words),
        **outlines(jobs, closed, slice(None)),
    )
