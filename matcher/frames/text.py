"""Text as tables hold it: how words are compared, what must never stand in a cell, how typed cells are written."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

MOST_CHARACTERS = 32_767  # where a cell of a spreadsheet ends
_MOST_SHOWN = 60
_MOST_INTEGER = 10**30
_NESTED = "[...]"
_LISTS = (list, tuple, dict, set)
# Control characters but tab and line ends, zero-width and bidirectional marks, separators, non-characters.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udc7f\udd00-\udfff]"
)
# Bytes that no decoding made a letter of (kept as lone surrogates), and the mark that a lost letter leaves.
_UNDECODED = re.compile("[\udc80-\udcff\ufffd]")
_NOT_CP1252 = frozenset({0x81, 0x8D, 0x8F, 0x90, 0x9D})
# Text that a spreadsheet would run: =…, +cmd|…, @SUM(…); "+39 02…" and "- esperienza" are no formulas.
_FORMULA = re.compile(r"=|[+\-@][A-Za-z.]*\||[+\-@][A-Z.]+\(")


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Text as words and headings are compared: no capitals, accents, apostrophes, dots or double blanks."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.sub(r"['’`´‘._\-]", " ", kept).split())


def invisible(text: str) -> str | None:
    """The first character that no cell may hold, as ``U+200B``; None where there is none."""
    found = _INVISIBLE.search(text)
    return f"U+{ord(found[0]):04X}" if found else None


def undecoded(text: str) -> str | None:
    """The first byte that is no letter, as ``byte 0x8D``; None where there is none."""
    found = _UNDECODED.search(text)
    if found is None:
        return None
    if found[0] == "\ufffd":
        return "the mark U+FFFD stands for a letter that was lost"
    byte = ord(found[0]) - 0xDC00
    return f"byte 0x{byte:02X} is {'neither' if byte in _NOT_CP1252 else 'not of the encoding of the other lines'}"


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would take this text for a formula."""
    return _FORMULA.match(text) is not None


def safe(text: str) -> str:
    """Text for a message: one line, no invisible character, cut where it is long."""
    shown = "".join(
        letter if letter.isprintable() and not _INVISIBLE.match(letter) else f"\\u{ord(letter):04x}" for letter in text
    )
    return shown if len(shown) <= _MOST_SHOWN else f"{shown[: _MOST_SHOWN - 1]}…"


def plain_number(value: float) -> str:
    """A number without exponent: 15.0 is ``15``."""
    if not math.isfinite(value):
        return str(value)
    if value == int(value):
        return str(int(value))
    return format(Decimal(repr(value)), "f")


def clock(minutes: int) -> str:
    """Minutes as ``HH:MM``."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def cell_text(value: object, kind: str = "text") -> str:
    """A typed cell as the text of a cell of that kind; None is the empty text.

    Parsing that text gives the value back, so that typed tables and text tables are read by the same rules.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value) if abs(value) < _MOST_INTEGER else "too large"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, float):
        return plain_number(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogateescape")
    if isinstance(value, Mapping):
        return ";".join(_entry(pair, kind) for pair in value.items())
    if hasattr(value, "item") and getattr(value, "ndim", 0) == 0:  # a NumPy scalar
        return cell_text(value.item(), kind)
    if isinstance(value, Iterable):
        return ";".join(_entry(item, kind) for item in value)
    return str(value)


def _entry(item: object, kind: str) -> str:
    if isinstance(item, (dict, set)):
        return _NESTED
    if not isinstance(item, (tuple, list)):
        return cell_text(item)
    if kind in {"part_time", "disabled_part_time"} and len(item) >= 3:
        worked, contract, figure = item[:3]
        # A percentage that nobody stated leaves its place empty, so that the hours are not taken for it.
        psychic = ":psychic" if len(item) > 3 and item[3] else ""
        return f"{clock(worked)}/{clock(contract)}:{cell_text(figure)}{psychic}"
    separator = "=" if kind == "demands" else ":"
    # A list within an entry means nothing; a mark that no list holds makes it a fault, however deep it is.
    return separator.join(_NESTED if isinstance(part, _LISTS) else cell_text(part) for part in item if part is not None)
