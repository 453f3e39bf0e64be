"""The words of both sides linked in one batch: each distinct text is asked about once, then only looked up."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import Any, NamedTuple

from matcher.encode.cells import Cells, flat
from matcher.personal_data import strip_personal
from matcher.taxonomy import Taxonomy


class Linked(NamedTuple):
    """What people's texts mean.

    Attributes
    ----------
    skills : mapping of str to tuple of str
        Skill ids, by the cell that a person's skills stand in.
    occupations : mapping of str to str
        Occupation id, by the title or code that a person names.
    """

    skills: Mapping[str, tuple[str, ...]]
    occupations: Mapping[str, str]


def link_all(candidates: Cells, vacancies: Cells, taxonomy: Taxonomy) -> Linked:
    """Link every text of both tables; the taxonomy remembers those of the vacancies, which are few."""
    cells = _stated(candidates, "skills")
    texts = [strip_personal(cell) for cell in cells]
    asked = (_stated(vacancies, name) for name in ("required_skills", "preferred_skills"))
    found = taxonomy.extract_skills_many([*texts, *flat(chain.from_iterable(asked))])
    held = ((title for title, _ in cell) for cell in _stated(candidates, "occupations_held"))
    titles = flat([*held, *_stated(candidates, "occupations_sought")])
    named = flat(_stated(vacancies, name) for name in ("occupation", "title"))
    occupations = taxonomy.occupations_of([*titles, *named])
    return Linked(dict(zip(cells, found, strict=False)), dict(zip(titles, occupations, strict=False)))


def _stated(rows: Cells, name: str) -> list[Any]:
    return [cell for cell in rows.distinct(name).values if cell is not None]
