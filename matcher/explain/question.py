"""What is not known of a pair, and the one question worth asking first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matcher.accommodation import bridging, serves
from matcher.criteria import CRITERIA
from matcher.eligibility.base import label, say
from matcher.explain.findings import Findings
from models.accommodations import catalogue
from models.vocabulary import DEMANDS


@dataclass(frozen=True)
class Unknown:
    """One thing that is not known: the criterion it belongs to, the weight that rests on it (millionths), the words."""

    criterion: str
    weight: int
    what: str
    question: str


@dataclass(frozen=True)
class _Words:
    """What is missing when the person's column is blank, and when the vacancy says nothing; (it, en) each."""

    column: str
    person: tuple[str, str]
    ask_person: tuple[str, str]
    job: tuple[str, str]
    ask_job: tuple[str, str]


_WORDS: Mapping[str, _Words] = {
    "skills_required": _Words(
        "skills",
        ("le competenze della persona", "the person's skills"),
        ("Alla persona: che cosa sa fare, con parole sue?", "To the person: what can you do, in your own words?"),
        ("le competenze che il posto richiede", "the skills that the job requires"),
        (
            "All'azienda: che cosa bisogna saper fare già il primo giorno?",
            "To the employer: what must one be able to do on the first day?",
        ),
    ),
    "skills_preferred": _Words(
        "skills",
        ("le competenze della persona", "the person's skills"),
        ("Alla persona: che cosa sa fare, con parole sue?", "To the person: what can you do, in your own words?"),
        ("le competenze gradite dall'azienda", "the skills that the employer would like"),
        ("All'azienda: che cosa farebbe piacere in più?", "To the employer: what else would be welcome?"),
    ),
    "occupation": _Words(
        "occupations_held",
        ("i lavori già fatti", "the jobs done so far"),
        ("Alla persona: che lavori ha fatto, e per quanto tempo?", "To the person: which jobs have you done?"),
        ("la mansione del posto", "the occupation of the vacancy"),
        ("All'azienda: qual è la mansione, in due parole?", "To the employer: what is the job, in two words?"),
    ),
    "demands": _Words(
        "capacities",
        ("le capacità della persona", "the person's capacities"),
        (
            "Alla persona, o a chi la segue: che cosa riesce a fare e dove ha un limite?",
            "To the person, or who follows them: what can you do, and where is a limit?",
        ),
        ("che cosa la mansione chiede al corpo e alla mente", "what the job asks of body and mind"),
        (
            "All'azienda: quanto si sta in piedi, si sollevano pesi, si parla con il pubblico?",
            "To the employer: how much standing, lifting, contact with the public?",
        ),
    ),
    "accommodations": _Words(
        "accommodations_needed",
        ("se alla persona serve qualche accomodamento", "whether the person needs an accommodation"),
        ("Alla persona: di che cosa ha bisogno per lavorare bene?", "To the person: what do you need to work well?"),
        ("che cosa l'azienda può adattare", "what the employer can adapt"),
        (
            "All'azienda: quali accomodamenti può mettere a disposizione?",
            "To the employer: which accommodations can you offer?",
        ),
    ),
    "education": _Words(
        "education",
        ("il titolo di studio", "the education"),
        ("Alla persona: che scuole ha fatto?", "To the person: which schools did you attend?"),
        ("se il posto chiede un titolo di studio", "whether the job asks for a title"),
        ("All'azienda: serve un titolo di studio?", "To the employer: is a title needed?"),
    ),
    "languages": _Words(
        "languages",
        ("le lingue della persona", "the person's languages"),
        ("Alla persona: quali lingue parla, e quanto bene?", "To the person: which languages, and how well?"),
        ("se il posto chiede una lingua", "whether the job asks for a language"),
        ("All'azienda: quanto italiano serve davvero?", "To the employer: how much Italian is truly needed?"),
    ),
    "commute": _Words(
        "max_commute_km",
        ("fin dove la persona può arrivare", "how far the person can travel"),
        ("Alla persona: fin dove può arrivare, e con che mezzo?", "To the person: how far can you travel, and how?"),
        ("dov'è il posto di lavoro, o da dove parte la persona", "where the workplace, or the home, is"),
        ("All'azienda: in quale sede si lavora?", "To the employer: at which site is the work?"),
    ),
    "working_time": _Words(
        "working_times",
        ("gli orari della persona", "the person's working times"),
        ("Alla persona: quante ore e in quali momenti può lavorare?", "To the person: how many hours, and when?"),
        ("gli orari del posto", "the working times of the job"),
        ("All'azienda: quante ore, e in quali momenti della giornata?", "To the employer: how many hours, and when?"),
    ),
    "wishes": _Words(
        "occupations_sought",
        ("che lavoro cerca la persona", "which work the person seeks"),
        ("Alla persona: che lavoro vorrebbe fare?", "To the person: which work would you like?"),
        ("la mansione del posto", "the occupation of the vacancy"),
        ("All'azienda: qual è la mansione, in due parole?", "To the employer: what is the job, in two words?"),
    ),
    "quota_urgency": _Words(
        "",
        ("", ""),
        ("", ""),
        ("la scopertura dell'azienda", "the employer's quota gap"),
        (
            "All'azienda: ci dà l'ultimo prospetto informativo, per calcolare la scopertura?",
            "To the employer: may we have the last statutory statement, to compute the gap?",
        ),
    ),
}


