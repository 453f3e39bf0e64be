"""The calculation as a page of plain text, for a person who has to explain it at a counter."""

from __future__ import annotations

from collections.abc import Sequence

from matcher.law68.page_plans import alternatives_lines, plans_lines
from matcher.law68.words import STEPS
from models.quota import QuotaPosition, TraceLine, WayToComply
from models.vocabulary import EXCLUDED_CATEGORIES

_CERTAINTY = {
    "it": {"confirmed": "confermato", "known": "noto", "doubtful": "DUBBIO"},
    "en": {"confirmed": "confirmed", "known": "known", "doubtful": "DOUBTFUL"},
}
_WORDS = {
    "it": {
        "title": "Quota d'obbligo, Legge 68/1999",
        "state": "situazione al",
        "money": "importi e termini al",
        "parameters": "parametri",
        "due": "dovuti",
        "covered": "coperti",
        "exempt": "esonerati",
        "gap": "scoperti",
        "disabled": "disabili",
        "art18": "art. 18",
        "base": "base",
        "none": "sotto soglia",
        "band": "fascia",
        "suspended": "posti sospesi",
        "enforceable": "scopertura esigibile",
        "exposure": "esposizione",
        "fee": "contributo esonerativo",
        "a_day": "EUR per giorno lavorativo",
        "provinces": "Per provincia",
        "steps": "Come si arriva ai numeri",
        "ways": "Come mettersi in regola",
        "open": "aperta",
        "closed": "chiusa",
        "units": "unità",
        "deadlines": "Scadenze",
        "passed": "passata",
        "next": "Con un'assunzione in più",
        "warnings": "Da verificare",
        "since": "dal",
        "note": "Non è un parere legale: decide la persona dell'ufficio.",
    },
    "en": {
        "title": "Reserve quota, Law 68/1999",
        "state": "as of",
        "money": "money and terms on",
        "parameters": "parameters",
        "due": "due",
        "covered": "covered",
        "exempt": "exempt",
        "gap": "missing",
        "disabled": "disabled",
        "art18": "art. 18",
        "base": "base",
        "none": "below the threshold",
        "band": "band",
        "suspended": "suspended units",
        "enforceable": "enforceable gap",
        "exposure": "exposure",
        "fee": "exemption fee",
        "a_day": "EUR a working day",
        "provinces": "By province",
        "steps": "How the figures come about",
        "ways": "Ways to comply",
        "open": "open",
        "closed": "closed",
        "units": "units",
        "deadlines": "Deadlines",
        "passed": "passed",
        "next": "With one more hire",
        "warnings": "To check",
        "since": "from",
        "note": "Not legal advice: a person at the office decides.",
    },
}


_OTHER_STEPS = {"reading": "another reading", "certificate_art17": "certificate of compliance, art. 17"}


def _eur(amount: float, lang: str) -> str:
    text = f"{amount:,.2f}"
    return text.replace(",", " ").replace(".", ",") if lang == "it" else text


def _heading(text: str) -> list[str]:
    return ["", text, "-" * len(text)]


def _figures(position: QuotaPosition, lang: str) -> list[str]:
    words, national = _WORDS[lang], position.national
    head = f"{'':12}{words['base']:>8}{words['due']:>10}{words['exempt']:>12}{words['covered']:>10}{words['gap']:>10}"
    rows = [
        f"{words['disabled']:12}{national.base_art3:>8}{national.quota_disabled:>10}{national.exempt_units:>12}"
        f"{national.disabled_in_force:>10}{national.gap_disabled:>10}",
        f"{words['art18']:12}{national.base_art18:>8}{national.quota_art18:>10}{'-':>12}"
        f"{national.art18_in_force:>10}{national.gap_art18:>10}",
    ]
    money = [f"{words['exposure']}: {_eur(position.exposure_eur_per_day, lang)} {words['a_day']}"]
    fees = position.exemption_eur_per_day + position.self_certified_eur_per_day
    if fees:
        money.append(f"{words['fee']}: {_eur(fees, lang)} {words['a_day']}")
    band = national.band.replace("over_50", "> 50") if national.band else words["none"]
    enforceable = f"{words['enforceable']}: {national.gap_enforceable}"
    if national.suspended_units:
        enforceable = f"{words['suspended']}: {national.suspended_units}; {enforceable}"
    return [f"{words['band']}: {band}", "", head, *rows, "", enforceable, *money]


