"""The ragged rows of a province: excluded categories, hours, workers counted, posts open, compensations."""

from __future__ import annotations

from matcher.prospetto import lists
from matcher.prospetto.spec import Field, Group, required

_QUOTA = "quota.provinces[]."


def _minutes(part_tag: str, part_it: str, contract: str) -> tuple[Field, Field]:
    return (
        required(
            "contract_minutes",
            "orario settimanale contrattuale",
            "minutes",
            "orariosettimanalecontrattuale",
            contract=f"{contract}.contract_minutes",
        ),
        required("worked_minutes", part_it, "minutes", part_tag, contract=f"{contract}.worked_minutes"),
    )


def part_time(xml: str, kind: str, heads: str = "nlavoratoriparttime") -> Group:
    """The part-time rows of one kind, in the element that holds them."""
    contract = f"{_QUOTA}part_time[]"
    return Group(
        "part_time",
        "part-time",
        xml,
        (
            Field(
                "kind",
                "tipo",
                "choice",
                "",
                required=True,
                choices=lists.PART_TIME_KIND,
                contract=f"{contract}.kind",
                key=True,
            ),
            required("heads", "lavoratori", "count", heads, contract=f"{contract}.heads"),
            *_minutes("orariosettimanaleparttime", "orario settimanale part-time", contract),
            Field(
                "percent",
                "percentuale di disabilità",
                "percent",
                "@v:percentuale",
                contract=f"{contract}.percent",
                sensitive=True,
            ),
            Field(
                "psychic_or_intellectual",
                "disabilità psichica o intellettiva",
                "yes_no",
                "@v:psichica",
                contract=f"{contract}.psychic_or_intellectual",
                sensitive=True,
            ),
        ),
        sheet="Part-time",
        only=("kind", kind),
    )


EXCLUDED = Group(
    "excluded",
    "categorie escluse",
    "personaledipendente/categorieescluse",
    (
        Field(
            "category",
            "categoria",
            "choice",
            "@v:categoria",
            choices=lists.CATEGORY,
            contract=f"{_QUOTA}excluded[].category; workforce.<category>",
        ),
        Field("code", "codice ministeriale", "text", "categoria", required=True, pattern="[0-9]{4}"),
        required("heads", "lavoratori", "count", "numero", contract=f"{_QUOTA}excluded[].heads"),
    ),
    sheet="Categorie escluse",
)
INTERMITTENT = Group(
    "intermittent",
    "intermittenti",
    "personaledipendente/dettagliointermittenti",
    (
        required("heads", "lavoratori", "count", "numero", contract=f"{_QUOTA}intermittent[].heads"),
        *_minutes("orariosettimanalesvolto", "orario settimanale svolto", f"{_QUOTA}intermittent[]"),
    ),
    sheet="Intermittenti",
)


def _person(name: str, it: str, kind: str, tag: str, **rest: object) -> Field:
    return Field(name, it, kind, f"lavoratore/{tag}", sensitive=True, **rest)  # type: ignore[arg-type]


def _job(name: str, it: str, kind: str, tag: str, **rest: object) -> Field:
    return Field(name, it, kind, f"rapportolavoro/{tag}", sensitive=True, **rest)  # type: ignore[arg-type]


WORKERS = Group(
    "workers",
    "lavoratori computabili",
    "lavoratoricomputabili",
    (
        _person("tax_code", "codice fiscale", "text", "codicefiscale", required=True, pattern=lists.TAX_CODE),
        _person("surname", "cognome", "text", "cognome", required=True, length=50),
        _person("name", "nome", "text", "nome", required=True, length=50),
        _person("sex", "sesso", "choice", "sesso", required=True, choices=lists.SEX),
        _person("born_on", "data di nascita", "date", "datanascita", required=True),
        _person(
            "born_in",
            "comune di nascita (codice Belfiore)",
            "text",
            "comunenascita",
            required=True,
            pattern=lists.BELFIORE,
        ),
        _person("percent", "percentuale di disabilità", "percent", "percentualedisabilita"),
        _job("started_on", "data inizio rapporto", "date", "datainizio", required=True),
        _job("contract_type", "tipologia contrattuale", "text", "tipologiacontr", pattern=lists.CONTRACT_CODE),
        _job("ended_on", "data fine rapporto", "date", "datafine"),
        _job("occupation", "qualifica ISTAT", "text", "qualifica", required=True, pattern=lists.OCCUPATION),
        _job("protected_hire", "tipo assunzione protetta", "text", "tipoassunzione", required=True, length=1),
        _job("week_minutes", "orario settimanale contrattuale", "minutes", "orariosettimanale", required=True),
        _job(
            "part_time_minutes",
            "orario settimanale part-time",
            "minutes",
            "orariosettimanaleparttime",
            required=True,
        ),
        _job("subject", "categoria soggetto", "choice", "categoriasogg", required=True, choices=lists.SUBJECT),
        _job(
            "hire_category",
            "categoria assunzione",
            "choice",
            "categoriaass",
            required=True,
            choices=lists.HIRE_CATEGORY,
        ),
        Field("contract_form", "forma", "choice", "@v:forma", choices=lists.CONTRACT_FORM, sensitive=True),
        Field("complete", "dati completi", "yes_no", "@v:completo"),
    ),
    sheet="Lavoratori computabili",
)

