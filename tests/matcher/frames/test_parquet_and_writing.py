"""Parquet in, CSV and parquet out."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from matcher.errors import FrameError
from matcher.frames import read_folder, read_table, write_rows
from matcher.frames.writing import GUARDED, OutputError
from models.columns import MATCHES, REJECTIONS

NAMES = [column.name for column in MATCHES]
MATCH: list[object] = [
    "=C1", "V1", "E1", 1, 0.5, 0.25, 0.75, 1 / 3, 2 / 3, 0.9, ("lifting_aid", "extra_breaks"), 0, 3.456, None, None,
    "=vicino; \"quota\" scoperta",
]  # fmt: skip


def test_typed_columns_are_read_as_their_texts_would_be(tmp_path: Path) -> None:
    """Numbers, days, yes/no, lists; a null is unknown."""
    path = tmp_path / "candidates.parquet"
    rows = [
        {
            "candidate_id": "C1",
            "enrolled_on": date(2026, 3, 2),
            "max_commute_km": 7.5,
            "education": 3,
            "psychic_or_intellectual": True,
            "travel": ["walking", "car"],
            "languages": ["it:C2"],
            "home_municipality": "015142",
        },
        {"candidate_id": "C2"},
    ]
    pq.write_table(pa.Table.from_pylist(rows), path)
    frame = read_table(path, "candidates")
    assert next(frame.rows()) == {
        **dict.fromkeys(frame.columns),
        "candidate_id": "C1",
        "enrolled_on": date(2026, 3, 2),
        "max_commute_km": 7.5,
        "education": 3,
        "psychic_or_intellectual": True,
        "travel": ("car", "walking"),
        "languages": (("it", "C2"),),
        "home_municipality": "015142",
    }
    assert frame["travel"][1] is None


def test_the_clean_tables_say_the_same_as_parquet(samples: Path, tmp_path: Path) -> None:
    """Text for text: one digest."""
    clean = samples / "office" / "clean"
    for path in clean.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            pq.write_table(pa.Table.from_pylist(list(csv.DictReader(file))), tmp_path / f"{path.stem}.parquet")
    assert read_folder(tmp_path).digest == read_folder(clean).digest


def test_a_number_that_is_none_is_a_fault_in_a_typed_column(tmp_path: Path) -> None:
    """A missing number is null, not NaN; the row is the record's place."""
    path = tmp_path / "candidates.parquet"
    pq.write_table(pa.table({"candidate_id": ["C1", "C2"], "max_commute_km": [1.0, float("nan")]}), path)
    with pytest.raises(FrameError, match=r'line 2, column "max_commute_km" \(C2\): number_invalid'):
        read_table(path, "candidates")


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" + b"x" * 100 + b"PAR1"])
def test_a_broken_parquet_is_one_message(content: bytes, tmp_path: Path) -> None:
    """Empty, cut or damaged."""
    path = tmp_path / "candidates.parquet"
    path.write_bytes(content)
    with pytest.raises(FrameError) as caught:
        read_table(path, "candidates")
    assert len(caught.value.faults) == 1


def test_matches_are_written_as_the_contract_says(tmp_path: Path) -> None:
    """Six decimals for scores, two for km, whole EUR, line feeds, no mark; ids as they are."""
    path = tmp_path / "matches.csv"
    assert write_rows(path, MATCHES, [MATCH]) == 1
    head, row = path.read_bytes().decode("utf-8").split("\n")[:2]
    assert head.split(",") == NAMES
    assert row == (
        "=C1,V1,E1,1,0.500000,0.250000,0.750000,0.333333,0.666667,0.900000,lifting_aid;extra_breaks,0,3.46,,,"
        '"\'=vicino; ""quota"" scoperta"'
    )
    assert path.read_bytes().endswith(b"\n")
    assert b"\r" not in path.read_bytes()


def test_parquet_says_the_same_with_types(tmp_path: Path) -> None:
    """And no quote in front of a text: nothing runs it there."""
    path = tmp_path / "matches.parquet"
    assert write_rows(path, NAMES, [MATCH, dict(zip(NAMES, MATCH, strict=True))]) == 2
    table = pq.read_table(path)
    assert table.column_names == NAMES
    assert table.schema.field("score").type == pa.float64()
    assert table.schema.field("rank").type == pa.int64()
    first, second = table.to_pylist()
    assert first == second
    assert first["reasons"] == MATCH[-1]
    assert (first["fit"], first["distance_km"], first["quota_gap"]) == (0.333333, 3.46, None)


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_a_table_without_rows_has_its_headings(ending: str, tmp_path: Path) -> None:
    """It can be read again."""
    path = tmp_path / f"rejections{ending}"
    assert write_rows(path, REJECTIONS, []) == 0
    names = path.read_text().strip().split(",") if ending == ".csv" else pq.read_table(path).column_names
    assert names == [column.name for column in REJECTIONS]


@pytest.mark.parametrize("column", sorted(GUARDED))
@pytest.mark.parametrize("sign", "=+-@\t\r")
def test_a_free_text_never_becomes_a_formula(column: str, sign: str, tmp_path: Path) -> None:
    """A quote stands in front of it."""
    path = tmp_path / "out.csv"
    write_rows(path, ["candidate_id", column], [[f"{sign}1", f"{sign}cmd"]])
    with path.open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))[1][1].startswith("'")


def test_what_fails_half_way_leaves_nothing_behind(tmp_path: Path) -> None:
    """The earlier file stays, no temporary file remains."""
    path = tmp_path / "matches.csv"
    path.write_text("earlier", encoding="utf-8")

    def rows() -> Iterator[list[object]]:
        yield MATCH
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_rows(path, MATCHES, rows())
    with pytest.raises(ValueError, match="16 cells"):
        write_rows(path, MATCHES, [["C1"]])
    assert path.read_text(encoding="utf-8") == "earlier"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """Its ending, its folder, its place."""
    with pytest.raises(OutputError, match=r"expected a file that ends in \.csv or \.parquet"):
        write_rows(tmp_path / "out.xlsx", NAMES, [])
    with pytest.raises(OutputError, match="nothing was written"):
        write_rows(tmp_path / "none" / "out.csv", NAMES, [])
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(OutputError, match="is no file"):
        write_rows(tmp_path / "folder.csv", NAMES, [])
