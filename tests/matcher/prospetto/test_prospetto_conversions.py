"""From the prospetto to the tables and the calculation, and back; the eleven fields of a post both ways."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prospetti import TEXTS, value, whole

from matcher.frames import from_records, read_folder
from matcher.law68 import from_tables as positions_of_tables
from matcher.law68 import position
from matcher.prospetto import (
    ProspettoError,
    build,
    from_employer,
    from_tables,
    from_vacancy,
    to_employer,
    to_tables,
    to_vacancy,
    with_summary,
)
from matcher.prospetto.belfiore import belfiore_of, istat_of, province_of
from matcher.prospetto.categories import by_code, categories, code_of
from matcher.prospetto.fields_rows import POSTS
from models.vocabulary import EXCLUDED_CATEGORIES, EXCLUDED_FROM_BOTH

DAY = date(2025, 12, 31)
ELEVEN = (
    "occupation",
    "tasks",
    "openings",
    "subject",
    "municipality",
    "abilities",
    "barriers",
    "night_shifts",
    "public_transport",
    "hire_category",
)
_SPECIAL = {
    "occupation": st.sampled_from((None, "4.1.2.1.0.1", "8.1.3.1.0.00")),
    "municipality": st.sampled_from((None, "F205", "C566", "Z112")),
    "openings": st.one_of(st.none(), st.integers(1, 50)),
    "tasks": st.one_of(st.none(), TEXTS),
    "abilities": st.one_of(st.none(), TEXTS),
    "notes": st.one_of(st.none(), TEXTS.filter(lambda text: not text.endswith("]"))),
    "vacancy_id": st.just("V1"),
    "occupation_isco": st.one_of(st.none(), st.just("9333")),
}
POST = st.fixed_dictionaries({field.name: _SPECIAL.get(field.name, value(field)) for field in POSTS.fields()})


@given(POST)
def test_a_post_goes_into_the_vacancies_and_back_whole(post):
    """The official fields, the office's code and notes: nothing is lost between the two forms."""
    back, notes = from_vacancy(to_vacancy(post, employer_id="E1", vacancy_id="V9"))
    assert back == post
    assert notes == ()


def test_a_post_fills_the_columns_of_the_contract():
    """Barriers turned round, night shifts, subject and channel in the contract's words."""
    post = {
        **dict.fromkeys(field.name for field in POSTS.fields()),
        "occupation": "8.1.3.1.0.1",
        "tasks": "Preparazione ordini",
        "openings": 2,
        "subject": "protected",
        "municipality": "C523",
        "abilities": "stare in piedi: molto",
        "barriers": True,
        "night_shifts": True,
        "public_transport": False,
        "hire_category": "nominative",
    }
    vacancy = to_vacancy(post, employer_id="00104", vacancy_id="00104-MI-1")
    frame = from_records("vacancies", [vacancy])
    row = next(frame.rows())
    assert row["step_free"] is False
    assert row["working_times"] == ("night",)
    assert row["public_transport"] is False
    assert row["reserved_for"] == "art18"
    assert row["channel"] == "nominative"
    assert row["abilities_note"] == "stare in piedi: molto"
    assert row["title"] == "Preparazione ordini"
    assert row["site_municipality"] == istat_of("C523") == "015070"
    assert row["description"] == "[prospetto: qualifica ISTAT 8.1.3.1.0.1]"
    assert row["occupation"] is None, "the ISTAT code is no ISCO code"
    assert from_vacancy(row)[0]["occupation"] == "8.1.3.1.0.1"


def test_no_night_shifts_says_nothing_of_the_other_times():
    """A post without night shifts blocks nobody: the column of times stays unknown."""
    post = {**dict.fromkeys(field.name for field in POSTS.fields()), "night_shifts": False, "vacancy_id": "V1"}
    vacancy = to_vacancy(post, employer_id="E1", vacancy_id="V1")
    assert vacancy["working_times"] is None
    assert from_vacancy(vacancy)[0]["night_shifts"] is False


def test_what_the_prospetto_cannot_say_of_a_vacancy_is_told():
    """Both categories, a convention and a long title: cut or left out, and named."""
    vacancy = {
        "vacancy_id": "V1",
        "title": "x" * 300,
        "reserved_for": "both",
        "channel": "art14",
        "working_times": ("morning",),
        "demands": {"standing": 3, "noise": 0},
    }
    post, notes = from_vacancy(vacancy)
    assert len(post["tasks"]) == 200
    assert post["subject"] is None
    assert post["hire_category"] is None
    assert post["night_shifts"] is False
    assert post["abilities"] == "stare in piedi: molto"
    assert len(notes) == 3


@pytest.fixture(scope="module")
def office(samples):
    return read_folder(samples / "office" / "clean")


def test_every_firm_of_the_sample_office_goes_through_the_prospetto(office):
    """Tables, prospetto, tables: the same rows; and the calculation gives the same figures."""
    straight = positions_of_tables(office.employers, office.workforce, on=DAY)
    assert straight
    for employer in office.employers.rows():
        key = employer["employer_id"]
        if key not in straight:
            continue
        own = [row for row in office.workforce.rows() if row["employer_id"] == key]
        vacancies = [row for row in office.vacancies.rows() if row["employer_id"] == key]
        prospetto, _ = from_tables(employer, own, vacancies, on=DAY)
        assert position(to_employer(prospetto)).national == straight[key].national
        tables = to_tables(prospetto)
        rows = list(from_records("workforce", tables.workforce).rows())
        by_province = {row["province"]: row for row in own}
        assert {row["province"]: row for row in rows} == by_province
        written = next(from_records("employers", tables.employers).rows())
        for column in ("employer_id", "name", "tax_code", "ateco", "registered_office", "email", "phone"):
            assert written[column] == employer[column]
        again = {row["vacancy_id"]: row for row in from_records("vacancies", tables.vacancies).rows()}
        for vacancy in vacancies:
            if vacancy["vacancy_id"] in again:
                found = again[vacancy["vacancy_id"]]
                for column in ("title", "openings", "step_free", "public_transport", "occupation", "site_municipality"):
                    assert found[column] == vacancy[column]


