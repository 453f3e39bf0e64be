"""Likeness found in the tables: the fast way and the definition, written out pair by pair."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.taxonomy import embedded, kinship

MILLION = 1_000_000
SKILLS = [f"s{number}" for number in range(7)]
CODES = ("4321", "4322", "4311", "9321", "8344")

essentials = st.dictionaries(
    st.sampled_from([f"o{number}" for number in range(8)]), st.lists(st.sampled_from(SKILLS), max_size=6), max_size=8
)


def slow_transferable(essential: Mapping[str, Sequence[str]], isco: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The definition: weights of what is common over weights of what either needs, each among the other's best."""
    need = {concept: set(skills) for concept, skills in essential.items()}
    owners = {skill: sum(skill in each for each in need.values()) for skill in SKILLS}
    weight = {s: round(math.log(len(need) / n) * MILLION) for s, n in owners.items() if n}

    def share(a: str, b: str) -> int:
        either = sum(weight[s] for s in need[a] | need[b])
        return sum(weight[s] for s in need[a] & need[b]) * MILLION // either if either else 0

    def fits(a: str, b: str) -> bool:
        return len(need[a] & need[b]) >= 2 and isco[a][:3] != isco[b][:3] and share(a, b) >= kinship.SHARED_AT

    order = list(essential)
    best = {
        a: sorted((b for b in order if b != a and fits(a, b)), key=lambda b: (-share(a, b), order.index(b)))[
            : kinship.MOST_OCCUPATIONS
        ]
        for a in order
    }
    return {a: tuple(b for b in order if b in best[a] and a in best[b]) for a in order}


def slow_akin(groups: Mapping[str, str], asked_by: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """The definition: of those that ask for either, the share that asks for both."""
    asked = {skill: set(asked_by.get(skill, ())) for skill in groups}

    def share(a: str, b: str) -> int:
        both = asked[a] & asked[b]
        return len(both) * MILLION // len(asked[a] | asked[b]) if len(both) >= 2 and groups[a] == groups[b] else 0

    order = list(groups)
    best = {
        a: sorted(
            (b for b in order if b != a and share(a, b) >= kinship.ASKED_AT),
            key=lambda b: (-share(a, b), order.index(b)),
        )[: kinship.MOST_SKILLS]
        for a in order
    }
    return {a: tuple(b for b in order if b in best[a] and a in best[b]) for a in order}


@given(essential=essentials, codes=st.lists(st.sampled_from(CODES), min_size=8, max_size=8))
def test_transferable_is_its_definition(essential: dict[str, list[str]], codes: list[str]) -> None:
    isco = dict(zip(essential, codes, strict=False))
    assert kinship.transferable(essential, isco) == slow_transferable(essential, isco)


@given(
    groups=st.dictionaries(st.sampled_from(SKILLS), st.sampled_from(("", "a", "b"))),
    asked_by=st.dictionaries(st.sampled_from(SKILLS), st.lists(st.sampled_from(list("uvwxyz")), max_size=5)),
)
def test_akin_is_its_definition(groups: dict[str, str], asked_by: dict[str, list[str]]) -> None:
    asked_by = {skill: sorted(set(askers)) for skill, askers in asked_by.items()}
    assert kinship.akin(groups, asked_by) == slow_akin(groups, asked_by)


@pytest.mark.parametrize("most", [1, 2])
def test_only_the_best_of_both_stand_and_a_tie_goes_to_the_earlier(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(kinship, "MOST_OCCUPATIONS", most)
    essential = {name: ["s0", "s1", "s2"] for name in ("a", "b", "c")} | {"far": ["s3"]}
    isco = dict(zip(essential, CODES, strict=False))
    isco["b"] = "9321"
    isco["c"] = "8344"
    expected = {1: {"a": ("b",), "b": ("a",), "c": ()}, 2: {"a": ("b", "c"), "b": ("a", "c"), "c": ("a", "b")}}
    assert kinship.transferable(essential, isco) == expected[most] | {"far": ()}


def test_kin_of_the_embedded_vocabulary_need_the_same_and_stand_in_other_groups() -> None:
    occupations = embedded().occupations
    kin = [(a, occupations[b]) for a in occupations.values() for b in a.transferable]
    for one, other in kin:
        assert len(set(one.essential_skills) & set(other.essential_skills)) >= 2
        assert one.isco[:3] != other.isco[:3]
        assert one.id in other.transferable
    everyone = permutations(occupations.values(), 2)
    alike = {
        (a.id, b.id)
        for a, b in everyone
        if set(a.essential_skills) == set(b.essential_skills)
        and len(a.essential_skills) >= 2
        and a.isco[:3] != b.isco[:3]
    }
    assert alike <= {(one.id, other.id) for one, other in kin}
