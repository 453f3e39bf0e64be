"""The two quotas: bands of the base, and their share in each province (Law 68/1999, art. 3; art. 18, c. 2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from matcher.law68.arithmetic import percent_of, units
from matcher.law68.employer import EmployerInput
from matcher.law68.parameters import load
from matcher.law68.provinces import Place, SharedQuota, quota_by_percent, quota_on_office


def _step(parameter_id: str, base: int, on: date) -> dict[str, Any] | None:
    """Return the last step of a scale whose threshold the base reaches, None below the first."""
    found = None
    for step in load(parameter_id).on(on).value:
        if base >= step["headcount_from"]:
            found = step
    return found


def band(base_art3: int, *, on: date) -> str | None:
    """Name the band of an employer by its national base: 15-35, 36-50, over_50, None below."""
    step = _step("quota_disabled", base_art3, on)
    return str(step["band"]) if step else None


def _quota(parameter_id: str, base: int, on: date) -> int:
    if base < 0:
        msg = f"base must be 0 or more; got {base}"
        raise ValueError(msg)
    step = _step(parameter_id, base, on)
    if step is None:
        return 0
    return units(percent_of(step["percent"], base), on) if "percent" in step else int(step["workers"])


def quota_disabled(base_art3: int, *, on: date) -> int:
    """Workers with disabilities due on a national base.

    Parameters
    ----------
    base_art3 : int
        Base of computation, whole workers.
    on : date
        Day the duty is read at.

    Raises
    ------
    ParameterError
        If the law has no value on that day.
    ValueError
        If the base is negative.

    Source: Law 68/1999, art. 3, c. 1 (bands); art. 4, c. 2 (fractions).

    Examples
    --------
    >>> [quota_disabled(base, on=date(2026, 1, 1)) for base in (14, 15, 36, 50, 51, 150)]
    [0, 1, 2, 2, 4, 10]
    """
    return _quota("quota_disabled", base_art3, on)


def quota_art18(base_art18: int, *, on: date) -> int:
    """Workers of the other protected categories due on a national base.

    Source: Law 68/1999, art. 18, c. 2.

    Examples
    --------
    >>> [quota_art18(base, on=date(2026, 1, 1)) for base in (50, 51, 150, 151, 250, 251)]
    [0, 1, 1, 2, 2, 3]
    """
    return _quota("quota_art18", base_art18, on)


def _shared(parameter_id: str, base: int, bases: Sequence[int], employer: EmployerInput) -> SharedQuota:
    on = employer.reference_date
    national = _quota(parameter_id, base, on)
    places = [Place(row.province, size) for row, size in zip(employer.provinces, bases, strict=True)]
    step = _step(parameter_id, base, on)
    if step is not None and "percent" in step:
        return quota_by_percent(national, Fraction(step["percent"]), places, employer.registered_office_province, on)
    return quota_on_office(national, places, employer.registered_office_province)


def duty_waits(employer: EmployerInput, base_art3: int) -> bool:
    """Whether the duty has not arisen because the rule of that day asks for a new hire first.

    Source: Law 68/1999, art. 3, c. 2 and 3, until 31 December 2017.
    """
    condition = load("new_hire_condition").on(employer.reference_date).value
    if condition is None:
        return False
    concerned = band(base_art3, on=employer.reference_date) in condition["bands"] or (
        condition["third_sector"] and employer.third_sector_admin_only
    )
    hired = employer.new_hire_on is not None and employer.new_hire_on <= employer.reference_date
    return bool(concerned and not hired)


def shared_quota_disabled(employer: EmployerInput, base: int, bases: Sequence[int]) -> SharedQuota:
    """Return the disabled quota of the nation and of every province, 0 where the duty waits for a new hire."""
    if duty_waits(employer, base):
        return SharedQuota(0, (0,) * len(bases), 0, "")
    return _shared("quota_disabled", base, bases, employer)


def shared_quota_art18(employer: EmployerInput, base: int, bases: Sequence[int]) -> SharedQuota:
    """Return the art. 18 quota of the nation and of every province."""
    return _shared("quota_art18", base, bases, employer)
