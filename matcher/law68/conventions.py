"""How many units an agreement may carry: art. 12, art. 12-bis, art. 14 (Law 68/1999; D.Lgs 276/2003)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from matcher.law68.arithmetic import percent_of, units
from matcher.law68.parameters import load


def art12_units(to_hire: int, employees: int, *, on: date) -> int:
    """Units that an art. 12 agreement may carry: one in a small employer, otherwise a share of the hires due.

    Source: Law 68/1999, art. 12 (rounding by the general rule; not read).
    """
    rule = load("convention_art12").on(on).value
    if employees < rule["small_employer_below"]:
        return min(to_hire, int(rule["small_employer_units"]))
    return units(percent_of(rule["most_percent_of_hires"], to_hire), on)


def art12bis_cap(quota_disabled: int, band: str | None, *, on: date) -> int:
    """Units of the quota that art. 12-bis agreements may cover; 0 where the way is closed.

    Examples
    --------
    >>> [art12bis_cap(10, "over_50", on=date(2025, 12, day)) for day in (30, 31)]
    [1, 6]

    Source: Law 68/1999, art. 12-bis, as amended from 31 December 2025.
    """
    law = load("convention_art12bis").find(on)
    if law is None or band != law.value["band"]:
        return 0
    return units(percent_of(law.value["most_percent"], quota_disabled), on)


def art14_cap(quota_disabled: int, provinces: Iterable[str], band: str | None, *, on: date) -> int | None:
    """Units that the framework agreement allows; None where the office has not set the province's cap.

    Where no cap applies (small band) the whole quota is returned.

    Source: D.Lgs 276/2003, art. 14; the framework agreement of each province.
    """
    law = load("convention_art14").find(on)
    if law is None or band is None:
        return 0
    if band in law.value["no_cap_in_bands"]:
        return quota_disabled
    caps = [law.value["cap_percent_by_province"].get(plate) for plate in provinces]
    set_caps = [Fraction(str(cap)) for cap in caps if cap is not None]
    return units(percent_of(max(set_caps), quota_disabled), on) if set_caps else None


def art14_units_of_commission(yearly_eur: int, coefficient_eur: int) -> int:
    """Units that a yearly commission to a cooperative is worth: commission over the framework's coefficient.

    Source: D.Lgs 276/2003, art. 14, c. 2.
    """
    if coefficient_eur <= 0:
        msg = f"coefficient_eur must be more than 0; got {coefficient_eur}"
        raise ValueError(msg)
    return yearly_eur // coefficient_eur
