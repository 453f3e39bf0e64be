"""Each figure of the table: full scoring beside its peers, growth, a country, one person, loading, cold start."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from api.measuring import single, vectors
from api.measuring.clock import Timing, peak_mib, side_by_side, timed
from api.measuring.samples import Sample, part, sample
from matcher import frames, synthetic
from matcher.engine import figures as contributions
from matcher.engine.index import Index
from matcher.matching import Matching, prepare
from models.columns import TABLES

K = 20
THREADS = 2
GROWTH = (10_000, 25_000, 50_000, 100_000, 250_000)
GROWTH_PEOPLE = 1_000
COUNTRY_PEOPLE = 1_000_000
_LOOP_PAIRS = 20_000
_BLOCK_PAIRS = 60_000_000  # the block version is not asked for more
Result = dict[str, Any]


def scored(matching: Matching, by: str = "candidate") -> Callable[[], Any]:
    """Exact top 20 of everyone and the contributions of every winner."""

    def run() -> Any:
        ranked = matching.rank(k=K, by=by)  # type: ignore[arg-type]
        return ranked, contributions(ranked, matching.policy)

    return run


def _index(matching: Matching) -> Index:
    return matching.scorer.index


def touched(matching: Matching) -> int:
    """Pairs that one more ranking truly looks at; the rest of the product is passed over in words of 64."""
    index = matching.scorer.index
    index.touched[:] = 0
    matching.rank(k=K)
    return int(index.touched[1])


def _line(what: str, timing: Timing, pairs: int, ours: float) -> Result:
    return {
        "what": what,
        "seconds": timing.best,
        "median": timing.median,
        "rounds": len(timing.seconds),
        "ns_per_pair": timing.best / pairs * 1e9,
        "times_ours": timing.best / ours,
    }


def compare(market: Sample, against: tuple[str, ...], *, rounds: int = 3) -> Result:
    """Full scoring beside the peers: same people and vacancies, two threads each, in turn, best of the rounds."""
    matching = market.matching
    building, _ = timed(partial(_index, matching))
    calls: dict[str, Callable[[], Any]] = {
        "volante": scored(matching),
        "volante, by vacancy": scored(matching, "vacancy"),
    }
    if "faiss" in against:
        calls["faiss"] = vectors.faiss_search(matching, K, THREADS)
    if "sparse_dot_topn" in against:
        calls["sparse_dot_topn"] = vectors.sparse_product(matching, K, THREADS)
    timings = side_by_side(calls, rounds=rounds)
    ranked, _ = timings["volante"].result
    ours = timings["volante"].best
    lines = [_line(name, timing, market.pairs, ours) for name, timing in timings.items()]
    left_out = [] if market.pairs <= _BLOCK_PAIRS else [name for name in against if name == "pandas"]
    if "pandas" in against and not left_out:
        lines.append(_block(matching, ranked, market.pairs, ours))
    if "sparse_dot_topn" in against:
        lines[list(timings).index("sparse_dot_topn")]["products_per_pair"] = vectors.products_per_pair(matching)
    lines.append(_loop(matching, market.pairs, ours))
    found = {
        "figure": "compare",
        "size": market.size,
        "repeat": market.repeat,
        "pairs": market.pairs,
        "winners": len(ranked),
        "touched": touched(matching),
        "build": building,
        "left_out": left_out,
        "lines": lines,
        "peak_mib": peak_mib(),
    }
    if "hnsw" in against and "faiss" in against:
        found["hnsw"] = _hnsw(matching, timings["faiss"].result)
    return found


def _block(matching: Matching, ranked: Any, pairs: int, ours: float) -> Result:
    """The pandas/NumPy block version, whose answer must be ours."""
    from api.measuring import block

    seconds, blocks = timed(lambda: block.of(matching))
    timings = side_by_side({"pandas": lambda: blocks.top_k(K, threads=THREADS)}, rounds=1, warmups=0)
    answer = np.column_stack([ranked.candidate, ranked.vacancy, ranked.score])
    if not np.array_equal(answer, timings["pandas"].result):
        msg = "the block version and the engine give different lists: one of them is wrong"
        raise AssertionError(msg)
    return _line("pandas", timings["pandas"], pairs, ours) | {"same_answer": True, "prepare": seconds}


def _loop(matching: Matching, pairs: int, ours: float) -> Result:
    """The plain loop on a sample of pairs, one process; seconds for all of them are extrapolated."""
    from api.measuring import pair

    loop = pair.Pairs(matching)
    rng = np.random.default_rng(68)
    people = rng.integers(0, len(loop.people), _LOOP_PAIRS)
    jobs = rng.integers(0, len(loop.jobs), _LOOP_PAIRS)
    seconds, _ = timed(lambda: pair.scores(loop, people, jobs))
    whole = Timing([seconds / _LOOP_PAIRS * pairs])
    return _line("plain loop", whole, pairs, ours) | {"extrapolated_from": _LOOP_PAIRS}


def _hnsw(matching: Matching, exact: Any) -> Result:
    build, search = vectors.hnsw_search(matching, K, THREADS)
    building, _ = timed(build)
    seconds, (_, distances) = timed(search)
    return {"build": building, "search": seconds, "recall": vectors.recall(1 - distances, exact[0])}


def growth(market: Sample, against: tuple[str, ...], *, rounds: int = 3) -> Result:
    """Time of some people against growing numbers of vacancies, with the exponent fitted over all sizes."""
    points: list[Result] = []
    for count in GROWTH:
        matching = part(market.matching, candidates=GROWTH_PEOPLE, vacancies=count)
        building, _ = timed(partial(_index, matching))
        calls: dict[str, Callable[[], Any]] = {"volante": scored(matching)}
        if "faiss" in against:
            calls["faiss"] = vectors.faiss_search(matching, K, THREADS)
        if "sparse_dot_topn" in against:
            calls["sparse_dot_topn"] = vectors.sparse_product(matching, K, THREADS)
        timings = side_by_side(calls, rounds=rounds)
        ranked = timings["volante"].result[0]
        seconds = {name: timing.best for name, timing in timings.items()}
        pairs = GROWTH_PEOPLE * len(matching.encoding.vacancies)
        if "pandas" in against and pairs <= _BLOCK_PAIRS // 2:
            seconds["pandas"] = _block(matching, ranked, pairs, 1.0)["seconds"]
        points.append(
            {"vacancies": count, "build": building, "pairs": pairs, "touched": touched(matching), "seconds": seconds}
        )
    sizes = np.log([point["vacancies"] for point in points])
    exponents = {
        name: float(np.polyfit(sizes, np.log([point["seconds"][name] for point in points]), 1)[0])
        for name in points[-1]["seconds"]
    }
    return {
        "figure": "growth",
        "repeat": market.repeat,
        "people": GROWTH_PEOPLE,
        "points": points,
        "exponents": exponents,
    }


def country(market: Sample) -> Result:
    """Every candidate of the sample against every vacancy, and what a million would take."""
    matching = market.matching
    building, _ = timed(partial(_index, matching))
    scored(part(matching, candidates=64))()  # compiled and warm
    seconds, (ranked, _) = timed(scored(matching))
    people = len(matching.encoding.candidates)
    return {
        "figure": "country",
        "size": market.size,
        "repeat": market.repeat,
        "people": people,
        "vacancies": len(matching.encoding.vacancies),
        "steps": market.steps,
        "build": building,
        "seconds": seconds,
        "winners": len(ranked),
        "touched": touched(matching),
        "extrapolated": building + seconds / people * COUNTRY_PEOPLE,
        "bytes_per_candidate": _bytes(matching.encoding.candidates) / people,
        "bytes_per_vacancy": _bytes(matching.encoding.vacancies) / len(matching.encoding.vacancies),
        "peak_mib": peak_mib(),
    }


def _bytes(side: Any) -> int:
    parts = (
        getattr(column, name, column) for column in side.columns.values() for name in ("data", "indices", "indptr")
    )
    arrays = {id(array): array.nbytes for array in parts if isinstance(array, np.ndarray)}
    return sum(arrays.values())


def loading(size: str = "region") -> Result:
    """Read and prepare the tables of a region from Parquet files, in this process, cold."""
    with TemporaryDirectory() as folder:
        subprocess.run(  # noqa: S603 (our own module; another process, so that nothing here is warm or counted)
            [sys.executable, "-m", "api.measuring", "write", "--size", size, "--dir", folder], check=True
        )
        reading, tables = timed(lambda: frames.read_folder(Path(folder)))
        preparing, matching = timed(lambda: prepare(tables, on=synthetic.STATE_OF_DATA))
    encoding = matching.encoding
    return {
        "figure": "loading",
        "candidates": len(encoding.candidates),
        "vacancies": len(encoding.vacancies),
        "read": reading,
        "prepare": preparing,
        "seconds": reading + preparing,
        "peak_mib": peak_mib(),
    }


def write_parquet(size: str, folder: Path) -> None:
    """Write a frozen sample as Parquet files with typed columns."""
    from api.measuring.samples import rows_of
    from matcher.frames.writing import write_rows

    for name, cells in rows_of(size).items():
        frame = frames.from_records(name, cells)
        write_rows(folder / f"{name}.parquet", TABLES[name].columns, frame.rows())


def cold_start() -> Result:
    """``volante match`` on the district as a user runs it: kernels not cached, then cached."""
    with TemporaryDirectory() as folder:
        tables, out = Path(folder) / "tables", Path(folder) / "matches.csv"
        synthetic.write(synthetic.district(), tables)
        command = [sys.executable, "-m", "api.cli", "match", str(tables), "--out", str(out)]
        command += ["--on", synthetic.STATE_OF_DATA.isoformat()]
        kept = os.environ | {"NUMBA_CACHE_DIR": str(Path(folder) / "kernels")}

        def run() -> None:
            subprocess.run(command, check=True, env=kept, stdout=subprocess.DEVNULL)  # noqa: S603 (our own command)

        empty, _ = timed(run)
        cached = [timed(run)[0] for _ in range(3)]
    return {"figure": "cold_start", "not_cached": empty, "cached": min(cached)}


def measured(
    names: Sequence[str], size: str, against: tuple[str, ...], *, repeat: bool = True, rounds: int = 3
) -> list[Result]:
    """Figures by their names, in that order, on one frozen sample that is made once."""
    if names == ["loading"]:
        return [loading(size)]
    if names == ["cold_start"]:
        return [cold_start()]
    market = sample(size, repeat=repeat)
    calls: dict[str, Callable[[], Result]] = {
        "compare": lambda: compare(market, against, rounds=rounds),
        "country": lambda: country(market),
        "one": lambda: single.one_candidate(market),
        "changed": lambda: single.one_changed_vacancy(market),
        "growth": lambda: growth(market, against, rounds=rounds),
    }
    return [calls[name]() for name in names]
