"""What can be asked of the firm about a vacancy; each function is silent where the column is filled."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from matcher.questions.facet import Answer, Facet, Market, Row, levels, yes_no
from models.accommodations import catalogue
from models.vocabulary import DEMANDS, EDUCATION, LICENCES, RESERVED_FOR, TOP_LEVEL, WORKING_TIMES

_HOURS = ((20.0, 20.0), (30.0, 30.0), (40.0, 40.0))
_TIMES = (("morning",), ("morning", "afternoon"), ("afternoon", "evening"), ("night",), ("weekend",))
_ITALIAN = ("A2", "B1", "C1")
_TITLES = (2, 3, 6)
_REMOTE = ((0.0, "mai", "never"), (0.4, "due giorni su cinque", "two days of five"), (1.0, "sempre", "always"))


def _demands(row: Row, market: Market) -> Iterator[Facet]:
    known = row["demands"] or {}
    limited = {c for each in market.others for c, can in (each["capacities"] or {}).items() if can < TOP_LEVEL}
    limited |= {code for each in market.others for code in each["excluded_tasks"] or ()}
    for code, demand in DEMANDS.items():
        if code in limited and code not in known:
            yield Facet(
                f"demands:{code}",
                f"«{demand.it}»: quanto ne chiede il lavoro, da 0 (niente) a 4 (moltissimo)?",
                f"{demand.en}: how much does the job ask, from 0 (none) to 4 (extreme)?",
                levels("demands", known, code),
            )


def _available(row: Row, market: Market) -> Iterator[Facet]:
    needed = [code for code in catalogue() if code in market.codes("accommodations_needed")]
    if needed:
        every = Answer("tutto quello che serve", "whatever is needed", {"accommodations_available": needed})
        nothing = Answer("niente", "nothing", {"accommodations_available": []})
        question = ("Che cosa può mettere a disposizione?", "Which accommodations can you offer?")
        yield Facet("accommodations_available", *question, (nothing, every))


def _one_by_one(row: Row, market: Market) -> Iterator[Facet]:
    if row["accommodations_available"] is None:
        return
    has, refused = row["accommodations_available"], row["accommodations_refused"] or []
    needed = market.codes("accommodations_needed")
    for code, item in catalogue().items():
        if code in needed and code not in has and code not in refused:
            yield Facet(
                f"accommodations_available:{code}",
                f"Può mettere a disposizione «{item.it}»?",
                f"Can you offer: {item.en}?",
                (
                    Answer("sì", "yes", {"accommodations_available": [*has, code]}),
                    Answer("no", "no", {"accommodations_refused": [*refused, code]}),
                ),
            )


def _hours(row: Row, market: Market) -> Iterator[Facet]:
    answers = tuple(
        Answer(f"{low:g} ore", f"{low:g} hours", {"weekly_hours_min": low, "weekly_hours_max": high})
        for low, high in _HOURS
    )
    if row["weekly_hours_min"] is None:
        yield Facet("weekly_hours_max", "Quante ore alla settimana?", "How many hours a week?", answers)


def _times(row: Row, market: Market) -> Iterator[Facet]:
    answers = tuple(
        Answer(
            ", ".join(WORKING_TIMES[word].it for word in words),
            ", ".join(WORKING_TIMES[word].en for word in words),
            {"working_times": list(words)},
        )
        for words in _TIMES
    )
    yield Facet("working_times", "In quali momenti della giornata?", "At which times of day?", answers)


def _education(row: Row, market: Market) -> Iterator[Facet]:
    answers = tuple(Answer(EDUCATION[str(n)].it, EDUCATION[str(n)].en, {"education_min": n}) for n in _TITLES)
    yield Facet("education_min", "Serve un titolo di studio, e quale?", "Is a title needed, and which?", answers)


def _languages(row: Row, market: Market) -> Iterator[Facet]:
    answers = [Answer(f"italiano {level}", f"Italian {level}", {"languages": [("it", level)]}) for level in _ITALIAN]
    answers.append(
        Answer("italiano B1 e inglese B1", "Italian B1 and English B1", {"languages": [("it", "B1"), ("en", "B1")]})
    )
    yield Facet(
        "languages", "Quanto italiano serve davvero? Altre lingue?", "How much Italian is truly needed?", tuple(answers)
    )


def _licences(row: Row, market: Market) -> Iterator[Facet]:
    held = market.words("licences")
    names = [(LICENCES[code].it, LICENCES[code].en) if code in LICENCES else (code, code) for code in held]
    asked = [Answer(it, en, {"licences": [code]}) for code, (it, en) in zip(held, names, strict=True)]
    if held:
        none = Answer("no", "no", {"licences": []})
        yield Facet("licences", "Serve una patente o un patentino?", "Is a licence needed?", (none, *asked))


def _remote(row: Row, market: Market) -> Iterator[Facet]:
    answers = tuple(Answer(it, en, {"remote_share": share}) for share, it, en in _REMOTE)
    yield Facet("remote_share", "Si può lavorare da casa, e quanto?", "Is remote work possible, and how much?", answers)


def _transport(row: Row, market: Market) -> Iterator[Facet]:
    question = ("La sede si raggiunge con i mezzi pubblici?", "Does public transport reach the site?")
    yield Facet("public_transport", *question, yes_no("public_transport"))


def _step_free(row: Row, market: Market) -> Iterator[Facet]:
    yield Facet("step_free", "Si entra senza gradini?", "Is the entrance step-free?", yes_no("step_free"))


def _reserved(row: Row, market: Market) -> Iterator[Facet]:
    answers = tuple(Answer(term.it, term.en, {"reserved_for": code}) for code, term in RESERVED_FOR.items())
    yield Facet("reserved_for", "A chi è riservato il posto?", "Who is the vacancy reserved for?", answers)


Finder = Callable[[Row, Market], Iterator[Facet]]
FACETS_OF_VACANCIES: tuple[tuple[str | None, Finder], ...] = (
    (None, _demands),
    ("accommodations_available", _available),
    (None, _one_by_one),
    ("weekly_hours_max", _hours),
    ("working_times", _times),
    ("education_min", _education),
    ("languages", _languages),
    ("licences", _licences),
    ("remote_share", _remote),
    ("public_transport", _transport),
    ("step_free", _step_free),
    ("reserved_for", _reserved),
)
