"""Findings of rows and tables: words and flags beside what is stated; the figures that the page shows."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.frames import Tables, from_records
from matcher.inferred import of_candidate, of_tables, of_vacancy, read_capacities, read_demands, to_confirm
from matcher.inferred.confirm import Confirmed, with_confirmed
from models.vocabulary import DEMANDS

HERE = Path(__file__).resolve().parent
PAGE = HERE.parents[2] / "docs" / "inferred.md"
SENTENCES = list(csv.DictReader((HERE / "sentences.csv").read_text(encoding="utf-8").splitlines()))
READERS = {"job": read_demands, "person": read_capacities}
levels = st.dictionaries(st.sampled_from(list(DEMANDS)), st.integers(0, 4))


def vacancy(**cells):
    return {"vacancy_id": "V1", **cells}


def found(row):
    return {(one.column, one.demand): (one.level, one.stated) for one in of_vacancy(row)}


def test_barriers_and_night_shifts_are_read_as_the_demands_they_say():
    assert found(vacancy(step_free=False)) == {("step_free", "stairs"): (1, None)}
    assert found(vacancy(working_times=("morning", "night"))) == {("working_times", "stress"): (1, None)}
    assert found(vacancy(step_free=True, working_times=("morning",), public_transport=False)) == {}


def test_a_flag_adds_nothing_to_a_demand_that_is_stated_at_least_so_high():
    assert found(vacancy(step_free=False, demands={"stairs": 3})) == {}
    assert found(vacancy(step_free=False, demands={"stairs": 0})) == {("step_free", "stairs"): (1, 0)}


def test_each_column_speaks_for_itself_and_the_note_takes_the_most_asking():
    row = vacancy(title="Carico e scarico", description="Colli fino a 5 kg", demands={"noise": 2})
    assert found(row) == {("title", "lifting"): (3, None), ("description", "lifting"): (2, None)}
    assert [(one.column, one.level) for one in to_confirm(of_vacancy(row))] == [("title", 3)]


def test_a_person_states_the_most_limiting_of_their_words():
    row = {"candidate_id": "C1", "skills": "non posso stare in piedi a lungo; non posso stare in piedi"}
    assert [(one.demand, one.level) for one in of_candidate(row)] == [("standing", 0)]


def test_what_the_table_states_just_so_is_not_to_be_confirmed_and_conflicts_come_first():
    row = vacancy(description="In piedi, colli da 15 kg, ambiente rumoroso", demands={"standing": 3, "noise": 1})
    assert [(one.demand, one.conflicts) for one in to_confirm(of_vacancy(row))] == [("noise", True), ("lifting", False)]


@given(stated=levels, confirmed=levels)
def test_confirming_never_changes_what_is_stated(stated, confirmed):
    cell = ";".join(f"{demand}={level}" for demand, level in stated.items())
    jobs = from_records("vacancies", [{"vacancy_id": "V1", "employer_id": "E1", "demands": cell}])
    tables = Tables(vacancies=jobs)
    template = of_vacancy(vacancy(title="in piedi"))[0]
    chosen = [
        Confirmed(type(template)("vacancies", "V1", "title", demand, level, "x", None), level)
        for demand, level in confirmed.items()
    ]
    after = with_confirmed(tables, chosen).vacancies["demands"][0] or {}
    assert after == {**confirmed, **stated}
    assert (tables.vacancies["demands"][0] or {}) == stated


def test_the_tables_are_read_in_the_order_of_their_ids_and_left_as_they_are():
    jobs = from_records(
        "vacancies",
        [{"vacancy_id": key, "employer_id": "E1", "title": "lavoro in piedi"} for key in ("V2", "V10", "V1")],
    )
    tables = Tables(vacancies=jobs)
    digest = tables.digest
    assert [one.id for one in of_tables(tables)] == ["V1", "V10", "V2"]
    assert Tables(vacancies=jobs).digest == digest


def counted(part: str, side: str) -> tuple[int, int, int]:
    """Readings that are right to the level, readings made, readings expected."""
    right = made = expected = 0
    for row in SENTENCES:
        if (row["part"], row["side"]) == (part, side):
            wanted = set(filter(None, row["expected"].split(";")))
            got = {f"{one.demand}={one.level}" for one in READERS[side](row["text"])}
            right, made, expected = right + len(wanted & got), made + len(got), expected + len(wanted)
    return right, made, expected


@pytest.mark.parametrize("side", READERS)
@pytest.mark.parametrize("part", ["tune", "report", "fresh"])
def test_the_page_shows_the_figures_of_the_sentences_as_they_are(part, side):
    right, made, expected = counted(part, side)
    line = re.compile(rf"^\| `{part}` \| {side} \| {right} of {made} \| {right} of {expected} \|", re.MULTILINE)
    assert line.search(PAGE.read_text(encoding="utf-8")), f"{part} {side}: {right} of {made}, {right} of {expected}"


def test_there_are_enough_sentences():
    assert len(SENTENCES) >= 80
    assert {row["side"] for row in SENTENCES} == set(READERS)
