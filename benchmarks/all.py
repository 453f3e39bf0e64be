"""Every figure of the suite, sample by sample, each in a process of its own; rewrites the table of README.md.

``python benchmarks/all.py`` takes about ten minutes on two cores. ``--quick`` leaves out the country and the region.
``--keep FILE`` writes what was measured as JSON. Run it on a quiet machine: the load at the start stands in the table.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

from api.measuring import plot, report, vectors
from api.measuring.clock import machine

HERE = Path(__file__).resolve().parent
PEERS = ("faiss", "sparse_dot_topn", "pandas", "hnsw")
# What is run, in order, each line in a process of its own; True for those of the quick form.
RUNS: tuple[tuple[bool, tuple[str, ...]], ...] = (
    (True, ("compare", "one", "changed", "--size", "province", "--peers")),
    (True, ("compare", "one", "--size", "province", "--peers", "--no-repeat")),
    (True, ("cold_start",)),
    (False, ("country", "one", "changed", "growth", "--size", "country-sample", "--peers")),
    (False, ("country", "--size", "country-sample", "--no-repeat")),
    (False, ("loading", "--size", "region")),
)


def run(words: tuple[str, ...], peers: tuple[str, ...]) -> list[dict[str, object]]:
    """The figures of one line, in a process of their own."""
    named = [word for word in words if word != "--peers"]
    if "--peers" in words and peers:
        named += ["--against", ",".join(peers)]
    print("measuring", *named, file=sys.stderr, flush=True)
    done = subprocess.run([sys.executable, "-m", "api.measuring", *named], check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def main() -> int:
    """Run, write the table, draw the growth."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="leave out the country and the region")
    parser.add_argument("--keep", type=Path, help="write what was measured as JSON")
    options = parser.parse_args()
    about = machine()
    absent = vectors.missing(PEERS)
    if absent:
        print(f"left out, not installed: {', '.join(absent)}: {vectors.REMEDY}", file=sys.stderr)
    peers = tuple(peer for peer in PEERS if peer not in absent)
    results = [each for always, words in RUNS if always or not options.quick for each in run(words, peers)]
    if options.keep:
        options.keep.write_text(json.dumps({"machine": about, "figures": results}, indent=1) + "\n", encoding="utf-8")
    page = HERE / "README.md"
    today = date.today().isoformat()  # noqa: DTZ011 (the calendar day of who measures)
    table = report.markdown(results, about, today)
    page.write_text(report.replaced(page.read_text(encoding="utf-8"), table), encoding="utf-8")
    for result in results:
        if result["figure"] == "growth":
            (HERE / "growth.svg").write_text(plot.growth(result), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
