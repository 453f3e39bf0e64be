"""The exact top k: words of slots in the order of what they promise, and of a word only what can still enter.

A word is taken in stages. What is cheap comes first, and after each stage those pairs are left behind that could not
reach the floor, the lowest score of a full list, if all that is still missing were at its most.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.kernels.arithmetic import contribution
from matcher.kernels.layout import (
    JOURNEY_WEIGHT,
    MEASURED,
    MILLION,
    NEUTRAL,
    WORD,
    People,
    Rules,
    Words,
    inlined,
    lowest_bit,
)
from matcher.kernels.person import Desk

_EARTH_10M = 637_100.88
STEPS = 256  # words are visited by the step of their promise, highest first
_STEP = 1 << 12  # millionths in a step
UNREACHED = -1
NONE, ALL = np.uint64(0), ~np.uint64(0)


class Room(NamedTuple):
    """Scratch paper of one thread.

    eligible, high, met : uint64 (n_words,)
        Slots that break no constraint of parts with the person; slots among the best of the first group; slots that
        offer something the person needs.
    hit : uint64 (n_marked, n_words)
        Slots that ask for something the person has, for each marked mean.
    promise, journey, order : int64 (n_words,)
        The most that a slot of each word can score, and its journey alone; words in the order of their promise.
    steps : int64 (STEPS,)
    slots, totals, opens : int64 (WORD,)
        Pairs of the word at hand that are still in, their points so far, and the most of what is still missing.
    floors : int64 (n_words,)
        Where lists are kept by slot, the score below which nothing enters a list of the word.
    touched : int64 (3,)
        Words opened, pairs looked at, pairs scored to the end.
    """

    eligible: NDArray[Any]
    high: NDArray[Any]
    met: NDArray[Any]
    hit: NDArray[Any]
    promise: NDArray[Any]
    journey: NDArray[Any]
    order: NDArray[Any]
    steps: NDArray[Any]
    slots: NDArray[Any]
    totals: NDArray[Any]
    opens: NDArray[Any]
    floors: NDArray[Any]
    touched: NDArray[Any]


def empty_room(words: Words) -> Room:
    """Room for these words."""
    n_words = len(words.open)
    bits = [np.zeros(n_words, np.uint64) for _ in range(3)] + [np.zeros(words.blank.shape, np.uint64)]
    numbers = [np.zeros(size, np.int64) for size in (n_words, n_words, n_words, STEPS, WORD, WORD, WORD, n_words, 3)]
    return Room(*bits, *numbers)


@inlined
def journey_most(words: Words, rules: Rules, people: People, word: Any, row: Any) -> Any:
    """The most that the journey to a slot of the word can give, or `UNREACHED` where all are too far."""
    limit, weight = people.limit[row], rules.settings[JOURNEY_WEIGHT]
    x = words.center[word, 0] - people.home[row, 0]
    y = words.center[word, 1] - people.home[row, 1]
    z = words.center[word, 2] - people.home[row, 2]
    # The way is never shorter than the chord; half a unit and a little more is what rounding can take away.
    least = _EARTH_10M * (np.sqrt(x * x + y * y + z * z) - words.center[word, 3]) - 0.51
    if limit >= 0 and least > limit and words.bound_to_place[word] and rules.settings[MEASURED] != 0:
        return np.int64(UNREACHED)
    if weight < 0:
        return np.int64(0)
    if words.any_remote[word]:
        return weight
    unknown = contribution(0, 0, weight, rules.settings[NEUTRAL])
    if limit < 0 or not least >= -1e9:
        return unknown
    travelled = max(least, 0.0) * words.travelled[word] / MILLION - 1.0
    near = min(1.0, 1.0 - travelled / max(limit, 1) + 2e-6)
    most = np.int64(weight * max(near, 0.0)) + 2
    if words.any_unknown[word]:
        most = max(most, unknown)
    return min(most, weight)


@inlined
def gather(bits: Any, into: Any) -> None:
    """Add the bits of a set: whole rows, also words out of reach, go eight words at a stroke."""
    for word in range(len(into)):
        into[word] |= bits[word]


@inlined
def mark_asked(words: Words, rules: Rules, people: People, row: Any, room: Room) -> None:
    """Slots that ask for something the person has."""
    for mean in range(len(words.asks)):
        hit, asks, kind = room.hit[mean], words.asks[mean], rules.mean_row[mean]
        for word in range(len(hit)):
            hit[word] = NONE
        for at in range(people.credit_start[kind, row], people.credit_start[kind, row + 1]):
            part = people.credit_parts[at]
            for item in range(people.item_start[part], people.item_start[part + 1]):
                gather(asks[people.items[item]], hit)


@inlined
def mark(words: Words, people: People, row: Any, desk: Desk, room: Room) -> None:
    """Slots that are eligible, that are among the best of the first group, that offer something the person needs."""
    for word in range(len(words.open)):
        room.eligible[word], room.met[word] = NONE, NONE
        room.high[word] = ALL if desk.high[0] < 0 else NONE
    for at in range(people.broken_start[row], people.broken_start[row + 1]):
        gather(words.broken[people.broken_parts[at]], room.eligible)
    for word in range(len(words.open)):
        room.eligible[word] = words.open[word] & ~room.eligible[word]
    for at in range(people.ended_start[row], people.ended_start[row + 1]):
        slot = people.ended[at]
        room.eligible[slot // WORD] &= ~(np.uint64(1) << np.uint64(slot % WORD))
    for at in range(desk.high[0]):
        gather(words.keyed[desk.high[at + 1]], room.high)
    needs = people.essential[row] | people.preferred[row]
    while needs != 0:
        gather(words.offered[lowest_bit(needs)], room.met)
        needs &= needs - np.uint64(1)


@inlined
def choose_high(words: Words, rules: Rules, desk: Desk) -> None:
    """The jobs of the first group that stand out for the person, unless they are many; then all count as such."""
    desk.high[0] = -1
    if len(words.keyed) == 0:
        return
    level, low, n = desk.row_most[0] // 4, np.int64(0), 0
    for key in range(rules.group_size[0]):
        points = np.int64(desk.rows[key])
        if points <= level:
            low = max(low, points)
        elif n + 1 == len(desk.high):
            return
        else:
            n += 1
            desk.high[n] = key
    desk.high[0] = n
    desk.row_most[len(rules.group_size)] = low


@inlined
def survey(words: Words, rules: Rules, people: People, row: Any, desk: Desk, room: Room) -> None:
    """Bits and promises of every word; a promise is `UNREACHED` where nothing can be proposed."""
    choose_high(words, rules, desk)
    mark(words, people, row, desk, room)
    mark_asked(words, rules, people, row, room)
    for word in range(len(words.open)):
        room.promise[word] = UNREACHED
        if room.eligible[word] != 0:
            room.journey[word] = journey_most(words, rules, people, word, row)
            if room.journey[word] >= 0:
                room.promise[word] = promise(words, desk, room, word)


@inlined
def needs_most(met: Any, stated: Any, desk: Desk) -> Any:
    """The most that the needs can give where they are met, or where not all is stated, if anywhere."""
    if met != 0 or desk.needs[0] <= desk.needs[1]:
        return desk.needs[0]
    return np.int64(0) if stated else desk.needs[1]


@inlined
def beside(words: Words, desk: Desk, room: Room, word: Any) -> Any:
    """The most that a slot of the word can score beside the first group and the leading mean."""
    slots = room.eligible[word]
    total = words.base[word] + room.journey[word] + desk.rest[0]
    total += needs_most(slots & room.met[word], (slots & ~words.stated[word]) == 0, desk)
    for mean in range(1, len(words.asks)):
        most = desk.most[mean, 2]
        if slots & words.blank[mean, word] != 0:
            most = max(most, desk.most[mean, 1])
        if slots & room.hit[mean, word] != 0:
            most = max(most, desk.most[mean, 0])
        total += most
    return total


@inlined
def most_of(slots: Any, high: Any, lead: Any, desk: Desk) -> Any:
    """The most of the first group and the leading mean among some slots; hardly anything where there are none."""
    first = desk.row_most[0] if slots & high != 0 else desk.row_most[len(desk.row_most) - 1]
    return lead + first if slots != 0 else np.int64(-MILLION)


@inlined
def promise(words: Words, desk: Desk, room: Room, word: Any) -> Any:
    """The most that an eligible slot of the word can score."""
    slots, high = room.eligible[word], room.high[word]
    if len(words.asks) == 0:
        return beside(words, desk, room, word) + most_of(slots, high, np.int64(0), desk)
    hit, blank = room.hit[0, word], words.blank[0, word]
    most = most_of(slots & hit, high, desk.most[0, 0], desk)
    most = max(most, most_of(slots & ~hit & blank, high, desk.most[0, 1], desk))
    most = max(most, most_of(slots & ~hit & ~blank, high, desk.most[0, 2], desk))
    return beside(words, desk, room, word) + most


@inlined
def by_promise(room: Room) -> Any:
    """Words that can be reached, the most promising first to within a step; returns how many."""
    for step in range(STEPS):
        room.steps[step] = 0
    for most in room.promise:
        if most >= 0:
            room.steps[STEPS - 1 - min(most // _STEP, STEPS - 1)] += 1
    reached = 0
    for step in range(STEPS):
        reached, room.steps[step] = reached + room.steps[step], reached
    for word in range(len(room.promise)):
        if room.promise[word] >= 0:
            step = STEPS - 1 - min(room.promise[word] // _STEP, STEPS - 1)
            room.order[room.steps[step]] = word
            room.steps[step] += 1
    return reached
