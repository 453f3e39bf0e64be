"""An import as a vocabulary, with what the embedded one knows of the same concepts.

Addresses are the ids. What the project wrote for a concept that has an address goes with it: Italian names, relations,
usual demands, education and licences. A concept without an Italian label keeps the label of another language.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence

from matcher.taxonomy.esco_bundle import Concept
from matcher.taxonomy.esco_tables import Imported
from matcher.taxonomy.normalise import core
from matcher.taxonomy.store import VERSION_DIGITS, Occupation, Skill, Vocabulary

ITALIAN = "it"
_AFTER_ITALIAN = ("en",)

Own = Occupation | Skill


def vocabulary(imported: Imported, own: Vocabulary) -> Vocabulary:
    """The vocabulary of an import.

    Parameters
    ----------
    imported : Imported
        As read from its folder.
    own : Vocabulary
        The embedded one, for what it adds to concepts of the import.

    Returns
    -------
    Vocabulary
        Ids are addresses; concepts with words of our own come first, so that a name which two share means those.
        ``own_ids`` leads from the embedded ids to addresses.
    """
    return _Reader(imported, own).vocabulary()


def places(own: Vocabulary, kind: str, concepts: Mapping[str, Concept]) -> dict[str, tuple[str, bool]]:
    """Where the words of each embedded concept go, and whether it is the very same concept there.

    Parameters
    ----------
    own : Vocabulary
        The embedded one.
    kind : str
        "occupation" or "skill".
    concepts : mapping of str to Concept
        The concepts of that kind, by address.

    Returns
    -------
    dict of str to (str, bool)
        By embedded id, the address: of the only concept of its ISCO group that has its Italian name as preferred
        label, else the one written in the embedded table: the same. Else the only concept of that name in any group,
        else the first of its other links: these get the words alone. Concepts that have none are out.
    """
    mine: Mapping[str, Own] = own.occupations if kind == "occupation" else own.skills
    named = preferred(concepts, core, (ITALIAN,))
    others: dict[str, list[str]] = {}
    for uri, linked in own.esco_links.items():
        if uri in concepts:
            others.setdefault(linked, []).append(uri)
    found = {}
    for own_id, each in mine.items():
        everywhere = named.get(core(each.it), set())
        group = each.isco if isinstance(each, Occupation) else ""
        same = {uri for uri in everywhere if concepts[uri].isco == group}
        if len(same) == 1:
            found[own_id] = (next(iter(same)), True)
        elif each.uri in concepts:
            found[own_id] = (str(each.uri), True)
        elif len(everywhere) == 1:
            found[own_id] = (next(iter(everywhere)), False)
        elif own_id in others:
            found[own_id] = (others[own_id][0], False)
    return found


def preferred(
    concepts: Mapping[str, Concept], fold: Callable[[str], str], among: Sequence[str] | None = None
) -> dict[str, set[str]]:
    """Who carries a folded name as preferred label in a language, or as its masculine or feminine."""
    named: dict[str, set[str]] = {}
    for uri, concept in concepts.items():
        for language, labels in concept.labels.items():
            if labels and (among is None or language in among):
                for name in (labels[0], *_halves(labels[0])):
                    named.setdefault(fold(name), set()).add(uri)
    return named


class _Reader:
    def __init__(self, imported: Imported, own: Vocabulary) -> None:
        self._imported = imported
        self._own = own
        in_use = {uri: concept for uri, concept in imported.concepts.items() if concept.in_use}
        self._of = {
            kind: {uri: each for uri, each in in_use.items() if each.kind == kind}
            for kind in ("occupation", "skill", "isco", "group")
        }
        self._place: dict[str, dict[str, str]] = {}
        self._words: dict[str, list[Own]] = {}
        self._same: dict[str, Own] = {}
        self._preferred = {kind: preferred(each, str.casefold) for kind, each in self._of.items()}
        concepts: Mapping[str, Mapping[str, Own]] = {"occupation": own.occupations, "skill": own.skills}
        for kind, mine in concepts.items():
            found = places(own, kind, self._of[kind])
            self._place[kind] = {own_id: uri for own_id, (uri, _) in found.items()}
            for own_id, (uri, same) in sorted(found.items(), key=lambda each: not each[1][1]):
                self._words.setdefault(uri, []).append(mine[own_id])
                if same:
                    self._same.setdefault(uri, mine[own_id])

    def vocabulary(self) -> Vocabulary:
        own = self._own
        other: dict[str, str] = {}
        skilled = self._of["skill"].values()  # a skill too may be the group of narrower ones
        isco = {each.code: self._title(each) for each in self._of["isco"].values()}
        skills = {each.uri: self._skill(each) for each in self._ordered("skill")}
        occupations = {each.uri: self._occupation(each) for each in self._ordered("occupation")}
        for kind in ("occupation", "skill"):
            for each in self._of[kind].values():
                language = self._language(each)
                if language != ITALIAN:
                    other[each.uri] = language
        return Vocabulary(
            version=self._version(),
            occupations=occupations,
            skills=skills,
            isco=dict(sorted((own.isco | isco).items())),
            demands_by_isco=own.demands_by_isco,
            esco_links={uri: uri for uri in (*occupations, *skills)},
            codes={each.code: each.uri for each in self._of["occupation"].values() if each.code},
            groups={each.uri: best_label(each.labels) for each in (*self._of["group"].values(), *skilled)},
            languages=other,
            own_ids={(kind, own_id): uri for kind, each in self._place.items() for own_id, uri in each.items()},
        )

    def _version(self) -> str:
        both = f"{self._imported.manifest['version']} {self._own.version}"
        return hashlib.sha256(both.encode()).hexdigest()[:VERSION_DIGITS]

    def _ordered(self, kind: str) -> list[Concept]:
        return sorted(self._of[kind].values(), key=lambda each: (each.uri not in self._words, each.uri))

    def _occupation(self, concept: Concept) -> Occupation:
        relations, uri = self._imported.relations, concept.uri
        mine = [each for each in self._words.get(uri, ()) if isinstance(each, Occupation)]
        same = self._same.get(uri)
        named = same if isinstance(same, Occupation) else None  # more than words: the very same occupation
        prior = named.demands_prior if named else self._own.demands_by_isco.get(concept.isco, {})
        related = [
            *relations.related.get(uri, ()),
            *self._translated("occupation", uri, [other for e in mine for other in e.related]),
        ]
        return Occupation(
            id=uri,
            isco=concept.isco,
            uri=uri,
            it=self._label(concept),
            names=self._names(concept),
            essential_skills=self._known(relations.essential.get(uri, ())),
            optional_skills=self._known(relations.optional.get(uri, ())),
            demands_prior=dict(prior),
            related=tuple(dict.fromkeys(related)),
            education=named.education if named else None,
            licences=named.licences if named else (),
            transferable=relations.transferable.get(uri, ()),
        )

    def _skill(self, concept: Concept) -> Skill:
        relations, uri = self._imported.relations, concept.uri
        mine = [each for each in self._words.get(uri, ()) if isinstance(each, Skill)]
        near = [
            *relations.near.get(uri, ()),
            *self._translated("skill", uri, [other for e in mine for other in e.near]),
        ]
        implied = [
            *relations.implies.get(uri, ()),
            *self._translated("skill", uri, [s for e in mine for s in e.implies]),
        ]
        return Skill(
            id=uri,
            it=self._label(concept),
            names=self._names(concept),
            group=relations.group.get(uri, ""),
            uri=uri,
            near=tuple(dict.fromkeys(near)),
            implies=tuple(dict.fromkeys(implied)),
            akin=relations.akin.get(uri, ()),
        )

    def _known(self, skills: Sequence[str]) -> tuple[str, ...]:
        return tuple(skill for skill in skills if skill in self._of["skill"])

    def _translated(self, kind: str, uri: str, concepts: Iterable[str]) -> list[str]:
        """Embedded ids as addresses; what has none, or is the concept itself, falls out."""
        places = (self._place[kind].get(concept) for concept in concepts)
        return [place for place in places if place is not None and place != uri]

    def _language(self, concept: Concept) -> str:
        if concept.labels.get(ITALIAN) or concept.uri in self._same:
            return ITALIAN
        return languages(concept.labels)[0]

    def _label(self, concept: Concept) -> str:
        if concept.labels.get(ITALIAN):
            return concept.labels[ITALIAN][0]
        same = self._same.get(concept.uri)
        return same.it if same else best_label(concept.labels)

    def _names(self, concept: Concept) -> tuple[str, ...]:
        """Every name but the label: Italian first, then what the project wrote, then the other languages."""
        names = list(concept.labels.get(ITALIAN, ()))
        names += [name for each in self._words.get(concept.uri, ()) for name in (each.it, *each.names)]
        names += [name for language in languages(concept.labels) for name in concept.labels[language]]
        names += [half for name in names for half in _halves(name)]
        label, mine = self._label(concept), {concept.uri}
        theirs = self._preferred[concept.kind]  # what is another's preferred label stays with it
        return tuple(
            name for name in dict.fromkeys(names) if name != label and concept.uri in theirs.get(name.casefold(), mine)
        )

    def _title(self, group: Concept) -> str:
        if group.labels.get(ITALIAN):
            return group.labels[ITALIAN][0]
        return self._own.isco.get(group.code) or best_label(group.labels)


def _halves(label: str) -> tuple[str, ...]:
    """The masculine and the feminine of a label that holds both; none of one that holds one name."""
    if "/" not in label:
        return ()
    halves = tuple(half.strip() for half in label.split("/"))
    return halves if len(halves) == 2 and len(halves[0].split()) == len(halves[1].split()) else ()


def languages(labels: Mapping[str, Sequence[str]]) -> list[str]:
    """The languages in which a concept has a label: Italian, English, the others."""
    first = (ITALIAN, *_AFTER_ITALIAN)
    filled = [language for language in labels if labels[language]]
    return sorted(filled, key=lambda each: (first.index(each) if each in first else len(first), each))


def best_label(labels: Mapping[str, Sequence[str]]) -> str:
    """The preferred label in the first of its languages; every concept has one."""
    return labels[languages(labels)[0]][0]
