"""The calculation from end to end: bases, quotas, cover, reliefs and gaps of the nation and of every province."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.law68.compensation import Compensations, compensations
from matcher.law68.coverage import Cover, cover
from matcher.law68.employer import PUBLIC, EmployerInput
from matcher.law68.headcount import Headcount, Headcounts, headcounts
from matcher.law68.provinces import SharedQuota
from matcher.law68.quota import band as band_of
from matcher.law68.quota import duty_waits, shared_quota_art18, shared_quota_disabled
from matcher.law68.relief import (
    Exemption,
    exemptions,
    spread_transitional,
    suspended_units,
    transitional_reduction,
)
from models.quota import NationalFigures, ProvinceFigures


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything that the calculation found, before money and terms."""

    employer: EmployerInput
    counts: Headcounts
    cover: Cover
    quota_disabled: SharedQuota
    quota_art18: SharedQuota
    exemptions: tuple[Exemption, ...]
    compensations: Compensations
    national: NationalFigures
    provinces: tuple[ProvinceFigures, ...]
    wholly_suspended: bool
    warnings: tuple[str, ...]


def _quota_without_risk(employer: EmployerInput, counts: Headcounts) -> tuple[int, ...]:
    """Quota of each province when every head at risk leaves the base (QN of note 5113/2016)."""
    risk = [row.self_certified.workers if row.self_certified else 0 for row in employer.provinces]
    if all(row.self_certified is None for row in employer.provinces):
        return (0,) * len(risk)  # nobody certifies: never read
    bases = [max(0, row.base_art3 - heads) for row, heads in zip(counts.provinces, risk, strict=True)]
    return shared_quota_disabled(employer, max(0, counts.national.base_art3 - sum(risk)), bases).provinces


def _figures(count: Headcount) -> dict[str, int]:
    return {
        "employees": count.employees,
        "disabled_employees_deducted": count.disabled_employees_deducted,
        "art18_deducted": count.art18_deducted,
        "excluded_art3": count.excluded_art3,
        "excluded_art18": count.excluded_art18,
        "part_time_heads": count.part_time_heads,
        "part_time_units": count.part_time_units,
        "part_time_deducted": count.part_time_heads - count.part_time_units,
        "intermittent_heads": count.intermittent_heads,
        "intermittent_units": count.intermittent_units,
        "intermittent_deducted": count.intermittent_heads - count.intermittent_units,
        "telework_deducted": count.telework_deducted,
        "base_art3": count.base_art3,
        "base_art18": count.base_art18,
    }


def _warnings(
    employer: EmployerInput, national: NationalFigures, provinces: Sequence[ProvinceFigures], unplaced: int
) -> list[str]:
    found = []
    plates = {row.province for row in employer.provinces}
    if employer.registered_office_province not in plates:
        rest = f"; {unplaced} unità restano solo nel dato nazionale" if unplaced else ""
        found.append(f"la sede legale ({employer.registered_office_province}) non è fra le province compilate{rest}")
    if employer.legal_form != PUBLIC:
        for name in ("gap_disabled", "gap_art18"):
            total = sum(getattr(row, name) for row in provinces)
            if total != getattr(national, name) and len(provinces) > 1:
                found.append(
                    f"le scoperture provinciali ({total}) non danno quella nazionale ({getattr(national, name)}): "
                    f"servono righe di compensazione ({'disabili' if name == 'gap_disabled' else 'art. 18'})"
                )
    if employer.third_sector_admin_only:
        category = "staff_not_technical_executive_nor_administrative_art3c3"
        if not any(item.category == category for row in employer.provinces for item in row.excluded):
            found.append(
                "ente dell'art. 3, c. 3: il personale non tecnico-esecutivo né amministrativo va scritto fra le "
                "categorie escluse, altrimenti resta nella base"
            )
    if duty_waits(employer, national.base_art3):
        found.append("fino al 31.12.2017 l'obbligo di questo datore nasce solo con una nuova assunzione: quota 0")
    return found


def _enforceable(gaps: Sequence[int], unplaced: int, national_gap: int, *, whole: bool) -> int:
    """Sum the provincial gaps; units of an office outside the list count as far as the nation lacks them."""
    if whole:
        return 0
    return sum(gaps) + min(unplaced, max(0, national_gap - sum(gaps)))


@dataclass(frozen=True, slots=True)
class _Gaps:
    """Signed gaps by province on their way: real, after the transitional rule and the compensations."""

    real: int
    real_by_province: list[int]
    transitional: int
    spread: list[int]


