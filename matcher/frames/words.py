"""Words of the closed lists as people write them: codes, Italian and English labels, and a few short forms."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from matcher.frames.faults import CellFault
from matcher.frames.text import fold
from models.columns_kinds import Word

# Short forms by column; the labels of ``models.vocabulary`` are known without standing here.
SHORT_FORMS: dict[str, dict[str, str]] = {
    "yes_no": {
        "yes": "yes", "y": "yes", "si": "yes", "s": "yes", "x": "yes", "true": "yes", "vero": "yes",
        "no": "no", "n": "no", "false": "no", "falso": "no",
    },
    "travel": {"automobile": "car", "mezzi": "public_transport", "bici": "bicycle", "accompagnata": "accompanied"},
    "working_times": {"mattino": "morning", "pomeriggio": "afternoon", "fine settimana": "weekend"},
    "education": {"qualifica professionale": "3", "diploma": "3", "laurea": "6"},
    "education_min": {"qualifica professionale": "3", "diploma": "3", "laurea": "6"},
    "languages": {"lis": "ise"},
    "licences": {
        "muletto": "forklift", "carrello elevatore": "forklift", "piattaforma aerea": "aerial_platform",
        "trattore": "tractor",
    },
    "law68_category": {
        "invalido civile": "civil", "invalida civile": "civil", "invalido del lavoro": "work_injury",
        "invalida del lavoro": "work_injury", "sorda": "deaf", "invalido di guerra": "war_service",
        "art 18": "art18", "orfano/coniuge art 18": "art18",
    },
    "legal_form": {
        "privata": "private", "privato": "private", "privata (gruppo)": "private_group_member",
        "pubblica": "public", "pubblico": "public",
    },
    "contact_status": {"contattato": "contacted"},
    "reserved_for": {"disabili": "disabled", "art 18": "art18"},
    "channel": {
        "nominativa": "nominative", "numerica": "numeric", "conv art 11": "art11", "conv art 12": "art12",
        "conv art 12 bis": "art12bis", "conv art 14": "art14",
    },
    "kind": {"art 11": "art11", "art 12": "art12", "art 12 bis": "art12bis", "art 14": "art14"},
    "stage": {
        "tirocinio avviato": "internship", "rinuncia persona": "declined_by_candidate",
        "rifiuto azienda": "declined_by_employer", "assunta": "hired", "contattata": "contacted",
        "segnalata": "proposed", "ritirata": "withdrawn",
    },
}  # fmt: skip


class _Same:
    """A vocabulary as a key of a cache: equal where it is the same object (dicts have no hash)."""

    __slots__ = ("terms",)

    def __init__(self, terms: Mapping[str, Word]) -> None:
        self.terms = terms

    def __hash__(self) -> int:
        return id(self.terms)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.terms is self.terms


_NO_WORDS: Mapping[str, Word] = {}


@cache
def _index(name: str, vocabulary: _Same) -> dict[str, str]:
    found: dict[str, str] = {}
    terms = vocabulary.terms
    for code, term in terms.items():
        for spelling in (term.it, term.en, *getattr(term, "words", ())):
            found.setdefault(fold(spelling), code)
    for spelling, code in SHORT_FORMS.get(name, {}).items():
        if not terms or code in terms:
            found[spelling] = code
    found.update({fold(code): code for code in terms})
    return found


def index_of(name: str, vocabulary: Mapping[str, Word] | None) -> dict[str, str]:
    """Code by every folded spelling that a column of that name may hold; a code wins over a label."""
    return _index(name, _Same(_NO_WORDS if vocabulary is None else vocabulary))


def find_word(name: str, vocabulary: Mapping[str, Word] | None, text: str) -> str | None:
    """The code that a text stands for; None where the list has no such word."""
    if vocabulary is not None and text in vocabulary:  # the contract's own form needs no index
        return text
    return index_of(name, vocabulary).get(fold(text))


def one_of(vocabulary: Mapping[str, Word] | None) -> CellFault:
    """The fault of a word outside its list, naming the words allowed."""
    return CellFault("word_unknown", f"one of {' '.join(vocabulary or ())}")


def level_of(name: str, vocabulary: Mapping[str, Word] | None, text: str) -> int | CellFault:
    """A level of education as a number; words of the list stand for theirs."""
    code = find_word(name, vocabulary, text)
    return CellFault("level_invalid", f"a level from 0 to {len(vocabulary or ()) - 1}") if code is None else int(code)
