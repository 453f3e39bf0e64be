"""What can be asked of a person: one function for each unknown column, each silent where the column is filled."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from matcher.questions.facet import Answer, Facet, Market, Row, levels
from models.accommodations import catalogue
from models.vocabulary import DEMANDS, EDUCATION, LANGUAGES, LICENCES, TRAVEL, WORKING_TIMES

_KILOMETRES = (5.0, 10.0, 20.0, 40.0)
_HOURS = ((10.0, 20.0), (20.0, 30.0), (30.0, 40.0))
_TIMES = (("morning",), ("morning", "afternoon"), ("morning", "afternoon", "evening"), tuple(WORKING_TIMES))
_ITALIAN = ("A2", "B1", "C1")


def _capacities(row: Row, market: Market) -> Iterator[Facet]:
    known = row["capacities"] or {}
    asked = {code for each in market.others for code, level in (each["demands"] or {}).items() if level > 0}
    for code in DEMANDS:
        if code in asked and code not in known:
            demand = DEMANDS[code]
            yield Facet(
                f"capacities:{code}",
                f"«{demand.it}»: quanto ci riesce, da 0 (per niente) a 4 (senza limiti)?",
                f"{demand.en}: how much, from 0 (not at all) to 4 (no limit)?",
                levels("capacities", known, code),
            )


def _commute(row: Row, market: Market) -> Iterator[Facet]:
    answers = tuple(Answer(f"{km:g} km", f"{km:g} km", {"max_commute_km": km}) for km in _KILOMETRES)
    yield Facet("max_commute_km", "Fin dove può arrivare ogni giorno?", "How far can you travel every day?", answers)


def _travel(row: Row, market: Market) -> Iterator[Facet]:
    answers = tuple(Answer(term.it, term.en, {"travel": [code]}) for code, term in TRAVEL.items())
    yield Facet("travel", "Come può andare al lavoro?", "How can you get to work?", answers)


def _hours(row: Row, market: Market) -> Iterator[Facet]:
    answers = tuple(
        Answer(f"{low:g}–{high:g} ore", f"{low:g}–{high:g} hours", {"weekly_hours_min": low, "weekly_hours_max": high})
        for low, high in _HOURS
    )
    if row["weekly_hours_min"] is None:
        question = ("Quante ore alla settimana può lavorare?", "How many hours a week can you work?")
        yield Facet("weekly_hours_max", *question, answers)


def _times(row: Row, market: Market) -> Iterator[Facet]:
    answers = tuple(
        Answer(
            ", ".join(WORKING_TIMES[word].it for word in words),
            ", ".join(WORKING_TIMES[word].en for word in words),
            {"working_times": list(words)},
        )
        for words in _TIMES
    )
    yield Facet("working_times", "In quali momenti può lavorare?", "At which times can you work?", answers)


def _licences(row: Row, market: Market) -> Iterator[Facet]:
    asked = market.words("licences")
    names = [(LICENCES[code].it, LICENCES[code].en) if code in LICENCES else (code, code) for code in asked]
    held = [Answer(it, en, {"licences": [code]}) for code, (it, en) in zip(asked, names, strict=True)]
    if asked:
        none = Answer("nessuna", "none", {"licences": []})
        yield Facet("licences", "Ha patenti o patentini?", "Which licences do you hold?", (none, *held))


def _education(row: Row, market: Market) -> Iterator[Facet]:
    asked = sorted({each["education_min"] for each in market.others if each["education_min"] is not None})
    reached = sorted({1, *asked})
    answers = [Answer(EDUCATION[str(n)].it, EDUCATION[str(n)].en, {"education": n}) for n in reached]
    if asked:
        yield Facet("education", "Che titolo di studio ha?", "What is your highest title?", tuple(answers))


def _languages(row: Row, market: Market) -> Iterator[Facet]:
    asked = sorted({code for each in market.others for code, _ in each["languages"] or ()})
    answers = [Answer(f"italiano {level}", f"Italian {level}", {"languages": [("it", level)]}) for level in _ITALIAN]
    for code in asked:
        if code != "it":
            term = LANGUAGES.get(code)
            names = (f"e {term.it if term else code} B1", f"and {term.en if term else code} B1")
            cells = {"languages": [("it", "C1"), (code, "B1")]}
            answers.append(Answer(f"italiano C1 {names[0]}", f"Italian C1 {names[1]}", cells))
    if asked:
        question = ("Quali lingue parla, e quanto bene?", "Which languages do you speak, and how well?")
        yield Facet("languages", *question, tuple(answers))


def _skills(row: Row, market: Market) -> Iterator[Facet]:
    jobs = [each for each in market.listed if each["required_skills"]]
    answers = [
        Answer(
            f"quello che chiede «{each['title'] or each['vacancy_id']}»",
            f"what is asked for: {each['title'] or each['vacancy_id']}",
            {"skills": "; ".join(each["required_skills"])},
        )
        for each in jobs
    ]
    if jobs:
        nothing = Answer("niente di ciò che si chiede", "nothing that is asked for", {"skills": ""})
        yield Facet(
            "skills",
            "Che cosa sa fare, con parole sue?",
            "What can you do, in your own words?",
            (nothing, *answers),
        )


def _titles(row: Row, market: Market) -> list[str]:
    return list(dict.fromkeys(each["title"] for each in market.listed if each["title"]))


def _held(row: Row, market: Market) -> Iterator[Facet]:
    titles = _titles(row, market)
    done = [Answer(title, title, {"occupations_held": [(title, 2.0)]}) for title in titles]
    if titles:
        never = Answer("nessuno di questi", "none of these", {"occupations_held": []})
        question = ("Che lavori ha fatto, e per quanto tempo?", "Which jobs have you done, and for how long?")
        yield Facet("occupations_held", *question, (never, *done))


def _sought(row: Row, market: Market) -> Iterator[Facet]:
    answers = tuple(Answer(title, title, {"occupations_sought": [title]}) for title in _titles(row, market))
    if answers:
        yield Facet("occupations_sought", "Che lavoro vorrebbe fare?", "Which work would you like?", answers)


def _needs(row: Row, market: Market) -> Iterator[Facet]:
    spoken_of = {*market.words("accommodations_available"), *market.words("accommodations_refused")}
    known = catalogue()
    needs = [
        Answer(known[code].it, known[code].en, {"accommodations_needed": {code: "essential"}})
        for code in known
        if code in spoken_of
    ]
    if needs:
        none = Answer("niente", "nothing", {"accommodations_needed": {}})
        question = ("Di che cosa ha bisogno per lavorare bene?", "What do you need in order to work well?")
        yield Facet("accommodations_needed", *question, (none, *needs))


Finder = Callable[[Row, Market], Iterator[Facet]]
# Column that must be blank for the question to make sense (None: it looks for itself) and who finds the facets.
FACETS_OF_PEOPLE: tuple[tuple[str | None, Finder], ...] = (
    (None, _capacities),
    ("accommodations_needed", _needs),
    ("skills", _skills),
    ("occupations_held", _held),
    ("occupations_sought", _sought),
    ("max_commute_km", _commute),
    ("travel", _travel),
    ("working_times", _times),
    ("weekly_hours_max", _hours),
    ("licences", _licences),
    ("education", _education),
    ("languages", _languages),
)
