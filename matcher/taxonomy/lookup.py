"""The taxonomy that the rest of the program asks: text to concept, concept to concept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from matcher.taxonomy import extraction, nearness
from matcher.taxonomy.linking import MATCH_AT, Link, Linker, isco_code
from matcher.taxonomy.nearness import ISCO, CreditTable, Int32Array
from matcher.taxonomy.store import Occupation, Skill, Vocabulary

KINDS = ("occupation", "skill")
_ESCO_OCCUPATION = "/esco/occupation/"
_ESCO_GROUP = "/esco/isco/C"
_MEMO_LIMIT = 200_000

Best = tuple[str, float] | None
Key = TypeVar("Key")
Value = TypeVar("Value")


class Taxonomy:
    """Occupations and skills, linked and compared.

    Answers depend on the text alone, never on the batch it comes in; each distinct text is worked out once.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Index a vocabulary; the linking model is fitted at the first question, not here."""
        self.version = vocabulary.version
        self.occupations: dict[str, Occupation] = vocabulary.occupations
        self.skills: dict[str, Skill] = vocabulary.skills
        self.isco = vocabulary.isco
        self.demands_by_isco = vocabulary.demands_by_isco
        self._esco = vocabulary.esco_links
        self._linkers: dict[str, Linker] = {}
        self._best_of: dict[tuple[str, str], Best] = {}
        self._skills_in: dict[str, tuple[str, ...]] = {}

    def link(self, kind: str, texts: Sequence[str], limit: int) -> list[list[Link]]:
        """The best ``limit`` concepts of each text, best first, scores 0-1; an empty text has none."""
        return self._linker(kind).link(texts, limit)

    def match_texts(self, kind: str, texts: Sequence[str]) -> list[str | None]:
        """The best concept of each text, None where none is good enough."""
        return [None if best is None else best[0] for best in self._best(kind, texts)]

    def match_text(self, kind: str, text: str) -> str | None:
        """The best concept of one text, None when none is good enough."""
        return self.match_texts(kind, [text])[0]

    def extract_skills_many(self, texts: Sequence[str]) -> list[tuple[str, ...]]:
        """The skill ids of each text (see :meth:`extract_skills`), linked in one batch."""
        todo = [text for text in dict.fromkeys(texts) if text not in self._skills_in]
        exact = self._linker("skill").exact
        cut = {text: extraction.pieces(text) for text in todo}
        parts = {piece for pieces in cut.values() for piece in pieces}
        parts |= {half for piece in parts for half in extraction.halves(piece)}
        ordered = sorted(parts)
        best = dict(zip(ordered, self._best("skill", ordered), strict=True))
        fresh = {}
        for text, pieces in cut.items():
            ids: list[str] = []
            for piece in pieces:
                is_uri = extraction.URI.match(piece)
                ids += [self._skill_uri(piece)] if is_uri else extraction.choose(piece, best.__getitem__, exact)
            fresh[text] = tuple(dict.fromkeys(ids))
        answer = [fresh[text] if text in fresh else self._skills_in[text] for text in texts]
        _remember(self._skills_in, fresh)
        return answer

    def extract_skills(self, text: str) -> tuple[str, ...]:
        """The skills in a free text, each once, in its order.

        Known skills by id, a foreign URI as it stands, an unlinked piece as ``text:<words>``, which the same words
        on the other side still meet. What follows a negation is left out.
        """
        return self.extract_skills_many([text])[0]

    def occupations_of(self, texts: Sequence[str]) -> list[str]:
        """The occupation id of each text (see :meth:`occupation_of`), linked in one batch."""
        stripped = [text.strip() for text in texts]
        titles = [text for text in stripped if isco_code(text) is None and not extraction.URI.match(text)]
        best = dict(zip(titles, self._best("occupation", titles), strict=True))
        return [self._title(text, best[text]) if text in best else self._code(text) for text in stripped]

    def occupation_of(self, text: str) -> str:
        """The occupation id of a title, an ISCO code or an ESCO URI.

        ``isco:NNNN`` for a bare code of the classification, ``esco:<tail>`` for an occupation of ESCO that the
        vocabulary does not know, ``text:<words>`` when nothing links.
        """
        return self.occupations_of([text])[0]

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
        """Why two concepts count as near or far, in Italian."""
        credit = self.skill_credit(a, b) if _checked(kind) == "skill" else self.occupation_nearness(a, b)
        return nearness.explain(kind, credit)

    def demands_prior(self, concept: str) -> dict[str, int]:
        """The demands (0-4) that an occupation or a bare ISCO code usually asks; empty where nothing is known."""
        if concept in self.occupations:
            return dict(self.occupations[concept].demands_prior)
        return dict(self.demands_by_isco.get(concept.removeprefix(ISCO), {}))

    def label(self, kind: str, concept: str) -> str:
        """The Italian label of any id; of a pseudo-id its title or its words."""
        known = self._concepts(kind)
        if concept in known:
            return known[concept].it
        if concept.startswith(ISCO):
            return self.isco.get(concept.removeprefix(ISCO), concept)
        return concept.removeprefix(extraction.TEXT)

    @cached_property
    def _skill_table(self) -> CreditTable:
        return nearness.skill_table(self.skills)

    @cached_property
    def _occupation_table(self) -> CreditTable:
        return nearness.occupation_table(self.occupations, [code for code in self.isco if len(code) == 4])

    def _concepts(self, kind: str) -> Mapping[str, Occupation | Skill]:
        return self.skills if _checked(kind) == "skill" else self.occupations

    def _linker(self, kind: str) -> Linker:
        if kind not in self._linkers:
            self._linkers[kind] = Linker([(each.id, each.it, each.names) for each in self._concepts(kind).values()])
        return self._linkers[kind]

    def _best(self, kind: str, texts: Sequence[str]) -> list[Best]:
        todo = [text for text in dict.fromkeys(texts) if (kind, text) not in self._best_of]
        fresh: dict[tuple[str, str], Best] = {}
        for text, links in zip(todo, self.link(kind, todo, 1) if todo else [], strict=True):
            good = bool(links) and links[0].score >= MATCH_AT[kind]
            fresh[kind, text] = (links[0].id, links[0].score) if good else None
        answer = [fresh[kind, text] if (kind, text) in fresh else self._best_of[kind, text] for text in texts]
        _remember(self._best_of, fresh)
        return answer

    def _skill_uri(self, uri: str) -> str:
        found = self._esco.get(uri, uri)
        return found if found in self.skills else uri

    def _title(self, text: str, best: Best) -> str:
        return extraction.as_text(text) if best is None else best[0]

    def _code(self, text: str) -> str:
        code = isco_code(text)
        if code is not None:
            return ISCO + code if code in self.isco else extraction.TEXT + code
        tail = text.rstrip("/").rsplit("/", 1)[-1]
        if _ESCO_GROUP in text and tail[1:] in self.isco:
            return ISCO + tail[1:]
        found = self._esco.get(text, "")
        if found in self.occupations:
            return found
        return ("esco:" if _ESCO_OCCUPATION in text else extraction.TEXT) + tail


def _remember(memory: dict[Key, Value], fresh: Mapping[Key, Value]) -> None:
    if len(memory) + len(fresh) > _MEMO_LIMIT:  # the texts of a long-lived service must not pile up
        memory.clear()
    memory.update(fresh)


def _checked(kind: str) -> str:
    if kind not in KINDS:
        msg = f"kind must be one of {', '.join(KINDS)}; got {kind!r}"
        raise ValueError(msg)
    return kind
