"""Likeness of meaning: the adapter learns what it must, answers depend on one text alone, the real model."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest

from matcher.errors import TaxonomyError
from matcher.taxonomy import ranking, semantic, semantic_model
from matcher.taxonomy.ranking import rank_corpus
from matcher.taxonomy.semantic_adapter import KEPT, learn
from matcher.taxonomy.semantic_model import DIMENSIONS

installed = pytest.mark.skipif(not semantic.available(), reason="the extra [semantic] is not installed")


class Letters:
    """A model of known behaviour: each text's vector is drawn from a seed of its letters."""

    asked: int = 0

    def query(self, texts: Sequence[str]) -> semantic.Float32Array:
        Letters.asked += len(texts)
        rows = [np.random.default_rng(zlib.crc32(text.encode())).normal(size=DIMENSIONS) for text in texts]
        return np.array([row / np.linalg.norm(row) for row in rows], dtype=np.float32)


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> type[Letters]:
    monkeypatch.setattr(semantic_model, "_model", Letters)
    Letters.asked = 0
    return Letters


def test_the_adapter_keeps_what_parts_concepts_and_drops_what_does_not() -> None:
    """Names differ wildly along axis 0, which says nothing; concepts differ a little along axis 1."""
    draw = np.random.default_rng(3)
    concept = np.repeat(np.arange(40), 5)
    raw = draw.normal(scale=0.01, size=(200, 8))
    raw[:, 0] += draw.normal(scale=3.0, size=200)
    raw[:, 1] += draw.normal(scale=0.5, size=40)[concept]
    table = learn(raw.astype(np.float32), concept.tolist(), kept=1)
    assert table.shape == (9, 1)
    assert np.abs(table[1, 0]) > 50 * np.abs(table[0, 0])
    turned = raw @ table[:-1] - table[-1]
    assert np.abs(turned.mean()) < 1e-3 * np.abs(turned).max()


def test_what_is_adapted_has_length_one(letters: type[Letters]) -> None:
    found = semantic.vectors(["cuoco", "autista", "", "CUOCO"])
    assert found.shape == (4, KEPT)
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1.0, rtol=1e-5)
    np.testing.assert_array_equal(found[0], found[3])


def test_a_space_embeds_each_distinct_text_once_and_shares_it_between_genders(letters: type[Letters]) -> None:
    space = semantic.MeaningSpace(["operatore di gru", "operatrice di gru", "cuoco"])
    assert (space.distinct, letters.asked) == (2, 0)
    first = space.similarity(["operatore di gru", "cuoco"])
    asked = letters.asked
    assert asked == 4
    np.testing.assert_array_equal(first[:, 0], first[:, 1])
    assert first[0, 0] == pytest.approx(1.0, abs=1e-5)
    np.testing.assert_array_equal(space.similarity(["cuoco"])[0], first[1])
    assert letters.asked == asked + 1


@pytest.mark.parametrize("whole", [0, 100])
def test_a_ranking_by_meaning_depends_on_no_other_query(
    letters: type[Letters], whole: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "EMBED_WHOLE", whole)
    monkeypatch.setattr(ranking, "SHORT_LIST", 3)
    corpus = ["cuoco", "cuoca di mensa", "aiuto cuoco", "autista", "autista di gru", "", "saldatore", "cuoco di bordo"]
    queries = ["cuochi", "autisti e cuochi", "???", "zzz", "gru"]
    together = rank_corpus(corpus, queries, 0, meaning=True)
    assert together == [rank_corpus(corpus, [query], 0, meaning=True)[0] for query in queries]
    assert all(one[1] > other[1] for row in together for one, other in pairwise(row))
    assert [len(row) for row in together] == [8, 8, 0, 8, 8]


def test_a_large_corpus_is_embedded_only_near_the_queries(
    letters: type[Letters], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "EMBED_WHOLE", 10)
    monkeypatch.setattr(ranking, "SHORT_LIST", 4)
    corpus = [f"mestiere {number:04}" for number in range(300)]
    rank_corpus(corpus, ["mestiere 0007"], 5, meaning=True)
    assert 0 < letters.asked < 300


def test_without_the_package_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    semantic_model._model.cache_clear()
    monkeypatch.setattr(semantic_model, "PACKAGE", "a_package_that_is_not_there")
    assert not semantic.available()
    with pytest.raises(TaxonomyError, match=r"volante\[semantic\]"):
        semantic.vectors(["cuoco"])
    assert rank_corpus(["cuoco", "autista"], ["cuoca"], 1)[0][0][0] == 0


@installed
def test_the_model_gives_a_text_the_same_vector_in_any_company() -> None:
    texts = ["addetta alle pulizie", "Ingegneri energetici e nucleari", "x", "", "mulettista " * 300, "è 😀"]
    together = semantic_model.raw_vectors(texts)
    assert together.shape == (6, DIMENSIONS)
    np.testing.assert_array_equal(together, np.concatenate([semantic_model.raw_vectors([text]) for text in texts]))
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1.0, rtol=1e-3)


@installed
@pytest.mark.parametrize(
    ("query", "best"),
    [("netturbino", "operatore ecologico"), ("badante", "assistente familiare"), ("ragioniere", "contabile")],
)
def test_meaning_finds_what_shares_no_word(query: str, best: str) -> None:
    texts = ["saldatore", "operatore ecologico", "assistente familiare", "contabile", "violinista"]
    (row,) = semantic.MeaningSpace(texts).similarity([query])
    assert texts[int(row.argmax())] == best
