"""The project's balance, counted from the rows: firms in dialogue, consultancies, internships, people, hires."""

from __future__ import annotations

from datetime import date

from matcher.frames import Tables


def balance(tables: Tables, until: date) -> dict[str, int]:
    """Count what was done up to a day.

    Parameters
    ----------
    tables : Tables
        Checked tables.
    until : date
        Rows after it do not count; a row without a day does.

    Returns
    -------
    dict of str to int
        Distinct firms by kind of contact, internships and hires by pair, people taken in charge, agreements.
    """
    contacts = [row for row in tables.contacts.rows() if _counts(row["on"], until)]
    outcomes = [row for row in tables.outcomes.rows() if _counts(row["on"], until)]
    people = [row for row in tables.candidates.rows() if row["taken_in_charge_on"] is not None]
    agreements = [row for row in tables.agreements.rows() if _counts(row["signed_on"], until)]
    return {
        "firms_in_dialogue": len({row["employer_id"] for row in contacts if row["kind"] == "dialogue"}),
        "consultancies": len({row["employer_id"] for row in contacts if row["kind"] == "consultancy"}),
        "agreements": len(agreements),
        "internships": len({_pair(row) for row in outcomes if row["stage"] == "internship"}),
        "people_in_charge": sum(_counts(row["taken_in_charge_on"], until) for row in people),
        "hires": len({_pair(row) for row in outcomes if row["stage"] == "hired"}),
    }


def _counts(day: object, until: date) -> bool:
    return not isinstance(day, date) or day <= until


def _pair(row: dict[str, object]) -> tuple[object, object]:
    return row["candidate_id"], row["vacancy_id"]
