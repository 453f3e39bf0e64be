"""CSV as offices export it: UTF-8 or cp1252, comma or semicolon, and every fault by the line it stands on."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from matcher.errors import Fault
from matcher.frames.headings import count_known, heading_row
from matcher.frames.raw import Raw, refuse
from matcher.frames.text import MOST_CHARACTERS, fold, safe

_DELIMITERS = (",", ";")
_TITLE_ROWS = 30  # titles and notes above the headings
_BOMS = (  # the longer ones first: UTF-32 begins as UTF-16 does
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_UTF_8_BOM = b"\xef\xbb\xbf"
_OTHER_FILES = (
    (b"PK\x03\x04", "a workbook or an archive: name it .xlsx"),
    (b"\xd0\xcf\x11\xe0", "a workbook of an old program: save it as CSV UTF-8"),
    (b"PAR1", "a parquet file: name it .parquet"),
    (b"%PDF", "a PDF: save the table as CSV UTF-8"),
)


def _refuse_other_files(data: bytes, file: str) -> None:
    if not data.strip(b"\r\n\t ") or data == _UTF_8_BOM:
        raise refuse("file_empty", "a heading line and rows: the file is empty", file)
    for mark, remedy in _OTHER_FILES:
        if data.startswith(mark):
            raise refuse("file_not_csv", f"a CSV text, not {remedy}", file)
    for bom, name in _BOMS:
        if data.startswith(bom):
            raise refuse("encoding_invalid", f"UTF-8, not {name}: save the file as CSV UTF-8", file)
    head = data[:1024]
    if head.count(0) * 4 > len(head):
        raise refuse("encoding_invalid", "UTF-8, not UTF-16: save the file as CSV UTF-8", file)


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def decode(data: bytes) -> str:
    """Text of a file in UTF-8 or, where the whole file is so, in cp1252.

    A line in the other encoding is not guessed at: its bytes stay undecoded (lone surrogates), and the cells
    that hold them are reported.
    """
    data = data.removeprefix(_UTF_8_BOM)
    if _is_utf_8(data):
        return data.decode("utf-8")
    lines = data.splitlines(keepends=True)
    accented = [line for line in lines if not line.isascii()]
    in_utf_8 = sum(map(_is_utf_8, accented))
    if in_utf_8 * 2 >= len(accented):
        return data.decode("utf-8", "surrogateescape")
    return "".join(
        line.decode("ascii", "surrogateescape")
        if not line.isascii() and _is_utf_8(line)
        else line.decode("cp1252", "surrogateescape")
        for line in lines
    )


def _delimiter(text: str, table: str) -> str:
    """The sign that parts the headings best: the one under which most of them are known."""
    head = text[:200_000].splitlines()[:_TITLE_ROWS]
    counts = [max((count_known(line.split(sign), table) for line in head), default=0) for sign in _DELIMITERS]
    commas, semicolons = (head[0].count(sign) if head else 0 for sign in _DELIMITERS)
    if counts[0] == counts[1]:
        return _DELIMITERS[1] if semicolons > commas else _DELIMITERS[0]
    return _DELIMITERS[0] if counts[0] > counts[1] else _DELIMITERS[1]


def _open_quote(text: str, start_line: int, delimiter: str) -> tuple[str, int, int, int]:
    """Why the record that begins on ``start_line`` cannot be read: code, line, cell from 0, characters.

    Read sign by sign, and only for that record: the reader of the standard library does not tell where.
    """
    lines = io.StringIO(text, newline="").readlines()
    line, cell = start_line, 0
    quoted, opened, length, fresh = False, start_line, 0, True
    for content in lines[start_line - 1 :]:
        position = 0
        while position < len(content):
            sign = content[position]
            if quoted:
                if sign == '"':
                    following = content[position + 1 : position + 2]
                    if following == '"':
                        position += 1
                    elif following in {"", delimiter, "\r", "\n"}:
                        quoted = False
                    else:
                        return "quote_open", opened, cell, length
                length += quoted  # the closing quote is no character of the cell
            elif sign == '"' and fresh:
                quoted, opened, fresh = True, line, False
            elif sign == delimiter:
                cell, length, fresh = cell + 1, 0, True
            else:
                length, fresh = length + 1, False
            if length > MOST_CHARACTERS and not quoted:
                return "cell_too_long", line, cell, _cell_length(content, position, length, delimiter)
            position += 1
        if not quoted:
            break
        line += 1
    return ("quote_open", opened, cell, length) if quoted else ("cell_too_long", line, cell, length)


def _cell_length(content: str, position: int, length: int, delimiter: str) -> int:
    end = content.find(delimiter, position)
    return length + (len(content.rstrip("\r\n")) if end < 0 else end) - position - 1


def _records(text: str, delimiter: str, file: str) -> tuple[list[list[str]], list[int]]:
    """Cells and first line of every record."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    lines: list[int] = []
    while True:
        start = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return rows, lines
        except csv.Error:
            code, line, cell, length = _open_quote(text, start, delimiter)
            heading = safe(rows[0][cell]) if rows and cell < len(rows[0]) else None
            if code == "quote_open":
                expected = "a quote that is closed, and doubled inside a cell"
            else:
                expected = f"at most {MOST_CHARACTERS} characters, not {length}"
            raise refuse(code, expected, file, line, heading) from None
        rows.append(cells)
        lines.append(start)


