"""Alternative labels held out of the ESCO index: ``python -m benchmarks.quality.held_out [--texts 1500]``.

Of each Italian occupation of ESCO (sample tables) one label, drawn by digest, is taken out of the index together
with its other genders and numbers, and must be found through the labels that remain. "hard": it shares no
gender-neutral stem with them; "near": it shares some. The preferred label always stays. Weights and chances are once
those of the embedded vocabulary, once learnt from the labels that remain, as an import learns them.
"""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.quality.baselines import BASELINES, finder
from benchmarks.quality.measures import summary
from benchmarks.quality.report import Report, parser, tell
from benchmarks.quality.sets import Labelled, esco_occupations, samples
from matcher.taxonomy import calibration, learning
from matcher.taxonomy.linking import MATCH_AT, Link, Linker
from matcher.taxonomy.normalise import stems

LIMIT = 50
EMBEDDED, LEARNT = "volante, embedded weights", "volante, learnt weights"
_SAMPLE = 600  # names that an import learns from
Drawn = tuple[str, str, bool]  # text, right id, hard


@dataclass(frozen=True, slots=True)
class HeldOut:
    """What is left to be indexed, and what is asked."""

    concepts: list[tuple[str, str, tuple[str, ...]]]
    asked: list[Drawn]


def hold_out(occupations: Iterable[Labelled], texts: int | None = None) -> HeldOut:
    """Take one label out of each occupation that has another one to be found by; the first ``texts`` by digest."""
    concepts, asked = [], []
    for each in occupations:
        stemmed = {label: stems(label) for label in each.labels}
        own = stemmed[each.preferred]
        free = sorted((label for label in each.labels if stemmed[label] != own), key=_draw)
        kept = tuple(label for label in each.labels if not free or stemmed[label] != stemmed[free[0]])
        concepts.append((each.id, each.preferred, kept))
        if free:
            words = {stem for label in kept for stem in stemmed[label].split()}
            asked.append((free[0], each.id, words.isdisjoint(stemmed[free[0]].split())))
    asked.sort(key=lambda one: _draw(one[0]))
    asked = _unmistaken(asked, {stems(preferred) for _, preferred, _ in concepts})[:texts]
    return HeldOut(_left_in(concepts, asked), asked)


def _left_in(
    concepts: Sequence[tuple[str, str, tuple[str, ...]]], asked: Sequence[Drawn]
) -> list[tuple[str, str, tuple[str, ...]]]:
    """The concepts without any name that is asked: what several are called is nobody's while it is asked."""
    gone = {stems(text) for text, _, _ in asked}
    return [
        (concept, preferred, tuple(name for name in names if name == preferred or stems(name) not in gone))
        for concept, preferred, names in concepts
    ]


def _unmistaken(asked: Sequence[Drawn], preferred: Collection[str]) -> list[Drawn]:
    """Texts that mean one occupation alone: asked once, and no other's preferred label."""
    often = Counter(stems(text) for text, _, _ in asked)
    return [each for each in asked if often[stems(each[0])] == 1 and stems(each[0]) not in preferred]


def rows(held: HeldOut, methods: dict[str, Callable[[Sequence[str], int], list[list[str]]]]) -> list[dict[str, Any]]:
    """Top-1, top-5, MRR of each method on all labels, near ones and hard ones."""
    texts = [text for text, _, _ in held.asked]
    found = []
    for name, ask in methods.items():
        started = time.perf_counter()
        lists = ask(texts, LIMIT)
        seconds = time.perf_counter() - started
        for sort, wanted in (("all", (False, True)), ("near", (False,)), ("hard", (True,))):
            own = [place for place, (_, _, hard) in enumerate(held.asked) if hard in wanted]
            right = [{held.asked[place][1]} for place in own]
            measured = summary([lists[place] for place in own], right)
            found.append({"labels": sort, "method": name} | measured | {"s": round(seconds, 1)})
    return found


def matched(links: Sequence[Sequence[Link]], asked: Sequence[Drawn]) -> list[dict[str, Any]]:
    """Shares of labels matched rightly, wrongly and not, at the program's own chance."""
    found = []
    for sort, wanted in (("near", False), ("hard", True)):
        own = [
            (row[0] if row else None, right)
            for row, (_, right, hard) in zip(links, asked, strict=True)
            if hard is wanted
        ]
        if own:
            good = sum(link is not None and link.chance >= MATCH_AT and link.id == right for link, right in own)
            bad = sum(link is not None and link.chance >= MATCH_AT and link.id != right for link, right in own)
            shares = (good / len(own), bad / len(own), 1.0 - (good + bad) / len(own))
            names = ("matched, right", "matched, wrong", "unmatched")
            found.append({"labels": sort, "texts": len(own)} | dict(zip(names, shares, strict=True)))
    return found


def reports(held: HeldOut, baselines: Sequence[str]) -> list[Report]:
    """The tables of this driver."""
    known = Linker(held.concepts, calibration.shipped("occupation"))
    learnt = Linker(held.concepts, known.model, fitted=known.fitted)
    learnt.model = learning.learn(learnt, _SAMPLE)
    texts = [text for text, _, _ in held.asked]
    plain = [(concept, names) for concept, _, names in held.concepts]
    methods = {EMBEDDED: _ids(known), LEARNT: _ids(learnt)}
    methods |= {name: finder(plain, BASELINES[name]) for name in baselines}
    names = sum(len(each) for _, _, each in held.concepts)
    return [
        Report(
            f"{len(held.asked)} labels held out of {len(held.concepts)} occupations, {names} names left",
            rows(held, methods),
        ),
        *(
            Report(f"Decided: {name}", matched(linker.link(texts, 1), held.asked))
            for name, linker in ((EMBEDDED, known), (LEARNT, learnt))
        ),
    ]


def _ids(linker: Linker) -> Callable[[Sequence[str], int], list[list[str]]]:
    return lambda texts, limit: [[link.id for link in row] for row in linker.link(texts, limit)]


def _draw(label: str) -> bytes:
    return hashlib.sha256(f"held out {label}".encode()).digest()


def main() -> None:
    """Hold out, ask, print."""
    made = parser(__doc__)
    made.add_argument("--texts", type=int, help="only so many labels, drawn by digest (default: all)")
    options = made.parse_args()
    held = hold_out(esco_occupations(samples()), options.texts)
    tell(reports(held, list(BASELINES)), as_json=options.json)


if __name__ == "__main__":
    main()
