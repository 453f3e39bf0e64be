"""Winning pairs and excluded pairs as rows of the contract's tables, ready to be written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from matcher.engine import Ranked, figures
from matcher.engine.rank import By
from matcher.explain.findings import Finder
from matcher.explain.rejection import rejections
from matcher.explain.row import match_row
from matcher.matching import Matching


def match_rows(matching: Matching, ranked: Ranked) -> Iterator[dict[str, Any]]:
    """Rows of the matches table, in the order of ``ranked``."""
    figs, finder = figures(ranked, matching.policy), Finder(matching)
    far = matching.distances(ranked.candidate, ranked.vacancy)
    columns = (ranked.candidate, ranked.vacancy, ranked.rank, far)
    pairs = zip(*(column.tolist() for column in columns), strict=True)
    for index, (candidate, vacancy, rank, distance) in enumerate(pairs):
        yield match_row(matching, finder.find(candidate, vacancy, distance), figs, index, rank)


def rejection_rows(matching: Matching, by: By = "candidate") -> Iterator[dict[str, str]]:
    """Rows of the rejections table: one for each excluded pair."""
    for each in rejections(matching, by):
        yield {
            "candidate_id": each.candidate_id,
            "vacancy_id": each.vacancy_id,
            "constraint": each.constraint,
            "detail": each.detail,
            "nearest_change": each.nearest_change,
            "nearly": "yes" if each.nearly else "no",
            "ask": ";".join(each.ask),
        }
