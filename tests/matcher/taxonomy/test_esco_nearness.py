"""What an import says about nearness: each level on a bundle whose answers are known, tables equal to pairs."""

from __future__ import annotations

from datetime import date

import pytest
from esco_bundles import bundle, occupation, skill, write_folder

from matcher.taxonomy import Taxonomy, open_taxonomy
from matcher.taxonomy import nearness as levels
from matcher.taxonomy.esco_bundle import Bundle, Concept
from matcher.taxonomy.esco_import import import_taxonomy
from matcher.taxonomy.esco_relations import NARROW, derive


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Taxonomy:
    base = tmp_path_factory.mktemp("bundle")
    import_taxonomy(base / "taxonomy", [write_folder(base / "csv", bundle())], on=date(2026, 11, 16))
    return open_taxonomy(base / "taxonomy")


@pytest.mark.parametrize(
    ("had", "asked", "credit", "words"),
    [
        ("automatic", "palletise", levels.IMPLIED, "chi ha «load pallets automatically» ha anche «load pallets»"),
        ("palletise", "automatic", levels.NEAR, "vicina a «load pallets»"),
        ("dive", "safety", levels.IMPLIED, "chi ha «dive for pearls» ha anche «follow safety rules»"),
        ("safety", "dive", levels.NEAR, "vicina a «follow safety rules»"),
        ("pack", "safety", levels.NEAR, "vicina a «pack goods»"),
        ("pack", "label", levels.SAME_GROUP, "stesso gruppo «packing» di «pack goods»"),
        ("pack", "lonely", levels.NOTHING, "nessuna competenza vicina"),
    ],
)
def test_skills(imported: Taxonomy, had: str, asked: str, credit: int, words: str) -> None:
    assert imported.skill_credit(skill(had), skill(asked)) == credit
    assert imported.explain_nearness("skill", skill(had), skill(asked)) == words


@pytest.mark.parametrize(
    ("had", "asked", "credit", "words"),
    [
        ("packer", "stacker", levels.RELATED, "occupazione affine a «imballatore/imballatrice»; hanno in comune 1 "),
        ("packer", "clerk", levels.TRANSFERABLE, "hanno in comune 3 competenze su 4: «label packages», «pack goods»"),
        ("clerk", "packer", levels.TRANSFERABLE, "hanno in comune 3 competenze su 3: «label packages», «pack goods»"),
        ("packer", "diver", levels.NOTHING, "occupazioni lontane"),
    ],
)
def test_occupations(imported: Taxonomy, had: str, asked: str, credit: int, words: str) -> None:
    assert imported.occupation_nearness(occupation(had), occupation(asked)) == credit
    assert imported.explain_nearness("occupation", occupation(had), occupation(asked)).startswith(words)


def test_tables_equal_pairs(imported: Taxonomy) -> None:
    extra = ["isco:4321", "isco:9321", "isco:9", "text:mago", "text:", "http://x", "text:mago"]
    ids = [*imported.occupations, *extra]
    expected = [[imported.occupation_nearness(a, b) for b in ids] for a in ids]
    assert imported.occupation_nearness_matrix(ids, ids).tolist() == expected
    ids = [*imported.skills, *extra]
    expected = [[imported.skill_credit(a, b) for b in ids] for a in ids]
    assert imported.skill_credit_matrix(ids, ids).tolist() == expected


def _in_one_group(count: int) -> Bundle:
    """Skills of one group; the first two are asked for by the same two occupations."""
    names = [skill(f"{number:03}") for number in range(count)]
    jobs = [occupation("a"), occupation("b")]
    found = Bundle(concepts={name: Concept(name, "skill", labels={"en": [name]}) for name in names})
    found.concepts |= {job: Concept(job, "occupation", isco="9321", labels={"en": [job]}) for job in jobs}
    found.broader = {name: ["group"] for name in names}
    found.asks = [(job, name, False) for job in jobs for name in names[:2]]
    return found


def test_a_narrow_group_makes_its_skills_alike_and_a_wide_one_only_those_that_the_same_jobs_ask_for() -> None:
    narrow, wide = derive(_in_one_group(NARROW)), derive(_in_one_group(NARROW + 1))
    first, second, third = (skill(f"{number:03}") for number in range(3))
    assert narrow.group[first] == narrow.group[third] == "group"
    assert not any(narrow.akin.values())
    assert set(wide.group.values()) == {""}
    assert wide.akin[first] == (second,)
    assert wide.akin[third] == ()


def test_a_wide_skill_is_implied_by_its_narrower_ones_but_near_to_none() -> None:
    """Who has one of thirty kinds of leading leads; who leads has none of the thirty in particular."""
    bundle_ = _in_one_group(NARROW + 3)
    parent = skill("000")
    bundle_.broader = {name: [parent] for name in [each.uri for each in bundle_.of("skill")] if name != parent}
    found = derive(bundle_)
    assert all(found.implies[name] == (parent,) for name in bundle_.broader)
    assert found.near[parent] == ()
