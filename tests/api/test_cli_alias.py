"""``volante alias`` and what it changes: a link corrected once stays corrected, in link, match and explain."""

from __future__ import annotations

import json

import pytest

ADD = ("alias", "add", "--kind", "occupation", "guardiano notturno", "receptionist-albergo", "--on", "2026-11-16")


@pytest.fixture
def office(tmp_path, monkeypatch):
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_wrong_link_is_corrected_in_one_place_and_stays_corrected(volante, office):
    before = volante("link", "--kind", "occupation", "guardiano notturno", "--limit", "1")
    told = volante(*ADD, "--by", "Anna B.", "--note", "albergo")
    assert (told.code, told.err) == (0, "")
    after = volante("link", "--kind", "occupation", "Guardiana Notturna", "--limit", "1")
    assert "[receptionist-albergo]" not in before.out
    assert "[receptionist-albergo]  alias dell'ufficio" in after.out
    (found,) = volante("link", "--kind", "occupation", "guardiano notturno", "--json").json()
    assert found["match"] == "receptionist-albergo"
    assert [found["links"][0][name] for name in ("score", "chance", "source")] == [1.0, 1.0, "alias"]
    table = (office / "volante-data" / "aliases.csv").read_text(encoding="utf-8")
    assert table == (
        "kind,text,concept,by,on,note\noccupation,guardiano notturno,receptionist-albergo,Anna B.,2026-11-16,albergo\n"
    )


def test_decisions_are_listed_and_taken_back(volante, office):
    volante(*ADD, "--by", "Anna B.")
    volante("alias", "add", "--kind", "skill", "automunito", "--none", "--by", "Ugo")
    told = volante("alias", "list")
    assert "guardiano notturno: receptionist-albergo  (Anna B., 2026-11-16)" in told.out
    assert "automunito: nessun concetto" in told.out
    assert [row["known"] for row in volante("alias", "list", "--json").json()] == [True, True]
    assert volante("alias", "remove", "--kind", "occupation", "guardiani notturni").code == 0
    assert "guardiano" not in volante("alias", "list").out
    assert volante("alias", "remove", "--kind", "occupation", "guardiani notturni").code == 2


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (ADD, "--by is missing"),
        ((*ADD[:4], "cuoco", "--by", "A"), "give the CONCEPT that the text means, or --none"),
        ((*ADD, "--by", "A", "--none"), "give the CONCEPT that the text means, or --none"),
        ((*ADD[:5], "receptionista", "--by", "A"), "the taxonomy has no occupation 'receptionista'"),
        (("alias", "add", "!!", "muletto", "--by", "A"), "a text with at least one letter or digit"),
        (("alias", "remove", "cuoco"), "volante alias add makes one"),
        (("link", "--kind", "skill", "x", "--aliases", "none.csv"), "'none.csv' is not a file"),
    ],
)
def test_mistakes_are_told_and_nothing_is_written(arguments, expected, volante, office):
    told = volante(*arguments)
    assert told.code == 2
    assert expected in told.err
    assert not (office / "volante-data" / "aliases.csv").exists()


def test_a_concept_that_is_gone_is_reported_and_its_line_stays(volante, office):
    path = office / "own.csv"
    rows = "kind,text,concept,by,on,note\nskill,muletto,antico-1,Anna B.,2026-11-16,\n"
    path.write_text(rows, encoding="utf-8")
    told = volante("link", "--kind", "skill", "muletto", "--aliases", path, "--limit", "1")
    assert told.code == 0
    assert "own.csv, line 2: the taxonomy has no skill 'antico-1'" in told.err
    assert "[muletto]" in told.out
    volante("alias", "add", "--kind", "skill", "bolle", "bolle-ddt", "--by", "Ugo", "--aliases", path)
    assert "antico-1" in path.read_text(encoding="utf-8")


def test_matches_carry_the_decisions_in_their_version(volante, office, tiny):
    folder = tiny()
    plain = volante("match", folder, "--out", "one.csv", "--on", "2026-11-16", "--json").json()
    volante(*ADD, "--by", "Anna B.")
    ruled = volante("match", folder, "--out", "two.csv", "--on", "2026-11-16", "--json").json()
    assert ruled["taxonomy"].startswith(plain["taxonomy"] + "+")
    away = office / "away.csv"
    away.write_text("kind,text,concept,by,on,note\n", encoding="utf-8")
    again = volante("match", folder, "--out", "three.csv", "--on", "2026-11-16", "--aliases", away, "--json").json()
    assert again["taxonomy"] == plain["taxonomy"]


def test_sentences_are_read_in_words_and_as_data(volante, office):
    text = "Non uso il PC, guido il muletto da 3 anni, inglese B1; vorrei imparare a saldare; filatelia antica"
    told = volante("link", "--kind", "skill", "--sentence", text)
    assert told.out.splitlines()[1:] == [
        "  non ha: uso del computer  [uso-computer]  «uso il PC»",
        "  ha: guida del carrello elevatore  [muletto]  «guido il muletto», 3 anni",
        "  ha: inglese  [inglese]  «inglese», livello B1",
        "  vorrebbe: saldatura  [saldatura]  «saldare»",
        "  non riconosciuto: «filatelia antica»",
    ]
    (read,) = json.loads(volante("link", "--sentence", text, "--json").out)
    assert [each["polarity"] for each in read["mentions"]] == ["lacks", "has", "has", "wishes"]
    assert read["unread"] == ["filatelia antica"]
