"""A warm index: vacancies laid out once, lists for whoever is asked about, one vacancy changed without a rebuild."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import TypeVar

import numpy as np

from matcher.criteria import CRITERIA, Criterion
from matcher.eligibility import CONSTRAINTS, Constraint
from matcher.encode import Encoding, Shared, Side
from matcher.engine.changing import replace
from matcher.engine.constraints import barriers
from matcher.engine.forms import by_form, grouped, split_of
from matcher.engine.grades import graded
from matcher.engine.jobs import jobs_of
from matcher.engine.people import on_the_sphere, people
from matcher.engine.plain import blocks
from matcher.engine.ranked import By, Ranked, joined
from matcher.engine.rules import means_of, rules, settings, side_by_side
from matcher.engine.slots import LEAF, in_order
from matcher.engine.words import words
from matcher.kernels.layout import WORD, People
from matcher.kernels.search import empty_room
from matcher.kernels.top import empty_lists, search
from matcher.kernels.values import values
from matcher.policy import MatchPolicy

T = TypeVar("T")
R = TypeVar("R")
_MOST_ROWS = 4096  # candidates at a time: what is laid out for them stays within some tens of megabytes
_MOST_KEPT = 1 << 15  # candidates who stay laid out, some hundred bytes each and their skills; more come by and go
_FIRST_CALL = threading.Lock()


class Index:
    """Both sides of a day, ready to be searched."""

    def __init__(
        self,
        encoding: Encoding,
        policy: MatchPolicy,
        *,
        criteria: Sequence[Criterion] = CRITERIA,
        constraints: Sequence[Constraint] = CONSTRAINTS,
        leaf: int = LEAF,
    ) -> None:
        """Lay everything out; parameters as `matcher.engine.Scorer`, ``leaf`` vacancies to a neighbourhood."""
        self.encoding, self.policy = encoding, policy
        vacancies, shared = encoding.vacancies, encoding.shared
        self.forms = forms = by_form(criteria)
        self.barriers = barriers(constraints, encoding)
        self.sphere = on_the_sphere(shared.places)
        self.slots = in_order(vacancies, self.sphere[vacancies["site"]], self.barriers.closed, leaf)
        weights = [policy.weights[criterion.name] for criterion in forms.looked_up]
        groups, jobs = grouped(forms.looked_up, weights, vacancies)
        splits = [split_of(criterion, encoding.candidates) for criterion in forms.looked_up]
        tables = [
            graded(criterion, split.parts, each.jobs, shared, policy)
            for criterion, split, each in zip(forms.looked_up, splits, jobs, strict=True)
        ]
        self.parts = [split.parts for split in splits]
        self.looked = side_by_side(tables, splits, len(encoding.candidates))
        self.means = means_of(forms, vacancies, shared)
        measured = any(constraint.measured for constraint in constraints)
        self.rules = rules(forms, groups, self.looked, self.means, policy, settings(forms, policy, measured=measured))
        keys = np.zeros((len(vacancies), len(groups)), np.int64)
        for number, group in enumerate(groups):
            keys[:, number] = group.key_of + self.rules.group_start[number]
        self.jobs = jobs_of(vacancies, shared, policy, forms, keys, self.means.asked, self.sphere, self.slots.position)
        self.words = words(self.jobs, self.rules, self.barriers)
        self.touched = np.zeros(3, np.int64)
        self.changed: dict[int, int] = {}
        self._compiled = False

    def people(self, start: int, stop: int) -> People:
        """The candidates from ``start`` to before ``stop`` as the kernels want them."""
        return people(
            self.encoding,
            self.policy,
            (start, stop),
            self.barriers,
            self.looked,
            self.means,
            self.slots.slot_of,
            self.sphere,
        )

    def replace_vacancy(self, vacancy: int, row: Side, shared: Shared | None = None) -> None:
        """Put a changed vacancy into the place of the old one; not while somebody searches.

        Parameters
        ----------
        vacancy : int
            Position in the encoded side.
        row : Side
            The one vacancy, encoded.
        shared : Shared, optional
            What its numbers point into, with the skills, titles, licences, languages and accommodations of the index;
            those of the index where absent.

        Raises
        ------
        RuntimeError
            If more different vacancies have changed than there is room for: build the index anew.
        """
        replace(self, vacancy, row, shared or self.encoding.shared)

    def remove_vacancy(self, vacancy: int) -> None:
        """Propose a vacancy to nobody until it is replaced; not while somebody searches."""
        word, bit = divmod(int(self.slots.slot_of[vacancy]), WORD)
        self.words.open[word] &= ~(np.uint64(1) << np.uint64(bit))

    def rank(self, *, k: int, by: By = "candidate", threads: int = 2, block_rows: int | None = None) -> Ranked:
        """Everyone's lists; as :func:`matcher.engine.rank`."""
        n = len(self.encoding.candidates)
        if by == "vacancy":
            return self._by_vacancy(k, threads, block_rows or _MOST_ROWS)
        rows = block_rows or max(1, min(_MOST_ROWS, -(-n // (4 * threads))))
        return joined(list(self._each(lambda span: self.lists_of(*span, k=k), list(blocks(n, rows)), threads)))

    def _each(self, task: Callable[[T], R], over: Sequence[T], threads: int) -> Iterator[R]:
        if threads == 1 or len(over) == 1:
            return map(task, over)
        if not self._compiled:
            # Two threads that compile the same kernel at once would do the work twice.
            with _FIRST_CALL:
                self.lists_of(0, 1, k=1)
            self._compiled = True
        with ThreadPoolExecutor(threads) as pool:
            return iter(list(pool.map(task, over)))

    @cached_property
    def _everybody(self) -> People:
        return self.people(0, len(self.encoding.candidates))

    def _some(self, start: int, stop: int) -> tuple[People, int]:
        """People who hold those from ``start`` to ``stop``, and the position of their first."""
        if len(self.encoding.candidates) <= _MOST_KEPT:
            return self._everybody, 0
        return self.people(start, stop), start

    def lists_of(self, start: int, stop: int, *, k: int) -> Ranked:
        """Lists of the candidates from ``start`` to before ``stop``."""
        some, first = self._some(start, stop)
        lists, room, rows = empty_lists(stop - start, k), empty_room(self.words), (start - first, stop - first)
        search(self.jobs, self.words, self.rules, some, lists, room, rows=rows, first=first, by_slot=False)
        self.touched += room.touched
        row, place = np.nonzero(np.arange(k)[None, :] < lists.kept[:, None])
        slot = lists.names[row, place].astype(np.int64)
        found = values(self.jobs, self.rules, some, row + rows[0], slot)
        vacancy = self.jobs.position[slot].astype(np.int64)
        return Ranked(row + start, vacancy, place + 1, lists.best[row, place], *found)

    def _by_vacancy(self, k: int, threads: int, block_rows: int) -> Ranked:
        """Lists by slot: each thread keeps those of its own words and meets everybody."""
        n, n_words = len(self.encoding.candidates), len(self.words.open)
        lists = empty_lists(len(self.jobs.position), k)
        shares = [self.words._replace(open=self.words.open.copy()) for _ in range(threads)]
        for number, share in enumerate(shares):
            share.open[np.arange(n_words) % threads != number] = 0
        rooms = [empty_room(share) for share in shares]
        for start, stop in blocks(n, block_rows):
            some = self.people(start, stop)

            def meet(number: int, some: People = some, start: int = start) -> None:
                words, room = shares[number], rooms[number]
                rows = (0, len(some.barred))
                search(self.jobs, words, self.rules, some, lists, room, rows=rows, first=start, by_slot=True)

            list(self._each(meet, range(threads), threads))
        self.touched += sum(room.touched for room in rooms)
        slot, place = np.nonzero(np.arange(k)[None, :] < lists.kept[:, None])
        candidate, score = lists.names[slot, place].astype(np.int64), lists.best[slot, place]
        order = np.argsort(candidate, kind="stable")
        slot, place, candidate, score = slot[order], place[order], candidate[order], score[order]
        cuts = np.searchsorted(candidate, [span[0] for span in blocks(n, block_rows)] + [n])
        parts = [
            values(self.jobs, self.rules, self.people(*span), candidate[low:high] - span[0], slot[low:high])
            for span, low, high in zip(blocks(n, block_rows), cuts[:-1], cuts[1:], strict=True)
        ]
        vacancy = self.jobs.position[slot].astype(np.int64)
        ranked = Ranked(candidate, vacancy, place + 1, score, *np.concatenate(parts, axis=1))
        return ranked.take(np.lexsort((ranked.rank, ranked.vacancy)))
