"""The chance of a link: learnt from held-out names, the same every time, and true on average."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from matcher.errors import TaxonomyError
from matcher.taxonomy import calibration, embedded, keeping, learning
from matcher.taxonomy.calibration import HIGHEST, READINGS, TERMS
from matcher.taxonomy.linking import EXACT_CHANCE, MATCH_AT, Linker
from matcher.taxonomy.texts import KINDS

CONCEPTS = [
    ("pulizie", "pulizie", ("pulire", "fare le pulizie")),
    ("muletto", "guida del muletto", ("carrello elevatore", "mulettista")),
    ("cuoco", "cuoco", ("cuoca di mensa", "capo cuoco")),
]


@pytest.mark.parametrize("kind", KINDS)
def test_the_shipped_numbers_are_whole_and_no_reading_counts_against_a_concept(kind: str) -> None:
    model = calibration.shipped(kind)
    assert len(model.score) == len(READINGS)
    assert len(model.chance) == len(TERMS)
    assert min(model.score) >= 0.0
    assert sum(model.score) == pytest.approx(HIGHEST, abs=0.001)
    named = dict(zip(TERMS, model.chance, strict=True))
    assert named["score"] > 0.0
    assert named["margin"] > 0.0 > named["behind"]


def test_missing_numbers_are_all_named() -> None:
    with pytest.raises(TaxonomyError, match=r"numbers score\.held, .*chance\.letters"):
        calibration.read({"score.alike": 1.0}, "calibration.csv")


@pytest.mark.parametrize("kind", KINDS)
def test_chances_agree_with_what_was_right_on_held_out_names(kind: str) -> None:
    linker = embedded().linker(kind)
    drawn = [sample for sample in learning.samples(linker, 300) if sample.kind != "nothing"]
    seen = learning.observe(linker, drawn)
    chances, right = learning.chances(seen, linker.model)[seen.there], seen.right[seen.there]
    assert len(chances) > 1_000
    assert abs(chances.mean() - right.mean()) < 0.03
    sure = chances >= 0.8
    assert right[sure].mean() > 0.8
    assert right[chances < 0.2].mean() < 0.1


def test_learning_gives_the_same_numbers_every_time() -> None:
    linker = embedded().linker("skill")
    assert learning.learn(linker, 60) == learning.learn(linker, 60)


def test_a_name_held_out_is_not_found_by_itself() -> None:
    linker = Linker(CONCEPTS, calibration.shipped("skill"))
    place = linker.names.index("carrello elevatore")
    (row,) = linker.likeness(["carrello elevatore"])
    assert linker.read("carrello elevatore", row)[0].concept == 1
    without = linker.read("carrello elevatore", row, frozenset([place]))
    assert all(each.score < 0.3 for each in without)


def test_a_name_is_nearly_sure_and_what_is_like_one_never_surer() -> None:
    for kind in KINDS:
        concepts = embedded().occupations if kind == "occupation" else embedded().skills
        texts = [name for concept in list(concepts.values())[:80] for name in concept.names]
        for text, links in zip(texts, embedded().link(kind, texts, 3), strict=True):
            assert links[0].chance >= 0.97, text
            assert all(link.chance < EXACT_CHANCE for link in links[1:])


def test_only_what_is_more_likely_right_than_wrong_is_matched() -> None:
    with (Path(__file__).parent / "pairs.csv").open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    for kind in KINDS:
        for links, match in zip(embedded().link(kind, texts, 1), embedded().match_texts(kind, texts), strict=True):
            assert match == (links[0].id if links and links[0].chance >= MATCH_AT else None)


def test_an_index_is_kept_with_its_numbers_and_only_for_its_version(tmp_path: Path) -> None:
    model = calibration.shipped("skill")
    linker = Linker(CONCEPTS, model)
    keeping.save(linker, tmp_path / "skill", "v1")
    again = keeping.load(tmp_path / "skill", "v1", CONCEPTS)
    assert again is not None
    texts = ["muletista", "cuoca", "pulire", "nulla"]
    assert again.link(texts, 3) == linker.link(texts, 3)
    assert calibration.numbers(again.model) == calibration.numbers(model)
    assert keeping.load(tmp_path / "skill", "v2", CONCEPTS) is None
    assert keeping.load(tmp_path / "skill", "v1", CONCEPTS[:2]) is None
    assert keeping.load(tmp_path / "other", "v1", CONCEPTS) is None


@pytest.mark.parametrize("name", ["index.json", "names.tsv", "grams_keys.npy", "grams_weights.npy"])
@pytest.mark.parametrize("content", [b"", b"{}", b"\x93NUMPY", None])
def test_a_broken_index_is_worked_out_again(name: str, content: bytes | None, tmp_path: Path) -> None:
    folder = tmp_path / "skill"
    kept = keeping.kept(folder, "v1", CONCEPTS, calibration.shipped("skill"), None)
    path = folder / name
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    assert keeping.load(folder, "v1", CONCEPTS) is None
    again = keeping.kept(folder, "v1", CONCEPTS, calibration.shipped("skill"), None)
    assert again.link(["muletista"], 2) == kept.link(["muletista"], 2)
    assert keeping.load(folder, "v1", CONCEPTS) is not None
    assert [path.name for path in tmp_path.iterdir()] == ["skill"]
