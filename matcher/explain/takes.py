"""What a pair takes: its accommodations in words, with range of cost, funder and days."""

from __future__ import annotations

from matcher.accommodation import net_cost, serves
from matcher.eligibility.base import label, say
from matcher.explain.findings import Findings
from models.accommodations import FUNDERS, catalogue
from models.vocabulary import DEMANDS


def takes(found: Findings, lang: str) -> list[str]:
    """One line for each accommodation: there already, to ask for, or to be tried; then what stays with the firm."""
    plan, lines = found.plan, []
    for code in plan.by_the_job:
        lines.append(
            say(
                lang, f"{catalogue()[code].it}: il posto è già così.", f"{catalogue()[code].en}: the job is so already."
            )
        )
    for code in plan.in_place:
        lines.append(
            _costed(code, say(lang, "l'azienda può metterlo a disposizione", "the employer can offer it"), lang)
        )
    for code in plan.ask:
        if serves(code, found.vacancy, catalogue()):
            lines.append(_costed(code, say(lang, "da chiedere all'azienda", "to be asked of the employer"), lang))
        else:
            lines.append(
                _costed(
                    code, say(lang, "da chiedere se qui serve davvero", "ask whether it is truly needed here"), lang
                )
            )
    lines += [_unfit(code, found, lang) for code in plan.in_place if _limits(code, found)]
    for demand in plan.beyond:
        name = label(DEMANDS[demand], lang)
        lines.append(
            say(lang, f"{name}: nessun accomodamento noto basta.", f"{name}: no known accommodation is enough.")
        )
    if plan.in_place:
        cost = net_cost(plan.in_place, catalogue())
        lines.append(
            say(
                lang,
                f"Spesa una tantum che resta all'azienda per ciò che ha a disposizione: {cost} EUR.",
                f"One-off cost left to the employer for what it offers: {cost} EUR.",
            )
        )
    return lines


def _limits(code: str, found: Findings) -> list[str]:
    return catalogue()[code].cannot_serve(found.vacancy["demands"])


def _unfit(code: str, found: Findings, lang: str) -> str:
    names = ", ".join(label(DEMANDS[demand], lang) for demand in _limits(code, found))
    name = label(catalogue()[code], lang)
    return say(
        lang,
        f"{name}: provare sul posto, con questo lavoro può non servire ({names}).",
        f"{name}: to be tried on site, it may be of no use in this work ({names}).",
    )


def _costed(code: str, status: str, lang: str) -> str:
    item = catalogue()[code]
    if item.cost_eur == 0:
        cost = say(lang, "senza spese una tantum", "no one-off cost")
    else:
        funder = label(FUNDERS[item.funder], lang)
        cost = f"{item.cost_low_eur}–{item.cost_high_eur} EUR, {funder}"  # a range: no quotation
        if item.funded_percent:
            cost += f" {item.funded_percent} %"
    days = item.days_to_arrange
    when = say(lang, f", {days} giorni", f", {days} days") if days else ""
    return f"{label(item, lang)}: {status} ({cost}{when})."
