"""The embedded vocabulary: large enough, whole, and refused with every fault when it is not."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import pytest

from matcher.errors import TaxonomyError
from matcher.taxonomy import embedded
from matcher.taxonomy.normalise import stems
from matcher.taxonomy.store import COLUMNS, DATA, load
from models.vocabulary import DEMANDS


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the embedded tables that a test may spoil."""
    for name in COLUMNS:
        shutil.copy(DATA / name, tmp_path / name)
    return tmp_path


def test_the_embedded_vocabulary_is_large_enough_for_an_office() -> None:
    taxonomy = embedded()
    strings = {
        kind: sum(1 + len(concept.names) for concept in concepts.values())
        for kind, concepts in (("occupation", taxonomy.occupations), ("skill", taxonomy.skills))
    }
    assert (len(taxonomy.occupations), len({each.isco for each in taxonomy.occupations.values()})) == (619, 393)
    assert len(taxonomy.skills) == 1847
    assert strings == {"occupation": 5307, "skill": 11477}
    assert all(len(occupation.names) >= 4 for occupation in taxonomy.occupations.values())
    assert all(occupation.essential_skills for occupation in taxonomy.occupations.values())


@pytest.mark.parametrize("kind", ["occupation", "skill"])
def test_every_concept_is_reached_by_three_ways_of_saying_it(kind: str) -> None:
    """Ways that differ by more than gender, number and little words; the poorest are listed."""
    concepts = embedded().occupations if kind == "occupation" else embedded().skills
    ways = {each.id: len({stems(name) for name in (each.it, *each.names)}) for each in concepts.values()}
    poorest = sorted(ways, key=lambda concept: (ways[concept], concept))[:20]
    assert ways[poorest[0]] >= 3, [(concept, ways[concept]) for concept in poorest]


def test_usual_demands_of_common_occupations_are_corrected_by_hand() -> None:
    with (DATA / "demands_corrections.csv").open(encoding="utf-8") as file:
        corrected = {row["occupation"] for row in csv.DictReader(file) if row["reason"]}
    assert len(corrected) >= 150


def test_all_groups_of_isco_have_an_italian_title() -> None:
    counts = {digits: sum(len(code) == digits for code in embedded().isco) for digits in (1, 2, 3, 4)}
    assert counts == {1: 10, 2: 43, 3: 130, 4: 436}
    assert all(title and not title.isdigit() for title in embedded().isco.values())


def test_every_occupation_has_a_prior_for_every_demand() -> None:
    for occupation in embedded().occupations.values():
        assert set(occupation.demands_prior) == set(DEMANDS)
        assert all(0 <= level <= 4 for level in occupation.demands_prior.values())


def test_priors_tell_a_desk_from_a_warehouse() -> None:
    prior = {concept: embedded().occupations[concept].demands_prior for concept in ("contabile", "facchino")}
    assert prior["contabile"]["sitting"] > prior["facchino"]["sitting"]
    assert prior["contabile"]["numeracy"] > prior["facchino"]["numeracy"]
    assert prior["contabile"]["lifting"] < prior["facchino"]["lifting"]


def test_a_bare_code_has_the_prior_of_its_group_and_an_unknown_text_none() -> None:
    taxonomy = embedded()
    assert taxonomy.demands_prior("isco:8344") == taxonomy.demands_by_isco["8344"]
    assert taxonomy.demands_prior("carrellista")["sitting"] == 3
    assert taxonomy.demands_prior("text:mago") == {}


def test_skill_groups_are_narrow() -> None:
    groups: dict[str, int] = {}
    for skill in embedded().skills.values():
        groups[skill.group] = groups.get(skill.group, 0) + 1
    assert max(groups.values()) <= 10


def test_related_and_near_hold_in_both_directions() -> None:
    taxonomy = embedded()
    for occupation in taxonomy.occupations.values():
        assert all(occupation.id in taxonomy.occupations[other].related for other in occupation.related)
    for skill in taxonomy.skills.values():
        assert all(skill.id in taxonomy.skills[other].near for other in skill.near)


def test_version_is_the_content_and_nothing_else(copy: Path) -> None:
    before = load(copy).version
    assert re.fullmatch(r"[0-9a-f]{12}", before)
    assert before == load(DATA).version
    with (copy / "skills.csv").open("a", encoding="utf-8") as file:
        file.write("nuova,altro-gruppo,,competenza nuova,,\n")
    assert load(copy).version != before


def test_every_fault_is_reported_at_once_with_file_and_line(copy: Path) -> None:
    with (copy / "skills.csv").open("a", encoding="utf-8") as file:
        file.write("muletto,altro,,due volte,,assente\n")
    with (copy / "demands_corrections.csv").open("a", encoding="utf-8") as file:
        file.write("contabile,sitting,7,prova\n")
    with pytest.raises(TaxonomyError) as caught:
        load(copy)
    lines = str(caught.value).splitlines()
    assert len(lines) == 4
    assert any(line.startswith("skills.csv, line") and "'assente'" in line for line in lines)
    assert any(line.startswith("skills.csv, line") and "used once (first on line 2)" in line for line in lines)
    assert any(line.startswith("demands_corrections.csv, line") and "0 to 4" in line for line in lines)


def test_education_and_licences_are_read_and_checked(copy: Path) -> None:
    table = copy / "occupations.csv"
    headings, first, *others = table.read_text(encoding="utf-8").splitlines()
    base = first.rsplit(",", 2)[0] if first.endswith(",,") else ",".join(first.split(",")[:-2])
    concept = first.split(",")[0]

    def told(cells: str) -> str:
        table.write_text("\n".join([headings, f"{base},{cells}", *others]) + "\n", encoding="utf-8")
        try:
            found = load(copy).occupations[concept]
        except TaxonomyError as error:
            return str(error).splitlines()[0]
        return f"{found.education} {found.licences}"

    assert told(",") == "None ()"
    assert told("0,") == "0 ()"
    assert told("8,B;forklift") == "8 ('B', 'forklift')"
    assert "line 2: expected an education from 0 to 8" in told("9,")
    assert "line 2: expected an education from 0 to 8" in told("3.5,")
    assert "line 2: expected codes of licences" in told("3,patente B")


def test_a_missing_table_is_named(copy: Path) -> None:
    (copy / "isco.csv").unlink()
    with pytest.raises(TaxonomyError, match=r"isco\.csv is missing"):
        load(copy)
