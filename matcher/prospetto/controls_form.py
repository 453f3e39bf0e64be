"""Controls of the form: what the official file cannot do without, lengths, patterns, codes, unknown elements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from matcher.prospetto.categories import by_code, code_of
from matcher.prospetto.fields import PROSPETTO
from matcher.prospetto.fields_company import COMMUNICATION, QUADRO_1, VERSION
from matcher.prospetto.fields_provinces import QUADRO_2
from matcher.prospetto.finding import ERROR, WARNING, Context, Finding
from matcher.prospetto.spec import Field, Group
from matcher.prospetto.values import official_text

# Given when the prospetto is sent: a draft has none of them.
_ON_SENDING = frozenset(field.name for field in COMMUNICATION)
# What an element cannot do without, once anything of it stands; by the first step of its fields' paths.
BLOCKS: dict[str, tuple[str, ...]] = {
    "gradualita": (
        "transition_act_on",
        "transition_act_reference",
        "transition_hires_before",
        "transition_on",
        "transition_percent",
        "transition_hires_after",
    ),
    "sospensioni": ("suspension_state", "suspension_reason", "suspension_workers"),
    "esoneri": ("exemption_state",),
    "esoneri60permille": ("self_certified_on", "at_risk_60_per_mille", "self_certified_units"),
    "convenzione": ("convention_state", "convention_type", "convention_workers"),
}


def _field(field: Field, value: Any, path: str) -> Iterator[Finding]:
    if value is None:
        if field.required and field.name != "code":
            level = WARNING if field.name in _ON_SENDING else ERROR
            yield Finding("required", level, path, f"manca: {field.it}")
        return
    text = official_text(field, value)
    if field.length is not None and len(text) > field.length:
        yield Finding("length", ERROR, path, f"al massimo {field.length} caratteri: {field.it}")
    if field.pattern and not re.fullmatch(field.pattern, text, re.ASCII):
        yield Finding("pattern", ERROR, path, f"scritto in altro modo da quello ufficiale: {field.it}")
    if field.kind == "percent" and isinstance(value, float):
        yield Finding("percent_whole", WARNING, path, f"il tracciato ufficiale vuole un intero: {field.it}")
    if field.kind == "count" and value > 999_999:
        yield Finding("length", ERROR, path, f"al massimo 6 cifre: {field.it}")
    if field.kind == "province" and str(value).isdigit():
        yield Finding("province_known", ERROR, path, "provincia sconosciuta")
    if field.obsolete:
        yield Finding("obsolete", WARNING, path, f"non serve più dal 1.1.2018: {field.it}")


def _fields(group: Group, record: Mapping[str, Any], path: str) -> Iterator[Finding]:
    for field in group.fields():
        yield from _field(field, record[field.name], f"{path}{field.name}")
    for name, inner in group.groups().items():
        if inner.repeated:
            for place, row in enumerate(record[name]):
                yield from _fields(inner, row, f"{path}{name}[{place}].")
        elif any(record[name].values()) or inner is QUADRO_1:
            yield from _fields(inner, record[name], f"{path}{name}.")


def form(context: Context) -> Iterator[Finding]:
    """Required fields, lengths, patterns, known provinces, fields that the law has emptied."""
    yield from _fields(PROSPETTO, context.prospetto.content, "")
    if not context.prospetto.provinces:
        yield Finding("required", ERROR, "quadro_2", "manca: almeno una provincia")


def _blocks(group: Group, record: Mapping[str, Any], path: str) -> Iterator[Finding]:
    fields = list(group.fields())
    for tag, names in BLOCKS.items():
        inside = [field for field in fields if field.xml.split("/")[0] == tag]
        if all(record[field.name] is None for field in inside):
            continue
        for field in inside:
            if field.name in names and record[field.name] is None:
                yield Finding("block", ERROR, f"{path}{field.name}", f"manca: {field.it}")


def blocks(context: Context) -> Iterator[Finding]:
    """What is missing of an exemption, suspension, convention or transition of which something stands."""
    yield from _blocks(QUADRO_1, context.prospetto.company, "quadro_1.")
    for path, province in context.provinces():
        yield from _blocks(QUADRO_2, province, f"{path}.")


def categories(context: Context) -> Iterator[Finding]:
    """Excluded categories: known, in force on the day, with their ministerial code."""
    day = context.prospetto.company["reference_date"]
    for at, province in context.provinces():
        seen = set()
        for place, row in enumerate(province["excluded"]):
            path = f"{at}.excluded[{place}]"
            known = by_code(row["code"])
            if row["category"] is None and (known is None or known.category is None):
                yield Finding("category_known", ERROR, path, "categoria esclusa sconosciuta: indicarla per nome")
            if row["code"] is None and code_of(row["category"]) is None:
                text = "codice ministeriale di 4 cifre non noto: il file ufficiale lo vuole (da completare a mano)"
                yield Finding("category_code", WARNING, f"{path}.code", text)
            if known and known.valid_until and day and day > known.valid_until:
                yield Finding("category_expired", ERROR, path, f"categoria scaduta il {known.valid_until}")
            key = row["category"] or row["code"]
            if key in seen:
                yield Finding("category_once", WARNING, path, "categoria ripetuta nella provincia: i numeri si sommano")
            seen.add(key)


def unknown(context: Context) -> Iterator[Finding]:
    """Elements that the list of fields does not name, and another version of the file."""
    if context.prospetto.content["schema_version"] != VERSION:
        text = f"tracciato di un'altra versione: letto come {VERSION}"
        yield Finding("schema_version", WARNING, "schema_version", text)
    for item in context.prospetto.unknown:
        yield Finding("unknown_element", WARNING, item.path, "elemento non previsto: tenuto com'è, non interpretato")
