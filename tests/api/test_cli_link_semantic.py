"""``volante link --corpus`` with and without the extra [semantic]: asked for and absent it says so once, and ranks."""

from __future__ import annotations

import pytest

from matcher.taxonomy import semantic


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


def test_the_choice_goes_with_a_corpus(volante):
    told = volante("link", "--kind", "skill", "uso pc", "--lexical")
    assert told.code == 2
    assert "--corpus" in told.err


@pytest.mark.skipif(not semantic.available(), reason="the extra [semantic] is not installed")
def test_installed_it_counts_unless_words_alone_are_asked_for(volante, lines, tmp_path):
    for name, option in (("default", []), ("asked", ["--semantic"]), ("words", ["--lexical"])):
        assert volante("link", *lines, "--out", tmp_path / f"{name}.tsv", *option).code == 0
    default, asked, words = ((tmp_path / f"{name}.tsv").read_bytes() for name in ("default", "asked", "words"))
    assert default == asked != words
