"""Closed lists of the contract, each word with its Italian and its English label.

Their order is that of bits, of tables in the docs, of lists on the screen. Source: the contract, sections 2 to 4.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a closed list: the code programs use and the labels people read."""

    code: str
    it: str
    en: str


@dataclass(frozen=True, slots=True)
class Demand:
    """What a task can ask of a body and mind; a capacity is measured on the same scale.

    ``it`` and ``en`` name it; ``words`` are the shorter Italian forms that offices write.
    """

    code: str
    it: str
    en: str
    group: str
    words: tuple[str, ...] = ()


def _terms(*rows: tuple[str, str, str]) -> dict[str, Term]:
    return {code: Term(code, it, en) for code, it, en in rows}


_DEMAND_ROWS: tuple[tuple[str, str, str, str, tuple[str, ...]], ...] = (
    ("sitting", "stare seduto", "sitting", "posture", ("seduto",)),
    ("standing", "stare in piedi", "standing", "posture", ("in piedi",)),
    ("walking", "camminare", "walking", "posture", ("cammino",)),
    ("stairs", "fare le scale", "climbing stairs", "posture", ("scale",)),
    ("kneeling", "inginocchiarsi e chinarsi", "kneeling and bending", "posture", ("chinarsi",)),
    ("lifting", "sollevare pesi", "lifting", "posture", ("pesi",)),
    ("pushing", "spingere e tirare", "pushing and pulling", "posture", ("spingere",)),
    ("overhead_reach", "braccia sopra la testa", "reaching overhead", "posture", ()),
    ("hand_dexterity", "manualità fine", "fine hand work", "posture", ("manualità",)),
    ("arm_use", "uso delle braccia", "use of the arms", "posture", ()),
    ("balance", "equilibrio e lavoro in quota", "balance and heights", "posture", ("lavoro in quota",)),
    ("near_vision", "vista da vicino", "near vision", "senses", ("vista vicino",)),
    ("far_vision", "vista da lontano", "far vision", "senses", ("vista lontano",)),
    ("colour_vision", "distinguere i colori", "telling colours apart", "senses", ("colori",)),
    ("hearing", "udito", "hearing", "senses", ()),
    ("speaking", "parola", "speaking", "senses", ("parlare",)),
    ("attention", "attenzione", "attention", "mind", ()),
    ("memory", "memoria", "memory", "mind", ()),
    ("learning", "imparare cose nuove", "learning new things", "mind", ()),
    ("reading_writing", "leggere e scrivere", "reading and writing", "mind", ()),
    ("numeracy", "fare i conti", "working with numbers", "mind", ("conti",)),
    ("problem_solving", "risolvere imprevisti", "solving problems", "mind", ("imprevisti",)),
    ("multitasking", "più cose insieme", "several things at once", "mind", ()),
    ("pace", "reggere il ritmo", "keeping the pace", "others", ("ritmo",)),
    ("stress", "reggere lo stress", "coping with stress", "others", ("stress",)),
    ("teamwork", "lavorare in gruppo", "working in a team", "others", ("in squadra",)),
    ("public_contact", "contatto col pubblico", "contact with the public", "others", ("pubblico",)),
    ("autonomy", "autonomia", "working unsupervised", "others", ()),
    ("regular_attendance", "presenza costante", "regular attendance", "others", ()),
    ("noise", "rumore", "noise", "environment", ()),
    ("heat_cold", "caldo e freddo", "heat and cold", "environment", ("caldo/freddo",)),
    ("dust_chemicals", "polveri e sostanze chimiche", "dust and chemicals", "environment", ("polveri",)),
    ("vibration", "vibrazioni", "vibration", "environment", ()),
    ("outdoors", "lavoro all'aperto", "working outdoors", "environment", ("all'aperto",)),
    ("crowding", "luoghi affollati", "crowded places", "environment", ("affollamento",)),
    ("driving", "guidare", "driving", "organisation", ("guida",)),
)

