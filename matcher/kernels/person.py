"""One person before the search: what every distinct job and every item is worth to them, and the most of the rest."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.kernels.arithmetic import contribution
from matcher.kernels.layout import NEEDS_WEIGHT, NEUTRAL, People, Rules, inlined


class Desk(NamedTuple):
    """A person's papers, one desk for each thread, cleared for the next person.

    rows : int32
        Points of every distinct job, group by group.
    row_most : int64 (n_groups + 1,)
        The most of each group; last the most of those jobs of the first group that are not among its best.
    credits : int64
        Worth of every item, row by row; 0 for items that no part of the person names.
    most : int64 (n_means, 3)
        The most that each mean can give to a job that asks for something the person has; what it gives to one that asks
        for nothing, and to one that asks for nothing the person has.
    needs : int64 (2,)
        The most that the needs can give, and to a job that offers none of them and has not stated all.
    rest : int64 (2,)
        The most of all groups but the first and of the means that are not marked; and of these means alone.
    high : int64 (65,)
        How many jobs of the first group stand out, or -1, and which.
    column : int32
        Grades of one criterion.
    """

    rows: NDArray[Any]
    row_most: NDArray[Any]
    credits: NDArray[Any]
    most: NDArray[Any]
    needs: NDArray[Any]
    rest: NDArray[Any]
    high: NDArray[Any]
    column: NDArray[Any]


def empty_desk(rules: Rules) -> Desk:
    """A desk for these rules."""
    n_groups = len(rules.group_size)
    widest = int(rules.width.max(initial=0))
    return Desk(
        np.zeros(rules.group_start[n_groups], np.int32),
        np.zeros(n_groups + 1, np.int64),
        np.zeros(rules.row_start[len(rules.row_start) - 1], np.int64),
        np.zeros((len(rules.mean_weight), 3), np.int64),
        np.zeros(2, np.int64),
        np.zeros(2, np.int64),
        np.zeros(65, np.int64),
        np.zeros(widest, np.int32),
    )


@inlined
def best_grades(rules: Rules, people: People, row: Any, criterion: Any, column: Any) -> None:
    """Best grade over the person's parts for every distinct job of a looked-up criterion."""
    width = rules.width[criterion]
    first, last = people.best_start[criterion, row], people.best_start[criterion, row + 1]
    grades = rules.tables[people.best_parts[first] : people.best_parts[first] + width]
    for job in range(width):
        column[job] = grades[job]
    for at in range(first + 1, last):
        grades = rules.tables[people.best_parts[at] : people.best_parts[at] + width]
        for job in range(width):
            column[job] = max(column[job], grades[job])


@inlined
def look_up(rules: Rules, people: People, row: Any, desk: Desk) -> None:
    """Points of every distinct job of every group, and the most of each group."""
    for key in range(len(desk.rows)):
        desk.rows[key] = 0
    for criterion in range(len(rules.width)):
        best_grades(rules, people, row, criterion, desk.column)
        group = rules.group_of[criterion]
        start, size = rules.group_start[group], rules.group_size[group]
        job_of = rules.job_of[rules.job_start[criterion] : rules.job_start[criterion] + size]
        points = rules.grades[0, rules.grade_start[criterion] :]
        for key in range(size):
            desk.rows[start + key] += points[desk.column[job_of[key]]]
    desk.row_most[0], desk.row_most[len(rules.group_size)] = 0, 0
    for group in range(len(rules.group_size)):
        most, start = np.int64(0), rules.group_start[group]
        for key in range(start, start + rules.group_size[group]):
            most = max(most, np.int64(desk.rows[key]))
        desk.row_most[group] = most


@inlined
def lay_out(rules: Rules, people: People, row: Any, desk: Desk, clear: Any) -> None:
    """Lay the credits of the person's parts side by side, or take them away again."""
    for kind in range(len(rules.row_start) - 1):
        start = rules.row_start[kind]
        for at in range(people.credit_start[kind, row], people.credit_start[kind, row + 1]):
            part = people.credit_parts[at]
            first, last = people.item_start[part], people.item_start[part + 1]
            if first < last and people.items[last - 1] - people.items[first] == last - first - 1:
                # A run of items, as rising as they are, is laid out at one stroke.
                run = desk.credits[start + people.items[first] :]
                worth = people.worth[first:last]
                for item in range(last - first):
                    run[item] = 0 if clear else worth[item]
                continue
            for item in range(first, last):
                desk.credits[start + people.items[item]] = 0 if clear else people.worth[item]


@inlined
def the_most(rules: Rules, people: People, row: Any, desk: Desk, n_marked: Any) -> None:
    """The most that each mean, and the needs, can give: all, unless nothing of the person is known."""
    neutral = rules.settings[NEUTRAL]
    desk.rest[1] = 0
    for mean in range(len(rules.mean_weight)):
        kind, weight = rules.mean_row[mean], rules.mean_weight[mean]
        known = people.otherwise[kind, row] > 0
        nothing = contribution(0, 0, weight, neutral)
        desk.most[mean, 1], desk.most[mean, 2] = nothing, 0 if known else nothing
        for at in range(people.credit_start[kind, row], people.credit_start[kind, row + 1]):
            part = people.credit_parts[at]
            known = known or people.item_start[part + 1] > people.item_start[part]
        desk.most[mean, 0] = weight if known else nothing
        if mean >= n_marked:
            desk.rest[1] += desk.most[mean, 0]
    weight = rules.settings[NEEDS_WEIGHT]
    needy = people.needs_known[row] and (people.essential[row] | people.preferred[row]) != 0
    nothing = contribution(0, 0, max(weight, 0), neutral)
    desk.needs[0], desk.needs[1] = max(weight, 0) if needy else nothing, nothing
    desk.rest[0] = desk.rest[1]
    for group in range(1, len(rules.group_size)):
        desk.rest[0] += desk.row_most[group]


@inlined
def sit_down(rules: Rules, people: People, row: Any, desk: Desk, n_marked: Any) -> None:
    """Everything about a person that does not depend on the pair."""
    look_up(rules, people, row, desk)
    lay_out(rules, people, row, desk, False)
    the_most(rules, people, row, desk, n_marked)