POSTS = Group(
    "posts",
    "posti di lavoro disponibili",
    "postilavoro",
    (
        Field(
            "occupation",
            "qualifica professionale ISTAT",
            "text",
            "qualificaprof",
            required=True,
            contract="vacancies.description (between brackets)",
            pattern=lists.OCCUPATION,
        ),
        required("tasks", "mansione", "text", "mansione", 200, "vacancies.title"),
        required("openings", "numero di posti", "count", "nposti", contract="vacancies.openings"),
        Field(
            "subject",
            "categoria soggetto",
            "choice",
            "categoriasogg",
            required=True,
            choices=lists.SUBJECT,
            contract="vacancies.reserved_for",
        ),
        Field(
            "municipality",
            "comune di lavoro (codice Belfiore)",
            "text",
            "comuneass",
            required=True,
            contract="vacancies.site_municipality",
            pattern=lists.BELFIORE,
        ),
        required(
            "abilities",
            "capacità richieste / controindicazioni",
            "text",
            "capacitacontroindicazioni",
            200,
            "vacancies.abilities_note",
        ),
        required(
            "barriers",
            "presenza di barriere architettoniche",
            "yes_no",
            "barrierearchitettoniche",
            contract="vacancies.step_free (turned round)",
        ),
        required(
            "night_shifts", "turni notturni", "yes_no", "turninotturni", contract="vacancies.working_times (night)"
        ),
        required(
            "public_transport",
            "raggiungibile con mezzi pubblici",
            "yes_no",
            "mezzipubblici",
            contract="vacancies.public_transport",
        ),
        Field(
            "hire_category",
            "categoria assunzione",
            "choice",
            "categoriaass",
            choices=lists.HIRE_CATEGORY,
            contract="vacancies.channel",
        ),
        Field("vacancy_id", "codice del posto in ufficio", "text", "@v:posto", contract="vacancies.vacancy_id"),
        Field("occupation_isco", "codice ISCO o ESCO", "text", "@v:isco", contract="vacancies.occupation"),
        Field("notes", "note", "text", "@v:note", length=1000, contract="vacancies.description"),
    ),
    sheet="Posti di lavoro",
)

COMPENSATIONS = Group(
    "compensations",
    "compensazioni territoriali",
    "compensazioni",
    (
        Field(
            "other_province",
            "altra provincia",
            "province",
            "provincia",
            contract=f"{_QUOTA}compensations[].other_province",
        ),
        Field(
            "category",
            "categoria (eccedenza, riduzione)",
            "choice",
            "categoriacomp",
            required=True,
            choices=lists.COMPENSATION,
            contract=f"{_QUOTA}compensations[].category",
        ),
        required("units", "numero", "count", "numero", contract=f"{_QUOTA}compensations[].units"),
        Field(
            "subject",
            "categoria soggetto",
            "choice",
            "categoriasogg",
            required=True,
            choices=lists.SUBJECT,
            contract=f"{_QUOTA}compensations[].subject",
        ),
        Field(
            "group_tax_code",
            "codice fiscale dell'azienda del gruppo",
            "text",
            "codicefiscaleaziendagruppo",
            pattern=lists.TAX_CODE,
            sensitive=True,
        ),
        Field(
            "group_company",
            "con un'azienda del gruppo",
            "yes_no",
            "@v:gruppo",
            contract=f"{_QUOTA}compensations[].group_company",
        ),
    ),
    sheet="Compensazioni",
)
