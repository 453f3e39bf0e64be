"""The benchmark suite itself: its opinions agree with the engine, its tables and pictures say what was measured.

No time is asserted anywhere.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from itertools import pairwise
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
import typer
from typer.testing import CliRunner

from api.commands import bench as command
from api.commands.common import UserError
from api.measuring import clock, figures, pair, plot, report, single, vectors
from api.measuring.__main__ import ON_A_SAMPLE, arguments
from api.measuring.samples import Sample, part, rows_of, sample
from matcher import frames, synthetic
from matcher.engine import Ranked

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"
K = 20


@pytest.fixture(scope="module", params=[True, False], ids=["repeating", "no repetition"])
def small(request: pytest.FixtureRequest) -> Sample:
    """The small sample, prepared."""
    return sample("small", repeat=request.param)


@pytest.fixture(scope="module")
def ranked(small: Sample) -> Ranked:
    """Its lists."""
    return small.matching.rank(k=K)


def program(name: str) -> ModuleType:
    """A program of benchmarks/, loaded from its file."""
    spec = importlib.util.spec_from_file_location(f"benchmarks_{name}", BENCHMARKS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_plain_loop_gives_the_engines_score_to_every_winner(small: Sample, ranked: Ranked) -> None:
    """Written from the documents in plain Python, sharing none of the engine's code."""
    scores = pair.scores(pair.Pairs(small.matching), ranked.candidate, ranked.vacancy)
    np.testing.assert_array_equal(scores, ranked.score)


def test_the_plain_loops_lists_are_the_engines(small: Sample, ranked: Ranked) -> None:
    """Every pair of some people scored and sorted: the same vacancies in the same order."""
    loop = pair.Pairs(small.matching)
    jobs = np.arange(len(loop.jobs))
    for person in range(0, len(loop.people), 15):
        scores = pair.scores(loop, np.full(len(jobs), person), jobs)
        order = sorted((-int(score), int(job)) for score, job in zip(scores, jobs, strict=True) if score >= 0)[:K]
        own = ranked.take(np.flatnonzero(ranked.candidate == person))
        assert [(-int(score), int(job)) for score, job in zip(own.score, own.vacancy, strict=True)] == order


def test_the_block_version_gives_the_engines_lists(small: Sample, ranked: Ranked) -> None:
    """Whatever the block size and the threads."""
    pytest.importorskip("pandas", reason=vectors.REMEDY)
    from api.measuring import block

    blocks = block.of(small.matching)
    wanted = np.column_stack([ranked.candidate, ranked.vacancy, ranked.score])
    for rows, threads in ((64, 2), (7, 1), (1_000, 1)):
        np.testing.assert_array_equal(blocks.top_k(K, block_rows=rows, threads=threads), wanted)


def test_the_plain_loop_agrees_on_the_district_with_its_past() -> None:
    """Declined and placed people, filled vacancies: what the samples do not have."""
    matching = sample("district").matching
    ranked = matching.rank(k=K)
    loop = pair.Pairs(matching)
    kept = np.arange(0, len(ranked), 23)
    np.testing.assert_array_equal(pair.scores(loop, ranked.candidate[kept], ranked.vacancy[kept]), ranked.score[kept])
    ended = matching.encoding.declined_pairs
    assert len(ended)
    assert set(pair.scores(loop, ended[:, 0], ended[:, 1]).tolist()) == {-1}


