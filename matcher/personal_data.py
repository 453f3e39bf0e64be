"""Personal data in free text: telephones, e-mail, tax codes, IBAN, days of birth, words of health.

They are flagged when a table is read and taken out before a text is read for skills; what stands there is never
repeated. One compiled expression passes over the text; what it catches is then checked (digits, check characters).
Words of health are in ``data/health_words.csv``, by group: in texts about jobs only diagnoses are looked for, since
"legge 68" or "in carrozzina" say there whom the job is open to. A diagnosis near a word of care ("assistenza a malati
di Alzheimer") is somebody's trade, nobody's health.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import TypeAlias

# Code of the warning, what was expected instead; kinds in the order of the groups of the expression.
PERSONAL_CODES: dict[str, tuple[str, str]] = {
    "email": ("email_in_text", "no e-mail address in free text"),
    "iban": ("iban_in_text", "no bank account in free text"),
    "tax_code": ("tax_code_in_text", "no tax code of a person in free text"),
    "birth": ("birth_in_text", "no day of birth in free text"),
    "phone": ("phone_in_text", "no telephone number in free text"),
    "health": ("health_in_text", "no words of health in free text: what a person can do goes into capacities"),
}
_Node: TypeAlias = "dict[str, _Node]"

OF_PEOPLE = frozenset(("diagnosis", "sense", "drug", "aid", "status", "care"))
OF_JOBS = frozenset(("diagnosis",))

_MONTHS = "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre"
_DAY = rf"(?:\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{1,2}}°?\s+(?:{_MONTHS})(?:\s+\d{{4}})?|\d{{4}})"
_FIGURE = "[0-9lmnp-v]"  # letters stand for digits in the tax codes of homonyms
_PATTERNS = {
    "email": r"[\w.%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}",
    "iban": r"[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){2,7}(?: ?[a-z0-9]{1,3})?(?![a-z0-9])",
    "tax_code": rf"[a-z]{{3}} ?[a-z]{{3}} ?{_FIGURE}{{2}}[abcdehlmprst]{_FIGURE}{{2}} ?"
    rf"[a-z]{_FIGURE}{{3}} ?[a-z](?!\w)",
    "birth": rf"(?:nat[oa]\s+(?:[^\W\d]+\s+){{0,4}}(?:il\s+|nel\s+|l')?{_DAY}|data\s+di\s+nascita\s*:?\s*{_DAY}"
    r"|classe\s+(?:19\d\d|20[01]\d|'\d\d))(?!\w)",
    "date": r"\d{1,2}(?P<mark>[./-])\d{1,2}(?P=mark)\d{2,4}(?!\w)",  # no telephone, however many its digits
    "phone": r"(?:(?:(?:\+|00)39[ .-]?)?(?:3[1-9]\d|0[1-9]\d{0,2})[ ./-]?\d{2,4}(?:[ .-]?\d{2,4}){0,2}"
    r"|\+[1-9]\d{0,2}(?:[ .-]?\d{2,4}){3,4})(?![\w%€]|[.,]\d|\s?eur)",
}
_PERCENT = (
    r"invalid\w{1,5}\s+(?:[^\W\d]+\s+){0,3}\d{1,3}\s?%|\d{1,3}\s?%\s+(?:di\s+)?invalid\w+"
    r"|invalid\w{1,5}\s+(?:[^\W\d]+\s+){0,3}\d{2,3}\s+per\s?cento"
)
# Ahead of a diagnosis in its clause these say that it is somebody else's, and a trade.
_TRADE = re.compile(
    r"\b(?:assist\w+|accud\w+|badant\w+|educat\w+|educazione|cura\s+d\w+|curato|pazient\w+|malat[oi]|utent\w+|ospit\w+"
    r"|anzian\w+|bambin\w+|ragazz\w+|signor\w+|persone|person[ae]\s+con|repart\w+|centro|clinica|ospedal\w+|corso|master"
    r"|sostegno|interpret\w+|cooperativ\w+|volontari\w+|oss|asa|infermier\w+|odontotecnic\w+|laboratorio|farmac\w+"
    r"|ricerca|menu|diet\w+|cucina|famigli\w+|tirocinio|addett\w+|operator\w+|nonn\w+|disabili|servizio)\b"
)
_BREAK = re.compile(r"[,;.:!?\n()]")
_LEAD = re.compile(
    r"(?:(?<!\w)(?:soffr\w+|affett\w+|sono|ero|ho|avendo|avuto|avut[oa]|portator\w+|causa|motivo|via|problemi|per|con|di"
    r"|da|del|della|dal|a|il|lo|la|le|l'|un|uno|una|un'|mio|mia|e|al|alla|tel|telefono|cell|cellulare|mail|e-mail|iban"
    r"|cf|c\.f\.|codice|fiscale|grave|lieve|forte|ex|prendo|uso|cammin\w+|muov\w+|mi|chiamat\w+|scriv\w+)[\s.:]*)+$"
)
_JOINED = re.compile(r"^(?:e|ed|o|ma|per|di|da)\s+", re.IGNORECASE)  # what a stripped piece may leave at the next one
_LOOK_BACK = 80
_IBAN_LENGTH = {"it": 27, "sm": 27, "de": 22, "fr": 27, "es": 24, "ro": 24, "al": 28, "gb": 22, "ch": 21, "at": 20,
                "be": 16, "pt": 25, "pl": 28, "ua": 29, "mt": 31, "nl": 18, "ie": 22, "lt": 20, "hr": 21,
                "gr": 27}  # fmt: skip
_ODD = {figure: value for figures, value in (
    ("0a", 1), ("1b", 0), ("2c", 5), ("3d", 7), ("4e", 9), ("5f", 13), ("6g", 15), ("7h", 17), ("8i", 19), ("9j", 21),
    ("k", 2), ("l", 4), ("m", 18), ("n", 20), ("o", 11), ("p", 3), ("q", 6), ("r", 8), ("s", 12), ("t", 14), ("u", 16),
    ("v", 10), ("w", 22), ("x", 25), ("y", 24), ("z", 23),
) for figure in figures}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Personal:
    """A piece of personal data: its kind (a key of ``PERSONAL_CODES``) and its place in the composed text."""

    kind: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def _letter(sign: str) -> str:
    base = unicodedata.normalize("NFKD", sign)[0].lower()
    return "'" if sign in "’`´‘" else base if len(base) == 1 else sign


def _folded(text: str) -> str:
    """The text without capitals and accents, sign for sign as long as before."""
    return text.lower() if text.isascii() else "".join(map(_letter, text))


def _trie(words: Iterable[str]) -> str:
    """An expression that is as fast as its longest word, not as the number of its words."""
    root: _Node = {}
    for word in words:
        node = root
        for sign in word:
            node = node.setdefault(sign, {})
        node[""] = {}
    return _branch(root)


def _branch(node: _Node) -> str:
    parts = [_sign(sign) + _branch(below) for sign, below in sorted(node.items()) if sign]
    if not parts:
        return ""
    inner = parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"
    return f"(?:{inner})?" if "" in node else inner


def _sign(sign: str) -> str:
    return {" ": r"\s+", "~": r"\w*"}.get(sign) or re.escape(sign)


def health_words() -> tuple[tuple[str, str], ...]:
    """The words of health and the group of each; a tilde stands for any ending, alone for a word."""
    source = resources.files("matcher").joinpath("data", "health_words.csv")
    with source.open(encoding="utf-8") as file:
        return tuple((row["words"], row["group"]) for row in csv.DictReader(file))


@cache
def _expression(groups: frozenset[str]) -> re.Pattern[str]:
    words = [re.sub(r"~\w*", "~", word) for word, group in health_words() if group in groups]
    health = rf"(?:{_trie(words)})(?!\w)"
    if "status" in groups:
        health = f"{_PERCENT}|{health}"
    named = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in {**_PATTERNS, "health": health}.items())
    return re.compile(rf"(?<![\w@])(?:{named})")


def tax_code_is_sound(code: str) -> bool:
    """Whether the last letter of a tax code is the one that its fifteen others call for.

    Source: D.M. 23 December 1976, art. 7 (odd and even places weigh differently, the sum modulo 26).
    """
    figures = code.replace(" ", "").lower()
    total = sum(
        _ODD[sign] if place % 2 == 0 else int(sign) if sign.isdigit() else ord(sign) - ord("a")
        for place, sign in enumerate(figures[:15])
    )
    return len(figures) == 16 and chr(ord("a") + total % 26) == figures[15]


def iban_is_sound(iban: str) -> bool:
    """Whether an IBAN has the length of its country and the check digits of ISO 13616 (modulo 97)."""
    signs = iban.replace(" ", "").lower()
    if len(signs) != _IBAN_LENGTH.get(signs[:2]):
        return False
    return int("".join(str(int(sign, 36)) for sign in signs[4:] + signs[:4])) % 97 == 1


def _is_phone(text: str) -> bool:
    digits = re.sub(r"\D", "", text)
    if text.startswith("+") and not digits.startswith("39"):
        return len(digits) >= 9
    for prefix in ("0039", "39"):
        if len(digits) > 10 and digits.startswith(prefix):
            digits = digits[len(prefix) :]
    return 9 <= len(digits) <= 10 if digits.startswith("3") else 8 <= len(digits) <= 10 and digits[0] == "0"


def _is_trade(folded: str, start: int) -> bool:
    ahead = folded[max(0, start - _LOOK_BACK) : start]
    return _TRADE.search(_BREAK.split(ahead)[-1]) is not None


_CHECKS = {"iban": iban_is_sound, "tax_code": tax_code_is_sound, "phone": _is_phone}


def _found(folded: str, groups: frozenset[str]) -> Iterator[Personal]:
    for match in _expression(groups).finditer(folded):
        kind = match.lastgroup or ""
        check = _CHECKS.get(kind)
        if kind == "date" or (check is not None and not check(match[0])):
            continue
        if kind == "health" and _is_trade(folded, match.start()):
            continue
        yield Personal(kind, match.start(), match.end())


def personal_data(text: str, groups: frozenset[str] = OF_PEOPLE) -> tuple[Personal, ...]:
    """Personal data in a text.

    Parameters
    ----------
    text : str
        Any text.
    groups : frozenset of str
        Groups of words of health to look for: ``OF_PEOPLE`` or ``OF_JOBS``.

    Returns
    -------
    tuple of Personal
        In order; places count characters of the text with composed accents (NFC).
    """
    return tuple(_found(_folded(unicodedata.normalize("NFC", text)), groups))


def strip_personal(text: str, groups: frozenset[str] = OF_PEOPLE) -> str:
    """The text without its personal data, the pieces around parted by a semicolon; the same text where it has none."""
    found = personal_data(text, groups)
    if not found:
        return text
    composed = unicodedata.normalize("NFC", text)
    folded = _folded(composed)
    kept, at = [], 0
    for one in found:
        lead = _LEAD.search(folded, max(at, one.start - _LOOK_BACK), one.start)
        kept.append(composed[at : lead.start() if lead else one.start])
        at = one.end
    kept.append(composed[at:])
    kept[1:] = [_JOINED.sub("", piece.lstrip()) for piece in kept[1:]]
    return "; ".join(part for part in (piece.strip(" ,;.:-") for piece in kept) if part)
