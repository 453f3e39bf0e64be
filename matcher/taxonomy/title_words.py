"""Words of occupation titles: what officials add and says nothing, and which words say nearly the same.

Two words are akin when they stand in one group of ``data/job_words.txt`` (synonyms, agent and action, noun and
adjective), or when names of the same concepts of the vocabulary often exchange one for the other. Figures, with and
without: docs/quality.md.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import combinations

from matcher.taxonomy.normalise import core, fold, neutral_stem, stems
from matcher.taxonomy.store import DATA, load

# "e professioni assimilate", "non classificati altrove", "(ad eccezione di ...)", "Altri ...", "nel settore di".
_OFFICIAL = re.compile(
    r"""
      \( (?:ad\ |con\ )? (?:eccezione|esclus\w+|eccetto|tranne) [^)]* \)
    | \bad\ eccezione\b .* $
    | \bnon\ (?:altrimenti\ )? (?:classificat|compres|specificat)\w+ (?:\ altrove)?
    | \b(?:ed?|o)\ (?:(?:professioni|lavoratori|figure|personale|operai|attivit[aà])\ )?
      (?:assimilat|affin|simil|analogh)\w+
    | \bprofessioni\ (?:relative|nei|nelle|nel|dei|delle|del)\b
    | ^altr[ieoa]\b
    | \b(?:nei|nel|dei|del|degli)\ (?:servizi|settore)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
# How often two words must take each other's place, against how often each is met.
_EXCHANGED = 0.5


def unofficial(title: str) -> str:
    """A title without what official lists add to it; the title itself where nothing else remains.

    >>> unofficial("Addetti alla gestione dei magazzini e professioni assimilate")
    'Addetti alla gestione dei magazzini'
    """
    kept = " ".join(_OFFICIAL.sub(" ", title).split())
    return kept if core(kept) else title


@cache
def groups() -> Mapping[str, frozenset[int]]:
    """For each stem of ``job_words.txt`` the numbers of its groups."""
    found: dict[str, set[int]] = {}
    lines = (DATA / "job_words.txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(line for line in lines if not line.startswith("#")):
        for word in line.split():
            found.setdefault(neutral_stem(fold(word)), set()).add(number)
    return {stem: frozenset(numbers) for stem, numbers in found.items()}


@cache
def exchanged() -> Mapping[str, frozenset[str]]:
    """For each stem the stems that take its place in other names of the embedded vocabulary's concepts."""
    vocabulary = load(DATA)
    occupations, skills = vocabulary.occupations.values(), vocabulary.skills.values()
    names = [(each.it, *each.names) for each in occupations]
    return exchanges([*names, *((each.it, *each.names) for each in skills)])


def exchanges(concepts: Iterable[Sequence[str]]) -> dict[str, frozenset[str]]:
    """Stems that names of one concept exchange, both ways.

    Parameters
    ----------
    concepts : iterable of sequence of str
        The names of each concept.

    Returns
    -------
    dict of str to frozenset of str
        A pair stands here when the concepts in which one stem takes the other's place are at least half of the
        geometric mean of those that hold each.
    """
    met: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for names in concepts:
        held = [frozenset(stems(name).split()) for name in names]
        met.update(frozenset().union(*held))
        pairs.update(
            {
                (min(one, other), max(one, other))
                for first, second in combinations(dict.fromkeys(held), 2)
                for one in first - second
                for other in second - first
            }
        )
    found: dict[str, set[str]] = {}
    for (one, other), count in pairs.items():
        if count >= _EXCHANGED * math.sqrt(met[one] * met[other]):
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return {stem: frozenset(others) for stem, others in found.items()}
