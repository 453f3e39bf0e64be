"""What a newer bundle changes: concepts new, gone, moved, renamed, deprecated; and who still names what is gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from matcher.taxonomy.esco_bundle import Concept
from matcher.taxonomy.esco_vocabulary import best_label, languages
from matcher.taxonomy.store import Vocabulary

CHANGES = ("new", "gone", "moved", "renamed", "deprecated")
_KINDS = ("occupation", "skill")

Change = dict[str, str]


def changes(before: Mapping[str, Concept], after: Mapping[str, Concept]) -> dict[str, list[Change]]:
    """What differs between two imports, occupations before skills, by address.

    Parameters
    ----------
    before, after : mapping of str to Concept
        Every concept of each import, those out of use too.

    Returns
    -------
    dict of str to list of dict
        By name of ``CHANGES``: kind, uri, label, and what it was and is where that is the change. ``new`` was not
        offered before, ``gone`` is not in the bundle any more, ``moved`` has another ISCO group, ``renamed`` another
        preferred label in a language of both, ``deprecated`` is there but not offered any more.
    """
    found: dict[str, list[Change]] = {name: [] for name in CHANGES}
    for kind in _KINDS:
        old = {uri: each for uri, each in before.items() if each.kind == kind}
        now = {uri: each for uri, each in after.items() if each.kind == kind}
        for uri in sorted(old.keys() | now.keys()):
            was, is_now = old.get(uri), now.get(uri)
            if is_now is None:
                if was is not None and was.in_use:
                    found["gone"].append(_told(was))
            elif was is None or not was.in_use:
                if is_now.in_use:
                    found["new"].append(_told(is_now))
            elif not is_now.in_use:
                found["deprecated"].append(_told(is_now))
            else:
                _compare(was, is_now, found)
    return found


def addresses_without_concept(own: Vocabulary, known: Iterable[str]) -> list[Change]:
    """Addresses of the embedded vocabulary that an import does not offer: their words stay unlinked."""
    offered = set(known)
    return [{"uri": uri, "id": concept} for uri, concept in sorted(own.esco_links.items()) if uri not in offered]


def lost(named: Iterable[tuple[str, str, str]], vocabulary: Vocabulary) -> list[Change]:
    """Of (kind, concept, where it is named) those whose concept the vocabulary does not have, nor had under that id."""
    offered = {"occupation": vocabulary.occupations.keys(), "skill": vocabulary.skills.keys()}
    return [
        {"kind": kind, "concept": concept, "named_in": where}
        for kind, concept, where in named
        if concept and concept not in offered.get(kind, ()) and (kind, concept) not in vocabulary.own_ids
    ]


def _compare(was: Concept, is_now: Concept, found: dict[str, list[Change]]) -> None:
    if was.isco != is_now.isco:
        found["moved"].append(_told(is_now) | {"before": was.isco, "after": is_now.isco})
    for language in languages(is_now.labels):
        if was.labels.get(language) and was.labels[language][0] != is_now.labels[language][0]:
            names = {"before": was.labels[language][0], "after": is_now.labels[language][0]}
            found["renamed"].append(_told(is_now) | {"language": language} | names)
            return


def _told(concept: Concept) -> Change:
    return {"kind": concept.kind, "uri": concept.uri, "label": best_label(concept.labels)}