def test_a_sample_whose_rows_are_not_the_frozen_ones_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A figure on other rows could be compared with nothing."""
    other = synthetic.region(n_candidates=150, n_employers=40, n_vacancies=120, seed=67, area="province")
    monkeypatch.setattr(synthetic, "sample", lambda size, repeat: other)
    with pytest.raises(AssertionError, match="'small' are not the frozen ones"):
        rows_of("small")


def test_a_part_of_a_market_ranks_as_the_part_of_the_whole(small: Sample) -> None:
    """Some vacancies left out: the lists of the others move up, nothing else changes."""
    cut = part(small.matching, candidates=10, start=30, vacancies=40)
    assert cut.encoding.candidates.ids == small.matching.encoding.candidates.ids[30:40]
    among = set(cut.encoding.vacancies.ids)
    assert len(among) == 40
    assert among == set(cut.tables.vacancies["vacancy_id"])
    whole, found = small.matching.rank(k=len(small.matching.encoding.vacancies)), cut.rank(k=40)
    names = small.matching.encoding.vacancies.ids
    for person in range(10):
        own = [names[job] for job in whole.vacancy[whole.candidate == 30 + person] if names[job] in among]
        assert [cut.encoding.vacancies.ids[job] for job in found.vacancy[found.candidate == person]] == own


def test_a_market_with_a_past_is_not_cut() -> None:
    """Positions of its ended pairs would point at other vacancies."""
    with pytest.raises(ValueError, match="past outcomes"):
        part(sample("district").matching, candidates=5)


def test_the_comparison_counts_winners_and_adds_up_contributions(small: Sample) -> None:
    """Without peers: ours in both directions and the loop."""
    found = figures.compare(small, (), rounds=1)
    assert [line["what"] for line in found["lines"]] == ["volante", "volante, by vacancy", "plain loop"]
    assert found["winners"] == len(small.matching.rank(k=K))
    assert found["pairs"] == small.pairs == 18_000
    for line in found["lines"]:
        assert line["ns_per_pair"] == pytest.approx(line["seconds"] / 18_000 * 1e9)
        assert line["times_ours"] == pytest.approx(line["seconds"] / found["lines"][0]["seconds"])
    json.dumps(found)


def test_one_person_is_measured_over_several_people(small: Sample) -> None:
    """Twelve people, forty rounds each."""
    found = single.one_candidate(small)
    assert (found["rounds"], found["vacancies"]) == (480, 120)
    assert found["best"] <= found["median"] <= found["p99"]


def test_the_growth_measures_every_size_on_the_same_people(small: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exponents are fitted over all sizes."""
    monkeypatch.setattr(figures, "GROWTH", (30, 60, 120))
    monkeypatch.setattr(figures, "GROWTH_PEOPLE", 50)
    found = figures.growth(small, (), rounds=1)
    assert [(point["vacancies"], point["pairs"]) for point in found["points"]] == [
        (30, 1_500),
        (60, 3_000),
        (120, 6_000),
    ]
    logs = [np.log([point["seconds"]["volante"] for point in found["points"]]), np.log([30, 60, 120])]
    assert found["exponents"]["volante"] == pytest.approx(np.polyfit(logs[1], logs[0], 1)[0])


def test_a_country_is_extrapolated_from_whole_rows(small: Sample) -> None:
    """The index once, and each person's share of the time a million times."""
    found = figures.country(small)
    wanted = found["build"] + found["seconds"] / 150 * 1_000_000
    assert found["extrapolated"] == pytest.approx(wanted)
    assert found["bytes_per_candidate"] > 36


def test_what_is_loaded_from_parquet_is_the_sample(tmp_path: Path, small: Sample) -> None:
    """Typed columns and text cells give the same tables."""
    figures.write_parquet("small", tmp_path)
    read = frames.read_folder(tmp_path)
    assert (read.digest == small.matching.tables.digest) is small.repeat  # the file holds the repeating form


def test_loading_is_measured_on_files_that_another_process_wrote() -> None:
    """Read and prepared here, from cold."""
    found = figures.loading("small")
    assert (found["candidates"], found["vacancies"]) == (150, 120)
    assert found["seconds"] == pytest.approx(found["read"] + found["prepare"])


def test_every_call_is_timed_in_every_round_after_the_warm_ups() -> None:
    """In turn, so that a slow moment hits all of them."""
    called: list[str] = []
    timings = clock.side_by_side({name: lambda name=name: called.append(name) for name in "ab"}, rounds=3, warmups=2)
    assert called == list("ab" * 5)
    assert [len(timing.seconds) for timing in timings.values()] == [3, 3]


