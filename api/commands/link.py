"""``volante link``: text to occupations or skills; or the lines of a corpus ranked for each query."""

from __future__ import annotations

import os
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.common import DATA_DIR, Aliases, Json, TaxonomyDir, UserError, find_taxonomy, print_json, stage

if TYPE_CHECKING:
    from matcher.taxonomy import Link, Taxonomy
    from matcher.taxonomy.extraction import Mention

_CONCEPTS, _LINES = 10, 100
_SAID = {"has": "ha", "lacks": "non ha", "wishes": "vorrebbe"}
_SURE = 0.95
_MISSING = "manca l'extra [semantic] (pip install 'volante[semantic]')"
_WORDS = "cerco con le sole parole"


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
    meaning: Annotated[
        bool | None,
        typer.Option(
            "--semantic/--lexical",
            help="Meaning beside words (extra [semantic]; of TEXT after volante taxonomy embed), or words alone; where "
            "there if absent.",
        ),
    ] = None,
    sentence: Annotated[
        bool, typer.Option("--sentence", help="Read each TEXT as sentences: what is had, lacking, wished for.")
    ] = False,
    taxonomy: TaxonomyDir = None,
    aliases: Aliases = None,
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
        _rank(corpus, queries, out, _LINES if limit is None else limit, meaning)
        return
    if texts and sentence:
        if meaning:
            msg = "--semantic does not go with --sentence, which reads words alone: leave one of the two out"
            raise UserError(msg)
        _read(kind, texts, find_taxonomy(taxonomy, aliases), as_json=as_json)
        return
    if not texts or kind is None:
        msg = 'give --kind occupation or --kind skill and at least one TEXT: volante link --kind skill "uso pc"'
        raise UserError(msg)
    known = find_taxonomy(taxonomy, aliases)
    if meaning is not False:
        known = _with_meanings(known, asked=meaning is True)
    _link(kind, texts, _CONCEPTS if limit is None else limit, known, as_json=as_json)


def _with_meanings(taxonomy: Taxonomy, *, asked: bool) -> Taxonomy:
    """The taxonomy with the vectors of its names, where they lie in the data folder; where not, said if asked for."""
    _quiet_threads()
    from matcher.taxonomy import semantic, semantic_names

    folder = DATA_DIR / semantic_names.FOLDER
    found = semantic_names.find(folder, taxonomy.vocabulary.version) if semantic.available() else None
    if found is not None:
        return taxonomy.with_meanings(found)
    if asked and semantic.available():
        typer.echo(f"{folder} non ha i vettori di questa tassonomia (volante taxonomy embed): {_WORDS}", err=True)
    elif asked:
        typer.echo(f"{_MISSING}: {_WORDS}", err=True)
    return taxonomy


def _link(kind: Kind, texts: list[str], limit: int, taxonomy: Taxonomy, *, as_json: bool) -> None:
    with stage("Cerco"):
        concepts = taxonomy.occupations if kind is Kind.OCCUPATION else taxonomy.skills
        found = taxonomy.link(kind.value, texts, limit or len(concepts))
        chosen = taxonomy.match_texts(kind.value, texts)
    if as_json:
        print_json(
            [
                {
                    "text": text,
                    "match": match,
                    "links": [
                        {
                            "id": each.id,
                            "label": each.label,
                            "lang": taxonomy.language(kind.value, each.id),
                            "score": round(each.score, 6),
                            "chance": round(each.chance, 6),
                            "source": each.source,
                        }
                        for each in links
                    ],
                }
                for text, match, links in zip(texts, chosen, found, strict=True)
            ]
        )
        return
    for text, match, links in zip(texts, chosen, found, strict=True):
        typer.echo(f"{text}: {taxonomy.label(kind.value, match) if match else 'nessun concetto abbastanza vicino'}")
        for each in links:
            language = taxonomy.language(kind.value, each.id)
            foreign = "" if language == "it" else f" ({language})"
            typer.echo(f"  {each.score:.3f}  {each.label}{foreign}  [{each.id}]{_why(each)}")


def _why(link: Link) -> str:
    """What stands behind a concept, where it is no name word for word."""
    if link.source == "alias":
        return "  alias dell'ufficio"
    return "" if link.named else f"  probabilità {link.chance * 100:.0f} %"


def _read(kind: Kind | None, texts: list[str], taxonomy: Taxonomy, *, as_json: bool) -> None:
    """What sentences say, one text after the other."""
    kinds = [each.value for each in Kind if kind in (None, each)]
    with stage("Leggo"):
        read = [taxonomy.read_text(text, kinds) for text in texts]
    if as_json:
        print_json(
            [
                {"text": text, "mentions": [asdict(each) for each in found.mentions], "unread": list(found.unread)}
                for text, found in zip(texts, read, strict=True)
            ]
        )
        return
    for text, found in zip(texts, read, strict=True):
        typer.echo(text)
        for each in found.mentions:
            typer.echo(f"  {_SAID[each.polarity]}: {each.label}  [{each.id}]  «{each.words}»{_told(each)}")
        for words in found.unread:
            typer.echo(f"  non riconosciuto: «{words}»")


def _told(mention: Mention) -> str:
    """Level, time and chance of a mention, as far as they are known."""
    told = [] if mention.level is None else [f"livello {mention.level}"]
    if mention.years is not None:
        told.append("1 anno" if mention.years == 1 else f"{mention.years:g} anni".replace(".", ","))
    if mention.since is not None:
        told.append(f"dal {mention.since}")
    if mention.chance < _SURE:
        told.append(f"probabilità {mention.chance * 100:.0f} %")
    return "".join(f", {each}" for each in told)


def _quiet_threads() -> None:
    """The model's threads must not spin while they wait: on a busy machine that costs ten times the work itself."""
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")


def _rank(corpus: Path, queries: Path, out: Path, limit: int, meaning: bool | None) -> None:
    _quiet_threads()
    from matcher.frames.writing import write_lines
    from matcher.taxonomy import semantic
    from matcher.taxonomy.ranking import read_lines, run_lines

    for path, option in ((corpus, "--corpus"), (queries, "--queries")):
        if not path.is_file():
            msg = f"{option} '{path}' is not a file: give lines of id<TAB>text"
            raise UserError(msg)
    if not out.resolve().parent.is_dir():
        msg = f"--out: the folder '{out.parent}' does not exist: make it first"
        raise UserError(msg)
    if meaning and not semantic.available():
        typer.echo(f"{_MISSING}: ordino con le sole parole", err=True)
        meaning = False
    with stage("Ordino"):
        count = write_lines(out, run_lines(read_lines(corpus), read_lines(queries), limit, meaning))
    typer.echo(f"{count} righe → {out}")
