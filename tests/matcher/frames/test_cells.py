"""Each kind of cell: the contract's form, its variants, and what is refused."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.frames.cells import PARSERS, Choices, parse_cell, parse_column
from matcher.frames.faults import CODES, CellFault
from matcher.frames.text import cell_text
from models.columns import KINDS, TABLES, Column

ALL_COLUMNS = [(table.name, column) for table in TABLES.values() for column in table.columns]
every_column = pytest.mark.parametrize(
    ("table", "column"), ALL_COLUMNS, ids=[f"{table}-{column.name}" for table, column in ALL_COLUMNS]
)


def value_of(place: str, text: str) -> Any:
    """The value of a cell of ``table.column``."""
    table, _, name = place.partition(".")
    return parse_cell(text, TABLES[table].column(name))


GOOD: list[tuple[str, str, object]] = [
    ("candidates.candidate_id", " 00104 ", "00104"),
    ("candidates.phone", "+39 340 000 0144", "+39 340 000 0144"),
    ("candidates.enrolled_on", "2026-03-02", date(2026, 3, 2)),
    ("candidates.enrolled_on", "2/3/2026", date(2026, 3, 2)),
    ("candidates.enrolled_on", "29/02/2024", date(2024, 2, 29)),
    ("candidates.home_lat", "45,5255", 45.5255),
    ("candidates.max_commute_km", "7,5", 7.5),
    ("candidates.max_commute_km", "max 15 km", 15.0),
    ("candidates.weekly_hours_min", "20 ore", 20.0),
    ("candidates.weekly_hours_min", "20:30", 20.5),
    ("candidates.travel", "accompanied;car;car", ("car", "accompanied")),
    ("candidates.travel", "auto, mezzi pubblici", ("car", "public_transport")),
    ("candidates.education", "3", 3),
    ("candidates.education", "licenza media", 2),
    ("candidates.languages", "it:C2;en:b1", (("en", "B1"), ("it", "C2"))),
    ("candidates.languages", "ise:C2;ja:A1", (("ise", "C2"), ("ja", "A1"))),
    ("candidates.licences", "forklift;B;Gru a torre", ("B", "forklift", "gru a torre")),
    ("candidates.licences", "patente b", ("B",)),
    ("candidates.occupations_held", "cuoca:0.25;sarta", (("cuoca", 0.25), ("sarta", None))),
    (
        "candidates.occupations_held",
        "http://data.europa.eu/esco/occupation/x:3",
        (("http://data.europa.eu/esco/occupation/x", 3.0),),
    ),
    ("candidates.occupations_held", "http://data.europa.eu/esco/x", (("http://data.europa.eu/esco/x", None),)),
    ("candidates.capacities", "standing=1;sitting=4", {"sitting": 4, "standing": 1}),
    ("candidates.capacities", ";", None),
    ("candidates.excluded_tasks", "pesi;driving", ("lifting", "driving")),
    ("candidates.accommodations_needed", "job_coach:essential", {"job_coach": "essential"}),
    ("candidates.disability_percent", "55,5%", 55.5),
    ("candidates.psychic_or_intellectual", "Sì", True),
    ("candidates.psychic_or_intellectual", "N", False),
    ("candidates.consent", "identity_to_employer;matching", ("matching", "identity_to_employer")),
    ("candidates.law68_category", "Invalida civile", "civil"),
    ("candidates.home_municipality", "Melzo", "015142"),
    ("vacancies.remote_share", "20%", 0.2),
    ("vacancies.required_skills", "haccp; preparazione pasti;", ("haccp", "preparazione pasti")),
    ("vacancies.accommodations_available", "quiet_workspace;lifting_aid", ("lifting_aid", "quiet_workspace")),
    ("vacancies.occupation", "9333", "9333"),
    ("vacancies.openings", "2,0", 2),
    ("workforce.province", "Monza e Brianza", "MB"),
    ("workforce.part_time", "20/40:6;24,5/40:4", ((1200, 2400, 6), (1470, 2400, 4))),
    ("workforce.part_time", "24:00/37:30:4", ((1440, 2250, 4),)),
    ("workforce.part_time", "20/40 x 6", ((1200, 2400, 6),)),
    (
        "workforce.disabled_part_time",
        "20/38:75:psychic;18/38:50",
        ((1200, 2280, 75.0, True), (1080, 2280, 50.0, False)),
    ),
    ("workforce.disabled_part_time", "20/38", ((1200, 2280, None, False),)),
    ("workforce.disabled_part_time", "20:30/38:00:60", ((1230, 2280, 60.0, False),)),
    ("workforce.disabled_part_time", "20/38 75% psichico", ((1200, 2280, 75.0, True),)),
    ("workforce.compensation", "BG:1:reduction;Lodi:2:excess", (("BG", 1, "reduction"), ("LO", 2, "excess"))),
]
BAD: list[tuple[str, str, str]] = [
    ("candidates.enrolled_on", "31/02/2026", "date_invalid"),
    ("candidates.enrolled_on", "02/03/26", "date_invalid"),
    ("candidates.enrolled_on", "1026-03-02", "date_invalid"),
    ("candidates.enrolled_on", "٢٠٢٦-03-02", "date_invalid"),
    *[
        ("candidates.max_commute_km", text, "number_invalid")
        for text in (
            "1e309",
            "NaN",
            "inf",
            "−15",
            "٣",
            "1.2.3",
            "15,5,5",
            "0x10",
            "1e3",
            "5.",
            ".5",
            "1_000",
            "1 0",
            "9" * 400,
        )
    ],
    ("candidates.max_commute_km", "-1", "number_out_of_range"),
    ("candidates.weekly_hours_min", "-5", "hours_negative"),
    ("candidates.weekly_hours_min", "169", "number_out_of_range"),
    ("candidates.disability_percent", "400%", "percent_out_of_range"),
    ("candidates.home_lat", "91", "coordinates_out_of_range"),
    ("candidates.birth_year", "1985.5", "number_invalid"),
    ("candidates.travel", "car;teleport", "word_unknown"),
    ("candidates.education", "9", "level_invalid"),
    ("candidates.languages", "xx:C2", "language_unknown"),
    ("candidates.languages", "it", "language_level_invalid"),
    ("candidates.languages", "it:C2;it:B1", "entry_repeated"),
    ("candidates.occupations_held", "cuoca:tre", "number_invalid"),
    ("candidates.occupations_held", "cuoca:-3", "number_out_of_range"),
    ("candidates.capacities", "lifting=5", "level_invalid"),
    ("candidates.capacities", "lifting", "level_invalid"),
    ("candidates.capacities", "flying=2", "demand_unknown"),
    ("candidates.capacities", "lifting=1;lifting=2", "entry_repeated"),
    ("candidates.excluded_tasks", "flying", "demand_unknown"),
    ("candidates.accommodations_needed", "massage_chair:essential", "accommodation_unknown"),
    ("candidates.accommodations_needed", "job_coach", "need_invalid"),
    ("candidates.accommodations_needed", "job_coach:maybe", "need_invalid"),
    ("candidates.home_municipality", "Borgo Roggiaverde", "municipality_unknown"),
    ("candidates.psychic_or_intellectual", "forse", "word_unknown"),
    ("candidates.candidate_id", "MZ\t1", "character_invalid"),
    ("candidates.skills", "a\u200bb", "character_invalid"),
    ("candidates.skills", "a\x00b", "character_invalid"),
    ("candidates.skills", "qualit\ufffd", "encoding_invalid"),
    ("candidates.skills", "=1+1", "formula_text"),
    ("candidates.skills", "+cmd|' /C calc'!A0", "formula_text"),
    ("candidates.skills", "@SUM(A1)", "formula_text"),
    ("candidates.skills", "x" * 32_768, "cell_too_long"),
    ("vacancies.openings", "-1", "number_out_of_range"),
    ("vacancies.openings", "2.5", "number_invalid"),
    ("vacancies.remote_share", "1.5", "number_out_of_range"),
    ("vacancies.remote_share", "half%", "number_invalid"),
    ("vacancies.title", "#N/A", "cell_error"),
    ("workforce.province", "Atlantide", "province_unknown"),
    ("workforce.employees", "-3", "number_out_of_range"),
    ("workforce.exemption_percent", "130", "percent_out_of_range"),
    ("workforce.part_time", "-20/40:2", "hours_negative"),
    ("workforce.part_time", "41/40:2", "hours_negative"),
    ("workforce.part_time", "20/40", "part_time_invalid"),
    ("workforce.part_time", "20:6", "part_time_invalid"),
    ("workforce.part_time", "20/40:six", "part_time_invalid"),
    ("workforce.disabled_part_time", "20/38:140", "percent_out_of_range"),
    ("workforce.disabled_part_time", "20", "part_time_invalid"),
    ("workforce.disabled_part_time", "20/38:blind", "part_time_invalid"),
    ("workforce.compensation", "BG:1", "compensation_invalid"),
    ("workforce.compensation", "BG:0:excess", "compensation_invalid"),
    ("workforce.compensation", "ZZ:1:excess", "province_unknown"),
]


def test_every_kind_has_its_parser_and_no_other() -> None:
    """The list of kinds and the list of parsers are one."""
    assert set(PARSERS) == set(KINDS) == {column.kind for _, column in ALL_COLUMNS}


@pytest.mark.parametrize(("place", "text", "value"), GOOD)
def test_a_cell_is_read(place: str, text: str, value: object) -> None:
    """In the contract's form, and in the office's."""
    found = value_of(place, text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(("place", "text", "code"), BAD, ids=lambda text: str(text)[:40])
def test_a_cell_is_refused_without_being_echoed(place: str, text: str, code: str) -> None:
    """The fault names what was expected."""
    found = value_of(place, text)
    assert isinstance(found, CellFault)
    assert found.code == code
    assert len(text) < 3 or text not in found.expected.replace("0 to 100", "").replace("20:30", "")


@pytest.mark.parametrize("text", ["", "  ", "\n", "\u00a0"])
@every_column
def test_a_blank_cell_is_unknown(table: str, column: Column, text: str) -> None:
    """Never zero, never an empty list."""
    assert parse_cell(text, column) is None


def test_a_word_outside_its_list_names_the_words_allowed() -> None:
    """All of them."""
    found = value_of("vacancies.contract", "forever")
    assert found.expected == "one of permanent fixed_term apprenticeship internship"


def test_an_unknown_municipality_names_the_nearest_spelling() -> None:
    """A slip of the pen is put right at once."""
    assert "'Gorgonzola'" in value_of("candidates.home_municipality", "Gorgonzolla").expected


def test_a_homonym_waits_for_the_coordinates_of_its_row() -> None:
    """Both codes are kept until then."""
    assert value_of("candidates.home_municipality", "Castro") == Choices(("016065", "075096"))


@every_column
def test_no_text_breaks_a_parser(table: str, column: Column) -> None:
    """Any text gives a value, unknown, or a fault with a documented code."""
    pieces = st.sampled_from(["=", ":", ";", "/", "-", "1", "20/40", "x", "it", "C2", "lifting", "job_coach", "%", ","])

    @given(st.one_of(st.text(max_size=40), st.lists(pieces, max_size=8).map("".join)))
    def check(text: str) -> None:
        found = parse_cell(text, column)
        if isinstance(found, CellFault):
            assert found.code in CODES
        elif found is not None and not isinstance(found, Choices):
            assert parse_cell(cell_text(found, column.kind), column) == found

    check()


TYPED: list[tuple[str, object, object]] = [
    ("candidates.candidate_id", 104.0, "104"),
    ("candidates.enrolled_on", date(2026, 3, 2), date(2026, 3, 2)),
    ("candidates.enrolled_on", datetime(2026, 3, 2, 9, 30), date(2026, 3, 2)),  # noqa: DTZ001
    ("candidates.max_commute_km", 15, 15.0),
    ("candidates.max_commute_km", Decimal("7.5"), 7.5),
    ("candidates.max_commute_km", np.float32(7.5), 7.5),
    ("candidates.home_lat", 1e-7, 1e-7),
    ("candidates.psychic_or_intellectual", True, True),
    ("candidates.psychic_or_intellectual", np.bool_(False), False),
    ("candidates.travel", ["walking", "car"], ("car", "walking")),
    ("candidates.capacities", {"lifting": 3}, {"lifting": 3}),
    ("candidates.capacities", [("lifting", 3)], {"lifting": 3}),
    ("candidates.languages", [["it", "C2"]], (("it", "C2"),)),
    ("candidates.occupations_held", [["cuoca", 2.5], ["sarta", None]], (("cuoca", 2.5), ("sarta", None))),
    ("candidates.skills", None, None),
    ("candidates.skills", "città".encode(), "città"),
    ("workforce.part_time", ((1200, 2400, 6),), ((1200, 2400, 6),)),
    ("workforce.disabled_part_time", ((1200, 2280, None, True),), ((1200, 2280, None, True),)),
    ("workforce.compensation", (("BG", 1, "excess"),), (("BG", 1, "excess"),)),
]


@pytest.mark.parametrize(("place", "cell", "value"), TYPED, ids=[f"{place}-{cell}" for place, cell, _ in TYPED])
def test_a_typed_cell_is_read_by_the_same_rules(place: str, cell: object, value: object) -> None:
    """A number, a day or a list says what its text would say."""
    table, _, name = place.partition(".")
    assert parse_column([cell], TABLES[table].column(name)) == ([value], [])


@pytest.mark.parametrize("cell", [float("nan"), float("inf"), 10**400, [[[1]]], {"a": {"b": 1}}, True])
def test_a_typed_cell_that_is_no_number_is_a_fault(cell: object) -> None:
    """A missing number is absent, never NaN."""
    _, faults = parse_column([cell], TABLES["candidates"].column("max_commute_km"))
    assert [fault.code for _, fault in faults] == ["number_invalid"]
