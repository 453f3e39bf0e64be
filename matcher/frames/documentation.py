"""The page of the tables, written from the same data that reads and checks them; a test compares the two."""

from __future__ import annotations

from collections.abc import Iterable

from matcher.frames.faults import FAULT_CODES
from matcher.frames.headings import MOST_UNKNOWN
from matcher.frames.text import MOST_CHARACTERS
from matcher.frames.writing import DECIMALS, GUARDED
from matcher.frames.xlsx_archive import MOST_RATIO, MOST_UNPACKED
from matcher.frames.xlsx_cells import MOST_CELLS
from models.columns import KINDS, MATCHES, NEEDED_TABLES, REJECTIONS, TABLES, Column

_INTRODUCTION = f"""# Tabelle / Tables

Pagina scritta dai dati del programma (`matcher.frames.documentation.tables_markdown`); un test la confronta.

Le tabelle si leggono da CSV, XLSX o parquet, un file per tabella ({", ".join(NEEDED_TABLES)} sono necessarie per
gli abbinamenti). Le intestazioni sono i nomi di questa pagina oppure quelle italiane elencate accanto, senza badare
a maiuscole, accenti, apostrofi, punti e trattini. Cella vuota = dato sconosciuto. † = colonna sensibile: nessun
messaggio ne ripete il contenuto. Tutti gli errori sono detti insieme, ciascuno con codice, file, foglio, riga,
colonna e che cosa ci si aspettava; se ce n'è anche uno solo non si scrive nulla.

*Tables are read from CSV, XLSX or parquet, one file a table. Headings are the names below or their Italian aliases,
whatever their capitals, accents, apostrophes, dots and hyphens. Empty = unknown. † = sensitive: no message repeats
what such a column holds. All faults are told at once; with a single one nothing is written.*

How a file is read:

- **CSV**: UTF-8 with or without byte order mark, or cp1252 where the whole file is so; `,` or `;`, told by the
  headings. A line in another encoding than the rest is a fault of its cells. A row number is the line on which the
  record begins. UTF-16 is refused: save as CSV UTF-8.
- **XLSX**: the sheet whose headings are the table's; titles and notes above them are passed over. At most
  {MOST_UNPACKED // 1_000_000} MB unpacked, {MOST_RATIO} times the packed size, {MOST_CELLS:,} cells. Formulas are never
  computed and links never followed: the stored value is read, and said. A percent cell of 0.55 is 55%.
- **parquet**: texts, or typed columns (numbers, days, yes/no, lists, maps).
- **Headings**: the first row, among the first 30, that holds most known headings. A heading that is not known is
  a warning with a proposal, and its column is not read; more than {MOST_UNKNOWN} of them, and more than the known
  ones, refuse the file with one message. Two headings of one column refuse it too.
- **Numbers** are plain: a sign or none, digits, one decimal point or comma.
- **Cells** hold at most {MOST_CHARACTERS:,} characters, no control character, no invisible one, no formula.
- **Words** of a list are accepted by code, by Italian or English label, and by a few short forms.
- **Homonymous municipalities** need the code, the province (`Castro (BG)`) or coordinates.
"""


def _range(column: Column) -> str:
    if column.low is None and column.high is None:
        return ""
    low = "" if column.low is None else f"{column.low:g}"
    high = "" if column.high is None else f"{int(column.high):d}"
    return f"{low}–{high}" if high else f"{low} or more"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _row(column: Column) -> str:
    name = f"`{column.name}`{' †' if column.sensitive else ''}{' *' if column.required else ''}"
    doc = column.doc
    if column.vocabulary and len(column.vocabulary) <= 12 and column.kind in {"word", "words"}:
        doc = f"{doc}: {', '.join(f'`{code}`' for code in column.vocabulary)}"
    aliases = " · ".join(column.aliases)
    cells = (name, column.kind, column.unit, _range(column), doc, aliases)
    return f"| {' | '.join(map(_cell, cells))} |"


def _output(columns: Iterable[Column]) -> list[str]:
    lines = ["| column | kind | unit | decimals | what |", "|---|---|---|---|---|"]
    for column in columns:
        decimals = str(DECIMALS[column.name]) if column.name in DECIMALS else ""
        lines.append(f"| `{column.name}` | {column.kind} | {column.unit} | {decimals} | {_cell(column.doc)} |")
    return lines


def tables_markdown() -> str:
    """The page docs/tables.md: kinds of columns, every table and column, every fault code."""
    lines = [_INTRODUCTION, "## Kinds of columns", "", "| kind | how a cell is written |", "|---|---|"]
    lines += [f"| {kind} | {_cell(written)} |" for kind, written in KINDS.items()]
    for table in TABLES.values():
        key = ", ".join(f"`{name}`" for name in table.key)
        lines += ["", f"## {table.name}", "", f"Key: {key}. Required: *. Sensitive: †.", ""]
        lines += ["| column | kind | unit | range | what | Italian headings |", "|---|---|---|---|---|---|"]
        lines += [_row(column) for column in table.columns]
    guarded = ", ".join(f"`{name}`" for name in sorted(GUARDED))
    lines += ["", "## matches (out)", "", *_output(MATCHES), "", "## rejections (out)", "", *_output(REJECTIONS), ""]
    lines += [
        "Both: CSV (UTF-8 without byte order mark, `,`, line feed, decimal point) or parquet, whole or not at all,",
        f"readable by their owner alone. In CSV a text of {guarded} that begins like a formula gets a `'` in front.",
        "",
        "## Fault codes",
        "",
        "| code | significato | meaning |",
        "|---|---|---|",
    ]
    lines += [f"| `{code}` | {italian} | {english} |" for code, italian, english in FAULT_CODES]
    return "\n".join(lines) + "\n"
