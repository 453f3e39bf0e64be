"""Synthetic tables, seeded and the same on every machine: the Martesana district, and regions of any size.

Every person and firm is invented. The figures of the district are those of a published project's balance of
December 2021 (docs/district.md); its days lie around the state of the data, 16 November 2026.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from matcher.synthetic import firms, history, people, tables, vacancies
from models.columns import TABLES

__all__ = ["STATE_OF_DATA", "district", "region", "write"]

STATE_OF_DATA = date(2026, 11, 16)  # the day whose state the district shows
N_CANDIDATES = 1046
N_WITH_GAP = 231
TOTAL_GAP = 1000
_N_IN_ORDER = 135
Rows = list[dict[str, str]]


def _ordered(table: str, rows: Rows) -> Rows:
    """Give every row the columns of the contract, in its order."""
    names = [column.name for column in TABLES[table].columns]
    return [{name: row.get(name, "") for name in names} for row in rows]


def _tables(candidates: Rows, kept: firms.Firms, offers: Rows, *past: Rows) -> dict[str, Rows]:
    outcomes, contacts, agreements = past
    every = {
        "candidates": candidates,
        "employers": kept.employers,
        "workforce": kept.workforce,
        "vacancies": offers,
        "outcomes": outcomes,
        "contacts": contacts,
        "agreements": agreements,
    }
    return {table: _ordered(table, rows) for table, rows in every.items()}


def district(seed: int = 68) -> dict[str, Rows]:
    """Build the Martesana district.

    Parameters
    ----------
    seed : int, 0 or more
        Another seed gives other persons and firms with the same figures.

    Returns
    -------
    dict of str to list of dict
        The seven tables by name; each row holds CSV text cells by column, "" where unknown. 1,046 candidates;
        231 employers with a gap, their national gaps together 1,000, and 135 in order; vacancies whose openings
        together stay within each firm's gap; outcomes, contacts and agreements that give the balance.
    """
    area = tables.martesana()
    candidates, sought = people.people(N_CANDIDATES, area, seed)
    kept = firms.build(area, seed, with_gap=N_WITH_GAP, others=_N_IN_ORDER, total=TOTAL_GAP)
    balance = history.Balance()
    contacts, talking = history.contacts(kept.employers, kept.gaps, balance, seed)
    agreements = history.agreements(kept.employers, kept.gaps, contacts, seed)
    offers, offered = vacancies.build(kept, area, seed, agreements=agreements)
    ids = {kept.employers[at]["employer_id"] for at in talking}
    outcomes = history.outcomes(candidates, sought, offers, offered, ids, balance, seed)
    return _tables(candidates, kept, offers, outcomes, contacts, agreements)


def region(*, n_candidates: int, n_employers: int, n_vacancies: int, seed: int) -> dict[str, Rows]:
    """Build a region of any size over the municipalities of Lombardy, people and firms by residents.

    Parameters
    ----------
    n_candidates, n_employers, n_vacancies : int, 0 or more
        Rows of each table; there are no vacancies without employers.
    seed : int, 0 or more
        The same seed and sizes give the same rows. Candidate number 7 is the same for any size.

    Returns
    -------
    dict of str to list of dict
        The seven tables by name, as in :func:`district`; outcomes, contacts and agreements have no rows. About
        two employers in three have a gap; gaps grow where the vacancies asked for would not fit into them.

    Raises
    ------
    ValueError
        If a size is negative, or vacancies are asked for without employers.
    """
    sizes = {"n_candidates": n_candidates, "n_employers": n_employers, "n_vacancies": n_vacancies}
    for name, size in sizes.items():
        if size < 0:
            msg = f"{name} must be 0 or more; got {size}"
            raise ValueError(msg)
    if n_vacancies and not n_employers:
        msg = f"n_employers must be 1 or more where there are vacancies; got 0 for {n_vacancies} vacancies"
        raise ValueError(msg)
    area = tables.lombardy()
    candidates, _ = people.people(n_candidates, area, seed)
    with_gap = (n_employers * 16 + 24) // 25
    kept = firms.build(area, seed, with_gap=with_gap, others=n_employers - with_gap, total=None, at_least=n_vacancies)
    offers, _ = vacancies.build(kept, area, seed, agreements=[], count=n_vacancies)
    return _tables(candidates, kept, offers, [], [], [])


def write(tables: Mapping[str, Sequence[Mapping[str, str]]], folder: Path | str) -> None:
    """Write each table with rows as ``<table>.csv`` (UTF-8, comma, LF) into a folder, made where absent.

    Parameters
    ----------
    tables : mapping of str to rows
        As :func:`district` and :func:`region` give them. A table without rows is written with its headings.
    folder : path
        Where the files go; files of the same name are replaced.
    """
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    for table, rows in tables.items():
        names = [column.name for column in TABLES[table].columns]
        with (target / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, names, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
