"""The tables of firms: employers, their workforce by province, contacts and agreements."""

from __future__ import annotations

from models import vocabulary as words
from models.columns_kinds import Column, Table

_EMPLOYER_ID = ("Codice azienda", "Codice", "Codice datore", "ID azienda")

EMPLOYERS = Table(
    "employers",
    key=("employer_id",),
    columns=(
        Column("employer_id", "id", "the firm's id in the office", required=True, aliases=_EMPLOYER_ID),
        Column("name", "text", "the firm's name", aliases=("Ragione sociale", "Denominazione", "Azienda")),
        Column(
            "tax_code",
            "text",
            "tax code or VAT number, leading zeros kept",
            aliases=("Partita IVA", "P. IVA", "P.IVA", "Codice fiscale", "Codice fiscale/P. IVA"),
        ),
        Column("ateco", "text", "ATECO code of the activity", aliases=("Codice ATECO", "Attività ATECO")),
        Column(
            "legal_form",
            "word",
            "kind of employer, for Law 68/1999",
            vocabulary=words.LEGAL_FORMS,
            aliases=("Tipologia", "Natura", "Forma giuridica", "Tipo datore"),
        ),
        Column(
            "third_sector_admin_only",
            "yes_no",
            "base counted on technical-executive and administrative staff alone (art. 3 c. 3)",
            aliases=("Terzo settore: solo amministrativi (art. 3 c. 3)", "Terzo settore solo amministrativi"),
        ),
        Column(
            "registered_office",
            "municipality",
            "municipality of the registered office",
            aliases=("Comune sede legale", "Sede legale", "Comune della sede legale"),
        ),
        Column("email", "text", "e-mail address", aliases=("E-mail", "Posta elettronica", "PEC")),
        Column("phone", "text", "telephone", aliases=("Telefono", "Tel.")),
        Column(
            "works_with_public_sector",
            "yes_no",
            "works with public bodies (art. 17)",
            aliases=("Lavora con enti pubblici (art. 17)", "Lavora con enti pubblici", "Appalti pubblici"),
        ),
        Column(
            "contact_status",
            "word",
            "where the contact stands",
            vocabulary=words.CONTACT_STATUS,
            aliases=("Stato contatto", "Stato del contatto"),
        ),
        Column("last_contact_on", "date", "day of the last contact", aliases=("Ultimo contatto",)),
        Column("obligation_since", "date", "day the present gap began", aliases=("Scoperta dal", "Scopertura dal")),
        Column("group_id", "id", "group of firms it belongs to", aliases=("Gruppo", "Codice gruppo")),
        Column("do_not_contact", "yes_no", "asked not to be contacted", aliases=("Non contattare",)),
        Column(
            "cooperative_places",
            "integer",
            "people a social cooperative can host",
            "people",
            0,
            1_000_000,
            aliases=("Posti in cooperativa", "Posti cooperativa"),
        ),
        Column(
            "working_days_per_week",
            "integer",
            "working days a week",
            "days",
            5,
            6,
            aliases=("Giorni lavorativi a settimana", "Giorni lavorativi"),
        ),
        Column(
            "patron_municipality",
            "municipality",
            "municipality whose patron day is a holiday",
            aliases=("Comune del patrono", "Santo patrono"),
        ),
    ),
)

# Headings of the prospetto; a category without one here is known by its name and its label alone.
_EXCLUDED_ALIASES = {
    "fixed_term_up_to_6_months": "Escl. tempo determinato fino a 6 mesi",
    "seasonal": "Escl. stagionali",
    "apprentices": "Escl. apprendisti",
    "executives": "Escl. dirigenti",
    "cooperative_working_members": "Escl. soci di cooperative",
    "agency_workers": "Escl. lavoratori somministrati",
    "home_workers": "Escl. lavoratori a domicilio",
    "permanently_abroad": "Escl. lavoro all'estero",
    "reintegration_contracts": "Escl. contratto di reinserimento",
    "stabilised_socially_useful_workers": "Escl. LSU stabilizzati",
    "taken_over_with_contract_change": "Escl. passaggio d'appalto",
    "substitutes": "Escl. sostituti di assenti",
    "travelling_staff": "Escl. personale viaggiante",
    "building_site_and_site_transport_staff": "Escl. personale di cantiere",
    "haulage_drivers_of_registered_hauliers": "Escl. autotrasporto",
    "cableway_operating_staff": "Escl. impianti a fune",
    "industrial_installation_and_maintenance_crews_on_site": "Escl. montaggi industriali in cantiere",
    "underground_mining_staff": "Escl. settore minerario",
    "staff_not_technical_executive_nor_administrative_art3c3": "Escl. personale art. 3 c. 3",
    "non_administrative_staff_art3c4": "Escl. personale art. 3 c. 4",
}
_MOST_HEADS = 10_000_000


def _count(name: str, doc: str, *aliases: str) -> Column:
    return Column(name, "count", doc, "heads", 0, _MOST_HEADS, aliases=aliases, default=0)


def _excluded(code: str, term: words.Term) -> Column:
    alias = _EXCLUDED_ALIASES.get(code, f"Escl. {term.it}")
    return _count(code, f"excluded from the base: {term.en}", alias, term.it)


