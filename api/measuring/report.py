"""The measured figures as a table, for a terminal and for benchmarks/README.md, and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

Result = Mapping[str, Any]
START, END = "<!-- figures: written by benchmarks/all.py -->", "<!-- end of figures -->"
TARGETS = {
    "faiss": "≥ 5",
    "sparse_dot_topn": "≥ 5",
    "pandas": "≥ 50",
}


def seconds_text(seconds: float) -> str:
    """A length of time in the unit that reads best."""
    if seconds < 0.001:
        return f"{seconds * 1e6:.0f} µs"
    if seconds < 1:
        return f"{seconds * 1e3:.3g} ms"
    return f"{seconds:.3g} s" if seconds < 100 else f"{seconds:,.0f} s"


def _forms(result: Result) -> str:
    return "" if result["repeat"] else ", no repetition"


def _compare(result: Result) -> Iterable[tuple[str, str, str]]:
    pairs = result["pairs"]
    title = f"{result['size']}{_forms(result)}: {pairs:,} pairs"
    for line in result["lines"]:
        name = line["what"]
        notes = [f"{line['ns_per_pair']:.3g} ns a pair"]
        if name == "volante" and result["touched"]:
            touched = result["touched"]
            notes.append(f"{touched / pairs:.1%} of pairs touched, {line['seconds'] / touched * 1e9:.3g} ns each")
        if not name.startswith("volante"):
            notes.append(f"{line['times_ours']:.3g} × our time")
        if "products_per_pair" in line:
            notes.append(f"{line['products_per_pair']:.2g} products a pair")
        if line.get("same_answer"):
            notes.append("same answer, pair by pair")
        if "extrapolated_from" in line:
            notes.append(f"extrapolated from {line['extrapolated_from']:,} pairs, one thread")
        yield f"{title}, {name}", f"{seconds_text(line['seconds'])}; {'; '.join(notes)}", TARGETS.get(name, "")
    for name in result["left_out"]:
        yield f"{title}, {name}", "left out: it would take many minutes; measured on the province", ""
    yield f"{title}, index made once", seconds_text(result["build"]), ""
    if "hnsw" in result:
        hnsw = result["hnsw"]
        text = f"{seconds_text(hnsw['search'])}; index {seconds_text(hnsw['build'])}; recall {hnsw['recall']:.2f}"
        yield f"{title}, HNSW (approximate, an aside)", text, ""


def _growth(result: Result) -> Iterable[tuple[str, str, str]]:
    for name, exponent in result["exponents"].items():
        times = ", ".join(
            f"{point['vacancies'] // 1000}k {seconds_text(point['seconds'][name])}"
            for point in result["points"]
            if name in point["seconds"]
        )
        target = "≤ 0.9" if name == "volante" else ""
        yield (
            f"growth, {result['people']:,} people{_forms(result)}, {name}",
            f"exponent {exponent:.2f} ({times})",
            target,
        )


def _country(result: Result) -> Iterable[tuple[str, str, str]]:
    whole = f"{result['people']:,} × {result['vacancies']:,}{_forms(result)}"
    notes = f"{seconds_text(result['seconds'])}, index {seconds_text(result['build'])}"
    if result["touched"]:
        notes += f"; {result['touched'] / result['people'] / result['vacancies']:.2%} of pairs touched"
    yield f"country sample {whole}", notes, ""
    yield f"a million people{_forms(result)}, extrapolated", seconds_text(result["extrapolated"]), "< 5 min"
    memory = f"{result['peak_mib'] / 1024:.1f} GB; a candidate {result['bytes_per_candidate']:.0f} bytes encoded"
    yield f"country sample{_forms(result)}, peak memory", memory, "< 8 GB"


def _one(result: Result) -> Iterable[tuple[str, str, str]]:
    vacancies = result["vacancies"]
    target = "≤ 2 ms" if vacancies <= 10_000 else "≤ 25 ms"
    text = f"median {seconds_text(result['median'])}, 99 of 100 within {seconds_text(result['p99'])}"
    yield f"one person × {vacancies:,}, warm{_forms(result)}", text, target


def _changed(result: Result) -> Iterable[tuple[str, str, str]]:
    text = f"median {seconds_text(result['median'])}, 99 of 100 within {seconds_text(result['p99'])}"
    what = f"one changed vacancy into the index of {result['candidates']:,} × {result['vacancies']:,}"
    yield f"{what}{_forms(result)}", text, "≤ 5 ms"


def _loading(result: Result) -> Iterable[tuple[str, str, str]]:
    text = f"{seconds_text(result['seconds'])} (read {seconds_text(result['read'])}"
    text += f", prepare {seconds_text(result['prepare'])}); {result['peak_mib'] / 1024:.1f} GB"
    yield f"load and encode {result['candidates']:,} × {result['vacancies']:,} from Parquet", text, "≤ 20 s"


def _cold_start(result: Result) -> Iterable[tuple[str, str, str]]:
    yield "`volante match` on the district, kernels cached", seconds_text(result["cached"]), "≤ 4 s"
    yield "the same, kernels not cached", seconds_text(result["not_cached"]), "≤ 20 s"


_WRITERS: dict[str, Callable[[Result], Iterable[tuple[str, str, str]]]] = {
    "compare": _compare,
    "growth": _growth,
    "country": _country,
    "one": _one,
    "changed": _changed,
    "loading": _loading,
    "cold_start": _cold_start,
}


def lines(results: Iterable[Result]) -> list[tuple[str, str, str]]:
    """What was measured, what came out, and what was aimed at; line by line."""
    return [line for result in results for line in _WRITERS[result["figure"]](result)]


def markdown(results: Sequence[Result], machine: Mapping[str, str], day: str) -> str:
    """The table of benchmarks/README.md, with the machine, the versions, the day, and the picture of the growth."""
    versions = ", ".join(f"{name} {machine[name]}" for name in machine if name not in {"processor", "cores", "load"})
    head = f"{day}; {machine['processor']}, {machine['cores']} cores, load {machine['load']} at the start; {versions}."
    rows = [f"| {what} | {measured} | {target} |" for what, measured, target in lines(results)]
    drawn = any(result["figure"] == "growth" for result in results)
    picture = ["", "![Time against the number of vacancies](growth.svg)"] if drawn else []
    return "\n".join([START, head, "", "| figure | measured | aim |", "|---|---|---|", *rows, *picture, END])


def replaced(page: str, table: str) -> str:
    """A page with the table between the markers replaced.

    Raises
    ------
    ValueError
        If the page has not both markers, in order.
    """
    before, start, rest = page.partition(START)
    _, end, after = rest.partition(END)
    if not start or not end:
        msg = f"the page must hold '{START}' and after it '{END}'"
        raise ValueError(msg)
    return before + table + after
