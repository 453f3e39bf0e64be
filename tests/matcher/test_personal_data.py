"""Personal data in free text: what is caught, what is not, and that nothing of it is ever repeated."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.frames import from_records
from matcher.personal_data import (
    OF_JOBS,
    OF_PEOPLE,
    PERSONAL_CODES,
    health_words,
    iban_is_sound,
    personal_data,
    strip_personal,
    tax_code_is_sound,
)

PLANTED = [
    ("email", "scrivetemi a ornella.b@posta.example grazie"),
    ("phone", "347 000 0107"),
    ("phone", "347/0000107"),
    ("phone", "+39 347.123.4567"),
    ("phone", "0039 02 1234567"),
    ("phone", "tel. 02 000 0112"),
    ("phone", "+41 79 123 45 67"),
    ("tax_code", "RSSMRA80A01F205X"),
    ("tax_code", "rss mra 80a01 f205x"),
    ("iban", "IT60X0542811101000000123456"),
    ("iban", "IT60 X054 2811 1010 0000 0123 456"),
    ("birth", "nata a Gorgonzola il 03/04/1980"),
    ("birth", "nato il 3 aprile 1980"),
    ("birth", "data di nascita: 03.04.1980"),
    ("birth", "classe 1980"),
    ("health", "invalidità civile al 74%"),
    ("health", "74% di invalidità"),
    ("health", "invalido al 100 per cento"),
    ("health", "legge 104"),
    ("health", "soffro di cuore"),
    ("health", "diagnosi di schizofrenia"),
    ("health", "prendo il Tavor"),
    ("health", "ho la sindrome di Down"),
    ("health", "cammino con le stampelle"),
    ("health", "sono stato operato al ginocchio"),
    ("health", "EPILESSIA"),
    ("health", "sordita\u0300"),
]
INNOCENT = [
    "dal 01.02.2019 al 03/04/2020",
    "ISCO 4321, codice 0001234567",
    "P. IVA 01234567890",
    "stipendio 350.000 lire, 347 000 010 euro",
    "RSSMRA80A01F205A",  # the check character is another
    "IT61X0542811101000000123456",  # the check digits are others
    "20 anni di esperienza, ho 3 figli",
    "assistenza a malati di Alzheimer",
    "badante di una signora con demenza",
    "educatrice per bambini con autismo",
    "menù per persone con diabete",
    "operatrice call center, operatore alla cassa",
    "capi appesi su stampelle",
    "lettura di disegni, calibro 0,01 mm",
    "ISO 9001:2015, CNC Fanuc 0-TD, Office 365",
    "turno 06-14 e 14-22",
]


@pytest.mark.parametrize(("kind", "text"), PLANTED, ids=[text for _, text in PLANTED])
def test_what_is_planted_is_found_and_taken_out(kind, text):
    full = f"so usare excel; {text}; cucito a macchina"
    assert [found.kind for found in personal_data(full)] == [kind]
    stripped = strip_personal(full)
    assert personal_data(stripped) == ()
    assert stripped.startswith("so usare excel")
    assert stripped.endswith("cucito a macchina")


@pytest.mark.parametrize("text", INNOCENT)
def test_what_only_looks_so_is_left_alone(text):
    assert personal_data(text) == ()
    assert strip_personal(text) is text


@pytest.mark.parametrize(("words", "group"), health_words(), ids=[words for words, _ in health_words()])
def test_every_word_of_health_is_found_where_it_may_not_stand(words, group):
    written = words.replace("~", "x" if words.endswith(" ~") else "")
    text = f"so cucinare, {written}."
    assert any(found.kind == "health" for found in personal_data(text, OF_PEOPLE))
    assert bool(personal_data(text, OF_JOBS)) == (group in OF_JOBS) or written.startswith("morbo")


def test_a_vacancy_may_say_whom_it_is_open_to():
    assert personal_data("Riservato a categorie protette L. 68, centralinista non vedente", OF_JOBS) == ()
    assert [found.kind for found in personal_data("sostituisce una collega, 347 000 0107", OF_JOBS)] == ["phone"]


def test_the_check_characters_of_tax_codes_and_accounts():
    assert tax_code_is_sound("RSSMRA80A01F205X")
    assert not tax_code_is_sound("RSSMRA80A01F205Y")
    assert iban_is_sound("IT60X0542811101000000123456")
    assert iban_is_sound("DE89370400440532013000")
    assert not iban_is_sound("IT60X0542811101000000123457")
    assert not iban_is_sound("IT60X054281110100000012345")


@given(st.text(max_size=400))
def test_any_text_is_read_in_order_and_within_itself(text):
    composed, end = unicodedata.normalize("NFC", text), 0
    for found in personal_data(text):
        assert end <= found.start < found.end <= len(composed)
        assert found.kind in PERSONAL_CODES
        end = found.end
    assert isinstance(strip_personal(text), str)


@pytest.mark.parametrize("piece", ["a", "3", "12 ", "nato ", "invalida civile ", "a.", "it60 ", "ho il diabete "])
def test_fifty_thousand_characters_are_read_without_running_away(piece):
    text = (piece * (50_000 // len(piece) + 1))[:50_000]
    personal_data("excel")  # the expression is compiled once
    start = time.process_time()
    strip_personal(text)
    assert time.process_time() - start <= 5  # a tenth of it is usual; backtracking would take minutes


def test_a_table_warns_with_code_place_and_record_and_never_with_the_words():
    frame = from_records(
        "candidates",
        [
            {"candidate_id": "P1", "skills": "excel", "occupations_sought": "cuoca"},
            {"candidate_id": "P2", "skills": "excel, ho il diabete, 347 000 0107", "occupations_sought": "cuoca"},
            {"candidate_id": "P3", "skills": "word", "occupations_held": "cuoca a.b@posta.example:3"},
        ],
        file="people.csv",
    )
    assert frame.warnings == [
        'people.csv, line 2, column "skills" (P2): phone_in_text: expected no telephone number in free text',
        'people.csv, line 2, column "skills" (P2): health_in_text: expected no words of health in free text: '
        "what a person can do goes into capacities",
        'people.csv, line 3, column "occupations_held" (P3): email_in_text: expected no e-mail address in free text',
    ]
    assert "diabete" not in "".join(frame.warnings)


def test_the_columns_made_for_it_hold_personal_data_without_a_warning():
    frame = from_records(
        "candidates",
        [{"candidate_id": "P1", "name": "Ornella B.", "phone": "347 000 0107", "email": "a.b@posta.example"}],
    )
    assert frame.warnings == []


def test_the_office_tables_have_nothing_planted_and_no_false_alarm(samples):
    from matcher.frames import read_folder

    told = read_folder(samples / "office" / "clean").warnings
    assert [line for line in told if "_in_text" in line] == []
