"""Jobs repeat: vacancies alike in the columns that a criterion reads are scored once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.encode import Side
from matcher.encode.split import differing_rows


class Distinct(NamedTuple):
    """The distinct jobs, and for each vacancy which of them it is: shape (n_vacancies,)."""

    jobs: Side
    which: NDArray[np.int32]


def distinct_jobs(vacancies: Side, names: Sequence[str]) -> Distinct:
    """Vacancies that differ in the named columns, one of each; all are one where no column is named."""
    columns = [vacancies[name].astype(np.int64) for name in names]
    first, which = differing_rows(columns, len(vacancies))
    jobs = Side(tuple(vacancies.ids[row] for row in first), {name: vacancies[name][first] for name in names})
    return Distinct(jobs, which.astype(np.int32))
