"""Law 68/1999 as a calculation: dated parameters, an employer's quota position, its trace.

``position`` computes one employer, ``from_tables`` a whole table of them, ``batch`` a file; nothing here knows ranking.
"""

from __future__ import annotations

from matcher.law68.alternatives import alternatives
from matcher.law68.batch import BatchResult, compute_documents, compute_file, compute_tables, parse_documents
from matcher.law68.page import to_page
from matcher.law68.parameters import load, parameter_ids, parameters_version
from matcher.law68.plans import plans
from matcher.law68.position import position
from matcher.law68.reading import QuotaInputError
from matcher.law68.tables import from_tables
from matcher.law68.who_counts import Standing, Worker, who_counts

__all__ = [
    "BatchResult",
    "QuotaInputError",
    "Standing",
    "Worker",
    "alternatives",
    "compute_documents",
    "compute_file",
    "compute_tables",
    "from_tables",
    "load",
    "parameter_ids",
    "parameters_version",
    "parse_documents",
    "plans",
    "position",
    "to_page",
    "who_counts",
]