def _demands(found: Findings, weight: int, lang: str) -> Unknown:
    asked = found.vacancy["demands"]
    codes = found.unknown_demands
    names = ", ".join(label(DEMANDS[code], lang) for code in codes)
    first, level = DEMANDS[codes[0]], asked[codes[0]]
    question = say(
        lang,
        f"Alla persona: «{first.it}», quanto ci riesce da 0 a 4? Il posto chiede {level}.",
        f"To the person: {first.en}, how much from 0 to 4? The job asks {level}.",
    )
    return Unknown("demands", weight, say(lang, f"capacità: {names}", f"capacities: {names}"), question)


def _accommodations(found: Findings, weight: int, lang: str) -> Unknown:
    code = found.plan.ask[0]
    name = label(catalogue()[code], lang)
    question = say(
        lang, f"All'azienda: può mettere a disposizione «{name}»?", f"To the employer: can you offer: {name}?"
    )
    return Unknown("accommodations", weight, say(lang, *_WORDS["accommodations"].job), question)


def unknowns(found: Findings, unknown_weights: Sequence[int], lang: str = "it") -> list[Unknown]:
    """What is not known of a pair, the heaviest first.

    Parameters
    ----------
    found : Findings
        Facts of the pair.
    unknown_weights : sequence of int
        For each criterion, the part of its weight that rests on nothing known; millionths.
    lang : {"it", "en"}
        Language of the words.
    """
    result = []
    for criterion, weight in zip(CRITERIA, unknown_weights, strict=True):
        if weight <= 0:
            continue
        words = _WORDS[criterion.name]
        of_person = bool(words.column) and found.candidate[words.column] is None
        if criterion.name == "demands" and found.unknown_demands and not of_person:
            result.append(_demands(found, weight, lang))
        elif criterion.name == "accommodations" and found.plan.ask and not of_person:
            result.append(_accommodations(found, weight, lang))
        else:
            what, ask = (words.person, words.ask_person) if of_person else (words.job, words.ask_job)
            result.append(Unknown(criterion.name, weight, say(lang, *what), say(lang, *ask)))
    return sorted(result, key=lambda unknown: -unknown.weight)


def question_worth_asking(found: Findings, missing: Sequence[Unknown], lang: str = "it") -> str:
    """The one question: an essential need the firm has not spoken of, then what may still exclude, then the heaviest.

    Where nothing that the job states calls for that need, the question goes to the person instead. A capacity that is
    not known may exclude where the firm has said what it can adapt and nothing of it would be enough.
    """
    needs = found.candidate["accommodations_needed"] or {}
    essential = [code for code in found.plan.ask_needs if needs.get(code) == "essential"]
    wanted = [code for code in essential if serves(code, found.vacancy, catalogue())] or [*found.plan.ask_gaps]
    if wanted:
        name = label(catalogue()[wanted[0]], lang)
        return say(
            lang, f"All'azienda: può mettere a disposizione «{name}»?", f"To the employer: can you offer: {name}?"
        )
    if essential:
        name = label(catalogue()[essential[0]], lang)
        return say(
            lang, f"Alla persona: in questo posto serve «{name}»?", f"To the person: is it needed in this job: {name}?"
        )
    deciding = [unknown for unknown in missing if unknown.criterion == "demands"] if _may_exclude(found) else []
    return (deciding or [*missing])[0].question if missing else ""


def _may_exclude(found: Findings) -> bool:
    available, asked = found.vacancy["accommodations_available"], found.vacancy["demands"] or {}
    if available is None or found.candidate["capacities"] is None:
        return False
    return any(not bridging(code, asked[code], 0, available, catalogue()) for code in found.unknown_demands)
