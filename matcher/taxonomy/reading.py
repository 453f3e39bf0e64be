"""A text cut into pieces that each say one thing, and how it is said: had, lacking or wished for, how well, how long.

Punctuation cuts; inside a piece a negation ("non uso il PC", "mai usato il muletto", "patente: no") and a wish
("vorrei imparare a saldare") rule what follows, up to "ma", a new verb or the end; they go on over a comma only where
the next piece goes on with a preposition or an infinitive ("non so cucire, stirare").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from matcher.taxonomy.normalise import core, is_filler

HAS, LACKS, WISHES = "has", "lacks", "wishes"
LONGEST = 50_000  # characters that are read
_REMEMBERED = 50_000  # clauses: in a register the same ones come back by the hundred
URI = re.compile(r"https?://[^\s;,]+")

_SENTENCE = re.compile(r"[;\n\r|•]|[.!?](?=\s|$)")
_PART = re.compile(r"[,()\[\]]|\s[-–—/]\s|:(?=\s|$)")
_CONTRAST = re.compile(r"\b(?:ma|però|pero|invece|tuttavia|mentre|but)\b", re.IGNORECASE)
# A "no" after a colon belongs to what stands before it.
_ANSWER = re.compile(r":\s*(?=(?:no|mai|nessun[ao]?|niente|zero)\b)", re.IGNORECASE)
_WISH = (
    r"vorrei|vorremmo|mi\s+piacerebbe(?:ro)?|mi\s+interess\w+|(?:sono\s+)?interessat[oa]\s+(?:a|al|alla|ad)\b"
    r"|desider(?:o|erei)|spero\s+di|sogno\s+di|aspiro\s+a|ambirei\s+a|preferirei|voglio\s+imparare"
    r"|non\s+vedo\s+l.ora\s+di|(?:sono\s+)?disponibile\s+(?:a|ad)\s+imparare|da\s+imparare|sto\s+imparando"
    r"|(?:sono\s+)?in\s+cerca\s+di|(?:sto\s+)?cerc(?:o|ando)|mi\s+candido\s+(?:come|per)|i\s+would\s+like\s+to"
)
# Not a wish by themselves, only after one: "vorrei tanto imparare a".
_WISHED = (
    r"(?:\s+(?:tanto|molto|anche|imparare|diventare|provare|trovare|iniziare|cominciare|un|lavoro|posto|impiego|work|as"
    r"|a|ad|come|da|di)\b)*"
)
_NOT = r"non|mai|nessun[ao]?|niente|senza|no|n[eé]|zero|priv[oa]\s+di|manca(?:nza\s+di)?"
_VERBS = "so|uso|ho|faccio|sono|guido|conosco|lavoro|parlo|posso|cucio|stiro|cucino|pulisco|lavoravo|facevo|usavo"
_MARK = re.compile(
    rf"\b(?:(?P<wish>(?:{_WISH}){_WISHED})|(?P<lacks>{_NOT})|(?P<has>ed?(?=\s+(?:{_VERBS})\b)))(?!\w)", re.IGNORECASE
)
# "Not" inside a name is no negation: a blind switchboard operator, non-conformities, not only, gluten-free.
_NO_NEGATION = re.compile(
    r"non\s+(?:vedent|udent|conformit|distruttiv|solo|solamente|ho\s+(?:problem|difficolt)|ci\s+sono\s+problem)"
    r"|senza\s+(?:glutine|lattosio|problem|difficolt)|nessuna?\s+(?:problem|difficolt)|no\s+(?:problem|profit)"
    r"|zero\s+(?:problem|difetti)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"(?:a|ad|al|alla|allo|di|da|in|nel|nella|nei|nelle|come|o|oppure|n[eé]|[a-zà-ù]{2,}(?:are|ere|ire))\b",
    re.IGNORECASE,
)
# After a negation these add nothing: "patentino mai preso", "muletto non più".
_NOTHING_MORE = re.compile(
    r"(?:preso|avut[oa]|conseguit[oa]|provat[oa]|ottenut[oa]|poss\w+|ancora|più|l.ho|ne\s+ho|\s)*"
)
# Who writes a telephone number or an address names no skill.
_CONTACT = re.compile(
    r"(?:\b(?:tel|cell|telefono|cellulare)\b[.:]?\s?)?(?<![\d+])(?:\+?39[\s.]?)?(?:3\d\d|0\d{1,3})[\s./-]?\d{3}[\s./-]?\d{3,4}(?!\d)"
    r"|(?<!\d)\d{7,}(?!\d)|[^\s@]{1,64}@[^\s@]{1,255}",
    re.IGNORECASE,
)
_MAY_BE_CONTACT = re.compile(r"[\d@]")
_LITTLE_END = re.compile(r"\b(?:ma|e|ed|però|anche|di|a|con)\s*$", re.IGNORECASE)

_NUMBERS = {
    name: value
    for value, name in enumerate("un due tre quattro cinque sei sette otto nove dieci undici dodici".split(), start=1)  # noqa: SIM905 (a list of words reads better)
} | {"uno": 1, "quindici": 15, "venti": 20, "trenta": 30}
_NUMBER = rf"\d{{1,2}}(?:[.,]\d+)?|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}"
_AGE = re.compile(r"\b(?:ho|età|di\s+età)\s+\d{1,2}\s+anni\b(?!\s+(?:di|in|come))", re.IGNORECASE)
_YEARS = re.compile(
    rf"\b(?:(?:da|per|di|oltre|circa|con|quasi|più\s+di|dopo)\s+)?(?P<number>{_NUMBER})\s*(?P<unit>ann[io]|mes[ie])\b"
    r"(?:\s+di\s+esperienza)?",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"\b(?:dal?\s+)?(?P<first>(?:19|20)\d\d)\s*(?:al|-|–|/|fino\s+al|a)\s*(?P<last>(?:19|20)\d\d)\b", re.IGNORECASE
)
_SINCE = re.compile(r"\b(?:dal|dall.anno|da)\s+(?P<year>(?:19|20)\d\d)\b(?:\s+(?:ad|a)\s+oggi)?", re.IGNORECASE)
_OTHER_TIME = re.compile(
    r"\b(?:da|per|di|oltre|circa)?\s?\d+(?:[.,]\d+)?\s?(?:anni|anno|mesi|mese|giorni|settimane|ore|coperti)\b"
    r"|\b(?:nel|del|fino\s+al)?\s?(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_GOOD = {
    "base": r"base|elementar[ei]|scolastic[oa]|minim[oa]|basilar[ei]|sufficiente|da\s+principiante",
    "intermedio": r"intermedi[oa]|medi[oa]|discret[oa]|buon[oa]?",
    "avanzato": r"avanzat[oa]|ottim[oa]|eccellente|perfett[oa]|fluente|professionale|molto\s+buon[oa]",
}
_HOW = {
    "base": r"un\s+po.?\s*di|un\s+po.?|poco|a\s+livello\s+base|nozioni\s+(?:base\s+)?di",
    "intermedio": r"abbastanza\s+bene|bene|discretamente",
    "avanzato": r"molto\s+bene|benissimo|perfettamente|fluentemente|ottimamente",
}
_NOUN = r"conoscenz[ae]|padronanza|livello|uso|capacità|competenz[ae]|esperienza"
_LEVELS = [
    ("madrelingua", re.compile(r"\bmadre\s?lingua\b", re.IGNORECASE)),
    *(
        (
            level,
            re.compile(
                rf"\b(?:(?:{_NOUN})\s+(?:{good})|(?:{good})\s+(?:{_NOUN})(?:\s+(?:di|del|della|dell.))?|{_HOW[level]})(?!\w)"
                rf"|(?<=\s)(?:{good})\s*$|^(?:{good})$",
                re.IGNORECASE,
            ),
        )
        for level, good in reversed(_GOOD.items())
    ),
]
_CEFR = re.compile(r"(?<!patente )(?<!patenti )\b(?:livello\s+)?(?P<level>[abc][12])\b(?!\s*/)", re.IGNORECASE)
# Alone, these words are part of the piece before them ("lavapavimenti (macchina)"), never a skill.
_ALONE = frozenset({"macchina", "macchine", "attestato", "corso", "base", "patentino", "diploma", "scuola", "lavoro"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text: its words, the same without its level, and how it is said."""

    words: str
    bare: str
    polarity: str = HAS
    level: str | None = None
    years: float | None = None
    since: int | None = None


