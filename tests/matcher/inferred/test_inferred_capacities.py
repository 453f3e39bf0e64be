"""What people say they cannot do: limits with their words, never an illness, never an experience."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.inferred import read_capacities
from matcher.inferred.lexicon import plain
from matcher.inferred.tables import limit_rows
from matcher.personal_data import health_words, personal_data
from models.vocabulary import DEMANDS, TOP_LEVEL

CLAIMS = [(phrase, limit) for phrase, limit in limit_rows() if limit.kind == "claim"]
FRAMES = [(phrase, limit) for phrase, limit in limit_rows() if limit.kind == "frame"]
DOINGS = [(phrase, limit) for phrase, limit in limit_rows() if limit.kind == "doing" and limit.demand]


def levels(text: str) -> dict[str, int]:
    return {found.demand: found.level for found in read_capacities(text)}


@pytest.mark.parametrize(("phrase", "limit"), CLAIMS, ids=[phrase for phrase, _ in CLAIMS])
def test_every_claim_is_a_limit_by_itself(phrase, limit):
    assert levels(f"so cucinare, {plain(phrase)}")[limit.demand] == limit.level


@pytest.mark.parametrize(("phrase", "limit"), FRAMES, ids=[phrase for phrase, _ in FRAMES])
def test_every_frame_makes_a_doing_a_limit(phrase, limit):
    assert levels(f"so cucinare; {plain(phrase)} stare in piedi")["standing"] == limit.level


@pytest.mark.parametrize(("phrase", "limit"), DOINGS, ids=[phrase for phrase, _ in DOINGS])
def test_every_doing_is_a_limit_in_a_frame_and_none_without(phrase, limit):
    assert limit.demand in levels(f"ho difficoltà: {plain(phrase)}")
    assert levels(f"mi piace {plain(phrase)}") == {}


@pytest.mark.parametrize("demand", DEMANDS)
def test_every_demand_has_words_for_its_limit(demand):
    assert any(limit.demand == demand for _, limit in (*CLAIMS, *DOINGS))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("non posso stare in piedi", {"standing": 0}),
        ("non posso stare in piedi a lungo", {"standing": 2}),
        ("faccio fatica a stare in piedi", {"standing": 1}),
        ("lo stress mi blocca", {"stress": 1}),
        ("posso sollevare fino a 10 kg", {"lifting": 2}),
        ("posso sollevare al massimo 5 kg", {"lifting": 1}),
        ("non posso portare pesi sopra i 20 chili", {"lifting": 3}),
        ("ho spostato pacchi fino a 20 kg per anni", {}),
        ("non faccio fatica a stare in piedi", {}),
        ("non ho problemi con le scale", {}),
        ("non uso il computer", {}),
        ("ho lavorato in piedi per anni", {}),
        ("vorrei un lavoro a contatto con il pubblico", {}),
    ],
)
def test_frames_degrees_and_what_is_no_limit(text, expected):
    assert levels(text) == expected


@pytest.mark.parametrize("words", [word.replace("~", "") for word, group in health_words() if group == "diagnosis"])
def test_a_diagnosis_is_never_a_capacity(words):
    assert levels(f"ho {words}") == {}


def test_a_limit_beside_an_illness_keeps_the_limit_and_not_the_illness():
    (found,) = read_capacities("non posso sollevare pesi per un'ernia del disco")
    assert (found.demand, found.level) == ("lifting", 0)
    assert personal_data(found.words) == ()


@given(st.text(max_size=300))
def test_any_text_is_read(text):
    for found in read_capacities(text):
        assert found.demand in DEMANDS
        assert 0 <= found.level < TOP_LEVEL


@pytest.mark.parametrize(
    "piece",
    ["non posso stare in piedi ", "mi ", "posso 5 kg max ", "non posso pesi diabete ", "non riesco, ", "scale e pesi "],
)
def test_fifty_thousand_characters_are_read_without_running_away(piece):
    text = (piece * (50_000 // len(piece) + 1))[:50_000]
    read_capacities("non guido")  # the tables are read once
    start = time.process_time()
    read_capacities(text)
    assert time.process_time() - start <= 5  # a tenth of it is usual; backtracking would take minutes
