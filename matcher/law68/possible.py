"""Refuses a workforce that cannot exist: more people in a part than in the whole, each fault with its rule.

Two kinds of mistake are kept apart. A group that is larger than the staff it belongs to, or groups that by law have
nobody in common and together exceed it, are impossible: the employer is not computed. Groups that may overlap, such as
excluded part-timers, are a slip that the law answers itself (the base is never below zero): a warning, elsewhere.
"""

from __future__ import annotations

from matcher.law68.employer import OWN_DISABLED_KINDS, ProvinceInput
from matcher.law68.headcount import disabled_employees
from matcher.law68.parameters import load
from matcher.law68.reading import Reader
from matcher.law68.territory import regions

# Plates of provinces that were abolished, renamed or created again: documents of other years hold them.
OTHER_YEARS = frozenset({"CI", "FO", "MD", "OG", "OT", "PS", "VS"})


def rule(parameter_id: str) -> str:
    """Name the article of a parameter, as its latest value does."""
    reference = load(parameter_id).values[-1].reference
    return f"{reference.act}, {reference.article}"


def is_plate(plate: str) -> bool:
    """Whether the letters name a province of Italy, of this year or of another."""
    return plate in regions() or plate in OTHER_YEARS


def _heads(row: ProvinceInput, *kinds: str) -> int:
    return sum(hours.heads for hours in row.part_time if hours.kind in kinds)


def check_workforce(reader: Reader, row: ProvinceInput, where: str) -> None:
    """Compare every group of a province with its staff; agency and convention workers are nobody's employees.

    Parameters
    ----------
    reader : Reader
        Where the faults go.
    row : ProvinceInput
        The province; a value that was faulty stands in it as 0.
    where : str
        Its place in the document.

    Source: Law 68/1999, art. 4, c. 1; art. 18, c. 2; the parameter of each group names its article.
    """
    disabled = disabled_employees(row)
    part_time = _heads(row, "ordinary", *OWN_DISABLED_KINDS)
    intermittent = sum(hours.heads for hours in row.intermittent)
    full_time_disabled = disabled - _heads(row, *OWN_DISABLED_KINDS)
    groups = (
        ("part_time", part_time, "part_time"),
        ("intermittent", intermittent, "intermittent"),
        ("excluded", sum(item.heads for item in row.excluded), "base"),
        ("disabled_full_time", disabled, "disabled_employees"),
        ("art18_in_force", row.art18_in_force, "art18_in_force"),
        ("telework_full_time", row.telework_full_time + _heads(row, "telework"), "telework"),
        (
            "exemption_self_certified.workers_60_per_mille",
            row.self_certified.workers if row.self_certified else 0,
            "exemption_self_certified",
        ),
        ("suspension.workers", (row.suspension.workers or 0) if row.suspension else 0, "suspension"),
    )
    beyond = set()
    for name, heads, parameter_id in groups:
        if heads > row.employees:
            beyond.add(name)
            reader.fault(f"{where}{name}", "no more heads in all than employees", rule(parameter_id))
    if not beyond & {"part_time", "intermittent", "disabled_full_time"} and (
        part_time + intermittent + full_time_disabled > row.employees
    ):
        what = "part-timers, intermittents and full-time disabled employees together no more than employees"
        reader.fault(f"{where}employees", what, rule("part_time"))
    if not beyond & {"disabled_full_time", "art18_in_force"} and disabled + row.art18_in_force > row.employees:
        what = "disabled employees and art. 18 workers together no more than employees: nobody covers both quotas"
        reader.fault(f"{where}employees", what, rule("art18_in_force"))