def cut(text: str) -> list[Piece]:
    """The pieces of a text that may each name something, in their order; addresses first."""
    text = text[:LONGEST]
    found = [Piece(address, address) for address in (match.group().rstrip(".") for match in URI.finditer(text))]
    text = re.sub(r"[^\S\n\r]+", " ", URI.sub(" ; ", text))
    if _MAY_BE_CONTACT.search(text):
        text = _CONTACT.sub(" ; ", text)
    text = _ANSWER.sub(" ", text)
    for sentence in _SENTENCE.split(text):
        said: list[Piece] = []
        polarity = HAS
        for part in _PART.split(sentence):
            part = part.strip()
            polarity = polarity if _GOES_ON.match(part) else HAS
            for number, clause in enumerate(_CONTRAST.split(part)):
                turns = _said(clause, HAS if number else polarity)
                for words, ruled in turns:
                    _take(words, ruled, said)
                polarity = turns[-1][1]
        found += said
    return found


def says_nothing(words: str) -> bool:
    """Tell whether a piece can name nothing by itself."""
    return not words or is_filler(words) or core(words) in _ALONE


@lru_cache(maxsize=_REMEMBERED)
def _said(clause: str, polarity: str) -> tuple[tuple[str, str], ...]:
    """The words of a clause with their polarity, cut where it turns."""
    turns = [(0, 0, polarity)]
    for match in _MARK.finditer(clause):
        if match.lastgroup == "lacks" and _NO_NEGATION.match(clause, match.start()):
            continue
        if match.lastgroup == "lacks" and turns[-1][2] == LACKS and not clause[turns[-1][1] : match.start()].strip():
            turns[-1] = (turns[-1][0], match.end(), LACKS)
        else:
            turns.append(
                (match.start(), match.end(), {"wish": WISHES, "lacks": LACKS, "has": HAS}[str(match.lastgroup)])
            )
    turns.append((len(clause), len(clause), HAS))
    found = [
        (_LITTLE_END.sub("", clause[end:start].strip()).strip(), polarity)
        for (_, end, polarity), (start, _, _) in pairwise(turns)
    ]
    last, ruled = found[-1]
    if len(found) > 1 and ruled == LACKS and (says_nothing(last) or _NOTHING_MORE.fullmatch(last)):
        found[-2:] = [(found[-2][0], LACKS)]
    return tuple(found) or (("", polarity),)


