"""Jobs repeat: vacancies alike in the columns that a criterion reads are scored once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.encode import Side


class Distinct(NamedTuple):
    """The distinct jobs, and for each vacancy which of them it is: shape (n_vacancies,)."""

    jobs: Side
    which: NDArray[np.int32]


def distinct_jobs(vacancies: Side, names: tuple[str, ...]) -> Distinct:
    """Vacancies that differ in the named columns, one of each; all are one where no column is named."""
    if not names:
        return Distinct(vacancies.rows(0, 1), np.zeros(len(vacancies), np.int32))
    key = np.column_stack([vacancies[name].astype(np.int64) for name in names])
    _, first, index = np.unique(key, axis=0, return_index=True, return_inverse=True)
    return Distinct(vacancies.take(first), index.reshape(-1).astype(np.int32))
