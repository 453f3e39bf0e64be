"""The quota calculation as columns: many employers in, figures out, each equal to what the record form gives.

``quota_columns`` takes arrays, ``to_columns`` employers in JSON form, ``from_tables_columns`` the tables of the
office; ``compute_columns`` does the calculation, ``employer_at`` gives one of the employers back for its trace.
"""

from __future__ import annotations

from matcher.law68.columns.building import quota_columns
from matcher.law68.columns.calculation import QuotaFigures, compute_columns
from matcher.law68.columns.layout import QuotaColumns
from matcher.law68.columns.records import employer_at, to_columns
from matcher.law68.columns.tables import from_tables_columns

__all__ = [
    "QuotaColumns",
    "QuotaFigures",
    "compute_columns",
    "employer_at",
    "from_tables_columns",
    "quota_columns",
    "to_columns",
]
