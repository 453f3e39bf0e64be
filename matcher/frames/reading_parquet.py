"""Parquet with the same columns: texts, or typed columns (numbers, days, yes/no, lists)."""

from __future__ import annotations

from pathlib import Path

from matcher.frames.raw import Raw, refuse


def read_parquet(path: Path, table: str) -> Raw:
    """Headings and cells of a parquet file; the row number is the record's place from 1.

    Raises
    ------
    FrameError
        If the file is empty or no parquet.
    """
    import pyarrow as pa  # loading it takes longer than reading a small CSV
    import pyarrow.parquet as pq

    if path.stat().st_size == 0:
        raise refuse("file_empty", "a parquet file: this one is empty", path.name)
    try:
        # From memory: the reader of a path would join the files of a folder.
        with pa.OSFile(str(path)) as source:
            content = pq.ParquetFile(source).read()
    except (pa.ArrowException, ValueError) as error:
        raise refuse("file_not_parquet", "a parquet file: it is damaged or of another kind", path.name) from error
    columns = [column.to_pylist() for column in content.columns]
    return Raw(path.name, list(content.column_names), columns, list(range(1, content.num_rows + 1)))
