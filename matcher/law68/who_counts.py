"""Person by person: does this worker count in the quota, since when, and if not why (Law 68/1999, art. 3, 4 and 18).

One person, one way in: the ``route`` says how the worker came to be in the firm, the law of each route says what it
asks. Reasons name what the law asks and never what the person has: they may be read at a counter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from matcher.law68.parameters import Parameter, Value, load

_ANY = "any"
_PSYCHIC = "psychic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """A worker as the office knows it; None is unknown everywhere.

    ``category`` is one of the words of Law 68 (civil, work_injury, blind, deaf, war_service); ``recognised_on`` the day
    of the assessment; ``ends_on`` the last day of a contract or mission; ``art18_reason`` a word of the parameter
    ``counts.art18_categories``.
    """

    worker_id: str
    route: str
    province: str = ""
    category: str | None = None
    percent: Fraction | int | None = None
    psychic: bool | None = None
    war_category: int | None = None
    hired_on: date | None = None
    recognised_on: date | None = None
    ends_on: date | None = None
    mission_months: int | None = None
    employer_breach: bool | None = None
    remote: bool = False
    remote_full_work: bool | None = None
    worked_minutes: int | None = None
    contract_minutes: int | None = None
    art18_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Whether a worker counts on a day (None: something needed is unknown), since when, until when, and why."""

    worker_id: str
    counts: bool | None
    since: date | None
    until: date | None
    field: str
    reason: str
    article: str
    certainty: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Route:
    """What a route rests on: its parameter, the field of the workforce, the part-time kind, what it asks."""

    parameter: str
    field: str
    part_time: str
    asks: Callable[[Worker, Any], tuple[bool | None, str, tuple[str, ...]]]
    from_recognition: bool = False


def _told(held: bool, reason: str) -> tuple[bool | None, str, tuple[str, ...]]:
    return held, reason if held else f"serve: {reason}", ()


def _limit(worker: Worker, rule: Mapping[str, Any]) -> tuple[bool | None, str, tuple[str, ...]]:
    """Compare a degree or a category with what a rule asks; an empty rule asks nothing more."""
    if "first_category" in rule:
        reason = f"dalla {rule['first_category']}ª alla {rule['last_category']}ª categoria"
        if worker.war_category is None:
            return None, reason, ("war_category",)
        return _told(rule["first_category"] <= worker.war_category <= rule["last_category"], reason)
    if not rule:
        return True, "senza un grado minimo", ()
    over = "over_percent" in rule
    reason = f"grado superiore al {rule['over_percent']} %" if over else f"grado dal {rule['from_percent']} %"
    if worker.percent is None:
        return None, reason, ("percent",)
    held = worker.percent > rule["over_percent"] if over else worker.percent >= rule["from_percent"]
    return _told(held, reason)


def _by_degree(worker: Worker, rule: Mapping[str, Any]) -> tuple[bool | None, str, tuple[str, ...]]:
    """Ask the degree of the worker's category; a psychic disability has its own where the rule names it."""
    if rule.get("barred_by_employer_breach") and worker.employer_breach:
        return False, "inabilità da inadempimento del datore alle norme di sicurezza, accertato in giudizio", ()
    own = rule.get(_ANY, rule.get(worker.category or ""))
    psychic = rule.get(_PSYCHIC) if worker.psychic else None
    if worker.category is None and own is None and psychic is None:
        return None, "la categoria decide il grado che serve", ("category",)
    answers = [_limit(worker, part) for part in (own, psychic) if part is not None]
    if not answers:
        return False, "categoria non compresa in questa regola", ()
    for held, reason, missing in sorted(answers, key=lambda answer: (answer[0] is not True, answer[0] is False)):
        if held is False and _PSYCHIC in rule and worker.psychic is None:
            return None, f"{reason}; se la disabilità è psichica o intellettiva vale un altro grado", ("psychic",)
        if held and rule.get("barred_by_employer_breach") and worker.employer_breach is None:
            return held, f"{reason}; salvo inadempimento del datore accertato in giudizio", missing
        return held, reason, missing
    return None, "", ()


