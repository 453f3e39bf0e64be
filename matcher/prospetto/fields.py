"""Quadro 3, the result, and the whole prospetto: communication, quadri 1 to 3, in the order of the official file."""

from __future__ import annotations

from collections.abc import Iterator

from matcher.prospetto import lists
from matcher.prospetto.fields_company import COMMUNICATION, COMMUNICATION_TYPE, QUADRO_1
from matcher.prospetto.fields_provinces import QUADRO_2
from matcher.prospetto.spec import Field, Group, required


def _figure(name: str, it: str, tag: str) -> Field:
    return required(name, it, "count", tag, contract=f"quota output {name}")


def _result(at: str, exempt: str) -> dict[str, Field]:
    fields = (
        _figure("base_art3", "base di computo art. 3", f"{at}numLavBaseComputoArt3"),
        _figure("base_art18", "base di computo art. 18", f"{at}numLavBaseComputoArt18"),
        _figure("quota_disabled", "quota di riserva disabili", f"{at}quotariservadisabili"),
        _figure("quota_art18", "quota di riserva art. 18", f"{at}quotariservacatprotette"),
        _figure("exempt_units", "posti esonerati", f"{at}{exempt}"),
        _figure("disabled_in_force", "disabili in forza", f"{at}disabili"),
        _figure("art18_in_force", "categorie protette in forza", f"{at}catprotette"),
        _figure("gap_disabled", "scopertura disabili", f"{at}scoperturedisabili"),
        _figure("gap_art18", "scopertura categorie protette", f"{at}scoperturecatprotette"),
        required("suspended", "sospensioni in corso", "yes_no", f"{at}sospensioniincorso"),
        Field("gap_disabled_real", "scopertura disabili, con segno", "signed", "@v:scoperturadisabilireale"),
        Field("gap_art18_real", "scopertura categorie protette, con segno", "signed", "@v:scoperturacatprotettereale"),
    )
    return {item.name: item for item in fields}


def _moved(subject: str, it: str, tag: str) -> tuple[Field, Field]:
    return (
        Field(
            f"compensation_{subject}_category",
            f"compensazione {it}: categoria",
            "choice",
            f"categoriacomp{tag}",
            choices=lists.COMPENSATION,
        ),
        Field(f"compensation_{subject}_units", f"compensazione {it}: numero", "count", f"numerocomp{tag}"),
    )


def _provincial_result() -> tuple[Field, ...]:
    found = _result("", "esonerati")
    rest = ("disabled_in_force", "art18_in_force", "quota_disabled", "quota_art18", "exempt_units")
    return (
        Field("province", "provincia", "province", "provincia", required=True, key=True),
        found["base_art3"],
        found["base_art18"],
        *_moved("disabled", "disabili", "disabili"),
        *_moved("art18", "categorie protette", "catprotette"),
        *(found[name] for name in rest),
        *list(found.values())[7:],
    )


def _national_result() -> tuple[Field, ...]:
    found = list(_result("riepilogonazionale/", "esoneri").values())
    excess = _figure("art18_transitional_units", "quota esuberi art. 18", "riepilogonazionale/quotaesuberiArt18")
    return (*found[:7], excess, *found[7:])


SUMMARY_PROVINCES = Group(
    "provinces",
    "riepilogo provinciale",
    "elencoriepilogativoprovinciale",
    _provincial_result(),
    sheet="Quadro 3 province",
)
QUADRO_3 = Group(
    "quadro_3",
    "Quadro 3: riepilogo",
    "quadro3",
    (*_national_result(), SUMMARY_PROVINCES, Field("notes", "note", "text", "note", length=2000)),
    repeated=False,
    sheet="Quadro 3",
)

PROSPETTO = Group(
    "prospetto",
    "Prospetto informativo",
    "prospetto",
    (*COMMUNICATION, QUADRO_1, QUADRO_2, QUADRO_3, COMMUNICATION_TYPE),
    repeated=False,
    sheet="Comunicazione",
)


def every_field() -> Iterator[tuple[str, str, Group, Field]]:
    """Every field with its path in the model, the path of its group's element, and its group; each once."""
    yield from _fields(PROSPETTO, "", PROSPETTO.xml)


def _fields(group: Group, path: str, xml: str) -> Iterator[tuple[str, str, Group, Field]]:
    for field in group.fields():
        yield f"{path}{field.name}", xml, group, field
    for name, inner in group.groups().items():
        below = f"{path}{name}{'[]' if inner.repeated else ''}."
        yield from _fields(inner, below, f"{xml}/{inner.xml}")
