"""The part of the page that compares: one change at a time, and whole plans side by side over twelve months."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from models.quota import Alternative, Plan, Plans

_WORDS = {
    "it": {
        "changes": "Che cosa cambierebbe",
        "plans": "Vie per azzerare la scopertura, fianco a fianco",
        "period": "{first} - {last}, {days} giorni lavorativi; senza far nulla {exposure} EUR",
        "break_even": "un'unità esonerata costa {eur} EUR nel periodo: sotto questa cifra, un'assunzione costa meno",
        "closed": "chiusa",
        "gap": "scoperti",
        "quota": "quota",
        "day": "EUR al giorno",
        "year": "EUR in 12 mesi",
        "fee": "contributo",
        "net": "netto",
        "none": "nessuna scopertura esigibile",
        "hires": "assunzioni",
        "avoided": "esposizione evitata, EUR",
        "fees": "contributi esonerativi, EUR",
        "stated": "altri costi dichiarati, EUR",
        "left": "scopertura che resta",
        "total": "netto, EUR",
        "incentive": "incentivi art. 13, % della retribuzione lorda",
        "not_set": "costo non impostato (not set)",
    },
    "en": {
        "changes": "What would change",
        "plans": "Ways to close the gap, side by side",
        "period": "{first} - {last}, {days} working days; doing nothing costs {exposure} EUR",
        "break_even": "an exempt unit costs {eur} EUR over the period: below this, a hire costs less",
        "closed": "closed",
        "gap": "missing",
        "quota": "due",
        "day": "EUR a day",
        "year": "EUR in 12 months",
        "fee": "fee",
        "net": "net",
        "none": "no enforceable gap",
        "hires": "hires",
        "avoided": "exposure avoided, EUR",
        "fees": "exemption fees, EUR",
        "stated": "other stated costs, EUR",
        "left": "gap left",
        "total": "net, EUR",
        "incentive": "incentives art. 13, % of gross pay",
        "not_set": "cost not set",
    },
}
_AIMS_EN = {"cheapest": "cheapest", "most_inclusive": "most inclusive", "fewest_hires": "fewest hires"}
_AIMS_IT = {"cheapest": "meno costosa", "most_inclusive": "più inclusiva", "fewest_hires": "meno assunzioni"}
_NAME, _CELL = 44, 18


def _eur(amount: float, lang: str) -> str:
    text = f"{amount:,.2f}"
    return text.replace(",", " ").replace(".", ",") if lang == "it" else text


def _heading(text: str) -> list[str]:
    return ["", text, "-" * len(text)]


def alternatives_lines(listed: Sequence[Alternative], lang: str) -> list[str]:
    """Write each change with its gap and money; a closed one with its reason alone."""
    if not listed:
        return []
    words = _WORDS[lang]
    lines = _heading(words["changes"])
    for one in listed:
        where = f", {one.province}" if one.province else ""
        if not one.open:
            lines += [f"[{words['closed']}] {one.label}{where}", f"    {one.reason}", f"    {one.article}"]
            continue
        times = f" x {one.units}" if one.units > 1 else ""
        figures = f"{words['quota']} {one.quota_disabled}, {words['gap']} {one.gap_disabled} (art. 18: {one.gap_art18})"
        money = f"{_eur(one.exposure_eur_per_day, lang)} {words['day']}, {_eur(one.exposure_eur_per_year, lang)} "
        fee = f"; {words['fee']} {_eur(one.fee_eur_per_year, lang)}" if one.fee_eur_per_year else ""
        lines.append(f"{one.label}{times}{where}: {figures}")
        lines.append(f"    {money}{words['year']}{fee}; {words['net']} {_eur(one.net_eur_per_year, lang)}")
        lines += [f"    {one.reason}", f"    {one.article}"]
    return lines


def _row(name: str, plans: Sequence[Plan], cell: Callable[[Plan], str]) -> str:
    return f"{name:{_NAME}}" + "".join(f"{cell(plan):>{_CELL}}" for plan in plans)


def _units(plan: Plan, label: str) -> str:
    return str(sum(step.units for step in plan.steps if step.label == label) or "-")


def _plans(found: Plans, lang: str) -> list[str]:
    words, plans = _WORDS[lang], found.plans
    names = _AIMS_IT if lang == "it" else _AIMS_EN
    labels = dict.fromkeys(step.label for plan in plans for step in plan.steps)
    lines = ["", _row("", plans, lambda plan: names[plan.code])]
    for label in labels:
        name = label if len(label) < _NAME else label[: _NAME - 2] + "…"
        lines.append(_row(name, plans, lambda plan, label=label: _units(plan, label)))  # type: ignore[misc]
    lines += [
        _row(words["hires"], plans, lambda plan: str(plan.hires)),
        _row(words["left"], plans, lambda plan: str(plan.gap_enforceable)),
        _row(words["avoided"], plans, lambda plan: _eur(plan.exposure_avoided_eur, lang)),
        _row(words["fees"], plans, lambda plan: _eur(plan.fees_eur, lang)),
    ]
    if any(plan.stated_costs_eur for plan in plans):
        lines.append(_row(words["stated"], plans, lambda plan: _eur(plan.stated_costs_eur, lang)))
    lines.append(_row(words["total"], plans, lambda plan: _eur(plan.net_eur, lang)))
    if any(plan.incentive_percent for plan in plans):
        lines.append(
            _row(words["incentive"], plans, lambda plan: "-".join(str(part) for part in plan.incentive_percent) or "-")
        )
    for plan in plans:
        if plan.costs_not_set:
            lines.append(f"{names[plan.code]}: {words['not_set']}: {', '.join(plan.costs_not_set)}")
    moves = dict.fromkeys(
        f"{row['from']} -> {row['to']}: {row['units']}"
        for plan in plans
        for step in plan.steps
        for row in step.proposed
    )
    return [*lines, *(f"    {move}" for move in moves)]


def plans_lines(found: Plans, lang: str) -> list[str]:
    """Write the plans as columns, and what they take for granted."""
    words = _WORDS[lang]
    lines = _heading(words["plans"])
    if not found.plans:
        return [*lines, words["none"]] if not found.gap_enforceable else lines
    lines.append(
        words["period"].format(
            first=found.first, last=found.last, days=found.working_days, exposure=_eur(found.exposure_eur, lang)
        )
    )
    lines += _plans(found, lang)
    lines += ["", words["break_even"].format(eur=_eur(found.break_even_hire_eur, lang))]
    return [*lines, *(f"- {note}" for note in found.notes)]
