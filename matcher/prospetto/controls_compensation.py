"""Controls of the territorial and group compensations (art. 5, c. 8), each row against the others and the gaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from matcher.law68.territory import regions
from matcher.prospetto.finding import ERROR, WARNING, Context, Finding

_PUBLIC, _GROUP = "public", "private_group_member"
_SUBJECTS = {"disabled": "disabili", "protected": "categorie protette"}


def is_group(row: Mapping[str, Any]) -> bool:
    """Whether the other side of a row is another firm of the group."""
    return bool(row["group_company"] or row["group_tax_code"])


def _row(context: Context, province: Mapping[str, Any], row: Mapping[str, Any], path: str) -> Iterator[Finding]:
    form = context.prospetto.company["legal_form"]
    compiled = {other["province"] for _, other in context.provinces()}
    other = row["other_province"]
    if is_group(row):
        if form is not None and form != _GROUP:
            text = "righe di gruppo: solo per un datore privato in un gruppo (D)"
            yield Finding("compensation_group", ERROR, path, text)
        if other is None:
            yield Finding("compensation_province", WARNING, f"{path}.other_province", "manca: altra provincia")
    elif other is None:
        yield Finding("compensation_province", ERROR, f"{path}.other_province", "manca: altra provincia")
    elif other == province["province"] or other not in compiled:
        text = "altra provincia: diversa da questa e fra quelle compilate"
        yield Finding("compensation_province", ERROR, f"{path}.other_province", text)
    if form == _PUBLIC and other is not None and regions().get(other) != regions().get(province["province"]):
        text = "un datore pubblico compensa solo nella propria regione"
        yield Finding("compensation_region", ERROR, f"{path}.other_province", text)
    exempt = (province["exemption_state"] == "granted" and province["exemption_units"] != 0) or (
        province["at_risk_60_per_mille"] is not None and province["self_certified_units"] != 0
    )
    if row["subject"] == "disabled" and row["category"] == "excess" and exempt:
        text = "una provincia con posti esonerati non può cedere eccedenze"
        yield Finding("compensation_exempt", ERROR, path, text)


def rows(context: Context) -> Iterator[Finding]:
    """Each row by itself, and one category for each subject of a province."""
    for at, province in context.provinces():
        kinds: dict[str, set[str]] = defaultdict(set)
        for place, row in enumerate(province["compensations"]):
            yield from _row(context, province, row, f"{at}.compensations[{place}]")
            if row["subject"] and row["category"]:
                kinds[row["subject"]].add(row["category"])
        for subject, found in kinds.items():
            if len(found) > 1:
                text = f"eccedenza e riduzione insieme nella stessa provincia: {_SUBJECTS[subject]}"
                yield Finding("compensation_one_category", ERROR, f"{at}.compensations", text)


def totals(context: Context) -> Iterator[Finding]:
    """What is given equals what is received; the provincial gaps add up to the national one."""
    moved: dict[tuple[str, str], int] = defaultdict(int)
    for _, province in context.provinces():
        for row in province["compensations"]:
            if not is_group(row) and row["subject"] and row["category"]:
                moved[row["subject"], row["category"]] += row["units"] or 0
    for subject, label in _SUBJECTS.items():
        if moved[subject, "excess"] != moved[subject, "reduction"]:
            text = f"eccedenze e riduzioni non sono pari: {label}"
            yield Finding("compensation_totals", ERROR, "quadro_2", text)
    if context.position is None or context.prospetto.company["legal_form"] == _PUBLIC:
        return
    national, provinces = context.position.national, context.position.provinces
    gaps = (
        ("disabled", national.gap_disabled, sum(row.gap_disabled for row in provinces)),
        ("protected", national.gap_art18, sum(row.gap_art18 for row in provinces)),
    )
    for subject, whole, found in gaps:
        if whole != found:
            text = f"le scoperture delle province non danno quella nazionale: serve compensare ({_SUBJECTS[subject]})"
            yield Finding("compensation_mandatory", ERROR, "quadro_2", text)
