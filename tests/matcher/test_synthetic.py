"""The Martesana district has the figures of its frame, counted from its rows, and is the same everywhere."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from matcher import frames, law68
from matcher.synthetic import district, region, tables, write
from matcher.synthetic.draws import Draws
from matcher.synthetic.firms import settle
from models.accommodations import catalogue
from models.columns import TABLES
from models.vocabulary import DEMANDS

DIGEST = "79a811b504f6fd858c1e630da095324bb131254552538a17c010922afc0bd4dd"
DAY = date(2026, 11, 16)
Rows = list[dict[str, str]]


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.csv")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


@pytest.fixture(scope="module")
def martesana() -> dict[str, Rows]:
    """The district, built once."""
    return district()


@pytest.fixture(scope="module")
def folder(martesana: dict[str, Rows], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The district as files."""
    path = tmp_path_factory.mktemp("martesana")
    write(martesana, path)
    return path


def _gaps(built: dict[str, Rows], on: date) -> dict[str, law68.QuotaPosition]:
    employers = frames.from_records("employers", built["employers"])
    return law68.from_tables(employers, frames.from_records("workforce", built["workforce"]), on=on)


def _distinct(rows: Rows, column: str, word: str, key: str) -> int:
    return len({row[key] for row in rows if row[column] == word})


@pytest.mark.parametrize("on", [date(2021, 12, 31), DAY, date(2027, 6, 1)])
def test_the_quota_engine_finds_231_firms_that_miss_1000_people(martesana: dict[str, Rows], on: date) -> None:
    """The gaps are those the law gives, on any day."""
    gaps = [position.gap_disabled for position in _gaps(martesana, on).values()]
    assert sum(gap > 0 for gap in gaps) == 231
    assert sum(gaps) == 1000


def test_every_other_employer_is_in_order_for_both_quotas(martesana: dict[str, Rows]) -> None:
    """Nobody without a gap of the disabled quota owes an art. 18 worker."""
    positions = _gaps(martesana, DAY).values()
    assert [p.gap_art18 for p in positions if not p.gap_disabled and p.gap_art18] == []


def test_a_firms_openings_stay_within_its_gap(martesana: dict[str, Rows]) -> None:
    """Closed and filled vacancies included."""
    gaps = {firm: position.gap_disabled for firm, position in _gaps(martesana, DAY).items()}
    openings: Counter[str] = Counter()
    for row in martesana["vacancies"]:
        openings[row["employer_id"]] += int(row["openings"])
    assert [firm for firm, count in openings.items() if count > gaps.get(firm, 0)] == []
    assert (len(martesana["vacancies"]), sum(openings.values())) == (964, 1000)


def test_the_balance_is_counted_from_the_rows(martesana: dict[str, Rows]) -> None:
    """81 firms in dialogue, 31 consultancies, 19 internships, 46 people in charge, 12 hired."""
    contacts, outcomes = martesana["contacts"], martesana["outcomes"]
    assert len(martesana["candidates"]) == 1046
    assert _distinct(contacts, "kind", "dialogue", "employer_id") == 81
    assert _distinct(contacts, "kind", "consultancy", "employer_id") == 31
    assert sum(bool(row["taken_in_charge_on"]) for row in martesana["candidates"]) == 46
    pairs = [(row["candidate_id"], row["vacancy_id"]) for row in outcomes if row["stage"] == "internship"]
    assert len(pairs) == len(set(pairs)) == 19
    assert _distinct(outcomes, "stage", "hired", "candidate_id") == 12
    assert sum(row["stage"] == "hired" for row in outcomes) == 12


def test_the_status_of_a_firm_follows_from_its_contacts(martesana: dict[str, Rows]) -> None:
    """81 firms are in dialogue or beyond, 31 had a consultancy or signed; the last contact is the last row."""
    status = Counter(row["contact_status"] for row in martesana["employers"])
    assert status["dialogue"] + status["consultancy"] + status["agreement"] == 81
    assert status["consultancy"] + status["agreement"] == 31
    assert status["agreement"] == len(martesana["agreements"]) == 14
    last: dict[str, str] = {}
    for row in martesana["contacts"]:
        last[row["employer_id"]] = max(last.get(row["employer_id"], ""), row["on"])
    assert {
        row["employer_id"]: row["last_contact_on"] for row in martesana["employers"] if row["last_contact_on"]
    } == last


