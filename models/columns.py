"""The tables of the contract as data: names, kinds, units, ranges, sensitivity and Italian headings.

Readers, checks, docs and generators loop over ``TABLES``; a new column is one entry in one of the
``columns_*`` modules. Source: the public contract, section 2.
"""

from __future__ import annotations

from models.columns_firms import AGREEMENTS, CONTACTS, EMPLOYERS, WORKFORCE
from models.columns_kinds import KINDS, Column, Table
from models.columns_people import CANDIDATES, OUTCOMES
from models.columns_vacancies import MATCHES, REJECTIONS, VACANCIES

TABLES: dict[str, Table] = {
    table.name: table for table in (CANDIDATES, EMPLOYERS, VACANCIES, WORKFORCE, OUTCOMES, CONTACTS, AGREEMENTS)
}
# What ``match`` cannot do without.
NEEDED_TABLES = ("candidates", "employers", "vacancies")

__all__ = ["KINDS", "MATCHES", "NEEDED_TABLES", "REJECTIONS", "TABLES", "Column", "Table"]
