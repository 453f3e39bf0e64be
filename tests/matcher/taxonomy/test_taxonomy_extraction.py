"""Skills out of a sentence, titles, codes and addresses."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.taxonomy import embedded
from matcher.taxonomy.extraction import halves, pieces


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("uso pistola barcode, bolle; patentino muletto preso nel 2019", ("pistola-barcode", "bolle-ddt", "muletto")),
        ("cucito a macchina 20 anni e stiro", ("cucito-macchina", "stiro")),
        ("resi e reclami", ("resi-reclami",)),
        ("team system e zucchetti", ("teamsystem", "zucchetti")),
        ("lavapavimenti (macchina)", ("lavapavimenti",)),
        ("excel/word", ("excel-base", "word")),
        ("C++ e C#", ("c-cpp", "c-sharp")),
        ("730 e 770", ("dichiarazioni-fiscali", "adempimenti-annuali")),
        ("senza glutine", ("diete-speciali",)),
        ("ho lavorato come cassiera e al banco gastronomia", ("cassa", "banco-gastronomia")),
        ("", ()),
        ("30 anni di esperienza", ()),
    ],
)
def test_sentences_give_their_skills(text: str, expected: tuple[str, ...]) -> None:
    assert embedded().extract_skills(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("non uso il muletto", ()),
        ("senza patentino muletto", ()),
        ("so cucire ma non stiro", ("cucito-macchina",)),
        ("pulizie. Non riesco a stare in piedi", ("pulizie",)),
        ("gestione non conformità", ("documentazione-qualita",)),
    ],
)
def test_what_is_denied_is_no_skill(text: str, expected: tuple[str, ...]) -> None:
    assert embedded().extract_skills(text) == expected


def test_an_unknown_skill_still_meets_itself() -> None:
    (one,) = embedded().extract_skills("Filatelia antica")
    (other,) = embedded().extract_skills("filatelia  ANTICA.")
    assert one == other
    assert one.startswith("text:")
    assert embedded().skill_credit(one, other) == 1_000_000


def test_addresses_are_kept_or_mapped() -> None:
    own = next(skill for skill in embedded().skills.values() if skill.uri and skill.id != "muletto")
    foreign = "http://data.europa.eu/esco/skill/00000000-0000-0000-0000-000000000000"
    assert embedded().extract_skills(f"{foreign};{own.uri};muletto") == (foreign, own.id, "muletto")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Addetta Pulizie", "addetto-pulizie"),
        ("4321", "isco:4321"),
        ("ISCO 4321", "isco:4321"),
        ("4321.2", "isco:4321"),
        ("http://data.europa.eu/esco/isco/C9112", "isco:9112"),
        ("9999", "text:9999"),
        ("apprendista", "text:apprendista"),
        ("http://data.europa.eu/esco/occupation/0000", "esco:0000"),
        ("imp. amministrativa", "impiegato-amministrativo"),
    ],
)
def test_titles_codes_and_addresses_become_occupations(text: str, expected: str) -> None:
    assert embedded().occupation_of(text) == expected


def test_own_esco_addresses_map_to_their_occupation() -> None:
    for occupation in embedded().occupations.values():
        if occupation.uri:
            assert embedded().occupation_of(occupation.uri) == occupation.id


@given(st.lists(st.sampled_from(["muletto", "non uso word", "stiro e cucito", "xyz", "pulizie, stiro"]), max_size=5))
def test_batch_and_single_texts_agree(texts: list[str]) -> None:
    taxonomy = embedded()
    assert taxonomy.extract_skills_many(texts) == [taxonomy.extract_skills(text) for text in texts]
    assert taxonomy.occupations_of(texts) == [taxonomy.occupation_of(text) for text in texts]


@given(st.text(max_size=60))
def test_any_text_is_read_without_failure(text: str) -> None:
    ids = embedded().extract_skills(text)
    assert len(ids) == len(set(ids))
    assert all(ids)
    assert embedded().occupation_of(text)


def test_pieces_and_halves_cut_where_people_cut() -> None:
    assert pieces("bolle, ddt; 3 anni\nvedi") == ["bolle", "ddt", "vedi"]
    assert halves("stiro e piega con vapore") == ["stiro", "piega", "vapore"]


def test_nine_skills_of_ten_in_the_sample_office_are_recognised(samples: Path) -> None:
    """A guard, not a measure: most of these texts stand word for word among the names (docs/quality.md)."""
    with (samples / "office" / "clean" / "candidates.csv").open(encoding="utf-8-sig", newline="") as file:
        ids = [skill for row in csv.DictReader(file) for skill in embedded().extract_skills(row["skills"])]
    assert sum(not skill.startswith("text:") for skill in ids) / len(ids) >= 0.9
