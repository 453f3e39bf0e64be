"""From inferred to stated: a person says yes to findings, and a copy of the tables states them.

Only what is still read from these tables can be confirmed, at the level read or at another that the person writes;
what a table states already is never changed here. All or nothing: one fault and no folder is written.
"""

from __future__ import annotations

import csv
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from matcher.errors import Fault, FrameError
from matcher.frames import Frame, Tables, write_rows
from matcher.frames.writing import OutputError
from matcher.inferred.findings import KEYS, STATED, Inferred, of_tables
from models.columns import TABLES, Column
from models.vocabulary import DEMANDS, TOP_LEVEL

FINDING_COLUMNS = (
    Column("table", "text", "vacancies or candidates"),
    Column("id", "id", "vacancy_id or candidate_id"),
    Column("column", "text", "the column whose text says it"),
    Column("demand", "text", "demand, or capacity, of the vocabulary"),
    Column("level", "integer", "0 to 4"),
    Column("words", "text", "the words that say it"),
    Column("stated", "integer", "the level that the table states, where it states one"),
    Column("confirm", "yes_no", "yes to make it stated"),
)
RECORD = "confirmations.csv"
RECORD_COLUMNS = ("confirmed_on", "by", "table", "id", "column", "demand", "level")
_NEEDED = ("table", "id", "column", "demand", "level", "confirm")
_YES = frozenset(("yes", "y", "sì", "si", "s", "x"))
_NO = frozenset(("", "no", "n"))


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A finding to which somebody said yes, at the level they chose."""

    finding: Inferred
    level: int


def finding_rows(found: Iterable[Inferred]) -> list[dict[str, object]]:
    """The rows of the list that a person fills in, ``confirm`` empty."""
    names = [column.name for column in FINDING_COLUMNS[:-1]]
    return [{name: getattr(one, name) for name in names} for one in found]


def _lines(path: Path) -> list[tuple[int, dict[str, str]]]:
    """The rows of a filled-in list with their lines; a comma or a semicolon between the cells."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            heading = file.readline()
            file.seek(0)
            reader = csv.DictReader(file, delimiter=";" if heading.count(";") > heading.count(",") else ",")
            missing = [name for name in _NEEDED if name not in (reader.fieldnames or ())]
            if missing:
                expected = f"the columns that volante infer --out writes; missing: {', '.join(missing)}"
                raise FrameError([Fault("column_missing", expected, path.name)])
            return [(reader.line_num, {name: (row.get(name) or "").strip() for name in _NEEDED}) for row in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        raise FrameError([Fault("file_not_csv", "a CSV in UTF-8, as volante infer --out writes", path.name)]) from error
    except OSError as error:
        expected = f"a file that can be opened ({error.strerror})"
        raise FrameError([Fault("file_unreadable", expected, path.name)]) from error


def read_confirmations(path: Path, tables: Tables) -> tuple[Confirmed, ...]:
    """What a person confirmed in a list of findings.

    Parameters
    ----------
    path : Path
        A list as `finding_rows` gives it, with "yes" in ``confirm`` where a person agrees; ``level`` may be another.
    tables : Tables
        The tables that the list was made from.

    Returns
    -------
    tuple of Confirmed
        In the order of the file, each demand of a row once.

    Raises
    ------
    FrameError
        With every fault of the file: a column or a level that cannot be, a line these tables do not give, a demand
        that is stated already or confirmed twice with two levels.
    """
    known = {(one.table, one.id, one.column, one.demand): one for one in of_tables(tables)}
    faults: list[Fault] = []
    chosen: dict[tuple[str, str, str], Confirmed] = {}
    for line, row in _lines(path):
        said = row["confirm"].casefold()
        if said in _NO:
            continue
        finding = known.get((row["table"], row["id"], row["column"], row["demand"]))
        fault = _fault(row, said, finding)
        if fault is None and finding is not None:
            key = (finding.table, finding.id, finding.demand)
            one = Confirmed(finding, int(row["level"]))
            if chosen.setdefault(key, one).level != one.level:
                fault = ("entry_repeated", "level", "one level for each demand of a record: say yes to one line")
        if fault is not None:
            code, column, expected = fault
            faults.append(Fault(code, expected, path.name, None, line, column))
    if faults:
        raise FrameError(faults)
    return tuple(chosen.values())


def _fault(row: Mapping[str, str], said: str, finding: Inferred | None) -> tuple[str, str, str] | None:
    """What is wrong with a line that is not a no: code, column, what was expected."""
    if said not in _YES:
        return "word_unknown", "confirm", "yes or no"
    if row["demand"] not in DEMANDS:
        return "demand_unknown", "demand", "a demand of the vocabulary"
    if len(row["level"]) != 1 or row["level"] not in "01234"[: TOP_LEVEL + 1]:
        return "level_invalid", "level", f"a whole number from 0 to {TOP_LEVEL}"
    if finding is None:
        return "not_inferred", "id", "a line that these tables give: make the list again with volante infer --out"
    if finding.stated is not None:
        return "entry_repeated", "demand", f"a demand that the table does not state: correct {finding.table} itself"
    return None


def with_confirmed(tables: Tables, confirmed: Sequence[Confirmed]) -> Tables:
    """The tables that state what was confirmed; the given ones are not changed."""
    found: dict[str, Frame] = {}
    for table, column in STATED.items():
        frame: Frame = getattr(tables, table)
        levels: dict[object, dict[str, int]] = {}
        for one in confirmed:
            if one.finding.table == table:
                levels.setdefault(one.finding.id, {})[one.finding.demand] = one.level
        stated = [
            _stated(value, levels.get(identifier, {}))
            for identifier, value in zip(frame[KEYS[table]], frame[column], strict=True)
        ]
        found[table] = replace(frame, columns={**frame.columns, column: stated})
    return replace(tables, **found)


def _stated(value: object, added: Mapping[str, int]) -> object:
    if not added:
        return value
    levels = {**added, **(value if isinstance(value, dict) else {})}  # what was stated stands
    return {code: levels[code] for code in DEMANDS if code in levels}


def write_confirmed(
    folder: Path, tables: Tables, confirmed: Sequence[Confirmed], *, by: str, on: date, earlier: Path | None = None
) -> None:
    """Write a folder of tables (CSV) that state what was confirmed, with the record of who confirmed what and when.

    Parameters
    ----------
    folder : Path
        A folder that does not exist yet, or is empty.
    tables : Tables
        The tables as read.
    confirmed : sequence of Confirmed
        From `read_confirmations`.
    by : str
        The person who answers for it.
    on : date
        The day.
    earlier : Path, optional
        Folder that the tables came from: its record of confirmations goes before the new one.

    Raises
    ------
    OutputError
        If the folder holds something already, or cannot be written; then nothing is.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        msg = f"cannot write {folder.name}: it exists and is not an empty folder; give another name"
        raise OutputError(msg)
    try:
        target = folder.resolve()
        stand = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    except OSError as error:
        msg = f"cannot write {folder.name} in {folder.parent}: {error.strerror}; nothing was written"
        raise OutputError(msg) from error
    try:
        for frame in with_confirmed(tables, confirmed).frames():
            if frame.file:
                write_rows(stand / f"{frame.table}.csv", _columns(frame), frame.rows())
        record = _record(earlier) + [_entry(one, by, on) for one in confirmed]
        write_rows(stand / RECORD, RECORD_COLUMNS, record)
        stand.replace(target)
    except OSError as error:
        msg = f"cannot write {folder.name} in {folder.parent}: {error.strerror}; nothing was written"
        raise OutputError(msg) from error
    finally:
        shutil.rmtree(stand, ignore_errors=True)


def _columns(frame: Frame) -> list[Column]:
    """The columns that the file had, and the one that may be new; rows are cut to them when they are written."""
    kept = {*frame.headings, STATED.get(frame.table, "")} if frame.headings else set(frame.columns)
    return [column for column in TABLES[frame.table].columns if column.name in kept]


def _record(folder: Path | None) -> list[dict[str, str]]:
    path = folder / RECORD if folder else None
    if path is None or not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [{name: row.get(name) or "" for name in RECORD_COLUMNS} for row in csv.DictReader(file)]


def _entry(one: Confirmed, by: str, on: date) -> dict[str, str]:
    finding = one.finding
    cells = (on.isoformat(), by, finding.table, finding.id, finding.column, finding.demand, str(one.level))
    return dict(zip(RECORD_COLUMNS, cells, strict=True))
