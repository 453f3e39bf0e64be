"""The prospetto informativo as a file: one list of fields, read and written as JSON, XLSX and the official XML.

``fields.PROSPETTO`` is the list; ``read`` and ``write`` take files by their ending; ``to_employer`` and ``to_tables``
lead to the calculation and to the tables, ``from_employer`` and ``from_tables`` back; ``with_summary`` computes quadro
3; ``findings`` are the controls, all at once. Not legal advice: a person at the office decides.
"""

from __future__ import annotations

from matcher.prospetto.controls import findings
from matcher.prospetto.employer import from_employer, to_employer
from matcher.prospetto.faults import PathFault, ProspettoError
from matcher.prospetto.fields import PROSPETTO, every_field
from matcher.prospetto.files import from_json, read, to_json, write, write_bytes
from matcher.prospetto.finding import Finding
from matcher.prospetto.model import Prospetto, build
from matcher.prospetto.posts import from_vacancy, to_vacancy
from matcher.prospetto.summary import with_summary
from matcher.prospetto.tables import ProspettoTables, from_tables, to_tables
from matcher.prospetto.unknown import Unknown
from matcher.prospetto.xlsx_reading import from_xlsx
from matcher.prospetto.xlsx_writing import to_xlsx
from matcher.prospetto.xml_reading import from_xml
from matcher.prospetto.xml_writing import to_xml

__all__ = [
    "PROSPETTO",
    "Finding",
    "PathFault",
    "Prospetto",
    "ProspettoError",
    "ProspettoTables",
    "Unknown",
    "build",
    "every_field",
    "findings",
    "from_employer",
    "from_json",
    "from_tables",
    "from_vacancy",
    "from_xlsx",
    "from_xml",
    "read",
    "to_employer",
    "to_json",
    "to_tables",
    "to_vacancy",
    "to_xlsx",
    "to_xml",
    "with_summary",
    "write",
    "write_bytes",
]
