"""The frozen samples: the same rows everywhere, honest in what repeats, and the district untouched by them."""

from __future__ import annotations

from collections import Counter

import pytest

from matcher import frames, law68
from matcher.synthetic import SIZES, STATE_OF_DATA, digest, district, region, sample, tables
from matcher.synthetic.draws import Draws
from matcher.synthetic.trades import draw_trade, job_of, skills, trades, zipf

Rows = list[dict[str, str]]


@pytest.fixture(scope="module", params=[True, False], ids=["repeating", "no repetition"])
def province(request: pytest.FixtureRequest) -> tuple[bool, dict[str, Rows]]:
    """The province, with repetition or without."""
    return request.param, sample("province", repeat=request.param)


def _distinct(rows: Rows, *columns: str) -> float:
    return len({tuple(row[column] for column in columns) for row in rows}) / len(rows)


@pytest.mark.parametrize("repeat", [True, False])
def test_the_small_sample_is_frozen(repeat: bool) -> None:
    """A change of this digest makes every stored figure worthless: it needs new figures, too."""
    assert digest(sample("small", repeat=repeat)) == SIZES["small"].digests[not repeat]


def test_the_province_is_frozen(province: tuple[bool, dict[str, Rows]]) -> None:
    """The sample of the main figure; the larger ones are checked whenever they are measured."""
    repeat, built = province
    assert digest(built) == SIZES["province"].digests[not repeat]
    assert (len(built["candidates"]), len(built["vacancies"])) == (5_000, 10_000)


def test_one_cell_changes_the_digest() -> None:
    """Rows, cells and their columns all count."""
    built = sample("small")
    before = digest(built)
    built["vacancies"][-1]["openings"] += "0"
    assert digest(built) != before


def test_profiles_repeat_or_they_do_not(province: tuple[bool, dict[str, Rows]]) -> None:
    """Firms post half of their profiles again; without repetition no two vacancies share what the score reads most."""
    repeat, built = province
    rows = built["vacancies"]
    whole = ("demands", "required_skills", "preferred_skills", "accommodations_available", "accommodations_refused")
    if repeat:
        shared = Counter(tuple(row[column] for column in (*whole, "title")) for row in rows)
        assert 0.4 < sum(count for count in shared.values() if count > 1) / len(rows) < 0.6
        assert 0.3 < _distinct(rows, "demands") < 0.6
    else:
        for columns in (("demands",), ("required_skills",), ("preferred_skills",), whole[3:], ("site_lat", "site_lon")):
            assert _distinct(rows, *columns) == 1.0
        people = built["candidates"]
        stated = [row for row in people if row["capacities"]]
        assert _distinct(stated, "capacities") == 1.0
        assert _distinct(people, "home_lat", "home_lon") > 0.999


def test_a_firm_that_posts_again_posts_the_same_profile(province: tuple[bool, dict[str, Rows]]) -> None:
    """Equal titles and demands of one firm come with equal skills far more often than of two firms."""
    repeat, built = province
    if not repeat:
        pytest.skip("nothing is posted again")
    by_firm: dict[tuple[str, str, str], set[str]] = {}
    by_job: dict[tuple[str, str], set[str]] = {}
    for row in built["vacancies"]:
        by_firm.setdefault((row["employer_id"], row["title"], row["demands"]), set()).add(row["required_skills"])
        by_job.setdefault((row["title"], row["demands"]), set()).add(row["required_skills"])
    assert sum(map(len, by_firm.values())) / len(by_firm) < 1.1 < 1.2 < sum(map(len, by_job.values())) / len(by_job)


def test_about_one_vacancy_in_twenty_is_remote_and_some_do_not_say(province: tuple[bool, dict[str, Rows]]) -> None:
    """Where it is not said, distance never excludes: that tail is real work for an engine."""
    shares = [row["remote_share"] for row in province[1]["vacancies"]]
    assert 0.04 < sum(share != "" and float(share) >= 0.8 for share in shares) / len(shares) < 0.07
    assert 0.03 < shares.count("") / len(shares) < 0.07


