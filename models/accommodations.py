"""The catalogue of reasonable accommodations: what each bridges, costs once, who may pay, where it cannot serve."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from models.vocabulary import DEMANDS, Term

FUNDERS: dict[str, Term] = {
    "none": Term("none", "nessuna spesa", "nothing to pay"),
    "employer": Term("employer", "azienda", "employer"),
    "regional_fund": Term("regional_fund", "fondo regionale art. 14", "regional fund, art. 14"),
    "inail": Term("inail", "INAIL", "INAIL"),
}
CONTRACT_BRIDGES = "bridges.csv"  # the public contract's, byte for byte
OWN_BRIDGES = "own_bridges.csv"


@dataclass(frozen=True, slots=True)
class Accommodation(Term):
    """One accommodation.

    bridges : demand to the levels by which it brings the person nearer.
    cost_low_eur, cost_eur, cost_high_eur : one-off cost, usual and its range, with its ``source``.
    not_for : demand to the level from which the work is such that this cannot serve it.
    to_firm, to_person : what it is, in one Italian sentence for each.
    """

    bridges: dict[str, int]
    cost_low_eur: int
    cost_eur: int
    cost_high_eur: int
    source: str
    funder: str
    funded_percent: int
    inail_may_fund: bool
    days_to_arrange: int
    not_for: dict[str, int]
    to_firm: str
    to_person: str

    @property
    def net_cost_eur(self) -> int:
        """One-off cost left to the employer after the funder, in whole EUR, half rounded up."""
        return (self.cost_eur * (100 - self.funded_percent) + 50) // 100

    def cannot_serve(self, demands: Mapping[str, int] | None) -> list[str]:
        """The stated demands that keep it from serving a job; none where the job states nothing."""
        return [code for code, level in self.not_for.items() if (demands or {}).get(code, 0) >= level]


def _read(name: str) -> list[dict[str, str]]:
    text = resources.files("models").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _limits(text: str) -> dict[str, int]:
    """``demand>=level`` parts as a mapping."""
    parts = (part.split(">=") for part in text.split(";") if part)
    return {code: int(level) for code, level in parts}


@cache
def catalogue() -> dict[str, Accommodation]:
    """Every accommodation by its code, the contract's first, in their order; treat it as read-only."""
    bridges: dict[str, dict[str, int]] = {}
    for row in (*_read(CONTRACT_BRIDGES), *_read(OWN_BRIDGES)):
        bridges.setdefault(row["accommodation"], {})[row["demand"]] = int(row["levels"])
    return {
        row["code"]: Accommodation(
            code=row["code"],
            it=row["it"],
            en=row["en"],
            bridges=bridges[row["code"]],
            cost_low_eur=int(row["cost_low_eur"]),
            cost_eur=int(row["cost_eur"]),
            cost_high_eur=int(row["cost_high_eur"]),
            source=row["source"],
            funder=row["funder"],
            funded_percent=int(row["funded_percent"]),
            inail_may_fund=row["inail_may_fund"] == "yes",
            days_to_arrange=int(row["days_to_arrange"]),
            not_for=_limits(row["not_for"]),
            to_firm=row["to_firm"],
            to_person=row["to_person"],
        )
        for row in _read("accommodations.csv")
    }


@cache
def contract_codes() -> tuple[str, ...]:
    """The codes of the public contract, in the order of the catalogue."""
    known = {row["accommodation"] for row in _read(CONTRACT_BRIDGES)}
    return tuple(code for code in catalogue() if code in known)


_HEAD = """# Accomodamenti ragionevoli / Reasonable accommodations

Pagina scritta dal catalogo (`models.accommodations.catalogue_markdown`); un test la confronta con i dati.
Come sono stati fissati i costi: `models/data/SOURCE.md`.

Il costo è quello tipico e una tantum, un ordine di grandezza e non un preventivo; la quota del fondo regionale
(art. 14 L. 68/1999) è un'ipotesi che l'ufficio sostituisce con quella del proprio bando. INAIL: può rimborsare
soltanto i propri assicurati, fino a 150.000 EUR, perciò non è tolto dal costo netto. "Colma" dice di quanti livelli
l'accomodamento avvicina la persona alla richiesta della mansione; più accomodamenti sulla stessa richiesta non si
sommano. "Non serve dove": con una richiesta dichiarata così alta non lo si propone e, se l'azienda lo ha già, la nota
avverte; l'idoneità non cambia.

*The cost is typical and one-off, an order of magnitude, with its range. The regional fund's share is an assumption.
INAIL may refund its own insured only. "Colma" tells by how many levels a demand is bridged; levels never add up. "Non
serve dove": work for which it is not suggested; eligibility does not change.*

"""
_COLUMNS = (
    "codice",
    "italiano",
    "English",
    "colma",
    "costo EUR (da–a)",
    "chi può finanziare",
    "netto azienda EUR",
    "INAIL",
    "giorni",
    "non serve dove",
    "fonte",
)

_SENTENCES = """
## Come si spiega

| codice | all'azienda | alla persona |
|---|---|---|
"""


def catalogue_markdown() -> str:
    """Give the page docs/accommodations.md: one table row for each accommodation, and how to explain it."""
    lines = []
    for item in catalogue().values():
        bridged = ", ".join(f"{DEMANDS[code].it} +{levels}" for code, levels in item.bridges.items())
        limits = ", ".join(f"{DEMANDS[code].it} ≥ {level}" for code, level in item.not_for.items())
        share = f" {item.funded_percent} %" if item.funded_percent else ""
        cells = (
            f"`{item.code}`",
            item.it,
            item.en,
            bridged,
            f"{item.cost_eur} ({item.cost_low_eur}–{item.cost_high_eur})",
            f"{FUNDERS[item.funder].it}{share}",
            str(item.net_cost_eur),
            "sì" if item.inail_may_fund else "no",
            str(item.days_to_arrange),
            limits or "–",
            item.source,
        )
        lines.append(f"| {' | '.join(cells)} |\n")
    told = [f"| `{item.code}` | {item.to_firm} | {item.to_person} |\n" for item in catalogue().values()]
    head = f"| {' | '.join(_COLUMNS)} |\n|{'---|' * len(_COLUMNS)}\n"
    return _HEAD + head + "".join(lines) + _SENTENCES + "".join(told)