DEMANDS: dict[str, Demand] = {row[0]: Demand(*row) for row in _DEMAND_ROWS}
DEMAND_GROUPS = _terms(
    ("posture", "postura e movimento", "posture and movement"),
    ("senses", "sensi e parola", "senses and speech"),
    ("mind", "mente", "mind"),
    ("others", "lavoro con gli altri", "work with others"),
    ("environment", "ambiente", "environment"),
    ("organisation", "organizzazione", "organisation"),
)
LEVELS = _terms(
    ("0", "nessuno", "none"),
    ("1", "poco", "slight"),
    ("2", "abbastanza", "some"),
    ("3", "molto", "much"),
    ("4", "moltissimo", "extreme"),
)
TOP_LEVEL = 4

TRAVEL = _terms(
    ("car", "auto", "car"),
    ("public_transport", "mezzi pubblici", "public transport"),
    ("bicycle", "bicicletta", "bicycle"),
    ("walking", "a piedi", "on foot"),
    ("accompanied", "accompagnato", "accompanied"),
)
WORKING_TIMES = _terms(
    ("morning", "mattina", "morning"),
    ("afternoon", "pomeriggio", "afternoon"),
    ("evening", "sera", "evening"),
    ("night", "notte", "night"),
    ("weekend", "sabato e domenica", "weekend"),
)
EDUCATION = _terms(
    ("0", "nessun titolo", "no title"),
    ("1", "licenza elementare", "primary school"),
    ("2", "licenza media", "lower secondary school"),
    ("3", "diploma o qualifica professionale", "upper secondary school"),
    ("4", "corso post diploma", "post-secondary course"),
    ("5", "diploma ITS", "short-cycle tertiary"),
    ("6", "laurea triennale", "bachelor's degree"),
    ("7", "laurea magistrale", "master's degree"),
    ("8", "dottorato", "doctorate"),
)
CEFR = ("A1", "A2", "B1", "B2", "C1", "C2")
LANGUAGES = _terms(
    ("it", "italiano", "Italian"),
    ("en", "inglese", "English"),
    ("fr", "francese", "French"),
    ("es", "spagnolo", "Spanish"),
    ("de", "tedesco", "German"),
    ("ar", "arabo", "Arabic"),
    ("ro", "rumeno", "Romanian"),
    ("uk", "ucraino", "Ukrainian"),
    ("ru", "russo", "Russian"),
    ("sr", "serbo", "Serbian"),
    ("sq", "albanese", "Albanian"),
    ("zh", "cinese", "Chinese"),
    ("wo", "wolof", "Wolof"),
    ("pt", "portoghese", "Portuguese"),
    ("pl", "polacco", "Polish"),
    ("bn", "bengalese", "Bengali"),
    ("ur", "urdu", "Urdu"),
    ("pa", "punjabi", "Punjabi"),
    ("hi", "hindi", "Hindi"),
    ("tl", "filippino", "Filipino"),
    ("si", "singalese", "Sinhala"),
    ("tr", "turco", "Turkish"),
    ("ise", "lingua dei segni italiana (LIS)", "Italian sign language"),
)
LICENCES = _terms(
    ("AM", "patentino AM", "moped licence AM"),
    ("A", "patente A", "driving licence A"),
    ("B", "patente B", "driving licence B"),
    ("C", "patente C", "driving licence C"),
    ("CE", "patente CE", "driving licence CE"),
    ("D", "patente D", "driving licence D"),
    ("forklift", "patentino del muletto", "forklift licence"),
    ("aerial_platform", "patentino piattaforma aerea", "aerial platform licence"),
    ("cqc_goods", "CQC merci", "CQC for goods"),
    ("haccp", "attestato HACCP", "food hygiene certificate"),
    ("phytosanitary", "patentino fitosanitario", "plant protection certificate"),
    ("tractor", "patentino trattore", "tractor licence"),
)
LICENCE_INCLUDES: dict[str, tuple[str, ...]] = {"CE": ("C", "B", "AM"), "C": ("B", "AM"), "B": ("AM",)}

