"""Files that are damaged, hostile or not ours: every fault at once, the earlier import untouched."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from esco_bundles import bundle, occupation, skill, text, write_folder, write_zip

from matcher.errors import FrameError
from matcher.taxonomy import open_taxonomy
from matcher.taxonomy.esco_bundle import MOST_FAULTS
from matcher.taxonomy.esco_import import import_taxonomy

DAY = date(2026, 11, 16)


@pytest.fixture
def refused(tmp_path: Path) -> Callable[..., list[str]]:
    """Import over a sound import; give the codes and lines of the faults, once nothing was found changed."""
    folder = tmp_path / "taxonomy"
    import_taxonomy(folder, [write_folder(tmp_path / "sound", bundle())], on=DAY)
    version = open_taxonomy(folder).version

    def attempt(*paths: Path) -> list[str]:
        before = {path: path.stat().st_mtime_ns for path in sorted(folder.rglob("*"))}
        with pytest.raises(FrameError) as caught:
            import_taxonomy(folder, list(paths), on=DAY)
        assert {path: path.stat().st_mtime_ns for path in sorted(folder.rglob("*"))} == before
        assert open_taxonomy(folder).version == version
        return [f"{fault.code}:{fault.row or ''}" for fault in caught.value.faults]

    return attempt


def test_every_fault_of_every_table_at_once(tmp_path: Path, refused: Callable[..., list[str]]) -> None:
    tables = {name: [dict(row) for row in rows] for name, rows in bundle().items()}
    tables["occupations_en"][1]["iscoGroup"] = "twelve"
    tables["occupations_en"][2]["conceptUri"] = "4321.2"
    tables["skills_en"].append(dict(tables["skills_en"][0]))
    tables["skills_en"][4]["preferredLabel"] = ""
    tables["occupationSkillRelations"][2]["relationType"] = "perhaps"
    tables["skillSkillRelations"][0]["relatedSkillUri"] = ""
    folder = write_folder(tmp_path / "bad", tables)
    with (folder / "skillGroups_en.csv").open("a", encoding="utf-8") as file:
        file.write("one,cell\n")
    assert sorted(refused(folder)) == sorted(
        [
            "isco_invalid:4",  # the cell of two labels before it spans two lines
            "uri_invalid:5",
            "uri_twice:11",
            "label_missing:6",
            "relation_invalid:4",
            "uri_invalid:2",
            "row_length:3",
        ]
    )


def test_a_table_without_its_columns(tmp_path: Path, refused: Callable[..., list[str]]) -> None:
    folder = write_folder(tmp_path / "bad", bundle())
    (folder / "occupations_en.csv").write_text("conceptUri;preferredLabel\nx;y\n", encoding="utf-8")
    (folder / "occupationSkillRelations.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert sorted(refused(folder)) == ["columns_missing:1", "columns_missing:1"]


def test_a_table_that_says_no_language(tmp_path: Path, refused: Callable[..., list[str]]) -> None:
    folder = write_folder(tmp_path / "bad", bundle())
    (folder / "skills_en.csv").rename(folder / "skills.csv")
    assert refused(folder) == ["language_unknown:"]


def test_two_versions_of_one_table(tmp_path: Path, refused: Callable[..., list[str]]) -> None:
    folder = write_folder(tmp_path / "bad", bundle())
    other = write_zip(tmp_path / "other.zip", {"occupations_en": bundle()["occupations_en"][:2]})
    assert refused(folder, other) == ["table_twice:"]


def test_words_alone_are_no_taxonomy(tmp_path: Path, refused: Callable[..., list[str]]) -> None:
    path = write_folder(tmp_path / "bad", {"occupations_it": bundle()["occupations_it"]}) / "occupations_it.csv"
    assert refused(path) == ["table_missing:"]


def test_a_table_of_something_else_is_a_fault_only_where_it_is_named_itself(
    tmp_path: Path, refused: Callable[..., list[str]]
) -> None:
    folder = write_folder(tmp_path / "csv", bundle())
    stranger = folder / "people.csv"
    stranger.write_text("name,phone\nAda,333\n", encoding="utf-8")
    assert refused(folder, stranger) == ["table_unknown:1"]
    assert import_taxonomy(tmp_path / "fresh", [folder], on=DAY)["imported"]["unread"] == ["people.csv"]


def test_what_is_no_file_at_all(tmp_path: Path, refused: Callable[..., list[str]]) -> None:
    (tmp_path / "table.xlsx").write_bytes(b"PK")
    assert refused(tmp_path / "absent.zip", tmp_path / "table.xlsx") == ["file_missing:", "file_kind:"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 and nothing more", b"\x00" * 500])
def test_a_damaged_archive(tmp_path: Path, refused: Callable[..., list[str]], content: bytes) -> None:
    (tmp_path / "bad.zip").write_bytes(content)
    assert refused(tmp_path / "bad.zip") == ["file_damaged:"]


def test_an_archive_cut_short_and_one_with_a_bad_checksum(tmp_path: Path, refused: Callable[..., list[str]]) -> None:
    whole = write_zip(tmp_path / "whole.zip", bundle()).read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[: len(whole) // 2])
    assert refused(tmp_path / "cut.zip") == ["file_damaged:"]
    place = whole.index(b"ESCO dataset/occupations_en.csv") + len("ESCO dataset/occupations_en.csv")
    (tmp_path / "bad.zip").write_bytes(whole[: place + 20] + bytes([whole[place + 20] ^ 255]) + whole[place + 21 :])
    assert "file_damaged:" in refused(tmp_path / "bad.zip")


def test_a_bomb_is_not_unpacked(tmp_path: Path, refused: Callable[..., list[str]]) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("occupations_en.csv", b"," * 50_000_000)
    assert refused(tmp_path / "bomb.zip") == ["file_too_large:"]


@pytest.mark.parametrize(
    "name", ["../occupations_en.csv", "/tmp/occupations_en.csv", "C:\\skills_en.csv", "a/../../b.csv"]
)
def test_an_archive_that_leads_outside_is_refused(tmp_path: Path, refused: Callable[..., list[str]], name: str) -> None:
    with zipfile.ZipFile(tmp_path / "out.zip", "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), text("occupations_en", bundle()["occupations_en"]))
    assert refused(tmp_path / "out.zip") == ["file_damaged:"]


def test_the_leavings_of_other_systems_are_passed_over(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "esco.zip", bundle())
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("__MACOSX/._occupations_en.csv", b"\x00\x05\x16\x07")
    assert import_taxonomy(tmp_path / "taxonomy", [path], on=DAY)["imported"]["unread"] == []


def test_text_in_another_encoding_names_its_line(tmp_path: Path, refused: Callable[..., list[str]]) -> None:
    folder = write_folder(tmp_path / "bad", bundle())
    table = folder / "occupations_it.csv"
    table.write_bytes(table.read_bytes().replace(b"pallettizzatore", b"citt\xe0"))
    assert refused(folder) == ["encoding_invalid:3"]


def test_a_quote_that_never_closes(tmp_path: Path, refused: Callable[..., list[str]]) -> None:
    folder = write_folder(tmp_path / "bad", bundle())
    with (folder / "skills_en.csv").open("a", encoding="utf-8") as file:
        file.write(f'KnowledgeSkillCompetence,{skill("open")},,,"never closed' + "x" * 200_000)
    assert refused(folder)[0].startswith("row_unreadable")


def test_many_faults_end_in_their_number(tmp_path: Path, refused: Callable[..., list[str]]) -> None:
    tables = bundle()
    wrong = [{"occupationUri": occupation("packer"), "relationType": "?", "skillUri": skill("pack")}] * 1_500
    tables["occupationSkillRelations"] = wrong
    found = refused(write_folder(tmp_path / "bad", tables))
    assert len(found) == MOST_FAULTS + 1
    assert found[-1] == "more_faults:"
