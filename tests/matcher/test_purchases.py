"""What to put in place first: the counts are what happens when the firm has it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from market import job, matching, pair, person
from strategies import DAY, EMPLOYERS, markets

from matcher.engine import figures
from matcher.errors import MatcherError
from matcher.frames import Frame
from matcher.matching import prepare
from matcher.purchases import gains_of_firm, gains_of_person
from models.accommodations import catalogue

few = settings(max_examples=12, deadline=None)
TRIED = ("lifting_aid", "sit_stand_stool", "visual_alarms", "part_time", "text_communication", "trolley")


def eligible(prepared):
    """Every eligible pair by id with its fit, accommodations in place."""
    ranked = prepared.rank(k=99)
    fit = figures(ranked, prepared.policy).fit_with.tolist()
    people, jobs = prepared.encoding.candidates.ids, prepared.encoding.vacancies.ids
    pairs = [(people[c], jobs[v]) for c, v in zip(ranked.candidate.tolist(), ranked.vacancy.tolist(), strict=True)]
    return dict(zip(pairs, fit, strict=True))


def bought(prepared, code):
    """The same day with the accommodation written into every vacancy that states what it has and refuses it not."""
    frame = prepared.tables.vacancies
    columns = {name: list(values) for name, values in frame.columns.items()}
    for row, has in enumerate(frame["accommodations_available"]):
        if has is not None and code not in (frame["accommodations_refused"][row] or ()):
            columns["accommodations_available"][row] = [each for each in catalogue() if each in has or each == code]
    tables = replace(prepared.tables, vacancies=Frame("vacancies", columns, frame.lines, frame.file))
    return prepare(tables, on=DAY)


@few
@given(market=markets(most=4))
def test_the_counts_are_those_of_the_tables_with_the_accommodation_written_in(market):
    """Where every firm states what it has; what an unstated list would do to the fit is another matter."""
    for each in market["vacancies"]:
        each["accommodations_available"] = each["accommodations_available"] or "assistance_dog_admitted"
    prepared = matching(market)
    now = eligible(prepared)
    for candidate in prepared.encoding.candidates.ids:
        gains = {gain.code: gain for gain in gains_of_person(prepared, candidate)}
        for code in TRIED:
            then = eligible(bought(prepared, code))
            new = {job for person, job in then if person == candidate and (person, job) not in now}
            eased = {pair for pair in now if pair[0] == candidate and then[pair] > now[pair]}
            found = gains.get(code)
            assert (found.opened_vacancies, found.eased) == (len(new), len(eased)) if found else not new | eased


def test_a_firm_learns_which_purchase_makes_most_people_fit():
    people = [
        {"candidate_id": f"C{number}", "capacities": capacity}
        for number, capacity in enumerate(("lifting=0", "lifting=0", "lifting=0;standing=0", "hearing=0"))
    ]
    vacancy = job(demands="lifting=3;standing=2;hearing=3", accommodations_available="job_coach", openings="2")
    first = gains_of_firm(matching({"candidates": people, "vacancies": [vacancy], "employers": EMPLOYERS}), "E1")[0]
    assert (first.code, first.opened_people, first.opened_vacancies, first.openings) == ("lifting_aid", 2, 1, 2)


def test_what_the_firm_refuses_is_never_counted():
    vacancy = job(demands="lifting=3", accommodations_available="job_coach", accommodations_refused="lifting_aid")
    codes = {gain.code for gain in gains_of_person(matching(pair(person(capacities="lifting=0"), vacancy)), "C1")}
    assert "lifting_aid" not in codes


def test_another_broken_constraint_is_not_opened_by_a_purchase():
    worker = person(capacities="lifting=0", working_times="morning")
    vacancy = job(demands="lifting=3", accommodations_available="", working_times="night")
    assert not any(gain.opened for gain in gains_of_person(matching(pair(worker, vacancy)), "C1"))


@pytest.mark.parametrize("gains", [gains_of_person, gains_of_firm])
def test_an_unknown_id_is_named(gains):
    with pytest.raises(MatcherError, match="NOBODY"):
        gains(matching(pair(person(), job())), "NOBODY")
