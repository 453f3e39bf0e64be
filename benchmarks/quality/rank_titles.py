"""Ranking titles: the program's ranking beside plain TF-IDF, on four tasks made from the sample tables.

    .venv/bin/python benchmarks/quality/rank_titles.py [--tasks jobtitle,isco,...] [--methods words,...]

Tasks (the sample tables are read where they stand, VOLANTE_SAMPLES; nothing of them is kept):

- ``jobtitle``: 104 Italian job titles against 2,528, with relevance marks (machine translated);
- ``isco``: official titles of ISCO-08 unit groups against every Italian label of ESCO; right: those of the group;
- ``plural``: a preferred label of ESCO, in the plural as official lists write it, against the alternative labels of all
  occupations; right: its own, but for those with the same gender-neutral stems;
- ``hard``: the same, right are only own labels without a stem in common, its other labels are left out.

Every query falls by its hash into a development half or a reporting half; the settings were chosen with both in view.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import os
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from matcher.taxonomy import semantic
from matcher.taxonomy.normalise import stems
from matcher.taxonomy.ranking import rank_corpus, read_lines

SAMPLES = Path(os.environ.get("VOLANTE_SAMPLES", Path(__file__).resolve().parents[3] / "shared" / "data"))
PLURAL_SHARE, HARD_SHARE = 90, 256  # of 256 hash values: how many queries of the two large tasks are asked
Ranked = list[list[int]]


@dataclass
class Task:
    """A corpus, queries, for each the right lines and those left out, and its half: 0 development, 1 reporting."""

    corpus: list[str]
    queries: list[str]
    right: list[set[int]]
    left_out: list[set[int]]

    @property
    def half(self) -> np.ndarray:
        return np.array([digest("volante-rank-1|" + query)[0] % 2 for query in self.queries])


def digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def esco() -> list[tuple[str, list[str], list[str]]]:
    """Unit group, preferred label in its written forms, alternative labels."""
    with (SAMPLES / "esco" / "occupations_it.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    found = []
    for row in rows:
        preferred = row["preferredLabel"].strip()
        forms = preferred.split("/") if preferred.count("/") == 1 else [preferred]
        alternative = [each.strip() for each in row["altLabels"].split("\n") if each.strip()]
        found.append((row["iscoGroup"], [form.strip() for form in forms], alternative))
    return found


def jobtitle() -> Task:
    folder = SAMPLES / "jobtitle_it"
    corpus, queries = read_lines(folder / "corpus_documents.tsv"), read_lines(folder / "queries.tsv")
    place = {name: number for number, (name, _) in enumerate(corpus)}
    right: dict[str, set[int]] = defaultdict(set)
    for line in (folder / "annotations.tsv").read_text(encoding="utf-8").splitlines():
        query, _, document, _ = line.split("\t")
        right[query].add(place[document])
    texts = [text for _, text in queries]
    return Task([text for _, text in corpus], texts, [right[name] for name, _ in queries], [set() for _ in texts])


def isco() -> Task:
    place: dict[str, int] = {}
    groups: dict[str, set[int]] = defaultdict(set)
    for group, forms, alternative in esco():
        for label in (*forms, *alternative):
            groups[group].add(place.setdefault(label, len(place)))
    with (SAMPLES / "esco" / "isco_groups_it.csv").open(encoding="utf-8", newline="") as lines:
        titles = [(row["conceptUri"].rsplit("C", 1)[1], row["preferredLabel"].strip()) for row in csv.DictReader(lines)]
    asked = [(code, title) for code, title in titles if len(code) == 4 and code in groups]
    return Task(list(place), [title for _, title in asked], [groups[code] for code, _ in asked], [set() for _ in asked])


def held_out(hard: bool) -> Task:
    place: dict[str, int] = {}
    for _, _, alternative in esco():
        for label in alternative:
            place.setdefault(label, len(place))
    held = [frozenset(stems(label).split()) for label in place]
    task = Task(list(place), [], [], [])
    for _, forms, alternative in esco():
        query, own = plural(forms[0]), {place[label] for label in alternative}
        words = frozenset(stems(forms[0]).split())
        right = {line for line in own if (not held[line] & words if hard else held[line] != words)}
        if right and digest(query)[1] < (HARD_SHARE if hard else PLURAL_SHARE):
            task.queries.append(query)
            task.right.append(right)
            task.left_out.append(own - right)
    return task


def plural(label: str) -> str:
    """The label with its head, and an adjective after it, in the plural."""
    head, *rest = label.split()
    if rest and rest[0].endswith(("ico", "ivo", "ato", "ale")):
        rest[0] = rest[0][:-1] + "i"
    if head.endswith("io"):
        head = head[:-1]
    elif head.endswith(("o", "e", "ista")):
        head = head[:-1] + "i"
    return " ".join([head, *rest])


def tfidf(**options: object) -> Callable[[Task], Ranked]:
    def ranked(task: Task) -> Ranked:
        space = TfidfVectorizer(**options)
        lines = space.fit_transform(task.corpus)
        scores = (space.transform(task.queries) @ lines.T).toarray()
        return [np.argsort(-row, kind="stable").tolist() for row in scores]

    return ranked


def own(meaning: bool) -> Callable[[Task], Ranked]:
    def ranked(task: Task) -> Ranked:
        return [[line for line, _ in row] for row in rank_corpus(task.corpus, task.queries, 0, meaning=meaning)]

    return ranked


TASKS = {
    "jobtitle": jobtitle,
    "isco": isco,
    "plural": lambda: held_out(hard=False),
    "hard": lambda: held_out(hard=True),
}
METHODS = {
    "word TF-IDF": tfidf(),
    "char 3-gram TF-IDF": tfidf(analyzer="char", ngram_range=(3, 3)),
    "char_wb 2-4 TF-IDF": tfidf(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True),
    "volante words": own(meaning=False),
    "volante semantic": own(meaning=True),
}


def measures(task: Task, ranked: Ranked) -> tuple[np.ndarray, np.ndarray]:
    """Reciprocal rank of the first right line, and average precision over all right lines, for each query."""
    first, precision = [], []
    for row, right, left_out in zip(ranked, task.right, task.left_out, strict=True):
        kept = [line for line in row if line not in left_out]
        ranks = [rank for rank, line in enumerate(kept, start=1) if line in right]
        first.append(1.0 / ranks[0] if ranks else 0.0)
        precision.append(sum(found / rank for found, rank in enumerate(ranks, start=1)) / len(right))
    return np.array(first), np.array(precision)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tasks", default=",".join(TASKS))
    parser.add_argument("--methods", default=",".join(METHODS))
    asked = parser.parse_args(arguments)
    print("| task | method | MRR dev | MRR report | MRR all | MAP dev | MAP report | MAP all | s | MB |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for name in asked.tasks.split(","):
        task = TASKS[name]()
        for method in asked.methods.split(","):
            if "semantic" in method and not semantic.available():
                continue
            started = time.perf_counter()
            ranked = METHODS[method](task)
            seconds = time.perf_counter() - started
            parts = [np.full(len(task.half), True), task.half == 0, task.half == 1]
            cells = [f"{each[part].mean():.3f}" for each in measures(task, ranked) for part in (*parts[1:], parts[0])]
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(f"| {name} | {method} | {' | '.join(cells)} | {seconds:.1f} | {peak} |", flush=True)


if __name__ == "__main__":
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")  # the model's threads must not spin while they wait
    main()
