"""The cells of a sheet, streamed: only those that hold something, whatever size the sheet says it has."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

from matcher.frames.raw import refuse
from matcher.frames.text import clock, plain_number
from matcher.frames.xlsx_archive import Archive
from matcher.frames.xlsx_workbook import Workbook, unescape

MOST_CELLS = 500_000
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384  # where a sheet ends
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})", re.ASCII)
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[Ee][+-]?\d{1,3})?", re.ASCII)
_LETTERS = 26
_DAY_MINUTES = 24 * 60
_LAST_SERIAL = 2_958_465  # 9999-12-31
_LEAP_BUG = 60  # spreadsheets count a 29 February 1900 that was not
_FORMULA_WITHOUT_VALUE = "="

Rows = dict[int, dict[int, object]]


def _column_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number - 1


def day_of(serial: float, *, from_1904: bool) -> date | None:
    """The day that a serial number stands for; None where it stands for none."""
    whole = int(serial)
    if not 0 <= whole <= _LAST_SERIAL:
        return None
    if from_1904:
        return date(1904, 1, 1) + timedelta(days=whole) if whole <= _LAST_SERIAL - 1462 else None
    return date(1899, 12, 31 if whole < _LEAP_BUG else 30) + timedelta(days=whole)


def number_cell(text: str, kind: str, *, from_1904: bool) -> object:
    """A number as its format shows it: a date, hours and minutes, a percentage, or the number itself."""
    if not _NUMBER.fullmatch(text):
        return text
    value = float(f"{float(text):.15g}")  # as the spreadsheet shows it: 0.1 + 0.2 is 0.3
    if kind == "date":
        day = day_of(value, from_1904=from_1904)
        return plain_number(value) if day is None else day
    if kind == "time" and 0 <= value < _LAST_SERIAL:
        return clock(round(value * _DAY_MINUTES))
    if kind == "percent":
        return f"{format((Decimal(repr(value)) * 100).normalize(), 'f')}%"
    return value


class SheetReader:
    """Handlers that collect the cells of one sheet."""

    def __init__(self, book: Workbook, file: str) -> None:
        """Start with no cell."""
        self.book, self.file = book, file
        self.rows: Rows = {}
        self.formulas = 0
        self._row = self._column = 0
        self._cells: dict[int, object] = {}
        self._type = self._style = ""
        self._parts: list[str] = []
        self._taken = self._formula = self._stated = self._phonetic = False
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Enter an element."""
        if name == "c":
            self._column = self._place(attributes.get("r"))
            self._type, self._style = attributes.get("t", "n"), attributes.get("s", "")
            self._parts = []
            self._formula = self._stated = False
        elif name in {"v", "t"}:
            self._taken = not self._phonetic
            self._stated = True
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._phonetic = True
        elif name == "row":
            stated = attributes.get("r", "")
            self._row = int(stated) if stated.isdecimal() and len(stated) < 8 else self._row + 1
            if not 1 <= self._row <= _MOST_ROWS:
                raise self._damaged()
            self._cells = {}
            self._column = -1

    def text(self, content: str) -> None:
        """Keep the text of a value."""
        if self._taken:
            self._parts.append(content)

    def end(self, name: str) -> None:
        """Leave an element."""
        if name in {"v", "t"}:
            self._taken = False
        elif name == "rPh":
            self._phonetic = False
        elif name == "c":
            if self._stated or self._formula:
                self._keep()
        elif name == "row" and self._cells:
            if self._row in self.rows:
                raise self._damaged()
            self.rows[self._row] = self._cells

    def _place(self, reference: str | None) -> int:
        if reference is None:
            column = self._column + 1
        else:
            found = _PLACE.fullmatch(reference)
            if found is None:
                raise self._damaged()
            column = _column_of(found[1])
        if column >= _MOST_COLUMNS:
            raise self._damaged()
        return column

    def _keep(self) -> None:
        value = self._value("".join(self._parts))
        if self._formula:
            self.formulas += 1
            if value == "":
                value = _FORMULA_WITHOUT_VALUE
        if value == "":
            return
        self._count += 1
        if self._count > MOST_CELLS:
            raise refuse("file_too_large", f"at most {MOST_CELLS} cells in a sheet: save it as CSV", self.file)
        self._cells[self._column] = value

    def _value(self, text: str) -> object:
        if self._type == "s":
            if not text.strip().isdecimal() or int(text) >= len(self.book.texts):
                raise self._damaged()
            return self.book.texts[int(text)]
        if self._type == "b":
            return text.strip() == "1"
        if self._type == "d":
            return text.partition("T")[0]
        if self._type in {"inlineStr", "str", "e"} or not text:
            return unescape(text)
        formats = self.book.formats
        kind = formats[int(self._style)] if self._style.isdecimal() and int(self._style) < len(formats) else "number"
        return number_cell(text.strip(), kind, from_1904=self.book.from_1904)

    def _damaged(self) -> Exception:
        return refuse("file_damaged", "a whole workbook: this sheet is damaged; save it again", self.file)


def read_cells(archive: Archive, book: Workbook, member: str) -> SheetReader:
    """The cells of a sheet by row (from 1) and column (from 0), and how many are formulas.

    Raises
    ------
    FrameError
        If the sheet is damaged or holds more than ``MOST_CELLS``.
    """
    reader = SheetReader(book, archive.file)
    archive.parse(member, reader.start, reader.end, reader.text)
    return reader
