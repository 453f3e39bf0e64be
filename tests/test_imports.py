"""Arrows point down only, and importing does nothing: no heavy package where none is needed, no file read."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HEAVY = ("numba", "sklearn", "scipy", "pyarrow", "numpy", "pandas", "rapidfuzz", "snowballstemmer")


def python(code: str) -> str:
    """What the code prints in a fresh interpreter."""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def loaded(code: str) -> set[str]:
    """Heavy packages in memory once the code has run."""
    told = python(f"import sys\n{code}\nprint('\\n' + ' '.join(name for name in {HEAVY!r} if name in sys.modules))")
    return set(told.rsplit("\n", 2)[-2].split())


def test_the_arrows_of_the_house_hold():
    program = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert program, "import-linter is missing: install the dev extra"
    done = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("module", ["api.cli", "models.columns", "models.vocabulary", "matcher.errors"])
def test_these_modules_load_no_heavy_package(module):
    assert loaded(f"import {module}") == set()


def test_help_waits_for_no_heavy_package():
    helps = [["--help"], *([command, "--help"] for command in ("demo", "match", "explain", "quota", "link", "import"))]
    assert loaded(f"from api.cli import run\nfor line in {helps!r}:\n    assert run(line) == 0") == set()


def test_the_law_loads_without_the_matching():
    assert loaded("import matcher.law68") & {"numba", "pandas", "sklearn", "scipy", "pyarrow"} == set()


def test_one_quota_is_computed_without_the_matching():
    code = """
from matcher.law68 import position
firm = {"legal_form": "private", "reference_date": "2025-12-31", "registered_office_province": "MI",
        "provinces": [{"province": "MI", "employees": 40}]}
assert position(firm).quota_disabled == 2
"""
    assert loaded(code) & {"numba", "pandas", "sklearn", "scipy", "pyarrow"} == set()


def test_reading_tables_loads_no_compiler():
    assert "numba" not in loaded("import matcher.frames, matcher.criteria, matcher.eligibility, matcher.explain")


def test_nothing_is_read_or_compiled_at_import():
    """No data file is opened while every module of the project is imported, and no kernel has been compiled."""
    code = """
import importlib, json, pkgutil, sys
opened = []
def watch(event, arguments):
    if event == "open" and str(arguments[0]).endswith((".csv", ".yaml", ".json", ".tsv", ".npz", ".gz", ".nbi")):
        opened.append(str(arguments[0]))
import numba, sklearn, scipy.sparse, pyarrow, rapidfuzz, snowballstemmer, yaml  # what they open is their own
sys.addaudithook(watch)
for root in ("models", "matcher", "api"):
    for module in pkgutil.walk_packages(importlib.import_module(root).__path__, root + "."):
        importlib.import_module(module.name)
from matcher import kernels
compiled = [name for name, kernel in vars(kernels).items() if getattr(kernel, "signatures", None)]
print(json.dumps([opened, compiled]))
"""
    assert json.loads(python(code)) == [[], []]
