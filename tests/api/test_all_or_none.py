"""Several files written together: all in their places, or none, and a failure names the file that the user knows."""

from __future__ import annotations

import pytest

from api.commands.common import all_or_none
from matcher.errors import MatcherError


def test_a_failure_leaves_every_file_as_it_was_and_names_the_users_folder(tmp_path):
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    one.write_text("old")
    with pytest.raises(MatcherError) as failure, all_or_none(one, two) as (first, second):
        first.write_text("new")
        msg = f"cannot write {second.name} in {second.parent}: no room"
        raise MatcherError(msg)
    assert str(failure.value) == f"cannot write two.csv in {tmp_path}: no room"
    assert one.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["one.csv"]


def test_without_a_failure_every_file_is_in_its_place(tmp_path):
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    with all_or_none(one, two) as stands:
        for stand in stands:
            stand.write_text(stand.name)
        assert not one.exists()
    assert (one.read_text(), two.read_text()) == ("one.csv", "two.csv")
