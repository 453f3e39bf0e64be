"""Learning the weights of the score and of the chance from a vocabulary's own names.

Each name sampled is held out (with its other genders and numbers) and must be found through the remaining names of
its concept: bare, and inside the words that people put around it. Names whose whole concept is held out and everyday
phrases mean nothing in the vocabulary: whatever is found for them is wrong. The sample is
drawn by the digest of the names, so the same vocabulary always gives the same numbers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from matcher.taxonomy.calibration import HIGHEST, READINGS, TERMS, Model, terms
from matcher.taxonomy.linking import Linker
from matcher.taxonomy.normalise import core

FloatArray = np.ndarray[Any, np.dtype[np.float64]]

SAMPLE = 1_500  # names held out; with their variants about 4,700 texts
_CANDIDATES = 8
_STIFFNESS = 3.0  # of the weights, so that a rare reading gets no extreme one
_BEFORE = (
    "lavoro come", "ho lavorato come", "faccio", "ex", "esperienza come", "un po' di", "anni di", "so",
    "mi occupavo di", "cerco posto da", "bravissima", "assunta per",
)  # fmt: skip
_AFTER = (
    "in fabbrica", "per anziani", "presso cooperativa", "a Milano", "part time", "da 5 anni", "in negozio", "in ditta",
    "per bambini", "di notte", "nelle scuole", "con esperienza", "dal 2015", "livello base", "a domicilio",
    "con patente B", "in ospedale", "per tre anni",
)  # fmt: skip
_NOTHING = (
    "ciao a tutti", "grazie mille", "ho due cani", "mi piace il calcio", "abito vicino alla stazione", "sono sposata",
    "ho il diabete", "tutti i giorni", "chiamare dopo le sei", "non so cosa scrivere", "come da colloquio", "vario",
    "mio fratello", "vengo in treno", "niente di particolare", "la domenica no", "gioco a carte", "mal di schiena",
    "sono di Napoli", "va bene tutto", "appena possibile", "suono la chitarra", "vedi allegato", "ho la febbre",
    "scuola media", "in attesa di risposta", "ho lasciato il numero", "viaggi e natura", "zona nord", "prova prova",
    "famiglia numerosa", "leggere romanzi", "stipendio minimo", "nato a Bari", "sono puntuale", "da definire",
    "qualunque orario", "buona sera", "amo gli animali selvatici", "mai mancata un giorno",
)  # fmt: skip
_EVERYDAY = """
    abete abbraccio acquario affitto agosto alluvione amicizia anello arancia autunno avventura bacio balcone ballo
    bandiera battesimo biscotto bosco bottiglia bussola calendario cammello campagna candela carnevale carrozzina
    castello cavallo cicogna ciliegia collana compleanno condominio coniglio coperta coscienza costume cugino cuscino
    delfino deserto destino dolcezza dottrina ecologia emicrania estate fantasia farfalla febbraio felicita ferie
    fidanzato filosofia fiume foresta fortuna francobollo fratello frontiera funghi galassia gelosia ginocchio giochi
    giraffa girasole grotta guerra immaginazione infanzia inverno invidia isola labirinto lacrima lampone leggenda
    leone libellula lotteria lucciola luna malinconia mandarino matrimonio medaglia melanconia memoria miracolo
    montagna mosaico mulino neve nipote nostalgia nuvola ombrello onda orizzonte orologio oroscopo ottobre pazienza
    pellegrino pensione pioggia piramide pirata poesia polvere primavera profumo proverbio rondine rugiada sabbia
    scacchi scoiattolo scoglio sentiero serenata silenzio sogno solitudine sorella sorriso spiaggia stella stivale
    strega tamburo tartaruga tempesta tramonto tristezza vacanza valigia vento vulcano zanzara zio zodiaco
"""


@dataclass(frozen=True, slots=True)
class Sample:
    """One text, the concept it means (-1 = none), and the names to be held out while it is read."""

    text: str
    concept: int
    without: frozenset[int]
    kind: str


def samples(linker: Linker, size: int = SAMPLE) -> list[Sample]:
    """Held-out names and wrong texts of an index."""
    found: list[Sample] = []
    order = sorted(range(len(linker.names)), key=lambda place: _draw(linker.names[place]))
    kept, gone = order[:size], order[size : size + size // 2]
    for place in kept:
        name, concept = linker.names[place], linker.owner[place]
        twins = frozenset(other for other in linker.names_of(concept) if linker.stemmed[other] == linker.stemmed[place])
        found.append(Sample(name, concept, twins, "held out"))
        found.append(Sample(_dressed(name), concept, twins, "held out, in a phrase"))
        if _draw(name, 1) % 2:
            found.append(Sample(_dressed(name), concept, frozenset(), "known, in a phrase"))
    for place in gone:
        name, concept = linker.names[place], linker.owner[place]
        text = _dressed(name) if _draw(name, 1) % 2 else name
        found.append(Sample(text, -1, frozenset(linker.names_of(concept)), "concept held out"))
    return found + [Sample(text, -1, frozenset(), "nothing") for text in _nothing(linker)]


@dataclass(frozen=True, slots=True)
class Observed:
    """What was read for samples: shapes (samples, candidates, readings), (samples, candidates), (samples,)."""

    texts: list[str]
    readings: FloatArray
    there: np.ndarray[Any, np.dtype[np.bool_]]
    right: np.ndarray[Any, np.dtype[np.bool_]]

    def of(self, rows: Sequence[int]) -> Observed:
        """The same of some samples."""
        return Observed([self.texts[row] for row in rows], self.readings[rows], self.there[rows], self.right[rows])


def observe(linker: Linker, drawn: Sequence[Sample], nearness: Iterable[FloatArray | None] | None = None) -> Observed:
    """Read every sample with its names held out; ``nearness`` stands in for that of the linker's own vectors."""
    readings = np.zeros((len(drawn), _CANDIDATES, len(linker.model.score)))
    there = np.zeros((len(drawn), _CANDIDATES), dtype=bool)
    right = np.zeros((len(drawn), _CANDIDATES), dtype=bool)
    texts = [sample.text for sample in drawn]
    nearness = linker.nearness(texts) if nearness is None else nearness
    for line, (sample, row, near) in enumerate(zip(drawn, linker.likeness(texts), nearness, strict=True)):
        for place, each in enumerate(linker.read(sample.text, row, sample.without, near)[:_CANDIDATES]):
            readings[line, place] = each.readings
            there[line, place] = True
            right[line, place] = each.concept == sample.concept
    return Observed(texts, readings, there, right)


