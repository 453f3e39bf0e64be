"""One changed vacancy in a warm index: its slot, its bits, a column of its own in every table; nothing else moves."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from matcher.criteria import Criterion
from matcher.criteria.base import Mean
from matcher.encode import Shared, Side
from matcher.engine.arithmetic import contribution
from matcher.engine.constraints import broken_by
from matcher.engine.grades import packed, worth
from matcher.engine.jobs import jobs_of
from matcher.engine.people import on_the_sphere
from matcher.engine.rules import SPARE, SPARE_ITEMS
from matcher.engine.words import outlines
from matcher.kernels.layout import WORD

if TYPE_CHECKING:
    from matcher.engine.index import Index

_ITEMS = SPARE_ITEMS // SPARE


def replace(index: Index, vacancy: int, row: Side, shared: Shared) -> None:
    """See `matcher.engine.index.Index.replace_vacancy`."""
    slot = int(index.slots.slot_of[vacancy])
    number = index.changed.setdefault(slot, len(index.changed))
    if number >= SPARE:
        del index.changed[slot]
        msg = f"room for {SPARE} different vacancies that change, all taken; build the index anew"
        raise RuntimeError(msg)
    rooms = np.diff(index.rules.group_start)
    np.maximum(index.rules.group_size, rooms - SPARE + number + 1, out=index.rules.group_size)
    for criterion in range(len(index.forms.looked_up)):
        _regrade(index, criterion, number, row, shared)
    _resettle(index, slot, number, row, shared)
    _remark(index, slot, number, row, shared)


def _regrade(index: Index, number: int, spare: int, row: Side, shared: Shared) -> None:
    """A column of grades of its own; grades that nobody had before find their place among the others."""
    criterion, parts, rules = index.forms.looked_up[number], index.parts[number], index.rules
    value, known, bare = worth(criterion.score(parts, row, shared, index.policy), (len(parts), 1))[:, :, 0]
    ends = np.append(rules.grade_start, rules.grades.shape[1])
    before, old, after = np.split(rules.grades, [ends[number], ends[number + 1]], axis=1)
    had = packed(*(old[line].astype(np.int64) for line in (1, 2, 3)))
    has = packed(value, known, bare)
    every, first = np.unique(np.concatenate([had, has]), return_index=True)
    start = int(sum(len(each) * width for each, width in zip(index.parts[:number], rules.width, strict=False)))
    width = int(rules.width[number])
    table = rules.tables[start : start + len(parts) * width].reshape(-1, width)
    if len(every) > len(had):
        table[:] = np.searchsorted(every, had)[table]
        meaning = np.concatenate([old, _meaning(index, criterion, value, known, bare)], axis=1)[:, first]
        grades = np.ascontiguousarray(np.concatenate([before, meaning, after], axis=1))
        later = np.arange(len(rules.grade_start)) > number
        grade_start = rules.grade_start + later * (len(every) - len(had))
        index.rules = rules._replace(grades=grades, grade_start=grade_start)
    table[:, width - SPARE + spare] = np.searchsorted(every, has)


def _meaning(
    index: Index, criterion: Criterion, value: NDArray[np.int64], known: NDArray[np.int64], bare: NDArray[np.int64]
) -> NDArray[np.int32]:
    points = contribution(value, known, index.policy.weights[criterion.name], index.policy.neutral)
    return np.stack([points, value, known, bare]).astype(np.int32)


def _resettle(index: Index, slot: int, number: int, row: Side, shared: Shared) -> None:
    """Every column of the slot but its position."""
    jobs, rules = index.jobs, index.rules
    keys = (rules.group_start[1:] - SPARE + number)[None, :]
    forms = [criterion.fast for criterion in index.forms.means]
    asked = [form.asked(row, shared) for form in forms if isinstance(form, Mean)]
    wanted = [each.items[int(each.start[0]) : int(each.start[0] + each.size[0])] for each in asked]
    if sum(map(len, wanted)) > _ITEMS:
        msg = f"a changed vacancy may ask for {_ITEMS} items together; build the index anew"
        raise RuntimeError(msg)
    here = shared.places[row["site"]]  # of the many places, the one that is needed
    alone = Side(row.ids, {**row.columns, "site": np.zeros(1, np.int64)})
    own = dataclasses.replace(shared, places=here)
    new = jobs_of(alone, own, index.policy, index.forms, keys, asked, on_the_sphere(here), np.zeros(1, np.int32))
    first = len(jobs.items) - SPARE_ITEMS + number * _ITEMS
    for mean, items in enumerate(wanted):
        new.asked_start[0, mean] = first
        jobs.items[first : first + len(items)] = items
        first += len(items)
    for name in jobs._fields:
        if name not in ("position", "items"):
            getattr(jobs, name)[slot] = getattr(new, name)[0]


def _remark(index: Index, slot: int, number: int, row: Side, shared: Shared) -> None:
    """The slot's bit in every set of its word, and the word's outline."""
    words, jobs, on = index.words, index.jobs, index.encoding.on
    word, bit = divmod(slot, WORD)
    mark = np.uint64(1) << np.uint64(bit)

    def put(bits: NDArray[np.uint64], holds: NDArray[np.bool_]) -> None:
        bits[:, word] = np.where(holds, bits[:, word] | mark, bits[:, word] & ~mark)

    parts = [broken_by(each.constraint, each.split.parts, row, shared, on)[:, 0] for each in index.barriers.taken]
    put(words.broken, np.concatenate([*parts, np.zeros(0, bool)]))
    shut = any(broken_by(constraint, part, row, shared, on)[0, 0] for constraint, part in index.barriers.shut)
    put(words.open[None, :], np.array([not shut]))
    put(words.keyed, np.arange(len(words.keyed)) == len(words.keyed) - SPARE + number)
    for mean in range(len(words.asks)):
        start, count = int(jobs.asked_start[slot, mean]), int(jobs.asked_count[slot, mean])
        put(words.asks[mean], np.isin(np.arange(words.asks.shape[1]), jobs.items[start : start + count]))
        put(words.blank[mean : mean + 1], np.array([count == 0]))
    offered, stated = jobs.offers[slot, 0], jobs.offers[slot, 1]
    put(words.offered, (offered >> np.arange(WORD, dtype=np.uint64)) & np.uint64(1) != 0)
    put(words.stated[None, :], np.array([stated == ~np.uint64(0)]))
    closed = (words.open[word] >> np.arange(WORD, dtype=np.uint64)) & np.uint64(1) == 0
    outline = outlines(jobs, closed, slice(word * WORD, (word + 1) * WORD))
    for name, value in outline.items():
        getattr(words, name)[word] = value[0]
