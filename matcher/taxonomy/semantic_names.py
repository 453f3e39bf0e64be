"""The vectors of a taxonomy's names, kept in a folder: made when asked for, never while a question waits.

``volante taxonomy embed`` makes them, of the embedded vocabulary or of an imported one. They name the version of the
vocabulary and the names that they belong to; vectors of another version, of other names or of another form are none.
An imported vocabulary has its own weights learnt with them. Written beside their place and moved there whole.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import numpy as np

from matcher.errors import TaxonomyError
from matcher.taxonomy import calibration, semantic
from matcher.taxonomy.calibration import Model
from matcher.taxonomy.linking import Linker
from matcher.taxonomy.semantic import Int8Array, NameVectors
from matcher.taxonomy.semantic_adapter import ADAPTER, KEPT
from matcher.taxonomy.semantic_model import PACKAGE

FOLDER = "meaning"  # inside the data folder
FORM = 1  # raised whenever a name gets another vector
BLOCK = 256
_HEAD = "meaning.json"
_ENOUGH = 2_000  # names from which weights can be learnt
_SAMPLE = 600  # names held out for it

Progress = Callable[[Sequence[range]], Iterable[range]]
Made = tuple[str, Linker, Int8Array, Model | None]  # kind, index, vectors, weights of an import


@dataclass(frozen=True, slots=True)
class Meanings:
    """A folder of vectors that fit a vocabulary's version."""

    folder: Path
    head: dict[str, Any]

    def applied(self, kind: str, linker: Linker) -> Linker:
        """The index with the vectors of its names, or as it is where these are of other names or damaged."""
        own = self.head["kinds"].get(kind)
        if own is None or own["names"] != digest(linker.names):
            return linker
        try:
            content = (self.folder / f"{kind}.npy").read_bytes()
            table: Int8Array = np.load(self.folder / f"{kind}.npy", allow_pickle=False)
        except (OSError, ValueError, EOFError):
            return linker
        if hashlib.sha256(content).hexdigest() != own["table"] or table.shape != (len(linker.names), KEPT):
            return linker
        model = own["model"]
        weights = (
            calibration.shipped(kind, meaning=True) if model is None else calibration.read(model, _HEAD, meaning=True)
        )
        return linker.with_meaning(NameVectors(table), weights)


def find(folder: Path, version: str) -> Meanings | None:
    """The vectors kept in a folder for a version of the vocabulary, or None where there are none that fit."""
    try:
        head = json.loads((folder / version / _HEAD).read_text(encoding="utf-8"))
        fits = (head["form"], head["version"], head["made_by"]) == (FORM, version, _made_by())
        return Meanings(folder / version, head) if fits and isinstance(head["kinds"], dict) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def embed(names: Sequence[str], wanted: Sequence[bool] | None, progress: Progress = iter) -> Int8Array:
    """The vectors of names in whole numbers.

    Parameters
    ----------
    names : sequence of str
        As they are written.
    wanted : sequence of bool, optional
        Which names get a vector; the others are like nothing. All where absent.
    progress : callable, optional
        Passes on the blocks of names, and may say how far the work is.

    Returns
    -------
    int8 array, shape (names, 96)

    Raises
    ------
    TaxonomyError
        If the extra ``[semantic]`` is missing or cannot run.
    """
    table = np.zeros((len(names), KEPT), dtype=np.int8)
    places = [place for place in range(len(names)) if wanted is None or wanted[place]]
    blocks = [range(start, min(start + BLOCK, len(places))) for start in range(0, len(places), BLOCK)]
    for block in progress(blocks):
        own = [places[each] for each in block]
        table[own] = NameVectors.whole(semantic.vectors([names[place] for place in own]))
    return table


def learnt(linker: Linker, kind: str, table: Int8Array) -> Model | None:
    """The weights of an imported vocabulary with the vectors of its names; None where its names are too few."""
    if np.count_nonzero(table.any(axis=1)) < _ENOUGH:
        return None
    from matcher.taxonomy import learning

    return learning.learn(linker.with_meaning(NameVectors(table), calibration.shipped(kind, meaning=True)), _SAMPLE)


def italian(folder: Path) -> frozenset[str]:
    """The Italian names of the import in a folder, and those that the project wrote."""
    from matcher.taxonomy.esco_tables import read_import
    from matcher.taxonomy.store import DATA, load

    own = load(DATA)
    names = [name for each in own.occupations.values() for name in (each.it, *each.names)]
    names += [name for each in own.skills.values() for name in (each.it, *each.names)]
    labels = [label for each in read_import(folder).concepts.values() for label in each.labels.get("it", ())]
    halves = [half.strip() for label in labels for half in label.split("/")]
    return frozenset([*names, *labels, *halves])


def save(folder: Path, version: str, made: Iterable[Made]) -> tuple[Path, int]:
    """Write the vectors of each kind under the version; what was there before is replaced once all are made.

    Returns
    -------
    Path, int
        Where they are, and how many names have one.

    Raises
    ------
    TaxonomyError
        If the folder cannot be written to; nothing is half-written.
    """
    place = folder / version
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stand = Path(mkdtemp(dir=folder, prefix=f".{version}-"))
        try:
            kinds, count = {}, 0
            for kind, linker, table, model in made:
                np.save(stand / f"{kind}.npy", table, allow_pickle=False)
                count += int(table.any(axis=1).sum())
                kinds[kind] = {
                    "names": digest(linker.names),
                    "table": hashlib.sha256((stand / f"{kind}.npy").read_bytes()).hexdigest(),
                    "model": None if model is None else calibration.numbers(model),
                }
            head = {"form": FORM, "version": version, "made_by": _made_by(), "kinds": kinds}
            (stand / _HEAD).write_text(json.dumps(head, indent=1), encoding="utf-8")
            if place.exists():
                shutil.rmtree(place)
            stand.replace(place)
        finally:
            shutil.rmtree(stand, ignore_errors=True)
    except OSError as error:
        msg = f"'{place}' cannot be written: {error.strerror or error}; give another folder (--dir), or make room"
        raise TaxonomyError(msg) from error
    return place, count


def digest(names: Sequence[str]) -> str:
    """What tells the names of an index, in their order, from any others."""
    return hashlib.sha256("\n".join(names).encode()).hexdigest()


def _made_by() -> str:
    """The model and the adapter that make a vector."""
    return f"{PACKAGE} {hashlib.sha256(ADAPTER.read_bytes()).hexdigest()[:12]}"
