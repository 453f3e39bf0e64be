"""The same score, once more, over blocks in pandas and NumPy: every pair, every criterion, every constraint.

Written from docs/criteria.md and docs/constraints.md without the engine's code, vectorised as such code is: one
block of people against all vacancies, matrix products where there are sums over words, exact whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from api.measuring.columns import Array, Columns
from models.accommodations import catalogue
from models.vocabulary import TRAVEL

MILLION = 1_000_000
_REMOTE = 800_000
_WEEK = 7 * 24 * 60
_HOUR = 60
_ALL_LEVELS = 5
_EARTH_KM = 6371.0088
_BELOW_TITLE = np.array([MILLION, 400_000, 100_000, 0, 0, 0, 0, 0, 0])
_BELOW_LEVEL = np.array([MILLION, 600_000, 300_000, 0, 0, 0, 0])
Both = tuple[Array, Array]  # value and how much of it is known, millionths


class Blocks:
    """Block by block scores of the whole market."""

    def __init__(self, columns: Columns, weights: Mapping[str, int], neutral: int, settings: Mapping[str, int]) -> None:
        """Lay out what does not change from block to block."""
        self.people = {name: columns.people[name].to_numpy() for name in columns.people}
        self.jobs = {name: columns.jobs[name].to_numpy() for name in columns.jobs}
        self.at, self.ended = columns.matrices, columns.ended
        self.weights, self.neutral, self.settings = weights, neutral, settings
        self._demand_tables = self._demands_by_level()
        self._offered = self._offered_by_the_job()

    def _demands_by_level(self) -> Array:
        """Weight × worth of each demand for each capacity: shape (5 × 36, m), and the weights alone after them."""
        asked, bridged = self.at["asked"].clip(0).T, self.at["bridged"].T
        near, over = self.settings["near_limit"], self.settings["just_over_limit"]
        worth = []
        for capacity in range(_ALL_LEVELS):
            base = np.where(capacity == asked, near, np.where(capacity == asked - 1, over, 0))
            easy = (capacity > asked) | (capacity == _ALL_LEVELS - 1) | ((bridged > 0) & (capacity + bridged >= asked))
            worth.append(asked * np.where(easy, MILLION, base))
        return np.concatenate([*worth, np.tile(asked, (_ALL_LEVELS, 1))]).astype(np.float64)

    def _offered_by_the_job(self) -> Array:
        """What each job offers without any change; shape (m, accommodations)."""
        jobs, codes = self.jobs, list(catalogue())
        home, times = jobs["remote"] >= _REMOTE, self.at["times_asked"].sum(axis=1)
        high, settings = jobs["high"], self.settings
        offered = np.zeros((len(home), len(codes)), np.int64)
        for code, holds in {
            "step_free_access": home | (jobs["step_free"] == 1),
            "near_transport": home | (jobs["transport"] == 1),
            "reserved_parking": home,
            "company_transport": home,
            "part_time": (high >= 0) & (high * MILLION <= settings["part_time_hours"] * _HOUR),
            "remote_work": jobs["remote"] >= settings["remote_work_share"],
            "fixed_shift": times == 1,
            "no_public_contact": jobs["contact"] == 0,
        }.items():
            offered[:, codes.index(code)] = holds
        return offered

    def scores(self, start: int, stop: int) -> Array:
        """Scores of the people ``start`` to ``stop`` with every vacancy, millionths; -1 where a constraint breaks."""
        rows = slice(start, stop)
        distance = self._distance(rows)
        total = np.zeros(distance.shape, np.int64)
        for name, (value, known) in self._criteria(rows, distance):
            certain = _nearest(known * self.weights[name])
            total += _nearest(certain * value) + _nearest((self.weights[name] - certain) * self.neutral)
        total[self._broken(rows, distance)] = -1
        inside = (self.ended[:, 0] >= start) & (self.ended[:, 0] < stop)
        total[self.ended[inside, 0] - start, self.ended[inside, 1]] = -1
        return total

    def _distance(self, rows: slice) -> Array:
        home, site = np.radians(self.at["home"][rows])[:, None, :], np.radians(self.at["site"])[None, :, :]
        half = np.sin((site - home) / 2)
        chord = half[..., 0] ** 2 + np.cos(home[..., 0]) * np.cos(site[..., 0]) * half[..., 1] ** 2
        tens = np.rint(2 * _EARTH_KM * np.arcsin(np.sqrt(chord.clip(0, 1))) * 100)
        return np.where(np.isnan(tens), -1, tens).astype(np.int64)

    def _criteria(self, rows: slice, distance: Array) -> Iterator[tuple[str, Both]]:
        person, job, at = {name: cells[rows, None] for name, cells in self.people.items()}, self.jobs, self.at
        for name in ("required", "preferred"):
            asked = at[name]
            count = np.asarray(asked.sum(axis=1)).ravel()
            sums = np.asarray(asked @ at["credit"][rows].T).T
            known = person["skills_known"] & (job[f"{name}_known"] & (count > 0))
            yield f"skills_{name}", (sums // np.maximum(count, 1), known * MILLION)
        occupation = at["occupation"]
        for criterion, name, unit in (("occupation", "held", MILLION), ("wishes", "sought", 1)):
            known = person[f"{name}_known"] & (occupation >= 0)
            yield criterion, ((at[name][rows] // unit)[:, occupation], known * MILLION)
        yield "demands", self._demands(rows)
        yield "accommodations", self._accommodations(rows, person["needs_known"])
        short = (job["education"] - person["education"]).clip(0, len(_BELOW_TITLE) - 1)
        both = (person["education"] >= 0) & (job["education"] >= 0)
        yield "education", (_BELOW_TITLE[short], both * MILLION)
        yield "languages", self._languages(rows, person["languages_known"])
        yield "commute", self._commute(rows, distance, person["limit"])
        yield "working_time", self._hours(rows, person)
        share = np.minimum(MILLION, MILLION * job["gap"].clip(0) // np.maximum(job["quota"], 1))
        urgency = np.where(job["gap"] > 0, MILLION // 2 + (MILLION - MILLION // 2) * share // MILLION, 0)
        yield "quota_urgency", (urgency[None, :], ((job["gap"] >= 0) * MILLION)[None, :])

    def _demands(self, rows: slice) -> Both:
        capacity = self.at["capacities"][rows]
        has = np.concatenate([capacity == level for level in range(_ALL_LEVELS)], axis=1).astype(np.float64)
        half = len(self._demand_tables) // 2
        value = (has @ self._demand_tables[:half]).astype(np.int64)  # whole numbers below 2**53: exact
        weight = (has @ self._demand_tables[half:]).astype(np.int64)
        total = self.at["asked"].clip(0).sum(axis=1)[None, :]
        return value // np.maximum(weight, 1), weight * MILLION // np.maximum(total, 1)

    def _accommodations(self, rows: slice, known: Array) -> Both:
        at, twice = self.at, self.settings["essential_weight"]
        need = (at["essential"][rows] * twice + at["preferred_needs"][rows] * MILLION).astype(np.float64)
        has = ((at["available"] + self._offered) > 0).astype(np.float64)
        stated = (has + at["refused"] + self.jobs["available_known"][:, None]) > 0
        met, assessed = (need @ has.T).astype(np.int64), (need @ stated.T.astype(np.float64)).astype(np.int64)
        total = need.sum(axis=1).astype(np.int64)[:, None]
        share = MILLION * assessed // np.maximum(total, 1)
        return MILLION * met // np.maximum(assessed, 1), np.where(known, share, 0)

    def _languages(self, rows: slice, known: Array) -> Both:
        spoken, asked = self.at["spoken"][rows], self.at["spoken_asked"]
        count = (asked > 0).sum(axis=1)
        total = np.zeros((len(spoken), len(asked)), np.int64)
        for has, wants in zip(spoken.T[:, :, None], asked.T[:, None, :], strict=True):
            total += np.where((wants > 0) & (has > 0), _BELOW_LEVEL[(wants - has).clip(0)], 0)
        return total // np.maximum(count, 1), (known & (count > 0)) * MILLION

    def _commute(self, rows: slice, distance: Array, limit: Array) -> Both:
        travel = {word: self.at["travel"][rows, position, None] > 0 for position, word in enumerate(TRAVEL)}
        job, settings, remote = self.jobs, self.settings, self.jobs["remote"]
        reached = travel["car"] | travel["accompanied"] | (travel["public_transport"] & (job["transport"] != 0))
        reached = reached | (travel["walking"] & (distance * 10_000 <= settings["walking_km"]))
        reached = reached | (travel["bicycle"] & (distance * 10_000 <= settings["bicycle_km"]))
        reached |= self.at["travel"][rows].sum(axis=1)[:, None] == 0
        travelled = distance * (MILLION - remote.clip(0)) // MILLION
        near = MILLION - np.minimum(MILLION, MILLION * travelled // np.maximum(limit, 1))
        value = near * np.where(reached, MILLION, settings["hard_to_reach"]) // MILLION
        at_home = remote >= _REMOTE
        known = at_home | ((distance >= 0) & (limit >= 0))
        return np.where(at_home, MILLION, value), known * MILLION

    def _hours(self, rows: slice, person: Mapping[str, Array]) -> Both:
        job = self.jobs
        stated = ((person["low"] >= 0) | (person["high"] >= 0)) & ((job["low"] >= 0) | (job["high"] >= 0))
        low, least = person["low"].clip(0), job["low"].clip(0)
        high = np.where(person["high"] < 0, _WEEK, person["high"])
        most = np.where(job["high"] < 0, _WEEK, job["high"])
        common = (np.minimum(high, most) - np.maximum(low, least) + _HOUR).clip(0)
        hours = (MILLION * common // (np.minimum(high - low, most - least) + _HOUR)).clip(0, MILLION)
        times, asked = self.at["times"][rows], self.at["times_asked"]
        known = (times.sum(axis=1) > 0)[:, None] & (asked.sum(axis=1) > 0)
        fits = (~self._times_missing(rows)) * MILLION
        parts = stated.astype(np.int64) + known
        return (stated * hours + known * fits) // np.maximum(parts, 1), parts * (MILLION // 2)

    def _times_missing(self, rows: slice) -> Array:
        """Where some time that the job needs is not among the person's."""
        without = (self.at["times"][rows] == 0).astype(np.float64)
        missing: Array = without @ self.at["times_asked"].T.astype(np.float64) > 0
        return missing

    def _broken(self, rows: slice, distance: Array) -> Array:
        person, job, at = {name: cells[rows, None] for name, cells in self.people.items()}, self.jobs, self.at
        shut: Array = person["shut"] | job["shut"] | ((job["closes"] >= 0) & (person["free"] > job["closes"]))
        shut |= (job["for_disabled"] & (person["side"] == 1)) | (job["for_art18"] & (person["side"] == 0))
        papers = (at["papers"][rows] == 0).astype(np.float64) @ at["papers_asked"].T.astype(np.float64) > 0
        shut |= person["licences_known"] & papers
        shut |= (at["times"][rows].sum(axis=1) > 0)[:, None] & self._times_missing(rows)
        shut |= ((job["high"] >= 0) & (person["low"] > job["high"])) | (
            (person["high"] >= 0) & (job["low"] > person["high"])
        )
        shut |= (job["remote"] >= 0) & (job["remote"] < _REMOTE) & (person["limit"] >= 0) & (distance > person["limit"])
        shut |= at["never"][rows].astype(np.float64) @ (at["asked"] > 0).T.astype(np.float64) > 0
        shut |= at["essential"][rows].astype(np.float64) @ at["refused"].T.astype(np.float64) > 0
        reach = np.where(job["available_known"][:, None], at["asked"] - at["bridged"], 0)
        for capacity, asked in zip(at["capacities"][rows].T[:, :, None], reach.T[:, None, :], strict=True):
            if (asked > 0).any():
                shut |= (capacity >= 0) & (capacity < asked)
        return shut

    def top_k(self, k: int, *, block_rows: int = 64, threads: int = 2, stop: int | None = None) -> Array:
        """Person, vacancy and score of every winning pair, best first; a tie to the lower vacancy. Shape (pairs, 3)."""
        from threadpoolctl import threadpool_limits

        n = min(len(self.at["home"]), stop or len(self.at["home"]))
        starts = range(0, n, block_rows)
        with threadpool_limits(1), ThreadPoolExecutor(threads) as pool:  # the blocks are the threads
            parts = list(pool.map(lambda start: self._best(start, min(start + block_rows, n), k), starts))
        return np.concatenate(parts) if parts else np.zeros((0, 3), np.int64)

    def _best(self, start: int, stop: int, k: int) -> Array:
        scores = self.scores(start, stop)
        m = scores.shape[1]
        # One whole number that falls in the order wanted: score, then the lower position.
        keys = scores * m + (m - 1 - np.arange(m))
        k = min(k, m)
        best = -np.sort(-np.partition(keys, m - k, axis=1)[:, m - k :], axis=1)
        row, slot = np.nonzero(best >= 0)
        kept = best[row, slot]
        return np.column_stack([row + start, m - 1 - kept % m, kept // m])


def _nearest(total: Array) -> Array:
    """Millionths of millionths to millionths, half to even; exact, as no quotient here has more than 12 digits."""
    whole: Array = np.rint(total / MILLION).astype(np.int64)
    return whole


def of(matching: Any) -> Blocks:
    """The block version of a prepared day."""
    from api.measuring.columns import read

    policy = matching.policy
    return Blocks(read(matching), policy.weights, policy.neutral, policy.settings)
