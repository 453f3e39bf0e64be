"""What a likeness is worth: the weights of the score, and the chance that a concept is the right one.

The score is a weighted sum of seven readings, each from 0 to 1, and of an eighth, likeness of meaning, where the names
have vectors (matcher.taxonomy.semantic_names). The chance is a logistic function of the score, of
how far the next best stands, and of how much of the text is explained. Both are learnt from the vocabulary's own
names, each held out in turn, and from texts that mean nothing in it (matcher.taxonomy.learning); the numbers of the
embedded vocabulary stand in ``data/calibration.csv`` and ``data/calibration_semantic.csv``, those of an imported one
beside its index and its vectors.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from matcher.errors import TaxonomyError

TABLE = Path(__file__).parent / "data" / "calibration.csv"
TABLE_SEMANTIC = TABLE.with_name("calibration_semantic.csv")
MEANING = "meaning"  # cosine of the text with the name that is nearest by meaning
READINGS = (
    "alike",  # characters of the text and of the best name
    "held",  # share of the text's words in that name, rare words first
    "back",  # share of the name's words in the text
    "concept",  # share of the text's words in any name of the concept
    "context",  # … or in the names of the skills that an occupation needs
    "second",  # likeness of the concept's second best name
    "plain",  # "context" without typing errors and common roots
)
TERMS = ("constant", "score", "margin", "behind", "held", "context", "plain", "loose", "letters")
HIGHEST = 0.96  # what is not a name of the concept never counts as one
_LETTERS = 24.0
_LIKE_CHANCE = 0.98  # of what is like a name, and none
_LETTERS_CHANCE = 0.4  # of what shares no word with any name: "filatelia" is no "filatura"
_SAME_MEANING = 0.75  # from this cosine on, what shares no word with any name may still be one
_TYPING_ERROR = 0.75  # a single word less like any other is another word: "carrozzina" is no "carrozziere"


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of the readings (they sum to ``HIGHEST``) and coefficients of the chance's terms.

    One more of either where meaning is read too, at the end.
    """

    score: tuple[float, ...]
    chance: tuple[float, ...]

    def score_of(self, readings: Sequence[float]) -> float:
        """The score of one concept for one text, 0 to ``HIGHEST``."""
        return sum(weight * reading for weight, reading in zip(self.score, readings, strict=True))

    def chance_of(self, text: str, score: float, other: float, readings: Sequence[float]) -> float:
        """The probability that a concept is what a folded text means; ``other`` is the best score of the others."""
        told = zip(self.chance, terms(text, score, other, readings), strict=True)
        logit = sum(weight * term for weight, term in told)
        chance = 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, logit))))
        concept, context, plain = readings[3], readings[4], readings[6]
        another = plain == 0.0 and context <= _TYPING_ERROR and len(text.split()) == 1
        letters = (another or concept == 0.0) and not (self.by_meaning and readings[-1] >= _SAME_MEANING)
        return min(_LETTERS_CHANCE if letters else _LIKE_CHANCE, chance)

    @property
    def by_meaning(self) -> bool:
        """Whether likeness of meaning is one of the readings."""
        return len(self.score) > len(READINGS)

    def widened(self) -> Model:
        """A first guess with meaning, from which a model with it is learnt: half the score is meaning."""
        score = (*(0.5 * weight for weight in self.score[: len(READINGS)]), 0.5 * HIGHEST)
        return Model(score, (*self.chance[: len(TERMS)], 0.0))


def terms(text: str, score: float, other: float, readings: Sequence[float]) -> tuple[float, ...]:
    """The terms of the chance of one concept; ``other`` is the best score of all other concepts.

    ``loose`` is likeness of letters beyond that of words: "carrozzina" is no "carrozziere". Meaning, where it was read,
    is the last term as it is the last reading.
    """
    gap = score - other
    alike, held, _, _, context, _, plain, *meaning = readings
    loose = max(0.0, alike - plain)
    letters = min(1.0, len(text) / _LETTERS)
    return (1.0, score, max(0.0, gap), max(0.0, -gap), held, context, plain, loose, letters, *meaning)


@cache
def shipped(kind: str, *, meaning: bool = False) -> Model:
    """The numbers learnt on the embedded vocabulary, with or without meaning among the readings.

    Raises
    ------
    TaxonomyError
        The table lacks a number.
    """
    table = TABLE_SEMANTIC if meaning else TABLE
    with table.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == kind]
    return read({f"{row['part']}.{row['term']}": float(row["value"]) for row in rows}, table.name, meaning=meaning)


def read(numbers: Mapping[str, float], name: str, *, meaning: bool = False) -> Model:
    """A model from its named numbers.

    Raises
    ------
    TaxonomyError
        Numbers are missing; all are named.
    """
    score, chance = _names(meaning)
    missing = [each for each in (*score, *chance) if each not in numbers]
    if missing:
        msg = f"{name} lacks the numbers {', '.join(missing)}: make the table again (docs/quality.md)"
        raise TaxonomyError(msg)
    return Model(tuple(numbers[each] for each in score), tuple(numbers[each] for each in chance))


def numbers(model: Model) -> dict[str, float]:
    """The named numbers of a model, six decimals."""
    score, chance = _names(model.by_meaning)
    return {name: round(value, 6) for name, value in zip((*score, *chance), (*model.score, *model.chance), strict=True)}


def _names(meaning: bool) -> tuple[list[str], list[str]]:
    more = (MEANING,) if meaning else ()
    return [f"score.{each}" for each in (*READINGS, *more)], [f"chance.{each}" for each in (*TERMS, *more)]
