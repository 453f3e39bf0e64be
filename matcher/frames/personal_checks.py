"""Personal data in the free text of a table: a warning for each cell and kind, never the words themselves."""

from __future__ import annotations

from matcher.frames.checking import Checking
from matcher.personal_data import OF_JOBS, OF_PEOPLE, PERSONAL_CODES, personal_data

# Free text, by table, and which words of health it must not hold; names, addresses and telephones have columns.
FREE_TEXT: dict[str, tuple[tuple[str, frozenset[str]], ...]] = {
    "candidates": tuple((name, OF_PEOPLE) for name in ("skills", "occupations_held", "occupations_sought")),
    "vacancies": tuple(
        (name, OF_JOBS) for name in ("title", "description", "required_skills", "preferred_skills", "abilities_note")
    ),
    "contacts": (("note", OF_PEOPLE),),
    "outcomes": (("note", OF_PEOPLE),),
}


def _texts(value: object) -> list[str]:
    """The texts of a cell: itself, the parts of a list, the titles of jobs with their years."""
    parts = value if isinstance(value, tuple) else (value,)
    return [str(part[0] if isinstance(part, tuple) else part) for part in parts]


def check_personal(checking: Checking) -> None:
    """Warn of personal data where the table has no place for it: code, file, row and column."""
    word = "row" if checking.raw.sheet else "line"
    place = f"{checking.raw.file}, sheet {checking.raw.sheet}" if checking.raw.sheet else checking.raw.file
    for column, groups in FREE_TEXT.get(checking.table.name, ()):
        if column not in checking.found:
            continue
        seen: dict[object, tuple[str, ...]] = {}
        for row, value in enumerate(checking.values[column]):
            if value is None:
                continue
            kinds = seen.get(value)
            if kinds is None:
                found = {one.kind for text in _texts(value) for one in personal_data(text, groups)}
                kinds = seen[value] = tuple(kind for kind in PERSONAL_CODES if kind in found)
            for kind in kinds:
                code, expected = PERSONAL_CODES[kind]
                record = checking.record(row)
                where = f'{place}, {word} {checking.raw.lines[row]}, column "{checking.heading(column)}"'
                where += f" ({record})" if record else ""
                checking.raw.warnings.append(f"{where}: {code}: expected {expected}")
