"""``volante infer``: what texts say of demands and capacities, to be confirmed by a person; never counted before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.common import Json, On, UserError, parse_day, print_json, read_tables, stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matcher.inferred import Inferred


def infer(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder with the tables.")],
    out: Annotated[Path | None, typer.Option("--out", help="CSV (or parquet) to write: one line each.")] = None,
    confirm: Annotated[
        Path | None, typer.Option("--confirm", metavar="FILE", help="The list of --out, with yes in 'confirm'.")
    ] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who confirms.")] = None,
    write_to: Annotated[
        Path | None, typer.Option("--write-to", metavar="DIR2", help="New folder for the tables that state it.")
    ] = None,
    on: On = None,
    as_json: Json = False,
) -> None:
    """Read demands and limits in the texts; with --confirm, state the confirmed ones in a copy of the tables."""
    day = parse_day(on)
    given = {"--confirm": confirm, "--by": by and by.strip(), "--write-to": write_to}
    missing = [name for name, value in given.items() if not value]
    if len(missing) not in (0, len(given)):
        msg = f"{' and '.join(missing)} missing: confirming takes --confirm FILE --by NAME --write-to DIR2"
        raise UserError(msg)
    if out is not None and confirm is not None:
        msg = "--out and --confirm do not go together: first write the list, then confirm it"
        raise UserError(msg)
    from matcher.inferred import of_tables, read_confirmations, write_confirmed

    tables = read_tables(folder)
    if confirm is not None and write_to is not None:
        with stage("Leggo e scrivo"):
            confirmed = read_confirmations(confirm, tables)
            write_confirmed(write_to, tables, confirmed, by=(by or "").strip(), on=day, earlier=folder)
        if as_json:
            told = [{**one.finding.to_json(), "level": one.level} for one in confirmed]
            print_json({"by": (by or "").strip(), "on": day.isoformat(), "confirmed": told})
        else:
            typer.echo(f"{len(confirmed)} voci confermate da {(by or '').strip()}: tabelle scritte in {write_to}")
        return
    with stage("Leggo i testi"):
        found = of_tables(tables)
    if out is not None:
        _write(out, found)
    if as_json:
        print_json({"inferred": [one.to_json() for one in found]})
    else:
        _show(found, out)


def _write(path: Path, found: Sequence[Inferred]) -> None:
    from matcher.frames import write_rows
    from matcher.inferred import FINDING_COLUMNS, finding_rows

    write_rows(path, FINDING_COLUMNS, finding_rows(found))


def _show(found: Sequence[Inferred], out: Path | None) -> None:
    from models.vocabulary import DEMANDS

    new = sum(one.stated is None for one in found)
    against = sum(one.conflicts for one in found)
    if out is None:
        for one in found:
            words = " ".join(one.words.split())
            stated = "" if one.stated is None else f"; nella scheda {one.stated}"
            typer.echo(f"{one.id}  {DEMANDS[one.demand].it}: {one.level}  «{words}» ({one.column}{stated})")
    where = f" -> {out}" if out is not None else ""
    typer.echo(f"{len(found)} letture, {new} da confermare, {against} diverse da quanto dichiarato{where}")
