"""Chance against truth: ``python -m benchmarks.quality.reliability``.

The chance of the first concept listed for each query of this folder, in ten bins, against how often it is right;
Brier score and expected calibration error. A text that means nothing has no right concept: its chance should be low.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from benchmarks.quality.measures import bins, brier, expected_calibration_error
from benchmarks.quality.report import Report, parser, tell
from benchmarks.quality.sets import HALVES, Query, queries
from matcher.taxonomy import Taxonomy, embedded
from matcher.taxonomy.texts import KINDS

Told = tuple[str, float, bool]  # half, chance, right


def told(taxonomy: Taxonomy, asked: Sequence[Query]) -> list[Told]:
    """The chance of the first concept listed, 0 where there is none, and whether it is right to be sure of it."""
    found = []
    for kind in KINDS:
        own = [query for query in asked if query.kind == kind]
        for query, links in zip(own, taxonomy.link(kind, [query.text for query in own], 1), strict=True):
            chance, right = (links[0].chance, links[0].id in query.expected) if links else (0.0, False)
            found.append((query.half, chance, right))
    return found


def rows(found: Sequence[Told]) -> list[dict[str, Any]]:
    """The bins that hold anything."""
    each = bins([chance for _, chance, _ in found], [right for _, _, right in found])
    return [
        {"chance": f"{one.low:.1f}–{one.low + 0.1:.1f}", "texts": one.count, "mean chance": one.told, "right": one.was}
        for one in each
    ]


def sums(found: Sequence[Told], halves: Sequence[str] = HALVES) -> list[dict[str, Any]]:
    """Brier score and expected calibration error of each half and of both."""
    lines = []
    for name, wanted in (*((half, {half}) for half in halves), ("both", set(halves))):
        own = [each for each in found if each[0] in wanted]
        if own:
            chances, right = [each[1] for each in own], [each[2] for each in own]
            error = expected_calibration_error(bins(chances, right))
            lines.append({"half": name, "texts": len(own), "Brier": brier(chances, right), "ECE": error})
    return lines


def main() -> None:
    """Ask, and print."""
    options = parser(__doc__).parse_args()
    found = told(embedded(), queries())
    tell([Report("Both halves, by chance", rows(found)), Report("Sums", sums(found))], as_json=options.json)


if __name__ == "__main__":
    main()
