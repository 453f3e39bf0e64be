"""Person by person: who counts in the quota, since when, and why not."""

from __future__ import annotations

from datetime import date

import pytest

from matcher.law68 import load, position
from matcher.law68.who_counts import ROUTES, Worker, fill_provinces, who_counts

NOW = date(2026, 11, 22)
HIRED = date(2024, 5, 6)


def worker(route, **facts):
    return Worker(worker_id="1", route=route, **{"hired_on": HIRED, **facts})


def counts(route, *, on=NOW, **facts):
    return who_counts(worker(route, **facts), on=on).counts


@pytest.mark.parametrize(
    ("category", "facts", "expected"),
    [
        ("civil", {"percent": 46}, True),
        ("civil", {"percent": 45}, False),
        ("work_injury", {"percent": 34}, True),
        ("work_injury", {"percent": 33}, False),
        ("war_service", {"war_category": 8}, True),
        ("war_service", {"war_category": 9}, False),
        ("blind", {}, True),
        ("deaf", {}, True),
        ("civil", {}, None),
        (None, {"percent": 80}, None),
    ],
)
def test_hired_through_the_law_any_protected_category_counts(category, facts, expected):
    """Over 45 percent civil, over 33 INAIL, first to eighth category, blind and deaf; unknown is not no."""
    assert counts("hired_through_l68", category=category, **facts) is expected


@pytest.mark.parametrize(
    ("day", "percent", "psychic", "expected"),
    [
        (date(2016, 10, 1), 60, False, False),
        (date(2016, 10, 1), 61, False, True),
        (date(2016, 10, 7), 60, False, False),
        (date(2016, 10, 8), 60, False, True),
        (NOW, 59, False, False),
        (NOW, 46, True, True),
        (NOW, 45, True, False),
        (NOW, 46, None, None),
        (NOW, 60, None, True),
        (date(2015, 9, 23), 100, False, False),
    ],
)
def test_already_disabled_at_hire_the_degree_changed_in_october_2016(day, percent, psychic, expected):
    """From sixty percent, before over sixty; intellectual or psychic over forty-five; nothing before the rule."""
    facts = {"category": "civil", "percent": percent, "psychic": psychic, "hired_on": date(2010, 1, 1)}
    assert counts("disabled_at_hire", on=day, **facts) is expected


def test_before_the_rule_the_answer_names_its_first_day():
    """A day with no value says so."""
    found = who_counts(worker("disabled_at_hire", category="civil", percent=80, hired_on=None), on=date(2010, 1, 1))
    assert "2015-09-24" in found.reason


@pytest.mark.parametrize(
    ("route", "percent", "breach", "expected"),
    [
        ("became_unfit", 60, False, True),
        ("became_unfit", 59, False, False),
        ("became_unfit", 90, True, False),
        ("work_injury", 34, False, True),
        ("work_injury", 33, False, False),
        ("work_injury", 34, True, False),
        ("work_injury", 34, None, True),
    ],
)
def test_unfit_after_hire_counts_but_not_by_the_employers_breach(route, percent, breach, expected):
    """Sixty percent by illness, over thirty-three by INAIL; never where a court found the employer's breach."""
    assert counts(route, percent=percent, employer_breach=breach) is expected


def test_an_unknown_breach_is_told():
    """It counts, and the sentence says what would stop it."""
    assert "accertato in giudizio" in who_counts(worker("work_injury", percent=50), on=NOW).reason


@pytest.mark.parametrize(("months", "expected"), [(12, True), (11, False), (None, None)])
def test_an_agency_worker_counts_with_a_mission_of_twelve_months(months, expected):
    """At the user, while the mission lasts."""
    assert counts("agency", mission_months=months) is expected


def test_a_mission_that_ended_counts_no_more():
    """The last day still counts."""
    person = worker("agency", mission_months=12, ends_on=date(2026, 3, 31))
    assert who_counts(person, on=date(2026, 3, 31)).counts
    assert not who_counts(person, on=date(2026, 4, 1)).counts


@pytest.mark.parametrize(("full_work", "expected"), [(True, True), (False, False), (None, None)])
def test_homeworkers_and_teleworkers_count_with_the_work_of_normal_hours(full_work, expected):
    """Art. 4, c. 3."""
    found = who_counts(
        worker("hired_through_l68", category="blind", remote=True, remote_full_work=full_work), on=NOW
    )  # fmt: skip
    assert found.counts is expected
    if not expected:
        assert "art. 4, comma 3" in found.article


def test_a_fixed_term_hire_counts_while_employed():
    """Whatever its length; incentives ask months, the quota does not."""
    found = who_counts(worker("hired_through_l68", category="deaf", ends_on=date(2026, 12, 31)), on=NOW)
    assert (found.counts, found.since, found.until) == (True, HIRED, date(2026, 12, 31))
    assert "2026-12-31" in found.reason


