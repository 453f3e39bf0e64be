"""The employer as the calculation reads it: checked, whole numbers and exact fractions only."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

LEGAL_FORMS = ("private", "public_economic_body", "public", "private_group_member")
PUBLIC = "public"
GROUP = "private_group_member"
OWN_DISABLED_KINDS = ("disabled", "blind_switchboard_operator", "blind_therapist")
LENT_DISABLED_KINDS = ("agency_disabled", "convention_disabled")
PART_TIME_KINDS = ("ordinary", *OWN_DISABLED_KINDS, *LENT_DISABLED_KINDS, "telework")
SUSPENSION_KINDS = ("cigs", "solidarity", "collective_dismissal")


@dataclass(frozen=True, slots=True)
class HoursRow:
    """Heads who work some minutes of a full-time week; ``percent`` is the degree of a disabled worker."""

    heads: int
    contract: int
    worked: int
    kind: str = "ordinary"
    percent: Fraction | None = None
    psychic: bool | None = None

    @property
    def share(self) -> Fraction:
        """Worked over contract."""
        return Fraction(self.worked, self.contract)


@dataclass(frozen=True, slots=True)
class Excluded:
    """Heads of a category that leaves the base."""

    category: str
    heads: int


@dataclass(frozen=True, slots=True)
class Authorised:
    """A partial exemption granted or requested; units None where the act names none."""

    state: str
    percent: Fraction | None
    units: int | None


@dataclass(frozen=True, slots=True)
class SelfCertified:
    """An exemption that the employer certifies for staff at an INAIL premium over the threshold."""

    workers: int
    units: int | None


@dataclass(frozen=True, slots=True)
class CompensationRow:
    """Units that a province gives (excess) or receives (reduction)."""

    subject: str
    category: str
    units: int
    other_province: str
    group: bool


@dataclass(frozen=True, slots=True)
class Suspension:
    """Why and how far the duty is suspended in a province."""

    kind: str
    percent: Fraction | None
    workers: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceInput:
    """What the employer states for one province."""

    province: str
    employees: int
    disabled_full_time: int = 0
    blind_switchboard_operators_full_time: int = 0
    blind_therapists_full_time: int = 0
    art18_in_force: int = 0
    art18_in_force_since_17_1_2000: int = 0
    telework_full_time: int = 0
    agency_disabled_full_time: int = 0
    convention_disabled_full_time: int = 0
    excluded: tuple[Excluded, ...] = ()
    part_time: tuple[HoursRow, ...] = ()
    intermittent: tuple[HoursRow, ...] = ()
    authorised: Authorised | None = None
    self_certified: SelfCertified | None = None
    compensations: tuple[CompensationRow, ...] = ()
    suspension_granted: bool = False
    suspension: Suspension | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployerInput:
    """An employer of section 4 of the contract, checked."""

    employer_id: str | None
    legal_form: str
    reference_date: date
    registered_office_province: str
    provinces: tuple[ProvinceInput, ...]
    suspended_nationally: bool = False
    third_sector_admin_only: bool = False
    obligation_since: date | None = None
    new_hire_on: date | None = None
    warnings: tuple[str, ...] = field(default=())
