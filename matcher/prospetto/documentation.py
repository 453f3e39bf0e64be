"""The list of fields as a page of Markdown, so that the documentation cannot part from the program."""

from __future__ import annotations

from collections.abc import Iterator

from matcher.prospetto.fields import every_field
from matcher.prospetto.spec import KINDS, Field, Group


def _meaning(field: Field) -> str:
    parts = [field.it]
    if field.choices:
        words = (f"{choice.official}={choice.word}" if choice.official else choice.word for choice in field.choices)
        parts.append(f"({', '.join(words)})" if len(field.choices) <= 10 else "(nomi del contratto)")
    if field.obsolete:
        parts.append("(non serve più)")
    return " ".join(parts)


def _row(path: str, xml: str, field: Field) -> str:
    mark = f"{' *' if field.required else ''}{' †' if field.sensitive else ''}"
    place = f"{xml}/{field.xml}" if field.xml else xml
    length = str(field.length) if field.length else ""
    cells = (f"`{path}`{mark}", _meaning(field), field.kind, length, f"`{place}`", field.contract)
    return f"| {' | '.join(cells)} |"


def _lines() -> Iterator[str]:
    yield "| tipo | come si scrive |"
    yield "|---|---|"
    yield from (f"| {kind} | {text} |" for kind, text in KINDS.items())
    seen: Group | None = None
    for path, xml, group, field in every_field():
        if group is not seen:
            seen = group
            yield ""
            yield f"### {group.sheet}: {group.it}"
            yield ""
            yield "| campo | etichetta | tipo | lungh. | XML | contratto |"
            yield "|---|---|---|---|---|---|"
        yield _row(path, xml, field)


def fields_markdown() -> str:
    """Every field of the prospetto as tables, one for each sheet of the workbook; * required, † sensitive."""
    return "\n".join(_lines()) + "\n"
