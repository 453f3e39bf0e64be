"""What a sentence says: had, lacking or wished for, how well, how long; nothing breaks it, nothing takes long."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.taxonomy import embedded
from matcher.taxonomy.reading import HAS, LACKS, WISHES, cut

HAD, NOT, WISH = HAS, LACKS, WISHES


def _said(text: str) -> list[tuple[str, str]]:
    return [(mention.id, mention.polarity) for mention in embedded().read_text(text, ["skill"]).mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("non uso il PC", [("uso-computer", NOT)]),
        ("mai usato il muletto", [("muletto", NOT)]),
        ("patentino muletto mai preso", [("muletto", NOT)]),
        ("muletto: no; transpallet", [("muletto", NOT), ("transpallet", HAD)]),
        ("non uso il pc né il muletto", [("uso-computer", NOT), ("muletto", NOT)]),
        ("non so cucire, stirare, cucinare", [("cucito-macchina", NOT), ("stiro", NOT), ("cucinare", NOT)]),
        ("non fumo, pulizie", [("pulizie", HAD)]),
        ("non uso il PC ma so usare il muletto", [("uso-computer", NOT), ("muletto", HAD)]),
        ("non ho il muletto e uso il transpallet", [("muletto", NOT), ("transpallet", HAD)]),
        ("non ho problemi a usare il transpallet", [("transpallet", HAD)]),
        ("non solo pulizie, anche stiro", [("pulizie", HAD), ("stiro", HAD)]),
        ("vorrei imparare a saldare", [("saldatura", WISH)]),
        ("mi piacerebbe lavorare in ufficio", [("lavoro-ufficio", WISH)]),
        ("so stirare e vorrei imparare a cucinare", [("stiro", HAD), ("cucinare", WISH)]),
        ("non vedo l'ora di imparare a usare il tornio", [("tornio", WISH)]),
        ("vorrei cucinare. Muletto", [("cucinare", WISH), ("muletto", HAD)]),
        ("SO USARE IL MULETTO 😀 tel. 333 1234567", [("muletto", HAD)]),
    ],
)
def test_what_is_denied_or_wished_for_is_kept_apart(text: str, expected: list[tuple[str, str]]) -> None:
    assert _said(text) == expected
    had = tuple(skill for skill, polarity in expected if polarity == HAD)
    assert tuple(skill for skill in embedded().extract_skills(text) if not skill.startswith("text:")) == had


@pytest.mark.parametrize(
    ("text", "level", "years", "since"),
    [
        ("inglese B1", "B1", None, None),
        ("inglese (B2)", "B2", None, None),
        ("inglese: c1", "C1", None, None),
        ("inglese livello base", "base", None, None),
        ("ottima conoscenza di excel", "avanzato", None, None),
        ("buona conoscenza di excel", "intermedio", None, None),
        ("un po' di excel", "base", None, None),
        ("muletto per 5 anni", None, 5.0, None),
        ("muletto (tre anni)", None, 3.0, None),
        ("muletto da 6 mesi", None, 0.5, None),
        ("muletto dal 2015 al 2019", None, 4.0, None),
        ("muletto 2015-2019", None, 4.0, None),
        ("muletto dal 2018", None, None, 2018),
        ("patente B", None, None, None),
        ("ho 45 anni, muletto", None, None, None),
    ],
)
def test_levels_and_years_are_read_where_they_are_said(
    text: str, level: str | None, years: float | None, since: int | None
) -> None:
    (mention,) = embedded().read_text(text, ["skill"]).mentions
    assert (mention.level, mention.years, mention.since) == (level, years, since)


def test_a_piece_counts_as_a_job_where_its_words_speak_of_one() -> None:
    (job,) = embedded().read_text("ho lavorato come cassiera per due anni").mentions
    assert (job.kind, job.id, job.years) == ("occupation", "cassiere", 2.0)
    (skill,) = embedded().read_text("so usare il muletto").mentions
    assert (skill.kind, skill.id) == ("skill", "muletto")


def test_what_is_not_understood_is_told() -> None:
    read = embedded().read_text("filatelia antica; muletto")
    assert read.unread == ("filatelia antica",)
    assert [mention.id for mention in read.mentions] == ["muletto"]
    assert embedded().read_text("!!! ??? ... 😀").mentions == ()


def test_telephone_numbers_and_addresses_are_no_words() -> None:
    words = [piece.words for piece in cut("muletto tel. 02 1234567, 333-123 4567; a.b@c.it, uso word")]
    assert not any(character.isdigit() or character == "@" for piece in words for character in piece)


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    for mention in embedded().read_text(text).mentions:
        assert 0.5 <= mention.chance <= 1.0
        assert mention.polarity in (HAS, LACKS, WISHES)


@given(st.lists(st.sampled_from(["muletto", "non uso word", "vorrei cucinare", "né", "ma", "tre anni", ",", "."])))
def test_words_in_any_order_are_read(words: list[str]) -> None:
    text = " ".join(words)
    assert embedded().extract_skills_many([text, text]) == [embedded().extract_skills(text)] * 2


@pytest.mark.parametrize(
    "text",
    [
        "pulizie e muletto, ",
        "a",
        " ",
        "non ",
        "e ",
        "muletto ",
        "1 ",
        ". , ",
        "vorrei ",
        "a\t\n",
        "un po' ",
        "B1 ",
        "ma ",
    ],
)
def test_fifty_thousand_characters_take_no_longer_than_a_breath(text: str) -> None:
    embedded().read_text("muletto")
    start = time.process_time()
    embedded().read_text((text * 50_000)[:50_000])
    assert time.process_time() - start < 1.0  # about 0.1 s on an idle core
