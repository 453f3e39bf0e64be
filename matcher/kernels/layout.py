"""What the kernels are given: arrays side by side, grouped by who they describe.

Vacancies stand in *slots* of a spatial order, 64 to a *word*, so that one machine word says which of them something
holds for. A slot without a vacancy has position -1 and is never open.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

import numba
from numba.core import cgutils
from numba.extending import intrinsic
from numpy.typing import NDArray

WORD = 64
F = TypeVar("F", bound=Callable[..., Any])


# No reference counting: nothing is allocated in a kernel. Whole numbers divide as in C.
_OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False}

_PARTS: dict[str, Any] = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}


def compiled(function: F) -> F:
    """Compile at the first call, keep it on disk, let other threads run."""
    kernel = numba.njit(cache=True, **_OPTIONS)(function)
    # Numba renews a kernel on disk when its own file changes; its parts stand in other files of this folder.
    on_disk: Any = getattr(getattr(kernel, "_cache", None), "_cache_file", None)
    if on_disk is not None:
        files = sorted(Path(__file__).parent.glob("*.py"))
        on_disk._source_stamp = [(file.name, file.stat().st_mtime_ns, file.stat().st_size) for file in files]
    return cast(F, kernel)


def inlined(function: F) -> F:
    """A part of a kernel, laid into it, as arrays by the dozen are not handed over pair by pair; never called alone."""
    return cast(F, numba.njit(forceinline=True, **_PARTS, **_OPTIONS)(function))


def called(function: F) -> F:
    """A part of a kernel that is seldom come by: called, not laid in, so that the kernel stays quick to compile."""
    return cast(F, numba.njit(**_PARTS, **_OPTIONS)(function))


class Jobs(NamedTuple):
    """The vacancies.

    position : int32 (n_slots,)
        Position of the vacancy in the encoded side: what settles ties.
    base : int32 (n_slots,)
        Points that do not depend on the person.
    fixed : int32 (n_slots, n_fixed, 3)
        Value, known and bare value of each criterion that does not depend on the person.
    keys : uint32 (n_slots, n_groups)
        Which distinct job of each group of looked-up criteria, as its place on a person's desk.
    site : float64 (n_slots, 3)
        On the unit sphere; NaN where unknown.
    degrees : float64 (n_slots, 2)
        Latitude, longitude.
    remote : int64 (n_slots,)
        Share of remote work, millionths; -1 unknown.
    served : bool (n_slots,)
        Public transport serves the site, or nobody says that it does not.
    asked_start, asked_count, asked_total : uint32 (n_slots, n_means)
        The asked items of each criterion that is a mean, and their weight together.
    items : uint32
        Numbers of items; without a sign, an index needs no care for counting from the end.
    offers : uint64 (n_slots, 3)
        Accommodations available or met by the job; those something is stated of; those met by the job.
    """

    position: NDArray[Any]
    base: NDArray[Any]
    fixed: NDArray[Any]
    keys: NDArray[Any]
    site: NDArray[Any]
    degrees: NDArray[Any]
    remote: NDArray[Any]
    served: NDArray[Any]
    asked_start: NDArray[Any]
    asked_count: NDArray[Any]
    asked_total: NDArray[Any]
    items: NDArray[Any]
    offers: NDArray[Any]


class Words(NamedTuple):
    """Sixty-four vacancies at a time.

    broken : uint64 (n_parts, n_words)
        The slots that break a constraint for each elementary person.
    open : uint64 (n_words,)
        The slots that may be proposed to somebody.
    center : float64 (n_words, 4)
        A point inside the unit sphere and the distance from it within which the known sites lie.
    travelled : int64 (n_words,)
        The least share of the way that is travelled, millionths.
    bound_to_place : bool (n_words,)
        Whether distance can exclude every slot; otherwise none is excluded unseen.
    any_remote, any_unknown : bool (n_words,)
        Whether the work of some slot is remote, or its site or share unknown.
    base : int32 (n_words,)
        Highest ``Jobs.base``.
    asks : uint64 (n_marked, n_items, n_words)
        The slots that ask for an item, for the first means, which read one row of credits; none where the items are too
        many to mark.
    blank : uint64 (n_marked, n_words)
        The slots that ask for none.
    offered : uint64 (n_accommodations, n_words), stated : uint64 (n_words,)
        The slots where an accommodation is available or met by the job; those where something is stated of each.
    keyed : uint64 (n_keys, n_words)
        The slots of each distinct job of the first group; no rows where there are too many.
    """

    broken: NDArray[Any]
    open: NDArray[Any]
    center: NDArray[Any]
    travelled: NDArray[Any]
    bound_to_place: NDArray[Any]
    any_remote: NDArray[Any]
    any_unknown: NDArray[Any]
    base: NDArray[Any]
    asks: NDArray[Any]
    blank: NDArray[Any]
    offered: NDArray[Any]
    stated: NDArray[Any]
    keyed: NDArray[Any]


class Rules(NamedTuple):
    """The criteria.

    tables : int32
        Grades of elementary people (rows) by distinct job (columns), one table after the other.
    grade_start : int64 (n_best,), grades : int32 (4, n_grades)
        Points, value, known and bare value of each grade, rising; where the grades of each table begin.
    width : int64 (n_best,)
        Distinct jobs of each looked-up criterion.
    group_of : int64 (n_best,); group_start : int64 (n_groups + 1,); group_size : int64 (n_groups,)
        Looked-up criteria are added up by group; where a group lies on a person's desk, and its distinct jobs;
        some places of each are free for vacancies that change.
    job_start : int64 (n_best,), job_of : int32
        The criterion's distinct job for each distinct job of its group.
    mean_weight, mean_row : int64 (n_means,)
        Weight of each mean, and which row of credits it reads.
    parts : int32 (n_means, n_totals, n_totals, 2)
        By the weight of all asked items and of the known ones: the known part of the criterion's weight, and the points
        of the unknown part; for the totals that are common.
    row_start : int64 (n_rows + 1,)
        Where each row of credits begins on a person's desk.
    bare : int32
        The same item without accommodations, laid out as the desk.
    kind, number : int64 (n_criteria,)
        For each criterion in the order of the list, how it is scored (`FIXED` and so on) and its number there.
    settings : int64
        The numbers named below.
    """

    tables: NDArray[Any]
    grade_start: NDArray[Any]
    grades: NDArray[Any]
    width: NDArray[Any]
    group_of: NDArray[Any]
    group_start: NDArray[Any]
    group_size: NDArray[Any]
    job_start: NDArray[Any]
    job_of: NDArray[Any]
    mean_weight: NDArray[Any]
    mean_row: NDArray[Any]
    parts: NDArray[Any]
    row_start: NDArray[Any]
    bare: NDArray[Any]
    kind: NDArray[Any]
    number: NDArray[Any]
    settings: NDArray[Any]


class People(NamedTuple):
    """Some candidates, in order.

    barred : bool (n,)
        Whom nothing may be proposed to.
    broken_start : int64 (n + 1,), broken_parts : int32
        Elementary people of the constraints.
    best_start : int64 (n_best, n + 1), best_parts : int64
        Rows of ``Rules.tables``, as offsets, of each looked-up criterion.
    home, degrees : float64 (n, 3), (n, 2)
    limit : int64 (n,)
        Tens of metres; -1 unknown.
    alone : int64 (n,)
        How far they get without public transport, tens of metres.
    by_transport : bool (n,)
    essential, preferred : uint64 (n,)
    needs_known : bool (n,)
    credit_start : int64 (n_rows, n + 1), credit_parts : int32
        Parts of each row of credits, numbered over all rows.
    item_start : int64 (n_parts + 1,), items : int32, worth : int64
        What items are worth to each part: known weight × 2^40 + worth.
    otherwise : int64 (n_rows, n)
        The same for items that no part names.
    ended_start : int64 (n + 1,), ended : int32
        Slots that they are not to be proposed again.
    """

    barred: NDArray[Any]
    broken_start: NDArray[Any]
    broken_parts: NDArray[Any]
    best_start: NDArray[Any]
    best_parts: NDArray[Any]
    home: NDArray[Any]
    degrees: NDArray[Any]
    limit: NDArray[Any]
    alone: NDArray[Any]
    by_transport: NDArray[Any]
    essential: NDArray[Any]
    preferred: NDArray[Any]
    needs_known: NDArray[Any]
    credit_start: NDArray[Any]
    credit_parts: NDArray[Any]
    item_start: NDArray[Any]
    items: NDArray[Any]
    worth: NDArray[Any]
    otherwise: NDArray[Any]
    ended_start: NDArray[Any]
    ended: NDArray[Any]


# Kinds of criteria in `Rules.kind`.
FIXED, LOOKED_UP, MEAN, NEEDS, JOURNEY = range(5)
# Places in `Rules.settings`: the neutral value; the weight of the needs (-1 where no criterion reads them) and of an
# essential one; the weight of the journey (-1 likewise), its worth where it is hard to reach, the share of remote work
# from which there is none, and whether distance excludes.
NEUTRAL, NEEDS_WEIGHT, ESSENTIAL, JOURNEY_WEIGHT, HARD_TO_REACH, REMOTE, MEASURED = range(7)
KNOWN_SHIFT = 40  # a credit is one whole number: known weight × 2^40 + worth
MILLION = 1_000_000


def _lowest_bit(_context: Any, word: Any) -> Any:
    def generate(_target: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.cttz(arguments[0], cgutils.false_bit)

    return word(word), generate


def _bit_count(_context: Any, word: Any) -> Any:
    def generate(_target: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.ctpop(arguments[0])

    return word(word), generate


lowest_bit: Any = intrinsic(_lowest_bit)  # place of the lowest bit that is set
bit_count: Any = intrinsic(_bit_count)  # number of bits that are set