def test_percentiles_are_of_the_rounds() -> None:
    """Known by construction."""
    timing = clock.Timing([float(number) for number in range(100, 0, -1)])
    assert (timing.best, timing.median, timing.percentile(99)) == (1.0, 50.5, 100.0)


def test_the_machine_names_its_processor_and_versions() -> None:
    """What a reader needs to judge a figure."""
    assert {"processor", "cores", "load", "python", "numpy", "numba"} <= set(clock.machine())


def test_recall_counts_ties_as_found() -> None:
    """Vacancies with equal vectors stand for each other."""
    exact = np.array([[0.9, 0.8, 0.8], [0.5, 0.4, 0.3]])
    assert vectors.recall(np.array([[0.9, 0.8, 0.8], [0.5, 0.3, 0.2]]), exact) == pytest.approx(5 / 6)


def test_vectors_are_of_unit_length_or_nothing(small: Sample) -> None:
    """384 dimensions for each person and each vacancy."""
    both = vectors.vectors(small.matching)
    for rows in (both.people, both.jobs):
        assert rows.shape[1] == vectors.DIMENSIONS
        lengths = np.linalg.norm(rows, axis=1)
        assert np.all(np.isclose(lengths, 1, atol=1e-5) | (lengths == 0))


RESULTS: list[dict[str, Any]] = [
    {
        "figure": "compare",
        "size": "province",
        "repeat": False,
        "pairs": 1_000_000,
        "winners": 7,
        "touched": 20_000,
        "build": 0.5,
        "left_out": ["pandas"],
        "hnsw": {"build": 2.0, "search": 0.1, "recall": 0.75},
        "lines": [
            {"what": "volante", "seconds": 0.002, "ns_per_pair": 2.0, "times_ours": 1.0},
            {"what": "faiss", "seconds": 0.02, "ns_per_pair": 20.0, "times_ours": 10.0},
            {"what": "plain loop", "seconds": 9.0, "ns_per_pair": 9e3, "times_ours": 4.5e3, "extrapolated_from": 500},
        ],
    },
    {
        "figure": "growth",
        "repeat": True,
        "people": 1_000,
        "exponents": {"volante": 0.5, "faiss": 1.0},
        "points": [
            {"vacancies": 10_000, "seconds": {"volante": 0.01, "faiss": 0.02, "pandas": 4.0}},
            {"vacancies": 100_000, "seconds": {"volante": 0.03, "faiss": 0.2}},
        ],
    },
    {"figure": "one", "repeat": True, "vacancies": 250_000, "median": 0.0125, "p99": 0.02},
    {"figure": "cold_start", "cached": 2.5, "not_cached": 12.0},
]


def test_the_table_says_what_was_measured_and_what_was_aimed_at() -> None:
    """Ratios, touched pairs, what was left out and what was extrapolated."""
    rows = {what: (measured, target) for what, measured, target in report.lines(RESULTS)}
    title = "province, no repetition: 1,000,000 pairs, "
    assert rows[f"{title}volante"][0] == "2 ms; 2 ns a pair; 2.0% of pairs touched, 100 ns each"
    assert rows[f"{title}faiss"] == ("20 ms; 20 ns a pair; 10 × our time", "≥ 5")
    assert "extrapolated from 500 pairs" in rows[f"{title}plain loop"][0]
    assert rows[f"{title}pandas"][0].startswith("left out")
    assert rows["growth, 1,000 people, volante"] == ("exponent 0.50 (10k 10 ms, 100k 30 ms)", "≤ 0.9")
    assert rows["one person × 250,000, warm"] == ("median 12.5 ms, 99 of 100 within 20 ms", "≤ 25 ms")
    assert rows["`volante match` on the district, kernels cached"] == ("2.5 s", "≤ 4 s")


