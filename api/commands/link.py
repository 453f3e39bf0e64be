"""``volante link``: text to occupations or skills; or the lines of a corpus ranked for each query."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.commands.common import Json, UserError, print_json, stage

_CONCEPTS, _LINES = 10, 100


class Kind(StrEnum):
    """What the text names."""

    OCCUPATION = "occupation"
    SKILL = "skill"


def link(
    texts: Annotated[list[str] | None, typer.Argument(metavar="TEXT", help="What people write.")] = None,
    kind: Annotated[Kind | None, typer.Option("--kind", help="What the text names.")] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", help="Answers per text (10; 100 with --corpus, 0 = all).")
    ] = None,
    corpus: Annotated[Path | None, typer.Option("--corpus", metavar="C.tsv", help="Lines id<TAB>text to rank.")] = None,
    queries: Annotated[
        Path | None, typer.Option("--queries", metavar="Q.tsv", help="Lines id<TAB>text to ask.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="RUN.tsv", help="TREC run lines.")] = None,
    as_json: Json = False,
) -> None:
    """Link text to the taxonomy. Example: volante link --kind occupation "addetta mensa"."""
    if limit is not None and limit < 0:
        msg = f"--limit must be 0 or more; got {limit}"
        raise UserError(msg)
    files = (corpus, queries, out)
    if any(path is not None for path in files):
        if corpus is None or queries is None or out is None or texts:
            msg = "give --corpus, --queries and --out together, without TEXT"
            raise UserError(msg)
        _rank(corpus, queries, out, _LINES if limit is None else limit)
        return
    if not texts or kind is None:
        msg = 'give --kind occupation or --kind skill and at least one TEXT: volante link --kind skill "uso pc"'
        raise UserError(msg)
    _link(kind, texts, _CONCEPTS if limit is None else limit, as_json=as_json)


def _link(kind: Kind, texts: list[str], limit: int, *, as_json: bool) -> None:
    from matcher.taxonomy import embedded

    with stage("Cerco"):
        taxonomy = embedded()
        concepts = taxonomy.occupations if kind is Kind.OCCUPATION else taxonomy.skills
        found = taxonomy.link(kind.value, texts, limit or len(concepts))
        chosen = taxonomy.match_texts(kind.value, texts)
    if as_json:
        print_json(
            [
                {
                    "text": text,
                    "match": match,
                    "links": [{"id": each.id, "label": each.label, "score": round(each.score, 6)} for each in links],
                }
                for text, match, links in zip(texts, chosen, found, strict=True)
            ]
        )
        return
    for text, match, links in zip(texts, chosen, found, strict=True):
        typer.echo(f"{text}: {taxonomy.label(kind.value, match) if match else 'nessun concetto abbastanza vicino'}")
        for each in links:
            typer.echo(f"  {each.score:.3f}  {each.label}  [{each.id}]")


def _rank(corpus: Path, queries: Path, out: Path, limit: int) -> None:
    from matcher.frames.writing import write_lines
    from matcher.taxonomy.ranking import read_lines, run_lines

    for path, option in ((corpus, "--corpus"), (queries, "--queries")):
        if not path.is_file():
            msg = f"{option} '{path}' is not a file: give lines of id<TAB>text"
            raise UserError(msg)
    if not out.resolve().parent.is_dir():
        msg = f"--out: the folder '{out.parent}' does not exist: make it first"
        raise UserError(msg)
    with stage("Ordino"):
        count = write_lines(out, run_lines(read_lines(corpus), read_lines(queries), limit))
    typer.echo(f"{count} righe → {out}")
