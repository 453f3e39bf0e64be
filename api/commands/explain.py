"""``volante explain``: one pair, as a colleague would write it down; or why not."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.commands.common import (
    Aliases,
    Json,
    On,
    Policy,
    Preset,
    TaxonomyDir,
    find_taxonomy,
    parse_day,
    print_json,
    read_tables,
    search,
    stage,
)


class Language(StrEnum):
    """Language of the note."""

    ITALIAN = "it"
    ENGLISH = "en"


def explain(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder with the tables.")],
    candidate: Annotated[str, typer.Argument(metavar="CANDIDATE", help="candidate_id")],
    vacancy: Annotated[str, typer.Argument(metavar="VACANCY", help="vacancy_id")],
    on: On = None,
    lang: Annotated[Language, typer.Option("--lang", help="Language of the note.")] = Language.ITALIAN,
    policy: Policy = None,
    preset: Preset = None,
    taxonomy: TaxonomyDir = None,
    aliases: Aliases = None,
    as_json: Json = False,
) -> None:
    """Explain one pair: every criterion, constraint, accommodation, the quota; or why not."""
    day = parse_day(on)
    tables = read_tables(folder)
    with stage("Leggo e calcolo"):
        from matcher.explain import explain_pair, note
        from matcher.matching import prepare

        tables, chosen = search(tables, policy, preset)
        matching = prepare(tables, on=day, policy=chosen, taxonomy=find_taxonomy(taxonomy, aliases))
        explanation = explain_pair(matching, candidate, vacancy, lang.value)
    if as_json:
        print_json(explanation.to_json())
    else:
        typer.echo(note(explanation, lang.value))
