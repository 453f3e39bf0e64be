"""Occupations and skills: text to concept, and how near two concepts are."""

from __future__ import annotations

from functools import cache

from matcher.taxonomy.linking import Link
from matcher.taxonomy.lookup import Taxonomy
from matcher.taxonomy.store import DATA, Occupation, Skill, load

__all__ = ["Link", "Occupation", "Skill", "Taxonomy", "embedded"]


@cache
def embedded() -> Taxonomy:
    """The vocabulary that comes with the program, read once."""
    return Taxonomy(load(DATA))
