"""A frozen sample, made, checked and prepared, with the seconds of each step; parts of it as markets of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from api.measuring.clock import timed
from matcher import frames, synthetic
from matcher.matching import Matching, prepare

Rows = Mapping[str, list[dict[str, str]]]


@dataclass
class Sample:
    """A prepared market; ``steps`` holds the seconds of making it."""

    size: str
    repeat: bool
    matching: Matching
    steps: dict[str, float] = field(default_factory=dict)

    @property
    def pairs(self) -> int:
        """Candidates × vacancies."""
        return len(self.matching.encoding.candidates) * len(self.matching.encoding.vacancies)


def rows_of(size: str, *, repeat: bool = True) -> Rows:
    """Rows of a frozen sample; refuses rows that are not the frozen ones."""
    rows = synthetic.sample(size, repeat=repeat)
    frozen = synthetic.SIZES.get(size)
    if frozen is not None and synthetic.digest(rows) != frozen.digests[not repeat]:
        msg = f"the rows of '{size}' are not the frozen ones: figures on them can be compared with nothing"
        raise AssertionError(msg)
    return rows


def sample(size: str, *, repeat: bool = True) -> Sample:
    """Make, check and prepare a frozen sample."""
    making, rows = timed(lambda: rows_of(size, repeat=repeat))
    checking, tables = timed(lambda: _checked(rows))
    preparing, matching = timed(lambda: prepare(tables, on=synthetic.STATE_OF_DATA))
    return Sample(size, repeat, matching, {"make": making, "check": checking, "prepare": preparing})


def _checked(rows: Rows) -> frames.Tables:
    return frames.Tables(**{name: frames.from_records(name, cells) for name, cells in rows.items()})


def part(
    matching: Matching, *, candidates: int | None = None, vacancies: int | None = None, start: int | None = None
) -> Matching:
    """A market of some candidates and vacancies, with nothing prepared yet.

    Both are evenly drawn from the whole, unless ``start`` says that the candidates follow each other from there.
    """
    encoding = matching.encoding
    people = _evenly(len(encoding.candidates), candidates)
    if start is not None:
        people = np.arange(start, start + len(people), dtype=np.int64)
    jobs = _evenly(len(encoding.vacancies), vacancies)
    if len(encoding.declined_pairs):
        msg = "a part of a market with past outcomes is not made: the positions of its pairs would be stale"
        raise ValueError(msg)
    cut = replace(encoding, candidates=encoding.candidates.take(people), vacancies=encoding.vacancies.take(jobs))
    tables = replace(
        matching.tables,
        candidates=_kept(matching.tables.candidates, "candidate_id", cut.candidates.ids),
        vacancies=_kept(matching.tables.vacancies, "vacancy_id", cut.vacancies.ids),
    )
    return replace(matching, encoding=cut, tables=tables)


def _kept(frame: frames.Frame, key: str, ids: Iterable[str]) -> frames.Frame:
    wanted = set(ids)
    rows = [row for row, name in enumerate(frame[key]) if name in wanted]
    columns = {name: [cells[row] for row in rows] for name, cells in frame.columns.items()}
    return replace(frame, columns=columns, lines=[frame.lines[row] for row in rows])


def _evenly(n: int, wanted: int | None) -> Any:
    count = n if wanted is None else min(n, wanted)
    return np.arange(count, dtype=np.int64) * n // max(count, 1)
