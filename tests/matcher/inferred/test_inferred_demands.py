"""What texts about jobs say: every phrase is found and can be denied; degrees, kilograms, any text at all."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.inferred import read_demands
from matcher.inferred.lexicon import phrase_stem, plain
from matcher.inferred.tables import phrase_rows
from matcher.inferred.tokens import composed
from models.vocabulary import DEMANDS, TOP_LEVEL

SAYING = [(phrase, dict(says)) for phrase, says in phrase_rows() if says]


def levels(text: str) -> dict[str, int]:
    return {found.demand: found.level for found in read_demands(text)}


@pytest.mark.parametrize(("phrase", "says"), SAYING, ids=[phrase for phrase, _ in SAYING])
def test_every_phrase_is_found_in_a_sentence(phrase, says):
    assert levels(f"Il posto è in via Roma; {plain(phrase)}, come da accordi.") == says


@pytest.mark.parametrize(("phrase", "says"), SAYING, ids=[phrase for phrase, _ in SAYING])
def test_no_phrase_survives_its_negation(phrase, says):
    denied = levels(f"Buona paga; non è previsto {plain(phrase)}.")
    assert all(denied.get(demand, 0) == 0 for demand in says)


@pytest.mark.parametrize("demand", DEMANDS)
def test_every_demand_can_be_said_in_several_ways(demand):
    assert sum(demand in says for _, says in SAYING) >= 10


def test_the_table_has_its_phrases_and_none_twice():
    stems = [phrase_stem(phrase) for phrase, _ in phrase_rows() if "=" not in phrase]
    assert len(SAYING) >= 350
    assert sorted({stem for stem in stems if stems.count(stem) > 1}) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in piedi", 3),
        ("sempre in piedi", 4),
        ("in piedi per tutto il turno", 4),
        ("ogni tanto in piedi", 1),
        ("in piedi: abbastanza", 2),
        ("non solo in piedi", 3),
        ("stare molto in piedi", 3),
        ("non si sta in piedi", 0),
        ("in piedi: no", 0),
        ("stare in piedi non è richiesto", 0),
        ("non adatto a chi non può stare in piedi", 3),
    ],
)
def test_small_words_raise_lower_and_deny(text, expected):
    assert levels(text)["standing"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("colli fino a 2 kg", 1),
        ("colli fino a 3 kg", 1),
        ("colli fino a 3,5 kg", 2),
        ("pesi di 10 chili", 2),
        ("movimentazione carichi fino a 15 kg", 3),
        ("sollevare pesi, massimo 20 kg", 3),
        ("sacchi da 25 kg", 4),
        ("carichi leggeri, fino a 12 kg", 3),
        ("non si sollevano pesi oltre i 5 kg", 2),
    ],
)
def test_kilograms_give_the_level_of_lifting(text, expected):
    assert levels(text)["lifting"] == expected


@pytest.mark.parametrize(
    "text", ["pallet da 500 kg con il transpallet", "bilancia da 30 kg", "produciamo 40 kg di pane"]
)
def test_kilograms_that_nobody_lifts_say_nothing(text):
    assert "lifting" not in levels(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Esperienza nel contatto con il pubblico non richiesta",
        "Non è necessaria esperienza di front office",
        "in linea con le direttive dell'ente pubblico",
        "stampante a colori",
        "presso uno studio di Melzo",
        "Warehouse clerk, good English",
        "!!! ... ???",
        "🙂🙂",
    ],
)
def test_what_says_nothing_of_demands_gives_nothing(text):
    assert read_demands(text) == ()


def test_a_negation_ends_with_its_clause():
    assert levels("non si sollevano pesi, si sta in piedi") == {"lifting": 0, "standing": 3}
    assert levels("non si sollevano pesi e si sta in piedi") == {"lifting": 0, "standing": 3}
    assert levels("non si sollevano pesi né si guida") == {"lifting": 0, "driving": 0}


@given(st.text(max_size=300))
def test_any_text_is_read_and_the_words_are_its_own(text):
    for found in read_demands(text):
        assert found.demand in DEMANDS
        assert 0 <= found.level <= TOP_LEVEL
        assert composed(text)[found.start : found.end] == found.words != ""


@given(st.lists(st.sampled_from([plain(phrase) for phrase, _ in SAYING] + ["non", "no", "né", ",", ".", "e", "12 kg"])))
def test_any_sequence_of_phrases_is_read(parts):
    assert len(read_demands(" ".join(parts))) <= len(DEMANDS)


def test_capitals_accents_and_endings_do_not_matter():
    assert levels("SCAFFALE ALTO") == levels("scaffali alti") == {"overhead_reach": 3}
    assert levels("MANUALITA") == levels("manualità") == levels("manualita\u0300")


@pytest.mark.parametrize(
    "piece",
    ["in piedi e pesi, ", "in piedi non ", "molto in piedi ", "12 kg pesi ", "non ", "scale 12 kg ", "a", "molto "],
)
def test_fifty_thousand_characters_are_read_without_running_away(piece):
    text = (piece * (50_000 // len(piece) + 1))[:50_000]
    read_demands("in piedi")  # the tables are read once
    start = time.process_time()
    read_demands(text)
    assert time.process_time() - start <= 5  # a tenth of it is usual; backtracking would take minutes
