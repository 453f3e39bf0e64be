"""Checked tables: what users keep in CSV, workbooks and parquet, as columns of parsed values.

``read_folder`` -> ``Tables``, ``read_table`` -> ``Frame``: a file is read to raw cells (``reading_csv``,
``reading_xlsx``, ``reading_parquet``), its headings are mapped (``headings``), each cell is parsed by the kind
of its column (``cells``), each row is checked as a whole (``row_checks``), and ids are looked up in the other
tables (``references``). All faults come at once, in one ``FrameError``. ``write_rows`` is the way out.
"""

from __future__ import annotations

from matcher.frames.faults import FAULT_CODES
from matcher.frames.folder import check, from_records, read_folder, read_rows, read_table
from matcher.frames.frame import Frame, Tables, empty_frame
from matcher.frames.writing import write_rows

__all__ = [
    "FAULT_CODES",
    "Frame",
    "Tables",
    "check",
    "empty_frame",
    "from_records",
    "read_folder",
    "read_rows",
    "read_table",
    "write_rows",
]
