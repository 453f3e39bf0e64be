"""Time and memory: ``python -m benchmarks.quality.speed [--only linking|corpus]``.

``linking``  1,000 texts against the whole of ESCO (the sample tables' English archives and Italian occupations,
             imported into a temporary folder): index made, index opened again, texts linked
``corpus``   16,000 lines for 400 queries: Italian labels of ESCO, titles of ISCO groups

Each part, and with the extra ``[semantic]`` installed each way of the second, runs in a process of its own, so that
the peak of memory is its own. Times are of one run: nothing is asserted.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from api.measuring.clock import machine, peak_mib, timed
from benchmarks.quality.report import Report, parser, tell
from benchmarks.quality.sets import esco_occupations, queries, samples
from matcher.taxonomy import open_taxonomy, semantic
from matcher.taxonomy.esco_import import import_taxonomy
from matcher.taxonomy.ranking import rank_corpus
from matcher.taxonomy.texts import KINDS

TEXTS, LINES, QUERIES = 1_000, 16_000, 400
LISTED = 100
_DAY = date(2026, 11, 16)
_BUNDLE = ("esco_v1.1.1_classification_en.zip", "esco_v1.1.1_relations.zip", "occupations_it.csv")


def texts(count: int) -> list[str]:
    """Distinct texts as people write them: the queries, then the queries with a place put behind them."""
    asked = list(dict.fromkeys(query.text for query in queries()))
    places = ("", " a Gorgonzola", " da tre anni", ", part time", " in cooperativa")
    return [text + place for place in places for text in asked][:count]


def linking(folder: Path, files: Sequence[Path], asked: Sequence[str]) -> list[dict[str, Any]]:
    """Import, index, open again, link, in seconds and MiB so far."""
    rows = [_row("import", lambda: import_taxonomy(folder, files, on=_DAY))[0]]
    first = ["cuoco"]
    for kind in KINDS:
        making = partial(_made, folder, kind, first)
        rows.append(_row(f"index of {kind}s made and kept", making)[0])
    taxonomy = open_taxonomy(folder)
    for kind in KINDS:
        rows.append(_row(f"index of {kind}s opened again", partial(taxonomy.link, kind, first, 1))[0])
    for kind in KINDS:
        concepts = len(taxonomy.skills if kind == "skill" else taxonomy.occupations)
        what = f"{len(asked)} texts against {concepts} {kind}s"
        rows.append(_row(what, partial(taxonomy.link, kind, asked, 5))[0])
    return rows


def _made(folder: Path, kind: str, first: Sequence[str]) -> None:
    """A taxonomy opened anew and asked once."""
    open_taxonomy(folder).link(kind, first, 1)


def corpus(lines: Sequence[str], asked: Sequence[str], meaning: bool) -> list[dict[str, Any]]:
    """Rank a corpus, in seconds and MiB."""
    how = "with [semantic]" if meaning else "lexical"
    row, lists = _row(
        f"{len(lines)} lines, {len(asked)} queries, {how}", lambda: rank_corpus(lines, asked, LISTED, meaning)
    )
    return [row | {"lists": sum(bool(each) for each in lists)}]


def _row(what: str, call: Callable[[], Any]) -> tuple[dict[str, Any], Any]:
    seconds, result = timed(call)
    return {"what": what, "s": round(seconds, 2), "MiB": peak_mib()}, result


def _labels(folder: Path) -> tuple[list[str], list[str]]:
    """A corpus of labels and queries of group titles, as many as there are up to the sizes."""
    lines = list(dict.fromkeys(label for each in esco_occupations(folder) for label in each.labels))
    more = [f"{line} presso terzi" for line in lines]  # ESCO has some 11,000 distinct labels
    with (folder / "esco" / "isco_groups_it.csv").open(encoding="utf-8", newline="") as groups:
        titles = [row["preferredLabel"].strip() for row in csv.DictReader(groups)]
    return [*lines, *more][:LINES], titles[:QUERIES]


def measured(part: str) -> list[dict[str, Any]]:
    """The rows of one part, in this process."""
    if part == "linking":
        with tempfile.TemporaryDirectory() as folder:
            files = [samples() / "esco" / name for name in _BUNDLE]
            return linking(Path(folder), files, texts(TEXTS))
    return corpus(*_labels(samples()), part == "meaning")


def elsewhere(part: str) -> list[dict[str, Any]]:
    """The rows of one part, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.quality.speed", "--part", part]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    rows: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return rows


def main() -> None:
    """Measure, print."""
    made = parser(__doc__)
    made.add_argument("--only", choices=("linking", "corpus"), help="one part only")
    made.add_argument("--part", choices=("linking", "words", "meaning"), help="one part, as one line of JSON")
    options = made.parse_args()
    if options.part:
        print(json.dumps(measured(options.part)))
        return
    notes = [", ".join(f"{name} {value}" for name, value in machine().items())]
    told = []
    if options.only != "corpus":
        told.append(Report("Texts against the whole of ESCO", elsewhere("linking"), notes))
    if options.only != "linking":
        parts = ["words", *(["meaning"] if semantic.available() else [])]
        rows = [row for part in parts for row in elsewhere(part)]
        told.append(Report("A corpus ranked", rows, notes))
    tell(told, as_json=options.json)


if __name__ == "__main__":
    main()
