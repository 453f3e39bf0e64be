"""``volante match``: the main job without a database, tables in, ranked and explained matches out."""

from __future__ import annotations

import json
import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from api.commands.common import (
    Aliases,
    Json,
    On,
    Policy,
    Preset,
    TaxonomyDir,
    UserError,
    all_or_none,
    find_taxonomy,
    parse_day,
    print_json,
    progress,
    read_tables,
    search,
    stage,
)

SUFFIXES = (".csv", ".parquet")
_TOLD = 40  # people without a list who are told one by one; the rest stand in the rejections


class By(StrEnum):
    """Whose lists."""

    CANDIDATE = "candidate"
    VACANCY = "vacancy"


def check_output(path: Path, option: str) -> None:
    """Refuse, before any work, an output that cannot be written."""
    if path.suffix not in SUFFIXES:
        msg = f"{option} '{path.name}' ends neither in .csv nor in .parquet: name it so"
        raise UserError(msg)
    if not path.resolve().parent.is_dir():
        msg = f"{option}: the folder '{path.parent}' does not exist: make it first"
        raise UserError(msg)
    if not os.access(path.resolve().parent, os.W_OK):
        msg = f"{option}: the folder '{path.parent}' cannot be written to: choose another"
        raise UserError(msg)
    if path.exists() and not path.is_file():
        msg = f"{option} '{path}' is there and is no file: give another name"
        raise UserError(msg)


def match(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder with candidates, employers, vacancies …")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Matches: .csv or .parquet.")],
    top: Annotated[int, typer.Option("--top", help="Longest list.")] = 20,
    on: On = None,
    by: Annotated[By, typer.Option("--by", help="Whose lists.")] = By.CANDIDATE,
    rejections: Annotated[
        Path | None, typer.Option("--rejections", metavar="FILE", help="Why not: every excluded pair.")
    ] = None,
    policy: Policy = None,
    preset: Preset = None,
    taxonomy: TaxonomyDir = None,
    aliases: Aliases = None,
    as_json: Json = False,
) -> None:
    """Rank who may be proposed where, with reasons. Example: volante match tables --out matches.csv."""
    day = parse_day(on)
    if top < 1:
        msg = f"--top must be 1 or more; got {top}"
        raise UserError(msg)
    check_output(out, "--out")
    if rejections is not None:
        check_output(rejections, "--rejections")
        if rejections.resolve() == out.resolve():
            msg = "--out and --rejections name the same file: give each its own"
            raise UserError(msg)
    tables = read_tables(folder)
    with stage("Leggo, calcolo le quote, ordino"):
        from matcher.matching import prepare

        tables, chosen = search(tables, policy, preset)
        matching = prepare(tables, on=day, policy=chosen, taxonomy=find_taxonomy(taxonomy, aliases))
        ranked = matching.rank(k=top, by=by.value)
    summary = _write(matching, ranked, by.value, out, rejections, preset)
    if as_json:
        print_json(summary)
    else:
        _print(summary)


def _write(
    matching: Any, ranked: Any, by: Any, out: Path, rejections: Path | None, preset: str | None
) -> dict[str, Any]:
    """Write the files, all of them whole or none at all, and sum up."""
    from matcher.explain.nearest import nearest_rejections
    from matcher.frames.writing import write_lines, write_rows
    from matcher.lists import match_rows, rejection_rows
    from models.columns import MATCHES, REJECTIONS

    nearest = nearest_rejections(matching)
    summary = {
        **matching.versions.as_dict(),
        **({} if preset is None else {"preset": preset}),
        "candidates": len(matching.encoding.candidates),
        "vacancies": len(matching.encoding.vacancies),
        "matches": len(ranked),
        "candidates_without_match": len(nearest),
        "nearest": [
            {"candidate_id": r.candidate_id, "vacancy_id": r.vacancy_id, "constraint": r.constraint}
            | {"detail": r.detail, "nearest_change": r.nearest_change, "nearly": r.nearly}
            for r in nearest
        ],
    }
    record = {name: value for name, value in summary.items() if name != "nearest"} | {"by": by}
    targets = [out, out.with_name(f"{out.name}.run.json"), *([] if rejections is None else [rejections])]
    with all_or_none(*targets) as (matches_at, record_at, *rejections_at):
        write_rows(matches_at, MATCHES, progress(match_rows(matching, ranked), "Motivazioni", len(ranked)))
        write_lines(record_at, json.dumps(record, indent=2).splitlines())
        for path in rejections_at:
            write_rows(path, REJECTIONS, progress(rejection_rows(matching, by), "Esclusioni"))
    return summary


def _print(summary: dict[str, Any]) -> None:
    typer.echo(
        f"{summary['candidates']} persone, {summary['vacancies']} posizioni, {summary['matches']} abbinamenti "
        f"al {summary['on']}; senza proposte: {summary['candidates_without_match']}"
    )
    for each in summary["nearest"][:_TOLD]:
        typer.echo(
            f"  {each['candidate_id']}: la più vicina è {each['vacancy_id']}: {each['detail']}; "
            f"cambierebbe con: {each['nearest_change']}"
        )
    if len(summary["nearest"]) > _TOLD:
        typer.echo(
            f"  … e altre {len(summary['nearest']) - _TOLD} persone: tutte con --json, i motivi con --rejections"
        )