def _mission(worker: Worker, rule: int) -> tuple[bool | None, str, tuple[str, ...]]:
    reason = f"missione di almeno {rule} mesi presso l'utilizzatore"
    if worker.mission_months is None:
        return None, reason, ("mission_months",)
    return _told(worker.mission_months >= rule, reason)


def _always(worker: Worker, rule: object) -> tuple[bool | None, str, tuple[str, ...]]:
    return True, "computato per legge speciale", ()


def _placed(name: str) -> Callable[[Worker, Any], tuple[bool | None, str, tuple[str, ...]]]:
    def asks(worker: Worker, rule: Iterable[str]) -> tuple[bool | None, str, tuple[str, ...]]:
        held = name in rule
        return held, "inserito con convenzione, finché dura" if held else "convenzione non ancora prevista", ()

    return asks


def _art18(worker: Worker, rule: Iterable[str]) -> tuple[bool | None, str, tuple[str, ...]]:
    if worker.art18_reason is None:
        return None, "la categoria art. 18 decide", ("art18_reason",)
    held = worker.art18_reason in rule
    return held, "categoria art. 18; copre solo la quota art. 18" if held else "non fra le categorie art. 18", ()


_FULL = "disabled_full_time"
_CONVENTION = "convention_disabled_full_time"
ROUTES: dict[str, _Route] = {
    "hired_through_l68": _Route("counts.hired_through_l68", _FULL, "disabled", _by_degree),
    "disabled_at_hire": _Route("counts.disabled_at_hire", _FULL, "disabled", _by_degree, True),
    "became_unfit": _Route("counts.became_unfit", _FULL, "disabled", _by_degree, True),
    "work_injury": _Route("counts.work_injury", _FULL, "disabled", _by_degree, True),
    "agency": _Route("cover_agency", "agency_disabled_full_time", "agency_disabled", _mission),
    "blind_switchboard_operator": _Route(
        "counts.blind_by_special_law", "blind_switchboard_operators_full_time", "blind_switchboard_operator", _always
    ),
    "blind_therapist": _Route(
        "counts.blind_by_special_law", "blind_therapists_full_time", "blind_therapist", _always
    ),
    "convention_art12bis": _Route(
        "counts.placed_by_convention", _CONVENTION, "convention_disabled", _placed("convention_art12bis")
    ),
    "convention_art14": _Route(
        "counts.placed_by_convention", _CONVENTION, "convention_disabled", _placed("convention_art14")
    ),
    "art18": _Route("counts.art18_categories", "art18_in_force", "", _art18),
}  # fmt: skip


def _holds_since(worker: Worker, route: _Route, parameter: Parameter, on: date) -> date | None:
    """First day from which the law, as it changed, has counted the worker without a break until the day."""
    since = None
    for value in parameter.values:
        if value.valid_from > on:
            break
        held = value.value is not None and route.asks(worker, value.value)[0]
        since = (since or value.valid_from) if held else None
    return since


def _remote(worker: Worker, on: date) -> tuple[bool | None, str, Value | None]:
    """Homeworkers and teleworkers count where their work equals normal hours."""
    if not worker.remote:
        return True, "", None
    law = load("counts.remote_work").on(on)
    if worker.remote_full_work is None:
        return None, "a domicilio o in telelavoro: solo con lavoro pari all'orario normale", law
    return worker.remote_full_work, "a domicilio o in telelavoro, con lavoro pari all'orario normale", law


def _answer(worker: Worker, law: Value, held: bool | None, reason: str, **more: Any) -> Standing:
    article = f"{law.reference.article} — {law.reference.act}"
    return Standing(
        worker_id=worker.worker_id, counts=held, reason=reason, article=article, certainty=law.certainty, **more
    )


