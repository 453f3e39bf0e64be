"""The taxonomy that the rest of the program asks: text to concept, concept to concept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from matcher.taxonomy import nearness, nearness_words
from matcher.taxonomy.nearness import ISCO, Int32Array, OccupationTable, SkillTable
from matcher.taxonomy.texts import Texts, checked


class Taxonomy(Texts):
    """Occupations and skills: what texts mean (:class:`Texts`), and how near two concepts are."""

    def skill_credit(self, a: str, b: str) -> int:
        """Credit of skill ``a`` for ``b``, millionths."""
        return nearness.skill_credit(self.skills, a, b)

    def occupation_nearness(self, a: str, b: str) -> int:
        """Nearness of two occupation ids, millionths."""
        return nearness.occupation_nearness(self.occupations, a, b)

    def skill_credit_matrix(self, ids_a: Sequence[str], ids_b: Sequence[str]) -> Int32Array:
        """``skill_credit`` of each pair, int32, shape (ids_a, ids_b), millionths."""
        return self._skill_table.matrix(ids_a, ids_b)

    def occupation_nearness_matrix(self, ids_a: Sequence[str], ids_b: Sequence[str]) -> Int32Array:
        """``occupation_nearness`` of each pair, int32, shape (ids_a, ids_b), millionths."""
        return self._occupation_table.matrix(ids_a, ids_b)

    def explain_nearness(self, kind: str, a: str, b: str) -> str:
        """Why two concepts count as near or far, in Italian: ``a`` is had, ``b`` is asked for."""
        return nearness_words.explain(self.vocabulary, checked(kind), a, b)

    def demands_prior(self, concept: str) -> dict[str, int]:
        """The demands (0-4) that an occupation or a bare ISCO code usually asks; empty where nothing is known."""
        if concept in self.occupations:
            return dict(self.occupations[concept].demands_prior)
        return dict(self.demands_by_isco.get(concept.removeprefix(ISCO), {}))

    def language(self, kind: str, concept: str) -> str:
        """The language of a concept's label: "it" but for concepts of an import that have no Italian one."""
        return self.vocabulary.languages.get(concept, "it") if concept in self._concepts(kind) else "it"

    @cached_property
    def _skill_table(self) -> SkillTable:
        return SkillTable(self.skills)

    @cached_property
    def _occupation_table(self) -> OccupationTable:
        return OccupationTable(self.occupations, list(self.isco))
