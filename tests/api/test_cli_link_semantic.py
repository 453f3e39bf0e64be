"""``volante link`` with and without the extra [semantic]: asked for and absent it says so once, and goes on."""

from __future__ import annotations

import zlib

import numpy as np
import pytest
from esco_bundles import bundle, write_zip

from api.commands.common import find_taxonomy
from matcher.taxonomy import embedded, semantic, semantic_model

TEXT = ["link", "--kind", "occupation", "pulizie di palazzi"]


class Letters:
    """A model of known behaviour: each text's vector is drawn from a seed of its letters."""

    def query(self, texts):
        rows = [np.random.default_rng(zlib.crc32(text.encode())).normal(size=384) for text in texts]
        return np.array(rows, dtype=np.float32) / 20.0


@pytest.fixture
def office(tmp_path, monkeypatch):
    """An office's own folder: commands run inside it, and no setting of the machine reaches them."""
    monkeypatch.delenv("VOLANTE_TAXONOMY", raising=False)
    (tmp_path / "office").mkdir()
    monkeypatch.chdir(tmp_path / "office")
    return tmp_path / "office"


@pytest.fixture
def letters(monkeypatch):
    """The extra as if it were installed, with a model that is quick and known."""
    monkeypatch.setattr(semantic, "available", lambda: True)
    monkeypatch.setattr(semantic_model, "_model", Letters)


@pytest.fixture
def lines(tmp_path):
    """A corpus and queries as TSV."""
    corpus, queries = tmp_path / "c.tsv", tmp_path / "q.tsv"
    corpus.write_text("d1\tcuoco\nd2\taddetta pulizie\nd3\taiuto cuoco\n", encoding="utf-8")
    queries.write_text("q1\tcuoca\nq2\tpulizie uffici\n", encoding="utf-8")
    return ["--corpus", corpus, "--queries", queries]


def test_asked_for_and_absent_it_says_so_once_and_ranks_by_words(volante, lines, tmp_path, monkeypatch):
    monkeypatch.setattr(semantic, "available", lambda: False)
    asked = volante("link", *lines, "--out", tmp_path / "asked.tsv", "--semantic")
    silent = volante("link", *lines, "--out", tmp_path / "silent.tsv")
    words = volante("link", *lines, "--out", tmp_path / "words.tsv", "--lexical")
    assert (asked.code, silent.code, words.code) == (0, 0, 0)
    assert asked.err.count("manca l'extra") == 1
    assert "manca" not in silent.err + words.err
    runs = {(tmp_path / f"{name}.tsv").read_bytes() for name in ("asked", "silent", "words")}
    assert len(runs) == 1
    assert runs.pop().startswith(b"q1 Q0 d1 1 ")


def test_a_text_asked_by_meaning_without_the_extra_says_so_once(volante, office, monkeypatch):
    monkeypatch.setattr(semantic, "available", lambda: False)
    asked, silent, words = (volante(*TEXT, *option) for option in (["--semantic"], [], ["--lexical"]))
    assert (asked.code, silent.code, words.code) == (0, 0, 0)
    assert asked.err.count("manca l'extra") == 1
    assert silent.err + words.err == ""
    assert asked.out == silent.out == words.out


def test_a_text_asked_by_meaning_without_vectors_says_how_to_make_them(volante, office, monkeypatch):
    monkeypatch.setattr(semantic, "available", lambda: True)
    asked, silent = volante(*TEXT, "--semantic"), volante(*TEXT)
    assert (asked.code, silent.code) == (0, 0)
    assert asked.err.count("volante taxonomy embed") == 1
    assert silent.err == ""
    assert asked.out == silent.out


def test_vectors_are_made_when_asked_for_and_used_where_they_are(volante, office, letters):
    words = volante(*TEXT, "--lexical", "--json").json()
    made = volante("taxonomy", "embed")
    assert made.code == 0
    names = sum(len(embedded().linker(kind).names) for kind in ("occupation", "skill"))
    assert made.out.startswith(f"{names:,} nomi in ".replace(",", "."))
    assert made.err == ""
    asked, silent, after = (volante(*TEXT, "--json", *option) for option in (["--semantic"], [], ["--lexical"]))
    assert asked.err + silent.err == ""
    assert asked.json() == silent.json() != words
    assert after.json() == words


def test_matching_reads_words_alone_whatever_lies_in_the_folder(volante, office, letters):
    volante("taxonomy", "embed")
    assert find_taxonomy(None).linker("skill").meaning is None


def test_vectors_of_another_vocabulary_are_not_used(volante, office, letters, tmp_path):
    volante("taxonomy", "import", write_zip(tmp_path / "esco.zip", bundle()))
    made = volante("taxonomy", "embed")
    assert made.code == 0
    assert volante(*TEXT, "--semantic").err == ""
    assert volante(*TEXT, "--semantic", "--taxonomy", "embedded").err.count("volante taxonomy embed") == 1
    assert len(list((office / "volante-data" / "meaning").iterdir())) == 1


def test_of_an_import_the_italian_names_alone(volante, office, letters, tmp_path):
    volante("taxonomy", "import", write_zip(tmp_path / "esco.zip", bundle()))
    every, italian = (volante("taxonomy", "embed", *option).out for option in ([], ["--italian"]))
    assert 0 < int(italian.split()[0]) < int(every.split()[0])


def test_without_the_extra_no_vectors_are_made(volante, office, monkeypatch):
    monkeypatch.setattr(semantic, "available", lambda: False)
    told = volante("taxonomy", "embed")
    assert told.code == 2
    assert "volante[semantic]" in told.err
    assert not (office / "volante-data").exists()


def test_sentences_are_read_by_words(volante):
    told = volante("link", "--sentence", "so cucire", "--semantic")
    assert told.code == 2
    assert "--sentence" in told.err


@pytest.mark.skipif(not semantic.available(), reason="the extra [semantic] is not installed")
def test_installed_it_counts_unless_words_alone_are_asked_for(volante, lines, tmp_path):
    for name, option in (("default", []), ("asked", ["--semantic"]), ("words", ["--lexical"])):
        assert volante("link", *lines, "--out", tmp_path / f"{name}.tsv", *option).code == 0
    default, asked, words = ((tmp_path / f"{name}.tsv").read_bytes() for name in ("default", "asked", "words"))
    assert default == asked != words
