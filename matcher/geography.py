"""Municipalities of Italy by code and by name, and the distance between two places.

Names are compared without capitals, accents, apostrophes and blanks; the usual Italian abbreviations
("Cernusco s/N", "Pozzuolo M.na") and a province in brackets ("Castro (BG)") are understood.
Source of the table: ``matcher/data/SOURCE.md``.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources

import numpy as np
from numpy.typing import ArrayLike, NDArray
from rapidfuzz import fuzz, process

from matcher.errors import MatcherError

EARTH_RADIUS_KM = 6371.0088
_TENS_OF_METRES = 100  # in a kilometre
_PROVINCE_AT_END = re.compile(r"\s*(?:\(\s*(?P<brackets>[^()]+?)\s*\)|,\s*(?P<comma>[A-Za-z]{2}))\s*$")
_MOST_LETTERS = 120


class MunicipalityUnknownError(MatcherError):
    """No municipality has that code or that name."""


class MunicipalityAmbiguousError(MatcherError):
    """Several municipalities have that name: ``choices`` are their codes."""

    def __init__(self, message: str, choices: tuple[str, ...]) -> None:
        """Keep the codes of the municipalities that share the name."""
        super().__init__(message)
        self.choices = choices


@dataclass(frozen=True, slots=True)
class Municipality:
    """One municipality: six-digit ISTAT code, name, province, centroid in degrees, residents."""

    code: str
    name: str
    province: str
    province_name: str
    lat: float
    lon: float
    population: int | None


@lru_cache(maxsize=32_768)  # every name is asked for by each of the indexes
def _plain(text: str) -> str:
    """Casefolded, without accents; every run of other signs is one blank."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(letter if letter.isalnum() else " " for letter in letters if not unicodedata.combining(letter))
    return " ".join(kept.split())


def _key(text: str) -> str:
    return _plain(text).replace(" ", "")


# The strictest first.
_READINGS: tuple[Callable[[str], str], ...] = (str.casefold, _plain, _key)


def _abbreviation_pattern(text: str) -> re.Pattern[str] | None:
    """A pattern over plain names for a text with abbreviations; None where it has none.

    "s/N" stands for "sul, sull', sulla N…", "c/B" for "con B…", "M.na" for "M…na", "Nav." for "Nav…".
    """
    parts: list[str] = []
    found = False
    for token in text.casefold().replace("’", "'").split():
        pieces = [_plain(piece) for piece in re.split(r"[./]", token)]
        if token.startswith(("s/", "c/")) and len(pieces) > 1 and pieces[1]:
            word = r"su[a-z]*" if token[0] == "s" else r"con"
            parts.append(rf"{word} {re.escape(pieces[1])}[a-z]*")
            found = True
        elif "." in token and pieces[0]:
            parts.append("[a-z]*".join(re.escape(piece) for piece in pieces))
            found = True
        elif _plain(token):
            parts.append(re.escape(_plain(token)))
    return re.compile(r" ".join(parts)) if found and parts else None


@dataclass(frozen=True)
class Municipalities:
    """The municipalities of Italy, found by code or by name.

    Parameters
    ----------
    rows : dict of str to Municipality
        Every municipality by its six-digit ISTAT code, in the order of the codes.
    """

    rows: dict[str, Municipality]
    _indexes: tuple[dict[str, tuple[str, ...]], ...] = field(repr=False, compare=False)
    _plain_names: dict[str, tuple[str, ...]] = field(repr=False, compare=False)
    _provinces: dict[str, str] = field(repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.rows)

    def find(self, text: str) -> tuple[str, ...]:
        """Codes of the municipalities that ``text`` may mean: none, one, or the homonyms.

        Parameters
        ----------
        text : str
            A name, with or without its province in brackets, or an ISTAT code with or without leading zeros.

        Returns
        -------
        tuple of str
            Six-digit codes in ascending order.
        """
        text = text.strip()
        if len(text) > _MOST_LETTERS:
            return ()
        if text.isascii() and text.isdigit():
            code = text.zfill(6)
            return (code,) if code in self.rows else ()
        at_end = _PROVINCE_AT_END.search(text)
        province = self.province_letters(at_end["brackets"] or at_end["comma"]) if at_end else None
        if at_end is None or province is None:
            return self._by_name(text)
        return tuple(code for code in self._by_name(text[: at_end.start()]) if self.rows[code].province == province)

    def resolve(self, text: str) -> str:
        """Six-digit ISTAT code of the one municipality that ``text`` means.

        Raises
        ------
        MunicipalityUnknownError
            If none has that code or name; the message names the nearest spelling.
        MunicipalityAmbiguousError
            If several have that name; the message and ``choices`` name them.

        Examples
        --------
        >>> municipalities().resolve("CERNUSCO S/N")
        '015070'
        """
        found = self.find(text)
        if len(found) == 1:
            return found[0]
        if found:
            msg = f"expected one municipality, these share the name: {self.choices(found)}; give the code"
            raise MunicipalityAmbiguousError(msg, found)
        msg = f"expected the name or the ISTAT code of a municipality; the nearest name is '{self.nearest(text)}'"
        raise MunicipalityUnknownError(msg)

    def nearest(self, text: str) -> str:
        """The name spelled most like ``text``, with its province in brackets where homonyms exist."""
        asked = _plain(_PROVINCE_AT_END.sub("", text.strip()[:_MOST_LETTERS]))
        best = process.extractOne(asked, self._plain_names.keys(), scorer=fuzz.ratio)
        codes = self._plain_names[best[0]]
        row = self.rows[codes[0]]
        return row.name if len(codes) == 1 else f"{row.name} ({row.province})"

    def choices(self, codes: Iterable[str]) -> str:
        """Names, provinces and codes of several municipalities, for a person to choose from."""
        return ", ".join(f"{self.name(code)} ({self.province(code)}) {code}" for code in codes)

    def centroid(self, code: str) -> tuple[float, float]:
        """Latitude and longitude of the centre, in degrees."""
        row = self.rows[code]
        return row.lat, row.lon

    def name(self, code: str) -> str:
        """The official name."""
        return self.rows[code].name

    def province(self, code: str) -> str:
        """The two letters of the province."""
        return self.rows[code].province

    def population(self, code: str) -> int | None:
        """Residents; None where the table has no figure."""
        return self.rows[code].population

    def province_letters(self, text: str) -> str | None:
        """Two letters of a province written by its letters or its name; None where there is no such province."""
        return self._provinces.get(_key(text))

    def provinces(self) -> tuple[str, ...]:
        """The two letters of every province, in alphabetical order."""
        return tuple(sorted(set(self._provinces.values())))

    def _by_name(self, text: str) -> tuple[str, ...]:
        # The strictest reading first: "Paterno" is not "Paternò", nor is "Treville" "Tre Ville".
        for reading, index in zip(_READINGS, self._indexes, strict=True):
            found = index.get(reading(text), ())
            if found:
                return found
        pattern = _abbreviation_pattern(text)
        if pattern is None:
            return ()
        matched = {code for name, codes in self._plain_names.items() if pattern.fullmatch(name) for code in codes}
        return tuple(sorted(matched))


