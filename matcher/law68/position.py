"""An employer's whole quota position: figures, money, terms, ways to comply, what one more hire would change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from matcher.law68.assessment import Assessment, assess
from matcher.law68.cost import duty_since, exemption_fees, exposure
from matcher.law68.deadlines import deadlines
from matcher.law68.inputs import read_employer
from matcher.law68.options import ways_to_comply
from matcher.law68.parameters import load, parameters_version
from matcher.law68.trace import single_sum_band, trace
from matcher.law68.what_if import after_one_more_hire
from models.quota import QuotaPosition


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
    review = load("sanction_uncovered").review_on
    if review is not None and on >= review:
        warnings.append(f"importi: possibile aggiornamento dal {review}; verificare il decreto")
    return tuple(warnings)


def position(employer: Mapping[str, Any], *, on: date | None = None, notes: tuple[str, ...] = ()) -> QuotaPosition:
    """Compute the whole Law 68 position of one employer.

    Parameters
    ----------
    employer : mapping
        The employer in the form of section 4 of the contract, or a line of the examples that holds it.
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
    checked = read_employer(employer, on=on)
    day = on if on is not None else checked.reference_date
    found = assess(checked)
    since = duty_since(checked, found.national.base_art3)
    exposure_eur = exposure(found.national.gap_enforceable, since, day)
    fees = exemption_fees(found, day)
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
        deadlines=deadlines(found, since, day),
        options=ways_to_comply(found, since, day),
        what_if=after_one_more_hire(found, since, exposure_eur, day),
        trace=trace(found, exposure_eur, fees, day),
        warnings=(*notes, *_warnings(found, since, day)),
    )
