"""``volante accommodations``: what to put in place first, for a person or at a firm; or the whole catalogue."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.commands.common import (
    Aliases,
    Json,
    On,
    TaxonomyDir,
    UserError,
    find_taxonomy,
    parse_day,
    print_json,
    read_tables,
    stage,
)

if TYPE_CHECKING:
    from matcher.purchases import Gain

_SHOWN = 5
_SMALL = 5  # counts of people below it are not told where nobody may be recognised
_BANDS = (5, 10, 20, 50, 100, 200, 500)


def accommodations(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder with the tables.")],
    candidate: Annotated[str | None, typer.Option("--candidate", metavar="ID", help="For this person.")] = None,
    employer: Annotated[str | None, typer.Option("--employer", metavar="ID", help="At this firm.")] = None,
    bands: Annotated[
        bool, typer.Option("--bands", help="Counts of people in bands of 5 or more, as for a firm.")
    ] = False,
    on: On = None,
    taxonomy: TaxonomyDir = None,
    aliases: Aliases = None,
    as_json: Json = False,
) -> None:
    """Say which accommodation to put in place first: for a person, or at a firm for everybody on the list."""
    day = parse_day(on)
    if (candidate is None) == (employer is None):
        msg = "give --candidate ID or --employer ID, one of the two"
        raise UserError(msg)
    if bands and candidate is not None:
        msg = "--bands is for --employer: a person's own advice is for the operator"
        raise UserError(msg)
    tables = read_tables(folder)
    with stage("Provo ogni accomodamento"):
        from matcher.matching import prepare
        from matcher.purchases import gains_of_firm, gains_of_person

        matching = prepare(tables, on=day, taxonomy=find_taxonomy(taxonomy, aliases))
        found = gains_of_person(matching, candidate) if candidate else gains_of_firm(matching, employer or "")
    who = candidate or employer or ""
    if as_json:
        print_json({"id": who, "gains": [_record(gain, bands=bands) for gain in found]})
    else:
        _print(who, found, of_person=candidate is not None, bands=bands)


def band(count: int) -> str:
    """A count in a fixed band: nobody is recognised in a small number."""
    if count < _SMALL:
        return f"meno di {_SMALL}"
    low = max(edge for edge in _BANDS if edge <= count)
    after = [edge for edge in _BANDS if edge > count]
    return f"{low}–{after[0] - 1}" if after else f"{low} o più"


def _record(gain: Gain, *, bands: bool) -> dict[str, Any]:
    from models.accommodations import catalogue

    item = catalogue()[gain.code]
    people: Any = band(gain.opened_people) if bands else gain.opened_people
    eased: Any = band(gain.eased) if bands else gain.eased
    return {
        "accommodation": gain.code,
        "it": item.it,
        "en": item.en,
        "opened_people": people,
        "opened_vacancies": gain.opened_vacancies,
        "openings": gain.openings,
        "eased": eased,
        "cost_eur": [item.cost_low_eur, item.cost_eur, item.cost_high_eur],
        "net_cost_eur": item.net_cost_eur,
        "funder": item.funder,
        "inail_may_fund": item.inail_may_fund,
        "days_to_arrange": item.days_to_arrange,
        "to_firm": item.to_firm,
        "to_person": item.to_person,
    }


def _print(who: str, found: list[Gain], *, of_person: bool, bands: bool) -> None:
    from models.accommodations import FUNDERS, catalogue

    if not found:
        typer.echo(f"{who}: nessun accomodamento del catalogo, da solo, cambierebbe qualcosa")
        return
    typer.echo(f"{who}: che cosa {'chiedere alle aziende' if of_person else 'mettere a disposizione'} per primo")
    for number, gain in enumerate(found[:_SHOWN], start=1):
        item = catalogue()[gain.code]
        typer.echo(f"{number}. {item.it}: {_effect(gain, of_person=of_person, bands=bands)}")
        cost = "nessuna spesa una tantum"
        if item.cost_eur:
            share = f" {item.funded_percent} %" if item.funded_percent else ""
            cost = f"{item.cost_low_eur}–{item.cost_high_eur} EUR una tantum, {FUNDERS[item.funder].it}{share}"
        inail = "; INAIL per i propri assicurati" if item.inail_may_fund else ""
        typer.echo(f"   {cost}{inail}; {item.days_to_arrange} giorni. {item.to_person if of_person else item.to_firm}")
    if len(found) > _SHOWN:
        typer.echo(f"   … e altri {len(found) - _SHOWN} che cambiano meno: --json")


def _effect(gain: Gain, *, of_person: bool, bands: bool) -> str:
    parts = []
    if of_person and gain.opened_vacancies:
        jobs = "una posizione" if gain.opened_vacancies == 1 else f"{gain.opened_vacancies} posizioni"
        places = "un posto" if gain.openings == 1 else f"{gain.openings} posti"
        parts.append(f"apre {jobs} ({places})")
    if not of_person and gain.opened_people:
        people = f"{band(gain.opened_people) if bands else gain.opened_people} persone"
        parts.append("rende idonea una persona in più" if people == "1 persone" else f"rende idonee {people} in più")
    if gain.eased:
        eased = f"{band(gain.eased) if bands else gain.eased} abbinamenti già possibili"
        parts.append("migliora un abbinamento già possibile" if eased.startswith("1 ") else f"migliora {eased}")
    return ", ".join(parts)