def test_every_proposal_falls_within_its_vacancys_days(martesana: dict[str, Rows]) -> None:
    """Published before the first step; hired people are placed; nothing lies after the state of the data."""
    published = {row["vacancy_id"]: row["published_on"] for row in martesana["vacancies"]}
    enrolled = {row["candidate_id"]: row["enrolled_on"] for row in martesana["candidates"]}
    for row in martesana["outcomes"]:
        assert max(published[row["vacancy_id"]], enrolled[row["candidate_id"]]) < row["on"] <= "2026-11-13"
    hired = {row["candidate_id"] for row in martesana["outcomes"] if row["stage"] == "hired"}
    assert {row["candidate_id"] for row in martesana["candidates"] if row["status"] == "placed"} == hired


def test_the_hosts_of_the_agreements_are_social_cooperatives(martesana: dict[str, Rows]) -> None:
    """Arts. 12, 12-bis and 14 name a cooperative with places; art. 11 needs none."""
    hosts = {row["employer_id"] for row in martesana["employers"] if row["cooperative_places"]}
    assert hosts
    for row in martesana["agreements"]:
        assert (row["cooperative_id"] in hosts) == (row["kind"] != "art11")


def test_the_vacancies_of_an_agreement_lie_at_its_cooperative(martesana: dict[str, Rows]) -> None:
    """The firm owes the places, the cooperative hosts them."""
    hosts = {row["employer_id"]: row for row in martesana["employers"]}
    kinds = {(row["employer_id"], row["kind"]): row for row in martesana["agreements"]}
    hosted = [row for row in martesana["vacancies"] if row["channel"] in {"art12", "art12bis", "art14"}]
    assert hosted
    for row in hosted:
        host = hosts[kinds[row["employer_id"], row["channel"]]["cooperative_id"]]
        assert row["description"].startswith(f"Presso {host['name']}.")


def test_the_places_are_the_ten_municipalities(martesana: dict[str, Rows]) -> None:
    """Homes and sites lie in the district, all ten of them."""
    places = tables.martesana().places
    known = {place.code: place.code for place in places} | {place.name: place.code for place in places}
    assert len(places) == 10
    for table, column in (("candidates", "home_municipality"), ("vacancies", "site_municipality")):
        assert {known[row[column]] for row in martesana[table]} == {place.code for place in places}


def test_the_files_are_read_without_a_fault_and_warn_of_words_of_health_alone(folder: Path) -> None:
    """The district keeps to the contract, cross references included; some people write what they should not have to."""
    read = frames.read_folder(folder)
    assert [frame.warnings for frame in (read.employers, read.vacancies, read.workforce)] == [[]] * 3
    assert all("health_in_text" in warning for warning in read.candidates.warnings)
    assert 0 < len(read.candidates.warnings) < 30
    assert len(read.candidates) == 1046


def test_the_bytes_are_the_same_on_every_machine(folder: Path) -> None:
    """A change of this digest is a change of the example: say it in the changelog."""
    assert _digest(folder) == DIGEST


def test_the_same_seed_gives_the_same_district_and_another_seed_the_same_figures(martesana: dict[str, Rows]) -> None:
    """Figures do not depend on luck."""
    assert district() == martesana
    other = district(7)
    assert other != martesana
    gaps = [position.gap_disabled for position in _gaps(other, DAY).values()]
    assert (sum(gap > 0 for gap in gaps), sum(gaps)) == (231, 1000)
    assert sum(row["stage"] == "hired" for row in other["outcomes"]) == 12
    assert sum(bool(row["taken_in_charge_on"]) for row in other["candidates"]) == 46


def test_every_table_has_the_columns_of_the_contract_in_order(martesana: dict[str, Rows]) -> None:
    """Also where a table has no rows."""
    assert set(martesana) == set(TABLES)
    for table, rows in martesana.items():
        assert all(list(row) == [column.name for column in TABLES[table].columns] for row in rows)


def test_some_cells_of_most_columns_are_unknown(martesana: dict[str, Rows]) -> None:
    """Unknowns are everywhere, as in an office's tables, and a few people have not agreed to the matching."""
    for column in ("max_commute_km", "working_times", "capacities", "education", "skills", "home_lat", "email"):
        blanks = sum(not row[column] for row in martesana["candidates"])
        assert 0 < blanks < 700, column
    refused = [row for row in martesana["candidates"] if row["consent"] and "matching" not in row["consent"]]
    assert 5 <= len(refused) <= 60


