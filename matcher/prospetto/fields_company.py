"""The communication itself and quadro 1: the firm, its registered office, its contact person."""

from __future__ import annotations

from matcher.prospetto import lists
from matcher.prospetto.spec import Field, Group, required

VERSION = "PIDISABILI001600"

COMMUNICATION = (
    Field("communication_code", "codice comunicazione", "text", "@codicecomunicazione", required=True, pattern=".{16}"),
    Field(
        "previous_communication_code",
        "codice comunicazione precedente",
        "text",
        "@codicecomunicazioneprecedente",
        pattern=".{16}",
    ),
    required("sent_at", "data e ora di invio", "text", "@dataInvio", 35),
    Field(
        "delegate_tax_code", "codice fiscale del delegato", "text", "@delegato", pattern=lists.TAX_CODE, sensitive=True
    ),
    Field("delegate_type", "tipo di delegato", "text", "@tipoDelegato", pattern="[0-9]{3}"),
    Field(
        "delegate_email",
        "e-mail per le comunicazioni",
        "text",
        "@e-mailDelegato",
        required=True,
        length=80,
        pattern=lists.EMAIL,
    ),
    Field("protocol", "protocollo", "text", "@protocollo", required=True, pattern=".{8}"),
    Field("schema_version", "versione del tracciato", "text", "@versione", required=True, default=VERSION),
    Field("status", "stato", "choice", "@v:stato", choices=lists.STATUS),
    Field("origin", "origine", "choice", "@v:origine", choices=lists.ORIGIN),
    Field("inspection_visit", "visita ispettiva", "yes_no", "@v:visitaispettiva"),
)
COMMUNICATION_TYPE = Field(
    "communication_type",
    "tipo di comunicazione",
    "choice",
    "tipocomunicazione",
    required=True,
    choices=lists.COMMUNICATION_TYPE,
)

_DATA, _FIRM, _SEAT = "datiprospetto/", "datiaziendali/dichiarante/", "datiaziendali/sedelegale/"
_PERSON, _CHANGE = "datiaziendali/referente/", "gradualita/"

PUBLIC_SELECTIONS = Group(
    "public_selections",
    "assunzioni per pubblica selezione",
    "assunzionipubblicaselezione",
    (
        Field("region", "regione", "text", "regione", required=True, pattern="[0-9]{2}", key=True),
        required("balance_disabled", "saldo disabili", "signed", "saldodisabili"),
        required("balance_art18", "saldo art. 18", "signed", "saldoexart18"),
        Field("notes", "note", "text", "note", length=2000),
    ),
    sheet="Pubblica selezione",
)


def _declaration() -> tuple[Field, ...]:
    return (
        required(
            "reference_date", "data di riferimento", "date", f"{_DATA}datariferimento", contract="quota.reference_date"
        ),
        required("prospetto_by_holding", "prospetto presentato dalla capogruppo", "yes_no", f"{_DATA}capogruppo"),
        Field(
            "holding_tax_code",
            "codice fiscale della capogruppo",
            "text",
            f"{_DATA}cfcapogruppo",
            length=99,
            pattern=lists.FOREIGN_TAX_CODE,
        ),
        Field("holding_foreign", "capogruppo estera", "yes_no", f"{_DATA}capogruppoestera"),
        required("employees_national", "lavoratori su base nazionale", "count", f"{_DATA}nlavoratorinazionali"),
        Field("company_class", "categoria azienda", "choice", f"{_DATA}categoriaazienda", choices=lists.COMPANY_CLASS),
        Field("first_hire_on", "data prima assunzione", "date", f"{_DATA}dataprimaassunzione", obsolete=True),
        Field("second_hire_on", "data seconda assunzione", "date", f"{_DATA}datasecondaassunzione", obsolete=True),
        Field(
            "no_further_hire",
            "nessuna assunzione aggiuntiva",
            "yes_no",
            f"{_DATA}nessunaassunzioneaggiuntiva",
            obsolete=True,
        ),
        Field(
            "legal_form",
            "tipologia dichiarante",
            "choice",
            f"{_FIRM}tipologiadichiarante",
            required=True,
            choices=lists.LEGAL_FORM,
            contract="employers.legal_form; quota.legal_form",
        ),
        Field(
            "tax_code",
            "codice fiscale",
            "text",
            f"{_FIRM}codicefiscale",
            required=True,
            length=16,
            contract="employers.tax_code",
            pattern=lists.TAX_CODE,
            sensitive=True,
        ),
        required("name", "denominazione", "text", f"{_FIRM}denominazione", 100, "employers.name"),
        Field(
            "ateco",
            "settore (ATECO)",
            "text",
            f"{_FIRM}settore",
            required=True,
            contract="employers.ateco; quota.ateco_2007",
            pattern=lists.ATECO,
        ),
        Field("ccnl", "CCNL", "text", f"{_FIRM}ccnl", required=True, pattern=lists.CCNL),
    )


