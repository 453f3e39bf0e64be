"""Occupations and skills: text to concept, and how near two concepts are."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from matcher.taxonomy.linking import Link
from matcher.taxonomy.lookup import Taxonomy
from matcher.taxonomy.store import DATA, Occupation, Skill, load

__all__ = ["Link", "Occupation", "Skill", "Taxonomy", "embedded", "open_taxonomy"]


@cache
def embedded() -> Taxonomy:
    """The vocabulary that comes with the program, read once."""
    return Taxonomy(load(DATA))


def open_taxonomy(folder: Path | None = None) -> Taxonomy:
    """The taxonomy imported in a folder, or the embedded one.

    Parameters
    ----------
    folder : Path, optional
        Where ``volante taxonomy import`` wrote; the embedded taxonomy where absent.

    Raises
    ------
    TaxonomyError
        If the folder holds no import, or a damaged one.
    """
    if folder is None:
        return embedded()
    from matcher.taxonomy.esco_tables import read_import
    from matcher.taxonomy.esco_vocabulary import vocabulary

    imported = read_import(folder)
    return Taxonomy(vocabulary(imported, load(DATA)), cache=folder / imported.manifest["version"])
