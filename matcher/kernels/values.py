"""What each criterion gave the winning pairs: value, known share, value without accommodations."""

from __future__ import annotations

from typing import Any

import numpy as np

from matcher.kernels.arithmetic import share, tens_of_metres
from matcher.kernels.layout import (
    FIXED,
    JOURNEY,
    KNOWN_SHIFT,
    LOOKED_UP,
    MEAN,
    MILLION,
    Jobs,
    People,
    Rules,
    compiled,
    inlined,
)
from matcher.kernels.pair import journey_of, mean_of, needs_of
from matcher.kernels.person import Desk, empty_desk, lay_out


@inlined
def grade_of(jobs: Jobs, rules: Rules, people: People, criterion: Any, slot: Any, row: Any) -> Any:
    """Best grade over the person's parts of one looked-up criterion."""
    group = rules.group_of[criterion]
    key = np.int64(jobs.keys[slot, group]) - rules.group_start[group]
    job = rules.job_of[rules.job_start[criterion] + key]
    best = np.int64(0)
    for at in range(people.best_start[criterion, row], people.best_start[criterion, row + 1]):
        best = max(best, rules.tables[people.best_parts[at] + job])
    return rules.grade_start[criterion] + best


@inlined
def bare_worth(jobs: Jobs, rules: Rules, desk: Desk, mean: Any, slot: Any) -> Any:
    """Worth of the asked items together without accommodations."""
    start = rules.row_start[rules.mean_row[mean]]
    total = np.int64(0)
    first = jobs.asked_start[slot, mean]
    for item in jobs.items[first : first + jobs.asked_count[slot, mean]]:
        total += desk.credits[start + rules.bare[start + np.int64(item)]]
    return total & ((1 << KNOWN_SHIFT) - 1)


@inlined
def mean_values(jobs: Jobs, rules: Rules, people: People, desk: Desk, mean: Any, slot: Any, row: Any) -> Any:
    """Value, known and bare value of a criterion that is a mean."""
    worth, known = mean_of(jobs, rules, people, desk, mean, slot, row)
    bare = bare_worth(jobs, rules, desk, mean, slot)
    weight = max(known, 1)
    part = share(known * MILLION, max(np.int64(jobs.asked_total[slot, mean]), 1))
    return share(worth, weight), part, share(bare, weight)


def values(jobs: Jobs, rules: Rules, people: People, rows: Any, slots: Any) -> Any:
    """Value, known and bare value of every criterion for some pairs.

    Parameters
    ----------
    jobs, rules, people
        Both sides, as `matcher.kernels.layout` describes them.
    rows, slots : int64 (n_pairs,)
        Fastest where the pairs of one person stand together.

    Returns
    -------
    int32 (3, n_pairs, n_criteria)
        Millionths.
    """
    n_criteria = len(rules.kind)
    found = np.zeros((3, len(rows), n_criteria), np.int32)
    _fill(jobs, rules, people, empty_desk(rules), rows, slots, found)
    return found


@compiled
def _fill(jobs: Jobs, rules: Rules, people: People, desk: Desk, rows: Any, slots: Any, found: Any) -> None:
    seated = np.int64(-1)
    n_criteria = len(rules.kind)
    for pair in range(len(rows)):
        row, slot = rows[pair], slots[pair]
        if row != seated:
            if seated >= 0:
                lay_out(rules, people, seated, desk, True)
            lay_out(rules, people, row, desk, False)
            seated = row
        for criterion in range(n_criteria):
            kind, number = rules.kind[criterion], rules.number[criterion]
            value, known, bare = np.int64(0), np.int64(0), np.int64(0)
            if kind == FIXED:
                value, known, bare = (
                    jobs.fixed[slot, number, 0],
                    jobs.fixed[slot, number, 1],
                    jobs.fixed[slot, number, 2],
                )
            elif kind == LOOKED_UP:
                grade = grade_of(jobs, rules, people, number, slot, row)
                value, known, bare = rules.grades[1, grade], rules.grades[2, grade], rules.grades[3, grade]
            elif kind == MEAN:
                value, known, bare = mean_values(jobs, rules, people, desk, number, slot, row)
            elif kind == JOURNEY:
                far = tens_of_metres(jobs.site, jobs.degrees, slot, people.home, people.degrees, row)
                value, known = journey_of(jobs, rules, people, slot, row, far)
                bare = value
            else:
                value, known, bare = needs_of(jobs, rules, people, slot, row)
            found[0, pair, criterion], found[1, pair, criterion], found[2, pair, criterion] = value, known, bare
