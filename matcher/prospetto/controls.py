"""The controls of the prospetto: one list, all run, everything they find at once."""

from __future__ import annotations

from datetime import date

from matcher.prospetto import controls_compensation, controls_firm, controls_form, controls_staff
from matcher.prospetto.finding import ERROR, Control, Finding, context_of
from matcher.prospetto.model import Prospetto

CONTROLS: tuple[Control, ...] = (
    controls_form.form,
    controls_form.blocks,
    controls_form.categories,
    controls_form.unknown,
    controls_firm.reference_day,
    controls_firm.totals,
    controls_firm.public_bodies,
    controls_staff.heads,
    controls_staff.hours,
    controls_staff.listed,
    controls_staff.workers,
    controls_compensation.rows,
    controls_compensation.totals,
    controls_firm.posts,
    controls_firm.calculation,
)


def findings(prospetto: Prospetto, *, on: date | None = None) -> tuple[Finding, ...]:
    """Run every control of the prospetto.

    Parameters
    ----------
    prospetto : Prospetto
        Complete or not.
    on : date, optional
        Day on which it is sent, for the control of the reference date.

    Returns
    -------
    tuple of Finding
        Errors first, each in the order of the controls; texts in Italian, without any value of the file.
    """
    context = context_of(prospetto, on)
    found = [finding for control in CONTROLS for finding in control(context)]
    return tuple(sorted(found, key=lambda finding: finding.level != ERROR))
