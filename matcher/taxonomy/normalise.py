"""Italian words made comparable: case, accents, little words, and endings that only say who does the job.

"Addetta alle pulizie" and "addetto pulizie" are one thing; "magazziniera" is "magazziniere". The gender-neutral
stem is the Snowball stem with the endings -tore/-trice, -iere/-iera, -ista, -o/-a folded: it is worth five points
of mean reciprocal rank on official titles, and nothing on short names, so linking uses it beside plain characters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Protocol, cast

# Words that carry no meaning of their own in a title or in a list of skills.
_LITTLE = """
    a ad ai al all alla alle allo agli anche che ci come con coi col d da dai dal dall dalla dalle dallo de degli dei
    del dell della delle dello di e ed fra gli ho ha i il in io l la le lo ma mi mia mie mio miei nei nel nell nella
    nelle nello non o per piu poi qualche quando si sia sugli sui sul sull sulla sulle sullo su te tra un una uno
"""
_LITTLE_WORDS = frozenset(_LITTLE.split())
# What people write around a skill or a job without changing it.
_FILLER = """
    abbastanza addestrato altro anni anno ambito appena attivita attualmente bene breve buon buona buonasera buone
    buongiorno buono capace capacita certificata certificato ciao circa competenza competenze conosco conoscenza
    conoscenze discreta discreto diversi esperienza esperienze esperto esperta essere eventuale faccio fare fatta
    fatto gia gestire grazie imparato lavorato lavoravo junior livello mansione mansioni mesi molta molto nozioni
    occupazione ottima ottimo part full time poco po posso pratica precedente presso principalmente prima
    qualifica sapere saper senior settore sempre sera so sono stage stagista studi tanta tanto tempo tirocinante
    tirocinio tutta tutte tutti tutto usato usavo uso usare utilizzare utilizzo utilizzato vari varie ruolo
"""
_FILLERS = frozenset(_FILLER.split())
# Numbers that are names: the forms of an income declaration and of a payer of tax.
_TAX_FORMS = frozenset({"730", "770"})
# Longest first: an ending is folded only when at least three letters stay in front of it.
_ENDINGS = (
    ("trici", "tor"),
    ("trice", "tor"),
    ("tori", "tor"),
    ("tore", "tor"),
    ("tora", "tor"),
    ("iere", "ier"),
    ("iera", "ier"),
    ("ieri", "ier"),
    ("isti", "ist"),
    ("iste", "ist"),
    ("ista", "ist"),
    ("essa", ""),
    ("iano", "ian"),  # Snowball takes the -ano of "guardiano" for a verb's ending
    ("iana", "ian"),
    ("iani", "ian"),
    ("iane", "ian"),
)
_SHORTEST_ROOT = 3
# Offices shorten the words that head a title; only with their full stop, so that "op" or "imp" stay words.
_SHORT_FORMS = {
    "add": "addetto",
    "amm": "amministrativo",
    "ass": "assistente",
    "coll": "collaboratore",
    "cont": "contabile",
    "imp": "impiegato",
    "lab": "laboratorio",
    "mag": "magazzino",
    "op": "operatore",
    "resp": "responsabile",
    "segr": "segretario",
    "tec": "tecnico",
    "uff": "ufficio",
}
_SHORTENED = re.compile(rf"\b({'|'.join(_SHORT_FORMS)})\.(?:v[oa]\b)?")
_DOTTED = re.compile(r"\b(?:\w\.){2,}")
_NOT_WORD = re.compile(r"[^\w+#]|_")


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802  (the library's own name)


@cache
def _stemmer() -> _Stemmer:
    import snowballstemmer

    return cast(_Stemmer, snowballstemmer.stemmer("italian"))


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """Lower-case words without accents or punctuation, one blank apart.

    Letters, digits, ``+`` and ``#`` stay ("c++", "c#"); dotted initials become one word ("a.s.a." -> "asa").

    >>> fold("Addetta all'ufficio QUALITÀ (A.S.A.)")
    'addetta all ufficio qualita asa'
    """
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()
    plain = _SHORTENED.sub(lambda found: _SHORT_FORMS[found.group(1)] + " ", plain)
    plain = _DOTTED.sub(lambda found: found.group().replace(".", "") + " ", plain)
    return " ".join(_NOT_WORD.sub(" ", plain).split())


@lru_cache(maxsize=100_000)
def core(text: str) -> str:
    """The folded words without articles, prepositions and fillers; all words where nothing else remains.

    >>> core("uso della pistola barcode")
    'pistola barcode'
    """
    words = fold(text).split()
    kept = [word for word in words if word not in _LITTLE_WORDS and word not in _FILLERS]
    return " ".join(kept or words)


@lru_cache(maxsize=100_000)
def is_filler(text: str) -> bool:
    """Tell whether nothing but little words, fillers and numbers is in the text."""
    words = fold(text).split()
    return all(
        word in _LITTLE_WORDS or word in _FILLERS or (word.isdigit() and word not in _TAX_FORMS) for word in words
    )


@lru_cache(maxsize=100_000)
def neutral_stem(word: str) -> str:
    """The gender-neutral stem of one folded Italian word.

    >>> neutral_stem("magazziniera") == neutral_stem("magazziniere")
    True
    >>> neutral_stem("operatrice") == neutral_stem("operatore")
    True
    """
    for ending, fold_to in _ENDINGS:
        if word.endswith(ending) and len(word) >= len(ending) + _SHORTEST_ROOT:
            return word[: -len(ending)] + fold_to
    if len(word) <= _SHORTEST_ROOT or not word.isalpha():
        return word
    stem = _stemmer().stemWord(word)
    if len(stem) > _SHORTEST_ROOT and stem[-1] in "aeio":
        stem = stem[:-1]
    return stem


@lru_cache(maxsize=100_000)
def stems(text: str) -> str:
    """The gender-neutral stems of the core words, in their order."""
    return " ".join(neutral_stem(word) for word in core(text).split())
