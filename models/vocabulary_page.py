"""The page docs/vocabulary.md: every closed list, written from the code that checks it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from models import vocabulary as words
from models.accommodations import FUNDERS, catalogue

# One row for each list: heading, the columns that use it, the list itself.
LISTS: tuple[tuple[str, str, Mapping[str, words.Term]], ...] = (
    ("Livelli / Levels", "capacities, demands", words.LEVELS),
    ("Spostamenti / Travel", "travel", words.TRAVEL),
    ("Orari / Working times", "working_times", words.WORKING_TIMES),
    ("Titolo di studio / Education (ISCED)", "education, education_min", words.EDUCATION),
    ("Lingue / Languages", "languages (aperta: ogni codice ISO 639-1 / open)", words.LANGUAGES),
    ("Patenti e attestati / Licences", "licences (aperta / open)", words.LICENCES),
    ("Categoria L. 68 / Law 68 category", "law68_category", words.LAW68_CATEGORIES),
    ("Consensi / Consents", "consent", words.CONSENTS),
    ("Stato della persona / Candidate status", "status", words.CANDIDATE_STATUS),
    ("Natura giuridica / Legal form", "legal_form", words.LEGAL_FORMS),
    ("Stato del contatto / Contact status", "contact_status", words.CONTACT_STATUS),
    ("Tipo di contatto / Contact kind", "contacts.kind", words.CONTACT_KINDS),
    ("Convenzioni / Agreements", "agreements.kind", words.AGREEMENT_KINDS),
    ("Contratto / Contract", "contract", words.CONTRACTS),
    ("Riservato a / Reserved for", "reserved_for", words.RESERVED_FOR),
    ("Canale / Channel", "channel", words.CHANNELS),
    ("Esiti / Stages", "stage", words.STAGES),
    ("Motivi / Reasons", "reason_code", words.REASONS),
    ("Sospensioni / Suspensions", "suspension_kind", words.SUSPENSION_KINDS),
    ("Compensazioni / Compensations", "compensation", words.COMPENSATION_KINDS),
    ("Esclusi dalle due basi / Excluded from both bases", "workforce", words.EXCLUDED_FROM_BOTH),
    ("Esclusi dalla sola base art. 3 / From the art. 3 base only", "workforce", words.EXCLUDED_DISABLED_ONLY),
    ("Chi finanzia / Funders", "accommodations", FUNDERS),
)

_HEAD = """# Vocabolari / Vocabularies

Pagina scritta dal codice (`models.vocabulary_page.vocabulary_markdown`); un test la confronta con le liste.
Nelle tabelle si scrive il codice; l'ordine è quello delle schermate.
*Tables hold the code; the order is that of the screens.*
"""


def _table(heading: str, columns: str, rows: Iterable[tuple[str, ...]], extra: str = "") -> str:
    body = "".join(f"| {' | '.join(cells)} |\n" for cells in rows)
    line = "|---|---|---|---|\n" if extra else "|---|---|---|\n"
    last = f" {extra} |" if extra else ""
    return f"\n## {heading}\n\nColonne / columns: {columns}\n\n| codice | italiano | English |{last}\n{line}{body}"


def vocabulary_markdown() -> str:
    """Give the whole page: demands with their short words, accommodations, then each closed list."""
    demands = [
        (f"`{item.code}`", item.it, item.en, ", ".join((words.DEMAND_GROUPS[item.group].it, *item.words)))
        for item in words.DEMANDS.values()
    ]
    parts = [_HEAD]
    parts.append(
        _table(
            "Richieste e capacità / Demands and capacities",
            "capacities, demands, excluded_tasks",
            demands,
            "gruppo, parole brevi",
        )
    )
    needs = [(f"`{item.code}`", item.it, item.en) for item in catalogue().values()]
    columns = "accommodations_needed, accommodations_available, accommodations_refused"
    parts.append(_table("Accomodamenti / Accommodations", columns, needs))
    parts += [
        _table(heading, columns, [(f"`{term.code}`", term.it, term.en) for term in terms.values()])
        for heading, columns, terms in LISTS
    ]
    parts.append("\n## Livelli di lingua / CEFR levels\n\n" + ", ".join(f"`{level}`" for level in words.CEFR) + "\n")
    return "".join(parts)