def _gaps(
    employer: EmployerInput,
    quota: SharedQuota,
    quota_art18_national: int,
    exempt: Sequence[Exemption],
    in_force: Cover,
    bases: Sequence[int],
) -> _Gaps:
    real = quota.national - sum(row.units for row in exempt) - in_force.national
    by_province = [
        due - free.units - covered
        for due, free, covered in zip(quota.provinces, exempt, in_force.provinces, strict=True)
    ]
    art18 = sum(row.art18_in_force for row in employer.provinces)
    since_2000 = sum(row.art18_in_force_since_17_1_2000 for row in employer.provinces)
    transitional = transitional_reduction(real, quota_art18_national, art18, since_2000)
    plates = [row.province for row in employer.provinces]
    return _Gaps(real, by_province, transitional, spread_transitional(transitional, by_province, bases, plates))


@dataclass(frozen=True, slots=True)
class _Draft:
    """Every part of the calculation, before it is written as figures."""

    employer: EmployerInput
    counts: Headcounts
    band: str | None
    quota: SharedQuota
    quota18: SharedQuota
    in_force: Cover
    exempt: tuple[Exemption, ...]
    moved: Compensations
    suspended: tuple[int, ...]
    whole: bool
    gaps: _Gaps


def _provinces(draft: _Draft) -> tuple[ProvinceFigures, ...]:
    found = []
    for at, row in enumerate(draft.employer.provinces):
        real = draft.gaps.real_by_province[at]
        after = real - draft.gaps.spread[at] + draft.moved.disabled.provinces[at]
        real18 = draft.quota18.provinces[at] - row.art18_in_force
        after18 = real18 + draft.moved.protected.provinces[at]
        found.append(
            ProvinceFigures(
                **_figures(draft.counts.provinces[at]),
                province=row.province,
                quota_disabled=draft.quota.provinces[at],
                quota_art18=draft.quota18.provinces[at],
                exempt_units=draft.exempt[at].units,
                disabled_in_force=draft.in_force.provinces[at],
                art18_in_force=row.art18_in_force,
                gap_disabled_real=real,
                gap_disabled_after_compensation_real=after,
                gap_disabled=max(0, after),
                gap_art18_real=real18,
                gap_art18_after_compensation_real=after18,
                gap_art18=max(0, after18),
                art18_transitional_units=draft.gaps.spread[at],
                suspended_units=draft.suspended[at],
                gap_enforceable=0 if draft.whole else max(0, after - draft.suspended[at]),
            )
        )
    return tuple(found)


def _national(draft: _Draft, provinces: Sequence[ProvinceFigures]) -> NationalFigures:
    art18 = sum(row.art18_in_force for row in draft.employer.provinces)
    real18 = draft.quota18.national - art18
    gap = max(0, draft.gaps.real - draft.gaps.transitional + draft.moved.disabled.national)
    unplaced = draft.quota.unplaced
    return NationalFigures(
        **_figures(draft.counts.national),
        band=draft.band,
        quota_disabled=draft.quota.national,
        quota_art18=draft.quota18.national,
        exempt_units=sum(row.units for row in draft.exempt),
        disabled_in_force=draft.in_force.national,
        art18_in_force=art18,
        gap_disabled_real=draft.gaps.real,
        gap_disabled=gap,
        gap_art18_real=real18,
        gap_art18=max(0, real18 + draft.moved.protected.national),
        art18_transitional_units=draft.gaps.transitional,
        suspended_units=sum(draft.suspended) + (unplaced if draft.whole else 0),
        gap_enforceable=_enforceable([row.gap_enforceable for row in provinces], unplaced, gap, whole=draft.whole),
    )


def assess(employer: EmployerInput) -> Assessment:
    """Compute every figure of an employer by the rules of its reference date.

    Returns
    -------
    Assessment
        Figures of the nation and of the provinces, in the order of the input.

    Source: Law 68/1999, art. 3, 4, 5, 18; the notes of each step stand in its own module.
    """
    counts = headcounts(employer)
    bases = [row.base_art3 for row in counts.provinces]
    band = band_of(counts.national.base_art3, on=employer.reference_date)
    quota = shared_quota_disabled(employer, counts.national.base_art3, bases)
    quota18 = shared_quota_art18(employer, counts.national.base_art18, [row.base_art18 for row in counts.provinces])
    in_force = cover(employer, band)
    without_risk = _quota_without_risk(employer, counts)
    exempt, exempt_warnings = exemptions(employer, band, quota.provinces, without_risk, in_force.provinces)
    moved = compensations(employer, [row.units for row in exempt])
    suspended, whole, suspension_warnings = suspended_units(employer, quota.provinces, bases)
    gaps = _gaps(employer, quota, quota18.national, exempt, in_force, bases)
    draft = _Draft(employer, counts, band, quota, quota18, in_force, exempt, moved, suspended, whole, gaps)
    provinces = _provinces(draft)
    national = _national(draft, provinces)
    warnings = (
        *employer.warnings,
        *counts.warnings,
        *in_force.warnings,
        *exempt_warnings,
        *moved.warnings,
        *suspension_warnings,
        *_warnings(employer, national, provinces, quota.unplaced + quota18.unplaced),
    )
    return Assessment(employer, counts, in_force, quota, quota18, exempt, moved, national, provinces, whole, warnings)