def _office() -> tuple[Field, ...]:
    return (
        Field(
            "registered_municipality",
            "comune della sede legale (codice Belfiore)",
            "text",
            f"{_SEAT}comunesedelegale",
            required=True,
            contract="employers.registered_office",
            pattern=lists.BELFIORE,
        ),
        Field(
            "registered_postcode",
            "CAP della sede legale",
            "text",
            f"{_SEAT}capsedelegale",
            required=True,
            pattern=lists.POSTCODE,
        ),
        required("registered_address", "indirizzo della sede legale", "text", f"{_SEAT}indirizzosedelegale", 100),
        Field("phone", "telefono", "text", f"{_SEAT}telefono", length=15, contract="employers.phone"),
        Field("fax", "fax", "text", f"{_SEAT}fax", length=15),
        Field("email", "e-mail", "text", f"{_SEAT}email", length=80, contract="employers.email", pattern=lists.EMAIL),
        Field("certified_email", "PEC", "text", f"{_SEAT}PECemail", required=True, length=80, pattern=lists.EMAIL),
    )


def _contact() -> tuple[Field, ...]:
    def person(name: str, it: str, tag: str, length: int | None = None, pattern: str = "", need: bool = True) -> Field:
        return Field(
            f"contact_{name}",
            f"referente: {it}",
            "text",
            f"{_PERSON}{tag}",
            required=need,
            length=length,
            pattern=pattern,
            sensitive=True,
        )

    return (
        person("tax_code", "codice fiscale", "codicefiscale", 16, lists.TAX_CODE),
        person("surname", "cognome", "cognome", 50),
        person("name", "nome", "nome", 50),
        person("address", "indirizzo", "indirizzo", 100),
        person("municipality", "comune (codice Belfiore)", "comune", None, lists.BELFIORE),
        person("postcode", "CAP", "cap", None, lists.POSTCODE),
        person("phone", "telefono", "telefono", 15, need=False),
        person("fax", "fax", "fax", 15, need=False),
        person("email", "e-mail", "email", 80, lists.EMAIL, need=False),
    )


def _rest() -> tuple[Field | Group, ...]:
    return (
        Field("transition_act_on", "gradualità: data atto", "date", f"{_CHANGE}dataatto"),
        Field("transition_act_reference", "gradualità: estremi atto", "text", f"{_CHANGE}estremiatto", length=50),
        Field(
            "transition_hires_before",
            "gradualità: assunzioni di non disabili prima della trasformazione",
            "count",
            f"{_CHANGE}assunzioninondisabiliprimaditrasformazione",
        ),
        Field("transition_on", "gradualità: data trasformazione", "date", f"{_CHANGE}datatrasformazione"),
        Field("transition_percent", "gradualità: percentuale", "percent", f"{_CHANGE}percentuale"),
        Field(
            "suspended_nationally",
            "sospensione nazionale per mobilità",
            "yes_no",
            "sospensionemobilita/sospensionepermobilita",
            contract="quota.suspended_nationally",
        ),
        Field(
            "suspended_nationally_until",
            "fine della sospensione nazionale",
            "date",
            "sospensionemobilita/datafinesospensione",
        ),
        PUBLIC_SELECTIONS,
        Field("notes", "note", "text", "@v:note", length=2000),
        Field("employer_id", "codice dell'azienda in ufficio", "text", "@v:azienda", contract="employers.employer_id"),
        Field(
            "registered_office_province",
            "provincia della sede legale",
            "province",
            "@v:provinciasedelegale",
            contract="quota.registered_office_province",
        ),
        Field(
            "third_sector_admin_only",
            "terzo settore: solo amministrativi (art. 3 c. 3)",
            "yes_no",
            "@v:terzosettore",
            contract="employers.third_sector_admin_only; quota.third_sector_admin_only",
        ),
        Field(
            "obligation_since",
            "scopertura dal",
            "date",
            "@v:scoperturadal",
            contract="employers.obligation_since; quota.obligation_since",
        ),
        Field("new_hire_on", "nuova assunzione il", "date", "@v:nuovaassunzione", contract="quota.new_hire_on"),
    )


QUADRO_1 = Group(
    "quadro_1",
    "Quadro 1: dati aziendali",
    "quadro1",
    (*_declaration(), *_office(), *_contact(), *_rest()),
    repeated=False,
    sheet="Quadro 1",
)
