"""Instruction counts of the ranking against a stored budget: a slower kernel fails here, a slow machine does not.

``python benchmarks/guard.py`` counts, under callgrind, what ranking ``PEOPLE[1]`` people takes beyond ``PEOPLE[0]``
people in the same warm process: imports, compilation and the index are in both and cancel out, or come before the
counting starts. Kernels are compiled for a plain processor, so that counts agree between machines of one type. A
count more than ``MARGIN`` of 100 above the budget is an error; without valgrind, or without a budget for the type of
machine, the guard only tells. ``--renew`` writes the present counts as the new budget: say why in the commit.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import platform
import re
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).resolve().parent
BUDGET = HERE / "guard_budget.json"
MARGIN = 15
PEOPLE = (50, 250)
VACANCIES = 2_000
K = 20
WORK = ("candidate", "vacancy")
_COLLECTED = re.compile(r"Collected : (\d+)")
_REMEDY = "make it cheaper, or renew the budget with: python benchmarks/guard.py --renew (and say why in the commit)"


def machine_type() -> str:
    """What a budget holds for: the processor's family and the versions that compile."""
    return f"{platform.system()} {platform.machine()}, numba {version('numba')}, numpy {version('numpy')}"


def environment(cache: Path) -> dict[str, str]:
    """Settings under which counts can be compared: a plain processor, one thread, the same hashes, own kernels."""
    return os.environ | {
        "NUMBA_CPU_NAME": "generic",
        "NUMBA_CPU_FEATURES": "",
        "NUMBA_CACHE_DIR": str(cache),
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": str(HERE.parent),
    }


def prepare(file: Path) -> None:
    """Encode the frozen province's beginning, and rank it once so that the kernels are compiled and kept."""
    from api.measuring.samples import part, sample

    matching = part(sample("province").matching, candidates=PEOPLE[1], vacancies=VACANCIES)
    file.write_bytes(pickle.dumps((matching.encoding, dict_policy(matching.policy))))
    for by in WORK:
        matching.rank(k=K, by=by)


def dict_policy(policy: object) -> dict[str, object]:
    """The policy's parts as plain dicts: its mappings are read-only views, which do not pickle."""
    return {"weights": dict(policy.weights), "neutral": policy.neutral, "settings": dict(policy.settings)}


def work(file: Path, people: int, by: str) -> None:
    """Rank some people twice in this process; only the second time is counted."""
    from matcher.engine import Scorer, rank
    from matcher.policy import MatchPolicy

    encoding, parts = pickle.loads(file.read_bytes())  # written by `prepare` a moment ago
    policy = MatchPolicy(**parts)
    encoding = type(encoding)(
        encoding.on, encoding.candidates.rows(0, people), encoding.vacancies, encoding.shared, encoding.declined_pairs
    )
    scorer = Scorer(encoding, policy)
    for counted in (False, True):
        if counted:
            subprocess.run(["callgrind_control", "-i", "on", str(os.getpid())], check=True, stdout=subprocess.DEVNULL)
        ranked = rank(encoding, policy, k=K, by=by, threads=1, scorer=scorer)
    subprocess.run(["callgrind_control", "-i", "off", str(os.getpid())], check=True, stdout=subprocess.DEVNULL)
    if not len(ranked):
        raise SystemExit("nothing was ranked: the count would say nothing")


def count(file: Path, people: int, by: str, env: dict[str, str]) -> int:
    """Instructions of ranking so many people, warm."""
    command = ["valgrind", "--tool=callgrind", "--instr-atstart=no", "--callgrind-out-file=/dev/null"]
    command += [sys.executable, __file__, "--work", str(file), "--people", str(people), "--by", by]
    done = subprocess.run(command, check=False, env=env, capture_output=True, text=True)
    found = _COLLECTED.search(done.stderr)
    if done.returncode or found is None:
        raise SystemExit(f"valgrind could not count (exit {done.returncode}): {done.stderr.strip()[-2000:]}")
    return int(found.group(1))


def counts() -> dict[str, int]:
    """Instructions a pair for each direction: the difference of the two sizes over the pairs between them."""
    with TemporaryDirectory() as folder:
        file, env = Path(folder) / "market", environment(Path(folder) / "kernels")
        subprocess.run([sys.executable, __file__, "--prepare", str(file)], check=True, env=env)
        low, high = PEOPLE
        return {
            f"people {low} to {high}, by {by}": count(file, high, by, env) - count(file, low, by, env) for by in WORK
        }


def judge(found: dict[str, int], budget: dict[str, int]) -> list[str]:
    """One line for each count beyond its budget, or without one."""
    told = []
    for name, instructions in found.items():
        allowed = budget.get(name)
        if allowed is None:
            told.append(f"{name}: no budget; {_REMEDY}")
        elif instructions * 100 > allowed * (100 + MARGIN):
            more = instructions / allowed - 1
            told.append(f"{name}: {instructions:,} instructions, {more:.0%} over the budget of {allowed:,}: {_REMEDY}")
    return told


def main() -> int:
    """Count, tell, and fail where a count is beyond its budget."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--renew", action="store_true", help="write the present counts as the budget of this machine")
    parser.add_argument("--prepare", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--people", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--by", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.prepare or options.work:
        prepare(options.prepare) if options.prepare else work(options.work, options.people, options.by)
        return 0
    if shutil.which("valgrind") is None:
        print("no valgrind here: instructions are not counted (install valgrind to guard the kernels)")
        return 0
    budgets = json.loads(BUDGET.read_text(encoding="utf-8")) if BUDGET.exists() else {}
    found, pairs = counts(), (PEOPLE[1] - PEOPLE[0]) * VACANCIES
    for name, instructions in found.items():
        print(f"{name}: {instructions:,} instructions, {instructions / pairs:.1f} a pair")
    if options.renew:
        budgets[machine_type()] = found
        BUDGET.write_text(json.dumps(budgets, indent=1) + "\n", encoding="utf-8")
        return 0
    if machine_type() not in budgets:
        print(f"no budget for {machine_type()}: nothing is judged; {_REMEDY}")
        return 0
    told = judge(found, budgets[machine_type()])
    print("\n".join(told) or "within the budget")
    return 1 if told else 0


if __name__ == "__main__":
    raise SystemExit(main())
