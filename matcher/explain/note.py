"""A pair as a colleague would write it down: what fits, what is missing, what it takes, what the firm gains."""

from __future__ import annotations

from typing import Any

from matcher.criteria import CRITERIA
from matcher.eligibility import CONSTRAINTS
from matcher.eligibility.base import label, say
from matcher.eligibility.distance import kilometres
from matcher.explain.findings import AskedSkill, Findings
from matcher.explain.inferred_lines import inferred_lines
from matcher.explain.pair import Explanation
from matcher.explain.reasons import HAD, NEARLY, RELATED, SAME, years_text
from matcher.explain.takes import takes
from matcher.policy import MILLION
from models.vocabulary import DEMANDS, EDUCATION, LANGUAGES

_LABELS = {criterion.name: criterion for criterion in CRITERIA}
_RULES = {constraint.name: constraint for constraint in CONSTRAINTS}


def number(value: float, lang: str, decimals: int = 2) -> str:
    """A number with the comma or the point of the language."""
    text = f"{value:.{decimals}f}"
    return text if lang == "en" else text.replace(".", ",")


def _quoted(skills: list[AskedSkill]) -> str:
    return ", ".join(f"«{skill.text}»" for skill in skills)


def _near(explanation: Explanation, nearly: list[AskedSkill], lang: str) -> str:
    """The skills nearly had, each with what the person named; why it is near is told in Italian alone."""
    if lang == "en":
        return _quoted(nearly)
    told = (
        f"«{skill.text}»" + (f" ({explanation.near[skill.text]})" if skill.text in explanation.near else "")
        for skill in nearly
    )
    return ", ".join(told)


def _fits(explanation: Explanation, lang: str) -> list[str]:
    found, lines = explanation.found, []
    had = [skill for skill in (*found.required, *found.preferred) if skill.credit >= HAD]
    nearly = [skill for skill in (*found.required, *found.preferred) if NEARLY <= skill.credit < HAD]
    if had:
        lines.append(say(lang, f"Sa fare: {_quoted(had)}.", f"Has: {_quoted(had)}."))
    if nearly:
        lines.append(
            say(lang, "Ha qualcosa di vicino a: ", "Has something near: ") + _near(explanation, nearly, lang) + "."
        )
    if found.held and found.held.nearness >= RELATED:
        same = found.held.nearness >= SAME
        years = years_text(found.held.years) if lang != "en" else _years_en(found.held.years)
        kind = say(lang, "stessa mansione" if same else "mansione vicina", "same job" if same else "related job")
        lines.append(
            say(
                lang,
                f"Ha lavorato come {found.held.text}{years}: {kind}.",
                f"Worked as {found.held.text}{years}: {kind}.",
            )
        )
    if found.sought and found.sought.nearness >= RELATED:
        lines.append(
            say(lang, f"È il lavoro che cerca ({found.sought.text}).", f"Seeks this work ({found.sought.text}).")
        )
    limit = found.candidate["max_commute_km"]
    if found.distance_10m >= 0 and limit is not None and found.distance_10m <= round(limit * 100):
        far, most = kilometres(found.distance_10m, lang), number(limit, lang, 0)
        lines.append(
            say(lang, f"Abita a {far} km, entro i {most} che si è data.", f"Lives {far} km away, within {most}.")
        )
    asked, can = found.vacancy["demands"] or {}, found.candidate["capacities"] or {}
    easy = [code for code, level in asked.items() if level > 0 and code in can and code not in found.strained]
    if easy:
        names = ", ".join(label(DEMANDS[code], lang) for code in easy)
        lines.append(say(lang, f"Regge bene: {names}.", f"Comfortable with: {names}."))
    return lines


def _years_en(years: float | None) -> str:
    return "" if years is None else f" ({years:g} years)"


def _missing(found: Findings, lang: str) -> list[str]:
    lines = []
    lacking = [skill for skill in found.required if skill.credit < NEARLY]
    if lacking:
        lines.append(say(lang, f"Non risulta che sappia: {_quoted(lacking)}.", f"No sign of: {_quoted(lacking)}."))
    for code, level, spoken in found.languages_short:
        name = label(LANGUAGES[code], lang) if code in LANGUAGES else code
        speaks = spoken or say(lang, "nessuno", "none")
        lines.append(say(lang, f"{name}: chiesto {level}, ha {speaks}.", f"{name}: asked {level}, has {speaks}."))
    title, least = found.candidate["education"], found.vacancy["education_min"]
    if title is not None and least is not None and title < least:
        one, other = label(EDUCATION[str(least)], lang), label(EDUCATION[str(title)], lang)
        lines.append(say(lang, f"Titolo chiesto: {one}; ha: {other}.", f"Title asked: {one}; has: {other}."))
    for code, (demand, capacity) in found.strained.items():
        name = label(DEMANDS[code], lang)
        lines.append(
            say(
                lang,
                f"{name}: il posto chiede {demand}, ci riesce fino a {capacity}.",
                f"{name}: the job asks {demand}, can do up to {capacity}.",
            )
        )
    return lines


def _usual(found: Findings, lang: str) -> list[str]:
    names = ", ".join(
        say(
            lang,
            f"{DEMANDS[code].it} (di solito {level}, ci riesce fino a {capacity})",
            f"{DEMANDS[code].en} (usually {level}, can do up to {capacity})",
        )
        for code, (level, capacity) in found.usual.items()
    )
    it = f"se, come di solito in questa mansione, il posto chiede anche: {names}; l'azienda non lo dice"
    en = f"whether, as this job usually does, it also asks: {names}; the employer does not say"
    return [say(lang, it, en)] if names else []