@pytest.mark.parametrize(
    ("route", "facts", "field"),
    [
        ("blind_switchboard_operator", {}, "blind_switchboard_operators_full_time"),
        ("blind_therapist", {}, "blind_therapists_full_time"),
        ("convention_art12bis", {}, "convention_disabled_full_time"),
        ("convention_art14", {}, "convention_disabled_full_time"),
        ("art18", {"art18_reason": "care_leavers"}, "art18_in_force"),
    ],
)
def test_special_laws_and_agreements_fill_their_own_field(route, facts, field):
    """Each with the field that the workforce has for it."""
    found = who_counts(worker(route, **facts), on=NOW)
    assert (found.counts, found.field) == (True, field)


@pytest.mark.parametrize(
    ("reason", "day", "expected"),
    [
        ("care_leavers", date(2020, 7, 18), False),
        ("care_leavers", date(2020, 7, 19), True),
        ("road_collapse_victims", date(2024, 12, 31), False),
        ("road_collapse_victims", NOW, True),
        ("nobody", NOW, False),
        (None, NOW, None),
    ],
)
def test_the_art18_categories_grew(reason, day, expected):
    """Care leavers from 2020, road collapses from 2025 (day doubtful)."""
    assert counts("art18", on=day, art18_reason=reason, hired_on=None) is expected


@pytest.mark.parametrize(
    ("facts", "since"),
    [
        ({"hired_on": date(2012, 1, 1), "percent": 60}, date(2016, 10, 8)),
        ({"hired_on": date(2012, 1, 1), "percent": 70}, date(2015, 9, 24)),
        ({"hired_on": date(2020, 1, 1), "percent": 70}, date(2020, 1, 1)),
        ({"hired_on": date(2020, 1, 1), "percent": 70, "recognised_on": date(2023, 2, 3)}, date(2023, 2, 3)),
    ],
)
def test_since_is_the_latest_of_hire_recognition_and_law(facts, since):
    """The day on which everything the law asks was there."""
    assert who_counts(worker("disabled_at_hire", category="civil", psychic=False, **facts), on=NOW).since == since


def test_a_recognition_still_to_come_does_not_count_yet():
    """The day before, not; on its day, yes."""
    person = worker("became_unfit", percent=80, employer_breach=False, recognised_on=date(2026, 6, 1))
    assert [who_counts(person, on=day).counts for day in (date(2026, 5, 31), date(2026, 6, 1))] == [False, True]


@pytest.mark.parametrize("route", ROUTES)
def test_every_answer_has_article_certainty_and_reason(route):
    """Yes, no or unknown, a person can look it up; and the person's degree stands in no sentence."""
    for facts in ({}, {"category": "civil", "percent": 87, "psychic": False, "mission_months": 12}):
        found = who_counts(worker(route, **facts), on=NOW)
        assert found.article
        assert found.reason
        assert found.certainty in ("confirmed", "known", "doubtful")
        assert (found.counts is None) == bool(found.missing)
        assert "87" not in found.reason


def test_an_unknown_route_is_refused():
    """The message lists the routes."""
    with pytest.raises(ValueError, match="route must be one of hired_through_l68"):
        who_counts(worker("friend"), on=NOW)


def test_every_rule_of_the_classifier_is_a_dated_parameter():
    """No route without a law."""
    assert all(load(route.parameter).values for route in ROUTES.values())


def test_those_who_count_fill_a_province_once_each():
    """Full-timers by field, part-timers by row, those who do not count or are unknown nowhere; the engine agrees."""
    people = [
        worker("hired_through_l68", province="MI", category="civil", percent=50),
        worker("hired_through_l68", province="MI", category="civil", percent=45),
        worker("disabled_at_hire", province="MI", category="civil", percent=75, worked_minutes=1200,
               contract_minutes=2400),
        worker("agency", province="MI", mission_months=12),
        worker("agency", province="MI"),
        worker("art18", province="BG", art18_reason="orphans_and_spouses"),
    ]  # fmt: skip
    found = fill_provinces(people, on=NOW)
    assert found["MI"]["disabled_full_time"] == 1
    assert found["MI"]["agency_disabled_full_time"] == 1
    assert [row["percent"] for row in found["MI"]["part_time"]] == [75.0]
    assert found["BG"] == {"part_time": [], "art18_in_force": 1}
    document = {
        "legal_form": "private",
        "registered_office_province": "MI",
        "reference_date": NOW,
        "provinces": [{"province": plate, "employees": 60, **fields} for plate, fields in found.items()],
    }
    national = position(document).national
    assert national.disabled_in_force == 2  # one full-timer, one mission, half a unit that goes down
    assert national.disabled_employees_deducted == 2
    assert national.art18_in_force == 1
