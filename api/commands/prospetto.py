"""``volante prospetto``: the official file read, checked, turned into another format or into tables, and back."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.common import Json, On, UserError, parse_day, print_json, read_tables, stage, warn

if TYPE_CHECKING:
    from matcher.prospetto import Prospetto

app = typer.Typer(
    help="Il prospetto informativo: JSON, XLSX e l'XML ufficiale (UNIPI, aprile 2016). Read, check and convert it.",
)

Source = Annotated[Path, typer.Argument(metavar="FILE", help="A prospetto: .json, .xlsx or .xml.")]
Target = Annotated[Path, typer.Argument(metavar="OUT", help="Where to write it: .json, .xlsx or .xml.")]
Summary = Annotated[bool, typer.Option("--summary", help="Compute quadro 3 and the company's class.")]


def _read(source: Path) -> Prospetto:
    from matcher import prospetto

    if not source.is_file():
        msg = f"'{source}' is not a file: give a prospetto in .json, .xlsx or .xml"
        raise UserError(msg)
    with stage("Leggo"):
        found = prospetto.read(source)
    warn(f"{item.path}: elemento non previsto, tenuto com'è" for item in found.unknown)
    return found


def convert(
    source: Source,
    target: Target,
    summary: Summary = False,
    official: Annotated[bool, typer.Option("--official", help="XML without attributes of our own.")] = False,
    employer: Annotated[bool, typer.Option("--employer", help="JSON as `volante quota` reads it.")] = False,
) -> None:
    """Turn a prospetto into another format. Example: volante prospetto convert unipi.xml prospetto.xlsx --summary."""
    from matcher import prospetto

    ending = target.suffix.casefold()
    if official and ending != ".xml":
        msg = f"--official is for XML alone, '{target}' is not: give a file that ends in .xml"
        raise UserError(msg)
    if employer and ending != ".json":
        msg = f"--employer writes JSON, '{target}' is not: give a file that ends in .json"
        raise UserError(msg)
    found = _read(source)
    if summary:
        found = prospetto.with_summary(found)
    if employer:
        text = json.dumps(prospetto.to_employer(found), ensure_ascii=False, indent=2)
        prospetto.write_bytes(target, f"{text}\n".encode())
    elif official:
        prospetto.write_bytes(target, prospetto.to_xml(found, official=True))
    else:
        prospetto.write(found, target)
    typer.echo(f"{target}: {len(found.provinces)} province scritte")


def check(source: Source, on: On = None, as_json: Json = False) -> None:
    """Run every control of the prospetto. Example: volante prospetto check prospetto.xlsx --on 2026-01-20."""
    from matcher import prospetto

    found = prospetto.findings(_read(source), on=parse_day(on))
    if as_json:
        print_json([finding.to_json() for finding in found])
    else:
        for finding in found:
            typer.echo(str(finding))
    errors = sum(finding.level == "error" for finding in found)
    if errors:
        print(f"error: {source.name}: {errors} errors, {len(found) - errors} warnings", file=sys.stderr)  # noqa: T201
        raise typer.Exit(2)
    if not as_json:
        typer.echo(f"{source.name}: nessun errore, {len(found)} avvisi")


def tables(
    source: Source,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of the tables to write.")],
    employer_id: Annotated[str | None, typer.Option("--employer-id", help="The firm's id in the office.")] = None,
) -> None:
    """Write employers, workforce and vacancies as tables. Example: volante prospetto tables unipi.xml DIR."""
    from matcher import frames, prospetto
    from models.columns import TABLES

    found = prospetto.to_tables(_read(source), employer_id=employer_id)
    records = {"employers": found.employers, "workforce": found.workforce, "vacancies": found.vacancies}
    checked = {name: frames.from_records(name, rows, file=source.name) for name, rows in records.items() if rows}
    there = [name for name in checked if (folder / f"{name}.csv").exists()]
    if there:
        msg = f"{', '.join(f'{name}.csv' for name in there)} already in '{folder}': give another folder"
        raise UserError(msg)
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in checked.items():
        frames.write_rows(folder / f"{name}.csv", TABLES[name].columns, frame.rows())
    warn(found.notes)
    typer.echo(f"{folder}: {', '.join(f'{name} ({len(frame)})' for name, frame in checked.items())}")


def from_tables(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of the tables.")],
    employer_id: Annotated[str, typer.Argument(metavar="EMPLOYER", help="The firm's id.")],
    target: Target,
    on: On = None,
    summary: Summary = False,
) -> None:
    """Write a firm's rows as a prospetto. Example: volante prospetto from-tables DIR 00104 prospetto.xlsx."""
    from matcher import prospetto

    found = read_tables(folder)
    employer = next((row for row in found.employers.rows() if row["employer_id"] == employer_id), None)
    workforce = [row for row in found.workforce.rows() if row["employer_id"] == employer_id]
    if employer is None or not workforce:
        msg = f"no employer '{employer_id}' with rows of workforce in '{folder}': give an employer_id of both tables"
        raise UserError(msg)
    vacancies = [row for row in found.vacancies.rows() if row["employer_id"] == employer_id]
    made, notes = prospetto.from_tables(employer, workforce, vacancies, on=parse_day(on))
    warn(notes)
    prospetto.write(prospetto.with_summary(made) if summary else made, target)
    typer.echo(f"{target}: {len(made.provinces)} province scritte")


app.command("convert")(convert)
app.command("check")(check)
app.command("tables")(tables)
app.command("from-tables")(from_tables)
