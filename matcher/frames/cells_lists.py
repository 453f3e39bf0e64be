"""Cells that hold a list of words: vocabularies, languages, licences, demands and accommodations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from matcher.frames.faults import CellFault
from matcher.frames.text import fold
from matcher.frames.words import find_word, index_of, one_of
from models.accommodations import catalogue
from models.columns import Column
from models.vocabulary import CEFR, DEMANDS, LANGUAGES, LICENCES, TOP_LEVEL

# Words of a vocabulary hold none of these signs, so an office may part them as it is used to.
_WORDS = re.compile(r"[;,\n]| \+ | / ")
_PARTS = re.compile(r"[;\n]")
_PLACES = {code: place for place, code in enumerate(DEMANDS)}
_TASKS = CellFault("demand_unknown", f"demands of the vocabulary: {', '.join(DEMANDS)}")
_LEVEL = CellFault("level_invalid", f"demand=level, the level a whole number from 0 to {TOP_LEVEL}")
_REPEATED = CellFault("entry_repeated", "each entry once, or always with the same value")
_LANGUAGE = CellFault("language_unknown", "an ISO 639-1 code (it, en, ...) or ise")
_CEFR = CellFault("language_level_invalid", f"language:level, the level one of {' '.join(CEFR)}")
_CATALOGUE = CellFault("accommodation_unknown", "codes or labels of the catalogue of accommodations")
_NEED = CellFault("need_invalid", "accommodation:essential or accommodation:preferred")
_WEIGHTS = {
    "essential": "essential",
    "essenziale": "essential",
    "indispensabile": "essential",
    "preferred": "preferred",
    "preferito": "preferred",
    "utile": "preferred",
}
_SIGNED = "ise"
# ISO 639-1: a language outside the vocabulary has no label here, and is kept all the same.
_ISO_639_1 = frozenset(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee
    el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is
    it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms
    mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk
    sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi
    yo za zh zu
    """.split()  # noqa: SIM905 -- 183 codes read better in a paragraph
)


def _split(pattern: re.Pattern[str], text: str) -> list[str]:
    return [part.strip() for part in pattern.split(text) if part.strip()]


def _in_order(codes: Iterable[str], order: Iterable[str]) -> tuple[str, ...] | None:
    found = set(codes)
    return tuple(code for code in order if code in found) or None


def words(text: str, column: Column) -> tuple[str, ...] | CellFault | None:
    """Words of the column's vocabulary, in its order, each once."""
    vocabulary = column.vocabulary or {}
    codes: list[str] = []
    for part in _split(_WORDS, text):
        code = find_word(column.name, vocabulary, part)
        if code is None:
            return _TASKS if vocabulary is DEMANDS else one_of(vocabulary)
        codes.append(code)
    return _in_order(codes, vocabulary)


def accommodations(text: str, column: Column) -> tuple[str, ...] | CellFault | None:
    """Codes of the catalogue of accommodations, in its order, each once."""
    codes: list[str] = []
    for part in _split(_WORDS, text):
        code = find_word(column.name, catalogue(), part)
        if code is None:
            return _CATALOGUE
        codes.append(code)
    return _in_order(codes, catalogue())


def needs(text: str, column: Column) -> dict[str, str] | CellFault | None:
    """``accommodation:essential|preferred``: weight by code, in the order of the catalogue."""
    found: dict[str, str] = {}
    for part in _split(_PARTS, text):
        name, _, weight = (piece.strip() for piece in part.rpartition(":"))
        code = find_word(column.name, catalogue(), name or weight)
        if code is None:
            return _CATALOGUE
        kind = _WEIGHTS.get(fold(weight)) if name else None
        if kind is None:
            return _NEED
        if found.setdefault(code, kind) != kind:
            return _REPEATED
    return {code: found[code] for code in catalogue() if code in found} or None


@lru_cache(maxsize=65_536)
def _demand(name: str, part: str) -> tuple[int, str, int] | CellFault | None:
    """Place in the vocabulary, code and level of one entry; None where it is blank. Few are distinct."""
    part = part.strip()
    if not part:
        return None
    word, _, level = (piece.strip() for piece in part.partition("="))
    code = find_word(name, DEMANDS, word)
    if code is None:
        return _TASKS
    if len(level) != 1 or level not in "01234":
        return _LEVEL
    return _PLACES[code], code, int(level)


def demands(text: str, column: Column) -> dict[str, int] | CellFault | None:
    """``demand=0..4``: level by code, in the order of the vocabulary."""
    found: dict[str, int] = {}
    last, ordered = -1, True
    for part in _PARTS.split(text):
        entry = _demand(column.name, part)
        if entry is None:
            continue
        if isinstance(entry, CellFault):
            return entry
        place, code, level = entry
        if found.setdefault(code, level) != level:
            return _REPEATED
        ordered = ordered and place >= last
        last = place
    if not ordered:
        found = {code: found[code] for code in DEMANDS if code in found}
    return found or None


def languages(text: str, column: Column) -> tuple[tuple[str, str], ...] | CellFault | None:
    """``language:level``: pairs of code and CEFR level, by code."""
    found: dict[str, str] = {}
    for part in _split(_PARTS, text):
        name, _, level = (piece.strip() for piece in part.partition(":"))
        code = find_word(column.name, LANGUAGES, name) or fold(name)
        if code not in _ISO_639_1 and code != _SIGNED:
            return _LANGUAGE
        if level.upper() not in CEFR:
            return _CEFR
        if found.setdefault(code, level.upper()) != level.upper():
            return _REPEATED
    return tuple(sorted(found.items())) or None


def licences(text: str, column: Column) -> tuple[str, ...] | None:
    """Licences, sorted: those of the vocabulary by their code, others as written without capitals."""
    known = index_of("licences", LICENCES)
    return tuple(sorted({known.get(fold(part), part.casefold()) for part in _split(_PARTS, text)})) or None
