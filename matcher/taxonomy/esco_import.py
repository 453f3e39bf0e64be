"""The import itself: read the bundle, work out what is near, write it, and say what changed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from matcher.errors import TaxonomyError
from matcher.taxonomy.esco_bundle import Concept, read_bundle
from matcher.taxonomy.esco_changes import addresses_without_concept, changes, lost
from matcher.taxonomy.esco_relations import derive
from matcher.taxonomy.esco_tables import REPORT, read_import, read_manifest, write_import
from matcher.taxonomy.esco_vocabulary import ITALIAN, vocabulary
from matcher.taxonomy.store import Vocabulary, load


def import_taxonomy(
    folder: Path, paths: Sequence[Path], *, on: date, named: Iterable[tuple[str, str, str]] = ()
) -> dict[str, Any]:
    """Import the official bundle in place of what the folder holds.

    Parameters
    ----------
    folder : Path
        Where imports lie; made where missing.
    paths : sequence of Path
        Archives, folders, single tables.
    on : date
        Day of the import.
    named : iterable of (kind, concept, where)
        Concepts that an office's own tables name, to be told which of them are no more.

    Returns
    -------
    dict
        ``imported`` (the manifest), ``labels`` (concepts by kind and language of their label), ``changes`` against
        the earlier import (None where there was none), ``lost`` of ``named``, ``embedded_without_concept``. The same
        is written beside the tables as report.json.

    Raises
    ------
    FrameError
        Every fault of the files at once; the earlier import stays as it was.
    TaxonomyError
        If the folder cannot be written.
    """
    bundle = read_bundle(paths)
    before = _earlier(folder)
    manifest = write_import(folder, bundle, derive(bundle), on=on)
    own = load()
    found = vocabulary(read_import(folder), own)
    report = {
        "imported": {name: value for name, value in manifest.items() if name not in ("format", "files")},
        "taxonomy": found.version,
        "labels": label_languages(found),
        "changes": None if before is None else changes(before, bundle.concepts),
        "lost": lost(named, found),
        "embedded_without_concept": addresses_without_concept(own, (*found.occupations, *found.skills)),
    }
    text = json.dumps(report, ensure_ascii=False, indent=2)
    (folder / REPORT).write_text(text + "\n", encoding="utf-8")
    return report


def status(folder: Path) -> dict[str, Any] | None:
    """What is imported in a folder, None where nothing is: the manifest, and the languages of the labels.

    Raises
    ------
    TaxonomyError
        If the import is damaged.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        return None
    found = vocabulary(read_import(folder), load())
    told = {name: value for name, value in manifest.items() if name not in ("format", "files")}
    return {"imported": told, "taxonomy": found.version, "labels": label_languages(found)}


def label_languages(known: Vocabulary) -> dict[str, dict[str, int]]:
    """Concepts by kind and language of the label that is shown, most first."""
    kinds = {"occupation": list(known.occupations), "skill": list(known.skills)}
    return {
        kind: dict(Counter(known.languages.get(concept, ITALIAN) for concept in concepts).most_common())
        for kind, concepts in kinds.items()
    }


def _earlier(folder: Path) -> dict[str, Concept] | None:
    """The concepts of the import that is about to be replaced; one that cannot be read is as none."""
    try:
        return read_import(folder).concepts if read_manifest(folder) is not None else None
    except TaxonomyError:
        return None
