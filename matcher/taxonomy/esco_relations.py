"""What an imported bundle says about nearness: its hierarchies, its stated relations, the skills that jobs share.

A narrow part of the hierarchy makes its members alike; a wide one ("directing operational activities", 120 skills)
says little about any two of them. Worked out once, at the import.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matcher.taxonomy.esco_bundle import Bundle
from matcher.taxonomy.kinship import Kin, akin, transferable

NARROW = 20  # members of a group, narrower skills of a skill

Pairs = set[tuple[str, str]]


@dataclass(frozen=True)
class Relations:
    """Relations of the concepts in use, addresses in all places; lists in the order of their addresses.

    ``group`` is the narrowest part of the hierarchy that a skill stands in, empty where even that is wide.
    ``implies`` holds for each skill those that it brings along; ``near``, ``akin``, ``related`` and ``transferable``
    are symmetric.
    """

    group: dict[str, str]
    near: Kin
    implies: Kin
    akin: Kin
    essential: Kin
    optional: Kin
    related: Kin
    transferable: Kin


def derive(bundle: Bundle) -> Relations:
    """The relations of everything in use.

    Parameters
    ----------
    bundle : Bundle
        As read; concepts out of use are left aside.
    """
    skills = [concept.uri for concept in bundle.of("skill") if concept.in_use]
    occupations = {concept.uri: concept.isco for concept in bundle.of("occupation") if concept.in_use}
    known = set(skills)
    broader = {skill: sorted(bundle.broader.get(skill, ())) for skill in skills}
    sizes = Counter(each for places in broader.values() for each in places)
    narrowest = {
        skill: min(places, key=lambda each: (sizes[each], each), default="") for skill, places in broader.items()
    }
    group = {skill: each if sizes[each] <= NARROW else "" for skill, each in narrowest.items()}
    implied, near = _stated(bundle, broader, known, sizes)
    asked = {(o, s): essential for o, s, essential in sorted(bundle.asks) if o in occupations and s in known}
    essential = _by_first(occupations, {pair for pair, needed in asked.items() if needed})
    askers: dict[str, list[str]] = {}
    for occupation, skill in asked:
        askers.setdefault(skill, []).append(occupation)
    wide = {skill: each for skill, each in narrowest.items() if each and not group[skill]}
    kin = akin(wide, askers)
    return Relations(
        group=group,
        near=_by_first(skills, near),
        implies=_by_first(skills, implied),
        akin={skill: kin.get(skill, ()) for skill in skills},
        essential=essential,
        optional=_by_first(occupations, {pair for pair, needed in asked.items() if not needed}),
        related=_by_first(occupations, _specialisations(bundle, occupations)),
        transferable=transferable(essential, occupations),
    )


def _stated(
    bundle: Bundle, broader: Mapping[str, list[str]], known: set[str], sizes: Mapping[str, int]
) -> tuple[Pairs, Pairs]:
    """Who has the narrower skill has the broader, who has a skill has what is essential to it; the rest is near."""
    implied: Pairs = set()
    near: Pairs = set()
    for skill, places in broader.items():
        for place in places:
            if place in known and place != skill:
                implied.add((skill, place))
                if sizes[place] <= NARROW:
                    near |= {(skill, place), (place, skill)}
    for one, other, essential in bundle.skill_links:
        if one in known and other in known and one != other:
            near |= {(one, other), (other, one)}
            if essential:
                implied.add((one, other))
    return implied, near


def _specialisations(bundle: Bundle, occupations: Mapping[str, str]) -> Pairs:
    """An occupation and the broader one that it specialises."""
    found: Pairs = set()
    for occupation in occupations:
        for place in bundle.broader.get(occupation, ()):
            if place in occupations and place != occupation:
                found |= {(occupation, place), (place, occupation)}
    return found


def _by_first(order: Iterable[str], pairs: Pairs) -> Kin:
    others: dict[str, list[str]] = {concept: [] for concept in order}
    for one, other in sorted(pairs):
        others[one].append(other)
    return {concept: tuple(each) for concept, each in others.items()}
