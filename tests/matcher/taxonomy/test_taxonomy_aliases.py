"""The office's own words: a decision counts everywhere, survives, shows in the version, and is refused when faulty."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.errors import TaxonomyError
from matcher.taxonomy import embedded
from matcher.taxonomy.aliases import Alias, AliasTable, read_aliases

NIGHT = Alias("occupation", "Guardiano notturno", "receptionist-albergo", "Anna B.", "2026-11-16", "albergo, non ditta")
CAR = Alias("skill", "automunito", "", "Anna B.", "2026-11-16")
WORD = Alias("skill", "bolle di sapone", "pulizie", "Anna B.", "2026-11-16")


def test_a_text_links_to_what_the_office_decided_whatever_the_vocabulary_says() -> None:
    taxonomy = embedded().with_aliases(AliasTable([NIGHT]))
    assert embedded().match_text("occupation", "guardiano notturno") != "receptionist-albergo"
    for text in ("guardiano notturno", "GUARDIANA NOTTURNA", "guardiani notturni"):
        assert taxonomy.match_text("occupation", text) == "receptionist-albergo"
        assert taxonomy.occupation_of(text) == "receptionist-albergo"
        first, *others = taxonomy.link("occupation", [text], 5)[0]
        assert (first.id, first.score, first.chance, first.source) == ("receptionist-albergo", 1.0, 1.0, "alias")
        assert len(others) == 4
        assert first.id not in [link.id for link in others]


def test_a_text_that_is_no_concept_stays_unmatched() -> None:
    taxonomy = embedded().with_aliases(AliasTable([replace(CAR, text="muletto")]))
    assert embedded().match_text("skill", "muletto") == "muletto"
    assert taxonomy.match_text("skill", "muletto") is None
    assert taxonomy.link("skill", ["muletto", "word"], 1)[0] == []
    assert taxonomy.extract_skills("muletto; word") == ("text:muletto", "word")


def test_an_alias_works_inside_a_text_with_several_skills() -> None:
    taxonomy = embedded().with_aliases(AliasTable([WORD]))
    assert taxonomy.extract_skills("word, bolle di sapone e muletto") == ("word", "pulizie", "muletto")
    (mention,) = taxonomy.read_text("non faccio bolle di sapone", ["skill"]).mentions
    assert (mention.id, mention.chance, mention.polarity) == ("pulizie", 1.0, "lacks")


def test_other_kinds_and_other_texts_are_untouched() -> None:
    taxonomy = embedded().with_aliases(AliasTable([NIGHT, CAR]))
    texts = ["cuoco", "magazziniera", "custode", "guardiano", "xyz"]
    assert taxonomy.link("occupation", texts, 3) == embedded().link("occupation", texts, 3)
    assert taxonomy.match_texts("skill", ["guardiano notturno"]) == embedded().match_texts(
        "skill", ["guardiano notturno"]
    )


def test_the_version_tells_the_decisions_and_not_their_order_or_notes() -> None:
    plain = embedded().version
    one, two = AliasTable([NIGHT, CAR]), AliasTable([CAR, replace(NIGHT, note="", by="Ugo C.")])
    assert embedded().with_aliases(AliasTable()).version == plain
    assert embedded().with_aliases(one).version == embedded().with_aliases(two).version
    assert embedded().with_aliases(one).version.startswith(plain + "+")
    assert embedded().with_aliases(AliasTable([CAR])).version != embedded().with_aliases(one).version


def test_a_later_decision_takes_the_place_of_an_earlier_one_and_can_be_taken_back() -> None:
    table = AliasTable([CAR, NIGHT]).add(replace(NIGHT, text="guardiane notturne", concept="custode"))
    assert [row.concept for row in table.rows] == ["", "custode"]
    assert table.remove("occupation", "guardiano notturno").rows == (CAR,)
    with pytest.raises(TaxonomyError, match="no alias of kind skill for 'cuoco'"):
        table.remove("skill", "cuoco")


def test_a_concept_that_is_gone_is_told_and_links_nothing() -> None:
    table = AliasTable([CAR, replace(NIGHT, concept="notte-2031")])
    taxonomy = embedded().with_aliases(table)
    gone = table.orphans(lambda kind, concept: taxonomy.current_id(kind, concept) is not None)
    assert gone == [(3, table.rows[1])]
    assert taxonomy.match_text("occupation", "guardiano notturno") == embedded().match_text(
        "occupation", "guardiano notturno"
    )


@given(st.lists(st.sampled_from([NIGHT, CAR, WORD]), unique=True), st.text("a,;\"'\né", max_size=12))
def test_a_table_is_read_as_it_was_written(rows: list[Alias], note: str) -> None:
    table = AliasTable(replace(row, note=note.strip()) for row in rows)
    path = Path(_FOLDER) / "aliases.csv"
    path.write_text(table.to_csv(), encoding="utf-8", newline="")
    assert read_aliases(path).rows == table.rows


_FOLDER = ""


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path) -> None:
    global _FOLDER
    _FOLDER = str(tmp_path)


def test_every_fault_is_told_at_once_with_its_line_and_without_the_text(tmp_path: Path) -> None:
    path = tmp_path / "aliases.csv"
    path.write_text(
        "kind,text,concept,by,on,note\n"
        "hobby,ballo,muletto,Anna,2026-11-16,\n"
        "skill,!!,muletto,Anna,2026-11-16,\n"
        "skill,segreto,muletto,,16.11.2026,\n"
        "skill,uso muletto,muletto,Anna,2026-11-16,\n"
        "skill,muletti,word,Anna,2026-11-16,\n",
        encoding="utf-8",
    )
    with pytest.raises(TaxonomyError) as caught:
        read_aliases(path)
    told = str(caught.value).split("\n")
    assert [line.split(":")[0] for line in told] == [f"aliases.csv, line {line}" for line in (2, 3, 4, 4, 6)]
    assert "line 5" in told[-1]
    assert "segreto" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "line 1: expected the columns"),
        (b"text,concept\n", "line 1: expected the columns"),
        (b"kind,text,concept,by,on,note\nskill,a\n", "line 2: expected 6 cells, not 2"),
        (b"\xff\xfe\x00", "expected UTF-8"),
        (b'kind,text,concept,by,on,note\nskill,"a\n', "expected CSV with commas"),
    ],
)
def test_what_is_no_such_table_is_refused(content: bytes, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "aliases.csv"
    path.write_bytes(content)
    with pytest.raises(TaxonomyError, match=expected):
        read_aliases(path)
