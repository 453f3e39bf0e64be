"""Thirty-nine employers whose figures a region's engine and an independent computation agree on."""

from __future__ import annotations

import json

import pytest

from matcher.law68 import position


@pytest.fixture(scope="module")
def lines(samples):
    text = (samples / "quota" / "cases.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_every_national_figure_agrees(lines):
    """The nation, on every field of every line."""
    for line in lines:
        national = position(line).to_json()["national"]
        expected = line["expected"]["national"]
        assert {name: national[name] for name in expected} == expected, line["id"]


def test_every_provincial_figure_agrees(lines):
    """The provinces in the order of the input, where the sharing is not arbitrary."""
    compared = 0
    for line in lines:
        expected = line["expected"]["provinces"]
        if expected is None:
            continue
        found = position(line).to_json()["provinces"]
        assert len(found) == len(expected)
        for province, figures in zip(found, expected, strict=True):
            assert {name: province[name] for name in figures} == figures, line["id"]
            compared += 1
    assert compared > 39


def test_the_order_of_provinces_changes_no_figure(lines):
    """Turned round, every province keeps its figures and the nation its own."""
    for line in lines:
        turned = json.loads(json.dumps(line))
        turned["employer"]["provinces"].reverse()
        straight, back = position(line).to_json(), position(turned).to_json()
        assert straight["national"] == back["national"]
        assert straight["provinces"] == back["provinces"][::-1]
