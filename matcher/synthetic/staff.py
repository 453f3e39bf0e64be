"""Workforces whose gap is known beforehand: the law's arithmetic run backwards, on whole numbers.

Only cases with one answer are built: part-time sums are whole units, disabled part-timers work more than half
of the hours, and no company compensates another. The tests give every workforce to the quota engine.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from matcher.synthetic.draws import Draws
from matcher.synthetic.tables import Sector
from models.vocabulary import EXCLUDED_CATEGORIES, EXCLUDED_FROM_BOTH

COUNTS = (
    "employees",
    "disabled_full_time",
    "blind_switchboard_operators_full_time",
    "blind_therapists_full_time",
    "art18_in_force",
    "agency_disabled_full_time",
    "convention_disabled_full_time",
    *EXCLUDED_CATEGORIES,
    "telework_full_time",
    "exemption_percent",
    "at_risk_60_per_mille",
)
CELLS = (
    "disabled_part_time",
    "part_time",
    "intermittent",
    "telework_part_time",
    "suspension_kind",
    "suspension_percent",
    "compensation",
)
_PART_TIME_SECTORS = {"retail", "catering", "cleaning", "contact", "care", "public_services"}
_EXEMPT_SECTORS = {"chemicals", "metalworking", "logistics", "waste"}
_SMALLEST_PERCENT_BASE = 51  # from here the quota is 7 % of the base (art. 3 c. 1 a)


def quota(base: int) -> int:
    """Disabled workers due on a base of computation (art. 3 c. 1; a fraction counts over one half only)."""
    if base >= _SMALLEST_PERCENT_BASE:
        return (7 * base + 49) // 100
    return (base >= 15) + (base >= 36)


def quota_art18(base: int) -> int:
    """Protected workers due on a base of computation (art. 18 c. 2)."""
    if base > 150:
        return (base + 49) // 100
    return int(base > 50)


@dataclass(slots=True)
class Staff:
    """One workforce: its national figures, the row of the table, and the gaps that follow."""

    base: int
    cover: int
    exemption: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    gap_art18: int = 0

    @property
    def gap(self) -> int:
        """Disabled workers still due."""
        due = quota(self.base)
        return max(0, due - _exempt(due, self.exemption) - self.cover)


def _exempt(due: int, percent: int) -> int:
    """Units a granted exemption takes off a quota of class A, at most 60 % of it (art. 5 c. 3)."""
    return min((due * percent + 49) // 100, (due * 60 + 49) // 100)


def _base_of(draws: Draws, due: int) -> int:
    """Draw a base whose 7 % is ``due``."""
    low = max(_SMALLEST_PERCENT_BASE, -(-(100 * due - 49) // 7))
    return draws.between(low, (100 * due + 50) // 7)


def _short(draws: Draws, gap: int, sector: Sector) -> Staff:
    """Choose base, cover and exemption so that exactly ``gap`` workers are missing."""
    roll = draws.below(100)
    if gap == 1 and roll < 62:
        return Staff(draws.between(15, 35), 0)
    if gap <= 2 and roll < 82:
        return Staff(draws.between(36, 50), 2 - gap)
    if gap >= 3 and sector.key in _EXEMPT_SECTORS and draws.chance(25):
        percent = draws.pick((20, 30, 40, 60))
        due = gap + 1
        while due - _exempt(due, percent) < gap or due < 4:
            due += 1
        return Staff(_base_of(draws, due), due - _exempt(due, percent) - gap, percent)
    cover = max(4 - gap, draws.between(0, gap // 2 + 2))
    return Staff(_base_of(draws, gap + cover), cover)


def _in_order(draws: Draws, sector: Sector, small: bool) -> Staff:
    """Choose base and cover so that nothing is missing."""
    if small:
        return Staff(draws.between(3, 14), int(draws.chance(12)))
    base = draws.pick((draws.between(15, 35), draws.between(36, 50), draws.between(51, 210)))
    return Staff(base, quota(base) + draws.pick((0, 0, 0, 1)) + (5 if sector.key == "cooperative_b" else 0))


def _cover_rows(draws: Draws, staff: Staff, sector: Sector) -> int:
    """Spread the cover over kinds of worker; give the heads that are employees."""
    left = staff.cover
    partly = min(left, draws.pick((0, 0, 1, 2)))
    hours = [draws.pick(("20/38", "24/40", "25/40", "30/40")) for _ in range(partly)]
    people = (f"{worked}:{draws.between(52, 90)}{draws.pick(('', '', ':psychic'))}" for worked in hours)
    staff.cells["disabled_part_time"] = ";".join(people)
    left -= partly
    if left and sector.key in {"public_services", "contact", "care", "professional"} and draws.chance(30):
        staff.counts["blind_switchboard_operators_full_time"] = 1
        left -= 1
    employed = staff.cover
    for column, percent in (("agency_disabled_full_time", 6), ("convention_disabled_full_time", 6)):
        if left and draws.chance(percent):
            staff.counts[column] = 1
            left -= 1
            employed -= 1
    staff.counts["disabled_full_time"] = left
    return employed


def _reductions(draws: Draws, staff: Staff, sector: Sector, admin_only: bool) -> tuple[int, int]:
    """Draw heads outside the base; give what leaves the base of art. 3, and what leaves the base of art. 18."""
    base = staff.base
    for column, percent, most in (
        ("apprentices", 35, 1 + base // 20),
        ("executives", 25, 1 + base // 40),
        ("fixed_term_up_to_6_months", 25, 1 + base // 15),
        ("agency_workers", 8, 1 + base // 20),
        ("substitutes", 8, 2),
    ):
        if draws.chance(percent):
            staff.counts[column] = draws.between(1, most)
    if sector.excluded and (admin_only or not sector.excluded.startswith("staff_not")):
        staff.counts[sector.excluded] = draws.between(base // 3 + 1, base + 4)
    both = sum(count for column, count in staff.counts.items() if column in EXCLUDED_FROM_BOTH)
    every = sum(count for column, count in staff.counts.items() if column in EXCLUDED_CATEGORIES)
    halves = quarters = 0
    if draws.chance(75 if sector.key in _PART_TIME_SECTORS else 30):
        halves, quarters = draws.between(1, 2 + base // 6), draws.between(0, base // 20)
    rows = [f"20/40:{2 * halves}"] * (halves > 0) + [f"30/40:{4 * quarters}"] * (quarters > 0)
    staff.cells["part_time"] = ";".join(rows)
    shared = halves + quarters
    room = base >= halves + 3 * quarters + 2  # nobody is counted twice: all of these heads are among the employees
    if sector.key in {"catering", "retail"} and draws.chance(25) and room:
        staff.cells["intermittent"] = "8/40:10"  # ten heads make two units
        shared += 8
    if sector.key in {"it", "professional", "contact"} and draws.chance(30):
        staff.counts["telework_full_time"] = draws.between(1, 3)
        shared += staff.counts["telework_full_time"]
    return every + shared, both + shared


def _protected(staff: Staff, heads: int, outside: int, outside18: int, missing: int) -> None:
    """Settle art. 18 staff and the head count: those in force leave the base within 1 % of all employees."""
    in_force = 0
    while True:
        deducted = 0
        while (step := min(in_force, (heads + deducted + 49) // 100)) != deducted:
            deducted = step
        due = quota_art18(staff.base + outside - outside18)
        if in_force >= due - missing:
            break
        in_force += 1
    staff.counts["employees"] = heads + deducted
    staff.counts["art18_in_force"] = in_force
    staff.gap_art18 = max(0, due - in_force)


def workforce(draws: Draws, gap: int, sector: Sector, *, small: bool = False, admin_only: bool = False) -> Staff:
    """Draw a workforce that misses exactly ``gap`` disabled workers (0: in order, art. 18 included)."""
    staff = _short(draws, gap, sector) if gap else _in_order(draws, sector, small)
    employed = _cover_rows(draws, staff, sector)
    outside, outside18 = _reductions(draws, staff, sector, admin_only)
    _protected(staff, staff.base + employed + outside, outside, outside18, int(bool(gap) and draws.chance(30)))
    staff.counts["exemption_percent"] = staff.exemption
    if gap >= 4 and draws.chance(3):
        staff.cells["suspension_kind"], staff.cells["suspension_percent"] = "solidarity", "20"
    return staff


def rows(employer_id: str, staff: Staff, elsewhere: tuple[str, int] | None, home: str) -> list[dict[str, str]]:
    """Write the table's rows: the registered province, and a second one that holds only plain employees."""
    moved = elsewhere[1] if elsewhere else 0
    counts = {**staff.counts, "employees": staff.counts["employees"] - moved}
    row = {"employer_id": employer_id, "province": home}
    row |= {column: str(counts.get(column, 0)) for column in COUNTS}
    row |= {column: staff.cells.get(column, "") for column in CELLS}
    written = [row]
    if elsewhere:
        second = {"employer_id": employer_id, "province": elsewhere[0]} | dict.fromkeys(COUNTS, "0")
        written.append(second | {"employees": str(moved)} | dict.fromkeys(CELLS, ""))
    return written
