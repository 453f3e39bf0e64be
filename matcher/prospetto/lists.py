"""The closed lists and the patterns of the official file, with our words beside the official letters."""

from __future__ import annotations

from matcher.prospetto.spec import Choice
from models.vocabulary import COMPENSATION_KINDS, EXCLUDED_CATEGORIES, LEGAL_FORMS, SUSPENSION_KINDS

LEGAL_FORM = tuple(
    Choice(letter, term.code, term.it) for letter, term in zip("ABCD", LEGAL_FORMS.values(), strict=True)
)
COMPANY_CLASS = (
    Choice("A", "A", "oltre 50 dipendenti"),
    Choice("B", "B", "da 36 a 50 dipendenti"),
    Choice("C", "C", "da 15 a 35 dipendenti"),
)
STATE = (Choice("E", "granted", "concesso"), Choice("F", "requested", "richiesto"))
SUBJECT = (Choice("D", "disabled", "persona con disabilità"), Choice("C", "protected", "categoria protetta art. 18"))
HIRE_CATEGORY = (Choice("NU", "numeric", "numerica"), Choice("NO", "nominative", "nominativa"))
COMPENSATION = tuple(
    Choice(letter, term.code, term.it) for letter, term in zip("ER", COMPENSATION_KINDS.values(), strict=True)
)
SEX = (Choice("M", "M", "maschio"), Choice("F", "F", "femmina"))
COMMUNICATION_TYPE = (
    Choice("01", "prospetto", "prospetto informativo"),
    Choice("02", "correction", "rettifica"),
    Choice("03", "cancellation", "annullamento"),
)
STATUS = (
    Choice("1", "draft", "bozza"),
    Choice("2", "to_sign", "da firmare"),
    Choice("3", "submitted", "presentato"),
    Choice("9", "being_corrected", "in rettifica"),
    Choice("10", "corrected", "rettificato"),
    Choice("11", "cancelled", "annullato"),
    Choice("12", "being_cancelled", "in annullamento"),
    Choice("13", "deleted", "cancellato"),
)
ORIGIN = (Choice("P", "P", "origine P"), Choice("M", "M", "origine M"))
CONTRACT_FORM = (
    Choice("I", "permanent", "tempo indeterminato"),
    Choice("D", "fixed_term", "tempo determinato"),
    Choice("E", "both", "entrambi"),
)
# No official letters: the element says the kind.
PART_TIME_KIND = (
    Choice("", "disabled", "disabili"),
    Choice("", "blind_switchboard_operator", "centralinisti telefonici non vedenti"),
    Choice("", "blind_therapist", "massofisioterapisti non vedenti"),
    Choice("", "telework", "telelavoro"),
    Choice("", "ordinary", "ordinario"),
    Choice("", "agency_disabled", "disabili somministrati"),
    Choice("", "convention_disabled", "disabili in convenzione art. 12-bis e 14"),
)
SUSPENSION_KIND = tuple(Choice("", term.code, term.it) for term in SUSPENSION_KINDS.values())
CATEGORY = tuple(Choice("", term.code, term.it) for term in EXCLUDED_CATEGORIES.values())

# The only letter of a suspension whose meaning was found.
COLLECTIVE_DISMISSAL_LETTER = "B"

_PERSON = "[A-Z]{6}[0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]"
TAX_CODE = rf"{_PERSON}|[0-9]{{11}}"
FOREIGN_TAX_CODE = rf"{TAX_CODE}|[A-Z]{{2}}[0-9A-Z]{{1,97}}"
BELFIORE = r"[A-Z][0-9]{3}|0000"
POSTCODE = r"[0-9]{5}"
EMAIL = r"[^@\s]+@[^@\s]+"
ATECO = r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}"
CCNL = r"[0-9A-Z]{3}|[A-Z]{2}|[0-9A-Z]{4}"
OCCUPATION = r"([0-9]\.){5}[0-9]{1,2}"
CONTRACT_CODE = r"[A-Z](\.[0-9]{2}){2}"
