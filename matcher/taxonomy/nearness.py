"""How near two occupations or two skills are, in whole millionths.

The scalar functions are the definition. The tables hold the same for a whole taxonomy and are sparse: of occupations
only what the digits of the classification do not say, of skills only pairs that have a credit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

    from matcher.taxonomy.store import Occupation, Skill

Int32Array = np.ndarray[Any, np.dtype[np.int32]]
Positions = np.ndarray[Any, np.dtype[np.intp]]

SAME = 1_000_000
# Occupations. A bare code names a whole unit group: nearly, not quite, each of its occupations.
BARE_CODE = 900_000
RELATED = 800_000  # listed by hand: an office really proposes one for the other
RELATED_TO_GROUP = 700_000  # a bare code against an occupation related to one of its group
# Shared leading digits of ISCO-08: four, three, two, one. One digit alone is hardly a likeness.
SAME_DIGITS = {4: 750_000, 3: 550_000, 2: 300_000, 1: 100_000}
# Different groups, the same essential skills (matcher.taxonomy.kinship): what was learnt there serves here.
TRANSFERABLE = 350_000
# Skills. Near: a synonym family, a tool and its use, a broader and a narrower one. Groups hold three to ten skills.
# Implied: who has the one has the other (a spreadsheet brings the use of a computer); the one way only.
IMPLIED = 950_000
NEAR = 600_000
SAME_GROUP = 300_000
AKIN = 300_000  # the same wide group, asked for by the same occupations
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
        if _related(occupations[a], occupations[b]):
            return max(level, RELATED)
        return max(level, TRANSFERABLE) if b in occupations[a].transferable else level
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
    if skills[a].group and skills[a].group == skills[b].group:
        return SAME_GROUP
    return AKIN if b in skills[a].akin else NOTHING


class SkillTable:
    """The credit of every pair of known skills that has one, and lookup for any ids."""

    def __init__(self, skills: Mapping[str, Skill]) -> None:
        """Gather each skill's neighbours; see :func:`skill_credit`, which says what they are worth."""
        self._position = {concept: index for index, concept in enumerate(skills)}
        groups: dict[str, list[str]] = {}
        for concept, skill in skills.items():
            if skill.group:
                groups.setdefault(skill.group, []).append(concept)
        rows = []
        for concept, skill in skills.items():
            credit = dict.fromkeys(skill.akin, AKIN)  # what comes later overrides
            credit.update(dict.fromkeys(groups.get(skill.group, ()), SAME_GROUP))
            credit.update(dict.fromkeys(skill.near, NEAR))
            credit.update(dict.fromkeys(skill.implies, IMPLIED))
            credit[concept] = SAME
            rows.append({self._position[other]: value for other, value in credit.items()})
        self._credits = _sparse(rows)

    @property
    def size(self) -> int:
        """Number of pairs held."""
        return int(self._credits.nnz)

    def matrix(self, ids_a: Sequence[str], ids_b: Sequence[str]) -> Int32Array:
        """Credit of each pair, int32, shape (ids_a, ids_b), millionths."""
        pairs: Int32Array = _slice(self._credits, _places(self._position, ids_a), _places(self._position, ids_b))
        return _equal_texts(pairs, ids_a, ids_b, self._position)


