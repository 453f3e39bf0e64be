"""How near two occupations or two skills are, in whole millionths.

The scalar functions are the definition; ``CreditTable`` computes all pairs of a taxonomy once and looks them up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from matcher.taxonomy.store import Occupation, Skill

Int32Array = np.ndarray[Any, np.dtype[np.int32]]

SAME = 1_000_000
# Occupations. A bare code names a whole unit group: nearly, not quite, each of its occupations.
BARE_CODE = 900_000
RELATED = 800_000  # listed by hand: an office really proposes one for the other
RELATED_TO_GROUP = 700_000  # a bare code against an occupation related to one of its group
# Shared leading digits of ISCO-08: four, three, two, one. One digit alone is hardly a likeness.
SAME_DIGITS = {4: 750_000, 3: 550_000, 2: 300_000, 1: 100_000}
# Skills. Near: a synonym family, a tool and its use, a broader and a narrower one. Groups hold three to ten skills.
# Implied: who has the one has the other (a spreadsheet brings the use of a computer); the one way only.
IMPLIED = 950_000
NEAR = 600_000
SAME_GROUP = 300_000
NOTHING = 0
ISCO = "isco:"
# What an empty text becomes: like nothing, not even itself.
EMPTY = ("", "text:")


def occupation_nearness(occupations: Mapping[str, Occupation], a: str, b: str) -> int:
    """Nearness of two occupation ids, millionths; ``isco:NNNN`` is a bare unit group, anything else only itself."""
    if a == b:
        return NOTHING if a in EMPTY else SAME
    code_a, code_b = _isco(occupations, a), _isco(occupations, b)
    if code_a is None or code_b is None:
        return NOTHING
    level = SAME_DIGITS.get(_shared_digits(code_a, code_b), NOTHING)
    bare_a, bare_b = a not in occupations, b not in occupations
    if bare_a and bare_b:
        return level
    if not bare_a and not bare_b:
        return max(level, RELATED) if _related(occupations[a], occupations[b]) else level
    known, code = (occupations[b], code_a) if bare_a else (occupations[a], code_b)
    if known.isco == code:
        return BARE_CODE
    group = (other for other in occupations.values() if other.isco == code)
    return max(level, RELATED_TO_GROUP) if any(_related(known, other) for other in group) else level


def skill_credit(skills: Mapping[str, Skill], a: str, b: str) -> int:
    """Credit of skill ``a``, which is had, for ``b``, which is asked for, millionths.

    Unlinked texts and foreign URIs only match themselves.
    """
    if a == b:
        return NOTHING if a in EMPTY else SAME
    if a not in skills or b not in skills:
        return NOTHING
    if b in skills[a].implies:
        return IMPLIED
    if b in skills[a].near:
        return NEAR
    return SAME_GROUP if skills[a].group == skills[b].group else NOTHING


def explain(kind: str, credit: int) -> str:
    """The nearness in Italian words."""
    if credit >= SAME:
        return "la stessa competenza" if kind == "skill" else "la stessa occupazione"
    if kind == "skill":
        skill_words = {
            IMPLIED: "competenza compresa in un'altra",
            NEAR: "competenza vicina",
            SAME_GROUP: "competenza dello stesso gruppo",
        }
        return skill_words.get(credit, "nessuna competenza vicina")
    words = {
        BARE_CODE: "occupazione del gruppo ISCO indicato",
        RELATED: "occupazione affine",
        RELATED_TO_GROUP: "occupazione affine al gruppo ISCO indicato",
        SAME_DIGITS[4]: "stessa unità professionale ISCO",
        SAME_DIGITS[3]: "stessa classe ISCO",
        SAME_DIGITS[2]: "stesso gruppo ISCO",
        SAME_DIGITS[1]: "stesso grande gruppo ISCO",
    }
    return words.get(credit, "occupazioni lontane")


class CreditTable:
    """All pairs of a closed list of ids, and lookup for any ids.

    Parameters
    ----------
    ids : the known ids, in any order.
    pairs : int32, shape (ids, ids), the credit of each pair.
    """

    def __init__(self, ids: Sequence[str], pairs: Int32Array) -> None:
        """Keep the pairs; one more row and column of zeros stands for every id that is not known."""
        self._position = {concept: index for index, concept in enumerate(ids)}
        self._credits = np.zeros((len(ids) + 1, len(ids) + 1), dtype=np.int32)
        self._credits[:-1, :-1] = pairs

    def matrix(self, ids_a: Sequence[str], ids_b: Sequence[str]) -> Int32Array:
        """Credit of each pair, int32, shape (ids_a, ids_b), millionths."""
        unknown = len(self._position)
        rows = np.fromiter((self._position.get(a, unknown) for a in ids_a), dtype=np.intp, count=len(ids_a))
        cols = np.fromiter((self._position.get(b, unknown) for b in ids_b), dtype=np.intp, count=len(ids_b))
        pairs = self._credits[np.ix_(rows, cols)]
        places: dict[str, list[int]] = {}
        for col, b in enumerate(ids_b):
            if b not in self._position and b not in EMPTY:
                places.setdefault(b, []).append(col)
        for row, a in enumerate(ids_a):
            if a in places:
                pairs[row, places[a]] = SAME
        return pairs


def occupation_table(occupations: Mapping[str, Occupation], codes: Sequence[str]) -> CreditTable:
    """The pairs of all occupations and of all bare four-digit ``codes``."""
    ids = [*occupations, *(ISCO + code for code in codes)]
    digits = np.array([_isco(occupations, concept) for concept in ids], dtype="U4")
    pairs = np.zeros((len(ids), len(ids)), dtype=np.int32)
    for count in (1, 2, 3, 4):
        prefix = np.array([code[:count] for code in digits.tolist()], dtype="U4")
        pairs[prefix[:, None] == prefix[None, :]] = SAME_DIGITS[count]
    for row, a in enumerate(ids):
        pairs[row, row] = SAME
        for col in _exceptions(occupations, ids, a):
            pairs[row, col] = occupation_nearness(occupations, a, ids[col])
            pairs[col, row] = pairs[row, col]
    return CreditTable(ids, pairs)


def skill_table(skills: Mapping[str, Skill]) -> CreditTable:
    """The pairs of all skills."""
    ids = list(skills)
    groups = np.array([skills[concept].group for concept in ids])
    pairs = np.where(groups[:, None] == groups[None, :], SAME_GROUP, NOTHING).astype(np.int32)
    position = {concept: index for index, concept in enumerate(ids)}
    for row, concept in enumerate(ids):
        for other in skills[concept].near:
            pairs[row, position[other]] = pairs[position[other], row] = NEAR
    for row, concept in enumerate(ids):
        pairs[row, [position[other] for other in skills[concept].implies]] = IMPLIED
    np.fill_diagonal(pairs, SAME)
    return CreditTable(ids, pairs)


def _exceptions(occupations: Mapping[str, Occupation], ids: Sequence[str], a: str) -> list[int]:
    """Positions whose nearness to ``a`` is more than shared digits: listed relatives and bare codes."""
    if a not in occupations:
        return []
    kin = set(occupations[a].related)
    kin |= {ISCO + occupations[other].isco for other in kin} | {ISCO + occupations[a].isco}
    return [col for col, concept in enumerate(ids) if concept in kin and concept != a]


def _isco(occupations: Mapping[str, Occupation], concept: str) -> str | None:
    if concept in occupations:
        return occupations[concept].isco
    return concept.removeprefix(ISCO) if concept.startswith(ISCO) else None


def _related(a: Occupation, b: Occupation) -> bool:
    return b.id in a.related


def _shared_digits(a: str, b: str) -> int:
    shared = 0
    while shared < min(len(a), len(b)) and a[shared] == b[shared]:
        shared += 1
    return shared
