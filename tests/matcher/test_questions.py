"""The question worth asking: what it says is what happens when the answer is written into the tables."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from market import job, matching, pair, person
from strategies import DAY, markets

from matcher.errors import MatcherError
from matcher.frames import Frame
from matcher.matching import prepare
from matcher.questions import worth_asking
from matcher.questions.of_people import FACETS_OF_PEOPLE
from matcher.questions.of_vacancies import FACETS_OF_VACANCIES
from models.columns import TABLES

few = settings(max_examples=15, deadline=None)
KEYS = {"candidate": ("candidates", "candidate_id"), "vacancy": ("vacancies", "vacancy_id")}


def lists(prepared, by, top):
    """Lists by id: who stands in each, in no order."""
    sides = (prepared.encoding.candidates.ids, prepared.encoding.vacancies.ids)
    ranked = prepared.rank(k=top, by=by)
    whose, named = (ranked.candidate, ranked.vacancy) if by == "candidate" else (ranked.vacancy, ranked.candidate)
    own, other = sides if by == "candidate" else sides[::-1]
    found = {identity: set() for identity in own}
    for row, name in zip(whose.tolist(), named.tolist(), strict=True):
        found[own[row]].add(other[name])
    return found


def answered(prepared, side, identity, cells):
    """The same day with these cells written into the row."""
    table, key = KEYS[side]
    frame = getattr(prepared.tables, table)
    where = frame[key].index(identity)
    columns = {name: list(values) for name, values in frame.columns.items()}
    for name, value in cells.items():
        columns[name][where] = value
    tables = replace(prepared.tables, **{table: Frame(table, columns, frame.lines, frame.file)})
    return prepare(tables, on=DAY)


@pytest.mark.parametrize("side", list(KEYS))
@few
@given(market=markets(most=4), data=st.data(), top=st.integers(1, 3))
def test_each_count_is_what_happens_when_the_answer_is_written_down(side, market, data, top):
    prepared = matching(market)
    ids = (prepared.encoding.candidates if side == "candidate" else prepared.encoding.vacancies).ids
    identity = data.draw(st.sampled_from(ids))
    other = "vacancy" if side == "candidate" else "candidate"
    own_now, others_now = lists(prepared, side, top)[identity], lists(prepared, other, top)
    for worth in worth_asking(prepared, side, identity, top=top)[:3]:
        for answer, (own, others) in zip(worth.facet.answers, worth.by_answer, strict=True):
            then = answered(prepared, side, identity, answer.cells)
            own_then, others_then = lists(then, side, top)[identity], lists(then, other, top)
            assert own == max(len(own_then - own_now), len(own_now - own_then))
            assert others == sum(
                (identity in others_now[name]) != (identity in others_then[name]) for name in others_now
            )


def test_questions_come_by_what_they_change_and_only_about_what_is_blank():
    prepared = matching(
        pair(person(capacities="standing=1", skills="cucito"), job(demands="standing=3;lifting=3", title="sarta"))
    )
    found = worth_asking(prepared, "candidate", "C1")
    assert [worth.changed for worth in found] == sorted((worth.changed for worth in found), reverse=True)
    codes = {worth.facet.code for worth in found}
    assert "capacities:lifting" in codes
    assert not codes & {"capacities:standing", "skills"}


def test_a_capacity_that_decides_is_asked_for_first():
    """The firm offers nothing: below 3 the only vacancy is out of reach, and nothing else can take it away."""
    worker = person(skills="", occupations_held="", max_commute_km="20", working_times="morning", education="3")
    prepared = matching(pair(worker, job(demands="lifting=3", accommodations_available="job_coach")))
    first = worth_asking(prepared, "candidate", "C1")[0]
    assert first.facet.code == "capacities:lifting"
    assert first.by_answer == ((1, 1), (1, 1), (1, 1), (0, 0), (0, 0))
    assert (first.own, first.others) == (0.6, 0.6)


def test_a_row_without_unknowns_that_matter_has_no_question_with_an_effect():
    prepared = matching(pair(person(status="left"), job()))
    assert all(worth.changed == 0 for worth in worth_asking(prepared, "candidate", "C1"))


@pytest.mark.parametrize("side", list(KEYS))
def test_an_unknown_id_is_named(side):
    with pytest.raises(MatcherError, match="NOBODY"):
        worth_asking(matching(pair(person(), job())), side, "NOBODY")


@pytest.mark.parametrize(
    ("table", "facets"), [("candidates", FACETS_OF_PEOPLE), ("vacancies", FACETS_OF_VACANCIES)], ids=["people", "jobs"]
)
def test_every_facet_names_a_column_of_its_table(table, facets):
    assert {column for column, _ in facets if column is not None} <= set(TABLES[table].names)