def _provinces(position: QuotaPosition, lang: str) -> list[str]:
    if len(position.provinces) < 2:
        return []
    words = _WORDS[lang]
    lines = _heading(words["provinces"])
    lines.append(
        f"{'':4}{words['base']:>8}{words['due']:>10}{words['exempt']:>12}{words['covered']:>10}{words['gap']:>10}"
    )
    for row in position.provinces:
        lines.append(
            f"{row.province:4}{row.base_art3:>8}{row.quota_disabled:>10}{row.exempt_units:>12}"
            f"{row.disabled_in_force:>10}{row.gap_disabled:>10}"
        )
    return lines


def _label(line: TraceLine, lang: str) -> str:
    if lang == "it":
        return line.label
    if line.step == "excluded":
        for term in EXCLUDED_CATEGORIES.values():
            if line.label.endswith(term.it):
                return f"excluded: {term.en}"
    return _OTHER_STEPS[line.step] if line.step in _OTHER_STEPS else STEPS[line.step].en


def _value(value: float | str | None, lang: str) -> str:
    if isinstance(value, float):
        return _eur(value, lang)
    if value == "over_50":
        return "> 50"
    return str(value) if value is not None else "-"


def _steps(position: QuotaPosition, lang: str) -> list[str]:
    words = _WORDS[lang]
    lines = _heading(words["steps"])
    for line in position.trace:
        label = _label(line, lang)
        if line.province:
            label = f"{line.province}: {label}"
        detail = f"  ({line.detail})" if line.detail and lang == "it" else ""
        lines.append(f"{label:.<52} {_value(line.value, lang):>9}{detail}")
        lines.append(f"    {line.article}; {words['since']} {line.valid_from}; {_CERTAINTY[lang][line.certainty]}")
    return lines


def _way(way: WayToComply, lang: str) -> list[str]:
    words = _WORDS[lang]
    state = words["open"] if way.open else words["closed"]
    amount = f", {way.units} {words['units']}" if way.units else ""
    cost = f", {_eur(way.cost_eur, lang)} {words['a_day']}" if way.cost_eur and way.cost_per == "working_day" else ""
    lines = [f"[{state}] {way.label}{amount}{cost}", f"    {way.reason}", f"    {way.article}"]
    lines += [f"    {row['from']} -> {row['to']}: {row['units']}" for row in way.proposed]
    return lines


def _after(position: QuotaPosition, lang: str) -> list[str]:
    then = position.what_if
    if then is None:
        return []
    words = _WORDS[lang]
    person = words["disabled"] if then.hire == "disabled" else words["art18"]
    return [
        *_heading(words["next"]),
        f"{person}, {then.province}: {words['gap']} {then.gap_disabled} ({words['art18']} {then.gap_art18}); "
        f"{words['exposure']} {_eur(then.exposure_eur_per_day, lang)} {words['a_day']} "
        f"(-{_eur(then.saved_eur_per_day, lang)})",
    ]


def _listed(title: str, lines: Sequence[str]) -> list[str]:
    return [*_heading(title), *lines] if lines else []


def to_page(position: QuotaPosition, lang: str = "it") -> str:
    """Write an employer's position as a page of plain text.

    Parameters
    ----------
    position : QuotaPosition
        The calculation.
    lang : str
        ``it`` (first) or ``en``; reasons, details and warnings stay in Italian, the language of the office.

    Raises
    ------
    ValueError
        If the language is neither.
    """
    if lang not in _WORDS:
        msg = f"lang must be one of {', '.join(_WORDS)}; got {lang!r}"
        raise ValueError(msg)
    words = _WORDS[lang]
    title = words["title"] + (f": {position.employer_id}" if position.employer_id else "")
    days = f"{words['state']} {position.reference_date}; {words['money']} {position.on}"
    outlook = position.outlook
    changes = alternatives_lines(outlook.alternatives, lang) if outlook is not None else []
    plans = plans_lines(outlook.plans, lang) if outlook is not None else []
    passed = {True: f" ({words['passed']})", False: ""}
    deadlines = [
        f"{term.on}  {term.label}{passed[term.passed]}; {term.article}\n    {term.note}" for term in position.deadlines
    ]
    lines = [
        title,
        "=" * len(title),
        f"{days}; {words['parameters']} {position.parameters_version}",
        *_figures(position, lang),
        *_provinces(position, lang),
        *_steps(position, lang),
        *_heading(words["ways"]),
        *(line for way in position.options for line in _way(way, lang)),
        *_listed(words["deadlines"], deadlines),
        *_after(position, lang),
        *changes,
        *plans,
        *_listed(words["warnings"], [f"- {warning}" for warning in position.warnings]),
        "",
        words["note"],
    ]
    return "\n".join(lines) + "\n"
