"""What lightens the disabled quota: exemptions, suspension, the transitional art. 18 rule (Law 68/1999, art. 3-5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from matcher.law68.arithmetic import percent_of, units
from matcher.law68.employer import EmployerInput, ProvinceInput
from matcher.law68.parameters import load

_BAND_WITHOUT_CAP = "over_50"


@dataclass(frozen=True, slots=True)
class Exemption:
    """Exempt units of a province: what reduces the gap, and the most that may be paid for."""

    granted: int = 0
    self_certified: int = 0
    most_payable: int = 0

    @property
    def units(self) -> int:
        """Units that leave the gap; a request not yet granted gives none."""
        return self.granted + self.self_certified


def most_exempt(quota: int, band: str | None, percent: Fraction, on: date, *, rule: dict[str, Any]) -> int:
    """Units that an exemption may reach in a province: a share of its quota, capped in the small bands."""
    if band is None:
        return 0
    capped = rule["most_units_by_band"].get(band)
    return min(quota, capped) if capped is not None else units(percent_of(percent, quota), on)


def self_certified_cap(quota: int, quota_without_risk: int, in_force: int, band: str | None, on: date) -> int:
    """Units that may be self-certified in a province: min(QR - QN, QR - LD, 60 % of QR), never below 0.

    Parameters
    ----------
    quota : int
        Quota of the province (QR).
    quota_without_risk : int
        Its quota when the staff at risk is taken out of the base (QN).
    in_force : int
        Workers with disabilities in force there (LD).
    band : str or None
        The employer's national band; from 15 to 35 the way is closed.
    on : date
        Day the rule is read at.

    Source: Law 68/1999, art. 5, c. 3-bis; DI 10.3.2016; note 5113/2016.
    """
    rule = load("exemption_self_certified").find(on)
    if rule is None:
        return 0
    share = most_exempt(quota, band, Fraction(rule.value["most_percent"]), on, rule=rule.value)
    return max(0, min(quota - quota_without_risk, quota - in_force, share))


def _closed(rule: dict[str, Any], band: str | None) -> bool:
    """Whether the rule gives no unit at all in the band."""
    return bool(rule["most_units_by_band"].get(band) == 0)


def _self_certified(
    row: ProvinceInput, cap: int, on: date, *, open_to: bool, band: str | None, warnings: list[str]
) -> int:
    stated = row.self_certified
    if stated is None:
        return 0
    where = f"provincia {row.province}: esonero autocertificato"
    if not open_to:
        warnings.append(f"{where} non ammesso per questo datore o in questo giorno; 0 unità")
        return 0
    if stated.units is None:
        if stated.workers and _closed(load("exemption_self_certified").on(on).value, band):
            warnings.append(f"{where} non previsto nella fascia {band}: 0 unità")
        return cap
    if stated.units > cap:
        warnings.append(f"{where} oltre il limite di {cap} unità (fascia {band or 'assente'}); contate {cap}")
    return min(stated.units, cap)


def _granted(
    row: ProvinceInput, quota: int, band: str | None, self_certified: int, on: date, warnings: list[str]
) -> tuple[int, int]:
    """Return the units granted and the most payable of a province's authorised exemption."""
    act = row.authorised
    if act is None:
        return 0, 0
    where = f"provincia {row.province}: esonero autorizzato"
    rule = load("exemption_authorised").on(on).value
    most_percent = Fraction(rule["most_percent"])
    percent = act.percent if act.percent is not None else Fraction()
    if percent > rule["most_percent_special_sectors"]:
        warnings.append(f"{where} oltre l'{rule['most_percent_special_sectors']} % della quota: verificare l'atto")
    ceiling = most_exempt(quota, band, max(percent, most_percent), on, rule=rule)
    allowed = max(0, ceiling - self_certified)
    if band == _BAND_WITHOUT_CAP:
        allowed = min(units(percent_of(percent, quota), on), allowed)
    if act.units is None and act.percent is None:
        warnings.append(f"{where} senza unità né percentuale; 0 unità")
        allowed = 0
    elif act.units is None and percent and _closed(rule, band):
        warnings.append(f"{where} non previsto nella fascia {band}: 0 unità")
    found = act.units if act.units is not None else allowed
    if act.units is not None and act.state == "granted" and act.units + self_certified > ceiling:
        warnings.append(f"{where} oltre il limite di {ceiling} unità: usate le {act.units} dell'atto")
    return (found, found) if act.state == "granted" else (0, found)


