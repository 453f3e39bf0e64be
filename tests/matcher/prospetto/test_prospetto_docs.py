"""The page of the prospetto says what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import matcher.prospetto as package
from matcher.prospetto.documentation import fields_markdown

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "prospetto.md"
SOURCE = Path(package.__file__).parent


def test_the_page_holds_the_list_of_fields():
    """The tables of fields are the generated ones, to the letter."""
    assert fields_markdown() in PAGE.read_text(encoding="utf-8")


def test_the_page_names_every_rule_of_the_controls_and_no_other():
    """A rule without a line is a rule nobody can look up."""
    rules = set()
    for path in SOURCE.glob("controls_*.py"):
        text = path.read_text(encoding="utf-8")
        rules |= set(re.findall(r'Finding\(\s*"(\w+)"', text))
        rules |= set(re.findall(r'^\s+\("(\w+_heads)", "', text, re.MULTILINE))
    table = PAGE.read_text(encoding="utf-8").partition("## I controlli")[2].partition("## I campi")[0]
    listed = set(re.findall(r"^\| (\w+) \|", table, re.MULTILINE)) - {"regola"}
    assert listed == rules


def test_the_example_of_the_page_runs(capsys):
    """Its comments are its output."""
    code = PAGE.read_text(encoding="utf-8").partition("```python")[2].partition("```")[0]
    exec(compile(code, "docs/prospetto.md", "exec"), {})
    expected = re.findall(r"^print\(.*?\)  # (.+)$", code, re.MULTILINE)
    assert capsys.readouterr().out.splitlines() == expected
