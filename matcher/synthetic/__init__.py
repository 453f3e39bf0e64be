"""Synthetic tables, seeded and the same on every machine: the Martesana district, and regions of any size.

Every person and firm is invented. The figures of the district are those of a published project's balance of
December 2021 (docs/district.md); its days lie around the state of the data, 16 November 2026.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from matcher.synthetic import firms, history, people, regional, tables, vacancies
from models.columns import TABLES

__all__ = ["SIZES", "STATE_OF_DATA", "Size", "digest", "district", "region", "sample", "write"]

STATE_OF_DATA = date(2026, 11, 16)  # the day whose state the district shows
N_CANDIDATES = 1046
N_WITH_GAP = 231
TOTAL_GAP = 1000
_N_IN_ORDER = 135
_SEED = 68
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


def region(
    *,
    n_candidates: int,
    n_employers: int,
    n_vacancies: int,
    seed: int,
    area: Literal["province", "region", "country"] = "region",
    repeat: bool = True,
) -> dict[str, Rows]:
    """Build a region of any size over real municipalities, people and firms by residents.

    Parameters
    ----------
    n_candidates, n_employers, n_vacancies : int, 0 or more
        Rows of each table; there are no vacancies without employers.
    seed : int, 0 or more
        The same seed and sizes give the same rows. Candidate number 7 is the same for any size.
    area : {"province", "region", "country"}
        Monza e della Brianza, Lombardy, or Italy.
    repeat : bool
        Whether firms post a profile again, as they do; otherwise no two vacancies share their demands, skills asked,
        accommodations or point on the map, and no two people their capacities or home.

    Returns
    -------
    dict of str to list of dict
        The seven tables by name, as in :func:`district`; outcomes, contacts and agreements have no rows. About
        two employers in three have a gap; gaps grow where the vacancies asked for would not fit into them.

    Raises
    ------
    ValueError
        If a size is negative, the area unknown, or vacancies are asked for without employers.
    """
    sizes = {"n_candidates": n_candidates, "n_employers": n_employers, "n_vacancies": n_vacancies}
    for name, size in sizes.items():
        if size < 0:
            msg = f"{name} must be 0 or more; got {size}"
            raise ValueError(msg)
    if n_vacancies and not n_employers:
        msg = f"n_employers must be 1 or more where there are vacancies; got 0 for {n_vacancies} vacancies"
        raise ValueError(msg)
    if area not in tables.AREAS:
        msg = f"area must be one of {', '.join(tables.AREAS)}; got {area}"
        raise ValueError(msg)
    where = tables.residents(area)
    people_there = regional.candidates(n_candidates, where, seed, repeat=repeat)
    with_gap = (n_employers * 16 + 24) // 25
    kept = firms.build(where, seed, with_gap=with_gap, others=n_employers - with_gap, total=None, at_least=n_vacancies)
    offers = regional.offers(kept, where, seed, n_vacancies, repeat=repeat)
    return _tables(people_there, kept, offers, [], [], [])


@dataclass(frozen=True)
class Size:
    """A frozen sample: where, how many of each, and the digests of its rows with repetition and without."""

    area: Literal["province", "region", "country"]
    n_candidates: int
    n_employers: int
    n_vacancies: int
    digests: tuple[str, str]


SIZES = {
    "small": Size(
        *("province", 150, 40, 120),
        digests=(
            "6e6f72194409b280adc0987cca745c025029d800b6b327956f2efed243fcf99c",
            "5d562982bdf0d2c2947dd268802b09366a6a47a6f08661af56984aedbbea992f",
        ),
    ),
    "province": Size(
        *("province", 5_000, 2_500, 10_000),
        digests=(
            "402f87d9d6d66bde0352c1587f04634feda55fdfd92922f8190764a707ea22c9",
            "52a3f791dffb228929f17184a255e924a50417badad141db572065d18fe3525a",
        ),
    ),
    "region": Size(
        *("region", 100_000, 5_000, 20_000),
        digests=(
            "e50c38277220c01773a60c545efb7915eccaa76dd099e6879cd9c32f0b3c833c",
            "b47455160b6ce570608c0cdb9983257f2f3dc40be92356dd258b6cedeb0dcb73",
        ),
    ),
    # The candidates are 1 % of a million people.
    "country-sample": Size(
        *("country", 10_000, 62_500, 250_000),
        digests=(
            "4df1873e0287c9fc61a504801a28cadf40ce9463466f1c79d3284731fc262c3c",
            "42d008389b2a255e903ce46b199e1c0d198a43533a7df869e1e1b132eaf1bc94",
        ),
    ),
}


def sample(size: str, *, repeat: bool = True) -> dict[str, Rows]:
    """Build one of the frozen samples of ``SIZES``, or ``district``; seed 68.

    Parameters
    ----------
    size : str
        A key of ``SIZES``, or "district".
    repeat : bool
        As for :func:`region`; the district has no other form.

    Returns
    -------
    dict of str to list of dict
        The seven tables by name.

    Raises
    ------
    ValueError
        If the size is unknown, or the district is asked for without repetition.
    """
    if size == "district" and repeat:
        return district()
    if size not in SIZES:
        msg = f"size must be one of {', '.join(SIZES)}, or district with repeat=True; got {size}"
        raise ValueError(msg)
    kept = SIZES[size]
    return region(
        n_candidates=kept.n_candidates,
        n_employers=kept.n_employers,
        n_vacancies=kept.n_vacancies,
        seed=_SEED,
        area=kept.area,
        repeat=repeat,
    )


def digest(tables: Mapping[str, Sequence[Mapping[str, str]]]) -> str:
    """SHA-256 (hex) of tables as :func:`district` and :func:`region` give them, row by row, in order.

    Parameters
    ----------
    tables : mapping of str to rows
        As :func:`district` and :func:`region` give them.

    Returns
    -------
    str
        64 hex digits; the same for the same rows on every machine. Empty cells leave no trace, so that a column
        added to the contract changes no digest.
    """
    content = hashlib.sha256()
    for table, rows in tables.items():
        content.update(f"{table}\n".encode())
        for row in rows:
            content.update("\t".join(f"{name}={cell}" for name, cell in sorted(row.items()) if cell).encode() + b"\n")
    return content.hexdigest()


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
