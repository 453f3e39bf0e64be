"""Learn the weights and chances of linking again: ``python -m benchmarks.quality.calibrate``.

Run it after every change of the vocabulary; it rewrites matcher/taxonomy/data/calibration.csv and prints how well
chances agree with what was right, each fifth of the texts judged by what the other four taught.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence

import numpy as np

from matcher.taxonomy import calibration, learning
from matcher.taxonomy.learning import Observed, Sample
from matcher.taxonomy.lookup import Taxonomy
from matcher.taxonomy.store import load
from matcher.taxonomy.texts import KINDS

FOLDS = 5
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


def main() -> None:
    """Learn, print, write."""
    from matcher.taxonomy.linking import MATCH_AT

    taxonomy = Taxonomy(load())
    rows = []
    for kind in KINDS:
        linker = taxonomy._linker(kind)
        drawn = learning.samples(linker)
        seen = learning.observe(linker, drawn)
        model = learning.fit(seen)
        found = judged(seen, drawn)
        print(f"\n{kind}: {len(linker.names)} names, {len(drawn)} texts")
        print("\n".join([*reliability(found), "", *by_kind(found, MATCH_AT)]))
        for name, value in calibration.numbers(model).items():
            part, term = name.split(".")
            rows.append((kind, part, term, f"{value:.6f}"))
    with calibration.TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("kind", "part", "term", "value"))
        writer.writerows(rows)
    print(f"\n{len(rows)} numbers written to {calibration.TABLE.name}")


if __name__ == "__main__":
    main()
