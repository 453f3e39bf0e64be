"""Controls of the firm: days, totals, class, registered office, posts against the gap, the result as computed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from matcher.prospetto.belfiore import province_of
from matcher.prospetto.employer import office_province
from matcher.prospetto.finding import ERROR, WARNING, Context, Finding
from matcher.prospetto.summary import CLASSES, summary_of

PUBLIC = "public"
_JANUARY = 1


def reference_day(context: Context) -> Iterator[Finding]:
    """The state at 31 December in the official window (January), else a day of this year up to today."""
    day, on = context.prospetto.company["reference_date"], context.on
    if day is None or on is None:
        return
    path = "quadro_1.reference_date"
    if day > on:
        yield Finding("reference_date", ERROR, path, "la data di riferimento è nel futuro")
    elif on.month == _JANUARY and day != date(on.year - 1, 12, 31):
        yield Finding("reference_date", WARNING, path, "in gennaio si dichiara la situazione al 31 dicembre")
    elif on.month != _JANUARY and day < date(on.year, 1, 1):
        yield Finding(
            "reference_date", WARNING, path, "fuori dalla finestra di gennaio si dichiara un giorno dell'anno"
        )


def totals(context: Context) -> Iterator[Finding]:
    """National employees against the provinces; each province once; the registered office among them."""
    company = context.prospetto.company
    stated = company["employees_national"]
    found = sum(province["employees"] or 0 for _, province in context.provinces())
    if stated is not None and stated != found:
        text = "i lavoratori nazionali non sono la somma di quelli delle province"
        yield Finding("employees_national", ERROR, "quadro_1.employees_national", text)
    plates = Counter(province["province"] for _, province in context.provinces())
    for path, province in context.provinces():
        if plates[province["province"]] > 1:
            yield Finding("province_once", ERROR, f"{path}.province", "provincia ripetuta")
    office = office_province(company)
    if office is not None and plates and office not in plates:
        text = "provincia della sede legale non compilata: le unità che le spettano restano solo nel dato nazionale"
        yield Finding("registered_office", WARNING, "quadro_1.registered_municipality", text)
    by_municipality = province_of(company["registered_municipality"])
    if company["registered_municipality"] and by_municipality is None:
        text = "codice Belfiore che non è di un comune di oggi"
        yield Finding("municipality_known", WARNING, "quadro_1.registered_municipality", text)
    elif by_municipality and company["registered_office_province"] not in (None, by_municipality):
        text = "comune della sede legale di un'altra provincia da quella indicata: vale il comune"
        yield Finding("registered_office", WARNING, "quadro_1.registered_office_province", text)


def public_bodies(context: Context) -> Iterator[Finding]:
    """What a public employer cannot declare; the day of a self-certified exemption."""
    company = context.prospetto.company
    public = company["legal_form"] == PUBLIC
    if public and company["transition_on"] is not None:
        text = "gradualità: non per un datore pubblico"
        yield Finding("transition_public", ERROR, "quadro_1.transition_on", text)
    for path, province in context.provinces():
        at = f"{path}.at_risk_60_per_mille"
        if public and province["at_risk_60_per_mille"] is not None:
            yield Finding("self_certified_public", ERROR, at, "esonero 60 per mille: non per un datore pubblico")
        if public and province["exemption_state"] is not None:
            text = "esonero parziale a un datore pubblico: verificare l'atto"
            yield Finding("exemption_public", WARNING, f"{path}.exemption_state", text)
        made, day = province["self_certified_on"], company["reference_date"]
        if made and day and made > day:
            text = "autocertificazione dopo la data di riferimento"
            yield Finding("self_certified_on", ERROR, f"{path}.self_certified_on", text)


def posts(context: Context) -> Iterator[Finding]:
    """Posts offered against the gap that is open; each with a number, in its province."""
    for at, province in context.provinces():
        for place, post in enumerate(province["posts"]):
            path = f"{at}.posts[{place}]"
            if post["openings"] == 0:
                yield Finding("openings", ERROR, f"{path}.openings", "almeno un posto")
            found = province_of(post["municipality"])
            if found is not None and found != province["province"]:
                yield Finding("post_province", WARNING, f"{path}.municipality", "comune di un'altra provincia")
    if context.position is None:
        return
    national = context.position.national
    suspended = context.prospetto.company["suspended_nationally"] or any(
        province["suspension_state"] == "granted" for _, province in context.provinces()
    )
    for subject, gap in (("disabled", national.gap_disabled), ("protected", national.gap_art18)):
        offered = sum(
            post["openings"] or 0
            for _, province in context.provinces()
            for post in province["posts"]
            if post["subject"] == subject
        )
        if not suspended and offered < gap:
            who = "disabili" if subject == "disabled" else "categorie protette"
            yield Finding("posts_below_gap", WARNING, "quadro_2", f"posti offerti meno della scopertura: {who}")


def _differences(stated: Mapping[str, Any], found: Mapping[str, Any], path: str) -> Iterator[Finding]:
    for name, value in found.items():
        if isinstance(value, list) or stated.get(name) is None or name == "notes":
            continue
        if stated[name] != value:
            text = "diverso da quello calcolato dai quadri 1 e 2"
            yield Finding("summary", WARNING, f"{path}.{name}", text)


def calculation(context: Context) -> Iterator[Finding]:
    """What the calculation says of the figures, and where quadro 3 and the class differ from it."""
    for fault in context.faults:
        yield Finding("calculation", ERROR, "", f"non calcolabile: {fault}")
    if context.position is None:
        return
    for warning in context.position.warnings:
        yield Finding("calculation", WARNING, "", warning)
    company, stated = context.prospetto.company, context.prospetto.summary
    band = CLASSES.get(context.position.national.band or "")
    if company["company_class"] is not None and company["company_class"] != band:
        text = f"la categoria calcolata è {band or 'nessuna'}"
        yield Finding("company_class", ERROR, "quadro_1.company_class", text)
    found = summary_of(context.prospetto, context.position)
    yield from _differences(stated, found, "quadro_3")
    by_plate = {row["province"]: row for row in found["provinces"]}
    for place, row in enumerate(stated["provinces"]):
        path = f"quadro_3.provinces[{place}]"
        if row["province"] in by_plate:
            yield from _differences(row, by_plate[row["province"]], path)
        else:
            yield Finding("summary", ERROR, f"{path}.province", "provincia che non è nel quadro 2")