def who_counts(worker: Worker, *, on: date) -> Standing:
    """Say whether a worker counts in the quota on a day, since when, until when, and why or why not.

    Parameters
    ----------
    worker : Worker
        The person's facts; an unknown one that decides gives ``counts`` None and stands in ``missing``.
    on : date
        Day of the question.

    Returns
    -------
    Standing
        With the field of the workforce that the worker fills, and the article.

    Raises
    ------
    ValueError
        If the route is none of ``ROUTES``.

    Examples
    --------
    >>> person = Worker(worker_id="1", route="disabled_at_hire", category="civil", percent=60, psychic=False)
    >>> [who_counts(person, on=day).counts for day in (date(2016, 10, 7), date(2016, 10, 8))]
    [False, True]

    Source: Law 68/1999, art. 1, 3, 4, 12-bis, 18; DPR 333/2000, art. 3; D.Lgs 81/2015, art. 34, c. 3.
    """
    if worker.route not in ROUTES:
        msg = f"route must be one of {', '.join(ROUTES)}; got {worker.route!r}"
        raise ValueError(msg)
    route = ROUTES[worker.route]
    parameter = load(route.parameter)
    law = parameter.find(on)
    nowhere: dict[str, Any] = {"since": None, "until": worker.ends_on, "field": route.field}
    if law is None:
        first = parameter.values[0]
        return _answer(worker, first, False, f"la regola vale solo dal {first.valid_from}", **nowhere)
    if worker.hired_on is not None and worker.hired_on > on:
        return _answer(worker, law, False, f"rapporto dal {worker.hired_on}", **nowhere)
    if worker.ends_on is not None and worker.ends_on < on:
        return _answer(worker, law, False, f"rapporto finito il {worker.ends_on}", **nowhere)
    if route.from_recognition and worker.recognised_on is not None and worker.recognised_on > on:
        return _answer(worker, law, False, f"riconoscimento dal {worker.recognised_on}", **nowhere)
    held, reason, missing = route.asks(worker, law.value)
    remote, why, remote_law = _remote(worker, on)
    if held and remote is not True and remote_law is not None:
        missing = ("remote_full_work",) if remote is None else ()
        return _answer(worker, remote_law, remote, why, missing=missing, **nowhere)
    if held is None:
        return _answer(worker, law, None, f"non si sa: {reason}", missing=missing, **nowhere)
    if not held:
        return _answer(worker, law, False, f"non conta: {reason}", **nowhere)
    days = [_holds_since(worker, route, parameter, on), worker.hired_on]
    days.append(worker.recognised_on if route.from_recognition else None)
    since = max(day for day in days if day is not None)
    fixed_term = worker.ends_on is not None and worker.route == "hired_through_l68"
    if fixed_term and load("counts.fixed_term").find(on) is not None:
        reason = f"{reason}; a tempo determinato copre fino al {worker.ends_on}"
    return _answer(worker, law, True, reason, since=since, until=worker.ends_on, field=route.field)


def fill_provinces(workers: Iterable[Worker], *, on: date) -> dict[str, dict[str, Any]]:
    """Turn the workers who count into the fields of each province of section 4: full-timers summed, part-timers listed.

    Nobody covers twice: a worker has one route. Workers who do not count, or of whom something is unknown, are left
    out; :func:`who_counts` says why.

    Returns
    -------
    dict of str to dict
        By province, the counts and ``part_time`` rows; ``employees`` and the rest are the firm's own.
    """
    found: dict[str, dict[str, Any]] = {}
    for worker in workers:
        standing = who_counts(worker, on=on)
        if not standing.counts:
            continue
        place = found.setdefault(worker.province, {"part_time": []})
        worked, contract = worker.worked_minutes, worker.contract_minutes
        kind = ROUTES[worker.route].part_time
        if kind and worked is not None and contract is not None and worked < contract:
            percent = float(worker.percent) if worker.percent is not None else None
            row = {"kind": kind, "heads": 1, "contract_minutes": contract, "worked_minutes": worked}
            place["part_time"].append({**row, "percent": percent, "psychic_or_intellectual": worker.psychic})
        else:
            place[standing.field] = place.get(standing.field, 0) + 1
    return found
