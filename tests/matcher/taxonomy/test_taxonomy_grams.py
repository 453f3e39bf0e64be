"""The index of characters: it adds up what its definition adds up, and its first names are the nearest of all."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.taxonomy.grams import GramIndex, add_up, nearest
from matcher.taxonomy.normalise import core, stems

NAMES = [
    "addetto alle pulizie",
    "pulizie uffici",
    "muletto",
    "guida del muletto",
    "cuoco",
    "aiuto cuoco",
    "c++",
    "sarta",
]
TEXT = st.text(alphabet="abcdeimnoprstuz +#'à1", max_size=25)


def _index(names: list[str]) -> GramIndex:
    return GramIndex.build([core(name) for name in names], [stems(name) for name in names])


def _likeness(index: GramIndex, texts: list[str]) -> list[np.ndarray]:
    return list(index.likeness([core(text) for text in texts], [stems(text) for text in texts]))


def test_a_name_is_like_itself_and_unlike_what_shares_no_letters() -> None:
    rows = _likeness(_index(NAMES), NAMES)
    for place, row in enumerate(rows):
        assert row[place] == pytest.approx(1.0, abs=1e-6)
        assert row.argmax() == place
        assert row.max() <= 1.0 + 1e-6
    assert rows[NAMES.index("c++")][NAMES.index("sarta")] == 0.0


@given(st.lists(TEXT, min_size=1, max_size=6), st.lists(TEXT, max_size=4))
def test_the_compiled_sum_is_the_plain_one(names: list[str], texts: list[str]) -> None:
    index = _index([*names, "muletto"])
    plain, stemmed = [core(text) for text in texts], [stems(text) for text in texts]
    ends, places, weights = index.weighed(plain, stemmed)
    for line, row in enumerate(index.likeness(plain, stemmed)):
        slow = np.zeros(int(index.count))
        mine = slice(ends[line], ends[line + 1])
        add_up(places[mine], weights[mine], index.starts, index.names, index.weights, slow)
        assert slow.tolist() == row.tolist()


@given(st.lists(st.sampled_from(NAMES), max_size=6))
def test_a_likeness_depends_on_the_text_alone(texts: list[str]) -> None:
    index = _index(NAMES)
    together = _likeness(index, texts)
    assert [row.tolist() for row in together] == [_likeness(index, [text])[0].tolist() for text in texts]


@given(st.lists(st.integers(0, 9), max_size=80), st.integers(1, 12))
def test_the_nearest_are_the_highest_in_order_ties_by_position(values: list[int], limit: int) -> None:
    row = np.array(values, dtype=np.float64) / 10.0
    expected = [place for place in np.argsort(-row, kind="stable").tolist() if row[place] > 0.0][:limit]
    assert nearest(row, limit) == expected


def test_pieces_that_most_names_share_do_not_count() -> None:
    many = [f"addetto {letter}{other}z" for letter in "abcdefghilmnopqrstuv" for other in "abcdefghilmnopqrstuv"]
    row = _likeness(_index([*many, "gru"]), ["addetto gru"])[0]
    assert row.argmax() == len(many)
    assert row[0] == 0.0


def test_an_index_is_kept_and_read_back(tmp_path: Path) -> None:
    index = _index(NAMES)
    index.save(tmp_path)
    again = GramIndex.load(tmp_path)
    assert [row.tolist() for row in _likeness(again, NAMES)] == [row.tolist() for row in _likeness(index, NAMES)]


def test_an_index_of_no_names_is_like_nothing() -> None:
    assert _likeness(_index([]), ["muletto"])[0].shape == (0,)