LAW68_CATEGORIES = _terms(
    ("civil", "invalidità civile", "civil disability"),
    ("work_injury", "invalidità del lavoro", "work injury"),
    ("blind", "non vedente", "blind"),
    ("deaf", "sordo", "deaf"),
    ("war_service", "invalidità di guerra o servizio", "war or service disability"),
    ("art18", "categoria protetta art. 18", "protected category, art. 18"),
)
CONSENTS = _terms(
    ("matching", "abbinamento", "matching"),
    ("identity_to_employer", "nome all'azienda", "identity to the employer"),
)
CANDIDATE_STATUS = _terms(
    ("active", "in cerca", "active"),
    ("suspended", "sospeso", "suspended"),
    ("placed", "collocato", "placed"),
    ("left", "uscito dall'elenco", "left"),
)
LEGAL_FORMS = _terms(
    ("private", "datore privato", "private"),
    ("public_economic_body", "ente pubblico economico", "public economic body"),
    ("public", "datore pubblico", "public"),
    ("private_group_member", "privato in un gruppo", "private, member of a group"),
)
CONTACT_STATUS = _terms(
    ("none", "da contattare", "none"),
    ("contacted", "contattata", "contacted"),
    ("dialogue", "in dialogo", "in dialogue"),
    ("consultancy", "consulenza fatta", "consultancy"),
    ("agreement", "convenzione firmata", "agreement"),
    ("declined", "ha detto no", "declined"),
)
CONTACT_KINDS = _terms(
    ("call", "telefonata", "call"),
    ("visit", "visita", "visit"),
    ("dialogue", "dialogo", "dialogue"),
    ("consultancy", "consulenza", "consultancy"),
    ("agreement", "convenzione", "agreement"),
)
AGREEMENT_KINDS = _terms(
    ("art11", "convenzione art. 11", "agreement art. 11"),
    ("art12", "convenzione art. 12", "agreement art. 12"),
    ("art12bis", "convenzione art. 12-bis", "agreement art. 12-bis"),
    ("art14", "convenzione art. 14", "agreement art. 14"),
)
CONTRACTS = _terms(
    ("permanent", "tempo indeterminato", "permanent"),
    ("fixed_term", "tempo determinato", "fixed term"),
    ("apprenticeship", "apprendistato", "apprenticeship"),
    ("internship", "tirocinio", "internship"),
)
RESERVED_FOR = _terms(
    ("disabled", "persone con disabilità", "people with disabilities"),
    ("art18", "categorie protette art. 18", "protected categories, art. 18"),
    ("both", "disabili e art. 18", "both"),
)
CHANNELS = {
    **_terms(("nominative", "chiamata nominativa", "by name"), ("numeric", "chiamata numerica", "from the list")),
    **AGREEMENT_KINDS,
}
# In the order of a proposal's life: a tie of dates is settled by the later stage.
STAGES = _terms(
    ("proposed", "segnalato", "proposed"),
    ("contacted", "contattato", "contacted"),
    ("interview", "colloquio", "interview"),
    ("internship", "tirocinio", "internship"),
    ("hired", "assunto", "hired"),
    ("kept_6_months", "in forza dopo 6 mesi", "kept 6 months"),
    ("declined_by_candidate", "rinuncia della persona", "declined by the candidate"),
    ("declined_by_employer", "rifiuto dell'azienda", "declined by the employer"),
    ("withdrawn", "ritirato", "withdrawn"),
)
REASONS = _terms(
    ("distance", "troppo lontano", "distance"),
    ("hours", "orario non adatto", "hours"),
    ("task_not_suitable", "mansione non adatta", "task not suitable"),
    ("skills_missing", "mancano competenze", "skills missing"),
    ("other_candidate_chosen", "scelto un altro", "other candidate chosen"),
    ("not_reachable", "non reperibile", "not reachable"),
    ("found_other_job", "ha trovato altro", "found another job"),
    ("health", "motivi di salute", "health"),
    ("vacancy_closed", "posto non più disponibile", "vacancy closed"),
    ("no_transport", "non ha mezzi per arrivare", "no transport"),
    ("pay", "paga troppo bassa", "pay"),
    ("accommodation_not_available", "accomodamento non disponibile", "accommodation not available"),
    ("training_first", "prima serve formazione", "training first"),
    ("duplicate", "doppione", "duplicate"),
    ("other", "altro", "other"),
)
SUSPENSION_KINDS = _terms(
    ("cigs", "CIGS", "extraordinary wage support"),
    ("solidarity", "contratto di solidarietà", "solidarity contract"),
    ("collective_dismissal", "licenziamento collettivo", "collective dismissal"),
)
COMPENSATION_KINDS = _terms(("excess", "eccedenza", "excess"), ("reduction", "riduzione", "reduction"))

