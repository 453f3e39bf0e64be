"""A file of employers: an object, a list, JSON lines; a faulty one does not stop the others."""

from __future__ import annotations

import json
from datetime import date

import pytest

from matcher.law68 import QuotaInputError, compute_documents, compute_file, parse_documents, to_page

TODAY = date(2026, 11, 22)
EMPLOYER = {
    "legal_form": "private",
    "registered_office_province": "MI",
    "provinces": [{"province": "MI", "employees": 100}],
}


def compute(text, on=None):
    return compute_file(text, on=on, today=TODAY)


def test_an_object_gives_an_object():
    """And today where no day is named."""
    found = compute(json.dumps(EMPLOYER))
    assert isinstance(found.to_json(), dict)
    assert found.to_json()["on"] == "2026-11-22"
    assert not found.faulty


def test_a_list_gives_a_list_in_the_same_order():
    """Each with its employer_id."""
    found = compute(json.dumps([EMPLOYER | {"employer_id": "B"}, EMPLOYER | {"employer_id": "A"}]))
    assert [row["employer_id"] for row in found.to_json()] == ["B", "A"]


def test_lines_are_unwrapped():
    """Lines of the examples hold the employer and its id."""
    lines = "\n\n".join(json.dumps({"id": name, "employer": EMPLOYER, "tags": []}) for name in ("P1", "P2"))
    found = compute(f"\ufeff{lines}\n").to_json()
    assert [row["employer_id"] for row in found] == ["P1", "P2"]
    assert "warnings" in found[0]
    assert not any("tags" in warning for warning in found[0]["warnings"])


def test_a_faulty_employer_does_not_stop_the_others():
    """Its place in the list holds its faults."""
    documents = [EMPLOYER, {"employer_id": "007", "legal_form": "none"}, 5, EMPLOYER]
    found = compute(json.dumps(documents))
    assert found.faulty
    rows = found.to_json()
    assert len(rows) == 4
    assert rows[1]["employer_id"] == "007"
    assert len(rows[1]["errors"]) >= 3
    assert "gap_enforceable" in rows[3]


def test_a_broken_line_is_named_and_the_others_go_on():
    """By its number in the file."""
    found = compute(json.dumps(EMPLOYER) + '\n{"legal_form": \n' + json.dumps(EMPLOYER))
    assert found.to_json()[1]["errors"][0].startswith("line 2: expected one JSON object a line")
    assert "national" in found.to_json()[2]


@pytest.mark.parametrize("text", ["", "  \n ", "ciao", '{"a": 1', "[1, 2", "[" * 100_000])
def test_a_file_that_is_no_json_is_refused(text):
    """One error with its place."""
    with pytest.raises(QuotaInputError, match=r"file|line"):
        parse_documents(text)


@pytest.mark.parametrize("text", ['{"legal_form": NaN}', '{"a": 1, "a": 2}', "9" * 5000])
def test_what_json_does_not_hold_is_refused(text):
    """NaN, repeated keys and endless numbers are nobody's data."""
    with pytest.raises(QuotaInputError):
        parse_documents(text)


def test_a_day_before_the_law_is_a_fault_of_that_employer():
    """The others are computed."""
    found = compute_documents([EMPLOYER | {"reference_date": "1999-01-01"}, EMPLOYER], on=None, today=TODAY)
    assert "2000-01-17" in found.to_json()[0]["errors"][0]
    assert found.faulty


def test_the_output_is_json():
    """Every value of a position is a plain one: written and read again it is the same."""
    found = compute(json.dumps(EMPLOYER)).to_json()
    assert json.loads(json.dumps(found, allow_nan=False)) == found


@pytest.mark.parametrize(("lang", "words"), [("it", "scoperti"), ("en", "missing")])
def test_the_page_reads_in_both_languages(lang, words):
    """Figures, steps with article, day and certainty, ways, terms."""
    position = compute(json.dumps(EMPLOYER)).items[0]
    page = to_page(position, lang)
    assert words in page
    assert "art. 3, comma 1" in page
    assert "2000-01-17" in page
    assert all(way.label in page for way in position.options)
    assert all(len(line) <= 240 for line in page.splitlines())


def test_a_page_in_another_language_is_refused():
    """Two languages only."""
    with pytest.raises(ValueError, match="lang must be one of it, en"):
        to_page(compute(json.dumps(EMPLOYER)).items[0], "de")
