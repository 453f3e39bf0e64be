"""What texts mean: skills and occupations in titles, cells, sentences; the office's own decisions first."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Self, TypeVar

from matcher.taxonomy import extraction, keeping, reading
from matcher.taxonomy.aliases import AliasTable
from matcher.taxonomy.extraction import Finding, Mention, TextReading
from matcher.taxonomy.linking import MATCH_AT, Link, Linker, isco_code
from matcher.taxonomy.nearness import ISCO
from matcher.taxonomy.semantic_names import Meanings
from matcher.taxonomy.store import Occupation, Skill, Vocabulary

KINDS = ("occupation", "skill")
_ESCO_OCCUPATION = "/esco/occupation/"
_ESCO_GROUP = "/esco/isco/C"
_ESCO_CODE = re.compile(r"\d{4}(?:\.\d+)+")
_MEMO_LIMIT = 200_000

Best = Link | None
Key = TypeVar("Key")
Value = TypeVar("Value")


class Texts:
    """A vocabulary that is asked what texts mean.

    Answers depend on the text alone, never on the batch it comes in; each distinct text is worked out once.
    """

    def __init__(self, vocabulary: Vocabulary, *, cache: Path | None = None, aliases: AliasTable | None = None) -> None:
        """Index a vocabulary; the linking model is fitted at the first question, and kept in ``cache`` if given.

        ``aliases`` are the office's own decisions; they are part of the version.
        """
        self.vocabulary = vocabulary
        self.aliases = AliasTable() if aliases is None else aliases
        self.version = "+".join(part for part in (vocabulary.version, self.aliases.digest) if part)
        self.occupations: dict[str, Occupation] = vocabulary.occupations
        self.skills: dict[str, Skill] = vocabulary.skills
        self.isco = vocabulary.isco
        self.demands_by_isco = vocabulary.demands_by_isco
        self._esco = vocabulary.esco_links
        self._cache = cache
        self._linkers: dict[str, Linker] = {}
        self._meanings: Meanings | None = None
        self._best_of: dict[tuple[str, str], Best] = {}
        self._skills_in: dict[str, tuple[str, ...]] = {}

    def with_aliases(self, aliases: AliasTable) -> Self:
        """The same taxonomy under an office's own decisions; what is indexed already is shared."""
        other = type(self)(self.vocabulary, cache=self._cache, aliases=aliases)
        other._linkers, other._meanings = self._linkers, self._meanings
        return other

    def with_meanings(self, meanings: Meanings) -> Self:
        """The same taxonomy, its texts compared by meaning too."""
        other = type(self)(self.vocabulary, cache=self._cache, aliases=self.aliases)
        other._meanings = meanings
        return other

    def link(self, kind: str, texts: Sequence[str], limit: int) -> list[list[Link]]:
        """The best ``limit`` concepts of each text, best first, scores and chances 0-1; an empty text has none.

        A text of the alias table has its concept first, or no concept at all where the office said so.
        """
        found = self.linker(kind).link(texts, limit)
        if not self.aliases.rows:
            return found
        told = [self._alias(kind, text) for text in texts]
        return [
            links
            if alias is None
            else [alias, *(link for link in links if link.id != alias.id)][:limit]
            if alias.id
            else []
            for links, alias in zip(found, told, strict=True)
        ]

    def match_texts(self, kind: str, texts: Sequence[str]) -> list[str | None]:
        """The best concept of each text, None where none is good enough."""
        return [None if best is None or not best.id else best.id for best in self._best(kind, texts)]

    def match_text(self, kind: str, text: str) -> str | None:
        """The best concept of one text, None when none is good enough."""
        return self.match_texts(kind, [text])[0]

    def extract_skills_many(self, texts: Sequence[str]) -> list[tuple[str, ...]]:
        """The skill ids of each text (see :meth:`extract_skills`), linked in one batch."""
        todo = [text for text in dict.fromkeys(texts) if text not in self._skills_in]
        cut = {text: [piece for piece in reading.cut(text) if piece.polarity == reading.HAS] for text in todo}
        fresh = {}
        for text, found in self._found("skill", cut).items():
            ids = [
                self._skill_uri(each.words)
                if extraction.URI.match(each.words)
                else extraction.as_text(each.words)
                if each.link is None
                else each.link.id
                for _, findings in found
                for each in findings
            ]
            fresh[text] = tuple(dict.fromkeys(ids))
        answer = [fresh[text] if text in fresh else self._skills_in[text] for text in texts]
        _remember(self._skills_in, fresh)
        return answer

    def extract_skills(self, text: str) -> tuple[str, ...]:
        """The skills in a free text, each once, in its order.

        Known skills by id, a foreign URI as it stands, an unlinked piece as ``text:<words>``, which the same words
        on the other side still meet. What is denied or only wished for is left out.
        """
        return self.extract_skills_many([text])[0]

    def read_text(self, text: str, kinds: Sequence[str] = KINDS) -> TextReading:
        """The concepts that a sentence or a paragraph names, and how: had, lacking or wished for, how well, how long.

        Of a piece that could be either, the surer kind counts; where both are equally sure, an occupation if the words
        speak of a job, else a skill. Texts are read up to 50,000 characters; very long ones are compared in full at
        their beginning only.
        """
        cut = {text: reading.cut(text)}
        by_kind = [(kind, self._found(checked(kind), cut)[text]) for kind in kinds]
        mentions: dict[tuple[str, str, str], Mention] = {}
        unread: list[str] = []
        for place, piece in enumerate(cut[text]):
            read = [(kind, [each for each in found[place][1] if each.link is not None]) for kind, found in by_kind]
            read.sort(key=lambda each: (each[0] == "occupation") != extraction.names_a_job(piece.words))
            kind, said = max(read, key=lambda each: max((f.link.chance for f in each[1] if f.link), default=-1.0))
            if not said:
                unread.append(piece.words)
            for each in said:
                if each.link is not None:
                    mention = Mention(
                        each.words, kind, each.link.id, each.link.label, each.link.chance, piece.polarity,
                        piece.level, piece.years, piece.since,
                    )  # fmt: skip
                    mentions.setdefault((kind, mention.id, mention.polarity), mention)
        return TextReading(tuple(mentions.values()), tuple(dict.fromkeys(unread)))

    def occupations_of(self, texts: Sequence[str]) -> list[str]:
        """The occupation id of each text (see :meth:`occupation_of`), linked in one batch."""
        stripped = [text.strip() for text in texts]
        titles = [text for text in stripped if isco_code(text) is None and not extraction.URI.match(text)]
        best = dict(zip(titles, self._best("occupation", titles), strict=True))
        # Two jobs in one title: the surer, the first of two equally sure.
        parts = {
            title: extraction.titles_in(title) for title, found in best.items() if found is None or not found.named
        }
        known = [part for each in parts.values() for part in each]
        of_part = dict(zip(known, self._best("occupation", known), strict=True))
        for title, each in parts.items():
            links = [link for link in (best[title], *(of_part[part] for part in each)) if link is not None and link.id]
            best[title] = max(links, key=lambda link: link.chance, default=None)
        return [self._title(text, best[text]) if text in best else self._code(text) for text in stripped]

    def occupation_of(self, text: str) -> str:
        """The occupation id of a title, an ISCO code or an ESCO URI.

        ``isco:NNNN`` for a bare code of the classification, ``esco:<tail>`` for an occupation of ESCO that the
        vocabulary does not know, ``text:<words>`` when nothing links.
        """
        return self.occupations_of([text])[0]

    def linker(self, kind: str) -> Linker:
        """The index of a kind's names, made at the first question."""
        if kind not in self._linkers:
            linker = keeping.linker(self.vocabulary, checked(kind), self._cache)
            self._linkers[kind] = linker if self._meanings is None else self._meanings.applied(kind, linker)
        return self._linkers[kind]

    def label(self, kind: str, concept: str) -> str:
        """The Italian label of any id; of a pseudo-id its title or its words."""
        known = self._concepts(kind)
        if concept in known:
            return known[concept].it
        if concept.startswith(ISCO):
            return self.isco.get(concept.removeprefix(ISCO), concept)
        return concept.removeprefix(extraction.TEXT)

    def current_id(self, kind: str, concept: str) -> str | None:
        """The id under which this taxonomy knows a concept, an embedded id in an import too; None where it does not."""
        if concept in self._concepts(kind):
            return concept
        return self.vocabulary.own_ids.get((kind, concept))

    def _concepts(self, kind: str) -> Mapping[str, Occupation | Skill]:
        return self.skills if checked(kind) == "skill" else self.occupations

    def _alias(self, kind: str, text: str) -> Best:
        """What the office decided about a text; an empty id where it is no concept, None where nothing was decided."""
        row = self.aliases.find(kind, text)
        if row is None:
            return None
        concept = self.current_id(kind, row.concept) if row.concept else ""
        return None if concept is None else Link(concept, self.label(kind, concept), 1.0, 1.0, "alias")

    def _exact(self, kind: str) -> Callable[[str], Best]:
        by_name = self.linker(kind).exact_link
        return (lambda text: self._alias(kind, text) or by_name(text)) if self.aliases.rows else by_name

    def _best(self, kind: str, texts: Sequence[str]) -> list[Best]:
        """The good enough link of each text; that of an alias without a concept has an empty id."""
        todo = [text for text in dict.fromkeys(texts) if (kind, text) not in self._best_of]
        fresh: dict[tuple[str, str], Best] = {}
        for text, links in zip(todo, self.linker(kind).link(todo, 1) if todo else [], strict=True):
            good = links[0] if links and links[0].chance >= MATCH_AT else None
            fresh[kind, text] = self._alias(kind, text) or good
        answer = [fresh[kind, text] if (kind, text) in fresh else self._best_of[kind, text] for text in texts]
        _remember(self._best_of, fresh)
        return answer

    def _found(
        self, kind: str, cut: Mapping[str, Sequence[reading.Piece]]
    ) -> dict[str, list[tuple[reading.Piece, list[Finding]]]]:
        """What each piece of each text means, linked in one batch."""
        full = dict.fromkeys(piece for pieces in cut.values() for piece in pieces[: extraction.READ_IN_FULL])
        ordered = sorted({part for piece in full for part in extraction.texts_of(piece)})
        best = dict(zip(ordered, self._best(kind, ordered), strict=True))
        exact = self._exact(kind)
        read = {piece: extraction.find(piece, best.__getitem__, exact) for piece in full}
        return {
            text: [
                (piece, read[piece])
                if place < extraction.READ_IN_FULL
                else (piece, extraction.names_inside(piece.words, exact) or [Finding(piece.words, None)])
                for place, piece in enumerate(pieces)
            ]
            for text, pieces in cut.items()
        }

    def _skill_uri(self, uri: str) -> str:
        found = self._esco.get(uri, uri)
        return found if found in self.skills else uri

    def _title(self, text: str, best: Best) -> str:
        return best.id if best is not None and best.id else extraction.as_text(text)

    def _code(self, text: str) -> str:
        code = isco_code(text)
        if code is not None:
            full = _ESCO_CODE.search(text)
            if full and full.group() in self.vocabulary.codes:
                return self.vocabulary.codes[full.group()]
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


def checked(kind: str) -> str:
    """The kind, if it is one of ``KINDS``.

    Raises
    ------
    ValueError
        It is none.
    """
    if kind not in KINDS:
        msg = f"kind must be one of {', '.join(KINDS)}; got {kind!r}"
        raise ValueError(msg)
    return kind
