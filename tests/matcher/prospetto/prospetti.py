"""Hypothesis strategies of prospetti, built from the list of fields, and a whole one without hypothesis."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from matcher.prospetto import PROSPETTO
from matcher.prospetto.spec import Field, Group

PLATES = ("MI", "MB", "NA", "TO", "RM", "BZ")
# Every sign that XML and a workbook hold, and those that they treat as their own.
SIGNS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
TRICKY = st.sampled_from(
    (
        "=1+1",
        "@SUM(A1)",
        "_x0041_",
        "<a>&amp;",
        "00123",
        "1E5",
        "a\n b",
        "tab\there",
        "]]>",
        "«è»",
        "'",
        '"',
        "TRUE",
        "-5",
    )
)
TEXTS = st.one_of(TRICKY, st.text(SIGNS, min_size=1, max_size=30)).map(str.strip).filter(bool)


def value(field: Field) -> st.SearchStrategy[Any]:
    """A value of a field in its one form."""
    found: st.SearchStrategy[Any]
    if field.kind == "choice":
        found = st.sampled_from([choice.word for choice in field.choices])
    else:
        found = {
            "text": TEXTS,
            "date": st.dates(date(1850, 1, 1), date(2199, 12, 31)),
            "count": st.integers(0, 10_000_000),
            "signed": st.integers(-1_000, 1_000),
            "percent": st.one_of(st.integers(0, 100), st.sampled_from([12.5, 33.333333, 0.25])),
            "yes_no": st.booleans(),
            "minutes": st.integers(0, 168 * 60),
            "province": st.sampled_from((*PLATES, "104")),
        }[field.kind]
    return found if field.key else st.one_of(st.none(), found)


@st.composite
def records(draw: st.DrawFn, group: Group) -> dict[str, Any]:
    """A record of a group; few fields are stated, as most are blank in life too."""
    fields = list(group.fields())
    stated = draw(st.lists(st.sampled_from(range(len(fields))), max_size=4, unique=True))
    record = {field.name: draw(value(field)) for place, field in enumerate(fields) if field.key or place in stated}
    inner_groups = group.groups()
    filled = draw(st.lists(st.sampled_from(sorted(inner_groups)), max_size=3, unique=True)) if inner_groups else []
    for name in filled:
        inner = inner_groups[name]
        if inner.repeated:
            unique = (lambda row: row["province"]) if name == "quadro_2" else None
            record[name] = draw(st.lists(records(inner), min_size=1, max_size=2, unique_by=unique))
        else:
            record[name] = draw(records(inner))
    return record


RAW = records(PROSPETTO)

_SAMPLE = {
    "text": "testo",
    "date": date(2025, 12, 31),
    "count": 7,
    "signed": -3,
    "percent": 55,
    "yes_no": True,
    "minutes": 2250,
    "province": "MI",
}


def whole(group: Group = PROSPETTO) -> dict[str, Any]:
    """A record with every field stated; one part-time row of each kind."""
    record: dict[str, Any] = {}
    for field in group.fields():
        record[field.name] = field.choices[0].word if field.kind == "choice" else _SAMPLE[field.kind]
    for name, inner in group.groups().items():
        kinds = group.order(name)
        if kinds:
            record[name] = [{**whole(inner), "kind": kind} for kind in kinds]
        else:
            record[name] = [whole(inner)] if inner.repeated else whole(inner)
    return record
