"""Nearness of concepts: the stated levels, symmetric, the same in matrices and pairs."""

from __future__ import annotations

import random

import pytest

from matcher.taxonomy import embedded
from matcher.taxonomy import nearness as levels


def _sample(ids: list[str], count: int) -> list[str]:
    return random.Random(68).sample(ids, count)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("carrellista", "carrellista", levels.SAME),
        ("isco:8344", "carrellista", levels.BARE_CODE),
        ("magazziniere", "carrellista", levels.RELATED),
        ("magazziniere", "facchino", levels.RELATED),
        ("magazziniere", "addetto-confezionamento", levels.RELATED),
        ("isco:8344", "magazziniere", levels.RELATED_TO_GROUP),
        ("cuoco", "isco:5120", levels.BARE_CODE),
        ("addetto-inventari", "addetto-spedizioni", levels.SAME_DIGITS[4]),
        ("isco:4321", "isco:4322", levels.SAME_DIGITS[3]),
        ("isco:4321", "isco:4311", levels.SAME_DIGITS[2]),
        ("isco:4321", "isco:4110", levels.SAME_DIGITS[1]),
        ("cuoco", "contabile", levels.NOTHING),
        ("text:mago", "text:mago", levels.SAME),
        ("text:mago", "text:maga", levels.NOTHING),
        ("text:", "text:", levels.NOTHING),
    ],
)
def test_occupations_have_the_stated_levels(a: str, b: str, expected: int) -> None:
    assert embedded().occupation_nearness(a, b) == expected
    assert embedded().occupation_nearness(b, a) == expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("muletto", "muletto", levels.SAME),
        ("wms", "inventario", levels.SAME_GROUP),
        ("muletto", "transpallet", levels.SAME_GROUP),
        ("muletto", "stiro", levels.NOTHING),
        ("text:x", "muletto", levels.NOTHING),
    ],
)
def test_skills_have_the_stated_levels(a: str, b: str, expected: int) -> None:
    assert embedded().skill_credit(a, b) == expected
    assert embedded().skill_credit(b, a) == expected


def test_matrices_equal_pairs() -> None:
    taxonomy = embedded()
    extra = ["isco:4321", "isco:9112", "isco:1111", "isco:43", "isco:0110", "text:mago", "text:", "esco:x", "text:mago"]
    one = [*_sample(list(taxonomy.occupations), 60), *extra]
    other = [*_sample(list(taxonomy.occupations), 120), *extra]
    matrix = taxonomy.occupation_nearness_matrix(one, other)
    assert matrix.dtype == "int32"
    assert matrix.tolist() == [[taxonomy.occupation_nearness(a, b) for b in other] for a in one]
    one = [*_sample(list(taxonomy.skills), 60), "text:mago", "text:", "http://x"]
    other = [*_sample(list(taxonomy.skills), 200), "text:mago", "text:", "http://x", "text:mago"]
    expected = [[taxonomy.skill_credit(a, b) for b in other] for a in one]
    assert taxonomy.skill_credit_matrix(one, other).tolist() == expected


def test_matrices_of_nothing_have_their_shape() -> None:
    assert embedded().skill_credit_matrix([], ["muletto"]).shape == (0, 1)
    assert embedded().occupation_nearness_matrix(["cuoco"], []).shape == (1, 0)


def test_levels_fall_from_the_same_to_nothing() -> None:
    falling = [
        levels.SAME,
        levels.BARE_CODE,
        levels.RELATED,
        levels.SAME_DIGITS[4],
        levels.RELATED_TO_GROUP,
        levels.SAME_DIGITS[3],
        levels.TRANSFERABLE,
        levels.SAME_DIGITS[2],
        levels.SAME_DIGITS[1],
        levels.NOTHING,
    ]
    assert falling == sorted(set(falling), reverse=True)
    assert levels.SAME > levels.IMPLIED > levels.NEAR > levels.SAME_GROUP == levels.AKIN > levels.NOTHING


@pytest.mark.parametrize(
    ("kind", "a", "b", "words"),
    [
        ("occupation", "cuoco", "cuoco", "la stessa occupazione"),
        ("occupation", "cuoco", "contabile", "occupazioni lontane"),
        ("occupation", "text:mago", "cuoco", "occupazioni lontane"),
        ("occupation", "magazziniere", "carrellista", "occupazione affine a «magazziniere»"),
        ("occupation", "isco:8344", "carrellista", "occupazione dell'unità professionale ISCO 8344 (Carrellisti)"),
        (
            "occupation",
            "magazziniere",
            "isco:8344",
            "occupazione affine all'unità professionale ISCO 8344 (Carrellisti)",
        ),
        (
            "occupation",
            "addetto-inventari",
            "addetto-spedizioni",
            "stessa unità professionale ISCO 4321 (Addetti al magazzino)",
        ),
        ("occupation", "isco:4321", "isco:4110", "stesso grande gruppo ISCO 4 (Impiegati d'ufficio)"),
        ("skill", "muletto", "muletto", "la stessa competenza"),
        ("skill", "muletto", "stiro", "nessuna competenza vicina"),
        ("skill", "text:mago", "muletto", "nessuna competenza vicina"),
        (
            "skill",
            "muletto",
            "transpallet",
            "stesso gruppo «magazzino-carrelli» di «guida del carrello elevatore»",
        ),
        (
            "skill",
            "muletto",
            "carrello-frontale",
            "vicina a «guida del carrello elevatore», stesso gruppo «magazzino-carrelli»",
        ),
        (
            "skill",
            "carrello-retrattile",
            "muletto",
            "chi ha «carrello retrattile» ha anche «guida del carrello elevatore»",
        ),
    ],
)
def test_every_level_has_its_words(kind: str, a: str, b: str, words: str) -> None:
    """Skills in common, where there are any, follow what is quoted here."""
    assert embedded().explain_nearness(kind, a, b).startswith(words)


def test_labels_of_what_is_no_concept() -> None:
    taxonomy = embedded()
    assert taxonomy.label("occupation", "isco:4321") == "Addetti al magazzino"
    assert taxonomy.label("skill", "text:theremin") == "theremin"


def test_a_skill_brings_along_what_it_implies_the_one_way_only() -> None:
    """Who drives a reach truck drives a forklift; the other way it is only near."""
    assert embedded().skill_credit("carrello-retrattile", "muletto") == levels.IMPLIED
    assert embedded().skill_credit("muletto", "carrello-retrattile") == levels.NEAR
    assert embedded().skill_credit("excel-base", "uso-computer") == levels.IMPLIED
    assert embedded().skill_credit("uso-computer", "excel-base") == levels.NOTHING
