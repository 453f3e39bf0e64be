"""An employer's whole quota position: figures, money, terms, ways to comply, what one more hire would change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from matcher.law68.alternatives import Situation, alternatives_of, fees_on, situation
from matcher.law68.assessment import Assessment
from matcher.law68.context import Context
from matcher.law68.cost import exposure
from matcher.law68.deadlines import deadlines
from matcher.law68.options import ways_to_comply
from matcher.law68.parameters import load, parameters_version
from matcher.law68.plans import plans_of
from matcher.law68.readings import certificate, other_readings
from matcher.law68.trace import single_sum_band, trace
from matcher.law68.what_if import after_one_more_hire
from models.quota import Outlook, QuotaPosition


def _warnings(found: Assessment, since: date | None, on: date) -> tuple[str, ...]:
    warnings = list(found.warnings)
    other = single_sum_band(found)
    if other:
        warnings.append(
            f"tempo parziale e intermittenti: con una sola somma la fascia sarebbe {other}; si segue il prospetto"
        )
    if found.national.gap_art18:
        warnings.append("le scoperture art. 18 non hanno la sanzione giornaliera dell'art. 15, c. 4: 0 EUR al giorno")
    if found.national.gap_enforceable and since is None:
        warnings.append("inizio della scopertura non indicato: i 60 giorni della richiesta si contano come passati")
    if found.national.gap_enforceable > found.national.gap_disabled:
        warnings.append("l'esigibile somma le province: le eccedenze altrove non valgono senza compensazione")
    if found.counts.national.intermittent_heads and load("intermittent").find(found.employer.reference_date) is None:
        first = load("intermittent").values[0].valid_from
        warnings.append(f"intermittenti: il contratto esiste solo dal {first}; qui contati per le ore")
    fee = load("exemption_fee_self_certified")
    if fee.find(on) is None and any(exempt.self_certified for exempt in found.exemptions):
        first = fee.values[0].valid_from
        warnings.append(f"contributo delle unità autocertificate: nessun valore al {on}, il primo vale dal {first}")
    review = load("sanction_uncovered").review_on
    if review is not None and on >= review:
        warnings.append(f"importi: possibile aggiornamento dal {review}; verificare il decreto")
    return tuple(warnings)


def _of_agreements(context: Context, on: date) -> tuple[str, ...]:
    """Say what agreements mean for the figures: a plan covers nobody until its hires are made."""
    found = []
    for agreement in context.agreements_in_force(on):
        if agreement.units is None:
            found.append(f"convenzione {agreement.kind} senza numero di unità: non contata fra i posti aperti")
    if any(agreement.kind == "art11" for agreement in context.agreements_in_force(on)):
        found.append(
            "programma art. 11 in corso: finché è rispettato il datore è in regola, e l'esposizione scritta qui è "
            "quella che correrebbe se non lo fosse"
        )
    return tuple(found)


def _look_ahead(case: Situation) -> Outlook:
    return Outlook(alternatives_of(case), plans_of(case))


def position(employer: Mapping[str, Any], *, on: date | None = None, notes: tuple[str, ...] = ()) -> QuotaPosition:
    """Compute the whole Law 68 position of one employer.

    Parameters
    ----------
    employer : mapping
        The employer in the form of section 4 of the contract, or a line of the examples that holds it. Beyond it may
        stand ``working_days_per_week``, ``patron_municipality``, ``works_with_public_sector``, ``agreements``,
        ``count_private_guards``, and in a province ``private_guards``, ``exemption_authorised.until``,
        ``suspension.until``.
    on : date, optional
        Day of money and terms; the reference date where not given. The rules of the reference date give base, quota
        and cover.
    notes : tuple of str
        What the caller took for granted, to stand first among the warnings.

    Returns
    -------
    QuotaPosition
        Figures in whole workers, money in EUR a working day.

    Raises
    ------
    QuotaInputError
        With every fault of the employer.
    ParameterError
        If the law has no value on one of the days.

    Source: Law 68/1999, art. 3, 4, 5, 9, 15, 18.
    """
    case = situation(employer, on=on)
    found, context, since, day = case.found, case.context, case.since, case.on
    checked = found.employer
    exposure_eur = exposure(found.national.gap_enforceable, since, day)
    fees = fees_on(found, context, day)
    declared, declared_warnings = certificate(found, context, day)
    return QuotaPosition(
        employer_id=checked.employer_id,
        reference_date=checked.reference_date,
        on=day,
        parameters_version=parameters_version(),
        national=found.national,
        provinces=found.provinces,
        exposure_eur_per_day=exposure_eur,
        exemption_payable_units=fees.payable_units,
        exemption_eur_per_day=fees.authorised_eur,
        self_certified_eur_per_day=fees.self_certified_eur,
        deadlines=deadlines(found, since, day, context),
        options=ways_to_comply(found, since, day, context),
        what_if=after_one_more_hire(found, since, exposure_eur, day),
        trace=(*trace(found, exposure_eur, fees, day), *other_readings(found, context, day), *declared),
        warnings=(*notes, *_warnings(found, since, day), *_of_agreements(context, day), *declared_warnings),
        look_ahead=partial(_look_ahead, case),
    )
