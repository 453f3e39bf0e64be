"""One word against one person, in stages: those left behind that can no longer reach the floor."""

from __future__ import annotations

from typing import Any

import numpy as np

from matcher.kernels.layout import WORD, Jobs, People, Rules, Words, inlined, lowest_bit
from matcher.kernels.pair import journey_points, looked_up, mean_points, needs_points
from matcher.kernels.person import Desk
from matcher.kernels.search import ALL, NONE, Room, beside, needs_most

_ONE = np.uint64(1)
JOURNEY_AFTER = 1  # means that go before the journey


@inlined
def worth_a_look(slots: Any, high: Any, lead: Any, desk: Desk, bound: Any) -> Any:
    """Those of some slots that can still reach the floor, which is ``bound`` above nothing."""
    if bound + lead + desk.row_most[0] < 0:
        return NONE
    return slots & (high if bound + lead + desk.row_most[len(desk.row_most) - 1] < 0 else ALL)


@inlined
def candidates_of(words: Words, desk: Desk, room: Room, word: Any, floor: Any) -> Any:
    """Slots of the word worth a look, by what the leading mean, the first group and the word as a whole promise."""
    bound, slots, high = beside(words, desk, room, word) - floor, room.eligible[word], room.high[word]
    if len(words.asks) == 0:
        return worth_a_look(slots, high, np.int64(0), desk, bound)
    hit, blank = room.hit[0, word], words.blank[0, word]
    chosen = worth_a_look(slots & hit, high, desk.most[0, 0], desk, bound)
    chosen |= worth_a_look(slots & ~hit & blank, high, desk.most[0, 1], desk, bound)
    return chosen | worth_a_look(slots & ~hit & ~blank, high, desk.most[0, 2], desk, bound)


@inlined
def first_stage(
    jobs: Jobs, words: Words, rules: Rules, people: People, row: Any, desk: Desk, room: Room, word: Any, floor: Any
) -> Any:
    """What is looked up, and what the bits say of the means and the needs; returns how many are still in."""
    n, slots = 0, candidates_of(words, desk, room, word, floor)
    while slots != 0:
        bit = lowest_bit(slots)
        slots &= slots - _ONE
        slot = word * WORD + np.int64(bit)
        total, rest = looked_up(jobs, rules, desk, slot), desk.rest[1]
        rest += needs_most((room.met[word] >> bit) & _ONE, (words.stated[word] >> bit) & _ONE != 0, desk)
        for mean in range(len(words.asks)):
            if (room.hit[mean, word] >> bit) & _ONE == 0:
                total += desk.most[mean, 1 if (words.blank[mean, word] >> bit) & _ONE != 0 else 2]
            else:
                rest += desk.most[mean, 0]
        room.touched[1] += 1
        rest += room.journey[word]
        room.slots[n], room.totals[n], room.opens[n] = slot, total, rest
        n += total + rest >= floor
    return n


@inlined
def journey_stage(
    jobs: Jobs, rules: Rules, people: People, row: Any, desk: Desk, room: Room, n: Any, floor: Any, most: Any
) -> Any:
    """The journey of those still in, for which there was ``most``; who is too far is out."""
    left = 0
    for at in range(n):
        slot, rest = room.slots[at], room.opens[at] - most
        journey = journey_points(jobs, rules, people, slot, row)
        total = room.totals[at] + journey
        room.slots[left], room.totals[left], room.opens[left] = slot, total, rest
        left += (journey >= 0) & (total + rest >= floor)
    return left


@inlined
def mean_stage(
    jobs: Jobs, rules: Rules, people: People, row: Any, desk: Desk, room: Room, n: Any, floor: Any, mean: Any, hit: Any
) -> Any:
    """One more mean of those still in; where it is marked, of those that ask for something the person has."""
    left = 0
    for at in range(n):
        slot, rest, total = room.slots[at], room.opens[at], room.totals[at]
        if (hit >> np.uint64(slot % WORD)) & _ONE != 0:
            total += mean_points(jobs, rules, people, desk, mean, slot, row)
            rest -= desk.most[mean, 0]
        room.slots[left], room.totals[left], room.opens[left] = slot, total, rest
        left += total + rest >= floor
    return left


@inlined
def stages(
    jobs: Jobs, words: Words, rules: Rules, people: People, row: Any, desk: Desk, room: Room, word: Any, floor: Any
) -> Any:
    """Scores of the pairs of the word that can reach the floor, into ``room``; returns how many."""
    room.touched[0] += 1
    n = first_stage(jobs, words, rules, people, row, desk, room, word, floor)
    n_means = len(rules.mean_row)
    for mean in range(n_means + 1):
        if mean == min(JOURNEY_AFTER, n_means):
            n = journey_stage(jobs, rules, people, row, desk, room, n, floor, room.journey[word])
        if mean < n_means:
            hit = room.hit[mean, word] if mean < len(words.asks) else ALL
            n = mean_stage(jobs, rules, people, row, desk, room, n, floor, mean, hit)
    room.touched[2] += n
    for at in range(n):
        if room.opens[at] > 0:
            room.totals[at] += needs_points(jobs, rules, people, room.slots[at], row)
    return n
