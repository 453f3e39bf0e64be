"""Names with vectors: exact whatever the batch, kept for one version, and what they add to linking."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from matcher.errors import TaxonomyError
from matcher.taxonomy import calibration, embedded, learning, semantic, semantic_model, semantic_names
from matcher.taxonomy.calibration import HIGHEST, READINGS, TERMS, Model
from matcher.taxonomy.linking import Linker
from matcher.taxonomy.normalise import core
from matcher.taxonomy.semantic import NameVectors
from matcher.taxonomy.semantic_adapter import KEPT
from matcher.taxonomy.semantic_model import DIMENSIONS
from matcher.taxonomy.texts import KINDS

CONCEPTS = [
    ("rifiuti", "operatore ecologico", ("addetto alla raccolta", "Addetta alla raccolta")),
    ("muletto", "guida del muletto", ("carrello elevatore", "mulettista")),
    ("cuoco", "cuoco", ("cuoca di mensa", "capo cuoco")),
]
# The model of these tests means the same by the two; every other text means something of its own.
SAME = {"netturbino": "operatore ecologico"}


class Known:
    """A model of known behaviour: each text's vector is drawn from a seed of its letters, or of its synonym's."""

    def query(self, texts: Sequence[str]) -> semantic.Float32Array:
        rows = [
            np.random.default_rng(zlib.crc32(SAME.get(text, text).encode())).normal(size=DIMENSIONS) for text in texts
        ]
        return np.array([row / np.linalg.norm(row) for row in rows], dtype=np.float32)


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(semantic_model, "_model", Known)


@pytest.fixture
def plain() -> Linker:
    return Linker(CONCEPTS, calibration.shipped("occupation"))


def by_meaning(linker: Linker) -> Linker:
    """The index with vectors of all its names."""
    table = semantic_names.embed(linker.spoken, None)
    return linker.with_meaning(NameVectors(table), calibration.shipped("occupation", meaning=True))


@pytest.mark.parametrize("kind", KINDS)
def test_the_shipped_numbers_with_meaning_are_whole(kind: str) -> None:
    model = calibration.shipped(kind, meaning=True)
    assert model.by_meaning
    assert (len(model.score), len(model.chance)) == (len(READINGS) + 1, len(TERMS) + 1)
    assert min(model.score) >= 0.0
    assert model.score[-1] > 0.1
    assert sum(model.score) == pytest.approx(HIGHEST, abs=0.001)
    assert calibration.read(calibration.numbers(model), "numbers", meaning=True) == model
    assert not calibration.shipped(kind).by_meaning


def test_numbers_without_meaning_are_not_taken_for_those_with_it() -> None:
    with pytest.raises(TaxonomyError, match=r"score\.meaning, chance\.meaning"):
        calibration.read(calibration.numbers(calibration.shipped("skill")), "meaning.json", meaning=True)


@pytest.mark.parametrize("kind", KINDS)
def test_each_folded_name_has_the_name_as_it_is_written(kind: str) -> None:
    linker = embedded().linker(kind)
    assert [core(name) for name in linker.spoken] == linker.names


def test_of_names_that_fold_alike_the_first_is_spoken(plain: Linker) -> None:
    assert plain.spoken[:2] == ["operatore ecologico", "addetto alla raccolta"]
    assert "Addetta alla raccolta" in plain.spoken


def test_whole_numbers_keep_the_cosines_and_no_batch_changes_them(known: None) -> None:
    names = [f"mestiere {number}" for number in range(90)]
    texts = ["mestiere 7", "netturbino", *(f"prova {number}" for number in range(60))]
    vectors = NameVectors(semantic_names.embed(names, None))
    together = np.stack(list(vectors.likeness(texts)))
    assert together.shape == (62, 90)
    np.testing.assert_allclose(together, semantic.vectors(texts) @ semantic.vectors(names).T, atol=0.01)
    assert together[0].argmax() == 7
    assert together[0, 7] == pytest.approx(1.0, abs=1e-3)
    np.testing.assert_array_equal(together, np.stack([row for text in texts for row in vectors.likeness([text])]))


def test_sums_of_products_stay_exact_in_single_floats() -> None:
    """The largest vectors there can be: every number of the name at its most, the text along it."""
    table = np.full((1, 128), 127, dtype=np.int8)
    most = np.sqrt(128.0) * 127.0 * (semantic._STEPS + np.sqrt(128.0) / 2.0)
    assert most < 2.0**24
    np.testing.assert_array_equal(NameVectors.whole(np.full((1, 128), 128.0**-0.5, dtype=np.float32)), table)


def test_a_name_without_a_vector_is_like_nothing(known: None) -> None:
    table = semantic_names.embed(["cuoco", "autista"], [False, True])
    assert not table[0].any()
    (row,) = NameVectors(table).likeness(["cuoco"])
    assert row[0] == 0.0
    (row,) = NameVectors(table).likeness(["autista"])
    assert row[1] == pytest.approx(1.0, abs=1e-3)


def test_meaning_finds_what_shares_no_letters(known: None, plain: Linker) -> None:
    wide = by_meaning(plain)
    assert [link.id for link in plain.link(["netturbino"], 1)[0]] != ["rifiuti"]
    assert wide.link(["netturbino"], 1)[0][0].id == "rifiuti"
    assert plain.meaning is None


def test_answers_with_meaning_depend_on_one_text_alone(known: None, plain: Linker) -> None:
    wide = by_meaning(plain)
    texts = ["netturbino", "cuoca", "", "muletto e cucina", "netturbino", "che bello"]
    assert wide.link(texts, 5) == [wide.link([text], 5)[0] for text in texts]


def test_a_name_word_for_word_stays_first_and_a_filler_stays_nothing(known: None, plain: Linker) -> None:
    wide = by_meaning(plain)
    for concept, label, others in CONCEPTS:
        for name in (label, *others):
            first = wide.link([name], 1)[0][0]
            assert (first.id, first.named) == (concept, True)
    assert wide.link(["molta esperienza", "", "  "], 5) == [[], [], []]


def test_a_name_held_out_is_not_found_by_its_meaning(known: None, plain: Linker) -> None:
    wide = by_meaning(plain)
    (row,), (near,) = wide.likeness(["netturbino"]), wide.nearness(["netturbino"])
    place = wide.names.index("operatore ecologico")
    readings = {each.concept: each.readings[-1] for each in wide.read("netturbino", row, near=near)}
    without = {each.concept: each.readings[-1] for each in wide.read("netturbino", row, frozenset([place]), near)}
    assert readings[0] == pytest.approx(1.0, abs=1e-3)
    assert without.get(0, 0.0) < 0.6


def test_what_shares_no_word_is_trusted_only_where_it_means_the_same() -> None:
    model = Model((0.0,) * 7 + (HIGHEST,), (9.0,) + (0.0,) * 9)
    assert model.chance_of("netturbino", 0.5, 0.0, (0.0,) * 7 + (0.74,)) == 0.4
    assert model.chance_of("netturbino", 0.5, 0.0, (0.0,) * 7 + (0.76,)) == 0.98
    words = Model((HIGHEST,) + (0.0,) * 6, (9.0,) + (0.0,) * 8)
    assert words.chance_of("netturbino", 0.5, 0.0, (0.9,) + (0.0,) * 6) == 0.4


def test_weights_are_learnt_with_meaning_where_there_are_vectors(known: None) -> None:
    linker = embedded().linker("skill")
    table = semantic_names.embed(linker.spoken[:300], None)
    wide = linker.with_meaning(
        NameVectors(np.vstack([table, np.zeros((len(linker.names) - 300, KEPT), dtype=np.int8)])),
        linker.model.widened(),
    )
    drawn = learning.samples(wide, 60)
    model = learning.fit(learning.observe(wide, drawn))
    assert model.by_meaning
    assert min(model.score) >= 0.0
    nothing = np.zeros((len(drawn), len(linker.names)))
    unread = learning.fit(learning.observe(wide, drawn, nothing))
    assert unread.chance[-1] == 0.0  # a reading that is always 0 teaches nothing


def test_kept_vectors_come_back_for_their_version_and_names(known: None, plain: Linker, tmp_path: Path) -> None:
    table = semantic_names.embed(plain.spoken, None)
    model = calibration.shipped("skill", meaning=True)
    place, count = semantic_names.save(tmp_path, "v1", [("occupation", plain, table, model)])
    assert (place, count) == (tmp_path / "v1", len(plain.names))
    assert semantic_names.find(tmp_path, "v2") is None
    found = semantic_names.find(tmp_path, "v1")
    assert found is not None
    wide = found.applied("occupation", plain)
    assert wide.meaning is not None
    np.testing.assert_array_equal(wide.meaning.table, table)
    assert wide.model == model
    assert found.applied("skill", plain) is plain
    other = Linker([*CONCEPTS[:2], ("cuoco", "cuoco", ("cuoca",))], plain.model)
    assert found.applied("occupation", other) is other


def test_without_weights_of_their_own_the_embedded_ones_serve(known: None, plain: Linker, tmp_path: Path) -> None:
    table = semantic_names.embed(plain.spoken, None)
    semantic_names.save(tmp_path, "v1", [("occupation", plain, table, None)])
    found = semantic_names.find(tmp_path, "v1")
    assert found is not None
    assert found.applied("occupation", plain).model == calibration.shipped("occupation", meaning=True)
    assert semantic_names.learnt(plain, "occupation", table) is None


@pytest.mark.parametrize("damage", [b"", b"\x93NUMPY", b"x" * 40])
def test_damaged_vectors_are_none(known: None, plain: Linker, tmp_path: Path, damage: bytes) -> None:
    table = semantic_names.embed(plain.spoken, None)
    place, _ = semantic_names.save(tmp_path, "v1", [("occupation", plain, table, None)])
    found = semantic_names.find(tmp_path, "v1")
    assert found is not None
    (place / "occupation.npy").write_bytes(damage)
    assert found.applied("occupation", plain) is plain
    (place / "meaning.json").write_bytes(damage)
    assert semantic_names.find(tmp_path, "v1") is None


def test_vectors_of_another_adapter_are_none(
    known: None, plain: Linker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    semantic_names.save(tmp_path, "v1", [("occupation", plain, semantic_names.embed(plain.spoken, None), None)])
    other = tmp_path / "adapter"
    other.write_bytes(b"another")
    monkeypatch.setattr(semantic_names, "ADAPTER", other)
    assert semantic_names.find(tmp_path, "v1") is None


def test_an_interrupted_work_leaves_what_was_there(known: None, plain: Linker, tmp_path: Path) -> None:
    table = semantic_names.embed(plain.spoken, None)
    semantic_names.save(tmp_path, "v1", [("occupation", plain, table, None)])

    def made():
        yield "occupation", plain, table * 0, None
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        semantic_names.save(tmp_path, "v1", made())
    found = semantic_names.find(tmp_path, "v1")
    assert found is not None
    assert found.applied("occupation", plain).meaning is not None
    assert [each.name for each in tmp_path.iterdir()] == ["v1"]


def test_a_folder_that_cannot_be_written_is_named(known: None, plain: Linker, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(TaxonomyError, match=r"file.*cannot be written.*--dir"):
        semantic_names.save(tmp_path / "file", "v1", [])
