"""From the text of a cell to its value: one parser for each kind of column, all in ``PARSERS``.

A parser gets text without blanks at its ends and never empty. It returns the value, or a
``CellFault`` that names what was expected and never the value itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from matcher.frames.cells_hours import compensation, disabled_part_time, part_time
from matcher.frames.cells_lists import accommodations, demands, languages, licences, needs, words
from matcher.frames.faults import CellFault
from matcher.frames.numbers import PLAIN, clock_minutes, number_in
from matcher.frames.text import MOST_CHARACTERS, cell_text, invisible, is_formula, undecoded
from matcher.frames.words import find_word, level_of, one_of
from matcher.geography import municipalities
from models.columns import Column

_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_ITALIAN_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_DAY = CellFault("date_invalid", "a day that exists, gg/mm/aaaa or a date cell, or YYYY-MM-DD")
_NUMBER = CellFault("number_invalid", "a plain number: a sign or none, digits, one decimal point or comma")
_WHOLE = CellFault("number_invalid", "a whole number")
_TITLE_YEARS = CellFault("number_invalid", "titles, each with its years after a colon (title:years), a plain number")
_LONGEST_CAREER = 80
_KM = re.compile(r"(?:(?:max|entro|fino a)\s+)?(.*?)\s*(?:km)?", re.IGNORECASE)
_HOURS = re.compile(r"(.*?)\s*(?:ore|h)?", re.IGNORECASE)
_PARTS = re.compile(r"[;\n]")
_SHEET_ERRORS = frozenset(
    "#N/A #N/D #REF! #RIF! #VALUE! #VALORE! #NAME? #NOME? #DIV/0! #NUM! #NULL! #NULLO!".split()  # noqa: SIM905 -- a line of words
)


class Choices(tuple[str, ...]):
    """Codes of homonymous municipalities, until the coordinates of the row tell which one is meant."""

    __slots__ = ()


def _text(text: str, column: Column) -> str:
    return text


def _id(text: str, column: Column) -> str | CellFault:
    if not text.isprintable():
        return CellFault("character_invalid", "an id of one line, without invisible characters")
    return text


def _texts(text: str, column: Column) -> tuple[str, ...] | None:
    return tuple(part.strip() for part in _PARTS.split(text) if part.strip()) or None


def _held(text: str, column: Column) -> tuple[tuple[str, float | None], ...] | CellFault | None:
    held: list[tuple[str, float | None]] = []
    for part in filter(None, map(str.strip, _PARTS.split(text))):
        part = part.rstrip(": ")  # "cuoca:" is a title whose years nobody wrote
        title, colon, years = (piece.strip() for piece in part.rpartition(":"))
        if part and (not colon or years.startswith("//")):  # no years, or the colon of an address
            held.append((part, None))
            continue
        if not title.strip(":") or not PLAIN.fullmatch(years):
            return _TITLE_YEARS
        value = float(years.replace(",", "."))
        if not 0 <= value <= _LONGEST_CAREER:
            return CellFault("number_out_of_range", f"years from 0 to {_LONGEST_CAREER}")
        held.append((title, value))
    return tuple(held) or None


def _date(text: str, column: Column) -> date | CellFault:
    found = _ISO_DAY.fullmatch(text)
    if found:
        year, month, day = map(int, found.groups())
    else:
        found = _ITALIAN_DAY.fullmatch(text)
        if found is None:
            return _DAY
        day, month, year = map(int, found.groups())
    if not _FIRST_YEAR <= year < _LAST_YEAR:
        return _DAY
    try:
        return date(year, month, day)
    except ValueError:
        return _DAY


def _whole(text: str, column: Column) -> int | CellFault:
    value = number_in(text, column, _WHOLE)
    if isinstance(value, CellFault):
        return value
    return int(value) if value == int(value) else _WHOLE


def _decimal(text: str, column: Column) -> float | CellFault:
    return number_in(text, column, _NUMBER)


def _km(text: str, column: Column) -> float | CellFault:
    found = _KM.fullmatch(text)
    return number_in(found[1] if found else text, column, _NUMBER)


def _hours(text: str, column: Column) -> float | CellFault:
    minutes = clock_minutes(text)
    if minutes is not None:
        return number_in(cell_text(minutes / 60), column, _NUMBER)
    found = _HOURS.fullmatch(text)
    value = number_in(found[1] if found else text, column, _NUMBER)
    if isinstance(value, CellFault) and value.code == "number_out_of_range" and text.startswith("-"):
        return CellFault("hours_negative", f"hours from {column.low:g} to {column.high:g}")
    return value


def _share(text: str, column: Column) -> float | CellFault:
    if not text.endswith("%"):
        return number_in(text, column, _NUMBER)
    digits = text[:-1].strip()
    if not PLAIN.fullmatch(digits):
        return _NUMBER
    # The point moves two places in the text, so that 20% is the number that 0.2 is.
    return number_in(format(float(digits.replace(",", ".")) / 100, ".12f"), column, _NUMBER)


def _percent(text: str, column: Column) -> float | CellFault:
    return number_in(text.removesuffix("%").rstrip(), column, _NUMBER)


@lru_cache(maxsize=65_536)
def _municipality(text: str, column: Column) -> str | Choices | CellFault:
    found = municipalities().find(text)
    if len(found) == 1:
        return found[0]
    if found:
        return Choices(found)
    nearest = municipalities().nearest(text)
    expected = f"the name or the ISTAT code of a municipality (the nearest name is '{nearest}')"
    return CellFault("municipality_unknown", expected)


def ambiguous(choices: Choices) -> CellFault:
    """The fault of a name that several municipalities share, naming them."""
    named = municipalities().choices(choices)
    return CellFault("municipality_ambiguous", f"one municipality, by code, by province or by coordinates: {named}")


def _province(text: str, column: Column) -> str | CellFault:
    letters = municipalities().province_letters(text)
    return letters or CellFault("province_unknown", "the two letters or the name of a province")


def _yes_no(text: str, column: Column) -> bool | CellFault:
    code = find_word("yes_no", None, text)
    return CellFault("word_unknown", "yes or no") if code is None else code == "yes"


def _word(text: str, column: Column) -> str | CellFault:
    code = find_word(column.name, column.vocabulary, text)
    return one_of(column.vocabulary) if code is None else code


def _level(text: str, column: Column) -> int | CellFault:
    return level_of(column.name, column.vocabulary, text)


PARSERS: dict[str, Callable[[str, Column], object]] = {
    "id": _id,
    "text": _text,
    "texts": _texts,
    "held": _held,
    "date": _date,
    "integer": _whole,
    "count": _whole,
    "decimal": _decimal,
    "km": _km,
    "hours": _hours,
    "share": _share,
    "percent": _percent,
    "yes_no": _yes_no,
    "municipality": _municipality,
    "province": _province,
    "word": _word,
    "words": words,
    "level": _level,
    "languages": languages,
    "licences": licences,
    "demands": demands,
    "needs": needs,
    "accommodations": accommodations,
    "part_time": part_time,
    "disabled_part_time": disabled_part_time,
    "compensation": compensation,
}


_OF_PARTS = frozenset({"texts", "held", "licences"})


def parse_cell(text: str, column: Column) -> object:
    """The value of one cell: None where it is blank, a ``CellFault`` where it cannot be read."""
    if len(text) > MOST_CHARACTERS:
        return CellFault("cell_too_long", f"at most {MOST_CHARACTERS} characters, not {len(text)}")
    if not (text.isascii() and text.isprintable()):  # most cells are: nothing to look for
        lost = undecoded(text)
        if lost:
            return CellFault("encoding_invalid", f"text in cp1252 or UTF-8 ({lost})")
        mark = invisible(text)
        if mark:
            return CellFault("character_invalid", f"text without control or invisible characters ({mark})")
    text = text.strip()
    if not text:
        return None
    # Each part of a list may one day stand in a cell of its own.
    if is_formula(text) or (column.kind in _OF_PARTS and any(is_formula(part.strip()) for part in _PARTS.split(text))):
        return CellFault("formula_text", "text that is no formula")
    if text[0] == "#" and text in _SHEET_ERRORS:
        return CellFault("cell_error", "a value, not an error of the spreadsheet")
    return PARSERS[column.kind](text, column)


def parse_column(cells: list[object], column: Column) -> tuple[list[object], list[tuple[int, CellFault]]]:
    """Values of a column's cells, and the position and fault of each cell that cannot be read.

    Equal cells are parsed once: most columns of a large table hold few distinct texts.
    """
    seen: dict[str, object] = {}
    values: list[object] = []
    faults: list[tuple[int, CellFault]] = []
    for position, cell in enumerate(cells):
        text = cell if cell.__class__ is str else cell_text(cell, column.kind)
        try:
            value = seen[text]
        except KeyError:
            value = seen[text] = parse_cell(text, column)
        if value.__class__ is CellFault:
            faults.append((position, value))
            value = None
        values.append(value)
    return values, faults
