"""`volante taxonomy`: the official bundle in, what is in use, and back; and the commands that then use it."""

from __future__ import annotations

from pathlib import Path

import pytest
from esco_bundles import FORKLIFT, bundle, occupation, write_folder, write_zip

from matcher.taxonomy import embedded


@pytest.fixture
def office(tmp_path, monkeypatch):
    """An office's own folder: commands run inside it, and no setting of the machine reaches them."""
    monkeypatch.delenv("VOLANTE_TAXONOMY", raising=False)
    (tmp_path / "office").mkdir()
    monkeypatch.chdir(tmp_path / "office")
    return tmp_path / "office"


@pytest.fixture
def esco(tmp_path) -> Path:
    return write_zip(tmp_path / "esco.zip", bundle())


def test_import_status_remove(volante, office, esco):
    before = volante("taxonomy", "status", "--json").json()
    assert before["imported"] is None
    assert before["taxonomy"] == embedded().version
    done = volante("taxonomy", "import", esco, "--on", "2026-11-16")
    assert done.code == 0
    assert "5 occupazioni: etichette 4 in italiano, 1 in inglese" in done.out
    assert "9 competenze: etichette 8 in inglese, 1 in italiano" in done.out
    after = volante("taxonomy", "status", "--json").json()
    assert after["imported"]["imported_on"] == "2026-11-16"
    assert "Tassonomia ESCO importata il 2026-11-16" in volante("taxonomy", "status").out
    assert volante("taxonomy", "remove").code == 0
    assert volante("taxonomy", "status", "--json").json() == before
    assert volante("taxonomy", "remove").out == "nessuna tassonomia importata\n"


def test_a_newer_version_says_what_changed(volante, office, esco, tmp_path):
    volante("taxonomy", "import", esco)
    tables = bundle()
    tables["occupations_en"] = [row for row in tables["occupations_en"] if row["preferredLabel"] != "pearl diver"]
    (office / "volante-data" / "aliases.csv").write_text(
        f"kind,text,concept,by,on,note\noccupation,perle,{occupation('diver')},Ada,2026-01-01,\n", encoding="utf-8"
    )
    newer = write_folder(tmp_path / "newer", tables)
    report = volante("taxonomy", "import", newer, "--json").json()
    assert [each["uri"] for each in report["changes"]["gone"]] == [occupation("diver")]
    assert [each["named_in"] for each in report["lost"]] == ["aliases.csv, riga 2: perle"]
    again = volante("taxonomy", "import", esco)
    assert "1 nuovi, 0 non più presenti" in again.out
    assert "nuovi: pearl diver" in again.out


def test_faults_of_the_files_are_the_users_mistake_and_change_nothing(volante, office, esco):
    volante("taxonomy", "import", esco)
    before = volante("taxonomy", "status").out
    done = volante("taxonomy", "import", office / "absent.zip")
    assert done.code == 2
    assert done.errors[0].startswith(f"{office / 'absent.zip'}: file_missing: expected")
    assert volante("taxonomy", "status").out == before


def test_a_bundle_without_relations_goes_in_with_a_warning(volante, office, tmp_path):
    tables = {name: rows for name, rows in bundle().items() if "elations" not in name}
    done = volante("taxonomy", "import", write_zip(tmp_path / "words.zip", tables))
    assert done.code == 0
    assert "warning: no table occupationskillrelations" in done.err


def test_link_uses_what_is_imported_and_marks_other_languages(volante, office, esco):
    ask = ("link", "--kind", "occupation", "pearl diver", "--limit", "1")
    assert volante(*ask, "--json").json()[0]["match"] is None
    volante("taxonomy", "import", esco)
    found = volante(*ask, "--json").json()[0]
    assert found["match"] == occupation("diver")
    assert found["links"][0]["lang"] == "en"
    assert "pearl diver (en)  [http" in volante(*ask).out
    italian = volante("link", "--kind", "skill", "muletto", "--limit", "1", "--json").json()[0]
    assert (italian["match"], italian["links"][0]["lang"]) == (FORKLIFT, "it")


def test_the_option_the_setting_and_the_way_back(volante, office, esco, monkeypatch, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    volante("taxonomy", "import", esco, "--dir", elsewhere)
    ask = ("link", "--kind", "occupation", "pearl diver", "--limit", "1", "--json")
    assert volante(*ask).json()[0]["match"] is None
    assert volante(*ask, "--taxonomy", elsewhere / "taxonomy").json()[0]["match"] == occupation("diver")
    monkeypatch.setenv("VOLANTE_TAXONOMY", str(elsewhere / "taxonomy"))
    assert volante(*ask).json()[0]["match"] == occupation("diver")
    assert volante(*ask, "--taxonomy", "embedded").json()[0]["match"] is None
    refused = volante(*ask, "--taxonomy", office)
    assert refused.code == 2
    assert "holds no imported taxonomy" in refused.err


def test_match_and_explain_work_with_it_and_say_its_version(volante, office, esco, tiny):
    folder = tiny()
    volante("taxonomy", "import", esco)
    version = volante("taxonomy", "status", "--json").json()["taxonomy"]
    ask = ("match", folder, "--on", "2026-11-16", "--out", office / "out.csv", "--json")
    with_esco = volante(*ask).json()
    embedded_ = volante(*ask, "--taxonomy", "embedded").json()
    assert with_esco["taxonomy"] == version
    assert embedded_["taxonomy"] == embedded().version
    # A vocabulary orders; it decides no constraint.
    assert with_esco["matches"] == embedded_["matches"] > 0
    told = volante("explain", folder, "C1", "V1", "--on", "2026-11-16", "--json").json()
    assert told["versions"]["taxonomy"] == version
