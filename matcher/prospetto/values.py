"""Values of fields: from JSON, from a cell or from an element's text to one typed value, and back to text.

A value has one form only, so that what is written and read again is equal: texts are trimmed and their line ends are
line feeds, a whole percentage is an integer, blanks are None.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from matcher.frames.text import fold, plain_number
from matcher.law68.territory import plates, regions
from matcher.prospetto.spec import Choice, Field

MOST_COUNT = 10_000_000
MOST_MINUTES = 168 * 60
MOST_TEXT = 15_000  # a cell of a spreadsheet ends at 32,767 units, two for a rare sign
_MINUTES_PER_HOUR = 60
_WHOLE = 100
_DECIMALS = 6
# What XML cannot hold at all.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})?", re.ASCII)
_ITALIAN_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_HOURS = re.compile(r"(\d{1,3}):(\d{2})", re.ASCII)
_INTEGER = re.compile(r"[+-]?\d{1,9}", re.ASCII)
_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{1,15})?", re.ASCII)
_YES_NO = {"s": True, "si": True, "yes": True, "true": True, "n": False, "no": False, "false": False}

Value = str | int | float | bool | date | None


class Expected(str):
    """What was expected in the place of a value that cannot be read."""

    __slots__ = ()


def clean(text: str) -> str:
    """Text in its one form: ends trimmed, line ends as line feeds."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _text(raw: Any, field: Field) -> Value | Expected:
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        raw = plain_number(raw)
    if not isinstance(raw, str):
        return Expected("text")
    text = clean(raw)
    if _NOT_XML.search(text):
        return Expected("text without control characters")
    if len(text) > MOST_TEXT:
        return Expected(f"at most {field.length or MOST_TEXT} characters")
    return text or None


def _date(raw: Any, field: Field) -> Value | Expected:
    if type(raw) is date:
        return raw
    text = raw.strip() if isinstance(raw, str) else ""
    italian = _ITALIAN_DAY.fullmatch(text)
    found = _DAY.fullmatch(text)
    try:
        if italian:
            return date(int(italian[3]), int(italian[2]), int(italian[1]))
        if found:
            return date.fromisoformat(found[1])
    except ValueError:
        pass
    return Expected("a day written YYYY-MM-DD")


def _integer(raw: Any) -> int | None:
    if isinstance(raw, str) and _INTEGER.fullmatch(raw.strip()):
        return int(raw)
    if isinstance(raw, float) and raw.is_integer():
        return int(raw)
    return raw if isinstance(raw, int) and not isinstance(raw, bool) else None


def _count(raw: Any, field: Field) -> Value | Expected:
    found = _integer(raw)
    if found is None or not 0 <= found <= MOST_COUNT:
        return Expected(f"a whole number from 0 to {MOST_COUNT}")
    return found


def _signed(raw: Any, field: Field) -> Value | Expected:
    found = _integer(raw)
    if found is None or abs(found) > MOST_COUNT:
        return Expected("a whole number, with its sign")
    return found


def _percent(raw: Any, field: Field) -> Value | Expected:
    if isinstance(raw, str):
        text = raw.replace("%", "").replace(" ", "")
        raw = float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None
    if isinstance(raw, (int, float)) and not isinstance(raw, bool) and 0 <= raw <= _WHOLE:
        found = round(float(raw), _DECIMALS)
        return int(found) if found.is_integer() else found
    return Expected("a percentage from 0 to 100")


def _yes_no(raw: Any, field: Field) -> Value | Expected:
    if isinstance(raw, bool):
        return raw
    found = _YES_NO.get(fold(raw)) if isinstance(raw, str) else None
    return Expected("S or N, or true or false") if found is None else found


def _minutes(raw: Any, field: Field) -> Value | Expected:
    if isinstance(raw, str):
        found = _HOURS.fullmatch(raw.strip())
        whole = found is not None and int(found[2]) < _MINUTES_PER_HOUR
        raw = int(found[1]) * _MINUTES_PER_HOUR + int(found[2]) if found and whole else None
    found_minutes = _integer(raw)
    if found_minutes is None or not 0 <= found_minutes <= MOST_MINUTES:
        return Expected("the hours of a week as HH:MM, up to 168:00")
    return found_minutes


def _province(raw: Any, field: Field) -> Value | Expected:
    text = str(raw).strip().upper() if isinstance(raw, (str, int)) and not isinstance(raw, bool) else ""
    if text in regions():
        return text
    if text.isascii() and text.isdigit() and 0 < len(text) <= 3:
        code = text.zfill(3)
        # A code of a province that came or went is kept: the controls name it.
        return plates().get(code, code)
    return Expected("a province: its two letters, or its three ISTAT digits")


def _choice(raw: Any, field: Field) -> Value | Expected:
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        raw = plain_number(raw)
    if isinstance(raw, str):
        text = raw.strip()
        number = text.lstrip("0")
        for choice in field.choices:
            official = choice.official
            if text == choice.word or (official and official in (text, text.upper())):
                return choice.word
            # A spreadsheet drops the zero of "01".
            if number.isdigit() and official.lstrip("0") == number:
                return choice.word
        folded = fold(text)
        for choice in field.choices:
            if folded in (fold(choice.it), fold(choice.word)):
                return choice.word
    return Expected(f"one of {', '.join(_shown(choice) for choice in field.choices)}")


def _shown(choice: Choice) -> str:
    official, word = choice.official, choice.word
    return f"{official} ({word})" if official and official != word else word


_PARSERS: dict[str, Callable[[Any, Field], Value | Expected]] = {
    "text": _text,
    "date": _date,
    "count": _count,
    "signed": _signed,
    "percent": _percent,
    "yes_no": _yes_no,
    "minutes": _minutes,
    "province": _province,
    "choice": _choice,
}


def parse(field: Field, raw: Any) -> Value | Expected:
    """Read a value of JSON, of a cell or of an element: None where it is blank, ``Expected`` where it cannot be."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    return _PARSERS[field.kind](raw, field)


def province_code(letters: str) -> str:
    """The three ISTAT digits of a province; the digits themselves where it is kept by them."""
    return next((code for code, plate in plates().items() if plate == letters), letters)


def official_text(field: Field, value: Any) -> str:
    """Write a value as the official file has it."""
    if field.kind == "date":
        return str(value.isoformat())
    if field.kind == "yes_no":
        return "S" if value else "N"
    if field.kind == "minutes":
        return f"{value // _MINUTES_PER_HOUR:02d}:{value % _MINUTES_PER_HOUR:02d}"
    if field.kind == "percent":
        return plain_number(value)
    if field.kind == "province":
        return province_code(value)
    if field.kind == "choice":
        return next(choice.official or choice.word for choice in field.choices if choice.word == value)
    return f"{value:0{field.digits}d}" if field.digits else str(value)


def json_value(field: Field, value: Any) -> Any:
    """Write a value as JSON has it."""
    return value.isoformat() if isinstance(value, date) else value
