"""Small helpers of the matching tests: tables from records, lists as plain tuples."""

from __future__ import annotations

from strategies import DAY

from matcher import frames
from matcher.frames import Tables
from matcher.lists import match_rows, rejection_rows
from matcher.matching import prepare


def tables(market):
    """Checked tables of a market given as records."""
    return Tables(**{name: frames.from_records(name, rows) for name, rows in market.items() if rows})


def matching(market, on=DAY, **options):
    """A market prepared on a day."""
    return prepare(tables(market), on=on, **options)


def matches(market, k=20, by="candidate", on=DAY):
    """The rows of the matches table."""
    prepared = matching(market, on)
    return list(match_rows(prepared, prepared.rank(k=k, by=by)))


def rejected(market, by="candidate", on=DAY):
    """The rows of the rejections table."""
    return list(rejection_rows(matching(market, on), by))


def person(**cells):
    """One candidate, everything else unknown."""
    return {"candidate_id": "C1", **cells}


def job(**cells):
    """One vacancy of the firm E1, everything else unknown."""
    return {"vacancy_id": "V1", "employer_id": "E1", "openings": "1", **cells}


def pair(candidate, vacancy, **others):
    """A market of one candidate and one vacancy."""
    from strategies import EMPLOYERS

    return {"candidates": [candidate], "vacancies": [vacancy], "employers": EMPLOYERS, **others}
