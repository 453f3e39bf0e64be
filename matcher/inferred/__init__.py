"""What texts say of demands and capacities: shown with the words that say it, confirmed by a person, never scored.

``tokens``      text to folded, stemmed words in clauses
``lexicon``     phrases found among words
``tables``      the phrases, signs and limits, from ``data/``
``reading``     one thing read; kilograms; which of several readings stands
``demands``     what a text about a job asks
``capacities``  what a person says they cannot do; never what they suffer from
``findings``    the tables' texts and flags, row by row, beside what is stated
``confirm``     from inferred to stated, by a named person
"""

from matcher.inferred.capacities import read_capacities
from matcher.inferred.confirm import (
    FINDING_COLUMNS,
    Confirmed,
    finding_rows,
    read_confirmations,
    with_confirmed,
    write_confirmed,
)
from matcher.inferred.demands import read_demands
from matcher.inferred.findings import Inferred, of_candidate, of_tables, of_vacancy, to_confirm
from matcher.inferred.reading import Read

__all__ = [
    "FINDING_COLUMNS",
    "Confirmed",
    "Inferred",
    "Read",
    "finding_rows",
    "of_candidate",
    "of_tables",
    "of_vacancy",
    "read_capacities",
    "read_confirmations",
    "read_demands",
    "to_confirm",
    "with_confirmed",
    "write_confirmed",
]
