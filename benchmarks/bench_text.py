"""Text to code: what people and firms write, linked in one batch, judged text by text."""

from __future__ import annotations

from sizes import SIZE, report, rows

from matcher.taxonomy import embedded
from matcher.taxonomy.lookup import Taxonomy
from matcher.taxonomy.ranking import run_lines
from matcher.taxonomy.store import load


def _texts(column):
    table = "candidates" if column == "skills" else "vacancies"
    return sorted({row[column] for row in rows()[table] if row[column]})


def _fresh():
    """A taxonomy that remembers no text; fitting its model stays outside the clock."""
    taxonomy = Taxonomy(load())
    taxonomy.extract_skills_many(["pulizie"])
    taxonomy.occupations_of(["cuoco"])
    return (taxonomy,), {}


def bench_skills(benchmark):
    texts = _texts("skills")
    found = benchmark.pedantic(lambda taxonomy: taxonomy.extract_skills_many(texts), setup=_fresh, rounds=3)
    assert found[::25] == [embedded().extract_skills(text) for text in texts[::25]]
    report(benchmark, "texts", len(texts))


def bench_titles(benchmark):
    texts = _texts("title")
    found = benchmark.pedantic(lambda taxonomy: taxonomy.occupations_of(texts), setup=_fresh, rounds=3)
    assert found[::10] == [embedded().occupation_of(text) for text in texts[::10]]
    report(benchmark, "texts", len(texts))


def bench_run(benchmark):
    """Every title ranked for every skill text: the corpus form of ``volante link``."""
    corpus = [(f"d{n}", text) for n, text in enumerate(_texts("title"))]
    queries = [(f"q{n}", text) for n, text in enumerate(_texts("skills")[: 200 if SIZE == "small" else 2_000])]
    lines = benchmark.pedantic(lambda: list(run_lines(corpus, queries, 10)), rounds=3)
    alone = list(run_lines(corpus, queries[:3], 10))
    assert lines[: len(alone)] == alone
    report(benchmark, "pairs", len(corpus) * len(queries))
