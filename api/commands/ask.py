"""``volante ask``: the question worth asking first, of a person or of a firm about a vacancy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.commands.common import (
    Aliases,
    Json,
    On,
    Policy,
    Preset,
    TaxonomyDir,
    UserError,
    find_taxonomy,
    parse_day,
    print_json,
    read_tables,
    search,
    stage,
)

if TYPE_CHECKING:
    from matcher.questions import Worth

_SHOWN = 3


def ask(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder with the tables.")],
    candidate: Annotated[str | None, typer.Option("--candidate", metavar="ID", help="Ask the person.")] = None,
    vacancy: Annotated[
        str | None, typer.Option("--vacancy", metavar="ID", help="Ask the firm about a vacancy.")
    ] = None,
    top: Annotated[int, typer.Option("--top", help="Length of the lists that count.")] = 5,
    on: On = None,
    policy: Policy = None,
    preset: Preset = None,
    taxonomy: TaxonomyDir = None,
    aliases: Aliases = None,
    as_json: Json = False,
) -> None:
    """Say which unknown is worth asking: the one whose answer would change most lists."""
    day = parse_day(on)
    if (candidate is None) == (vacancy is None):
        msg = "give --candidate ID or --vacancy ID, one of the two"
        raise UserError(msg)
    if top < 1:
        msg = f"--top must be 1 or more; got {top}"
        raise UserError(msg)
    tables = read_tables(folder)
    with stage("Provo le risposte possibili"):
        from matcher.matching import prepare
        from matcher.questions import worth_asking

        tables, chosen = search(tables, policy, preset)
        matching = prepare(tables, on=day, policy=chosen, taxonomy=find_taxonomy(taxonomy, aliases))
        who = candidate or vacancy or ""
        found = worth_asking(matching, "candidate" if candidate else "vacancy", who, top=top)
    if as_json:
        print_json({"id": who, "top": top, "questions": [_record(each) for each in found]})
    else:
        _print(who, found, top, of_person=candidate is not None)


def _record(worth: Worth) -> dict[str, Any]:
    answers = [
        {"it": answer.it, "en": answer.en, "own": own, "others": others}
        for answer, (own, others) in zip(worth.facet.answers, worth.by_answer, strict=True)
    ]
    facet = worth.facet
    means = {"own": round(worth.own, 6), "others": round(worth.others, 6)}
    return {"unknown": facet.code, "it": facet.it, "en": facet.en, **means, "answers": answers}


def _print(who: str, found: list[Worth], top: int, *, of_person: bool) -> None:
    useful = [worth for worth in found if worth.changed > 0]
    if not useful:
        typer.echo(f"{who}: nessuna risposta cambierebbe i primi {top} posti di una lista")
        return
    whom = "alla persona" if of_person else "all'azienda"
    own, others = ("proposte sue", "liste di posizioni") if of_person else ("persone in lista", "liste di persone")
    typer.echo(f"{who}: che cosa chiedere {whom} per prima cosa")
    for number, worth in enumerate(useful[:_SHOWN], start=1):
        typer.echo(f"{number}. {worth.facet.it}")
        typer.echo(f"   in media cambia {_comma(worth.own)} {own} e {_comma(worth.others)} {others} (primi {top})")
        if number == 1:
            for answer, (mine, theirs) in zip(worth.facet.answers, worth.by_answer, strict=True):
                typer.echo(f"   · se risponde «{answer.it}»: {own} {mine}, {others} {theirs}")
    if len(useful) > _SHOWN:
        typer.echo(f"   … e altre {len(useful) - _SHOWN} domande che cambiano meno: --json")


def _comma(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")