def _lists(name: str, kind: str, doc: str, *aliases: str) -> Column:
    return Column(name, kind, doc, aliases=aliases)


WORKFORCE = Table(
    "workforce",
    key=("employer_id", "province"),
    columns=(
        Column("employer_id", "id", "the firm", required=True, aliases=_EMPLOYER_ID),
        Column("province", "province", "province of the staff", required=True, aliases=("Provincia", "Prov.")),
        _count("employees", "every subordinate head, each as 1", "Totale lavoratori dipendenti", "Dipendenti"),
        _count("disabled_full_time", "disabled in force, full time", "Disabili in forza a tempo pieno"),
        _count(
            "blind_switchboard_operators_full_time",
            "blind switchboard operators, full time",
            "Centralinisti telefonici non vedenti",
        ),
        _count("blind_therapists_full_time", "blind therapists, full time", "Massofisioterapisti non vedenti"),
        _count("art18_in_force", "protected categories of art. 18 in force", "Categorie protette art. 18 in forza"),
        _count(
            "agency_disabled_full_time",
            "disabled agency workers on missions of 12 months or more, full time",
            "Disabili somministrati (missioni da 12 mesi)",
        ),
        _count(
            "convention_disabled_full_time",
            "disabled counted by agreements of art. 12-bis and 14, full time",
            "Disabili in convenzione art. 12-bis e 14",
        ),
        *(_excluded(code, term) for code, term in words.EXCLUDED_CATEGORIES.items()),
        _count("telework_full_time", "teleworkers, full time", "Telelavoro a tempo pieno"),
        Column(
            "exemption_percent",
            "count",
            "partial exemption authorised and granted",
            "%",
            0,
            100,
            aliases=("Esonero parziale autorizzato %", "Esonero parziale %"),
            default=0,
        ),
        _count(
            "at_risk_60_per_mille",
            "staff whose INAIL rate is 60 per mille or more",
            "Addetti con tasso INAIL dal 60 per mille",
        ),
        _lists(
            "disabled_part_time",
            "disabled_part_time",
            "disabled in force, part time, one person each",
            "Disabili part-time (ore/ore contratto %)",
            "Disabili part-time",
        ),
        _lists("part_time", "part_time", "part-time staff", "Part-time (ore/ore contratto x numero)", "Part-time"),
        _lists(
            "intermittent",
            "part_time",
            "intermittent staff",
            "Intermittenti (ore/ore contratto x numero)",
            "Intermittenti",
        ),
        _lists(
            "telework_part_time",
            "part_time",
            "teleworkers, part of their hours",
            "Telelavoro parziale (ore/ore contratto x numero)",
            "Telelavoro parziale",
        ),
        Column(
            "suspension_kind",
            "word",
            "why the obligation is suspended (present = granted)",
            vocabulary=words.SUSPENSION_KINDS,
            aliases=("Sospensione", "Tipo sospensione"),
        ),
        Column(
            "suspension_percent",
            "percent",
            "share of the staff under suspension",
            "%",
            0,
            100,
            aliases=("Sospensione %", "Percentuale sospensione"),
        ),
        _lists(
            "compensation",
            "compensation",
            "units moved to or from another province (subject disabled, no group)",
            "Compensazione territoriale",
            "Compensazione",
        ),
    ),
)

CONTACTS = Table(
    "contacts",
    key=("employer_id", "on", "kind", "by"),
    columns=(
        Column("employer_id", "id", "the firm", required=True, aliases=_EMPLOYER_ID),
        Column("on", "date", "day of the contact", required=True, aliases=("Data", "Giorno")),
        Column(
            "kind", "word", "kind of contact", required=True, vocabulary=words.CONTACT_KINDS, aliases=("Tipo", "Modo")
        ),
        Column("by", "text", "who made it", aliases=("Operatore", "Da chi", "Referente")),
        Column("note", "text", "the operator's note", sensitive=True, aliases=("Annotazioni", "Note")),
        Column("next_contact_on", "date", "day to call again", aliases=("Prossimo contatto", "Richiamare il")),
    ),
)

AGREEMENTS = Table(
    "agreements",
    key=("employer_id", "kind", "cooperative_id", "province", "signed_on"),
    columns=(
        Column("employer_id", "id", "the firm", required=True, aliases=_EMPLOYER_ID),
        Column(
            "kind",
            "word",
            "article of the agreement",
            required=True,
            vocabulary=words.AGREEMENT_KINDS,
            aliases=("Tipo", "Convenzione", "Tipo convenzione"),
        ),
        Column("cooperative_id", "id", "the cooperative that hosts", aliases=("Codice cooperativa", "Cooperativa")),
        Column("province", "province", "province of the units", aliases=("Provincia", "Prov.")),
        Column("units", "integer", "people under the agreement", "people", 0, 1_000_000, aliases=("Unità", "Posti")),
        Column("signed_on", "date", "day it was signed", aliases=("Firmata il", "Stipulata il", "Data firma")),
        Column("expires_on", "date", "day it ends", aliases=("Scade il", "Scadenza")),
    ),
)
