"""Law 68/1999 as a calculation: dated parameters, an employer's quota position, its trace.

``position`` computes one employer, ``from_tables`` a whole table of them, ``batch`` a file; nothing here knows ranking.
"""

from __future__ import annotations

from matcher.law68.batch import BatchResult, compute_documents, compute_file, parse_documents
from matcher.law68.page import to_page
from matcher.law68.parameters import load, parameter_ids, parameters_version
from matcher.law68.position import position
from matcher.law68.reading import QuotaInputError
from matcher.law68.tables import from_tables

__all__ = [
    "BatchResult",
    "QuotaInputError",
    "compute_documents",
    "compute_file",
    "from_tables",
    "load",
    "parameter_ids",
    "parameters_version",
    "parse_documents",
    "position",
    "to_page",
]
