"""``volante demo``: the embedded Martesana district, its figures, one person's list, the firms with the widest gaps."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer

from api.commands.common import Json, UserError, parse_day, print_json, progress, stage

_LIST, _FIRMS = 5, 10


def demo(
    folder: Annotated[Path, typer.Option("--dir", metavar="D", help="Where the district's tables are written.")] = Path(
        "volante-data"
    ),
    on: Annotated[str | None, typer.Option("--on", metavar="DAY", help="Day of the lists.")] = None,
    as_json: Json = False,
) -> None:
    """Build the Martesana district, compute its quotas and lists, show one person and ten firms, and end."""
    from matcher import frames, synthetic
    from matcher.matching import prepare

    if folder.exists() and not folder.is_dir():
        msg = f"--dir '{folder}' is a file: name a folder, new or of an earlier demo"
        raise UserError(msg)
    day = parse_day(on, synthetic.STATE_OF_DATA)
    with stage("Costruisco il distretto della Martesana"):
        folder.mkdir(parents=True, exist_ok=True)
        synthetic.write(synthetic.district(), folder)
        tables = frames.read_folder(folder)
    with stage("Calcolo le quote e ordino"):
        matching = prepare(tables, on=day)
        ranked = matching.rank(k=20)
    summary = _summary(matching, ranked)
    _write(matching, ranked, folder)
    if as_json:
        print_json(summary)
    else:
        _print(summary, folder)


def _write(matching: Any, ranked: Any, folder: Path) -> None:
    from matcher.frames import write_rows
    from matcher.lists import match_rows
    from models.columns import MATCHES

    (folder / "lists").mkdir(exist_ok=True)
    rows = progress(match_rows(matching, ranked), "Motivazioni", len(ranked))
    write_rows(folder / "lists" / "matches.csv", MATCHES, rows)


def _summary(matching: Any, ranked: Any) -> dict[str, Any]:
    """The district's figures, each counted or computed from its tables."""
    from matcher.balance import balance

    gaps = {employer: position.gap_disabled for employer, position in matching.quotas.items()}
    widest = sorted((e for e in gaps if gaps[e] > 0), key=lambda e: (-gaps[e], e))[:_FIRMS]
    listed = Counter(ranked.candidate.tolist())
    return {
        **matching.versions.as_dict(),
        "candidates": len(matching.encoding.candidates),
        "employers": len(matching.employers),
        "employers_with_gap": sum(gap > 0 for gap in gaps.values()),
        "gap_disabled": sum(gap for gap in gaps.values() if gap > 0),
        "vacancies": len(matching.encoding.vacancies),
        "matches": len(ranked),
        "candidates_with_list": len(listed),
        "balance": balance(matching.tables, matching.on),
        "example": _example(matching, ranked, listed),
        "widest_gaps": [
            {
                "employer_id": employer,
                "name": matching.employers[employer]["name"],
                "gap_disabled": gaps[employer],
                "exposure_eur_per_day": matching.quotas[employer].exposure_eur_per_day,
            }
            for employer in widest
        ],
    }


def _example(matching: Any, ranked: Any, listed: Counter[int]) -> list[dict[str, Any]]:
    """The head of the first full list whose best match rests on an accommodation: the heart of the work."""
    import numpy as np

    from matcher.lists import match_rows

    rows: list[dict[str, Any]] = []
    for person in sorted(person for person in listed if listed[person] >= _LIST):
        head = ranked.take(np.flatnonzero(ranked.candidate == person)[:_LIST])
        rows = list(match_rows(matching, head))
        if rows[0]["accommodations"]:
            break
    return rows


def _print(summary: dict[str, Any], folder: Path) -> None:
    done = summary["balance"]
    typer.echo(f"Distretto della Martesana, al {summary['on']} (tabelle in {folder})")
    typer.echo(
        f"  {summary['candidates']:,} persone iscritte; {summary['employers_with_gap']} aziende scoperte "
        f"per {summary['gap_disabled']:,} posti; {summary['vacancies']:,} posizioni".replace(",", ".")
    )
    typer.echo(
        f"  finora: {done['firms_in_dialogue']} aziende in dialogo, {done['consultancies']} consulenze, "
        f"{done['internships']} tirocini, {done['people_in_charge']} persone prese in carico, {done['hires']} assunte"
    )
    typer.echo(
        f"  {summary['matches']:,} abbinamenti motivati per {summary['candidates_with_list']:,} persone "
        f"({folder / 'lists' / 'matches.csv'})".replace(",", ".")
    )
    if summary["example"]:
        person = summary["example"][0]["candidate_id"]
        typer.echo(f"\nLe prime proposte per {person}")
        for row in summary["example"]:
            score = f"{row['score']:.2f}".replace(".", ",")
            typer.echo(f"  {row['rank']}. {row['vacancy_id']} ({row['employer_id']})  {score}  {row['reasons']}")
        first = summary["example"][0]["vacancy_id"]
        typer.echo(f"  per intero: volante explain {folder} {person} {first} --on {summary['on']}")
    typer.echo("\nLe dieci aziende con la scopertura più ampia")
    for firm in summary["widest_gaps"]:
        daily = f"{firm['exposure_eur_per_day']:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")
        typer.echo(f"  {firm['employer_id']}  {firm['name']}: {firm['gap_disabled']} posti, {daily} EUR al giorno")
