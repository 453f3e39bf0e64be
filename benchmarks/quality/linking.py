"""Linking what people write: ``python -m benchmarks.quality.linking [--half dev|test] [--wrong]``.

The queries of this folder against the embedded vocabulary, beside plain ways of finding a concept by its names.
"Listed" is what the program proposes (top-1, top-5, MRR); "decided" is what it makes of a cell: an occupation from
the whole title, skills from the cell cut into pieces. A decision is right when nothing else is named beside what is
right. "Unheard" leaves out texts that are names of the vocabulary, or from which the chances were learnt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.quality.baselines import BASELINES, finder
from benchmarks.quality.measures import summary
from benchmarks.quality.report import Report, parser, tell
from benchmarks.quality.sets import HALVES, Query, queries
from matcher.taxonomy import Taxonomy, embedded, learning
from matcher.taxonomy.extraction import TEXT
from matcher.taxonomy.normalise import core
from matcher.taxonomy.texts import KINDS

LIMIT = 50  # concepts listed; a right one further down counts as missing
RIGHT, WRONG, UNMATCHED = "matched, right", "matched, wrong", "unmatched"
OWN = "volante"


@dataclass(frozen=True, slots=True)
class Answered:
    """A query, the concepts listed for it, the ids decided on."""

    query: Query
    listed: list[str]
    decided: tuple[str, ...]
    unheard: bool

    @property
    def outcome(self) -> str:
        """Right only when all that was decided on is right."""
        if not self.decided:
            return UNMATCHED
        return RIGHT if set(self.decided) <= self.query.expected else WRONG


def decided(taxonomy: Taxonomy, kind: str, texts: Sequence[str]) -> list[tuple[str, ...]]:
    """The ids that the program makes of each cell; what it leaves as words is no id."""
    if kind == "skill":
        found: Sequence[tuple[str, ...]] = taxonomy.extract_skills_many(texts)
    else:
        found = [(each,) for each in taxonomy.occupations_of(texts)]
    return [tuple(each for each in ids if not each.startswith(TEXT)) for ids in found]


def answers(taxonomy: Taxonomy, asked: Sequence[Query]) -> list[Answered]:
    """What the program lists and decides for each query."""
    found = []
    learnt = {core(text) for text in learning._NOTHING}
    for kind in KINDS:
        own = [query for query in asked if query.kind == kind]
        texts = [query.text for query in own]
        listed = taxonomy.link(kind, texts, LIMIT)
        for query, links, ids in zip(own, listed, decided(taxonomy, kind, texts), strict=True):
            heard = bool(links and links[0].named) or core(query.text) in learnt
            found.append(Answered(query, [link.id for link in links], ids, not heard))
    return found


def plain_lists(taxonomy: Taxonomy, method: str, kind: str, texts: Sequence[str]) -> list[list[str]]:
    """The concepts that a baseline lists for each text."""
    known = taxonomy.skills if kind == "skill" else taxonomy.occupations
    concepts = [(each.id, (each.it, *each.names)) for each in known.values()]
    return finder(concepts, BASELINES[method])(texts, LIMIT)


def outcomes(own: Sequence[Answered]) -> dict[str, int]:
    """How many decisions were right, wrong, and none."""
    told = [each.outcome for each in own]
    return {outcome: told.count(outcome) for outcome in (RIGHT, WRONG, UNMATCHED)}


def listed_rows(taxonomy: Taxonomy, found: Sequence[Answered], halves: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Top-1, top-5 and MRR by kind, half and method."""
    for kind in KINDS:
        for half in halves:
            for unheard in (False, True):
                own = [
                    each
                    for each in found
                    if each.query.kind == kind and each.query.half == half and each.query.expected
                    if each.unheard or not unheard
                ]
                texts, right = [each.query.text for each in own], [each.query.expected for each in own]
                head = {"kind": kind, "half": half, "texts that count": "unheard" if unheard else "all"}
                yield head | {"method": OWN} | summary([each.listed for each in own], right)
                for method in BASELINES:
                    lists = plain_lists(taxonomy, method, kind, texts) if texts else []
                    yield head | {"method": method} | summary(lists, right)


def decided_rows(found: Sequence[Answered], halves: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Right, wrong and no decisions by sort of text and half."""
    for sort in sorted({each.query.sort for each in found}):
        for half in halves:
            own = [each for each in found if each.query.sort == sort and each.query.half == half]
            unheard = [each for each in own if each.unheard]
            if own:
                yield {"texts": sort, "half": half, "number": len(own)} | outcomes(own)
                yield {"texts": f"{sort}, unheard", "half": half, "number": len(unheard)} | outcomes(unheard)


def wrong_lines(found: Sequence[Answered]) -> list[str]:
    """Every decision that is not right, for reading; of nothing that was left unmatched there is nothing to say."""
    return [
        f"{each.query.kind}, {each.outcome}: {each.query.text!r} -> {', '.join(each.decided) or '-'}"
        f" (right: {', '.join(sorted(each.query.expected)) or '-'}; listed first: {', '.join(each.listed[:3]) or '-'})"
        for each in found
        if each.outcome == WRONG or (each.outcome == UNMATCHED and each.query.expected)
    ]


def reports(taxonomy: Taxonomy, asked: Sequence[Query], halves: Sequence[str], *, wrong: bool) -> list[Report]:
    """The tables of this driver."""
    found = answers(taxonomy, asked)
    told = [
        Report("Listed", list(listed_rows(taxonomy, found, halves))),
        Report("Decided", list(decided_rows(found, halves)), [f"taxonomy {taxonomy.version}"]),
    ]
    if wrong:
        told[-1].notes += wrong_lines([each for each in found if each.query.half in halves])
    return told


def main() -> None:
    """Ask, and print."""
    made = parser(__doc__)
    made.add_argument("--half", choices=HALVES, help="one half only (look at dev; test is for the figures)")
    made.add_argument("--wrong", action="store_true", help="name what was decided wrongly or not at all")
    options = made.parse_args()
    halves = [options.half] if options.half else list(HALVES)
    tell(reports(embedded(), queries(), halves, wrong=options.wrong), as_json=options.json)


if __name__ == "__main__":
    main()
