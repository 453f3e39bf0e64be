"""What every driver prints: a plain table, or the same as JSON."""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]


@dataclass
class Report:
    """A title, rows with the same columns, and lines that stand below the table."""

    title: str
    rows: Sequence[Row]
    notes: list[str] = field(default_factory=list)


def parser(doc: str | None) -> argparse.ArgumentParser:
    """A driver's options; ``--json`` is everyone's."""
    made = argparse.ArgumentParser(description=(doc or "").splitlines()[0])
    made.add_argument("--json", action="store_true", help="print JSON instead of tables")
    return made


def shown(value: Any) -> str:
    """A cell: three decimals, a dash where nothing is known."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "–"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def table(rows: Sequence[Row]) -> list[str]:
    """Rows as a table in Markdown, columns in the order of the first row."""
    if not rows:
        return []
    names = list(rows[0])
    lines = ["| " + " | ".join(names) + " |", "|" + "---|" * len(names)]
    return lines + ["| " + " | ".join(shown(row[name]) for name in names) + " |" for row in rows]


def tell(reports: Sequence[Report], *, as_json: bool) -> None:
    """Print the reports of a driver."""
    if as_json:
        each = [{"title": one.title, "rows": [dict(row) for row in one.rows], "notes": one.notes} for one in reports]
        print(json.dumps(_plain(each), ensure_ascii=False, indent=2))
        return
    for one in reports:
        print("\n".join(["", one.title, "", *table(one.rows), *([""] if one.notes else []), *one.notes]))


def _plain(value: Any) -> Any:
    """The same without what JSON cannot say: an unknown number is null."""
    if isinstance(value, float) and math.isnan(value):
        return None
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list) else value