# Excluded from both bases of computation (art. 3 and art. 18) ...
EXCLUDED_FROM_BOTH = _terms(
    ("training_and_work_contracts", "contratti di formazione e lavoro", "training-and-work contracts"),
    ("fixed_term_up_to_6_months", "tempo determinato fino a 6 mesi", "fixed term up to 6 months"),
    ("seasonal", "stagionali", "seasonal"),
    ("substitutes", "sostituti di assenti", "substitutes"),
    ("apprentices", "apprendisti", "apprentices"),
    ("executives", "dirigenti", "executives"),
    ("cooperative_working_members", "soci lavoratori di cooperative", "working members of cooperatives"),
    ("agency_workers", "lavoratori somministrati", "agency workers"),
    ("home_workers", "lavoratori a domicilio", "home workers"),
    ("permanently_abroad", "lavoro all'estero", "working abroad"),
    ("reintegration_contracts", "contratti di reinserimento", "reintegration contracts"),
    ("insertion_contracts", "contratti di inserimento", "insertion contracts"),
    ("stabilised_socially_useful_workers", "LSU stabilizzati", "stabilised socially useful workers"),
    ("emerged_from_undeclared_work", "emersi dal lavoro nero", "emerged from undeclared work"),
    ("taken_over_with_contract_change", "passaggio d'appalto", "taken over with a change of contract"),
    (
        "staff_not_technical_executive_nor_administrative_art3c3",
        "personale art. 3 c. 3 non tecnico-esecutivo né amministrativo",
        "staff neither technical-executive nor administrative, art. 3 c. 3",
    ),
    (
        "non_administrative_staff_art3c4",
        "personale non amministrativo art. 3 c. 4",
        "non-administrative staff, art. 3 c. 4",
    ),
)
# ... and from the base of the disabled quota alone.
EXCLUDED_DISABLED_ONLY = _terms(
    ("travelling_staff", "personale viaggiante e navigante", "travelling staff"),
    ("building_site_and_site_transport_staff", "personale di cantiere", "building-site and site-transport staff"),
    ("haulage_drivers_of_registered_hauliers", "autotrasporto", "drivers of registered hauliers"),
    ("cableway_operating_staff", "impianti a fune", "cableway operating staff"),
    (
        "industrial_installation_and_maintenance_crews_on_site",
        "montaggi industriali in cantiere",
        "industrial installation and maintenance crews on site",
    ),
    ("underground_mining_staff", "settore minerario", "underground mining staff"),
    ("other_exclusions_art3", "altre esclusioni art. 3", "other exclusions, art. 3"),
)
EXCLUDED_CATEGORIES: dict[str, Term] = {**EXCLUDED_FROM_BOTH, **EXCLUDED_DISABLED_ONLY}