def exemptions(
    employer: EmployerInput,
    band: str | None,
    quotas: Sequence[int],
    quotas_without_risk: Sequence[int],
    in_force: Sequence[int],
) -> tuple[tuple[Exemption, ...], tuple[str, ...]]:
    """Compute the exempt units of every province.

    Units stated by an authority are used as given, with a warning above the limit; units left out follow from the
    percentage. Self-certified units never pass their cap.

    Returns
    -------
    exemptions, warnings
        One exemption per province, and what the office should check.

    Source: Law 68/1999, art. 5, c. 3 and 3-bis; DM 357/2000; note 5113/2016.
    """
    on = employer.reference_date
    warnings: list[str] = []
    found = []
    certified_rule = load("exemption_self_certified").find(on)
    certify = certified_rule is not None and employer.legal_form in certified_rule.value["forms"]
    authorise = employer.legal_form in load("exemption_authorised").on(on).value["forms"]
    for at, row in enumerate(employer.provinces):
        cap = self_certified_cap(quotas[at], quotas_without_risk[at], in_force[at], band, on)
        certified = _self_certified(row, cap, on, open_to=certify, band=band, warnings=warnings)
        granted, payable = _granted(row, quotas[at], band, certified, on, warnings)
        if row.authorised is not None and not authorise:
            warnings.append(f"provincia {row.province}: esonero autorizzato a un datore pubblico: verificare l'atto")
        found.append(Exemption(granted, certified, payable))
    return tuple(found), tuple(warnings)


def _whole(employer: EmployerInput) -> bool:
    rule = load("suspension").on(employer.reference_date).value
    return employer.suspended_nationally or any(
        row.suspension_granted and row.suspension is not None and rule[row.suspension.kind] == "whole_everywhere"
        for row in employer.provinces
    )


def suspended_units(
    employer: EmployerInput, quotas: Sequence[int], bases: Sequence[int]
) -> tuple[tuple[int, ...], bool, tuple[str, ...]]:
    """Compute the units of the disabled quota that are suspended in every province.

    Returns
    -------
    units, whole, warnings
        Suspended units by province; whether everything is suspended everywhere; what is missing to compute it.

    Source: Law 68/1999, art. 3, c. 5; DPR 333/2000, art. 4.
    """
    if _whole(employer):
        return tuple(quotas), True, ()
    on = employer.reference_date
    found, warnings = [], []
    for row, quota, base in zip(employer.provinces, quotas, bases, strict=True):
        where = f"provincia {row.province}: sospensione"
        kind = row.suspension
        suspended = 0
        if row.suspension_granted and kind is None:
            warnings.append(f"{where} concessa senza causale e misura: 0 unità sospese")
        elif kind is not None and not row.suspension_granted:
            warnings.append(f"{where} non concessa: 0 unità sospese")
        elif kind is not None:
            due = None
            if kind.percent is not None:
                due = units(quota - percent_of(kind.percent, quota), on)
            elif kind.workers is not None:
                due = units(Fraction(quota * max(0, base - kind.workers), base), on) if base else 0
            else:
                warnings.append(f"{where} senza percentuale né lavoratori sospesi: 0 unità sospese")
            suspended = quota - due if due is not None else 0
        found.append(suspended)
    return tuple(found), False, tuple(warnings)


def transitional_reduction(gap: int, quota_art18: int, in_force: int, since_2000: int) -> int:
    """Units of the disabled gap covered by art. 18 workers in force on 17 January 2000 beyond their own quota.

    Examples
    --------
    >>> transitional_reduction(gap=3, quota_art18=2, in_force=5, since_2000=4)
    2

    Source: Law 68/1999, art. 18, c. 1.
    """
    excess = in_force - quota_art18
    return max(0, min(quota_art18, excess, since_2000, gap))


def spread_transitional(reduction: int, gaps: Sequence[int], bases: Sequence[int], plates: Sequence[str]) -> list[int]:
    """Spread the transitional units over the provinces with a gap, in proportion; the rest by the widest gap left."""
    open_gaps = [max(0, gap) for gap in gaps]
    total = sum(open_gaps)
    if not total:
        return [0] * len(gaps)
    reduction = min(reduction, total)
    shares = [reduction * gap // total for gap in open_gaps]
    for _ in range(reduction - sum(shares)):
        widest = min(range(len(gaps)), key=lambda at: (-(open_gaps[at] - shares[at]), -bases[at], plates[at]))
        shares[widest] += 1
    return shares
