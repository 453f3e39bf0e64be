"""Which accommodations a pair needs: the smallest set, then the cheapest, then the quickest, that bridges the gaps.

Read on the tables' own rows, one pair at a time; what they give to the fit is decided by the criteria.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from models.accommodations import Accommodation
from models.vocabulary import TOP_LEVEL

Row = Mapping[str, Any]
Catalogue = Mapping[str, Accommodation]


@dataclass(frozen=True)
class Plan:
    """What a pair needs.

    in_place : codes the firm has that make the fit: the person's needs that it meets, and the smallest, then
        cheapest, set for the demands at or over the person's limit.
    bridged : demands at or over the person's limit that ``in_place`` brings within reach.
    by_the_job : needs that the job meets as it is.
    ask_needs : needs neither available nor refused, the essential first.
    ask_gaps : smallest, then cheapest, then quickest, set to ask for where a demand is over the capacity and nothing
        bridges it.
    beyond : demands over the capacity that nothing in the catalogue would bridge.
    """

    in_place: tuple[str, ...]
    bridged: tuple[str, ...]
    by_the_job: tuple[str, ...]
    ask_needs: tuple[str, ...]
    ask_gaps: tuple[str, ...]
    beyond: tuple[str, ...]

    @property
    def ask(self) -> tuple[str, ...]:
        """Everything to ask the firm for, each once."""
        return tuple(dict.fromkeys((*self.ask_needs, *self.ask_gaps)))


def net_cost(codes: Iterable[str], catalogue: Catalogue) -> int:
    """One-off EUR left to the employer after the funder."""
    return sum(catalogue[code].net_cost_eur for code in codes)


def days_to_arrange(codes: Iterable[str], catalogue: Catalogue) -> int:
    """Days until all of them are in place; they are arranged side by side."""
    return max((catalogue[code].days_to_arrange for code in codes), default=0)


def smallest_set(
    bridges: Mapping[str, Collection[str]], given: Collection[str], catalogue: Catalogue
) -> tuple[str, ...]:
    """The smallest, then cheapest, then quickest, set of accommodations that bridges every demand.

    Parameters
    ----------
    bridges : mapping of str to collection of str
        For each demand, the accommodations that bridge it alone; none may be empty.
    given : collection of str
        Accommodations that are there anyway and cost nothing more.
    catalogue : mapping
        Costs and days; its order settles what these leave open.

    Returns
    -------
    tuple of str
        The set without ``given``, in the order of the catalogue. Exact: sets are tried by size.
    """
    order = {code: position for position, code in enumerate(catalogue)}
    open_demands = [set(codes) for codes in bridges.values() if not set(codes) & set(given)]

    def covers(chosen: frozenset[str], left: Sequence[set[str]], room: int) -> Iterable[frozenset[str]]:
        missing = [codes for codes in left if not codes & chosen]
        if not missing:
            yield chosen
        elif room:
            for code in min(missing, key=len):
                yield from covers(chosen | {code}, missing, room - 1)

    for size in count():
        found = {*covers(frozenset(), open_demands, size)}
        if found:
            best = min(
                found,
                key=lambda codes: (
                    net_cost(codes, catalogue),
                    days_to_arrange(codes, catalogue),
                    sorted(order[code] for code in codes),
                ),
            )
            return tuple(sorted(best, key=order.__getitem__))
    raise AssertionError  # the loop ends at the number of open demands at the latest


def serves(code: str, vacancy: Row, catalogue: Catalogue) -> bool:
    """True unless the stated demands make it useless: none that it bridges, or one that it cannot work with."""
    asked = vacancy["demands"]
    if asked is None:
        return True
    bridges = any(asked.get(demand, 0) > 0 for demand in catalogue[code].bridges)
    return bridges and not catalogue[code].cannot_serve(asked)


def bridging(demand: str, level: int, capacity: int, among: Iterable[str], catalogue: Catalogue) -> list[str]:
    """Accommodations that alone bring the demand within reach: capacity + levels ≥ demand."""
    return [
        code for code in among if (levels := catalogue[code].bridges.get(demand, 0)) > 0 and capacity + levels >= level
    ]


def askable(demand: str, level: int, capacity: int, vacancy: Row, catalogue: Catalogue) -> list[str]:
    """What to ask the firm for, neither there nor refused; those that can serve this work, where there are any."""
    available, refused = vacancy["accommodations_available"] or (), vacancy["accommodations_refused"] or ()
    unlisted = [code for code in catalogue if code not in available and code not in refused]
    found = bridging(demand, level, capacity, unlisted, catalogue)
    return [code for code in found if not catalogue[code].cannot_serve(vacancy["demands"])] or found


def strained(candidate: Row, vacancy: Row) -> dict[str, tuple[int, int]]:
    """Stated demands at or over the stated capacity, as (demand, capacity); no limitation is never strained."""
    asked, can = vacancy["demands"] or {}, candidate["capacities"] or {}
    return {
        code: (level, can[code])
        for code, level in asked.items()
        if level > 0 and code in can and can[code] <= level and can[code] < TOP_LEVEL
    }


def plan(candidate: Row, vacancy: Row, by_the_job: Collection[str], catalogue: Catalogue) -> Plan:
    """Plan the accommodations of a pair.

    Parameters
    ----------
    candidate, vacancy : mapping
        Checked rows of the tables.
    by_the_job : collection of str
        Codes that the job offers as it is (`matcher.criteria.accommodations.met_by_the_job`).
    catalogue : mapping
        The catalogue of accommodations.
    """
    needs = candidate["accommodations_needed"] or {}
    available = vacancy["accommodations_available"] or ()
    refused = vacancy["accommodations_refused"] or ()
    met = [code for code in catalogue if code in needs and code in available and code not in by_the_job]
    asked_for = [code for code in needs if code not in available and code not in refused and code not in by_the_job]
    asked_for.sort(key=lambda code: (needs[code] != "essential", tuple(catalogue).index(code)))
    limits = strained(candidate, vacancy)
    helped, over = {}, {}
    for demand, (level, capacity) in limits.items():
        codes = bridging(demand, level, capacity, available, catalogue)
        if codes:
            helped[demand] = codes
        elif capacity < level:
            over[demand] = askable(demand, level, capacity, vacancy, catalogue)
    chosen = smallest_set(helped, met, catalogue)
    in_place = tuple(code for code in catalogue if code in met or code in chosen)
    solvable = {demand: codes for demand, codes in over.items() if codes}
    return Plan(
        in_place=in_place,
        bridged=tuple(helped),
        by_the_job=tuple(c for c in catalogue if c in needs and c in by_the_job and c not in in_place),
        ask_needs=tuple(asked_for),
        ask_gaps=smallest_set(solvable, asked_for, catalogue),
        beyond=tuple(demand for demand, codes in over.items() if not codes),
    )
