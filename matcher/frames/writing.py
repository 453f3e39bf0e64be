"""Tables out: CSV or parquet by the file's ending, whole or not at all."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import IO, Any, Generic, TypeVar

from matcher.errors import MatcherError
from matcher.frames.text import cell_text
from models.columns import MATCHES, REJECTIONS, Column

Row = Sequence[object] | Mapping[str, object]
Item = TypeVar("Item")

# Free text that a spreadsheet could take for a formula; ids are written as they are.
GUARDED = frozenset({"reasons", "detail", "nearest_change", "ask"})
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
# Decimals of a column, where it is no whole number; source: the public contract, section 2.
DECIMALS = {
    "score": 6,
    "score_low": 6,
    "score_high": 6,
    "fit": 6,
    "fit_with_accommodations": 6,
    "known_share": 6,
    "distance_km": 2,
}
_OUTPUTS = {column.name: column for column in (*MATCHES, *REJECTIONS)}
_BATCH = 50_000


class OutputError(MatcherError):
    """A file that cannot be written: its ending, its folder, or the room on the disk."""


def _known(columns: Sequence[str | Column]) -> list[Column]:
    return [
        column if isinstance(column, Column) else _OUTPUTS.get(column, Column(column, "text", "")) for column in columns
    ]


def _cells(row: Row, columns: Sequence[Column]) -> list[object]:
    if isinstance(row, Mapping):
        return [row.get(column.name) for column in columns]
    if len(row) != len(columns):
        msg = f"a row must have {len(columns)} cells, one for each column; got {len(row)}"
        raise ValueError(msg)
    return list(row)


def _text(value: object, column: Column) -> str:
    if isinstance(value, float):
        if column.name in DECIMALS:
            return f"{value:.{DECIMALS[column.name]}f}"
        return str(round(value)) if column.kind == "integer" else cell_text(value)
    text = cell_text(value, column.kind)
    if column.name in GUARDED and text.startswith(_FORMULA_SIGNS):
        text = f"'{text}"
    # A lone carriage return would end the record for some readers.
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _write_csv(target: IO[bytes], columns: Sequence[Column], rows: Iterable[Row]) -> None:
    # newline="" leaves the line ends to the writer; detach leaves the file open for its owner.
    text = io.TextIOWrapper(target, encoding="utf-8", newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    for row in rows:
        cells = _cells(row, columns)
        writer.writerow([_text(value, column) for value, column in zip(cells, columns, strict=True)])
    text.flush()
    text.detach()


def _typed(value: Any, column: Column) -> object:
    if value is None:
        return None
    if column.kind == "integer":
        return round(value)
    if column.kind == "decimal":
        return round(float(value), DECIMALS.get(column.name, 6))
    return cell_text(value, column.kind)


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    source = iter(rows)
    while batch := list(islice(source, _BATCH)):
        yield batch


def _write_parquet(target: IO[bytes], columns: Sequence[Column], rows: Iterable[Row]) -> None:
    import pyarrow as pa  # loading it takes longer than writing a small CSV
    import pyarrow.parquet as pq

    types = {"integer": pa.int64(), "decimal": pa.float64()}
    schema = pa.schema([(column.name, types.get(column.kind, pa.string())) for column in columns])
    with pq.ParquetWriter(target, schema) as writer:
        for batch in _batches(rows):
            table = [_cells(row, columns) for row in batch]
            arrays = [
                pa.array([_typed(cells[place], column) for cells in table], type=schema.field(place).type)
                for place, column in enumerate(columns)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


WRITERS = {".csv": _write_csv, ".parquet": _write_parquet}


def write_rows(path: Path | str, columns: Sequence[str | Column], rows: Iterable[Row]) -> int:
    """Write a table, whole or not at all, and tell how many rows it has.

    Parameters
    ----------
    path : Path or str
        A file that ends in .csv (UTF-8 without byte order mark, `,`, line feed, decimal point) or .parquet. It
        is written beside its place and then renamed, readable by its owner alone.
    columns : sequence of str or Column
        Names in order; those of matches and rejections are known, any other is text.
    rows : iterable of sequence or mapping
        Cells in the order of the columns, or by name; None is empty.

    Returns
    -------
    int
        Rows written.

    Raises
    ------
    OutputError
        If the ending is another, the folder does not exist, or the file cannot be written.
    """
    path = Path(path)
    writer = WRITERS.get(path.suffix.casefold())
    if writer is None:
        msg = f"cannot write {path.name}: expected a file that ends in {' or '.join(WRITERS)}"
        raise OutputError(msg)
    if path.exists() and not path.is_file():
        msg = f"cannot write {path.name}: it exists and is no file; give another name"
        raise OutputError(msg)
    counted = _Counted(rows)
    try:
        _replace(path.resolve(), lambda target: writer(target, _known(columns), counted))
    except OSError as error:
        msg = f"cannot write {path.name} in {path.parent}: {error.strerror}; nothing was written"
        raise OutputError(msg) from error
    return counted.count


class _Counted(Generic[Item]):
    """Rows or lines, counted as they pass."""

    def __init__(self, rows: Iterable[Item]) -> None:
        self.rows, self.count = rows, 0

    def __iter__(self) -> Iterator[Item]:
        for row in self.rows:
            self.count += 1
            yield row


def _replace(path: Path, write: Callable[[IO[bytes]], None]) -> None:
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as target:
        try:
            write(target)
            target.flush()
            os.fsync(target.fileno())
            target.close()
            Path(target.name).replace(path)
        except BaseException:
            target.close()
            Path(target.name).unlink(missing_ok=True)
            raise


def write_lines(path: Path | str, lines: Iterable[str]) -> int:
    """Write lines of text (UTF-8, line feed), whole or not at all, and tell how many; errors as `write_rows`."""
    path = Path(path)
    counted = _Counted(lines)

    def write(target: IO[bytes]) -> None:
        for line in counted:
            target.write(f"{line}\n".encode())

    try:
        _replace(path.resolve(), write)
    except OSError as error:
        msg = f"cannot write {path.name} in {path.parent}: {error.strerror}; nothing was written"
        raise OutputError(msg) from error
    return counted.count
