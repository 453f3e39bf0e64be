"""Encoding by columns and distinct cells equals encoding row by row; quota figures equal those of the position."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
import rowwise
from hypothesis import given, settings
from market import matching, pair, person, tables
from strategies import DAY, EMPLOYERS, WORKFORCE, markets

from matcher import frames, law68, synthetic
from matcher.encode.encode import vacancy_occupation
from matcher.law68 import QuotaInputError
from matcher.law68.quotas import quotas_of_tables
from matcher.matching import prepare

FIGURES = ("quota_disabled", "quota_art18", "gap_disabled", "gap_art18", "exposure_eur_per_day")
NARROW = {
    "int8": ("public_transport", "step_free", "education_min", "public_contact", "education", "category_side",
             "language_levels", "licences_held", "capacities", "demand_profiles", "licence_profiles",
             "language_profiles"),
    "uint8": ("times_bits", "travel_bits"),
    "uint64": ("available_bits", "refused_bits", "excluded_bits", "essential_bits", "preferred_bits"),
    "bool": ("available_known", "filled", "skills_known", "held_known", "sought_known", "languages_known",
             "licences_known", "needs_known", "consent_missing", "placed", "inactive"),
    "int64": ("remote", "hours_min", "hours_max", "max_commute", "held", "sought", "skill_credit", "skill_sets"),
}  # fmt: skip
DTYPES = {name: dtype for dtype, names in NARROW.items() for name in names}  # int32 where not named


def assert_row_by_row(prepared):
    """Every column and every shared table of a prepared day, against the plain definition."""
    encoding, taxonomy = prepared.encoding, prepared.taxonomy
    people, jobs, shared = rowwise.encoded(
        prepared.tables,
        prepared.on,
        prepared.policy,
        taxonomy,
        prepared.quotas,
        lambda row: vacancy_occupation(row, taxonomy),
    )
    for side, expected in ((encoding.candidates, people), (encoding.vacancies, jobs)):
        assert set(side.columns) == set(expected)
        for name, values in expected.items():
            found = side[name]
            assert found.shape[0] == len(side)
            assert found.dtype == DTYPES.get(name, "int32"), name
            dense = found.toarray() if hasattr(found, "indptr") else found
            np.testing.assert_array_equal(dense, np.array(values, found.dtype).reshape(dense.shape), err_msg=name)
            if hasattr(found, "indptr"):
                assert found.has_sorted_indices
                assert found.data.all(), f"{name} holds zeros"
    for name, values in shared.items():
        found = getattr(encoding.shared, name)
        if isinstance(found, tuple):
            assert list(found) == values, name
        else:
            dense = found.toarray() if hasattr(found, "indptr") else found
            np.testing.assert_array_equal(dense, np.array(values, dense.dtype).reshape(dense.shape), err_msg=name)


@settings(max_examples=25, deadline=None)
@given(markets())
def test_any_market_is_encoded_as_row_by_row(market):
    """Unknowns, repeated cells, places without coordinates, past outcomes."""
    assert_row_by_row(matching(market))


def test_the_district_is_encoded_as_row_by_row():
    """A part of every table, so that the plain loops end."""
    rows = {name: list(cells) for name, cells in synthetic.district().items()}
    rng = random.Random(68)
    for name in ("candidates", "vacancies"):
        rows[name] = rng.sample(rows[name], 120)
    kept = {row["candidate_id"] for row in rows["candidates"]}, {row["vacancy_id"] for row in rows["vacancies"]}
    rows["outcomes"] = [r for r in rows["outcomes"] if r["candidate_id"] in kept[0] and r["vacancy_id"] in kept[1]]
    assert_row_by_row(matching(rows, on=synthetic.STATE_OF_DATA))


def test_the_office_is_encoded_as_row_by_row(samples):
    """The sample of the office as it is."""
    assert_row_by_row(prepare(frames.read_folder(samples / "office/clean"), on=DAY))


def test_equal_cells_that_are_two_objects_are_still_one_number():
    """Cells are told apart by identity; what they are interned to is told apart by value."""
    given_once = tables(pair(person(skills="saldatura a filo"), {"vacancy_id": "V1", "employer_id": "E1"}))
    frame = given_once.vacancies
    twice = {name: [cells[0], cells[0]] for name, cells in frame.columns.items()}
    twice |= {"vacancy_id": ["V1", "V2"], "demands": [{"lifting": 3}, {"lifting": 3}], "licences": [("B",), tuple("B")]}
    both = replace(given_once, vacancies=replace(frame, columns=twice, lines=[1, 2]))
    vacancies = prepare(both, on=DAY).encoding.vacancies
    for name in ("demands", "licences", "site", "occupation"):
        assert vacancies[name][0] == vacancies[name][1], name


def test_nobody_and_nothing_keep_their_types():
    """Empty sides have the columns and types of any other."""
    empty = frames.Tables(employers=frames.from_records("employers", EMPLOYERS))
    encoding = prepare(empty, on=DAY).encoding
    for side in (encoding.candidates, encoding.vacancies):
        for name, column in side.columns.items():
            assert column.shape[0] == 0
            assert column.dtype == DTYPES.get(name, "int32"), name


@pytest.mark.parametrize("on", [synthetic.STATE_OF_DATA, DAY])
def test_quota_figures_are_those_of_the_position(on):
    """By columns at once, or one employer at a time: the same whole workers, the same cents."""
    rows = synthetic.district()
    employers, workforce, agreements = (
        frames.from_records(name, rows[name]) for name in ("employers", "workforce", "agreements")
    )
    found = quotas_of_tables(employers, workforce, on=on, agreements=agreements)
    positions = law68.from_tables(employers, workforce, on=on, agreements=agreements)
    assert list(found) == list(positions)
    for name, position in positions.items():
        assert [getattr(found[name], each) for each in FIGURES] == [getattr(position, each) for each in FIGURES]
    assert all(found[name].position == positions[name] for name in list(positions)[:30])


@pytest.mark.parametrize(
    ("firm", "staff"),
    [
        ({}, {"employees": "1", "disabled_full_time": "5"}),
        ({"working_days_per_week": "7"}, {}),
    ],
)
def test_what_the_position_refuses_is_refused_at_once_and_in_its_words(firm, staff):
    """No employer is found faulty only when somebody looks at it."""
    employers = frames.from_records("employers", [{**EMPLOYERS[0]}])
    workforce = frames.from_records("workforce", [{**WORKFORCE[0], **staff}])
    if firm:
        employers.columns["working_days_per_week"] = [int(firm["working_days_per_week"])]
    with pytest.raises(QuotaInputError) as told:
        law68.from_tables(employers, workforce, on=DAY)
    with pytest.raises(QuotaInputError) as now:
        quotas_of_tables(employers, workforce, on=DAY)
    assert now.value.faults == told.value.faults
