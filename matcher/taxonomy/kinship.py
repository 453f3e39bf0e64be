"""Likeness found in the tables themselves: occupations that share skills, skills that the same occupations ask for.

Whole numbers throughout, so that no float decides who is kin. The relations are worked out once, when a vocabulary is
read or imported, and kept with the concepts; :mod:`matcher.taxonomy.nearness` gives them their credit.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

MILLION = 1_000_000
# Two occupations of different groups: at least two essential skills in common, and three tenths of all, rare first.
SHARED_SKILLS = 2
SHARED_AT = 300_000
# From three equal digits of ISCO-08 on, the digits already say more.
DIGITS_SAY_MORE = 3
# Two skills of one wide group: at least two occupations ask for both, a quarter of those that ask for either.
SHARED_OCCUPATIONS = 2
ASKED_AT = 250_000
MOST_OCCUPATIONS = 32
MOST_SKILLS = 16

Kin = dict[str, tuple[str, ...]]


def transferable(essential: Mapping[str, Sequence[str]], isco: Mapping[str, str]) -> Kin:
    """Occupations that share essential skills although the classification keeps them apart.

    Parameters
    ----------
    essential : mapping of str to skill ids
        Essential skills of each occupation.
    isco : mapping of str to str
        The four digits of each occupation; pairs that share three or more are left to the digits.

    Returns
    -------
    dict of str to tuple of str
        For each occupation its kin, symmetric, at most ``MOST_OCCUPATIONS``, in the order of ``essential``.

    Notes
    -----
    The share is that of weights: those of the common skills over those of all skills of either, where the weight
    of a skill is the logarithm of how few occupations need it. A pair stands where each is among the other's best.
    """
    weight = _rarity(essential)
    whole = {concept: sum(weight[skill] for skill in set(skills)) for concept, skills in essential.items()}
    common: Counter[tuple[str, str]] = Counter()
    number: Counter[tuple[str, str]] = Counter()
    for skill, owners in _owners(essential).items():
        for pair in combinations(owners, 2):
            common[pair] += weight[skill]
            number[pair] += 1
    shares = {}
    for (a, b), shared in common.items():
        if number[a, b] >= SHARED_SKILLS and isco[a][:DIGITS_SAY_MORE] != isco[b][:DIGITS_SAY_MORE]:
            either = whole[a] + whole[b] - shared
            share = shared * MILLION // either if either else 0
            if share >= SHARED_AT:
                shares[a, b] = share
    return _mutual(list(essential), shares, MOST_OCCUPATIONS)


def akin(groups: Mapping[str, str], asked_by: Mapping[str, Sequence[str]]) -> Kin:
    """Skills of the same wide group that the same occupations ask for.

    Parameters
    ----------
    groups : mapping of str to str
        The wide group of each skill.
    asked_by : mapping of str to occupation ids
        Who asks for each skill, as essential or as useful; a skill that nobody asks for may be absent.

    Returns
    -------
    dict of str to tuple of str
        For each skill its kin, symmetric, at most ``MOST_SKILLS``, in the order of ``groups``.
    """
    askers = {skill: set(asked_by.get(skill, ())) for skill in groups}
    asked: dict[tuple[str, str], list[str]] = {}
    for skill, group in groups.items():
        for occupation in askers[skill]:
            asked.setdefault((group, occupation), []).append(skill)
    number: Counter[tuple[str, str]] = Counter()
    for together in asked.values():
        number.update(combinations(together, 2))
    shares = {}
    for (a, b), count in number.items():
        share = count * MILLION // (len(askers[a]) + len(askers[b]) - count)
        if count >= SHARED_OCCUPATIONS and share >= ASKED_AT:
            shares[a, b] = share
    return _mutual(list(groups), shares, MOST_SKILLS)


def _owners(essential: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Who needs each skill, in the order of the occupations, each once."""
    owners: dict[str, list[str]] = {}
    for concept, skills in essential.items():
        for skill in dict.fromkeys(skills):
            owners.setdefault(skill, []).append(concept)
    return owners


def _rarity(essential: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Logarithm of how few occupations need each skill, millionths."""
    return {
        skill: round(math.log(len(essential) / len(owners)) * MILLION) for skill, owners in _owners(essential).items()
    }


def _mutual(order: Sequence[str], shares: Mapping[tuple[str, str], int], most: int) -> Kin:
    """The pairs where each is among the other's best ``most``; a tie goes to the earlier."""
    position = {concept: index for index, concept in enumerate(order)}
    ranked: dict[str, list[tuple[int, int, str]]] = {concept: [] for concept in order}
    for (a, b), share in shares.items():
        ranked[a].append((-share, position[b], b))
        ranked[b].append((-share, position[a], a))
    best = {concept: {other for *_, other in sorted(others)[:most]} for concept, others in ranked.items()}
    return {
        concept: tuple(sorted((other for other in best[concept] if concept in best[other]), key=position.__getitem__))
        for concept in order
    }