def _gains(explanation: Explanation, lang: str) -> list[str]:
    quota = explanation.quota
    if quota is None:
        return [
            say(lang, "Non c'è il prospetto: la scopertura non è nota.", "No workforce rows: the gap is not known.")
        ]
    art18 = explanation.found.vacancy["reserved_for"] == "art18"
    gap, due = (quota["gap_art18"], quota["quota_art18"]) if art18 else (quota["gap_disabled"], quota["quota_disabled"])
    kind = say(lang, "art. 18" if art18 else "disabili (art. 3)", "art. 18" if art18 else "disabled (art. 3)")
    lines = [
        say(lang, f"Quota {kind}: dovuti {due}, scoperti {gap}.", f"Quota {kind}: {due} due, {gap} uncovered.")
        if gap
        else say(lang, f"Quota {kind}: l'azienda è in regola.", f"Quota {kind}: the employer is in order.")
    ]
    if quota["exposure_eur_per_day"]:
        daily = number(quota["exposure_eur_per_day"], lang)
        lines.append(
            say(
                lang,
                f"Finché resta scoperta rischia {daily} EUR per giorno lavorativo (art. 15 c. 4).",
                f"While uncovered it risks {daily} EUR a working day (art. 15 c. 4).",
            )
        )
    return lines + _after(quota, lang) + _incentive(quota["incentive"], lang)


def _after(quota: dict[str, Any], lang: str) -> list[str]:
    after = quota["after_one_more_hire"]
    if after is None or not after["saved_eur_per_day"]:
        return []
    saved = number(after["saved_eur_per_day"], lang)
    return [
        say(
            lang,
            f"Con un'assunzione in più restano scoperti {after['gap_disabled']} e ne risparmia {saved} al giorno.",
            f"One more hire leaves {after['gap_disabled']} uncovered and saves {saved} a day.",
        )
    ]


def _incentive(opened: dict[str, Any] | None, lang: str) -> list[str]:
    if opened is None:
        return []
    share, months = opened["share_percent"], opened["months"]
    it = f"per {months} mesi" if months else "per la durata del contratto"
    en = f"for {months} months" if months else "as long as the contract lasts"
    return [
        say(
            lang,
            f"Può chiedere l'incentivo dell'art. 13: {share} % della retribuzione lorda {it}, finché ci sono fondi.",
            f"It may ask for the incentive of art. 13: {share} % of gross pay {en}, while funds last.",
        )
    ]


def _section(title: str, lines: list[str]) -> list[str]:
    return ["", title, *(f"- {line}" for line in lines)] if lines else []


def _points(explanation: Explanation, lang: str) -> list[str]:
    lines = []
    for line in explanation.lines:
        criterion = _LABELS[line.criterion]
        value = number(line.value / MILLION, lang) if line.value is not None else say(lang, "non noto", "not known")
        weight, points = number(line.weight / MILLION, lang, 3), number(line.points / MILLION, lang, 6)
        lines.append(f"{label(criterion, lang)}: {weight} × {value} → {points}")
    return lines


def note(explanation: Explanation, lang: str = "it") -> str:
    """The pair in plain words.

    Parameters
    ----------
    explanation : Explanation
        From `explain_pair`, in the same language.
    lang : {"it", "en"}
        Language of the note.
    """
    found = explanation.found
    job = found.vacancy
    head = f"{found.candidate['candidate_id']} → {job['title'] or job['vacancy_id']} ({job['vacancy_id']})"
    lines = [head, *_verdict(explanation, lang)]
    lines += _section(say(lang, "Che cosa va bene", "What fits"), _fits(explanation, lang))
    lines += _section(
        say(lang, "Che cosa manca o è al limite", "What is missing or at the limit"), _missing(found, lang)
    )
    lines += _section(say(lang, "Che cosa ci vuole", "What it takes"), takes(found, lang))
    lines += _section(say(lang, "Che cosa ci guadagna l'azienda", "What the employer gains"), _gains(explanation, lang))
    unknown = [unknown.what for unknown in explanation.missing] + _usual(found, lang)
    lines += _section(say(lang, "Che cosa non si sa", "What is not known"), unknown)
    title = say(lang, "Dedotto dal testo, da confermare", "Read in the text, to be confirmed")
    lines += _section(title, inferred_lines(explanation.inferred, lang))
    if explanation.question:
        lines += ["", say(lang, "La domanda da fare: ", "The question to ask: ") + explanation.question]
    total = number(int(explanation.figures.score[0]) / MILLION, lang, 6)
    lines += _section(say(lang, f"I conti (somma {total})", f"The sums (total {total})"), _points(explanation, lang))
    closing = say(
        lang,
        "Ordina e spiega il programma; decide una persona.",
        "The program orders and explains; a person decides.",
    )
    return "\n".join([*lines, "", closing])


def _verdict(explanation: Explanation, lang: str) -> list[str]:
    rejection = explanation.rejection
    if rejection is None and explanation.match is not None:
        row = explanation.match
        score, low, high = (number(row[name], lang) for name in ("score", "score_low", "score_high"))
        place = row["rank"]
        return [
            say(
                lang,
                f"Proponibile: posto {place} nella lista della persona, punteggio {score} (tra {low} e {high}).",
                f"May be proposed: place {place} in the person's list, score {score} (between {low} and {high}).",
            )
        ]
    assert rejection is not None  # noqa: S101 (one of the two is there)
    rule = label(_RULES[rejection.constraint], lang)
    lines = [
        say(lang, f"Non proponibile. {rule}: {rejection.detail}.", f"May not be proposed. {rule}: {rejection.detail}."),
        say(
            lang, f"Cambierebbe con: {rejection.nearest_change}.", f"It would change with: {rejection.nearest_change}."
        ),
    ]
    if rejection.nearly:
        lines.append(say(lang, "Quasi idonea: manca solo questo.", "Nearly eligible: only this is missing."))
    return lines