def _index(rows: Iterable[Municipality], reading: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    """Codes by reading of the name; an official name wins over one half of a name of two languages."""
    official: dict[str, dict[str, None]] = {}
    halves: dict[str, dict[str, None]] = {}
    for row in rows:
        official.setdefault(reading(row.name), {})[row.code] = None
        for half in row.name.split("/"):
            halves.setdefault(reading(half), {})[row.code] = None
    return {key: tuple(codes) for key, codes in {**halves, **official}.items()}


def _province_index(rows: Iterable[Municipality]) -> dict[str, str]:
    provinces: dict[str, str] = {}
    for row in rows:
        for spelling in (row.province, row.province_name, *row.province_name.split("/")):
            provinces[_key(spelling)] = row.province
        # "Monza e Brianza" is what people write for "Monza e della Brianza".
        provinces[_key(row.province_name.replace(" e della ", " e "))] = row.province
    return provinces


@cache
def municipalities() -> Municipalities:
    """The table of municipalities, read once; treat it as read-only."""
    text = resources.files("matcher").joinpath("data", "municipalities.csv").read_text(encoding="utf-8")
    rows: dict[str, Municipality] = {}
    for cells in csv.DictReader(text.splitlines()):
        people = int(cells["population"]) if cells["population"] else None
        row = Municipality(
            cells["code"],
            cells["name"],
            cells["province"],
            cells["province_name"],
            float(cells["lat"]),
            float(cells["lon"]),
            people,
        )
        rows[row.code] = row
    indexes = tuple(_index(rows.values(), reading) for reading in _READINGS)
    return Municipalities(rows, indexes, _index(rows.values(), _plain), _province_index(rows.values()))


def distance_10m(lat1: ArrayLike, lon1: ArrayLike, lat2: ArrayLike, lon2: ArrayLike) -> NDArray[np.int64]:
    """Great-circle distance in whole tens of metres, rounded half to even.

    Parameters
    ----------
    lat1, lon1, lat2, lon2 : array_like of float, broadcastable
        Degrees; NaN where unknown.

    Returns
    -------
    int64 array of the broadcast shape
        Tens of metres; -1 where a coordinate is unknown.

    Notes
    -----
    Haversine on a sphere of radius ``EARTH_RADIUS_KM``. Whole tens of metres, so that the rounding of the
    last bit of a sine never moves a rank.

    Source: the public contract, section 7 (distance).

    Examples
    --------
    >>> int(distance_10m(45.0, 9.0, 46.0, 9.0))
    11120
    """
    lat_1, lon_1, lat_2, lon_2 = (np.radians(np.asarray(degrees, np.float64)) for degrees in (lat1, lon1, lat2, lon2))
    half_lat = np.sin((lat_2 - lat_1) / 2)
    half_lon = np.sin((lon_2 - lon_1) / 2)
    chord = half_lat**2 + np.cos(lat_1) * np.cos(lat_2) * half_lon**2
    kilometres = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(chord, 0.0, 1.0)))
    known = np.isfinite(kilometres)
    tens = np.rint(np.where(known, kilometres, 0.0) * _TENS_OF_METRES)
    return np.where(known, tens, -1).astype(np.int64)