def test_the_table_takes_its_place_in_the_page_and_nothing_else_changes() -> None:
    """Twice gives the same page."""
    page = (BENCHMARKS / "README.md").read_text(encoding="utf-8")
    table = report.markdown(RESULTS, {"processor": "P", "cores": "2", "load": "0.1", "numpy": "2"}, "2026-11-22")
    once = report.replaced(page, table)
    assert report.replaced(once, table) == once
    assert once.partition(report.START)[0] == page.partition(report.START)[0]
    assert once.partition(report.END)[2] == page.partition(report.END)[2]
    assert "2026-11-22; P, 2 cores, load 0.1 at the start; numpy 2." in once
    assert "(growth.svg)" in once
    assert "(growth.svg)" not in report.markdown(RESULTS[2:], {"processor": "P", "cores": "2", "load": "0"}, "")
    with pytest.raises(ValueError, match="must hold"):
        report.replaced("no markers", table)


def test_the_picture_has_a_curve_for_each_contender_and_labels_apart() -> None:
    """Higher is slower, further right is larger."""
    root = ElementTree.fromstring(plot.growth(RESULTS[1]))
    space = "{http://www.w3.org/2000/svg}"
    curves = [line.attrib["points"].split() for line in root.iter(f"{space}polyline")]
    assert [len(curve) for curve in curves] == [2, 2, 1]
    (x1, y1), (x2, y2) = (map(float, point.split(",")) for point in curves[0])
    assert x1 < x2
    assert y1 > y2  # more seconds stand higher
    words = {text.text: float(text.attrib["y"]) for text in root.iter(f"{space}text")}
    assert {"volante (0.50)", "faiss (1.00)", "pandas"} <= set(words)
    heights = sorted(words[name] for name in ("volante (0.50)", "faiss (1.00)", "pandas"))
    assert min(high - low for low, high in pairwise(heights)) >= 14


def run(*words: str) -> Any:
    """The command by itself."""
    app = typer.Typer()
    app.command()(command.bench)
    return CliRunner().invoke(app, list(words))


def test_an_unknown_peer_is_named_with_the_choices() -> None:
    """The user's mistake, told in one line."""
    with pytest.raises(UserError, match="--against names spark: choose among faiss, sparse_dot_topn, pandas, hnsw"):
        command.chosen_peers("faiss,spark")


def test_a_peer_that_is_not_installed_is_told_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which package, and how to get it."""
    monkeypatch.setattr(vectors, "find_spec", lambda name: None)
    with pytest.raises(UserError, match=r"pandas: the package is not installed: pip install 'volante\[bench\]'"):
        command.chosen_peers(" pandas ")
    assert command.chosen_peers("") == ()


def test_the_district_has_one_form() -> None:
    """No growth, no other rows."""
    assert isinstance(run("--size", "district", "--no-repeat").exception, UserError)
    assert isinstance(run("--size", "district", "--plot", "g.svg").exception, UserError)


def test_the_district_is_measured_and_written(tmp_path: Path) -> None:
    """A line for each contender on the terminal, all of it in the file."""
    done = run("--size", "district", "--rounds", "1", "--json", str(tmp_path / "found.json"))
    assert done.exit_code == 0, done.output
    found = json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))
    (compared,) = found["figures"]
    assert compared["pairs"] == 1_008_344
    assert "1,008,344 pairs, volante:" in done.output
    assert "1,008,344 pairs, plain loop:" in done.output


def test_figures_go_to_stdout_where_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """One JSON document and nothing else."""
    monkeypatch.setattr(command, "_measured", lambda *_, **__: {"machine": {}, "figures": RESULTS})
    assert json.loads(run("--json", "-").stdout)["figures"][0]["pairs"] == 1_000_000


def test_the_picture_is_written_where_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the growth, whatever stands beside it."""
    monkeypatch.setattr(command, "_measured", lambda *_, **__: {"machine": {}, "figures": RESULTS})
    assert run("--plot", str(tmp_path / "growth.svg")).exit_code == 0
    assert (tmp_path / "growth.svg").read_text(encoding="utf-8").startswith("<svg ")