def read_csv(path: Path, table: str) -> Raw:
    """Headings and cells of a CSV, before any of them is parsed.

    Parameters
    ----------
    path : Path
        The file: UTF-8 with or without byte order mark, or cp1252; `,` or `;`.
    table : str
        Name of the table in the contract, to tell the headings from a title above them.

    Returns
    -------
    Raw
        Texts, with the line each record begins on; rows with another number of cells than the headings are
        among its faults.

    Raises
    ------
    FrameError
        If the file is empty, in another encoding, no CSV, or has a quote that is never closed.
    """
    data = path.read_bytes()
    _refuse_other_files(data, path.name)
    text = decode(data)
    skipped = 0
    if text[:4].casefold() == "sep=" and text[5:6] in {"\r", "\n", ""}:  # a hint that some spreadsheets write
        delimiter = text[4:5]
        skipped = 1
    else:
        delimiter = _delimiter(text, table)
    rows, lines = _records(text, delimiter, path.name)
    return _table(rows[skipped:], lines[skipped:], path.name, table)


def _table(rows: list[list[str]], lines: list[int], file: str, table: str) -> Raw:
    if not rows:
        raise refuse("file_empty", "a heading line and rows: the file has none", file)
    head = heading_row(rows[:_TITLE_ROWS], table)
    headings = [cell.strip("\ufeff \t") for cell in rows[head]]
    while headings and not headings[-1] and all(not "".join(cells[len(headings) - 1 :]).strip() for cells in rows):
        headings.pop()  # delimiters that a spreadsheet adds at the end of every line
    width = len(headings)
    folded = [fold(heading) for heading in headings]
    raw = Raw(file, headings, [], [], heading_line=lines[head])
    kept: list[list[str]] = []
    for cells, line in zip(rows[head + 1 :], lines[head + 1 :], strict=True):
        if len(cells) == width and cells[0] and not _repeats(cells, folded):
            kept.append(cells)
            raw.lines.append(line)
        elif not "".join(cells).strip():
            continue
        elif _repeats(cells, folded):
            raw.faults.append(Fault("heading_repeated", "the heading line once, not again here", file, None, line))
        elif len(cells) > width and not "".join(cells[width:]).strip():
            kept.append(cells[:width])
            raw.lines.append(line)
        elif len(cells) != width:
            expected = f"{width} cells as in the heading line, not {len(cells)}"
            raw.faults.append(Fault("fields_count", expected, file, None, line))
        else:
            kept.append(cells)
            raw.lines.append(line)
    raw.columns = [list(column) for column in zip(*kept, strict=True)] if kept else [[] for _ in headings]
    return raw


def _repeats(cells: list[str], folded: list[str]) -> bool:
    # The first cell is compared alone first: this runs for every row of a large file.
    first = cells[0].strip("\ufeff \t") if cells else ""
    if len(cells) != len(folded) or len(first) > MOST_CHARACTERS or fold(first) != folded[0]:
        return False
    return [fold(cell.strip("\ufeff \t")) for cell in cells] == folded