def test_occupations_and_skills_are_skewed(province: tuple[bool, dict[str, Rows]]) -> None:
    """A tenth of the titles stands on a third of the vacancies; a tenth of the skills is asked as often."""
    rows = province[1]["vacancies"]
    asked = Counter(skill for row in rows for skill in row["required_skills"].split(";"))
    for counted in (Counter(row["title"] for row in rows), asked):
        ordered = sorted(counted.values(), reverse=True)
        assert sum(ordered[: len(ordered) // 10]) > 0.33 * sum(ordered)
        assert len(ordered) > 250


def test_the_rows_pass_the_checks_and_openings_stay_within_the_gaps(province: tuple[bool, dict[str, Rows]]) -> None:
    """What is measured is what an office could hand in."""
    built = province[1]
    read = {name: frames.from_records(name, rows) for name, rows in built.items()}
    positions = law68.from_tables(read["employers"], read["workforce"], on=STATE_OF_DATA)
    openings: Counter[str] = Counter()
    for row in built["vacancies"]:
        openings[row["employer_id"]] += int(row["openings"])
    assert [firm for firm, count in openings.items() if count > positions[firm].gap_disabled] == []


@pytest.mark.parametrize("area", ["province", "region", "country"])
def test_people_and_vacancies_lie_where_people_live(area: str) -> None:
    """The larger half of the municipalities by residents holds nearly everyone; coordinates stay near their place."""
    built = region(n_candidates=400, n_employers=60, n_vacancies=200, seed=4, area=area)  # type: ignore[arg-type]
    places = {place.code: place for place in tables.residents(area).places}
    homes = [places[row["home_municipality"]] for row in built["candidates"]]
    middle = sorted(place.people for place in places.values())[len(places) // 2]
    assert sum(place.people >= middle for place in homes) > 0.75 * len(homes)
    for row in built["vacancies"]:
        if row["site_lat"]:
            place = places[row["site_municipality"]]
            assert abs(float(row["site_lat"]) - place.lat) < 0.12
            assert abs(float(row["site_lon"]) - place.lon) < 0.17


def test_the_country_has_every_region_and_the_province_one() -> None:
    """107 provinces, or one."""
    assert len({place.province for place in tables.residents("country").places}) == 107
    assert {place.province for place in tables.residents("province").places} == {"MB"}


def test_more_candidates_change_none_of_the_first() -> None:
    """Number 7 is the same for any count, in either form."""
    for repeat in (True, False):
        few = region(n_candidates=20, n_employers=5, n_vacancies=0, seed=3, area="country", repeat=repeat)
        many = region(n_candidates=60, n_employers=5, n_vacancies=0, seed=3, area="country", repeat=repeat)
        assert many["candidates"][:20] == few["candidates"]


def test_a_size_or_an_area_that_is_not_there_is_refused() -> None:
    """The names stand in the message."""
    with pytest.raises(ValueError, match="size must be one of small, province, region, country-sample"):
        sample("continent")
    with pytest.raises(ValueError, match="district with repeat=True"):
        sample("district", repeat=False)
    with pytest.raises(ValueError, match="area must be one of province, region, country; got moon"):
        region(n_candidates=1, n_employers=1, n_vacancies=0, seed=1, area="moon")  # type: ignore[arg-type]


def test_the_district_is_one_of_the_samples() -> None:
    """The same rows as ever."""
    assert sample("district") == district()


def test_trades_are_drawn_by_zipf() -> None:
    """The job itself about twice as often as its first branch; every branch names skills."""
    assert zipf(3) == (720_720, 1_081_080, 1_321_320)
    job = tables.jobs()["shop_assistant"]
    assert job_of(job.titles[0][1]) is job
    assert job_of("astronauta") is None
    drawn = Counter(draw_trade(Draws(1, number), job)[0] for number in range(3_000))
    assert 1.6 < drawn[0] / drawn[1] < 2.5
    assert all(trade.skills and trade.titles for kept in trades().values() for trade in kept[1:])
    assert set(trades()) == set(tables.jobs())
    assert len(skills()[0]) == len(set(skills()[0]))
