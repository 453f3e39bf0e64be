"""Employers of the area's trades and sizes, with workforces whose gap is known."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate

from matcher.synthetic import staff, tables
from matcher.synthetic.draws import Draws
from matcher.synthetic.people import day_text, plain
from matcher.synthetic.tables import Area, Place, Sector

_KIND = 2
# How many workers a firm of each size misses; the larger trades have the long tail.
_GAPS = {1: (1, 1, 1, 1, 2, 2, 3, 4), 2: (1, 1, 1, 2, 2, 3, 4, 5, 8), 3: (1, 1, 2, 2, 3, 4, 5, 7, 10, 14, 21, 34)}
_NEIGHBOURS = ("MB", "BG", "LO")


@dataclass(slots=True)
class Firms:
    """Employers and their workforces, and what the other tables need to know of each (by position)."""

    employers: list[dict[str, str]] = field(default_factory=list)
    workforce: list[dict[str, str]] = field(default_factory=list)
    sectors: list[Sector] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)
    gaps_art18: list[int] = field(default_factory=list)


def _draw_sector(seed: int, number: int) -> Sector:
    kept = [sector for sector in tables.sectors().values() if sector.weight]
    return Draws(seed, _KIND, number, 0).weighted(kept, list(accumulate(sector.weight for sector in kept)))


def _gap(draws: Draws, sector: Sector) -> int:
    gap = draws.pick(_GAPS[sector.size])
    return gap if gap < 4 else gap + draws.between(-(gap // 4), gap // 3)


def settle(gaps: list[int], total: int) -> list[int]:
    """Move gaps one unit at a time, the larger ones first, until their sum is ``total``."""
    settled = list(gaps)
    order = sorted(range(len(settled)), key=lambda position: (-settled[position], position))
    at, missing = 0, total - sum(settled)
    large = sum(gap > 3 for gap in settled)
    while missing:
        position = order[at % len(order)]
        at += 1
        if missing > 0:
            settled[position] += 1
            missing -= 1
        elif settled[position] > 3:
            settled[position] -= 1
            large -= settled[position] == 3
            missing += 1
        elif not large and settled[position] > 1:
            settled[position] -= 1
            missing += 1
    return settled


def _tax_code(number: int) -> str:
    """Eleven digits with the right check digit, and the office code 000 that no tax office has."""
    digits = f"{number % 10_000_000:07d}000"
    total = 0
    for position, letter in enumerate(digits):
        value = int(letter) * (1 + position % 2)
        total += value - 9 if value > 9 else value
    return digits + str(-total % 10)


def _name(sector: Sector, draws: Draws, seed: int, number: int) -> tuple[str, str]:
    """Trade, invented words and legal ending; the ending comes second."""
    nouns, adjectives = tables.firm_words()
    pairs = len(nouns) * len(adjectives)
    turn = (number * 677 + seed) % pairs  # 677 has no factor in common with 55 x 31: no pair comes twice in a round
    (noun, gender), (male, female) = nouns[turn % len(nouns)], adjectives[turn // len(nouns)]
    ending = draws.pick(sector.endings)
    return f"{draws.pick(sector.kinds)} {noun} {female if gender == 'f' else male}", ending


def _form(sector: Sector, ending: str, draws: Draws) -> tuple[str, str]:
    """Legal form, and the ending as it is written."""
    if ending == "public":
        return "public", ""
    if ending == "economic":
        return "public_economic_body", ""
    if ending == "coop":
        return "private", ""
    group = ending == "S.p.A." and draws.chance(15)
    return ("private_group_member" if group else "private"), f" {ending}" if ending else ""


def _employer(draws: Draws, number: int, sector: Sector, area: Area, seed: int) -> tuple[dict[str, str], Place]:
    place = draws.weighted(area.places, area.workplaces)
    name, ending = _name(sector, draws, seed, number)
    form, written = _form(sector, ending, draws)
    admin_only = sector.excluded.startswith("staff_not") and ending in {"", "coop"}
    public_work = form in {"public", "public_economic_body"} or draws.chance(sector.public_sector)
    address = f"{draws.pick(('hr', 'personale', 'info', 'selezione'))}@{plain(name)}.example"
    row = {
        "employer_id": f"AZ{number:04d}" if area.names else f"F{number:05d}",
        "name": name + written,
        "tax_code": _tax_code(number + 3_000),
        "ateco": draws.pick(sector.atecos),
        "legal_form": form,
        "third_sector_admin_only": "yes" if admin_only else draws.pick(("no", "no", "no", "")),
        "registered_office": place.name if area.names and draws.chance(40) else place.code,
        "email": address if draws.chance(92) else "",
        "phone": f"02 000 {(1_000 + number) % 10_000:04d}",
        "works_with_public_sector": ("yes" if public_work else "no") if draws.chance(90) else "",
        "contact_status": "none",
        "last_contact_on": "",
        "obligation_since": "",
        "group_id": f"G{number % 7:02d}" if form == "private_group_member" else "",
        "do_not_contact": "",
        "cooperative_places": str(draws.between(3, 14)) if sector.key == "cooperative_b" else "",
        "working_days_per_week": draws.pick(("5", "5", "5", "6", "")),
        "patron_municipality": place.code if draws.chance(50) else "",
    }
    return row, place


def _add(firms: Firms, number: int, sector: Sector, gap: int, area: Area, seed: int, small: bool) -> None:
    draws = Draws(seed, _KIND, number, 1)
    row, place = _employer(draws, number, sector, area, seed)
    admin_only = row["third_sector_admin_only"] == "yes"
    people = staff.workforce(draws, gap, sector, small=small, admin_only=admin_only)
    if gap and draws.chance(85):
        row["obligation_since"] = day_text(date(2023, 1, 9), date(2026, 10, 30), draws)
    elsewhere = None
    spare = people.base - 51
    if people.base > 90 and not people.exemption and draws.chance(18):
        provinces = [letters for letters in _NEIGHBOURS if letters != place.province]
        elsewhere = (draws.pick(provinces), draws.between(5, max(6, spare // 3)))
    firms.employers.append(row)
    if not (small and draws.chance(8)):  # a few small firms never sent a prospetto
        firms.workforce += staff.rows(row["employer_id"], people, elsewhere, place.province)
    firms.sectors.append(sector)
    firms.places.append(place)
    firms.gaps.append(gap)
    firms.gaps_art18.append(people.gap_art18)


def build(area: Area, seed: int, *, with_gap: int, others: int, total: int | None, at_least: int = 0) -> Firms:
    """Draw firms with a gap, then firms in order: cooperatives and an agency first, small ones last.

    ``total`` is the exact sum of the gaps; ``at_least`` a sum they must reach when ``total`` is None.
    """
    drawn = [_draw_sector(seed, number) for number in range(1, with_gap + 1)]
    gaps = [_gap(Draws(seed, _KIND, number, 2), sector) for number, sector in enumerate(drawn, start=1)]
    if total is not None or sum(gaps) < at_least:
        gaps = settle(gaps, at_least if total is None else total) if gaps else gaps
    firms = Firms()
    for number, (sector, gap) in enumerate(zip(drawn, gaps, strict=True), start=1):
        _add(firms, number, sector, gap, area, seed, False)
    kept = tables.sectors()
    hosts = max(1, others // 15) if others else 0
    for position in range(others):
        number = with_gap + position + 1
        sector = _draw_sector(seed, number)
        if position < hosts:
            sector = kept["cooperative_b"]
        elif position == hosts:
            sector = kept["agency"]
        _add(firms, number, sector, 0, area, seed, position > hosts and position % 5 < 3)
    return firms
