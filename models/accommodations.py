"""The catalogue of reasonable accommodations: what each bridges, what it costs once, who may pay."""

from __future__ import annotations

import csv
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


@dataclass(frozen=True, slots=True)
class Accommodation(Term):
    """One accommodation: labels, bridged demands with their levels, typical one-off cost and its funder."""

    bridges: dict[str, int]
    cost_eur: int
    source: str
    funder: str
    funded_percent: int
    inail_may_fund: bool
    days_to_arrange: int

    @property
    def net_cost_eur(self) -> int:
        """One-off cost left to the employer after the funder, in whole EUR, half rounded up."""
        return (self.cost_eur * (100 - self.funded_percent) + 50) // 100


def _read(name: str) -> list[dict[str, str]]:
    text = resources.files("models").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def catalogue() -> dict[str, Accommodation]:
    """Every accommodation by its code, in the order of the contract; treat it as read-only."""
    bridges: dict[str, dict[str, int]] = {}
    for row in _read("bridges.csv"):
        bridges.setdefault(row["accommodation"], {})[row["demand"]] = int(row["levels"])
    return {
        row["code"]: Accommodation(
            code=row["code"],
            it=row["it"],
            en=row["en"],
            bridges=bridges[row["code"]],
            cost_eur=int(row["cost_eur"]),
            source=row["source"],
            funder=row["funder"],
            funded_percent=int(row["funded_percent"]),
            inail_may_fund=row["inail_may_fund"] == "yes",
            days_to_arrange=int(row["days_to_arrange"]),
        )
        for row in _read("accommodations.csv")
    }


_HEAD = """# Accomodamenti ragionevoli / Reasonable accommodations

Pagina scritta dal catalogo (`models.accommodations.catalogue_markdown`); un test la confronta con i dati.
Come sono stati fissati i costi: `models/data/SOURCE.md`.

Il costo è quello tipico e una tantum, un ordine di grandezza e non un preventivo; la quota del fondo regionale
(art. 14 L. 68/1999) è un'ipotesi che l'ufficio sostituisce con quella del proprio bando. INAIL: può rimborsare
soltanto i propri assicurati, perciò non è tolto dal costo netto. "Colma" dice di quanti livelli l'accomodamento
avvicina la persona alla richiesta della mansione; più accomodamenti sulla stessa richiesta non si sommano.

*The cost is typical and one-off, an order of magnitude. The regional fund's share is an assumption. INAIL may refund
its own insured only. "Colma" tells by how many levels a demand is bridged; levels never add up.*

| codice | italiano | English | colma | costo EUR | chi può finanziare | netto azienda EUR | INAIL | giorni | fonte |
|---|---|---|---|---|---|---|---|---|---|
"""


def catalogue_markdown() -> str:
    """Give the page docs/accommodations.md: one table row for each accommodation."""
    lines = []
    for item in catalogue().values():
        bridged = ", ".join(f"{DEMANDS[code].it} +{levels}" for code, levels in item.bridges.items())
        share = f" {item.funded_percent} %" if item.funded_percent else ""
        cells = (
            f"`{item.code}`",
            item.it,
            item.en,
            bridged,
            str(item.cost_eur),
            f"{FUNDERS[item.funder].it}{share}",
            str(item.net_cost_eur),
            "sì" if item.inail_may_fund else "no",
            str(item.days_to_arrange),
            item.source,
        )
        lines.append(f"| {' | '.join(cells)} |\n")
    return _HEAD + "".join(lines)
