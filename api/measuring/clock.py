"""Repeated calls, side by side: every contender once in each round, so that a slow moment of the machine hits all."""

from __future__ import annotations

import os
import platform
import resource
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

_VERSIONS = ("numpy", "scipy", "numba", "pandas", "faiss-cpu", "sparse-dot-topn", "hnswlib")


@dataclass
class Timing:
    """Seconds of each round, and what the last call gave."""

    seconds: list[float] = field(default_factory=list)
    result: Any = None

    @property
    def best(self) -> float:
        """The shortest round."""
        return min(self.seconds)

    @property
    def median(self) -> float:
        """The middle round."""
        return statistics.median(self.seconds)

    def percentile(self, percent: int) -> float:
        """The round that ``percent`` of 100 rounds do not exceed."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def side_by_side(calls: Mapping[str, Callable[[], Any]], *, rounds: int, warmups: int = 1) -> dict[str, Timing]:
    """Time every call ``rounds`` times, in turn, after ``warmups`` rounds that are thrown away."""
    timings = {name: Timing() for name in calls}
    for turn in range(warmups + rounds):
        for name, call in calls.items():
            seconds, result = timed(call)
            timings[name].result = result
            if turn >= warmups:
                timings[name].seconds.append(seconds)
    return timings


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of one call, and what it gave."""
    start = time.perf_counter()
    result = call()
    return time.perf_counter() - start, result


def peak_mib() -> int:
    """Most resident memory of this process so far, MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform != "darwin" else 1024**2)


def processor() -> str:
    """The processor as the system names it."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def machine() -> dict[str, str]:
    """What the figures were measured on: processor, cores, load, versions."""
    found = {
        "processor": processor(),
        "cores": str(os.cpu_count()),
        "load": f"{os.getloadavg()[0]:.1f}",
        "python": platform.python_version(),
    }
    for name in _VERSIONS:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
