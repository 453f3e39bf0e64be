"""Quadro 2: one record per province."""

from __future__ import annotations

from matcher.prospetto import lists
from matcher.prospetto.fields_rows import COMPENSATIONS, EXCLUDED, INTERMITTENT, POSTS, WORKERS, part_time
from matcher.prospetto.spec import Field, Group, required

_QUOTA, _SITE, _STAFF, _LENT = (
    "quota.provinces[].",
    "datiprovinciali/",
    "personaledipendente/",
    "personalenondipendente/",
)
_AGENCY, _PLACED = f"{_LENT}lavoratoridisabilisomministrati/", f"{_LENT}lavoratoridisabiliconv12bis14/"


def _heads(name: str, it: str, xml: str, *, need: bool = True, column: bool = True) -> Field:
    contract = f"workforce.{name}; {_QUOTA}{name}" if column else f"{_QUOTA}{name}"
    return Field(name, it, "count", xml, required=need, contract=contract)


def _place() -> tuple[Field, ...]:
    seat, person = f"{_SITE}sederiferimento/", f"{_SITE}referente/"
    return (
        Field(
            "province",
            "provincia",
            "province",
            f"{_SITE}provincia",
            required=True,
            contract=f"workforce.province; {_QUOTA}province",
            key=True,
        ),
        Field(
            "site_municipality",
            "sede: comune (codice Belfiore)",
            "text",
            f"{seat}comune",
            required=True,
            pattern=lists.BELFIORE,
        ),
        Field("site_postcode", "sede: CAP", "text", f"{seat}cap", required=True, pattern=lists.POSTCODE),
        required("site_address", "sede: indirizzo", "text", f"{seat}indirizzo", 100),
        Field("site_phone", "sede: telefono", "text", f"{seat}telefono", length=15),
        Field("site_fax", "sede: fax", "text", f"{seat}fax", length=15),
        Field("site_email", "sede: e-mail", "text", f"{seat}email", length=80, pattern=lists.EMAIL),
        Field("contact_surname", "referente: cognome", "text", f"{person}cognome", True, 50, sensitive=True),
        Field("contact_name", "referente: nome", "text", f"{person}nome", True, 50, sensitive=True),
        Field(
            "blind_switchboard_operator_posts",
            "posti previsti per centralinisti non vedenti",
            "count",
            f"{_SITE}nposticentralinisti",
            length=2,
        ),
        Field(
            "blind_therapist_posts",
            "posti previsti per massofisioterapisti non vedenti",
            "count",
            f"{_SITE}npostimassofisioterapisti",
            length=2,
        ),
    )


def _staff() -> tuple[Field | Group, ...]:
    full = "nlavoratoritempopieno"
    return (
        _heads("employees", "lavoratori dipendenti", f"{_STAFF}nlavoratori"),
        _heads("disabled_full_time", "disabili a tempo pieno", f"{_STAFF}disabili/{full}"),
        part_time(f"{_STAFF}disabili/parttime", "disabled"),
        _heads(
            "blind_switchboard_operators_full_time",
            "centralinisti non vedenti a tempo pieno",
            f"{_STAFF}centralinisti/{full}",
        ),
        part_time(f"{_STAFF}centralinisti/parttime", "blind_switchboard_operator"),
        _heads(
            "blind_therapists_full_time",
            "massofisioterapisti non vedenti a tempo pieno",
            f"{_STAFF}massofisioterapisti/{full}",
        ),
        part_time(f"{_STAFF}massofisioterapisti/parttime", "blind_therapist"),
        _heads("telework_full_time", "telelavoro a tempo pieno", f"{_STAFF}telelavoro/{full}"),
        part_time(f"{_STAFF}telelavoro/parttime", "telework"),
        EXCLUDED,
        part_time(f"{_STAFF}dettaglioparttime", "ordinary", "numero"),
        INTERMITTENT,
        _heads("art18_in_force", "categorie protette art. 18 in forza", f"{_STAFF}categorieprotette"),
        _heads(
            "art18_in_force_since_17_1_2000",
            "di cui in forza al 17/01/2000",
            f"{_STAFF}dicuiinforzaal17012000",
            need=False,
            column=False,
        ),
        _heads("agency_disabled_full_time", "disabili somministrati a tempo pieno", f"{_AGENCY}{full}"),
        part_time(f"{_AGENCY}parttime", "agency_disabled"),
        _heads(
            "convention_disabled_full_time",
            "disabili in convenzione art. 12-bis e 14 a tempo pieno",
            f"{_PLACED}{full}",
        ),
        part_time(f"{_PLACED}parttime", "convention_disabled"),
    )


