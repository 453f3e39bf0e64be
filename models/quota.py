"""What the calculation of the Law 68 quota returns: figures, money, terms, ways to comply and their trace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, NamedTuple


def _plain(value: object) -> object:
    """Days become ISO text, tuples lists; everything else stays."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value.to_json() if hasattr(value, "to_json") else value


class _Shape:
    """A record that writes itself as JSON, in the order of its fields."""

    __slots__ = ()

    def to_json(self) -> dict[str, Any]:
        """Return the record as plain JSON values."""
        return {item.name: _plain(getattr(self, item.name)) for item in fields(self)}  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures(_Shape):
    """The figures of the prospetto informativo, in whole workers, that a nation and a province share."""

    employees: int
    disabled_employees_deducted: int
    art18_deducted: int
    excluded_art3: int
    excluded_art18: int
    part_time_heads: int
    part_time_units: int
    part_time_deducted: int
    intermittent_heads: int
    intermittent_units: int
    intermittent_deducted: int
    telework_deducted: int
    base_art3: int
    base_art18: int
    quota_disabled: int
    quota_art18: int
    exempt_units: int
    disabled_in_force: int
    art18_in_force: int
    gap_disabled_real: int
    gap_disabled: int
    gap_art18_real: int
    gap_art18: int
    art18_transitional_units: int
    suspended_units: int
    gap_enforceable: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalFigures(Figures):
    """The employer's figures over all its provinces; ``band`` is None below the first threshold."""

    band: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceFigures(Figures):
    """The figures of one province; the ``after_compensation_real`` ones keep their sign."""

    province: str
    gap_disabled_after_compensation_real: int
    gap_art18_after_compensation_real: int


@dataclass(frozen=True, slots=True)
class TraceLine(_Shape):
    """One step of the calculation: its value and the rule it comes from."""

    step: str
    value: int | float | str | None
    article: str
    valid_from: date
    source: str
    certainty: str
    label: str = ""
    detail: str = ""
    province: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline(_Shape):
    """A day by which the employer must act, and whether it has passed on the day of the calculation."""

    code: str
    on: date
    label: str
    article: str
    certainty: str
    passed: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class WayToComply(_Shape):
    """One way to meet the quota: open or closed, why, for how many units (None: not set), at what cost."""

    code: str
    label: str
    open: bool
    reason: str
    article: str
    certainty: str
    units: int | None = None
    cost_eur: float | None = None
    cost_per: str | None = None
    proposed: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class WhatIf(_Shape):
    """The employer's position after one more hire, and the incentives the hire may open."""

    hire: str
    province: str
    gap_disabled: int
    gap_art18: int
    gap_enforceable: int
    exposure_eur_per_day: float
    saved_eur_per_day: float
    incentive: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative(_Shape):
    """One change: the position after it, money a working day and over twelve months; wages are in no amount."""

    kind: str
    label: str
    province: str | None
    open: bool
    reason: str
    article: str
    certainty: str
    units: int
    gap_closed: int
    band: str | None
    quota_disabled: int
    gap_disabled: int
    gap_art18: int
    gap_enforceable: int
    exposure_eur_per_day: float
    saved_eur_per_day: float
    exposure_eur_per_year: float
    saved_eur_per_year: float
    fee_eur_per_day: float
    fee_eur_per_year: float
    net_eur_per_year: float
    incentive: tuple[dict[str, Any], ...] = ()
    incentive_most_eur_per_year: float | None = None


@dataclass(frozen=True, slots=True)
class PlanStep(_Shape):
    """One way used by a plan: how many units, and EUR over twelve months (None: not set)."""

    code: str
    label: str
    units: int
    cost_eur: float | None
    article: str
    certainty: str
    proposed: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(_Shape):
    """A lawful way to zero over twelve months, as if every step held from the first day."""

    code: str
    label: str
    steps: tuple[PlanStep, ...]
    hires: int
    gap_enforceable: int
    exposure_avoided_eur: float
    fees_eur: float
    stated_costs_eur: float
    costs_not_set: tuple[str, ...]
    net_eur: float
    incentive_percent: tuple[int, ...]
    incentive_most_eur: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plans(_Shape):
    """The plans of an employer side by side; ``break_even_hire_eur`` is a year's fee of one exempt unit."""

    first: date
    last: date
    working_days: int
    gap_enforceable: int
    exposure_eur: float
    break_even_hire_eur: float
    plans: tuple[Plan, ...]
    notes: tuple[str, ...]


class Outlook(NamedTuple):
    """What could be done: every change apart, and whole plans."""

    alternatives: tuple[Alternative, ...]
    plans: Plans


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaPosition:
    """The whole Law 68 calculation of one employer: figures by the rules of ``reference_date``, money by ``on``."""

    employer_id: str | None
    reference_date: date
    on: date
    parameters_version: str
    national: NationalFigures
    provinces: tuple[ProvinceFigures, ...]
    exposure_eur_per_day: float
    exemption_payable_units: int
    exemption_eur_per_day: float
    self_certified_eur_per_day: float
    deadlines: tuple[Deadline, ...] = ()
    options: tuple[WayToComply, ...] = ()
    what_if: WhatIf | None = None
    trace: tuple[TraceLine, ...] = field(default=(), repr=False)
    warnings: tuple[str, ...] = ()
    look_ahead: Callable[[], Outlook] | None = field(default=None, repr=False, compare=False)  # ranking never asks

    @property
    def outlook(self) -> Outlook | None:
        """Alternatives and plans, computed at every reading."""
        return self.look_ahead() if self.look_ahead is not None else None

    @property
    def quota_disabled(self) -> int:
        """Workers with disabilities that the employer must have, nationally."""
        return self.national.quota_disabled

    @property
    def quota_art18(self) -> int:
        """Workers of the other protected categories that the employer must have, nationally."""
        return self.national.quota_art18

    @property
    def gap_disabled(self) -> int:
        """Workers with disabilities missing, nationally, before suspension."""
        return self.national.gap_disabled

    @property
    def gap_art18(self) -> int:
        """Workers of the other protected categories missing, nationally."""
        return self.national.gap_art18

    @property
    def suspended_units(self) -> int:
        """Units of the disabled quota that are suspended, all provinces together."""
        return self.national.suspended_units

    @property
    def gap_enforceable(self) -> int:
        """Workers with disabilities missing after suspension: what the daily sanction counts."""
        return self.national.gap_enforceable

    def to_json(self) -> dict[str, Any]:
        """Return the calculation with the names of the public contract."""
        outlook, what_if = self.outlook, self.what_if.to_json() if self.what_if else None
        if what_if is not None and outlook is not None:
            what_if["alternatives"] = _plain(outlook.alternatives)
        return {
            "employer_id": self.employer_id,
            "reference_date": self.reference_date.isoformat(),
            "on": self.on.isoformat(),
            "parameters_version": self.parameters_version,
            "national": self.national.to_json(),
            "provinces": [province.to_json() for province in self.provinces],
            "suspended_units": self.suspended_units,
            "gap_enforceable": self.gap_enforceable,
            "exposure_eur_per_day": self.exposure_eur_per_day,
            "exemption_payable_units": self.exemption_payable_units,
            "exemption_eur_per_day": self.exemption_eur_per_day,
            "self_certified_eur_per_day": self.self_certified_eur_per_day,
            "deadlines": [deadline.to_json() for deadline in self.deadlines],
            "options": [option.to_json() for option in self.options],
            "what_if": what_if,
            "plans": outlook.plans.to_json() if outlook else None,
            "trace": [line.to_json() for line in self.trace],
            "warnings": list(self.warnings),
        }
