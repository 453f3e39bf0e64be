"""An imported bundle on disk: three tables in parquet and a manifest that says what they are.

The tables lie in a folder named after their content; the manifest beside it points to them and is put into place last,
in one step. A reader sees the earlier import or the new one, never half of either.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from matcher.errors import TaxonomyError
from matcher.taxonomy.esco_bundle import Bundle, Concept
from matcher.taxonomy.esco_relations import Relations
from matcher.taxonomy.kinship import Kin
from matcher.taxonomy.store import VERSION_DIGITS

FORMAT = 1
MANIFEST = "manifest.json"
REPORT = "report.json"
TABLES = ("concepts.parquet", "labels.parquet", "links.parquet")
KINDS = ("occupation", "skill", "isco", "group")
_LINKED = tuple(field.name for field in fields(Relations) if field.name != "group")
_OWN_FOLDER = re.compile(rf"[0-9a-f]{{{VERSION_DIGITS}}}|\.import-\w+")


@dataclass(frozen=True)
class Imported:
    """An import as it lies on disk: its manifest, every concept by address, and how they hang together."""

    manifest: dict[str, Any]
    concepts: dict[str, Concept]
    relations: Relations


def write_import(folder: Path, bundle: Bundle, relations: Relations, *, on: date) -> dict[str, Any]:
    """Write a bundle in place of what the folder holds, and return its manifest.

    Parameters
    ----------
    folder : Path
        Made where missing; only what an import wrote there is replaced.
    bundle, relations : Bundle, Relations
        As read and derived.
    on : date
        Day of the import.

    Raises
    ------
    TaxonomyError
        If the folder cannot be written.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = _columns(bundle, relations)
    version = _digest(columns)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stand = Path(tempfile.mkdtemp(dir=folder, prefix=".import-"))
        try:
            for name, table in zip(TABLES, columns, strict=True):
                pq.write_table(pa.table(table), stand / name, compression="zstd")
            files = {name: _sha256(stand / name) for name in TABLES}
            if not _holds(folder / version, files):
                shutil.rmtree(folder / version, ignore_errors=True)  # what an interrupted import left
                stand.chmod(0o755)  # others of the office read it too
                stand.rename(folder / version)
        finally:
            shutil.rmtree(stand, ignore_errors=True)
        manifest = _manifest(bundle, relations, version, files, on)
        pointer = folder / f".{MANIFEST}"
        pointer.write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        pointer.replace(folder / MANIFEST)
        _sweep(folder, keep=version)
    except OSError as error:
        msg = f"the taxonomy folder '{folder}' cannot be written ({error.strerror or error}): choose another"
        raise TaxonomyError(msg) from error
    return manifest


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """What is imported in a folder; None where nothing is.

    Raises
    ------
    TaxonomyError
        If the manifest is damaged or of another format.
    """
    path = folder / MANIFEST
    if not path.is_file():
        return None
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        good = manifest["format"] == FORMAT and set(manifest["files"]) == set(TABLES)
    except (ValueError, KeyError, TypeError) as error:
        raise _damaged(folder) from error
    if not good or not _OWN_FOLDER.fullmatch(str(manifest.get("version"))):
        raise _damaged(folder)
    found: dict[str, Any] = manifest
    return found


