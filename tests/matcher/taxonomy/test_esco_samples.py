"""The official bundle itself, from the sample tables."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from matcher.taxonomy import Taxonomy, open_taxonomy
from matcher.taxonomy import nearness as levels
from matcher.taxonomy.esco_import import import_taxonomy

ESCO = "http://data.europa.eu/esco"
HAIRDRESSER = f"{ESCO}/occupation/099c6bb0-22d3-4c5d-8bf5-70910af381ef"
NEIGHBOURS = 64


@pytest.fixture(scope="module")
def folder(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("taxonomy")
    names = ("esco_v1.1.1_classification_en.zip", "esco_v1.1.1_relations.zip", "occupations_it.csv")
    report = import_taxonomy(place, [samples / "esco" / name for name in names], on=date(2026, 11, 16))
    assert report["labels"]["occupation"] == {"it": 2939, "en": 68}
    return place


@pytest.fixture(scope="module")
def esco(folder: Path) -> Taxonomy:
    return open_taxonomy(folder)


def test_everything_is_there(esco: Taxonomy) -> None:
    assert len(esco.occupations) == 3007
    assert len(esco.skills) == 13_896
    assert {digits: sum(len(code) == digits for code in esco.isco) for digits in (1, 2, 3, 4)} == {
        1: 10,
        2: 43,
        3: 130,
        4: 436,
    }
    # 123,855 rows, of which 67 name one of two occupations that the bundle does not have.
    linked = sum(len(each.essential_skills) + len(each.optional_skills) for each in esco.occupations.values())
    assert linked == 123_788
    assert all(esco.demands_prior(concept) for concept in esco.occupations)


def test_labels_codes_and_words(esco: Taxonomy) -> None:
    assert esco.label("occupation", HAIRDRESSER) == "parrucchiere/parrucchiera"
    assert esco.occupation_of(HAIRDRESSER) == HAIRDRESSER
    assert esco.occupation_of("5141.1") in esco.occupations
    assert esco.occupations[esco.occupation_of("5141.1")].isco == "5141"
    forklift = f"{ESCO}/skill/28cb374e-6261-4133-8371-f9a5470145da"
    assert {"muletto", "operate forklift"} <= set(esco.skills[forklift].names)


def test_tables_are_sparse_and_equal_pairs(esco: Taxonomy) -> None:
    draw = random.Random(4)
    skills = draw.sample(sorted(esco.skills), 60)
    kin = [other for each in skills for other in (*esco.skills[each].near, *esco.skills[each].akin)]
    columns = [*draw.sample(sorted(esco.skills), 200), *kin]
    expected = [[esco.skill_credit(a, b) for b in columns] for a in skills]
    assert esco.skill_credit_matrix(skills, columns).tolist() == expected
    assert len({credit for row in expected for credit in row} - {0}) >= 3
    jobs = draw.sample(sorted(esco.occupations), 60)
    kin = [other for each in jobs for other in (*esco.occupations[each].related, *esco.occupations[each].transferable)]
    columns = [*draw.sample(sorted(esco.occupations), 200), *kin, "isco:4321", "isco:9412"]
    expected = [[esco.occupation_nearness(a, b) for b in columns] for a in jobs]
    assert esco.occupation_nearness_matrix(jobs, columns).tolist() == expected
    assert levels.TRANSFERABLE in {credit for row in expected for credit in row}


def test_neighbours_of_a_skill_are_few(esco: Taxonomy) -> None:
    groups: dict[str, set[str]] = {}
    for skill in esco.skills.values():
        groups.setdefault(skill.group, set()).add(skill.id)
    for skill in esco.skills.values():
        mates = groups[skill.group] if skill.group else set()
        assert len(mates | {*skill.near, *skill.implies, *skill.akin}) <= NEIGHBOURS