def test_the_suite_runs_every_figure_and_writes_the_page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each line is one that the module understands; table and picture take their places."""
    suite = program("all")
    asked: list[Any] = []

    def measure(words: list[str], **_: Any) -> Any:
        asked.append(arguments(words[3:]))
        found = [each for each in RESULTS if each["figure"] in asked[-1].figures]
        return SimpleNamespace(stdout=json.dumps(found))

    (tmp_path / "README.md").write_text(f"before {report.START} old {report.END} after", encoding="utf-8")
    monkeypatch.setattr(suite, "HERE", tmp_path)
    monkeypatch.setattr(suite.subprocess, "run", measure)
    monkeypatch.setattr(sys, "argv", ["all.py", "--keep", str(tmp_path / "kept.json")])
    assert suite.main() == 0
    assert {name for chosen in asked for name in chosen.figures} == {*ON_A_SAMPLE, "loading", "cold_start"}
    assert {chosen.no_repeat for chosen in asked if "compare" in chosen.figures} == {True, False}
    page = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert page.startswith("before ")
    assert page.endswith(" after")
    assert "old" not in page
    assert "exponent 0.50" in page
    assert (tmp_path / "growth.svg").exists()
    assert json.loads((tmp_path / "kept.json").read_text(encoding="utf-8"))["figures"]


def test_figures_that_want_a_fresh_process_stand_alone(capsys: pytest.CaptureFixture[str]) -> None:
    """A cold start after something else would be none."""
    with pytest.raises(SystemExit):
        arguments(["compare", "loading"])
    assert "stand alone" in capsys.readouterr().err


def test_several_figures_share_one_sample(monkeypatch: pytest.MonkeyPatch, small: Sample) -> None:
    """In the order asked."""
    made: list[str] = []
    monkeypatch.setattr(figures, "sample", lambda size, repeat: made.append(size) or small)
    found = figures.measured(["country", "compare"], "small", (), rounds=1)
    assert [each["figure"] for each in found] == ["country", "compare"]
    assert made == ["small"]


def test_the_page_of_results_has_its_markers_and_the_growth_five_sizes() -> None:
    """Fewer would fit no exponent."""
    assert len(figures.GROWTH) >= 5
    page = (BENCHMARKS / "README.md").read_text(encoding="utf-8")
    assert 0 < page.find(report.START) < page.find(report.END)


@pytest.mark.parametrize(
    ("found", "told"),
    [({"a": 100}, 0), ({"a": 115}, 0), ({"a": 116}, 1), ({"a": 20}, 0), ({"a": 100, "b": 1}, 1)],
    ids=["as budgeted", "fifteen more", "sixteen more", "cheaper", "not budgeted"],
)
def test_the_guard_fails_beyond_fifteen_in_a_hundred(found: dict[str, int], told: int) -> None:
    """And where a count has no budget at all."""
    lines = program("guard").judge(found, {"a": 100})
    assert len(lines) == told
    assert all("--renew" in line for line in lines)


def test_the_guard_only_tells_where_there_is_no_valgrind(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No counter is no fault."""
    guard = program("guard")
    monkeypatch.setattr(guard.shutil, "which", lambda name: None)
    monkeypatch.setattr(sys, "argv", ["guard.py"])
    assert guard.main() == 0
    assert "no valgrind here" in capsys.readouterr().out


def test_the_guard_fails_on_a_budget_that_is_exceeded_and_renews_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The counts are given here; only a machine of the same type is judged."""
    guard = program("guard")
    monkeypatch.setattr(guard, "BUDGET", tmp_path / "budget.json")
    monkeypatch.setattr(guard.shutil, "which", lambda name: "valgrind")
    monkeypatch.setattr(guard, "counts", lambda: {"ranking": 1_000})
    monkeypatch.setattr(sys, "argv", ["guard.py"])
    assert guard.main() == 0
    assert "no budget for" in capsys.readouterr().out
    monkeypatch.setattr(sys, "argv", ["guard.py", "--renew"])
    assert guard.main() == 0
    monkeypatch.setattr(sys, "argv", ["guard.py"])
    assert guard.main() == 0
    monkeypatch.setattr(guard, "counts", lambda: {"ranking": 1_200})
    assert guard.main() == 1
    assert "20% over the budget of 1,000" in capsys.readouterr().out