def read_import(folder: Path) -> Imported:
    """Read an import.

    Raises
    ------
    TaxonomyError
        If there is none, or if its tables are not those that were written.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    manifest = read_manifest(folder)
    if manifest is None:
        msg = f"'{folder}' holds no imported taxonomy: volante taxonomy import makes one"
        raise TaxonomyError(msg)
    place = folder / manifest["version"]
    try:
        if not _holds(place, manifest["files"]):
            raise _damaged(folder)
        concepts, labels, links = (pq.read_table(place / name).to_pydict() for name in TABLES)
    except (OSError, pa.ArrowException) as error:
        raise _damaged(folder) from error
    return _imported(manifest, concepts, labels, links)


def remove_import(folder: Path) -> bool:
    """Remove what an import wrote, nothing else; whether there was one."""
    there = (folder / MANIFEST).is_file()
    for name in (MANIFEST, REPORT):
        (folder / name).unlink(missing_ok=True)
    if folder.is_dir():
        _sweep(folder)
        if not any(folder.iterdir()):
            folder.rmdir()
    return there


def _columns(bundle: Bundle, relations: Relations) -> tuple[dict[str, list[Any]], ...]:
    """The three tables; everything in the order of the addresses, so that equal content is equal bytes."""
    ordered = [concept for kind in KINDS for concept in bundle.of(kind)]
    place = {concept.uri: index for index, concept in enumerate(ordered)}
    concepts: dict[str, list[Any]] = {
        name: [getattr(concept, name) for concept in ordered] for name in ("uri", "kind", "code", "isco", "status")
    }
    concepts["group"] = [relations.group.get(concept.uri, "") for concept in ordered]
    labels = [
        (place[concept.uri], language, text)
        for concept in ordered
        for language in sorted(concept.labels)
        for text in concept.labels[language]
    ]
    links = [
        (name, place[one], place[other])
        for name in _LINKED
        for one, others in sorted(getattr(relations, name).items())
        for other in others
    ]
    return (
        concepts,
        _turned(labels, ("concept", "language", "text")),
        _turned(links, ("relation", "one", "other")),
    )


def _turned(rows: list[tuple[Any, ...]], names: Iterable[str]) -> dict[str, list[Any]]:
    return {name: [row[index] for row in rows] for index, name in enumerate(names)}


def _imported(manifest: dict[str, Any], *tables: Mapping[str, list[Any]]) -> Imported:
    concepts, labels, links = tables
    uris = concepts["uri"]
    ordered = [
        Concept(*each)
        for each in zip(uris, *(concepts[name] for name in ("kind", "code", "isco", "status")), strict=True)
    ]
    for place, language, text in zip(labels["concept"], labels["language"], labels["text"], strict=True):
        ordered[place].labels.setdefault(language, []).append(text)
    found: dict[str, dict[str, list[str]]] = {name: {} for name in _LINKED}
    for name, one, other in zip(links["relation"], links["one"], links["other"], strict=True):
        found[name].setdefault(uris[one], []).append(uris[other])
    kin: dict[str, Kin] = {name: {uri: tuple(others) for uri, others in each.items()} for name, each in found.items()}
    group = {uri: each for uri, each in zip(uris, concepts["group"], strict=True) if each}
    return Imported(manifest, dict(zip(uris, ordered, strict=True)), Relations(group=group, **kin))


def _manifest(bundle: Bundle, relations: Relations, version: str, files: dict[str, str], on: date) -> dict[str, Any]:
    in_use = [concept for concept in bundle.concepts.values() if concept.in_use]
    counts = Counter(concept.kind for concept in in_use)
    links = {name: sum(map(len, getattr(relations, name).values())) for name in _LINKED}
    return {
        "format": FORMAT,
        "version": version,
        "imported_on": on.isoformat(),
        "languages": sorted({language for concept in in_use for language in concept.labels}),
        "concepts": {kind: counts[kind] for kind in KINDS},
        "deprecated": len(bundle.concepts) - len(in_use),
        "links": links,
        "left_out": dict(sorted(bundle.left_out.items())),
        "sources": bundle.sources,
        "unread": sorted(bundle.unread),
        "files": files,
    }


def _sweep(folder: Path, keep: str = "") -> None:
    """Remove the folders of other imports; nothing that an import does not make."""
    for place in folder.iterdir():
        if place.is_dir() and not place.is_symlink() and _OWN_FOLDER.fullmatch(place.name) and place.name != keep:
            shutil.rmtree(place, ignore_errors=True)


def _digest(tables: Iterable[Mapping[str, list[Any]]]) -> str:
    digest = hashlib.sha256()
    for table in tables:
        for name, column in table.items():
            digest.update(json.dumps([name, column], ensure_ascii=False).encode())
    return digest.hexdigest()[:VERSION_DIGITS]


def _holds(place: Path, files: Mapping[str, str]) -> bool:
    return all((place / name).is_file() and _sha256(place / name) == files[name] for name in TABLES)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _damaged(folder: Path) -> TaxonomyError:
    return TaxonomyError(f"the imported taxonomy in '{folder}' is damaged: import the bundle again")
