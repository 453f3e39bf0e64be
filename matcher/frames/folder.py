"""Tables from a folder, from a file, or from the records of a program: checked, with every fault at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from matcher.errors import Fault, FrameError
from matcher.frames.check import Checked, check_raw, sound
from matcher.frames.frame import Frame, Tables
from matcher.frames.raw import Raw, refuse
from matcher.frames.reading_csv import read_csv
from matcher.frames.reading_parquet import read_parquet
from matcher.frames.reading_xlsx import read_xlsx
from matcher.frames.references import reference_faults
from models.columns import NEEDED_TABLES, TABLES

READERS: dict[str, Callable[[Path, str], Raw]] = {".csv": read_csv, ".xlsx": read_xlsx, ".parquet": read_parquet}


def _read_raw(path: Path, table: str) -> Raw:
    reader = READERS.get(path.suffix.casefold())
    if reader is None:
        raise refuse("format_unknown", f"a file {', '.join(READERS)}", path.name)
    try:
        return reader(path, table)
    except OSError as error:
        raise refuse("file_unreadable", f"a file that can be opened ({error.strerror})", path.name) from error


def read_rows(path: Path | str, table: str) -> tuple[Frame, tuple[Fault, ...]]:
    """The sound rows of a table, and every fault of the others.

    Parameters
    ----------
    path : Path or str
        A .csv, .xlsx or .parquet file.
    table : str
        Name of the table in the contract.

    Returns
    -------
    Frame
        Rows without any fault.
    tuple of Fault
        Every fault, by line and then by column.

    Raises
    ------
    FrameError
        If the file cannot be read as a table at all: damaged, encrypted, without its columns.
    """
    checked = check_raw(_read_raw(Path(path), table), table)
    return checked.frame, checked.faults


def read_table(path: Path | str, table: str) -> Frame:
    """One table of a .csv, .xlsx or .parquet file, checked.

    Raises
    ------
    FrameError
        With every fault of the table, if it has any.
    """
    frame, faults = read_rows(path, table)
    if faults:
        raise FrameError(faults)
    return frame


def from_records(table: str, rows: Iterable[Mapping[str, object]], *, file: str = "records") -> Frame:
    """One table from the records of a program, checked by the same rules as a file.

    Parameters
    ----------
    table : str
        Name of the table in the contract.
    rows : iterable of mapping
        Cells by column name or heading: texts as in a CSV, or parsed values as a ``Frame`` holds them.
    file : str
        What to call their origin in faults and warnings.

    Raises
    ------
    FrameError
        With every fault, the row counted from 1.
    """
    records = list(rows)
    # In order of appearance; without records the table's own columns, so that no column is called missing.
    headings = list(dict.fromkeys(name for record in records for name in record)) or list(TABLES[table].names)
    columns: list[list[object]] = [[record.get(name) for record in records] for name in headings]
    return sound(Raw(file, headings, columns, list(range(1, len(records) + 1))), table)


def _files(folder: Path) -> tuple[dict[str, Path], list[Fault]]:
    """The file of each table, and the faults of tables that are missing or stand in two formats."""
    found: dict[str, list[Path]] = {}
    for path in sorted(folder.iterdir()):
        if path.stem in TABLES and path.suffix.casefold() in READERS and path.is_file():
            found.setdefault(path.stem, []).append(path)
    faults: list[Fault] = []
    for table in TABLES:
        paths = found.get(table, [])
        if len(paths) > 1:
            named = " and ".join(path.name for path in paths)
            faults.append(Fault("two_formats", f"one file of the table {table}, not {named}: keep one", folder.name))
        elif not paths and table in NEEDED_TABLES:
            faults.append(Fault("table_missing", f"{table}.csv, {table}.xlsx or {table}.parquet", folder.name))
    return {table: paths[0] for table, paths in found.items()}, faults


def read_folder(path: Path | str) -> Tables:
    """Every table of a folder, checked each by itself and against the others.

    Parameters
    ----------
    path : Path or str
        A folder with candidates, employers, vacancies and, where present, workforce, outcomes, contacts and
        agreements, each .csv, .xlsx or .parquet.

    Returns
    -------
    Tables
        The checked tables; those that are absent have no rows.

    Raises
    ------
    FrameError
        With every fault of every table.
    """
    folder = Path(path)
    if not folder.is_dir():
        raise refuse("file_unreadable", "a folder of tables", folder.name)
    files, faults = _files(folder)
    read: dict[str, Checked] = {}
    unread = {table for table in NEEDED_TABLES if table not in files}
    for table in TABLES:
        if table not in files:
            continue
        try:
            read[table] = check_raw(_read_raw(files[table], table), table)
        except FrameError as error:
            faults.extend(error.faults)
            unread.add(table)
        else:
            faults.extend(read[table].faults)
    # Faulty rows count here: a person with an impossible date is a person whom an outcome may name.
    every_row = Tables(**{table: checked.every_row for table, checked in read.items()})
    faults.extend(reference_faults(every_row, unread))
    if faults:
        raise FrameError(faults)
    return every_row


def check(tables: Tables, *, absent: Collection[str] = ()) -> Tables:
    """The same tables, once every id that one of them names is found in the other.

    Parameters
    ----------
    tables : Tables
        Tables checked each by itself.
    absent : collection of str
        Tables that were not given: ids of their records are not looked up.

    Raises
    ------
    FrameError
        With every id that names a record another table does not hold.
    """
    faults = reference_faults(tables, absent)
    if faults:
        raise FrameError(faults)
    return tables
