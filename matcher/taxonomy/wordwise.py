"""Two short texts compared word by word: what each holds of the other, rare words first, typing errors forgiven."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from matcher.taxonomy.normalise import neutral_stem

# Two words count as one from this edit likeness on; more is asked where even the first two letters differ.
_ALIKE = 0.8
_ALIKE_INSIDE = 0.87
_NO_LIKENESS = 0.6  # an edit likeness that two unrelated words often have
_LONGEST_WORD = 40  # no Italian word is longer; beyond it edit distance would only cost time
# Alone these say no trade.
_GENERIC = ("addetto", "aiuto", "apprendista", "assistente", "impresa", "operatore", "responsabile", "tecnico")
# Who leads a department is not who works in it.
_LEADING = ("capo", "coordinatore", "direttore", "dirigente", "manager", "responsabile")


class Words:
    """The weight of each word: how rare its stem is among all names.

    Parameters
    ----------
    stemmed : iterable of str
        The stems of each name, one blank apart.
    """

    def __init__(self, stemmed: Iterable[str]) -> None:
        """Count the names that hold each stem."""
        names = [set(name.split()) for name in stemmed]
        count = Counter(stem for name in names for stem in name)
        self._weight = {stem: 1.0 + math.log(len(names) / seen) for stem, seen in count.items()}
        self._unseen = max(self._weight.values(), default=1.0)

    def weight(self, word: str) -> float:
        """The inverse document frequency of a folded word; of a word in no name, that of the rarest."""
        return self._weight.get(neutral_stem(word), self._unseen)

    def compare(self, words: Sequence[str], others: Sequence[str]) -> tuple[list[float], float]:
        """How well each of ``words`` is found among ``others`` (0-1), and which share of ``others`` is found back."""
        found = [0.0] * len(words)
        whole = back = 0.0
        for other in others:
            best = 0.0
            for place, word in enumerate(words):
                alike = likeness(word, other)
                if alike > found[place]:
                    found[place] = alike
                if alike > best:
                    best = alike
            weight = self.weight(other)
            whole += weight
            back += weight * best
        return found, back / whole if whole else 0.0

    def share(self, words: Sequence[str], found: Sequence[float]) -> float:
        """The weighted share of ``words`` that is found."""
        weights = [self.weight(word) for word in words]
        whole = sum(weights)
        return sum(weight * each for weight, each in zip(weights, found, strict=True)) / whole if whole else 0.0


@lru_cache(maxsize=400_000)
def likeness(word: str, other: str) -> float:
    """1 for the same stem, the edit likeness for a typing error or a common root, 0 for other words."""
    one, two = neutral_stem(word), neutral_stem(other)
    if word == other or one == two:
        return 1.0
    if max(len(word), len(other)) > _LONGEST_WORD:
        return 0.0
    from rapidfuzz import fuzz

    least = 100.0 * (_ALIKE if word[:2] == other[:2] else _ALIKE_INSIDE)
    alike: float = max(fuzz.ratio(word, other, score_cutoff=least), fuzz.ratio(one, two, score_cutoff=least))
    return max(0.0, (alike / 100.0 - _NO_LIKENESS) / (1.0 - _NO_LIKENESS))


def generic(words: Sequence[str]) -> bool:
    """Tell whether the words, alone, name no trade ("addetto")."""
    return all(neutral_stem(word) in _stems_of(_GENERIC) for word in words)


def leads(words: Sequence[str]) -> bool:
    """Tell whether the words name who leads others."""
    return any(neutral_stem(word) in _stems_of(_LEADING) for word in words)


@cache
def _stems_of(words: tuple[str, ...]) -> frozenset[str]:
    """Stemmed at the first question: importing loads no stemmer."""
    return frozenset(neutral_stem(word) for word in words)
