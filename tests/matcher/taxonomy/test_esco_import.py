"""The official bundle in place of the embedded vocabulary: what an import holds, whatever way it came."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from esco_bundles import ESCO, FORKLIFT, bundle, occupation, skill, text, write_folder, write_zip

from matcher.errors import TaxonomyError
from matcher.taxonomy import Taxonomy, embedded, open_taxonomy
from matcher.taxonomy.esco_bundle import read_bundle
from matcher.taxonomy.esco_import import import_taxonomy, status
from matcher.taxonomy.esco_tables import remove_import
from models.vocabulary import DEMANDS

DAY = date(2026, 11, 16)


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Taxonomy:
    base = tmp_path_factory.mktemp("bundle")
    import_taxonomy(base / "taxonomy", [write_folder(base / "csv", bundle())], on=DAY)
    return open_taxonomy(base / "taxonomy")


def test_ids_are_addresses(imported: Taxonomy) -> None:
    assert set(imported.occupations) == {occupation(n) for n in ("packer", "stacker", "clerk", "diver", "officer")}
    assert len(imported.skills) == 9
    assert imported.occupations[occupation("packer")].essential_skills == tuple(
        skill(each) for each in ("label", "pack", "palletise")
    )
    assert imported.occupations[occupation("packer")].optional_skills == (FORKLIFT,)


def test_the_label_is_italian_where_there_is_one_and_says_its_language_where_not(imported: Taxonomy) -> None:
    assert imported.label("occupation", occupation("packer")) == "imballatore/imballatrice"
    assert imported.language("occupation", occupation("packer")) == "it"
    assert imported.label("occupation", occupation("diver")) == "pearl diver"
    assert imported.language("occupation", occupation("diver")) == "en"
    assert imported.language("skill", skill("pack")) == "en"
    assert imported.language("skill", "text:mago") == "it"


def test_what_the_project_wrote_for_an_address_goes_with_it(imported: Taxonomy) -> None:
    """The bundle has no Italian skills; the office still writes "muletto"."""
    assert imported.label("skill", FORKLIFT) == embedded().skills["muletto"].it
    assert imported.language("skill", FORKLIFT) == "it"
    assert imported.match_text("skill", "muletto") == FORKLIFT
    assert imported.match_text("skill", "drive forklift") == FORKLIFT
    assert imported.current_id("skill", "muletto") == FORKLIFT
    assert imported.current_id("skill", "monospazzola") is None


def test_names_of_all_languages_link_and_so_do_both_halves_of_a_double_label(imported: Taxonomy) -> None:
    titles = ["imballatore", "imballatrice", "addetta al confezionamento", "packing worker", "pearl diver"]
    expected = [occupation(each) for each in ("packer", "packer", "packer", "packer", "diver")]
    assert imported.match_texts("occupation", titles) == expected


def test_codes_and_addresses_in_a_cell(imported: Taxonomy) -> None:
    assert imported.occupation_of("4321.2") == occupation("clerk")
    assert imported.occupation_of("ESCO 9321.2.1") == occupation("stacker")
    assert imported.occupation_of("4321") == "isco:4321"
    assert imported.occupation_of("4321.9") == "isco:4321"
    assert imported.occupation_of(occupation("diver")) == occupation("diver")
    assert imported.occupation_of(occupation("nobody")) == "esco:nobody"
    assert imported.occupation_of(f"{ESCO}/isco/C4321") == "isco:4321"
    assert imported.extract_skills(f"{skill('pack')}; {skill('nobody')}") == (skill("pack"), skill("nobody"))


def test_the_zero_that_a_spreadsheet_eats_comes_back(imported: Taxonomy) -> None:
    assert imported.occupations[occupation("officer")].isco == "0110"
    assert imported.isco["0110"] == embedded().isco["0110"]  # no Italian title in the bundle: ours


def test_demands_come_through_the_unit_group(imported: Taxonomy) -> None:
    prior = imported.demands_prior(occupation("clerk"))
    assert set(prior) == set(DEMANDS)
    assert prior == embedded().demands_by_isco["4321"]


def test_the_way_it_comes_changes_nothing(imported: Taxonomy, tmp_path: Path) -> None:
    """Archive, folder of archives, single files, rows turned round: the same content has the same version."""
    tables = bundle()
    split = {name: rows for name, rows in tables.items() if "elations" in name}
    rest = {name: rows[::-1] for name, rows in tables.items() if name not in split}
    (tmp_path / "mixed").mkdir()
    write_zip(tmp_path / "mixed" / "relations.zip", split)
    write_zip(tmp_path / "mixed" / "classification.zip", rest, conceptSchemes_en="conceptType,title\n")
    files = sorted(write_folder(tmp_path / "csv", tables).iterdir(), reverse=True)
    for way, paths in (("mixed", [tmp_path / "mixed"]), ("files", files)):
        report = import_taxonomy(tmp_path / way / "taxonomy", paths, on=DAY)
        assert report["taxonomy"] == imported.version
    assert report["changes"] is None


def test_the_version_is_of_the_import_and_of_the_embedded_words(imported: Taxonomy) -> None:
    assert imported.version != embedded().version
    assert len(imported.version) == 12


def test_the_manifest_says_where_everything_came_from(tmp_path: Path) -> None:
    tables = bundle()
    tables["occupationSkillRelations"] = [
        *tables["occupationSkillRelations"],
        {"occupationUri": occupation("nobody"), "relationType": "essential", "skillUri": skill("pack")},
    ]
    path = write_zip(tmp_path / "esco.zip", tables, dictionary_en="a,b\n", skillsHierarchy_en="Level 0 URI\n")
    report = import_taxonomy(tmp_path / "taxonomy", [path], on=DAY)
    told = report["imported"]
    assert told["imported_on"] == "2026-11-16"
    assert told["languages"] == ["en", "it"]
    assert told["concepts"] == {"occupation": 5, "skill": 9, "isco": 4, "group": 1}
    assert told["left_out"] == {"relations": 1}
    assert told["unread"] == ["esco.zip/dictionary_en.csv", "esco.zip/skillsHierarchy_en.csv"]
    assert {each["file"].rsplit("/")[-1] for each in told["sources"]} == {f"{name}.csv" for name in tables}
    assert report["labels"] == {"occupation": {"it": 4, "en": 1}, "skill": {"en": 8, "it": 1}}
    assert json.loads((tmp_path / "taxonomy" / "report.json").read_text(encoding="utf-8")) == report
    assert status(tmp_path / "taxonomy") == {name: report[name] for name in ("imported", "taxonomy", "labels")}


def test_an_older_table_gives_words_and_never_concepts(tmp_path: Path) -> None:
    """The Italian table is of an earlier version: one occupation that is gone, another ISCO group."""
    tables = bundle()
    old = [dict(row) for row in tables["occupations_it"]]
    old[0]["iscoGroup"] = "8183"
    old.append(dict(old[0], conceptUri=occupation("gone"), preferredLabel="scomparso"))
    tables["occupations_it"] = old[:1] + old[-1:]
    found = read_bundle([write_folder(tmp_path, tables)])
    assert occupation("gone") not in found.concepts
    assert found.concepts[occupation("packer")].isco == "9321"
    assert found.concepts[occupation("packer")].labels["it"][0] == "imballatore/imballatrice"
    assert found.left_out["labels"] == 1


def test_a_separate_file_of_labels_adds_to_any_concept(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "esco.zip", {n: rows for n, rows in bundle().items() if n != "occupations_it"})
    labels = tmp_path / "labels.csv"
    labels.write_text(
        "conceptUri,kind,preferredLabel_en,preferredLabel_it,altLabels_it\n"
        f"{occupation('diver')},occupation,pearl diver,pescatore di perle,tuffatore|palombaro\n"
        f"{skill('pack')},skill,pack goods,imballare la merce,\n",
        encoding="utf-8",
    )
    import_taxonomy(tmp_path / "taxonomy", [path, labels], on=DAY)
    taxonomy = open_taxonomy(tmp_path / "taxonomy")
    assert taxonomy.label("occupation", occupation("diver")) == "pescatore di perle"
    assert taxonomy.match_text("occupation", "palombaro") == occupation("diver")
    assert taxonomy.label("skill", skill("pack")) == "imballare la merce"


def test_columns_are_found_by_their_headings(tmp_path: Path) -> None:
    """Later versions add columns and put a language into the names of the relations."""
    tables = bundle()
    asks = tables.pop("occupationSkillRelations")
    folder = write_folder(tmp_path / "csv", tables)
    widened = text("occupationSkillRelations", asks).replace("occupationUri,", "occupationUri,occupationLabel,")
    widened = widened.replace(",essential,", ",a label,essential,").replace(",optional,", ",a label,optional,")
    (folder / "occupationSkillRelations_en.csv").write_text(widened, encoding="utf-8", newline="")
    assert len(read_bundle([folder]).asks) == len(asks)


def test_a_name_that_is_the_preferred_label_of_one_concept_means_that_one(tmp_path: Path) -> None:
    tables = bundle()
    tables["occupations_en"] = [
        dict(row, altLabels="pearl diver\nhelper") if row["preferredLabel"] == "army officer" else row
        for row in tables["occupations_en"]
    ]
    import_taxonomy(tmp_path / "taxonomy", [write_folder(tmp_path / "csv", tables)], on=DAY)
    taxonomy = open_taxonomy(tmp_path / "taxonomy")
    assert taxonomy.match_text("occupation", "pearl diver") == occupation("diver")
    assert taxonomy.match_text("occupation", "helper") == occupation("officer")


def test_without_relations_it_goes_in_with_less(tmp_path: Path) -> None:
    tables = {name: rows for name, rows in bundle().items() if "elations" not in name}
    import_taxonomy(tmp_path / "taxonomy", [write_folder(tmp_path / "csv", tables)], on=DAY)
    taxonomy = open_taxonomy(tmp_path / "taxonomy")
    assert taxonomy.occupations[occupation("packer")].essential_skills == ()
    assert taxonomy.occupation_nearness(occupation("packer"), occupation("stacker")) == 750_000
    assert taxonomy.skill_credit_matrix([skill("pack")], [skill("pack"), skill("label")]).tolist() == [[1_000_000, 0]]


def test_removing_leads_back_to_the_embedded_one_and_touches_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "taxonomy"
    import_taxonomy(folder, [write_folder(tmp_path / "csv", bundle())], on=DAY)
    (folder / "notes.txt").write_text("ours", encoding="utf-8")
    assert remove_import(folder)
    assert [path.name for path in folder.iterdir()] == ["notes.txt"]
    assert not remove_import(folder)
    with pytest.raises(TaxonomyError, match="holds no imported taxonomy"):
        open_taxonomy(folder)
    assert open_taxonomy(None) is embedded()


def test_a_table_changed_by_another_hand_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "taxonomy"
    version = import_taxonomy(folder, [write_folder(tmp_path / "csv", bundle())], on=DAY)["imported"]["version"]
    with (folder / version / "labels.parquet").open("ab") as file:
        file.write(b"more")
    with pytest.raises(TaxonomyError, match="damaged: import the bundle again"):
        open_taxonomy(folder)
    (folder / "manifest.json").write_text("{}", encoding="utf-8")
    with pytest.raises(TaxonomyError, match="damaged"):
        status(folder)