def _take(words: str, polarity: str, said: list[Piece]) -> None:
    """Read some words; level and time without any other word belong to the piece before."""
    piece = _piece(words, polarity)
    if piece.words:
        said.append(piece)
    elif said and (piece.level, piece.years, piece.since) != (None, None, None):
        last = said[-1]
        said[-1] = replace(
            last,
            level=last.level or piece.level,
            years=piece.years if last.years is None else last.years,
            since=last.since or piece.since,
        )


@lru_cache(maxsize=_REMEMBERED)
def _piece(words: str, polarity: str) -> Piece:
    """Level and time of some words, and the words that remain; none where these say nothing."""
    rest, years, since = _time(_AGE.sub(" ", words))
    level, kept, bare = _level(rest)
    if says_nothing(kept):
        return Piece("", "", polarity, level, years, since)
    return Piece(kept, kept if says_nothing(bare) else bare, polarity, level, years, since)


def _time(words: str) -> tuple[str, float | None, int | None]:
    """The words without their times; how many years they tell, and since which year."""
    span, since, length = _SPAN.search(words), _SINCE.search(words), _YEARS.search(words)
    years: float | None = None
    if span is not None:
        years = float(max(0, int(span.group("last")) - int(span.group("first"))))
    elif length is not None:
        told = length.group("number").casefold()
        number = float(_NUMBERS[told]) if told in _NUMBERS else float(told.replace(",", "."))
        years = number if length.group("unit").casefold().startswith("ann") else round(number / 12.0, 2)
    first = int(since.group("year")) if since is not None and span is None else None
    for pattern in (_SPAN, _SINCE, _YEARS, _OTHER_TIME):
        words = pattern.sub(" ", words)
    return " ".join(words.split()), years, first


def _level(words: str) -> tuple[str | None, str, str]:
    """The level told, the words without a level of the European framework, the words without any level."""
    framework = _CEFR.search(words)
    kept = " ".join(_CEFR.sub(" ", words).split())
    for level, pattern in _LEVELS:
        if pattern.search(kept):
            bare = " ".join(pattern.sub(" ", kept).split())
            return (framework.group("level").upper() if framework else level), kept, bare
    return (framework.group("level").upper() if framework else None), kept, kept
