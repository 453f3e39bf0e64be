"""The command line run in this process, on small tables written for one test."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from cli_tables import TINY, write_csv

from api.cli import run


@dataclass(frozen=True)
class Ran:
    """What a command left: exit code, both streams."""

    code: int
    out: str
    err: str

    @property
    def errors(self) -> list[str]:
        """Lines of stderr that are no warnings."""
        return [line for line in self.err.splitlines() if not line.startswith("warning: ")]

    def json(self) -> Any:
        """The document on stdout."""
        return json.loads(self.out)


@pytest.fixture
def volante(capsys):
    """Run one command: ``volante("match", folder, "--out", file)``."""

    def call(*arguments: object) -> Ran:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        told = capsys.readouterr()
        assert "Traceback" not in told.err
        return Ran(code, told.out, told.err)

    return call


@pytest.fixture
def tiny(tmp_path):
    """A folder of the smallest sound tables; ``tiny(candidates=[…])`` replaces or adds tables."""

    def write(**tables: list[dict[str, str]]) -> Path:
        folder = tmp_path / "tables"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for table, rows in {**TINY, **tables}.items():
            write_csv(folder / f"{table}.csv", rows)
        return folder

    return write


@pytest.fixture(scope="session")
def clean(samples) -> Path:
    """The sample tables in the contract's form."""
    return samples / "office" / "clean"
