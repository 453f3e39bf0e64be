"""Builds checked columns from arrays: types, ranges and order, every fault at once and by position, never a value."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
from numpy.typing import ArrayLike

from matcher.law68.columns.faults import Faults
from matcher.law68.columns.layout import RAGGED, SPECS, Column, Flags, QuotaColumns, Spec, plate_codes
from matcher.law68.columns.possible import check_hours, check_plates, check_workforces
from matcher.law68.possible import rule
from matcher.law68.reading import MOST_YEAR, QuotaInputError

_TEXT = "U2"
_KINDS = {"int64": "iu", "float64": "fiu", "bool": "b", "datetime64[D]": "M", _TEXT: "U", "object": "OU"}


def _column(table: str, spec: Spec, given: Mapping[str, ArrayLike], size: int | None, faults: Faults) -> Column | None:
    if spec.name not in given:
        if spec.default is None:
            faults.add(f"{table}.{spec.name}", f"a column: {spec.doc}")
            return None
        return np.full(size or 0, spec.default, dtype=spec.dtype)
    found = np.asarray(given[spec.name])
    if found.ndim != 1 or (size is not None and len(found) != size):
        faults.add(f"{table}.{spec.name}", f"one dimension and as many rows as the table ({size})")
        return None
    if not len(found):
        return found.astype(spec.dtype)
    if found.dtype.kind not in _KINDS[spec.dtype]:
        faults.add(f"{table}.{spec.name}", f"values of type {spec.dtype}")
        return None
    if spec.dtype == _TEXT and found.dtype.itemsize > np.dtype(_TEXT).itemsize:
        faults.rows(f"{table}.{spec.name}", np.char.str_len(found) > 2, "the two letters of a province")
    if spec.dtype == "int64" and found.dtype.kind == "u":
        faults.rows(f"{table}.{spec.name}", found > np.iinfo(np.int64).max, "a whole number that fits 64 bits")
    return found.astype(spec.dtype, copy=False)


def _table(name: str, given: Mapping[str, ArrayLike], faults: Faults) -> dict[str, Column]:
    unknown = sorted(set(given) - {spec.name for spec in SPECS[name]})
    if unknown:
        faults.add(name, f"columns {', '.join(spec.name for spec in SPECS[name])}; not {', '.join(unknown)}")
    lead = next((spec.name for spec in SPECS[name] if spec.default is None and spec.name in given), None)
    size = np.asarray(given[lead]).shape[0] if lead is not None and np.asarray(given[lead]).ndim == 1 else None
    found = {spec.name: _column(name, spec, given, size, faults) for spec in SPECS[name]}
    return {key: value for key, value in found.items() if value is not None}


def _in_order(table: dict[str, Column]) -> dict[str, Column]:
    """Put rows in the order of their provinces, so that the rows of one stand together."""
    province = table["province"]
    if len(province) < 2 or bool((province[1:] >= province[:-1]).all()):
        return table
    order = np.argsort(province, kind="stable")
    return {name: column[order] for name, column in table.items()}


def _ranges(name: str, table: dict[str, Column], employer: Column | None, faults: Faults) -> None:
    for spec in SPECS[name]:
        column = table[spec.name]
        if spec.low is None or not len(column):
            continue
        bad = column < spec.low
        if spec.high is not None:
            bad = bad | (column > spec.high)
        if bad.any():
            reach = f" to {spec.high:g}" if spec.high is not None else ""
            faults.rows(f"{name}.{spec.name}", bad, f"a number from {spec.low:g}{reach}", employer)


def _plates(where: str, plates: Column, employer: Column, faults: Faults, blank: Flags | None = None) -> None:
    codes = plate_codes(plates)
    first, second = codes >> 32, codes & 0xFFFFFFFF
    bad = (first < ord("A")) | (first > ord("Z")) | (second < ord("A")) | (second > ord("Z"))
    if blank is not None:
        bad &= ~(blank & (codes == 0))
    faults.rows(where, bad, "the two letters of a province, such as MI", employer)


def _provinces(n_employers: int, table: dict[str, Column], faults: Faults) -> None:
    employer = table["employer"]
    bad = (employer < 0) | (employer >= n_employers)
    if len(employer) > 1:
        bad[1:] |= employer[1:] < employer[:-1]
    faults.rows("provinces.employer", bad, "the position of an employer, ascending")
    if bad.any():
        return
    alone = np.bincount(employer, minlength=n_employers) == 0
    faults.rows("employers", alone, "at least one province with its employees", np.arange(n_employers))
    codes = plate_codes(table["province"])
    order = np.lexsort((codes, employer))
    same = (employer[order][1:] == employer[order][:-1]) & (codes[order][1:] == codes[order][:-1])
    twice = np.zeros(len(codes), dtype=bool)
    twice[order[1:][same]] = True
    faults.rows("provinces.province", twice, "each province once for an employer", employer)
    since = table["art18_in_force_since_17_1_2000"] > table["art18_in_force"]
    what = f"no more than art18_in_force ({rule('transitional_art18')})"
    faults.rows("provinces.art18_in_force_since_17_1_2000", since, what, employer)


def _check(tables: dict[str, dict[str, Column]], faults: Faults) -> None:
    employers, provinces = tables["employers"], tables["provinces"]
    everyone = np.arange(len(employers["legal_form"]))
    _ranges("employers", employers, everyone, faults)
    _plates("employers.registered_office_province", employers["registered_office_province"], everyone, faults)
    _provinces(len(everyone), provinces, faults)
    _ranges("provinces", provinces, provinces["employer"], faults)
    _plates("provinces.province", provinces["province"], provinces["employer"], faults)
    for name in RAGGED:
        table = tables[name]
        outside = (table["province"] < 0) | (table["province"] >= len(provinces["employer"]))
        faults.rows(f"{name}.province", outside, "the position of a province")
        if outside.any():
            continue
        employer = provinces["employer"][table["province"]]
        _ranges(name, table, employer, faults)
        if "worked_minutes" in table:
            check_hours(faults, name, table, employer)
        if "other_province" in table:
            _plates(f"{name}.other_province", table["other_province"], employer, faults, table["group_company"])


def _or_none(name: str, rows: Mapping[str, ArrayLike] | None) -> Mapping[str, ArrayLike]:
    return {spec.name: np.zeros(0, dtype=spec.dtype) for spec in SPECS[name]} if rows is None else rows


def quota_columns(
    reference_date: date,
    employers: Mapping[str, ArrayLike],
    provinces: Mapping[str, ArrayLike],
    *,
    part_time: Mapping[str, ArrayLike] | None = None,
    intermittent: Mapping[str, ArrayLike] | None = None,
    excluded: Mapping[str, ArrayLike] | None = None,
    compensations: Mapping[str, ArrayLike] | None = None,
) -> QuotaColumns:
    """Check arrays and put them together as the columns of the calculation.

    Parameters
    ----------
    reference_date : date
        Day whose rules give base, quota and cover.
    employers : mapping of str to array, shape (n,)
        ``legal_form`` (code) and ``registered_office_province`` (plate); the other columns of ``SPECS`` may be left
        out and take their default.
    provinces : mapping of str to array, shape (m,)
        ``employer`` (position, ascending), ``province`` (plate) and ``employees`` (heads); the rest may be left out.
    part_time, intermittent, excluded, compensations : mapping of str to array, optional
        Rows that point at a province by position, in any order; minutes of a week, heads, units.

    Raises
    ------
    QuotaInputError
        With every fault: the table, the column, the row, what is expected; never a value.

    Examples
    --------
    >>> firms = quota_columns(
    ...     date(2026, 1, 1),
    ...     {"legal_form": [0], "registered_office_province": ["MI"]},
    ...     {"employer": [0], "province": ["MI"], "employees": [60]},
    ... )
    >>> len(firms)
    1
    """
    rows = {"part_time": part_time, "intermittent": intermittent, "excluded": excluded, "compensations": compensations}
    ids = np.asarray(employers["employer_id"]) if "employer_id" in employers else None
    faults = Faults(ids)
    if reference_date.year > MOST_YEAR:
        faults.add("reference_date", f"a day up to the year {MOST_YEAR}")
    given = {"employers": employers, "provinces": provinces, **{name: _or_none(name, rows[name]) for name in RAGGED}}
    tables = {name: _table(name, table, faults) for name, table in given.items()}
    if not faults.lines:
        tables.update({name: _in_order(tables[name]) for name in RAGGED})
        _check(tables, faults)
    if not faults.lines:  # a faulty part or whole would accuse the others
        check_plates(faults, tables["provinces"])
        check_workforces(faults, tables)
    if faults.lines:
        raise QuotaInputError(faults.lines)
    return QuotaColumns(reference_date, **tables)