def test_addresses_and_numbers_reach_nobody(martesana: dict[str, Rows]) -> None:
    """E-mails end in .example, telephone numbers lie in 000 blocks, tax codes carry the office code 000."""
    for row in (*martesana["candidates"], *martesana["employers"]):
        assert row["email"] == "" or row["email"].endswith(".example")
        assert " 000 " in row["phone"]
    assert all(row["tax_code"][7:10] == "000" and len(row["tax_code"]) == 11 for row in martesana["employers"])


def test_the_kept_lists_use_known_words() -> None:
    """Jobs, profiles and sectors name demands, accommodations and jobs that exist."""
    jobs = tables.jobs()
    profiles, _ = tables.profiles()
    assert len(profiles) >= 25
    for job in jobs.values():
        assert set(job.demands) <= set(DEMANDS)
        assert set(job.accommodations) <= set(catalogue())
        assert set(job.related) <= set(jobs)
    for profile in profiles:
        assert set(profile.limits) | {demand for demand, _ in profile.excluded} <= set(DEMANDS)
        assert {code for code, _, _ in profile.needs} <= set(catalogue())
        assert set(profile.held) <= set(jobs)
    for sector in tables.sectors().values():
        assert set(sector.jobs) <= set(jobs)


def test_a_region_has_the_sizes_asked_for_and_passes_the_checks(tmp_path: Path) -> None:
    """Any size, over real municipalities, with openings within the gaps."""
    built = region(n_candidates=300, n_employers=40, n_vacancies=500, seed=3)
    assert [len(built[table]) for table in ("candidates", "employers", "vacancies")] == [300, 40, 500]
    write(built, tmp_path)
    read = frames.read_folder(tmp_path)
    positions = law68.from_tables(read.employers, read.workforce, on=DAY)
    openings: Counter[str] = Counter()
    for row in built["vacancies"]:
        openings[row["employer_id"]] += int(row["openings"])
    assert [firm for firm, count in openings.items() if count > positions[firm].gap_disabled] == []


def test_a_smaller_region_is_the_beginning_of_a_larger_one() -> None:
    """Candidate 7 does not depend on how many follow."""
    small = region(n_candidates=20, n_employers=5, n_vacancies=0, seed=3)
    large = region(n_candidates=60, n_employers=5, n_vacancies=0, seed=3)
    assert large["candidates"][:20] == small["candidates"]


def test_about_one_vacancy_in_twenty_is_remote() -> None:
    """Distance does not bind where the work is done from home."""
    rows = region(n_candidates=0, n_employers=300, n_vacancies=2000, seed=5)["vacancies"]
    remote = sum(float(row["remote_share"] or 0) >= 0.8 for row in rows)
    assert 50 <= remote <= 160


def test_an_empty_region_is_empty_and_nonsense_is_refused() -> None:
    """Sizes are 0 or more, and a vacancy needs an employer."""
    assert not any(region(n_candidates=0, n_employers=0, n_vacancies=0, seed=1).values())
    with pytest.raises(ValueError, match="n_candidates must be 0 or more; got -1"):
        region(n_candidates=-1, n_employers=0, n_vacancies=0, seed=1)
    with pytest.raises(ValueError, match="n_employers must be 1 or more"):
        region(n_candidates=0, n_employers=0, n_vacancies=1, seed=1)


@pytest.mark.parametrize(("gaps", "total"), [([1, 1, 1], 9), ([9, 4, 2], 6), ([3, 3], 2), ([5], 5)])
def test_gaps_are_moved_to_their_sum_and_none_is_lost(gaps: list[int], total: int) -> None:
    """Every firm keeps a gap of one or more."""
    moved = settle(gaps, total)
    assert sum(moved) == total
    assert min(moved) >= 1


def test_draws_are_the_raw_words_of_pcg64() -> None:
    """The first draws of a stream are written down, so that another library version cannot move them unseen."""
    draws = Draws(68, 1, 1)
    assert [draws.below(1000) for _ in range(6)] == [492, 172, 771, 852, 733, 742]
    assert all(3 <= Draws(1, n).between(3, 5) <= 5 for n in range(50))
    assert sorted(Draws(5).sample("abcde", 9)) == list("abcde")
