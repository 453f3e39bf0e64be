"""The smallest sound tables of an office, and CSV in and out."""

from __future__ import annotations

import csv
from pathlib import Path

DAY = "2026-11-16"


def write_csv(path: Path, rows: list[dict[str, str]]) -> None:
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def names_in(folder: Path) -> list[str]:
    """What lies in a folder, hidden files too."""
    return sorted(entry.name for entry in folder.iterdir())


TINY: dict[str, list[dict[str, str]]] = {
    "candidates": [
        {"candidate_id": "C1", "name": "Fiordaliso Quercetani", "skills": "pulizie", "education": "3"},
        {"candidate_id": "C2", "name": "Melo Trivulzi", "skills": "cucito", "disability_percent": "80"},
        {"candidate_id": "C3", "name": "Nespola Adda", "status": "suspended"},
    ],
    "employers": [
        {"employer_id": "E1", "name": "Uno", "legal_form": "private", "registered_office": "Melzo"},
        {"employer_id": "E2", "name": "Due", "legal_form": "private", "registered_office": "Gorgonzola"},
    ],
    "vacancies": [
        {"vacancy_id": "V1", "employer_id": "E1", "title": "addetta pulizie", "required_skills": "pulizie"},
        {"vacancy_id": "V2", "employer_id": "E2", "title": "cucitrice", "required_skills": "cucito"},
        {"vacancy_id": "V3", "employer_id": "E1", "title": "cuoco", "closes_on": "2026-01-31"},
    ],
    "workforce": [{"employer_id": "E1", "province": "MI", "employees": "60", "disabled_full_time": "1"}],
}
