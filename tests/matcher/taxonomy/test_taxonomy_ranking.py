"""Ranking a corpus of lines: TREC runs whose score strictly falls, faults all at once."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.errors import FrameError
from matcher.taxonomy.ranking import rank_corpus, read_lines, run_lines

CORPUS = [("a", "addetto alle pulizie"), ("b", "addetta pulizie uffici"), ("c", "cuoco"), ("d", "cuoco")]


def test_a_run_has_six_fields_and_the_best_line_first() -> None:
    lines = list(run_lines(CORPUS, [("q", "pulizie uffici"), ("vuota", " "), ("r", "cuoca")], limit=2))
    assert [line.split(" ")[:4] for line in lines] == [
        ["q", "Q0", "b", "1"],
        ["q", "Q0", "a", "2"],
        ["r", "Q0", "c", "1"],
        ["r", "Q0", "d", "2"],
    ]
    assert all(line.split(" ")[5] == "volante" for line in lines)


@pytest.mark.parametrize(
    ("query", "best", "other"),
    [
        ("Dirigenti di scuole elementari", "direttrice didattica di scuola primaria", "scuola di danza"),
        ("Conducenti di autobus", "autista di pullman", "conduttore televisivo"),
        ("Addetti ai magazzini e professioni assimilate", "magazziniere", "consulente per le professioni"),
        ("Venditori non classificati altrove", "commessa di negozio", "classificatore di pelli"),
    ],
)
def test_words_that_mean_the_same_come_before_words_that_look_the_same(query: str, best: str, other: str) -> None:
    corpus = ["saldatore", other, best, "cuoco"]
    ((first, _),) = rank_corpus(corpus, [query], 1, meaning=False)[0]
    assert corpus[first] == best


@given(st.lists(st.sampled_from(["cuoca di mensa", "Autisti", "cuoco", "", "è", "autista di gru"]), max_size=6))
def test_an_answer_does_not_depend_on_the_other_queries(queries: list[str]) -> None:
    texts = [text for _, text in CORPUS]
    together = rank_corpus(texts, queries, 0, meaning=False)
    assert together == [rank_corpus(texts, [query], 0, meaning=False)[0] for query in queries]


def test_limit_zero_gives_every_line() -> None:
    (ranked,) = rank_corpus([text for _, text in CORPUS], ["cuoco"], 0)
    assert sorted(position for position, _ in ranked) == [0, 1, 2, 3]


@given(
    st.lists(st.text(alphabet="abc è", max_size=12), min_size=1, max_size=30),
    st.lists(st.text(alphabet="abc è", max_size=12), max_size=5),
    st.integers(0, 40),
)
def test_scores_strictly_fall_and_a_limit_cuts_the_same_ranking(
    corpus: list[str], queries: list[str], limit: int
) -> None:
    whole = rank_corpus(corpus, queries, 0, meaning=False)
    cut = rank_corpus(corpus, queries, limit, meaning=False)
    for text, full, some in zip(queries, whole, cut, strict=True):
        assert len(full) == (len(corpus) if text.strip() else 0)
        assert all(one[1] > other[1] for one, other in pairwise(full))
        assert some == (full if limit == 0 else full[:limit])


def test_equal_lines_keep_the_order_of_the_corpus() -> None:
    (ranked,) = rank_corpus(["zeta"] * 5, ["zeta"], 3)
    assert [position for position, _ in ranked] == [0, 1, 2]


def test_an_empty_corpus_ranks_nothing() -> None:
    assert rank_corpus([], ["cuoco"], 0) == [[]]
    assert list(run_lines([], [("q", "cuoco")])) == []


def test_lines_are_read_with_mark_and_windows_ends(tmp_path: Path) -> None:
    path = tmp_path / "corpus.tsv"
    path.write_bytes("\ufeffa\tuno\r\n\r\nb\tdue\ttre\r\nc\t".encode())
    assert read_lines(path) == [("a", "uno"), ("b", "due\ttre"), ("c", "")]


def test_all_faults_come_at_once_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "corpus.tsv"
    path.write_bytes(b"a\tuno\nsenza tab\na\tdue\nb c\ttre\n\tquattro\ne\tqualit\xe0\n")
    with pytest.raises(FrameError) as caught:
        read_lines(path)
    assert [(fault.code, fault.row) for fault in caught.value.faults] == [
        ("tab_missing", 2),
        ("id_duplicate", 3),
        ("id_blank", 4),
        ("id_missing", 5),
        ("encoding_invalid", 6),
    ]
    assert "first on line 1" in str(caught.value)


def test_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "corpus.tsv"
    path.write_bytes("a\tuno\n".encode("utf-16"))
    with pytest.raises(FrameError, match="UTF-16"):
        read_lines(path)


def test_titles_of_the_sample_corpus_are_found(samples: Path) -> None:
    folder = samples / "jobtitle_it"
    relevant: dict[str, set[str]] = defaultdict(set)
    for line in (folder / "annotations.tsv").read_text(encoding="utf-8").splitlines():
        query, _, document, _ = line.split("\t")
        relevant[query].add(document)
    corpus, queries = read_lines(folder / "corpus_documents.tsv"), read_lines(folder / "queries.tsv")
    total = 0.0
    ranked = rank_corpus([text for _, text in corpus], [text for _, text in queries], 0, meaning=False)
    for (query, _), lines in zip(queries, ranked, strict=True):
        ids = [corpus[position][0] for position, _ in lines]
        total += next((1.0 / rank for rank, document in enumerate(ids, start=1) if document in relevant[query]), 0.0)
    assert total / len(queries) >= 0.76
