"""The closed lists are those of the contract, and the page that lists them is written from them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from models import vocabulary as words
from models.vocabulary_page import LISTS, vocabulary_markdown

ROOT = Path(__file__).resolve().parents[2]
_TEXT = """
sitting standing walking stairs kneeling lifting pushing overhead_reach hand_dexterity arm_use balance near_vision
far_vision colour_vision hearing speaking attention memory learning reading_writing numeracy problem_solving
multitasking pace stress teamwork public_contact autonomy regular_attendance noise heat_cold dust_chemicals vibration
outdoors crowding driving
"""
CONTRACT_DEMANDS = _TEXT.split()


def test_the_thirty_six_demands_stand_in_the_contracts_order() -> None:
    """The order is that of columns and screens."""
    assert len(CONTRACT_DEMANDS) == 36
    assert list(words.DEMANDS) == CONTRACT_DEMANDS


def test_every_demand_belongs_to_a_known_group() -> None:
    """A demand without a group would be missing from the screens."""
    assert {item.group for item in words.DEMANDS.values()} == set(words.DEMAND_GROUPS)


@pytest.mark.parametrize(
    ("terms", "codes"),
    [
        (words.TRAVEL, "car public_transport bicycle walking accompanied"),
        (words.WORKING_TIMES, "morning afternoon evening night weekend"),
        (words.LAW68_CATEGORIES, "civil work_injury blind deaf war_service art18"),
        (words.CONTACT_STATUS, "none contacted dialogue consultancy agreement declined"),
        (words.CONTACT_KINDS, "call visit dialogue consultancy agreement"),
        (words.AGREEMENT_KINDS, "art11 art12 art12bis art14"),
        (words.CONTRACTS, "permanent fixed_term apprenticeship internship"),
        (words.RESERVED_FOR, "disabled art18 both"),
        (words.CHANNELS, "nominative numeric art11 art12 art12bis art14"),
        (
            words.STAGES,
            "proposed contacted interview internship hired kept_6_months declined_by_candidate declined_by_employer "
            "withdrawn",
        ),
        (
            words.REASONS,
            "distance hours task_not_suitable skills_missing other_candidate_chosen not_reachable found_other_job "
            "health vacancy_closed no_transport pay accommodation_not_available training_first duplicate other",
        ),
    ],
    ids=lambda value: value.split()[0] if isinstance(value, str) else "",
)
def test_a_list_has_the_contracts_codes_in_order(terms: Mapping[str, words.Term], codes: str) -> None:
    """A word of the contract is never renamed or dropped."""
    assert list(terms) == codes.split()


@pytest.mark.parametrize(("heading", "columns", "terms"), LISTS, ids=[row[0] for row in LISTS])
def test_every_word_has_its_code_and_two_labels(heading: str, columns: str, terms: Mapping[str, words.Term]) -> None:
    """The key is the code, and people read both languages."""
    assert heading
    assert columns
    assert all(key == term.code and term.it and term.en for key, term in terms.items())


def test_no_closed_list_is_missing_from_the_page() -> None:
    """A list added to the module must be added to LISTS, or stand in the page in another form."""
    listed = [terms for _, _, terms in LISTS]
    apart = {"DEMANDS", "DEMAND_GROUPS", "EXCLUDED_CATEGORIES", "LICENCE_INCLUDES"}
    found = {name: value for name, value in vars(words).items() if name.isupper() and isinstance(value, dict)}
    assert [name for name, value in found.items() if name not in apart and value not in listed] == []


def test_the_page_is_the_lists() -> None:
    """docs/vocabulary.md is written from the lists, never by hand."""
    assert (ROOT / "docs" / "vocabulary.md").read_text(encoding="utf-8") == vocabulary_markdown()
