"""The numbers of the law: dated, referenced, checked; a faulty file is refused with its line."""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path

import pytest

import matcher.law68.parameters as module
from matcher.errors import ParameterError
from matcher.law68 import load, parameter_ids, parameters_version
from matcher.law68.parameters import CERTAINTIES, read_parameter
from models.vocabulary import EXCLUDED_CATEGORIES, EXCLUDED_FROM_BOTH

ROOT = Path(__file__).resolve().parents[2]
SOUND = """\
id: sample
label: {it: "prova", en: "sample"}
unit: worker
checked_on: 2026-11-22
values:
  - valid_from: 2000-01-17
    value: 1
    reference: {act: "L. 68/1999", article: "art. 3", text: "uno"}
    certainty: confirmed
  - valid_from: 2018-01-01
    value: 2
    reference: {act: "L. 68/1999", article: "art. 3", href: "https://www.normattiva.it/"}
    certainty: doubtful
"""


@pytest.mark.parametrize("name", parameter_ids())
def test_every_value_has_a_day_a_reference_and_a_certainty(name):
    """Half-referenced numbers do not load; this says it of every file."""
    parameter = load(name)
    assert parameter.label_it
    assert parameter.label_en
    assert parameter.checked_on <= date(2026, 12, 31)
    for value in parameter.values:
        assert value.reference.act
        assert value.reference.article
        assert value.reference.text or value.reference.href
        assert value.certainty in CERTAINTIES
        assert value.valid_from >= date(2000, 1, 17)


def test_every_excluded_category_has_its_scope_in_the_law():
    """The vocabulary and the parameters agree on who leaves both bases."""
    for category in EXCLUDED_CATEGORIES:
        scope = load(f"excluded.{category}").values[-1].value
        assert scope == ("both" if category in EXCLUDED_FROM_BOTH else "disabled_only")


def test_a_day_before_the_law_names_the_first_valid_day():
    """The message says what, when, and what to do."""
    with pytest.raises(ParameterError, match=r"no value on 1999-12-31.*quota_disabled\.yaml is valid from 2000-01-17"):
        load("quota_disabled").on(date(1999, 12, 31))


@pytest.mark.parametrize(
    ("day", "amount"),
    [
        ("2000-01-17", "51.65"),
        ("2015-06-30", "62.77"),
        ("2016-10-07", "62.77"),
        ("2016-10-08", "153.20"),
        ("2021-12-31", "153.20"),
        ("2022-01-01", "196.05"),
        ("2026-12-31", "196.05"),
    ],
)
def test_an_amount_holds_from_its_first_day(day, amount):
    """The day before keeps the older amount."""
    assert load("sanction_uncovered").on(date.fromisoformat(day)).value == amount


def test_the_sanction_is_five_times_the_fee():
    """From October 2016 the law ties one to the other."""
    from fractions import Fraction

    for day in (date(2016, 10, 8), date(2022, 1, 1)):
        fee, sanction = load("exemption_fee").on(day).value, load("sanction_uncovered").on(day).value
        assert Fraction(sanction) == 5 * Fraction(fee)


def test_a_sound_file_is_read(tmp_path):
    """Two values, and the day decides."""
    path = tmp_path / "sample.yaml"
    path.write_text(SOUND, encoding="utf-8")
    parameter = read_parameter(path, "sample")
    assert parameter.on(date(2017, 12, 31)).value == 1
    assert parameter.on(date(2018, 1, 1)).value == 2
    assert parameter.find(date(1999, 1, 1)) is None


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("    value: 1\n", "    value: 1\n    value: 3\n", 8, "repeated"),
        ('    reference: {act: "L. 68/1999", article: "art. 3", text: "uno"}\n', "", 6, "no reference"),
        (', text: "uno"', "", 8, "incomplete"),
        ("2000-01-17", "2000-02-31", 6, "not a valid value"),
        ("2000-01-17", '"2000-01-17"', 6, "not a day"),
        ("2018-01-01", "1999-01-01", 10, "oldest first"),
        ("certainty: doubtful", "certainty: sure", 13, "certainty must be one of"),
        ("value: 2", "value: 2.5", 11, "between quotes"),
        ("unit: worker", "units: worker", 3, "unknown key 'units'"),
        ("checked_on: 2026-11-22\n", "", 1, "'checked_on' is missing"),
        ("https://www.normattiva.it/", "Gazzetta Ufficiale", 12, "not an address"),
        ("id: sample", "id: other", 1, "asks for 'sample'"),
    ],
)
def test_a_faulty_file_is_refused_with_its_line(tmp_path, old, new, line, what):
    """Repeated keys, days that do not exist, values without a reference: never silently."""
    assert old in SOUND
    path = tmp_path / "sample.yaml"
    path.write_text(SOUND.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ParameterError, match=rf"sample\.yaml, line {line}: .*{re.escape(what)}"):
        read_parameter(path, "sample")


def test_an_unknown_parameter_is_named():
    """The remedy lists what exists."""
    with pytest.raises(ParameterError, match="unknown law parameter 'quota'"):
        load("quota")


def test_the_version_names_the_set():
    """The same on every machine: a day and a digest."""
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}\+[0-9a-f]{12}", parameters_version())


def test_the_docs_list_every_parameter():
    """A number that nobody can look up is not documented."""
    page = (ROOT / "docs" / "law-68.md").read_text(encoding="utf-8")
    missing = [name for name in parameter_ids() if f"`{name}`" not in page]
    assert not missing


def test_no_number_of_the_law_stands_in_python():
    """Literals above two are calendar and layout only, in constants with a name."""
    law = [
        "arithmetic",
        "assessment",
        "compensation",
        "conventions",
        "cost",
        "coverage",
        "deadlines",
        "headcount",
        "incentives",
        "options",
        "position",
        "provinces",
        "quota",
        "relief",
        "what_if",
    ]
    found = []
    for name in law:
        path = Path(module.__file__).parent / f"{name}.py"
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Assign):
                continue
            defaults = {
                id(default)
                for inner in ast.walk(node)
                if isinstance(inner, ast.FunctionDef)
                for default in [*inner.args.defaults, *inner.args.kw_defaults]
                if default is not None
            }
            found += [
                f"{path.name}:{inner.lineno}: {inner.value}"
                for inner in ast.walk(node)
                if isinstance(inner, ast.Constant)
                and isinstance(inner.value, int | float)
                and inner.value not in (0, 1, 2, 10)
                and id(inner) not in defaults
            ]
    assert not found
