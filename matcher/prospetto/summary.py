"""Quadro 3: the result, as the engine computes it from quadri 1 and 2."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from matcher.law68 import position
from matcher.prospetto.employer import to_employer
from matcher.prospetto.model import Prospetto, Record, build
from models.quota import Figures, ProvinceFigures, QuotaPosition

CLASSES = {"over_50": "A", "36-50": "B", "15-35": "C"}
_FIGURES = (
    "base_art3",
    "base_art18",
    "quota_disabled",
    "quota_art18",
    "exempt_units",
    "disabled_in_force",
    "art18_in_force",
    "gap_disabled",
    "gap_art18",
    "gap_disabled_real",
    "gap_art18_real",
)
_SUBJECTS = {"disabled": "disabled", "protected": "art18"}


def _figures(found: Figures) -> Record:
    return {name: getattr(found, name) for name in _FIGURES}


def _moved(rows: list[Record]) -> Record:
    """Category and number of the compensations of one province, where its rows of one subject agree."""
    found: Record = {}
    for subject, name in _SUBJECTS.items():
        own = [row for row in rows if row["subject"] == subject]
        categories = {row["category"] for row in own}
        if len(categories) == 1 and None not in categories:
            found[f"compensation_{name}_category"] = next(iter(categories))
            found[f"compensation_{name}_units"] = sum(row["units"] or 0 for row in own)
    return found


def _province(found: ProvinceFigures, province: Mapping[str, Any], *, nationally: bool) -> Record:
    return {
        "province": found.province,
        **_figures(found),
        **_moved(province["compensations"]),
        "suspended": nationally or province["suspension_state"] == "granted",
    }


def summary_of(prospetto: Prospetto, found: QuotaPosition) -> Record:
    """Write a computed position as quadro 3 of its prospetto; the notes stay."""
    nationally = bool(prospetto.company["suspended_nationally"])
    granted = any(province["suspension_state"] == "granted" for province in prospetto.provinces)
    pairs = zip(found.provinces, prospetto.provinces, strict=True)
    return {
        **_figures(found.national),
        "art18_transitional_units": found.national.art18_transitional_units,
        "suspended": nationally or granted,
        "provinces": [_province(figures, province, nationally=nationally) for figures, province in pairs],
        "notes": prospetto.summary["notes"],
    }


def with_summary(prospetto: Prospetto, *, on: date | None = None) -> Prospetto:
    """Return the prospetto with quadro 3 and the company's class computed by the engine.

    Parameters
    ----------
    prospetto : Prospetto
        Quadri 1 and 2; a quadro 3 that stands is replaced.
    on : date, optional
        Stands in for a reference date that is missing.

    Raises
    ------
    QuotaInputError
        With every fault of the employer.
    ProspettoError
        If an excluded category is not known.
    """
    found = position(to_employer(prospetto), on=on)
    content = {**prospetto.content, "quadro_3": summary_of(prospetto, found)}
    content["quadro_1"] = {**prospetto.company, "company_class": CLASSES.get(found.national.band or "")}
    return replace(build(content), unknown=prospetto.unknown)
