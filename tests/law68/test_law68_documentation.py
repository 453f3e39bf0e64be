"""The page of the law: generated tables that the parameters, the functions and the cases confirm."""

from __future__ import annotations

from importlib import import_module

import pytest
from law68_cases import PAGE, days_by_rule

from matcher.law68 import load, parameter_ids
from matcher.law68.documentation import FUNCTIONS, OTHER_RULES, START, functions_of, tables, with_tables

RULES = (*parameter_ids(), *OTHER_RULES)


def test_the_page_is_the_one_that_the_parameters_and_the_cases_give():
    """To write it again: PYTHONPATH=. .venv/bin/python tests/law68/law68_cases.py"""
    page = PAGE.read_text(encoding="utf-8")
    assert with_tables(page, days_by_rule()) == page


@pytest.mark.parametrize("rule", RULES)
def test_every_function_named_exists_and_is_public(rule):
    """A page that names a function that is gone sends the reader nowhere."""
    for named in functions_of(rule):
        module, _, function = named.partition(":")
        found = getattr(import_module(f"matcher.law68.{module}"), function)
        assert callable(found)
        assert not function.startswith("_")
        assert found.__doc__


def test_no_function_is_named_for_a_parameter_that_is_gone():
    """The list is that of the files."""
    assert set(FUNCTIONS) <= set(parameter_ids())


def test_every_value_stands_under_its_article():
    """Act, article and first day of every value, in one line with its parameter."""
    lines = tables(days_by_rule()).splitlines()
    for name in parameter_ids():
        for value in load(name).values:
            first = value.valid_from.isoformat()
            assert any(
                line.startswith(f"| {value.reference.article} | `{name}` |") and first in line for line in lines
            ), (name, first)


def test_every_line_has_a_case():
    """No article without a worked case."""
    rows = [line for line in tables(days_by_rule()).splitlines() if "`" in line]
    assert len(rows) > 60
    assert [row for row in rows if row.endswith("| 0 |")] == []


def test_the_prose_is_left_as_it_is():
    """Only what stands between the marks is written."""
    page = PAGE.read_text(encoding="utf-8")
    written = with_tables(page, {})
    assert written.partition(START)[0] == page.partition(START)[0]


def test_a_page_without_marks_is_refused():
    """Nothing is overwritten by guess."""
    with pytest.raises(ValueError, match="two marks"):
        with_tables("# Law", {})
