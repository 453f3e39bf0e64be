"""The quotas of all employers of the tables: figures at once, as columns; the whole position of one on demand.

Ranking reads five figures of every employer; the trace, the terms and the ways to comply are read of one at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, cast

from matcher.errors import ParameterError
from matcher.law68.columns import compute_columns, from_tables_columns
from matcher.law68.position import position
from matcher.law68.reading import QuotaInputError
from matcher.law68.tables import employer_of_rows, from_tables
from models.quota import QuotaPosition, WhatIf

if TYPE_CHECKING:
    from matcher.frames.frame import Frame

_WEEKS = (None, 5, 6)
_FIGURES = ("quota_disabled", "quota_art18", "gap_disabled", "gap_art18", "exposure_eur_per_day")


@dataclass(frozen=True)
class EmployerQuota:
    """One employer's national figures, in whole workers and EUR a working day; everything else on demand."""

    compute: Callable[[], QuotaPosition] = field(repr=False, compare=False)
    quota_disabled: int
    quota_art18: int
    gap_disabled: int
    gap_art18: int
    exposure_eur_per_day: float

    @cached_property
    def position(self) -> QuotaPosition:
        """The whole calculation, worked out when first asked for."""
        return self.compute()

    @property
    def what_if(self) -> WhatIf | None:
        """The position after one more hire."""
        return self.position.what_if


def quotas_of_tables(
    employers: Frame, workforce: Frame, *, on: date, agreements: Frame | None = None
) -> dict[str, EmployerQuota]:
    """Compute the quota figures of every employer that has rows in the workforce table.

    Parameters
    ----------
    employers, workforce : Frame
        The checked tables; rows of one employer in any order.
    on : date
        Reference date of the rules, and day of money and terms.
    agreements : Frame, optional
        The agreements, read by the whole position.

    Returns
    -------
    dict of str to EmployerQuota
        By employer_id, in the order of the ids; employers without rows are absent.

    Raises
    ------
    QuotaInputError
        With every fault of every employer, as `from_tables` tells them.
    ParameterError
        If the law has no value on that day.
    """
    if not len(workforce):
        return {}
    try:
        columns = from_tables_columns(employers, workforce, on)
        figures = compute_columns(columns, on=on).national
    except (QuotaInputError, ParameterError):
        # Refused by columns: the record form says why, employer by employer.
        return {
            name: _whole(found)
            for name, found in from_tables(employers, workforce, on=on, agreements=agreements).items()
        }
    one = _one_at_a_time(employers, workforce, on, agreements)
    ids = cast("list[str]", columns.employers["employer_id"].tolist())
    rows = zip(ids, *(figures[name].tolist() for name in _FIGURES), strict=True)
    found = {name: EmployerQuota(_of(one, name), *cells) for name, *cells in rows}
    _check_context(found, employers, agreements)
    return found


def _whole(found: QuotaPosition) -> EmployerQuota:
    return EmployerQuota(lambda: found, *(getattr(found, name) for name in _FIGURES))


def _of(one: Callable[[str], QuotaPosition], name: str) -> Callable[[], QuotaPosition]:
    return lambda: one(name)


def _one_at_a_time(
    employers: Frame, workforce: Frame, on: date, agreements: Frame | None
) -> Callable[[str], QuotaPosition]:
    """The record form of one employer; its rows are looked for among all only when somebody asks."""

    @cache
    def index() -> tuple[dict[str, list[dict[str, Any]]], ...]:
        return tuple(_by_employer(frame) for frame in (employers, workforce, agreements))

    def compute(name: str) -> QuotaPosition:
        own, rows, agreed = index()
        document, notes = employer_of_rows(own[name][0], rows[name], on=on, agreements=agreed.get(name, ()))
        return position(document, on=on, notes=notes)

    return compute


def _by_employer(frame: Frame | None) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in frame.rows() if frame is not None else ():
        rows.setdefault(cast("str", row["employer_id"]), []).append(row)
    return rows


def _check_context(found: dict[str, EmployerQuota], employers: Frame, agreements: Frame | None) -> None:
    """Work out those whose week or agreements, which no column reads, might be refused: then all faults come now."""
    doubtful = {cast("str", name) for name in (agreements["employer_id"] if agreements is not None else ())}
    weeks = employers.columns.get("working_days_per_week", ())
    doubtful |= {
        cast("str", name) for name, week in zip(employers["employer_id"], weeks, strict=False) if week not in _WEEKS
    }
    faults: list[str] = []
    for name in sorted(doubtful & found.keys()):
        try:
            found[name].position  # noqa: B018 (asked for its faults)
        except QuotaInputError as error:
            faults += [f"employer {name}: {fault}" for fault in error.faults]
    if faults:
        raise QuotaInputError(faults)
