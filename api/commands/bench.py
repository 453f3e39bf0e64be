"""``volante bench``: the ranking measured on frozen synthetic samples, beside what others take for less."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from api.commands.common import UserError, all_or_none, print_json, stage

PEERS = ("faiss", "sparse_dot_topn", "pandas", "hnsw")


class Size(StrEnum):
    """Which sample."""

    DISTRICT = "district"
    PROVINCE = "province"
    REGION = "region"
    COUNTRY_SAMPLE = "country-sample"


def chosen_peers(text: str) -> tuple[str, ...]:
    """The peers named in an option, with commas between; refuses unknown names and packages that are not there."""
    from api.measuring.vectors import REMEDY, missing

    named = tuple(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))
    unknown = [word for word in named if word not in PEERS]
    if unknown:
        msg = f"--against names {', '.join(unknown)}: choose among {', '.join(PEERS)}"
        raise UserError(msg)
    absent = missing(named)
    if absent:
        msg = f"--against {','.join(absent)}: the package is not installed: {REMEDY}"
        raise UserError(msg)
    return named


def bench(
    size: Annotated[Size, typer.Option("--size", help="Sample to measure on.")] = Size.PROVINCE,
    against: Annotated[
        str, typer.Option("--against", metavar="PEERS", help="faiss,sparse_dot_topn,pandas,hnsw; with commas.")
    ] = "",
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Write the figures as JSON; - is stdout.")
    ] = None,
    plot: Annotated[Path | None, typer.Option("--plot", metavar="FILE", help="Draw growth as SVG.")] = None,
    repeat: Annotated[bool, typer.Option(help="Firms post profiles again, or no two vacancies are alike.")] = True,
    rounds: Annotated[int, typer.Option(min=1, help="Rounds; the best one counts.")] = 3,
) -> None:
    """Measure the ranking on a synthetic sample. Example: volante bench --size province --against pandas."""
    peers = chosen_peers(against)
    if size is Size.DISTRICT and (plot is not None or not repeat):
        msg = "--size district has one form and is too small to grow: drop --plot and --no-repeat, or choose province"
        raise UserError(msg)
    with stage("Preparo il campione e misuro"):
        found = _measured(size.value, peers, repeat=repeat, rounds=rounds, grow=plot is not None)
    to_stdout = json_file is not None and str(json_file) == "-"
    files = [path for path in (None if to_stdout else json_file, plot) if path is not None]
    with all_or_none(*files) as stands:
        for path, stand in zip(files, stands, strict=True):
            stand.write_text(_content(found, picture=path is plot), encoding="utf-8")
    if to_stdout:
        print_json(found)
        return
    from api.measuring.report import lines

    typer.echo(", ".join(f"{name} {value}" for name, value in found["machine"].items()))
    for what, measured, target in lines(found["figures"]):
        typer.echo(f"{what}: {measured}" + (f" (aim {target})" if target else ""))


def _measured(size: str, peers: tuple[str, ...], *, repeat: bool, rounds: int, grow: bool) -> dict[str, Any]:
    from api.measuring.clock import machine
    from api.measuring.figures import compare, growth
    from api.measuring.samples import sample
    from api.measuring.single import one_candidate

    about = machine()
    market = sample(size, repeat=repeat)
    figures = [compare(market, peers, rounds=rounds)]
    if size != Size.DISTRICT:
        figures.append(one_candidate(market))
    if grow:
        figures.append(growth(market, peers, rounds=rounds))
    return {"machine": about, "figures": figures}


def _content(found: dict[str, Any], *, picture: bool) -> str:
    if not picture:
        return json.dumps(found, ensure_ascii=False, indent=2) + "\n"
    from api.measuring.plot import growth

    return growth(next(figure for figure in found["figures"] if figure["figure"] == "growth"))
