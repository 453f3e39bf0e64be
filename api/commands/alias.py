"""``volante alias``: the office's own decisions about texts, kept in one table, each by a named person."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.common import (
    ALIASES,
    Aliases,
    Json,
    On,
    TaxonomyDir,
    UserError,
    all_or_none,
    find_taxonomy,
    orphans_of,
    parse_day,
    print_json,
    warn,
)

if TYPE_CHECKING:
    from matcher.taxonomy import Taxonomy
    from matcher.taxonomy.aliases import AliasTable

_SHOWN = 3

app = typer.Typer(help="Le parole dell'ufficio: un collegamento corretto una volta resta corretto. One table of texts.")


class Kind(StrEnum):
    """What the text names."""

    OCCUPATION = "occupation"
    SKILL = "skill"


KindOption = Annotated[Kind, typer.Option("--kind", help="What the text names.")]
Text = Annotated[str, typer.Argument(metavar="TEXT", help="What people write.")]


@app.command("add")
def add(
    text: Text,
    concept: Annotated[str, typer.Argument(metavar="[CONCEPT]", help="Its id or ESCO address.")] = "",
    kind: KindOption = Kind.SKILL,
    none: Annotated[bool, typer.Option("--none", help="The text is no concept: leave it unmatched.")] = False,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.")] = "",
    note: Annotated[str, typer.Option("--note", help="Why.")] = "",
    on: On = None,
    aliases: Aliases = None,
    taxonomy: TaxonomyDir = None,
) -> None:
    """Say what a text means. Example: volante alias add --kind occupation mulettista carrellista --by "Anna B."."""
    from matcher.taxonomy.aliases import Alias

    if not by.strip():
        msg = "--by is missing: name the person who decides"
        raise UserError(msg)
    if bool(concept) == none:
        msg = "give the CONCEPT that the text means, or --none where it means none"
        raise UserError(msg)
    path = aliases or ALIASES
    table = _table(path, must=False)
    known = find_taxonomy(taxonomy, path if path.is_file() else None)
    if concept:
        _check(known, kind.value, text, concept)
    day = parse_day(on).isoformat()
    _write(path, table.add(Alias(kind.value, text.strip(), concept, by.strip(), day, note.strip())))
    current = known.current_id(kind.value, concept)
    meaning = f"{known.label(kind.value, current)} [{current}]" if current else "nessun concetto"
    typer.echo(f"{text.strip()}: {meaning} ({path})")


@app.command("list")
def list_aliases(aliases: Aliases = None, taxonomy: TaxonomyDir = None, as_json: Json = False) -> None:
    """Show the table, and its lines whose concept the taxonomy no longer has."""
    path = aliases or ALIASES
    table = _table(path, must=aliases is not None)
    known = find_taxonomy(taxonomy, None)
    warn(orphans_of(known, table, path))
    if as_json:
        print_json([asdict(row) | {"known": _known(known, row.kind, row.concept)} for row in table.rows])
        return
    for row in table.rows:
        note = f"  {row.note}" if row.note else ""
        typer.echo(f"{row.kind}  {row.text}: {row.concept or 'nessun concetto'}  ({row.by}, {row.on}){note}")
    typer.echo(f"{len(table.rows)} alias in {path}")


@app.command("remove")
def remove(text: Text, kind: KindOption = Kind.SKILL, aliases: Aliases = None) -> None:
    """Take a decision back. Example: volante alias remove --kind occupation mulettista."""
    path = aliases or ALIASES
    table = _table(path, must=True)
    _write(path, table.remove(kind.value, text))
    typer.echo(f"{text}: tolto ({path})")


def _table(path: Path, *, must: bool) -> AliasTable:
    from matcher.taxonomy.aliases import AliasTable, read_aliases

    if path.is_file():
        return read_aliases(path)
    if must:
        msg = f"'{path}' is not a file: volante alias add makes one"
        raise UserError(msg)
    return AliasTable()


def _write(path: Path, table: AliasTable) -> None:
    if path == ALIASES:
        path.parent.mkdir(exist_ok=True)
    if not path.resolve().parent.is_dir():
        msg = f"--aliases: the folder '{path.parent}' does not exist: make it first"
        raise UserError(msg)
    with all_or_none(path) as (stand,):
        stand.write_text(table.to_csv(), encoding="utf-8", newline="")


def _known(taxonomy: Taxonomy, kind: str, concept: str) -> bool:
    return not concept or taxonomy.current_id(kind, concept) is not None


def _check(taxonomy: Taxonomy, kind: str, text: str, concept: str) -> None:
    """Refuse a concept that the taxonomy does not have, with the nearest ones it has."""
    if _known(taxonomy, kind, concept):
        return
    links = [*taxonomy.link(kind, [concept], _SHOWN)[0], *taxonomy.link(kind, [text], _SHOWN)[0]]
    near = ", ".join(dict.fromkeys(link.id for link in links))
    msg = f"the taxonomy has no {kind} '{concept}': give an id or an ESCO address" + (
        f", such as {near}" if near else ""
    )
    raise UserError(msg)
