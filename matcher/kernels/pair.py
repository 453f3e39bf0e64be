"""One pair, criterion by criterion: points to rank by, values to tell."""

from __future__ import annotations

from typing import Any

import numpy as np

from matcher.kernels.arithmetic import contribution, rounded, share, tens_of_metres
from matcher.kernels.layout import (
    ESSENTIAL,
    HARD_TO_REACH,
    JOURNEY_WEIGHT,
    KNOWN_SHIFT,
    MEASURED,
    MILLION,
    NEEDS_WEIGHT,
    NEUTRAL,
    REMOTE,
    Jobs,
    People,
    Rules,
    bit_count,
    inlined,
)
from matcher.kernels.person import Desk

_LOW = (1 << KNOWN_SHIFT) - 1
OUT = -1  # no score is negative: the pair breaks a constraint, or cannot reach the floor


@inlined
def mean_of(jobs: Jobs, rules: Rules, people: People, desk: Desk, mean: Any, slot: Any, row: Any) -> Any:
    """Worth of the asked items together, and the weight of those that are known."""
    kind = rules.mean_row[mean]
    worth = desk.credits[rules.row_start[kind] :]
    start, count = jobs.asked_start[slot, mean], jobs.asked_count[slot, mean]
    total = np.int64(0)
    for item in jobs.items[start : start + count]:
        total += worth[item]
    return total & _LOW, (total >> KNOWN_SHIFT) + np.int64(count) * people.otherwise[kind, row]


@inlined
def mean_points(jobs: Jobs, rules: Rules, people: People, desk: Desk, mean: Any, slot: Any, row: Any) -> Any:
    """Contribution of a criterion that is a mean."""
    worth, known = mean_of(jobs, rules, people, desk, mean, slot, row)
    total = np.int64(jobs.asked_total[slot, mean])
    value = share(worth, max(known, 1))
    if total < rules.parts.shape[1]:
        return rounded(np.int64(rules.parts[mean, total, known, 0]) * value) + rules.parts[mean, total, known, 1]
    return contribution(value, share(known * MILLION, total), rules.mean_weight[mean], rules.settings[NEUTRAL])


@inlined
def needs_of(jobs: Jobs, rules: Rules, people: People, slot: Any, row: Any) -> Any:
    """Value, known and bare value of the needs."""
    essential, preferred = people.essential[row], people.preferred[row]
    offered, stated, by_job = jobs.offers[slot, 0], jobs.offers[slot, 1], jobs.offers[slot, 2]
    weight = rules.settings[ESSENTIAL]
    total = weight * np.int64(bit_count(essential)) + MILLION * np.int64(bit_count(preferred))
    assessed = weight * np.int64(bit_count(essential & stated)) + MILLION * np.int64(bit_count(preferred & stated))
    met = weight * np.int64(bit_count(essential & offered)) + MILLION * np.int64(bit_count(preferred & offered))
    bare = weight * np.int64(bit_count(essential & by_job)) + MILLION * np.int64(bit_count(preferred & by_job))
    known = share(MILLION * assessed, max(total, 1)) if people.needs_known[row] else np.int64(0)
    return share(MILLION * met, max(assessed, 1)), known, share(MILLION * bare, max(assessed, 1))


@inlined
def needs_points(jobs: Jobs, rules: Rules, people: People, slot: Any, row: Any) -> Any:
    """Contribution of the needs; 0 where no criterion reads them."""
    weight = rules.settings[NEEDS_WEIGHT]
    if weight < 0:
        return np.int64(0)
    value, known, _ = needs_of(jobs, rules, people, slot, row)
    return contribution(value, known, weight, rules.settings[NEUTRAL])


@inlined
def journey_of(jobs: Jobs, rules: Rules, people: People, slot: Any, row: Any, distance: Any) -> Any:
    """Value and known share of the journey."""
    limit, remote = people.limit[row], jobs.remote[slot]
    if remote >= rules.settings[REMOTE]:
        return MILLION, MILLION
    if distance < 0 or limit < 0:
        return 0, 0
    travelled = share(distance * (MILLION - max(remote, 0)), MILLION)
    near = MILLION - min(MILLION, share(MILLION * travelled, max(limit, 1)))
    if distance <= people.alone[row] or (people.by_transport[row] and jobs.served[slot]):
        return near, MILLION
    return share(near * rules.settings[HARD_TO_REACH], MILLION), MILLION


@inlined
def journey_points(jobs: Jobs, rules: Rules, people: People, slot: Any, row: Any) -> Any:
    """Contribution of the journey, `OUT` where it is farther than the person can travel."""
    limit, remote, weight = people.limit[row], jobs.remote[slot], rules.settings[JOURNEY_WEIGHT]
    distance = np.int64(-1)
    if limit >= 0 and remote < rules.settings[REMOTE]:
        distance = tens_of_metres(jobs.site, jobs.degrees, slot, people.home, people.degrees, row)
        if rules.settings[MEASURED] != 0 and remote >= 0 and distance > limit:
            return np.int64(OUT)
    if weight < 0:
        return np.int64(0)
    value, known = journey_of(jobs, rules, people, slot, row, distance)
    return rounded(weight * value) if known != 0 else contribution(0, 0, weight, rules.settings[NEUTRAL])


@inlined
def looked_up(jobs: Jobs, rules: Rules, desk: Desk, slot: Any) -> Any:
    """Points that do not depend on the person, and those that are looked up."""
    total = np.int64(jobs.base[slot])
    for group in range(len(rules.group_size)):
        total += desk.rows[jobs.keys[slot, group]]
    return total
