"""Headings: from what stands in the file to the columns of the contract, with proposals for the unknown ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from matcher.errors import Fault, FrameError
from matcher.frames.raw import Raw
from matcher.frames.text import fold, safe, undecoded
from models.columns import TABLES, Column, Table

# More unknown headings than these, and than known ones: the file is another table, and is refused with one message.
MOST_UNKNOWN = 20
_LIKE_ENOUGH = 70
_NAMED = 3


@dataclass(frozen=True)
class Proposal:
    """A heading that is not known, and the column it may stand for (None where nothing is near)."""

    heading: str
    position: int
    column: str | None


@cache
def known_headings(table: str) -> dict[str, str]:
    """Column name by folded heading: the contract's names and their Italian aliases."""
    columns = TABLES[table].columns
    found = {fold(alias): column.name for column in reversed(columns) for alias in reversed(column.aliases)}
    found.update({fold(column.name): column.name for column in columns})
    return found


def count_known(cells: Sequence[object], table: str) -> int:
    """How many cells of a row are headings of the table."""
    known = known_headings(table)
    return sum(1 for cell in cells if isinstance(cell, str) and fold(cell.strip("\ufeff \t")) in known)


def heading_row(rows: Sequence[Sequence[object]], table: str) -> int:
    """Position of the row that holds most headings of the table, the first of equals; 0 where none does.

    Titles and notes often stand above the headings.
    """
    counts = [count_known(cells, table) for cells in rows]
    return counts.index(max(counts)) if counts else 0


def propose(raw: Raw, table: str) -> list[Proposal]:
    """Every heading that is not known, with the free column whose name or alias is spelled most like it."""
    known = known_headings(table)
    taken = {known[fold(heading)] for heading in raw.headings if fold(heading) in known}
    free = {spelling: name for spelling, name in known.items() if name not in taken}
    proposals: list[Proposal] = []
    for position, heading in enumerate(raw.headings):
        if fold(heading) in known or (not heading and _is_blank(raw.columns[position])):
            continue
        best = process.extractOne(fold(heading), list(free), scorer=fuzz.token_sort_ratio, score_cutoff=_LIKE_ENOUGH)
        proposals.append(Proposal(heading, position, free[best[0]] if best else None))
    return proposals


def _is_blank(cells: list[object]) -> bool:
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells)


def _shown(heading: str, position: int) -> str:
    return f"'{safe(heading)}'" if heading else f"column {position + 1}, without a heading,"


def _refuse_undecoded(raw: Raw) -> None:
    for heading in raw.headings:
        lost = undecoded(heading)
        if lost:
            expected = f"headings in cp1252 or UTF-8 ({lost}): save the file as UTF-8"
            raise FrameError([raw.fault("encoding_invalid", expected, raw.heading_line, safe(heading))])


def _refuse_duplicates(raw: Raw, known: dict[str, str]) -> None:
    places: dict[str, list[int]] = {}
    for position, heading in enumerate(raw.headings):
        if fold(heading) in known:
            places.setdefault(known[fold(heading)], []).append(position)
    faults: list[Fault] = []
    for name, positions in places.items():
        if len(positions) > 1:
            named = " and ".join(f"'{safe(raw.headings[position])}' ({position + 1})" for position in positions)
            expected = f"one column for {name}, not {named}: keep one"
            heading = safe(raw.headings[positions[0]])
            faults.append(raw.fault("heading_duplicate", expected, raw.heading_line, heading))
    if faults:
        raise FrameError(faults)


def _refuse_missing(raw: Raw, table: Table, taken: set[str], proposals: list[Proposal]) -> None:
    faults: list[Fault] = []
    for column in table.columns:
        if column.required and column.name not in taken:
            alias = f" or '{column.aliases[0]}'" if column.aliases else ""
            near = [safe(proposal.heading) for proposal in proposals if proposal.column == column.name]
            remedy = f"; '{near[0]}' may be it: rename it" if near else ""
            expected = f"a column headed {column.name}{alias}{remedy}"
            faults.append(raw.fault("column_missing", expected, raw.heading_line, column.name))
    if faults:
        raise FrameError(faults)


def _refuse_strangers(raw: Raw, taken: set[str], proposals: list[Proposal], table: Table) -> None:
    if len(proposals) <= max(MOST_UNKNOWN, len(taken)):
        return
    named = ", ".join(_shown(proposal.heading, proposal.position) for proposal in proposals[:_NAMED])
    expected = f"headings of the table {table.name}; {len(proposals)} are not known: {named}, ..."
    raise FrameError([raw.fault("headings_unknown", expected, raw.heading_line)])


def map_headings(raw: Raw, table: Table) -> dict[str, tuple[int, Column]]:
    """Position and column by name, for every heading that is known; the others become warnings.

    Raises
    ------
    FrameError
        If a heading cannot be decoded, stands twice, or is needed and missing, or if too many are unknown.
    """
    known = known_headings(table.name)
    _refuse_undecoded(raw)
    _refuse_duplicates(raw, known)
    mapping = {
        known[fold(heading)]: (position, table.column(known[fold(heading)]))
        for position, heading in enumerate(raw.headings)
        if fold(heading) in known
    }
    proposals = propose(raw, table.name)
    _refuse_missing(raw, table, set(mapping), proposals)
    _refuse_strangers(raw, set(mapping), proposals, table)
    for proposal in proposals:
        remedy = f"; rename it to '{proposal.column}' if that is what it holds" if proposal.column else ""
        shown = _shown(proposal.heading, proposal.position)
        raw.warnings.append(f"{raw.file}: the heading {shown} is not known: its column was not read{remedy}")
    return mapping
