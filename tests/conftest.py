"""Shared fixtures: the hypothesis profile and the folder of sample tables."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent

os.environ.setdefault("VOLANTE_TAXONOMY", "embedded")  # an import in the working folder must not reach the tests

# The same examples every time, so that a change is judged by itself; `search` looks for new ones.
settings.register_profile("ci", max_examples=200, deadline=None, derandomize=True)
settings.register_profile("dev", max_examples=50, deadline=None, derandomize=True)
settings.register_profile("search", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))


@pytest.fixture(scope="session")
def samples() -> Path:
    """The sample tables (VOLANTE_SAMPLES); tests that read them skip where they are absent."""
    folder = Path(os.environ.get("VOLANTE_SAMPLES", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("the sample tables are absent: set VOLANTE_SAMPLES to their folder")
    return folder
