"""Words of titles: what officials add, which words are akin, how much of a title a line holds."""

from __future__ import annotations

import numpy as np
import pytest

from matcher.taxonomy import coverage
from matcher.taxonomy.coverage import CoverageSpace
from matcher.taxonomy.normalise import neutral_stem, stems
from matcher.taxonomy.store import DATA
from matcher.taxonomy.title_words import exchanged, exchanges, groups, unofficial


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Venditori ambulanti e professioni assimilate", "Venditori ambulanti"),
        ("Registi, attori ed assimilati", "Registi, attori"),
        ("Altri tecnici non classificati altrove", "tecnici"),
        ("Collaudatori (ad eccezione dei prodotti alimentari)", "Collaudatori"),
        ("Dirigenti nel settore della pesca", "Dirigenti della pesca"),
        ("Non classificati altrove", "Non classificati altrove"),
        ("cuoco", "cuoco"),
    ],
)
def test_what_official_lists_add_goes_unless_nothing_is_left(title: str, kept: str) -> None:
    assert unofficial(title) == kept


def test_each_line_of_the_word_list_says_at_least_two_words_once() -> None:
    lines = [line for line in (DATA / "job_words.txt").read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    assert [line for line in lines if len(line.split()) < 2 or len(set(line.split())) < len(line.split())] == []
    assert len(lines) == len({frozenset(line.split()) for line in lines}) >= 500


def test_gender_and_number_share_the_groups_of_a_word() -> None:
    for one, other in (("insegnante", "insegnanti"), ("venditore", "venditrici"), ("sarto", "sarta")):
        assert groups()[neutral_stem(one)] == groups()[neutral_stem(other)] != frozenset()


def test_names_of_one_concept_teach_which_words_take_each_others_place() -> None:
    found = exchanges([("guida muletto", "guida carrello"), ("patente muletto", "patente carrello"), ("guida auto",)])
    muletto, carrello = stems("muletto"), stems("carrello")
    assert carrello in found[muletto]
    assert muletto in found[carrello]
    assert stems("auto") not in found


def test_the_embedded_vocabulary_teaches_both_ways() -> None:
    known = exchanged()
    assert len(known) > 1000
    assert all(one in known[other] for one, others in known.items() for other in others)


def _plain(query: str, lines: list[str]) -> list[float]:
    """The definition, word by word, for words that are the same or akin, not merely alike in letters."""
    rows = [stems(line).split() for line in lines]
    count = {word: sum(word in row for row in rows) for row in rows for word in row}
    rarity = {word: np.log1p((len(rows) - seen + 0.5) / (seen + 0.5)) for word, seen in count.items()}
    unseen = np.log1p((len(rows) + 0.5) / 0.5)
    words = list(dict.fromkeys(stems(query).split()))

    def likeness(word: str, other: str) -> float:
        if word == other:
            return 1.0
        akin = groups().get(word, frozenset()) & groups().get(other, frozenset())
        traded = other in exchanged().get(word, frozenset())
        return max(coverage.AKIN if akin else 0.0, coverage.EXCHANGED if traded else 0.0)

    found = []
    for row in rows:
        there = sum(rarity.get(word, unseen) * max(likeness(word, other) for other in row) for word in words)
        back = sum(rarity[other] * max(likeness(word, other) for word in words) for other in row)
        share = there / sum(rarity.get(word, unseen) for word in words)
        found.append(coverage.QUERY_SHARE * share + (1 - coverage.QUERY_SHARE) * back / sum(rarity[o] for o in row))
    return found


@pytest.mark.parametrize(
    "query", ["autisti di pullman", "cuoca mensa scuole", "docente di musica", "xyz", "pulizie xyz"]
)
def test_coverage_agrees_with_its_definition(query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coverage, "ALIKE_FROM", 2.0)  # no word is that alike
    lines = ["conducente di autobus", "cuoco", "addetta alle pulizie", "insegnante di canto", "aiuto cuoco di mensa"]
    (row,) = CoverageSpace(lines).similarity([query])
    np.testing.assert_allclose(row, _plain(query, lines), rtol=1e-5, atol=1e-6)


def test_a_typing_error_still_counts_in_part() -> None:
    (row,) = CoverageSpace(["magazziniere", "falegname"]).similarity(["magazinere"])
    assert 0.3 < row[0] < 1.0
    assert row[1] < row[0]


def test_every_share_lies_between_nothing_and_all() -> None:
    lines = ["", "a", "cuoco cuoco", "CUOCO!", "x" * 5000, "cuoco di mensa"]
    rows = CoverageSpace(lines).similarity(["cuoco", "", " ".join(["parola"] * 500), "cuoco mensa scuola"])
    assert rows.shape == (4, 6)
    assert rows.min() >= 0.0
    assert rows.max() <= 1.0 + 1e-6
    assert rows[0, 2] == pytest.approx(1.0)
    assert not rows[1].any()