class OccupationTable:
    """The digits of every known occupation and of every bare code, and the pairs that are worth more than digits.

    Parameters
    ----------
    occupations : mapping of str to Occupation
    codes : sequence of str
        The codes of the classification, one to four digits.
    """

    def __init__(self, occupations: Mapping[str, Occupation], codes: Sequence[str]) -> None:
        """Index all occupations and all bare codes."""
        ids = [*occupations, *(ISCO + code for code in codes)]
        self._position = {concept: index for index, concept in enumerate(ids)}
        digits = [*(_isco(occupations, concept) or "" for concept in ids), ""]  # the last is the unknown's: none
        self._digits = {
            count: np.array([int(f"1{code[:count]}") if len(code) >= count else -1 for code in digits], np.int32)
            for count in SAME_DIGITS
        }
        members: dict[str, list[str]] = {}
        for concept, occupation in occupations.items():
            members.setdefault(occupation.isco, []).append(concept)
        self._more = _sparse([*(_beyond_digits(occupations, members, self._position, a) for a in ids)])

    @property
    def size(self) -> int:
        """Number of pairs held beside the digits."""
        return int(self._more.nnz)

    def matrix(self, ids_a: Sequence[str], ids_b: Sequence[str]) -> Int32Array:
        """Nearness of each pair, int32, shape (ids_a, ids_b), millionths."""
        rows, cols = _places(self._position, ids_a), _places(self._position, ids_b)
        pairs: Int32Array = _slice(self._more, rows, cols)
        for count, credit in SAME_DIGITS.items():
            a, b = self._digits[count][rows][:, None], self._digits[count][cols][None, :]
            np.maximum(pairs, np.where((a == b) & (a >= 0), credit, NOTHING), out=pairs)
        return _equal_texts(pairs, ids_a, ids_b, self._position)


def _beyond_digits(
    occupations: Mapping[str, Occupation],
    members: Mapping[str, Sequence[str]],
    position: Mapping[str, int],
    a: str,
) -> dict[int, int]:
    """What ``a`` is near to otherwise than by digits, by position."""
    near = {a: SAME}
    if a in occupations:
        near.update(dict.fromkeys(occupations[a].transferable, TRANSFERABLE))
        near.update(dict.fromkeys(occupations[a].related, RELATED))
        near.update({ISCO + occupations[other].isco: RELATED_TO_GROUP for other in occupations[a].related})
        near[ISCO + occupations[a].isco] = BARE_CODE
    else:
        group = members.get(a.removeprefix(ISCO), ())
        near.update(dict.fromkeys((kin for each in group for kin in occupations[each].related), RELATED_TO_GROUP))
        near.update(dict.fromkeys(group, BARE_CODE))
    return {position[other]: credit for other, credit in near.items() if other in position}


def _sparse(rows: Sequence[Mapping[int, int]]) -> csr_matrix:
    """A square matrix of the rows, with one more empty row and column for every id that is not known."""
    from scipy.sparse import csr_matrix

    lengths = np.fromiter((len(row) for row in rows), np.int64, len(rows))
    offsets = np.concatenate([[0], np.cumsum(lengths), [lengths.sum()]])
    columns = np.fromiter((column for row in rows for column in sorted(row)), np.int32, offsets[-1])
    values = np.fromiter((row[column] for row in rows for column in sorted(row)), np.int32, offsets[-1])
    return csr_matrix((values, columns, offsets), shape=(len(rows) + 1, len(rows) + 1))


def _slice(held: csr_matrix, rows: Positions, cols: Positions) -> Int32Array:
    """The pairs of the given rows and columns, dense."""
    wanted, back = np.unique(cols, return_inverse=True)
    narrow = held[rows][:, wanted].toarray()
    pairs: Int32Array = narrow[:, back].astype(np.int32, copy=False)
    return pairs


def _places(position: Mapping[str, int], ids: Sequence[str]) -> Positions:
    unknown = len(position)
    return np.fromiter((position.get(concept, unknown) for concept in ids), dtype=np.intp, count=len(ids))


def _equal_texts(pairs: Int32Array, ids_a: Sequence[str], ids_b: Sequence[str], known: Mapping[str, int]) -> Int32Array:
    """What no vocabulary knows is like itself, but for nothing at all."""
    places: dict[str, list[int]] = {}
    for col, b in enumerate(ids_b):
        if b not in known and b not in EMPTY:
            places.setdefault(b, []).append(col)
    for row, a in enumerate(ids_a):
        if a in places:
            pairs[row, places[a]] = SAME
    return pairs


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
