"""What the commands share: days, progress that stays quiet in a pipe, JSON on stdout."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from matcher.errors import MatcherError

if TYPE_CHECKING:
    from matcher.frames import Tables
    from matcher.policy import MatchPolicy
    from matcher.taxonomy import Taxonomy
    from matcher.taxonomy.aliases import AliasTable

Item = TypeVar("Item")


_MOST = 20
_OF_A_KIND = 2  # of the same warning on many rows; `volante import … --dry-run` names every row


class UserError(MatcherError):
    """A mistake of the user's at the command line itself: what, where, remedy."""


def parse_day(text: str | None, default: date | None = None) -> date:
    """A day written AAAA-MM-GG or gg/mm/aaaa; today, or ``default``, where none is given."""
    if text is None:
        return default or date.today()  # noqa: DTZ011 (the office's own calendar day)
    try:
        if "/" in text:
            day, month, year = text.split("/")
            return date(int(year), int(month), int(day))
        return date.fromisoformat(text)
    except ValueError as error:
        msg = f"--on '{text}' is not a day: write it as 2026-11-16 or 16/11/2026"
        raise UserError(msg) from error


On = Annotated[
    str | None, typer.Option("--on", metavar="DAY", help="Day of the calculation, AAAA-MM-GG; today if absent.")
]
Json = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]
Policy = Annotated[Path | None, typer.Option("--policy", help="The office's own weights (YAML).")]
Preset = Annotated[
    str | None, typer.Option("--preset", metavar="NAME", help="Wishes and distances of a kind of search.")
]

TaxonomyDir = Annotated[
    Path | None,
    typer.Option(
        "--taxonomy",
        metavar="DIR",
        envvar="VOLANTE_TAXONOMY",
        help="An imported taxonomy, or the word embedded; ./volante-data/taxonomy where it holds one.",
    ),
]
DATA_DIR = Path("volante-data")
TAXONOMY = "taxonomy"  # its folder inside the data folder
EMBEDDED = Path("embedded")

Aliases = Annotated[
    Path | None,
    typer.Option(
        "--aliases",
        metavar="FILE",
        envvar="VOLANTE_ALIASES",
        help="The office's own words (CSV); ./volante-data/aliases.csv where there is one.",
    ),
]
ALIASES = DATA_DIR / "aliases.csv"


def find_taxonomy(folder: Path | None, aliases: Path | None = None) -> Taxonomy:
    """The taxonomy that is meant: the one named, else the one imported in the data folder, else the embedded one.

    The office's aliases apply to it: those named, else those of the data folder, else none.
    """
    from matcher.taxonomy import open_taxonomy

    if folder == EMBEDDED:
        folder = None
    elif folder is None and (DATA_DIR / TAXONOMY / "manifest.json").is_file():
        folder = DATA_DIR / TAXONOMY
    return _with_aliases(open_taxonomy(folder), aliases)


def _with_aliases(taxonomy: Taxonomy, path: Path | None) -> Taxonomy:
    """The taxonomy under the office's own table; lines whose concept is gone are told, and link nothing."""
    if path is None and not ALIASES.is_file():
        return taxonomy
    from matcher.taxonomy.aliases import read_aliases

    path = path or ALIASES
    if not path.is_file():
        msg = f"--aliases '{path}' is not a file: volante alias add makes one"
        raise UserError(msg)
    table = read_aliases(path)
    warn(orphans_of(taxonomy, table, path))
    return taxonomy.with_aliases(table) if table.rows else taxonomy


def orphans_of(taxonomy: Taxonomy, table: AliasTable, path: Path) -> list[str]:
    """One line for each alias whose concept this taxonomy does not have."""
    gone = table.orphans(lambda kind, concept: taxonomy.current_id(kind, concept) is not None)
    return [
        f"{path.name}, line {line}: the taxonomy has no {row.kind} '{row.concept}': the line stays and links nothing; "
        "give its text another concept (volante alias add) or remove it"
        for line, row in gone
    ]


def read_tables(folder: Path) -> Tables:
    """Read and check the tables of a folder; their warnings go to stderr."""
    from matcher import frames

    if not folder.is_dir():
        msg = f"'{folder}' is not a folder: give the one that holds candidates, employers and vacancies"
        raise UserError(msg)
    tables = frames.read_folder(folder)
    warn(tables.warnings)
    return tables


def search(tables: Tables, own: Path | None, preset: str | None) -> tuple[Tables, MatchPolicy]:
    """The tables and the policy of a search: the office's own weights, and what a preset narrows."""
    from matcher.criteria import CRITERIA
    from matcher.policy import load_policy
    from matcher.presets import applied, narrowed
    from matcher.presets import preset as find

    names = [criterion.name for criterion in CRITERIA]
    if preset is None:
        return tables, load_policy(names, own)
    chosen = find(preset)
    return narrowed(tables, chosen), applied(load_policy(names, own) if own else None, chosen)


def warn(warnings: Iterable[str], *, every: bool = False) -> None:
    """Warnings on stderr, one line each; unless ``every`` one is wanted, the first of a kind and how many more."""
    told, kinds = [], Counter[str]()
    for line in warnings:
        kind = line.rpartition("): ")[2] if "): " in line else line
        kinds[kind] += 1
        if every or kinds[kind] <= _OF_A_KIND:
            told.append(line)
    told += [
        f"and {n - _OF_A_KIND} more: {kind.split(':')[0]}" for kind, n in kinds.items() if n > _OF_A_KIND and not every
    ]
    most = len(told) if every else _MOST
    for line in told[:most]:
        print(f"warning: {line}", file=sys.stderr)  # noqa: T201
    if len(told) > most:
        print(f"warning: and {len(told) - most} more", file=sys.stderr)  # noqa: T201


def print_json(value: Any) -> None:  # any JSON value
    """One JSON document on stdout."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


@contextmanager
def all_or_none(*paths: Path) -> Iterator[list[Path]]:
    """Stand-ins for the given files, put into their places together once the block has written every one."""
    with ExitStack() as stack:
        stands = []
        for path in paths:
            folder = TemporaryDirectory(dir=path.resolve().parent, prefix=".volante-")
            stands.append(Path(stack.enter_context(folder)) / path.name)
        try:
            yield stands
        except MatcherError as error:
            message = str(error)
            for stand, path in zip(stands, paths, strict=True):  # the user knows the file, not its stand-in
                message = message.replace(str(stand.parent), str(path.parent))
            raise UserError(message) from error.__cause__
        for stand, path in zip(stands, paths, strict=True):
            stand.replace(path.resolve())


@contextmanager
def stage(what: str) -> Iterator[None]:
    """Tell on a terminal what is being done; quiet in a pipe."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(what):
        yield


def progress(items: Iterable[Item], what: str, total: int | None = None) -> Iterator[Item]:
    """Pass items on, with a bar on a terminal; quiet in a pipe."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, description=what, total=total, console=Console(stderr=True), transient=True)
