"""``volante quota``: employers in, the whole Law 68 calculation out, with its trace."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from api.commands.common import Json, On, UserError, parse_day, print_json, stage


def _read(source: str) -> str:
    if source == "-":
        data = sys.stdin.buffer.read()
    else:
        path = Path(source)
        if not path.is_file():
            msg = f"'{source}' is not a file: give a JSON file of employers, or - for standard input"
            raise UserError(msg)
        data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        msg = f"'{source}' is not UTF-8 text: save it as UTF-8 JSON"
        raise UserError(msg) from error


def quota(
    source: Annotated[
        str, typer.Argument(metavar="FILE", help="JSON: an employer, a list, or JSON lines; - is stdin.")
    ],
    on: On = None,
    as_json: Json = False,
) -> None:
    """Compute Law 68 for one employer or many. Example: volante quota firm.json --on 2026-01-31."""
    from matcher.law68 import compute_file, to_page
    from models.quota import QuotaPosition

    day = None if on is None else parse_day(on)
    text = _read(source)
    with stage("Calcolo"):
        result = compute_file(text, on=day, today=date.today())  # noqa: DTZ011 (the office's own calendar day)
    if as_json:
        print_json(result.to_json())
    else:
        pages = [to_page(item) for item in result.items if isinstance(item, QuotaPosition)]
        typer.echo("\n\n".join(pages))
    faulty = [item for item in result.items if not isinstance(item, QuotaPosition)]
    for item in faulty:
        for fault in item.errors:
            print(f"error: employer {item.employer_id or '(no id)'}: {fault}", file=sys.stderr)  # noqa: T201
    if faulty:
        print(f"error: {len(faulty)} of {len(result.items)} employers not computed", file=sys.stderr)  # noqa: T201
        raise typer.Exit(2)
