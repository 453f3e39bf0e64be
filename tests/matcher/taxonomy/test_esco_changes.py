"""A newer version over an earlier one: every change named, nothing that names a lost concept passed over."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from esco_bundles import FORKLIFT, bundle, occupation, skill, write_folder

from matcher.taxonomy import open_taxonomy
from matcher.taxonomy.esco_import import import_taxonomy

FIRST, SECOND = date(2026, 1, 1), date(2026, 11, 16)


def newer() -> dict[str, list[dict[str, str]]]:
    """One occupation new, one gone, one moved, one renamed, one deprecated; one skill gone, one new."""
    tables = {name: [dict(row) for row in rows] for name, rows in bundle().items()}
    found = {row["conceptUri"].rsplit("/")[-1]: row for row in tables["occupations_en"]}
    found["clerk"]["iscoGroup"] = "4322"
    found["diver"]["preferredLabel"] = "sponge diver"
    found["officer"]["status"] = "deprecated"
    new = dict(found["packer"], conceptUri=occupation("sorter"), preferredLabel="sorter", altLabels="", code="9612.1")
    tables["occupations_en"] = [row for row in (*found.values(), new) if row is not found["stacker"]]
    tables["skills_en"] = [row for row in tables["skills_en"] if row["conceptUri"] != skill("lonely")]
    tables["skills_en"].append(dict(tables["skills_en"][0], conceptUri=skill("sort"), preferredLabel="sort parcels"))
    return tables


def both(tmp_path: Path, named: list[tuple[str, str, str]]) -> dict:
    folder = tmp_path / "taxonomy"
    import_taxonomy(folder, [write_folder(tmp_path / "one", bundle())], on=FIRST)
    return import_taxonomy(folder, [write_folder(tmp_path / "two", newer())], on=SECOND, named=named)


def test_every_change_is_named_once_and_nothing_else_is(tmp_path: Path) -> None:
    changes = both(tmp_path, [])["changes"]
    addresses = {name: [each["uri"] for each in found] for name, found in changes.items()}
    assert addresses == {
        "new": [occupation("sorter"), skill("sort")],
        "gone": [occupation("stacker"), skill("lonely")],
        "moved": [occupation("clerk")],
        "renamed": [occupation("diver")],
        "deprecated": [occupation("officer")],
    }
    assert changes["moved"][0] | {"label": ""} == {
        "kind": "occupation",
        "uri": occupation("clerk"),
        "label": "",
        "before": "4321",
        "after": "4322",
    }
    assert (changes["renamed"][0]["before"], changes["renamed"][0]["after"]) == ("pearl diver", "sponge diver")


def test_what_is_deprecated_is_not_offered_any_more(tmp_path: Path) -> None:
    both(tmp_path, [])
    taxonomy = open_taxonomy(tmp_path / "taxonomy")
    assert occupation("officer") not in taxonomy.occupations
    assert taxonomy.match_text("occupation", "ufficiale") != occupation("officer")
    assert taxonomy.occupation_of(occupation("officer")) == "esco:officer"


def test_who_names_a_lost_concept_is_told_where(tmp_path: Path) -> None:
    """An embedded id that has an address lives on; one that has none here, and an address that is gone, do not."""
    named = [
        ("occupation", occupation("packer"), "aliases.csv: imballo"),
        ("occupation", occupation("stacker"), "aliases.csv: bancali"),
        ("skill", "muletto", "aliases.csv: muleto"),
        ("skill", "monospazzola", "aliases.csv: mono"),
        ("skill", "", "aliases.csv: niente"),
    ]
    report = both(tmp_path, named)
    assert [(each["concept"], each["named_in"]) for each in report["lost"]] == [
        (occupation("stacker"), "aliases.csv: bancali"),
        ("monospazzola", "aliases.csv: mono"),
    ]
    assert FORKLIFT not in {each["uri"] for each in report["embedded_without_concept"]}
    assert len(report["embedded_without_concept"]) > 100


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    folder, source = tmp_path / "taxonomy", write_folder(tmp_path / "one", bundle())
    first = import_taxonomy(folder, [source], on=FIRST)
    before = {path.name for path in folder.iterdir()}
    again = import_taxonomy(folder, [source], on=SECOND)
    assert again["taxonomy"] == first["taxonomy"]
    assert again["changes"] == {name: [] for name in ("new", "gone", "moved", "renamed", "deprecated")}
    assert again["imported"]["imported_on"] == "2026-11-16"
    assert {path.name for path in folder.iterdir()} == before


def test_a_concept_that_comes_back_is_new(tmp_path: Path) -> None:
    folder = tmp_path / "taxonomy"
    import_taxonomy(folder, [write_folder(tmp_path / "two", newer())], on=FIRST)
    changes = import_taxonomy(folder, [write_folder(tmp_path / "one", bundle())], on=SECOND)["changes"]
    assert occupation("officer") in {each["uri"] for each in changes["new"]}


def test_an_earlier_import_that_cannot_be_read_is_replaced_without_comparison(tmp_path: Path) -> None:
    folder, source = tmp_path / "taxonomy", write_folder(tmp_path / "one", bundle())
    import_taxonomy(folder, [source], on=FIRST)
    (folder / "manifest.json").write_text("not json", encoding="utf-8")
    assert import_taxonomy(folder, [source], on=SECOND)["changes"] is None
    assert len(open_taxonomy(folder).occupations) == 5