def _suspension() -> tuple[Field, ...]:
    contract = f"{_QUOTA}suspension."
    return (
        Field(
            "suspension_state",
            "sospensione: stato",
            "choice",
            "sospensioni/stato",
            choices=lists.STATE,
            contract=f"{_QUOTA}suspension_granted",
        ),
        Field("suspension_reason", "sospensione: causale", "text", "sospensioni/causale", length=1),
        Field("suspension_until", "sospensione: data fine", "date", "sospensioni/datafinesospensione"),
        Field(
            "suspension_workers",
            "sospensione: lavoratori",
            "count",
            "sospensioni/numerolavoratori",
            contract=f"{contract}workers",
        ),
        Field(
            "suspension_kind",
            "sospensione: motivo",
            "choice",
            "@v:sospensione",
            choices=lists.SUSPENSION_KIND,
            contract=f"workforce.suspension_kind; {contract}kind",
        ),
        Field(
            "suspension_percent",
            "sospensione: percentuale",
            "percent",
            "@v:sospensionepercentuale",
            contract=f"workforce.suspension_percent; {contract}percent",
        ),
        Field(
            "transition_hires_after", "gradualità: assunzioni dopo la trasformazione", "count", "gradualita/nassunzioni"
        ),
    )


def _exemptions() -> tuple[Field, ...]:
    authorised, certified = f"{_QUOTA}exemption_authorised.", f"{_QUOTA}exemption_self_certified."
    act, own = "esoneri/", "esoneri60permille/"
    return (
        Field(
            "exemption_state",
            "esonero: stato",
            "choice",
            f"{act}stato",
            choices=lists.STATE,
            contract=f"{authorised}state",
        ),
        Field("exemption_act_on", "esonero: data atto", "date", f"{act}dataatto"),
        Field("exemption_act_reference", "esonero: estremi atto", "text", f"{act}estremiatto", length=50),
        Field("exemption_until", "esonero: fino al", "date", f"{act}finoal"),
        Field(
            "exemption_percent",
            "esonero: percentuale",
            "percent",
            f"{act}percentuale",
            contract=f"workforce.exemption_percent; {authorised}percent",
        ),
        Field("exemption_units", "esonero: posti", "count", f"{act}numerolavoratori", contract=f"{authorised}units"),
        Field("self_certified_on", "esonero 60 per mille: data", "date", f"{own}dataautocertificazione"),
        Field(
            "at_risk_60_per_mille",
            "esonero 60 per mille: addetti",
            "count",
            f"{own}numerolavoratori60permille",
            contract=f"workforce.at_risk_60_per_mille; {certified}workers_60_per_mille",
        ),
        Field(
            "self_certified_units",
            "esonero 60 per mille: posti",
            "count",
            f"{own}numerolavoratoriesonero",
            contract=f"{certified}units",
        ),
        Field("self_certified_percent", "esonero 60 per mille: percentuale", "percent", f"{own}percentuale"),
    )


def _convention() -> tuple[Field, ...]:
    act = "convenzione/"
    return (
        Field("convention_state", "convenzione: stato", "choice", f"{act}stato", choices=lists.STATE),
        Field("convention_act_on", "convenzione: data atto", "date", f"{act}dataatto"),
        Field("convention_act_reference", "convenzione: estremi atto", "text", f"{act}estremiatto", length=50),
        Field("convention_type", "convenzione: tipo", "text", f"{act}tipoconvenzione", length=1),
        Field(
            "convention_workers",
            "convenzione: lavoratori previsti",
            "count",
            f"{act}numLavoratoriPrevisti",
            length=2,
            digits=2,
        ),
        Field("convention_signed_on", "convenzione: data stipula", "date", f"{act}datastipula"),
        Field("convention_granted_on", "convenzione: data concessione", "date", f"{act}dataconcessione"),
        Field("convention_until", "convenzione: scadenza", "date", "@v:convenzionefino"),
        Field("notes", "note", "text", "note", length=2000),
    )


QUADRO_2 = Group(
    "quadro_2",
    "Quadro 2: dati provinciali",
    "quadro2",
    (*_place(), *_staff(), WORKERS, POSTS, COMPENSATIONS, *_suspension(), *_exemptions(), *_convention()),
    sheet="Quadro 2",
)
