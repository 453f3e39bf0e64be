"""The tables of the contract as data."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from matcher.frames.headings import known_headings
from matcher.frames.text import fold
from models.columns import KINDS, MATCHES, NEEDED_TABLES, REJECTIONS, TABLES, Table
from models.vocabulary import EXCLUDED_CATEGORIES

every_table = pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
SENSITIVE = {
    "candidates": "name email phone capacities excluded_tasks accommodations_needed law68_category disability_percent "
    "psychic_or_intellectual sex birth_year citizenship",
    "outcomes": "note",
    "contacts": "note",
}
MATCHES_ORDER = (
    "candidate_id vacancy_id employer_id rank score score_low score_high fit fit_with_accommodations known_share "
    "accommodations net_cost_eur distance_km quota_gap exposure_eur_per_day reasons"
)


@every_table
def test_every_column_has_a_known_kind_and_a_doc(table: Table) -> None:
    """Readers and docs loop over them."""
    assert all(column.kind in KINDS and column.doc for column in table.columns)


@every_table
def test_names_and_headings_of_a_table_are_distinct(table: Table) -> None:
    """A heading that means two columns would be read as either."""
    owners: dict[str, set[str]] = defaultdict(set)
    for column in table.columns:
        for spelling in (column.name, *column.aliases):
            owners[fold(spelling)].add(column.name)
    assert not {spelling: names for spelling, names in owners.items() if len(names) > 1}
    assert len(set(table.names)) == len(table.columns)


@every_table
def test_the_key_is_made_of_columns_of_the_table(table: Table) -> None:
    """And at least one of them is required."""
    assert set(table.key) <= set(table.names)
    assert any(table.column(name).required for name in table.key)


@every_table
def test_the_sensitive_columns_are_those_of_the_contract(table: Table) -> None:
    """Neither more nor fewer: a value of theirs is never echoed."""
    marked = {column.name for column in table.columns if column.sensitive}
    assert marked == set(SENSITIVE.get(table.name, "").split())


@every_table
def test_words_have_their_vocabulary(table: Table) -> None:
    """A word without a list could be anything."""
    for column in table.columns:
        if column.kind in {"word", "words", "level"}:
            assert column.vocabulary, column.name


def test_the_contracts_tables_are_all_there() -> None:
    """In the order in which they are checked."""
    assert list(TABLES) == ["candidates", "employers", "vacancies", "workforce", "outcomes", "contacts", "agreements"]
    assert NEEDED_TABLES == ("candidates", "employers", "vacancies")


def test_the_outputs_keep_the_contracts_order() -> None:
    """Columns may be added after, never between."""
    assert [column.name for column in MATCHES] == MATCHES_ORDER.split()
    rejections = "candidate_id vacancy_id constraint detail nearest_change nearly ask"
    assert [column.name for column in REJECTIONS] == rejections.split()


def test_every_excluded_category_is_a_column_of_the_workforce() -> None:
    """One whole number each, 0 where the column is missing."""
    for category in EXCLUDED_CATEGORIES:
        assert TABLES["workforce"].column(category).default == 0


def test_a_column_that_a_table_lacks_is_a_key_error() -> None:
    """A programmer's mistake, not a fault of the data."""
    with pytest.raises(KeyError):
        TABLES["outcomes"].column("employees")


def test_the_headings_of_the_clean_tables_are_the_contracts_names(samples: Path) -> None:
    """Each column of the samples is a column of the table."""
    for path in sorted((samples / "office" / "clean").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            assert set(next(csv.reader(file))) <= set(TABLES[path.stem].names)


def test_every_heading_of_an_office_that_maps_one_to_one_is_known(samples: Path) -> None:
    """Headings that share a column, or fill two, need rules of their own."""
    with (samples / "office" / "as_kept" / "mapping.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    shared: dict[tuple[str, str, str], int] = defaultdict(int)
    for row in rows:
        shared[row["table"], row["column"], row["sheet"]] += 1
    ruled = {"demands", "yes_no_inverted"}
    for row in rows:
        alone = shared[row["table"], row["column"], row["sheet"]] == 1 and " " not in row["column"]
        if row["column"] and alone and row["rule"] not in ruled:
            assert known_headings(row["table"])[fold(row["heading"])] == row["column"]
