"""Titles nobody here wrote: ``python -m benchmarks.quality.titles``.

The preferred Italian titles of ESCO (sample tables) against the embedded vocabulary, judged by the ISCO group that
ESCO gives them: no right id is known, so an occupation of the same unit group counts as right, of the same two digits
as near. Titles of groups in which the vocabulary has no occupation can be matched wrongly only, at four digits.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from benchmarks.quality.report import Report, parser, tell
from benchmarks.quality.sets import Labelled, esco_occupations, samples
from matcher.taxonomy import Taxonomy, embedded

FIVE = 5


def rows(taxonomy: Taxonomy, asked: Sequence[Labelled]) -> list[dict[str, Any]]:
    """Titles of groups that the vocabulary has, and of those that it lacks."""
    texts = [each.preferred for each in asked]
    decided = taxonomy.match_texts("occupation", texts)
    listed = taxonomy.link("occupation", texts, FIVE)
    groups = {occupation.isco for occupation in taxonomy.occupations.values()}
    found = []
    for name, has in (("unit groups that the vocabulary has", True), ("unit groups that it lacks", False)):
        own = [place for place, each in enumerate(asked) if (each.isco in groups) is has]
        isco = [
            (asked[place].isco, taxonomy.occupations[concept].isco)
            for place in own
            if (concept := decided[place]) is not None
        ]
        among = sum(
            any(taxonomy.occupations[link.id].isco == asked[place].isco for link in listed[place]) for place in own
        )
        found.append(
            {
                "titles of": name,
                "titles": len(own),
                "matched": _share(len(isco), len(own)),
                "of these same group": _share(sum(a == b for a, b in isco), len(isco)),
                "of these same two digits": _share(sum(a[:2] == b[:2] for a, b in isco), len(isco)),
                f"group among {FIVE} listed": _share(among, len(own)),
            }
        )
    return found


def _share(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")


def main() -> None:
    """Ask, and print."""
    options = parser(__doc__).parse_args()
    found = rows(embedded(), list(esco_occupations(samples())))
    tell([Report("Preferred Italian titles of ESCO", found)], as_json=options.json)


if __name__ == "__main__":
    main()
