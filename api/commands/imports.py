"""``volante import``: check a table before it goes in. Without a database yet, only ``--dry-run``."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.commands.common import Json, UserError, print_json, stage, warn


class Table(StrEnum):
    """What can be imported."""

    CANDIDATES = "candidates"
    EMPLOYERS = "employers"
    WORKFORCE = "workforce"
    VACANCIES = "vacancies"
    OUTCOMES = "outcomes"


def import_table(
    table: Annotated[Table, typer.Argument(help="Which table the file holds.")],
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A .csv, .xlsx or .parquet file.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check only; write nothing.")] = False,
    partial: Annotated[bool, typer.Option("--partial", help="Take the good rows, name the others.")] = False,
    as_json: Json = False,
) -> None:
    """Check a table; every fault at once. Example: volante import candidates people.xlsx --dry-run."""
    from matcher import frames
    from matcher.errors import FrameError

    if not dry_run:
        msg = "there is no database in this version: add --dry-run to check the file"
        raise UserError(msg)
    if not source.is_file():
        msg = f"'{source}' is not a file: give a .csv, .xlsx or .parquet table"
        raise UserError(msg)
    with stage("Leggo"):
        frame, faults = frames.read_rows(source, table.value)
    warn(frame.warnings, every=True)
    if as_json:
        told = [
            {name: getattr(fault, name) for name in ("code", "file", "sheet", "row", "column", "record", "expected")}
            for fault in faults
        ]
        print_json({"table": table.value, "rows": len(frame), "faults": told, "warnings": frame.warnings})
    if faults and not partial:
        raise FrameError(faults)
    for fault in faults:
        print(fault, file=sys.stderr)  # noqa: T201
    if not as_json:
        rest = f", {len(faults)} guasti nominati sopra" if faults else ""
        typer.echo(f"{source.name}: {len(frame)} righe buone per «{table.value}»{rest}; niente è stato scritto")
