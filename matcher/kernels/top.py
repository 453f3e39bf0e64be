"""The two searches: best slots of each person, best people of each slot; one kernel, told whose lists to keep."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.kernels.layout import WORD, Jobs, People, Rules, Words, compiled, inlined
from matcher.kernels.person import Desk, empty_desk, lay_out, sit_down
from matcher.kernels.search import Room, by_promise, survey
from matcher.kernels.stages import stages


class Lists(NamedTuple):
    """Lists of the best, one for each person or slot, that go on from one block of people to the next.

    names, ties : int32 (n_lists, k)
        Slots with their positions, or people twice; best first, a tie to the lower; -1 beyond ``kept``.
    best : int64 (n_lists, k)
        Scores in millionths; -1 beyond ``kept``.
    kept : int32 (n_lists,)
    """

    names: NDArray[Any]
    ties: NDArray[Any]
    best: NDArray[Any]
    kept: NDArray[Any]


def empty_lists(n_lists: int, k: int) -> Lists:
    """So many lists of at most ``k`` names."""
    names, ties = np.full((n_lists, k), -1, np.int32), np.full((n_lists, k), -1, np.int32)
    return Lists(names, ties, np.full((n_lists, k), -1, np.int64), np.zeros(n_lists, np.int32))


@inlined
def floor_of(lists: Lists, which: Any) -> Any:
    """The score below which nothing enters a list."""
    k = lists.names.shape[1]
    return lists.best[which, k - 1] if lists.kept[which] == k else np.int64(0)


@inlined
def floor_of_word(lists: Lists, words: Words, word: Any) -> Any:
    """The score below which nothing enters any list of the word's open slots."""
    lowest, opened = np.int64(1 << 62), words.open[word]
    for bit in range(WORD):
        if (opened >> np.uint64(bit)) & np.uint64(1) != 0:
            lowest = min(lowest, floor_of(lists, word * WORD + bit))
    return lowest


@inlined
def insert(lists: Lists, which: Any, name: Any, tie: Any, points: Any) -> None:
    """Put a name into its place in a list: more points first, then the lower tie."""
    names, ties, best, kept = lists.names[which], lists.ties[which], lists.best[which], lists.kept[which]
    k = len(names)
    if kept == k and (points < best[k - 1] or (points == best[k - 1] and tie > ties[k - 1])):
        return
    place = min(kept, k - 1)
    while place > 0 and (points > best[place - 1] or (points == best[place - 1] and tie < ties[place - 1])):
        best[place], names[place], ties[place] = best[place - 1], names[place - 1], ties[place - 1]
        place -= 1
    best[place], names[place], ties[place] = points, name, tie
    lists.kept[which] = min(kept + 1, k)


@compiled
def _search(
    jobs: Jobs,
    words: Words,
    rules: Rules,
    people: People,
    desk: Desk,
    room: Room,
    lists: Lists,
    rows: Any,
    first: Any,
    by_slot: Any,
) -> None:
    floors = room.floors
    for row in range(rows[0], rows[1]):
        if people.barred[row]:
            continue
        sit_down(rules, people, row, desk, len(words.asks))
        survey(words, rules, people, row, desk, room)
        for at in range(by_promise(room)):
            word = room.order[at]
            floor = floors[word] if by_slot else floor_of(lists, row - rows[0])
            if room.promise[word] < floor:
                continue
            found = stages(jobs, words, rules, people, row, desk, room, word, floor)
            for pair in range(found):
                slot = room.slots[pair]
                which = slot if by_slot else np.int64(row - rows[0])
                name, tie = (first + row, first + row) if by_slot else (slot, np.int64(jobs.position[slot]))
                insert(lists, which, name, tie, room.totals[pair])
            if by_slot and found > 0:
                floors[word] = floor_of_word(lists, words, word)
        lay_out(rules, people, row, desk, True)


def search(
    jobs: Jobs,
    words: Words,
    rules: Rules,
    people: People,
    lists: Lists,
    room: Room,
    *,
    rows: tuple[int, int],
    first: int,
    by_slot: bool,
) -> None:
    """Put what some people find into the lists.

    Parameters
    ----------
    jobs, words, rules, people
        Both sides, as `matcher.kernels.layout` describes them.
    lists : Lists
        One for each person asked about, or with ``by_slot`` one for each slot.
    room : Room
        Scratch paper; with ``by_slot`` the same for all people and slots of a thread, as it remembers the floors.
    rows : (int, int)
        The first of the people to be asked about, and the one after the last.
    first : int
        Position of the first of all the people.
    by_slot : bool
        Whose lists they are.
    """
    _search(jobs, words, rules, people, empty_desk(rules), room, lists, rows, first, by_slot)
