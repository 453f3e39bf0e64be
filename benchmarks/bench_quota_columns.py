"""The quota of a region at once: time and memory of the column form on a realistic mix of employers.

``pytest benchmarks --benchmark-disable`` runs it small and checks the answer. As a program it measures 200,000
employers in a fresh process, step by step, with the peak of resident memory, and checks a sample of them.
"""

from __future__ import annotations

import argparse
import os
import resource
import time
from datetime import date

import numpy as np

from matcher.law68 import position
from matcher.law68.columns import compute_columns, employer_at, quota_columns
from matcher.law68.columns.layout import CATEGORIES, DIRECTIONS, STATES, SUBJECTS
from matcher.law68.employer import LEGAL_FORMS, PART_TIME_KINDS, SUSPENSION_KINDS

DAY = date(2025, 12, 31)
SIZES = {"small": 400, "medium": 20_000, "large": 200_000}
PLATES = np.array(["MI", "MB", "BG", "BS", "LC", "CO", "VA", "PV", "LO", "CR", "MN", "SO", "TO", "GE", "BO"])
WEEKS = np.array([2400, 2280, 2250, 2160])  # 40, 38, 37:30 and 36 hours
SHARES = np.array([0.5, 0.5, 0.6, 0.75, 0.8, 0.4])  # half time is the commonest part time
SEVERAL, RARE = 0.10, 0.03


def _hours(rng, n_rows, most):
    """Rows of part-timers: 0 to 3 a province, whole quarters of an hour, together no more heads than ``most``."""
    rows = rng.integers(0, 4, size=n_rows)
    province = np.repeat(np.arange(n_rows), rows)
    heads = np.floor(rng.random(len(province)) * (most / np.maximum(rows, 1))[province]).astype(np.int64)
    contract = WEEKS[rng.integers(0, len(WEEKS), size=len(province))]
    worked = (contract * SHARES[rng.integers(0, len(SHARES), size=len(province))] / 15).astype(np.int64) * 15
    kept = heads > 0
    found = {"province": province, "heads": heads, "worked_minutes": worked, "contract_minutes": contract}
    return {name: column[kept] for name, column in found.items()}


def _disabled_part_time(rng, employees):
    """One part-timer with a disability in a province out of six."""
    province = np.flatnonzero((rng.random(len(employees)) < 1 / 6) & (employees >= 10))
    contract = WEEKS[rng.integers(0, len(WEEKS), size=len(province))]
    return {
        "province": province,
        "heads": np.ones(len(province), dtype=np.int64),
        "worked_minutes": (contract * SHARES[rng.integers(0, len(SHARES), size=len(province))]).astype(np.int64),
        "contract_minutes": contract,
        "kind": np.full(len(province), PART_TIME_KINDS.index("disabled")),
        "percent": rng.integers(46, 101, size=len(province)).astype(float),
    }


def _excluded(rng, employees):
    """One or two categories in two provinces out of five, together no more than a quarter of the staff."""
    rows = rng.choice([0, 0, 0, 1, 2], size=len(employees))
    province = np.repeat(np.arange(len(employees)), rows)
    heads = np.floor(rng.random(len(province)) * employees[province] / 8).astype(np.int64)
    return {"province": province, "category": rng.integers(0, len(CATEGORIES), size=len(province)), "heads": heads}


