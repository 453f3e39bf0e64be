"""Refuses workforces that cannot exist, by the rules of ``matcher.law68.possible``, each fault with its act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from matcher.law68.columns.faults import Faults
from matcher.law68.columns.layout import Column, Flags, Ints, plate_codes
from matcher.law68.employer import OWN_DISABLED_KINDS, PART_TIME_KINDS
from matcher.law68.possible import is_plate, rule

_TELEWORK = PART_TIME_KINDS.index("telework")


def _sums(size: int, rows: Mapping[str, Column], kinds: Sequence[str] | None = None) -> Ints:
    """Heads of every province, of some kinds of part-timers or of all rows."""
    heads = rows["heads"]
    if kinds is not None:
        heads = np.where(np.isin(rows["kind"], [PART_TIME_KINDS.index(kind) for kind in kinds]), heads, 0)
    found: Ints = np.bincount(rows["province"], weights=heads, minlength=size).astype(np.int64)
    return found


def check_hours(faults: Faults, name: str, table: Mapping[str, Column], employer: Column) -> None:
    """Compare the minutes worked with the contract's: never more, and fewer where the row is of part-timers."""
    worked, contract = table["worked_minutes"], table["contract_minutes"]
    article = rule("part_time" if name == "part_time" else "intermittent")
    what = f"no more than the contract's full-time minutes ({article})"
    faults.rows(f"{name}.worked_minutes", worked > contract, what, employer)
    if "kind" in table:
        whole: Flags = (worked == contract) & (table["kind"] != _TELEWORK)
        what = f"fewer than the contract's full-time minutes; full-time workers have their own columns ({article})"
        faults.rows(f"{name}.worked_minutes", whole, what, employer)


def check_plates(faults: Faults, provinces: Mapping[str, Column]) -> None:
    """Refuse letters that name no province of Italy, of this year or of another."""
    codes = plate_codes(provinces["province"])
    _, first = np.unique(codes, return_index=True)
    unknown = [codes[at] for at in first.tolist() if not is_plate(str(provinces["province"][at]))]
    what = f"the two letters of an Italian province, such as MI ({rule('prospetto_term')})"
    faults.rows("provinces.province", np.isin(codes, unknown), what, provinces["employer"])


def check_workforces(faults: Faults, tables: Mapping[str, Mapping[str, Column]]) -> None:
    """Compare every group of a province with its staff.

    Source: Law 68/1999, art. 4, c. 1; art. 18, c. 2; the parameter of each group names its article.
    """
    rows = tables["provinces"]
    employees, size, art18 = rows["employees"], len(rows["employees"]), rows["art18_in_force"]
    full_time = (
        rows["disabled_full_time"] + rows["blind_switchboard_operators_full_time"] + rows["blind_therapists_full_time"]
    )
    disabled = full_time + _sums(size, tables["part_time"], OWN_DISABLED_KINDS)
    part_time = _sums(size, tables["part_time"], ("ordinary", *OWN_DISABLED_KINDS))
    intermittent = _sums(size, tables["intermittent"])
    groups = {
        "part_time": (part_time, "part_time"),
        "intermittent": (intermittent, "intermittent"),
        "excluded": (_sums(size, tables["excluded"]), "base"),
        "disabled_full_time": (disabled, "disabled_employees"),
        "art18_in_force": (art18, "art18_in_force"),
        "telework_full_time": (
            rows["telework_full_time"] + _sums(size, tables["part_time"], ("telework",)),
            "telework",
        ),
        "self_certified_workers": (rows["self_certified_workers"], "exemption_self_certified"),
        "suspension_workers": (rows["suspension_workers"], "suspension"),
    }
    beyond = {name: heads > employees for name, (heads, _) in groups.items()}
    for name, (_, parameter) in groups.items():
        what = f"no more heads in all than employees ({rule(parameter)})"
        faults.rows(f"provinces.{name}", beyond[name], what, rows["employer"])
    together = part_time + intermittent + full_time > employees
    named = beyond["part_time"] | beyond["intermittent"] | beyond["disabled_full_time"]
    what = "part-timers, intermittents and full-time disabled employees together no more than employees"
    faults.rows("provinces.employees", together & ~named, f"{what} ({rule('part_time')})", rows["employer"])
    both = disabled + art18 > employees
    named = beyond["disabled_full_time"] | beyond["art18_in_force"]
    what = "disabled employees and art. 18 workers together no more than employees: nobody covers both quotas"
    faults.rows("provinces.employees", both & ~named, f"{what} ({rule('art18_in_force')})", rows["employer"])
