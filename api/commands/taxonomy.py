"""``volante taxonomy``: the official ESCO bundle in place of the embedded vocabulary, what is in use, and back."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.commands.common import (
    DATA_DIR,
    EMBEDDED,
    TAXONOMY,
    Json,
    On,
    TaxonomyDir,
    parse_day,
    print_json,
    progress,
    stage,
    warn,
)

if TYPE_CHECKING:
    from matcher.taxonomy.semantic_names import Made

app = typer.Typer(help="Il vocabolario di mestieri e competenze: quello incorporato o il pacchetto ufficiale ESCO.")

Folder = Annotated[Path, typer.Option("--dir", metavar="D", help="The data folder; the taxonomy lies inside it.")]

_ALIASES = "aliases.csv"
_TOLD = 5
_LANGUAGES = {"it": "italiano", "en": "inglese", "de": "tedesco", "es": "spagnolo", "fr": "francese"}
_KINDS = {"occupation": "occupazioni", "skill": "competenze"}
_CHANGES = {
    "new": "nuovi",
    "gone": "non più presenti",
    "moved": "spostati di gruppo ISCO",
    "renamed": "rinominati",
    "deprecated": "ritirati da ESCO",
}


@app.command("import")
def import_bundle(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH", help="Archives (.zip), folders, single tables (.csv).")
    ],
    folder: Folder = DATA_DIR,
    on: On = None,
    as_json: Json = False,
) -> None:
    """Import the official ESCO bundle. Example: volante taxonomy import classification_en.zip relations.zip."""
    from matcher.taxonomy import open_taxonomy
    from matcher.taxonomy.esco_import import import_taxonomy

    day = parse_day(on)
    with stage("Leggo il pacchetto ESCO"):
        report = import_taxonomy(folder / TAXONOMY, paths, on=day, named=_named(folder / _ALIASES))
    warn(_warnings(report))
    with stage("Preparo la ricerca per parole"):
        known = open_taxonomy(folder / TAXONOMY)
        for kind in _KINDS:
            known.link(kind, ["prova"], 1)  # works the index out and keeps it, so that the first question is quick
    if as_json:
        print_json(report)
        return
    _print(report)
    if report["changes"] is not None:
        _print_changes(report["changes"])
    if report["lost"]:
        typer.echo(f"  alias dell'ufficio verso voci che non ci sono più: {len(report['lost'])}")
        for each in report["lost"][:_TOLD]:
            typer.echo(f"    {each['named_in']}: {each['concept']}")
    without = len(report["embedded_without_concept"])
    if without:
        typer.echo(f"  indirizzi del vocabolario incorporato che il pacchetto non ha: {without}")
    typer.echo(f"  in {folder / TAXONOMY}; l'elenco intero in {folder / TAXONOMY / 'report.json'}")


@app.command("status")
def status(folder: Folder = DATA_DIR, as_json: Json = False) -> None:
    """Say which taxonomy is in use. Example: volante taxonomy status --json."""
    from matcher.taxonomy import embedded
    from matcher.taxonomy.esco_import import label_languages
    from matcher.taxonomy.esco_import import status as imported

    found = imported(folder / TAXONOMY)
    if found is None:
        known = embedded()
        found = {"imported": None, "taxonomy": known.version, "labels": label_languages(known.vocabulary)}
    if as_json:
        print_json(found)
        return
    _print(found)


@app.command("embed")
def embed(
    folder: Folder = DATA_DIR,
    taxonomy: TaxonomyDir = None,
    italian: Annotated[bool, typer.Option("--italian", help="Of an import, the Italian names alone.")] = False,
) -> None:
    """Make the vectors by which link compares meanings (extra [semantic]). Example: volante taxonomy embed."""
    # The model's threads must not spin while they wait: on a busy machine that costs ten times the work itself.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    from matcher.errors import TaxonomyError
    from matcher.taxonomy import open_taxonomy, semantic, semantic_names
    from matcher.taxonomy.esco_tables import read_manifest

    if not semantic.available():
        msg = "the extra [semantic] is not installed: pip install 'volante[semantic]'"
        raise TaxonomyError(msg)
    source = folder / TAXONOMY if taxonomy is None and read_manifest(folder / TAXONOMY) else taxonomy
    imported = None if source in (None, EMBEDDED) else source
    known = open_taxonomy(imported)
    chosen = semantic_names.italian(imported) if italian and imported else None
    started = time.monotonic()

    def made() -> Iterator[Made]:
        for kind, words in _KINDS.items():
            linker = known.linker(kind)
            names = linker.spoken
            wanted = None if chosen is None else [name in chosen for name in names]
            table = semantic_names.embed(names, wanted, partial(progress, what=f"Vettori: {words}"))
            yield kind, linker, table, semantic_names.learnt(linker, kind, table) if imported else None

    place, count = semantic_names.save(folder / semantic_names.FOLDER, known.vocabulary.version, made())
    typer.echo(f"{_count(count)} nomi in {time.monotonic() - started:.0f} s → {place}")


@app.command("remove")
def remove(folder: Folder = DATA_DIR) -> None:
    """Remove the imported taxonomy and go back to the embedded one. Example: volante taxonomy remove."""
    from matcher.taxonomy.esco_tables import remove_import

    there = remove_import(folder / TAXONOMY)
    typer.echo("tassonomia importata tolta: vale quella incorporata" if there else "nessuna tassonomia importata")


def _print(found: dict[str, Any]) -> None:
    imported = found["imported"]
    if imported is None:
        typer.echo(f"Tassonomia incorporata, versione {found['taxonomy']}")
    else:
        typer.echo(f"Tassonomia ESCO importata il {imported['imported_on']}, versione {found['taxonomy']}")
    for kind, languages in found["labels"].items():
        parts = ", ".join(f"{_count(count)} in {_LANGUAGES.get(code, code)}" for code, count in languages.items())
        typer.echo(f"  {_count(sum(languages.values()))} {_KINDS[kind]}: etichette {parts}")
    if imported is not None:
        links = imported["links"]
        typer.echo(f"  {_count(links['essential'] + links['optional'])} legami fra occupazioni e competenze")


def _print_changes(changes: dict[str, list[dict[str, str]]]) -> None:
    told = ", ".join(f"{_count(len(changes[name]))} {words}" for name, words in _CHANGES.items())
    typer.echo(f"  rispetto all'importazione precedente: {told}")
    for name, words in _CHANGES.items():
        for each in changes[name][:_TOLD]:
            turned = f" ({each['before']} → {each['after']})" if "before" in each else ""
            typer.echo(f"    {words}: {each['label']}{turned}")


def _warnings(report: dict[str, Any]) -> list[str]:
    """What the bundle lacks: it goes in, but with less."""
    imported = report["imported"]
    present = {source["table"] for source in imported["sources"]}
    lines = [
        f"no table {table}: {lost}"
        for table, lost in (
            ("occupationskillrelations", "no occupation has skills of its own; add the archive 'relations'"),
            ("broaderrelationsskillpillar", "fewer skills are near to others; add the archive 'relations'"),
        )
        if table not in present
    ]
    lines += [
        f"{count} {name} left out: they name concepts that the bundle does not have"
        for name, count in imported["left_out"].items()
        if count
    ]
    return lines


def _named(path: Path) -> list[tuple[str, str, str]]:
    """The concepts that the office's own table of aliases names: kind, concept, where."""
    from matcher.taxonomy.aliases import read_aliases

    if not path.is_file():
        return []
    rows = read_aliases(path).rows
    return [(row.kind, row.concept, f"{path.name}, riga {line}: {row.text}") for line, row in enumerate(rows, start=2)]


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")
