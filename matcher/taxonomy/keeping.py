"""The index of a vocabulary's names, and a fitted one kept in a folder, so that an import is indexed once.

The folder names the version of the vocabulary that it belongs to; an index of another version, or of another form,
is no index. It is written beside its place and moved there whole.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp

from matcher.taxonomy import calibration
from matcher.taxonomy.calibration import Model
from matcher.taxonomy.grams import GramIndex
from matcher.taxonomy.linking import Context, Fitted, Linker, Named
from matcher.taxonomy.normalise import stems
from matcher.taxonomy.store import Vocabulary

FORM = 1  # raised whenever names are folded, stemmed or compared otherwise
_HEAD = "index.json"
_NAMES = "names.tsv"
_ENOUGH = 2_000  # names from which chances can be learnt
_SAMPLE = 600  # names held out for it: seconds, not minutes


def linker(vocabulary: Vocabulary, kind: str, cache: Path | None) -> Linker:
    """The index of a kind's names, with the embedded vocabulary's weights; kept in ``cache`` where given."""
    concepts = vocabulary.skills if kind == "skill" else vocabulary.occupations
    named = [(each.id, each.it, each.names) for each in concepts.values()]
    context = _around(vocabulary) if kind == "occupation" else None
    model = calibration.shipped(kind)
    if cache is None:
        return Linker(named, model, context)
    return kept(cache / kind, vocabulary.version, named, model, context)


def kept(folder: Path, version: str, concepts: Sequence[Named], model: Model, context: Context | None) -> Linker:
    """The index of a folder, worked out and kept there first where it is not of this version.

    Weights and chances are learnt from the names themselves; ``model`` serves where these are too few.
    """
    found = load(folder, version, concepts, context)
    if found is None:
        found = Linker(concepts, model, context)
        if len(found.names) >= _ENOUGH:
            from matcher.taxonomy import learning

            found.model = learning.learn(found, _SAMPLE)
        with suppress(OSError):  # a folder that cannot be written to costs time, nothing else
            save(found, folder, version)
    return found


def save(linker: Linker, folder: Path, version: str) -> None:
    """Write the fitted state of an index; what the folder held before is replaced.

    Raises
    ------
    OSError
        The folder's parent cannot be written to; nothing is half-written.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    stand = Path(mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    try:
        fitted = linker.fitted
        fitted.index.save(stand)
        lines = (f"{name}\t{stemmed}\n" for name, stemmed in zip(fitted.names, fitted.stemmed, strict=True))
        (stand / _NAMES).write_text("".join(lines), encoding="utf-8")
        head = {"form": FORM, "version": version, "counts": fitted.counts, "model": calibration.numbers(linker.model)}
        (stand / _HEAD).write_text(json.dumps(head), encoding="utf-8")
        if folder.exists():
            shutil.rmtree(folder)
        stand.replace(folder)
    finally:
        shutil.rmtree(stand, ignore_errors=True)


def load(folder: Path, version: str, concepts: Sequence[Named], context: Context | None = None) -> Linker | None:
    """The index kept in a folder, or None where there is none of this version and form."""
    try:
        head = json.loads((folder / _HEAD).read_text(encoding="utf-8"))
        if head["form"] != FORM or head["version"] != version or len(head["counts"]) != len(concepts):
            return None
        lines = (folder / _NAMES).read_text(encoding="utf-8").split("\n")[:-1]
        pairs = [line.partition("\t") for line in lines]
        index = GramIndex.load(folder)
        if len(pairs) != sum(head["counts"]) or int(index.count) != len(pairs):
            return None
    except (OSError, ValueError, KeyError, TypeError, EOFError):  # broken or not ours: worked out again
        return None
    fitted = Fitted([name for name, _, _ in pairs], [stemmed for _, _, stemmed in pairs], head["counts"], index)
    return Linker(concepts, calibration.read(head["model"], _HEAD), context, fitted)


def _around(vocabulary: Vocabulary) -> Callable[[int], frozenset[str]]:
    """The stems of the names of the skills that an occupation needs, by its position."""
    occupations = list(vocabulary.occupations.values())
    known: dict[str, frozenset[str]] = {}

    def stems_of(skill: str) -> frozenset[str]:
        if skill not in known:
            found = vocabulary.skills.get(skill)
            names = () if found is None else (found.it, *found.names)
            known[skill] = frozenset(stem for name in names for stem in stems(name).split())
        return known[skill]

    return lambda place: frozenset[str]().union(*map(stems_of, occupations[place].essential_skills))