def test_every_official_case_that_a_table_can_hold_keeps_its_figures(samples):
    """Through employers and workforce; a case that says more than the columns is named in the notes."""
    text = (samples / "quota" / "cases.jsonl").read_text(encoding="utf-8")
    whole_cases = 0
    for case in map(json.loads, text.splitlines()):
        prospetto = from_employer(case)
        tables = to_tables(prospetto)
        # The tables have no province of the registered office without its municipality.
        serious = [note for note in tables.notes if "richiesto" not in note and "posti esonerati" not in note]
        if serious or len(prospetto.provinces) > 1 or prospetto.company["suspended_nationally"]:
            continue
        employers = from_records("employers", tables.employers)
        workforce = from_records("workforce", tables.workforce)
        found = positions_of_tables(employers, workforce, on=DAY)[case["id"]]
        expected = case["expected"]["national"]
        computed = found.to_json()["national"]
        if prospetto.provinces[0]["self_certified_units"] is None:
            assert {name: computed[name] for name in expected} == expected, case["id"]
            whole_cases += 1
    assert whole_cases > 10


def test_the_tables_hold_no_listed_person():
    """Names and tax codes of workers go into no table."""
    raw = whole()
    raw["quadro_2"][0]["workers"][0]["surname"] = "COGNOMESEGRETO"
    tables = to_tables(build(raw))
    assert "COGNOMESEGRETO" not in repr(tables)


def test_what_a_table_cannot_hold_is_told():
    """Agency part-timers, art. 18 compensations, the state of 2000: each is named with its province."""
    tables = to_tables(build(whole()))
    told = "\n".join(tables.notes)
    for words in ("somministrati", "17/01/2000", "posti esonerati", "compensazioni"):
        assert words in told
    assert all(note.startswith("provincia MI") for note in tables.notes)


def test_a_firm_without_id_has_no_rows():
    """The id or the tax code must stand."""
    with pytest.raises(ProspettoError, match=r"quadro_1\.employer_id"):
        to_tables(build({"quadro_2": [{"province": "MI", "employees": 20}]}))


def test_the_official_letter_of_collective_dismissal_suspends_everything():
    """The one letter that was found is read; the others leave the kind unknown."""
    raw = {
        "quadro_1": {"legal_form": "private", "reference_date": "2025-12-31"},
        "quadro_2": [{"province": "MI", "employees": 60, "suspension_state": "E", "suspension_reason": "B"}],
    }
    assert position(to_employer(build(raw))).gap_enforceable == 0
    raw["quadro_2"][0]["suspension_reason"] = "A"
    found = to_employer(build(raw))["provinces"][0]
    assert found["suspension"] is None
    assert found["suspension_granted"] is True


def test_the_registered_office_is_that_of_its_municipality():
    """The official field wins over ours."""
    raw = {
        "quadro_1": {"legal_form": "A", "reference_date": "2025-12-31", "registered_municipality": "F704"},
        "quadro_2": [{"province": "MI", "employees": 60}, {"province": "MB", "employees": 10}],
    }
    raw["quadro_1"]["registered_office_province"] = "MI"
    assert to_employer(build(raw))["registered_office_province"] == province_of("F704") == "MB"


def test_quadro_3_is_the_engines():
    """Seven percent of 150 is 10.50, and one half is not over one half."""
    document = {
        "legal_form": "private",
        "reference_date": "2025-12-31",
        "registered_office_province": "MI",
        "provinces": [{"province": "MI", "employees": 150, "disabled_full_time": 0}],
    }
    found = with_summary(from_employer(document))
    assert found.summary["quota_disabled"] == 10
    assert found.summary["gap_disabled"] == 10
    assert found.summary["quota_art18"] == 1
    assert found.company["company_class"] == "A"
    assert found.summary["suspended"] is False
    assert found.summary["provinces"][0]["quota_disabled"] == 10


def test_every_category_of_the_contract_is_in_the_mapping_and_no_code_is_invented():
    """The codes were found nowhere: each is null, and the scope is the contract's."""
    found = {row.category: row for row in categories() if row.category}
    assert set(found) == set(EXCLUDED_CATEGORIES)
    for name, row in found.items():
        assert row.code is None
        assert (row.scope == "both") == (name in EXCLUDED_FROM_BOTH)
    assert code_of("apprentices") is None
    assert by_code(None) is None
    assert {row.valid_until for row in categories()} == {None, date(2012, 12, 31), date(2016, 4, 15)}


def test_belfiore_and_istat_codes_are_one_to_one():
    """Milan is F205 and 015146; a foreign state has no ISTAT code."""
    assert istat_of("F205") == "015146"
    assert belfiore_of("015146") == "F205"
    assert istat_of("Z112") is None
    assert belfiore_of(None) is None
    assert province_of("F205") == "MI"