def fit(seen: Observed) -> Model:
    """The model that explains best which candidate was right."""
    score = _fit_score(seen)
    features, labels = chance_table(seen, score)
    return Model(tuple(score.tolist()), tuple(_logistic(features, labels).tolist()))


def learn(linker: Linker, size: int = SAMPLE) -> Model:
    """The model of one index: samples drawn, read and fitted."""
    return fit(observe(linker, samples(linker, size)))


def chance_table(seen: Observed, score: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Terms of the chance of every candidate, shape (candidates, terms), and whether it was the right one."""
    scores = np.where(seen.there, np.minimum(seen.readings @ score, HIGHEST), 0.0)
    lines, labels = [], []
    for row, text in enumerate(seen.texts):
        for place in np.flatnonzero(seen.there[row]).tolist():
            other = float(np.delete(scores[row], place).max(initial=0.0))
            lines.append(terms(core(text), float(scores[row, place]), other, seen.readings[row, place].tolist()))
            labels.append(seen.right[row, place])
    terms_each = len(TERMS) + seen.readings.shape[2] - len(READINGS)
    return np.array(lines).reshape(len(lines), terms_each), np.array(labels, dtype=np.float64)


def chances(seen: Observed, model: Model) -> FloatArray:
    """The chance of each candidate by a model, shape (samples, candidates); 0 where there is none."""
    scores = np.where(seen.there, np.minimum(seen.readings @ np.array(model.score), HIGHEST), 0.0)
    found = np.zeros(seen.there.shape)
    for row, place in np.argwhere(seen.there).tolist():
        other = float(np.delete(scores[row], place).max(initial=0.0))
        readings = seen.readings[row, place].tolist()
        found[row, place] = model.chance_of(core(seen.texts[row]), float(scores[row, place]), other, readings)
    return found


def _fit_score(seen: Observed) -> FloatArray:
    """Weights, none below 0, under which the right candidate stands out most (conditional logit); sum ``HIGHEST``."""
    from scipy.optimize import minimize

    known = seen.right.any(axis=1)
    readings, there, right = seen.readings[known], seen.there[known], seen.right[known]

    def loss(weights: FloatArray) -> tuple[float, FloatArray]:
        worth = np.where(there, readings @ weights, -np.inf)
        worth -= worth.max(axis=1, keepdims=True)
        share = np.exp(worth)
        share /= share.sum(axis=1, keepdims=True)
        lost = -np.log(np.maximum(share[right], 1e-12)).sum() + _STIFFNESS * 0.01 * weights @ weights
        slope = np.einsum("nk,nkf->f", share - right, readings) + _STIFFNESS * 0.02 * weights
        return float(lost), slope

    start = np.ones(readings.shape[2])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[(0.0, None)] * len(start))
    weights: FloatArray = np.round(found.x * HIGHEST / found.x.sum(), 4)
    return weights


def _logistic(features: FloatArray, labels: FloatArray) -> FloatArray:
    """Coefficients of a logistic regression, mildly held back."""
    from scipy.optimize import minimize

    def loss(weights: FloatArray) -> tuple[float, FloatArray]:
        logit = features @ weights
        lost = np.logaddexp(0.0, logit).sum() - labels @ logit + 0.01 * _STIFFNESS * weights @ weights
        chance = 1.0 / (1.0 + np.exp(-np.clip(logit, -30.0, 30.0)))
        return float(lost), features.T @ (chance - labels) + 0.02 * _STIFFNESS * weights

    found = minimize(loss, np.zeros(features.shape[1]), jac=True, method="L-BFGS-B")
    weights: FloatArray = np.round(found.x, 3)
    return weights


def _nothing(linker: Linker) -> list[str]:
    """Phrases and words that name no work here; a word of the vocabulary is left out."""
    words = {word for word in _EVERYDAY.split() if linker.exact_link(word) is None}
    return [*_NOTHING, *sorted(words), *(f"{one} e {other}" for one, other in pairwise(sorted(words, key=_draw)))]


def _dressed(name: str) -> str:
    """A name as people write it: words around it, now and then a letter missing."""
    draw = _draw(name, 2)
    before = _BEFORE[draw % len(_BEFORE)] if draw & 1024 else ""
    after = _AFTER[draw // 7 % len(_AFTER)] if draw & 2048 or not before else ""
    if draw // 4096 % 7 == 0 and len(name) > 8:
        place = 2 + draw // 16384 % (len(name) - 3)
        name = name[:place] + name[place + 1 :]
    return f"{before} {name} {after}".strip()


def _draw(name: str, salt: int = 0) -> int:
    """A number that depends on the name alone."""
    return int.from_bytes(hashlib.sha256(f"{salt} {name}".encode()).digest()[:6], "big")
