"""Learn the weights and chances of linking again: ``python -m benchmarks.quality.calibrate [--semantic]``.

Run it after every change of the vocabulary; it rewrites matcher/taxonomy/data/calibration.csv and prints how well
chances agree with what was right, each fifth of the texts judged by what the other four taught. With ``--semantic``
(the extra installed; several minutes) calibration_semantic.csv, the same with likeness of meaning. The adapter of
meanings was taught the very names that are held out, so that each fourth of them is read by one that was not.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from matcher.taxonomy import calibration, learning
from matcher.taxonomy.learning import Observed, Sample
from matcher.taxonomy.linking import MATCH_AT, Linker
from matcher.taxonomy.lookup import Taxonomy
from matcher.taxonomy.semantic_adapter import learn
from matcher.taxonomy.semantic_model import raw_vectors
from matcher.taxonomy.store import load
from matcher.taxonomy.texts import KINDS

Float32Array = np.ndarray[Any, np.dtype[np.float32]]

FOLDS = 5
ADAPTERS = 4
BINS = 10


def judged(seen: Observed, drawn: Sequence[Sample]) -> list[tuple[Sample, float, bool]]:
    """The first candidate of each text: its chance by a model that has not seen the text, and whether it is right."""
    fold = np.arange(len(drawn)) % FOLDS
    found = []
    for number in range(FOLDS):
        model = learning.fit(seen.of(np.flatnonzero(fold != number).tolist()))
        chances = learning.chances(seen, model)
        worth = np.where(seen.there, seen.readings @ np.array(model.score), -1.0)
        for row in np.flatnonzero((fold == number) & seen.there.any(axis=1)).tolist():
            first = int(np.argmax(worth[row]))
            found.append((drawn[row], float(chances[row, first]), bool(seen.right[row, first])))
    return found


def reliability(found: Sequence[tuple[Sample, float, bool]]) -> list[str]:
    """A table of ten bins, the Brier score and the expected calibration error."""
    chance = np.array([each[1] for each in found])
    right = np.array([each[2] for each in found], dtype=np.float64)
    lines = ["| chance | texts | mean chance | right |", "|---|---|---|---|"]
    wrong_by = 0.0
    place = np.minimum((chance * BINS).astype(int), BINS - 1)
    for number in range(BINS):
        inside = place == number
        if inside.any():
            told, was = float(chance[inside].mean()), float(right[inside].mean())
            wrong_by += abs(told - was) * int(inside.sum())
            lines.append(
                f"| {number / BINS:.1f}–{(number + 1) / BINS:.1f} | {int(inside.sum())} | {told:.2f} | {was:.2f} |"
            )
    brier = float(((chance - right) ** 2).mean())
    return [*lines, f"Brier {brier:.3f}, expected calibration error {wrong_by / len(found):.3f}"]


def by_kind(found: Sequence[tuple[Sample, float, bool]], threshold: float) -> list[str]:
    """For each sort of text: how often the first is right, and what the threshold keeps."""
    lines = [
        "| texts | number | first is right | matched and right | matched and wrong | unmatched |",
        "|---|---|---|---|---|---|",
    ]
    for kind in dict.fromkeys(sample.kind for sample, _, _ in found):
        own = [(chance, right) for sample, chance, right in found if sample.kind == kind]
        good = sum(right and chance >= threshold for chance, right in own)
        bad = sum(not right and chance >= threshold for chance, right in own)
        first = sum(right for _, right in own) / len(own)
        shares = " | ".join(f"{part / len(own):.2f}" for part in (good, bad, len(own) - good - bad))
        lines.append(f"| {kind} | {len(own)} | {first:.2f} | {shares} |")
    return lines


class Unseen:
    """Likeness of meaning with names that the adapter was not taught.

    Parameters
    ----------
    linkers : mapping of str to Linker
        The index of each kind; one adapter serves all.
    """

    def __init__(self, linkers: Mapping[str, Linker]) -> None:
        """Embed every name once, by the model alone."""
        self.raw = {kind: raw_vectors(linker.spoken) for kind, linker in linkers.items()}
        names = [len(linker.names) for linker in linkers.values()]
        concepts = [max(linker.owner) + 1 for linker in linkers.values()]
        self.start = dict(zip(linkers, np.cumsum([0, *names]).tolist(), strict=False))
        own = [
            np.array(linker.owner) + start
            for linker, start in zip(linkers.values(), np.cumsum([0, *concepts]).tolist(), strict=False)
        ]
        self.owner = np.concatenate(own)

    def nearness(self, kind: str, drawn: Sequence[Sample]) -> Float32Array:
        """Cosine of each sample with every name of a kind, shape (samples, names)."""
        asked, names = raw_vectors([sample.text for sample in drawn]), self.raw[kind]
        part = np.array([min(sample.without, default=0) % ADAPTERS for sample in drawn])
        found = np.zeros((len(drawn), len(names)), dtype=np.float32)
        for number in range(ADAPTERS):
            own = np.flatnonzero(part == number)
            table = self._taught_without(kind, {place for row in own.tolist() for place in drawn[row].without})
            found[own] = _turned(asked[own], table) @ _turned(names, table).T
        return found

    def _taught_without(self, kind: str, places: set[int]) -> Float32Array:
        kept = np.ones(len(self.owner), dtype=bool)
        kept[[self.start[kind] + place for place in places]] = False
        _, concept = np.unique(self.owner[kept], return_inverse=True)
        return learn(np.concatenate(list(self.raw.values()))[kept], concept.tolist())


def _turned(raw: Float32Array, table: Float32Array) -> Float32Array:
    turned = raw @ table[:-1] - table[-1]
    unit: Float32Array = turned / np.linalg.norm(turned, axis=1, keepdims=True)
    return unit


def main() -> None:
    """Learn, print, write."""
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--semantic", action="store_true", help="with likeness of meaning (extra [semantic])")
    meaning = made.parse_args().semantic
    taxonomy = Taxonomy(load())
    linkers = {kind: taxonomy.linker(kind) for kind in KINDS}
    unseen = Unseen(linkers) if meaning else None
    rows = []
    for kind, linker in linkers.items():
        drawn = learning.samples(linker)
        if unseen is None:
            seen = learning.observe(linker, drawn)
        else:
            linker.model = linker.model.widened()
            seen = learning.observe(linker, drawn, unseen.nearness(kind, drawn))
        model = learning.fit(seen)
        found = judged(seen, drawn)
        print(f"\n{kind}: {len(linker.names)} names, {len(drawn)} texts")
        print("\n".join([*reliability(found), "", *by_kind(found, MATCH_AT)]), flush=True)
        for name, value in calibration.numbers(model).items():
            part, term = name.split(".")
            rows.append((kind, part, term, f"{value:.6f}"))
    table = calibration.TABLE_SEMANTIC if meaning else calibration.TABLE
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("kind", "part", "term", "value"))
        writer.writerows(rows)
    print(f"\n{len(rows)} numbers written to {table.name}")


if __name__ == "__main__":
    main()