def _reliefs(rng, provinces, rare):
    """Exemption, self-certification, suspension and old art. 18 staff, one each for the rare employers' provinces."""
    size = len(rare)
    which = np.where(rare, rng.integers(0, 5, size=size), -1)
    share = rng.choice([10.0, 20.0, 30.0, 50.0, 60.0, 12.5], size=size)
    return {
        "authorised_state": np.where(which == 0, STATES.index("granted"), -1),
        "authorised_percent": np.where(which == 0, share, np.nan),
        "self_certified_workers": np.where(which == 1, provinces["employees"] // 5, -1),
        "suspension_granted": which == 2,
        "suspension_kind": np.where(which == 2, rng.integers(0, len(SUSPENSION_KINDS), size=size), -1),
        "suspension_percent": np.where(which == 2, share, np.nan),
        "art18_in_force_since_17_1_2000": np.where(which == 3, provinces["art18_in_force"], 0),
    }


def _compensations(rng, employer, plates, rare):
    """Pairs of rows between the first two provinces of every third rare employer that has several."""
    first = np.flatnonzero(rare[:-1] & (employer[:-1] == employer[1:]) & np.r_[True, employer[1:-1] != employer[:-2]])
    first = first[::3]
    units = rng.integers(1, 3, size=len(first))
    return {
        "province": np.r_[first, first + 1],
        "subject": np.full(2 * len(first), SUBJECTS.index("disabled")),
        "category": np.repeat([DIRECTIONS.index("excess"), DIRECTIONS.index("reduction")], len(first)),
        "units": np.r_[units, units],
        "other_province": np.r_[plates[first + 1], plates[first]],
    }


def region(n_employers, seed=68):
    """Arrays of a region's employers: 10 % in 2 to 5 provinces, 3 % with reliefs, compensation or old art. 18 staff."""
    rng = np.random.default_rng(seed)
    n_provinces = np.where(rng.random(n_employers) < SEVERAL, rng.integers(2, 6, size=n_employers), 1)
    employer = np.repeat(np.arange(n_employers), n_provinces)
    starts = np.r_[0, np.cumsum(n_provinces)[:-1]]
    nth = np.arange(len(employer)) - starts[employer]
    turned = rng.integers(0, len(PLATES), size=n_employers)
    plates = PLATES[(turned[employer] + nth) % len(PLATES)]
    employees = np.minimum(np.exp(rng.normal(3.6, 0.9, size=len(employer))), 20_000).astype(np.int64) + 5
    rare = (rng.random(n_employers) < RARE)[employer]
    provinces = {
        "employer": employer,
        "province": plates,
        "employees": employees,
        "disabled_full_time": np.floor(employees * 0.08 * rng.random(len(employees))).astype(np.int64),
        "art18_in_force": np.floor(employees * 0.03 * rng.random(len(employees))).astype(np.int64),
        "telework_full_time": np.where(rng.random(len(employees)) < 0.05, employees // 20, 0),
    }
    provinces.update(_reliefs(rng, provinces, rare))
    ordinary = _hours(rng, len(employees), employees * 0.4)
    disabled = _disabled_part_time(rng, employees)
    ordinary |= {
        "kind": np.zeros(len(ordinary["heads"]), dtype=np.int64),
        "percent": np.full(len(ordinary["heads"]), np.nan),
    }
    return {
        "employers": {
            "legal_form": rng.choice(len(LEGAL_FORMS), p=[0.85, 0.02, 0.08, 0.05], size=n_employers),
            "registered_office_province": plates[starts],
        },
        "provinces": provinces,
        "part_time": {name: np.r_[ordinary[name], disabled[name]] for name in ordinary},
        "intermittent": _hours(rng, len(employees), np.where(rng.random(len(employees)) < 0.05, employees * 0.1, 0.0)),
        "excluded": _excluded(rng, employees),
        "compensations": _compensations(rng, employer, plates, rare),
    }


def laid_out(arrays):
    """The arrays of ``region``, checked, as columns."""
    rows = {name: arrays[name] for name in ("part_time", "intermittent", "excluded", "compensations")}
    return quota_columns(DAY, arrays["employers"], arrays["provinces"], **rows)


def wrong(columns, figures, positions):
    """Employers, of those listed, whose record form gives any other figure."""
    found = []
    for at in positions:
        record = position(employer_at(columns, at))
        national = {**record.national.to_json(), "exposure_eur_per_day": record.exposure_eur_per_day}
        national["band"] = national["band"] or ""
        same = all(figures.national[name][at] == value for name, value in national.items())
        for number, province in enumerate(record.provinces):
            row = columns.places.starts[at] + number
            same = same and all(figures.provinces[name][row] == value for name, value in province.to_json().items())
        if not same:
            found.append(at)
    return found


def test_columns_of_a_region_are_computed_and_right(benchmark):
    """Every employer of the small size, a sample of the others, against the record form."""
    size = SIZES[os.environ.get("SIZE", "small")]
    columns = laid_out(region(size))
    figures = benchmark(compute_columns, columns)
    assert wrong(columns, figures, range(0, size, max(1, size // 400))) == []


def main():
    """Measure the full size in this process and print one line a step."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--employers", type=int, default=SIZES["large"])
    parser.add_argument("--check", type=int, default=1000, help="employers to compare with the record form")
    options = parser.parse_args()
    arrays = region(options.employers)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    columns = laid_out(arrays)
    checked = time.perf_counter()
    figures = compute_columns(columns)
    first = time.perf_counter()
    compute_columns(columns)
    again = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    rows = sum(len(getattr(columns, name)["province"]) for name in ("part_time", "intermittent", "excluded"))
    print(f"employers {len(columns):,}  provinces {len(columns.provinces['province']):,}  rows {rows:,}")
    print(f"check and lay out   {checked - start:6.2f} s")
    print(f"compute, first      {first - checked:6.2f} s (reads the parameters of the law)")
    print(f"compute, again      {again - first:6.2f} s")
    print(f"peak resident       {peak / 1024:6.0f} MiB ({before / 1024:.0f} before the columns were laid out)")
    print(f"gaps in all {figures.national['gap_disabled'].sum():,}")
    sample = np.random.default_rng(1).choice(len(columns), size=min(options.check, len(columns)), replace=False)
    start = time.perf_counter()
    failed = wrong(columns, figures, sample.tolist())
    print(
        f"record form         {time.perf_counter() - start:6.2f} s for {len(sample):,} employers; {len(failed)} differ"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
