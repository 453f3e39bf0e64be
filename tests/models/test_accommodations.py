"""The catalogue of accommodations says what the contract says, and its page says what it says."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from models.accommodations import FUNDERS, Accommodation, catalogue, catalogue_markdown, contract_codes
from models.vocabulary import DEMANDS, TOP_LEVEL

ROOT = Path(__file__).resolve().parents[2]
_TEXT = """
step_free_access adapted_workstation height_adjustable_desk sit_stand_stool lifting_aid screen_reader screen_magnifier
braille_display high_contrast_signs sign_language_interpreter captioning hearing_loop visual_alarms
written_instructions pictogram_instructions simplified_tasks job_coach tutor_on_site quiet_workspace noise_protection
flexible_hours part_time fixed_shift extra_breaks remote_work reserved_parking company_transport near_transport
accompanied_start no_public_contact one_task_at_a_time reduced_pace speech_software one_handed_keyboard adapted_vehicle
assistance_dog_admitted medication_breaks air_filtration protective_gloves memory_aids
"""
CONTRACT_CODES = _TEXT.split()
ITEMS = tuple(catalogue().values())


def test_the_forty_codes_of_the_contract_stand_in_its_order() -> None:
    """Bits and lists follow this order; the project's own come after them, and all fit into 64 bits."""
    assert len(CONTRACT_CODES) == 40
    assert list(catalogue())[:40] == CONTRACT_CODES == list(contract_codes())
    assert 60 <= len(catalogue()) <= 64


def test_the_bridges_are_the_contracts_byte_for_byte(samples: Path) -> None:
    """No pair is added to the contract's file, none is lost."""
    ours = ROOT / "models" / "data" / "bridges.csv"
    assert ours.read_bytes() == (samples / "accommodations" / "bridges.csv").read_bytes()


def test_every_pair_of_the_file_is_in_the_catalogue() -> None:
    """The loader neither drops nor doubles a row, and no pair of ours is added to a code of the contract."""
    pairs: dict[tuple[str, str], int] = {}
    for name in ("bridges.csv", "own_bridges.csv"):
        with (ROOT / "models" / "data" / name).open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        assert all((row["accommodation"] in CONTRACT_CODES) == (name == "bridges.csv") for row in rows)
        pairs |= {(row["accommodation"], row["demand"]): int(row["levels"]) for row in rows}
    assert {(item.code, code): levels for item in ITEMS for code, levels in item.bridges.items()} == pairs


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.code)
def test_every_accommodation_is_complete(item: Accommodation) -> None:
    """Known demands, levels on the scale, two labels, a cost of 0 or more with its source, a known funder."""
    assert item.bridges
    assert set(item.bridges) <= set(DEMANDS)
    assert all(1 <= levels <= TOP_LEVEL for levels in item.bridges.values())
    assert item.it
    assert item.en
    assert item.source
    assert 0 <= item.cost_low_eur <= item.cost_eur <= item.cost_high_eur
    assert item.days_to_arrange >= 0
    assert set(item.not_for) <= set(DEMANDS)
    assert all(1 <= level <= TOP_LEVEL for level in item.not_for.values())
    assert item.to_firm.endswith(".")
    assert item.to_person.endswith(".")
    assert item.funder in FUNDERS


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.code)
def test_the_funder_and_the_cost_agree(item: Accommodation) -> None:
    """Nothing to fund where nothing is paid; a fund pays a share; an employer is never its own funder."""
    assert (item.funder == "none") == (item.cost_eur == 0)
    assert item.cost_eur or item.cost_high_eur <= 600  # usually free, at most a trifle
    assert (item.funded_percent > 0) == (item.funder in {"regional_fund", "inail"})
    assert 0 <= item.net_cost_eur <= item.cost_eur


def test_the_net_cost_takes_the_funders_share_off() -> None:
    """Half of 1,501 EUR left to the firm is 751: half an euro goes up."""
    item = Accommodation("x", "x", "x", {}, 1501, 1501, 1501, "x", "regional_fund", 50, True, 0, {}, "x", "x")
    assert item.net_cost_eur == 751


def test_yearly_costs_are_not_one_off() -> None:
    """An educator, a tutor and a shuttle cost every year, so their one-off cost is 0."""
    assert [catalogue()[code].cost_eur for code in ("job_coach", "tutor_on_site", "company_transport")] == [0, 0, 0]


def test_the_labels_are_the_offices_words(samples: Path) -> None:
    """The Italian labels are those an office writes in its own sheets."""
    with (samples / "office" / "as_kept" / "words.csv").open(encoding="utf-8") as file:
        kept = {row["value"]: row["word"] for row in csv.DictReader(file) if row["kind"] == "accommodation"}
    assert {code: catalogue()[code].it for code in kept} == kept
    assert set(kept) == set(CONTRACT_CODES)


def test_the_page_is_the_catalogue() -> None:
    """docs/accommodations.md is written from the catalogue, never by hand."""
    assert (ROOT / "docs" / "accommodations.md").read_text(encoding="utf-8") == catalogue_markdown()


def test_work_that_an_accommodation_cannot_serve_is_told_by_the_stated_demands_alone() -> None:
    """A stool is of no use on a ladder; of a job that says nothing, nothing is said."""
    stool = catalogue()["sit_stand_stool"]
    assert stool.cannot_serve({"balance": 3, "standing": 4}) == ["balance"]
    assert stool.cannot_serve({"balance": 2}) == stool.cannot_serve({}) == stool.cannot_serve(None) == []
