"""The official employers on any day: the figures stay those of the reference date, money is that of the day."""

from __future__ import annotations

import json
from datetime import date

import pytest

from matcher.law68 import compute_file

SANCTION = {
    "2000-01-17": 51.65,
    "2012-06-30": 62.77,
    "2017-12-31": 153.20,
    "2018-01-01": 153.20,
    "2021-06-30": 153.20,
    "2022-01-01": 196.05,
    "2025-12-30": 196.05,
    "2025-12-31": 196.05,
}


@pytest.mark.parametrize(("day", "amount"), SANCTION.items())
def test_every_official_employer_is_computed_with_the_money_of_the_day(samples, day, amount):
    lines = (samples / "quota" / "cases.jsonl").read_text(encoding="utf-8")
    expected = [json.loads(line)["expected"]["national"] for line in lines.splitlines()]
    result = compute_file(lines, on=date.fromisoformat(day), today=date(2026, 11, 22))
    assert not result.faulty
    for position, figures in zip(result.items, expected, strict=True):
        assert {name: getattr(position.national, name) for name in figures} == figures
        assert position.exposure_eur_per_day == round(amount * position.gap_enforceable, 2)


def test_units_of_a_later_exemption_are_not_paid_for_before_it_and_the_page_says_so(samples):
    lines = (samples / "quota" / "cases.jsonl").read_text(encoding="utf-8")
    result = compute_file(lines, on=date(2012, 6, 30), today=date(2026, 11, 22))
    told = [p for p in result.items if any("autocertificate: nessun valore" in warning for warning in p.warnings)]
    assert told
    assert all(position.self_certified_eur_per_day == 0 for position in told)
