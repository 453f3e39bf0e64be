"""Figures in a process of their own: ``python -m api.measuring compare one --size province`` prints them as JSON."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

ON_A_SAMPLE = ("compare", "country", "one", "growth", "changed")
ALONE = ("loading", "cold_start", "write")


def arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    """What is to be measured; refuses together what wants a process that did nothing before."""
    parser = argparse.ArgumentParser(prog="python -m api.measuring", description=__doc__)
    parser.add_argument("figures", nargs="+", choices=[*ON_A_SAMPLE, *ALONE])
    parser.add_argument("--size", default="province")
    parser.add_argument("--against", default="", help="peers, with commas between")
    parser.add_argument("--no-repeat", action="store_true", help="no two vacancies alike")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--dir", type=Path, help="where `write` puts the files")
    chosen = parser.parse_args(words)
    if len(chosen.figures) > 1 and not set(chosen.figures) <= set(ON_A_SAMPLE):
        parser.error(f"{', '.join(ALONE)} stand alone: name one of them and nothing else")
    return chosen


def main() -> int:
    """Measure figures, or write a frozen sample as Parquet."""
    chosen = arguments()
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # as the command line runs
    from api.measuring import figures

    if chosen.figures == ["write"]:
        figures.write_parquet(chosen.size, chosen.dir)
        return 0
    against = tuple(peer for peer in chosen.against.split(",") if peer)
    found = figures.measured(chosen.figures, chosen.size, against, repeat=not chosen.no_repeat, rounds=chosen.rounds)
    json.dump(found, sys.stdout, indent=1)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
