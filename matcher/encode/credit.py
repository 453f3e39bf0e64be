"""What each person's skills are worth for each asked skill, millionths: the best of what they have.

A skill named gives the taxonomy's credit, and so do papers and languages; a skill that a held occupation usually
brings gives ``implied_skill`` of it. What is named, what is proved and what is implied are each worked out once for
every distinct cell; a person has the best of the three.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack

from matcher.encode.candidates import CEFR_LEVELS, Row, licence_closure
from matcher.encode.cells import Cells, flat
from matcher.encode.linked import Linked
from matcher.encode.sides import positions
from matcher.policy import MILLION, MatchPolicy
from matcher.taxonomy import Taxonomy
from models.vocabulary import LANGUAGES, LICENCES

_VALUE_BITS = 20  # a share of a million, the whole among them, fits
_LISTS = 8_192  # lists that are put together at a time: some tens of megabytes
_NAMES = 1_024  # rows of the taxonomy's dense answer at a time
Ints = NDArray[np.int64]


def skill_credit(
    people: Cells, asked: Sequence[str], linked: Linked, taxonomy: Taxonomy, policy: MatchPolicy
) -> csr_matrix:
    """Credit of every person for every asked skill.

    Parameters
    ----------
    people : Cells
        The checked candidates table.
    asked : sequence of str
        Ids of the asked skills, one column each.
    linked : Linked
        What the texts of the table mean.
    taxonomy : Taxonomy
        Credit of one skill for another, and what occupations usually bring.
    policy : MatchPolicy
        Worth of implied skills.

    Returns
    -------
    sparse int64, shape (n_people, n_asked)
        Millionths; a person whose skills are unknown has none, whatever the occupations bring.
    """
    skills, whose_skills = people.distinct("skills")
    held, whose_held = people.distinct("occupations_held")
    papers, whose_papers = people.together("licences", "languages")
    named = [() if cell is None else linked.skills[cell] for cell in skills]
    implied = [_implied(cell, linked, taxonomy) for cell in held]
    proved = _proved(papers, taxonomy)
    # Other texts than these are worth nothing for anything asked.
    names = sorted({*taxonomy.skills, *asked}.intersection(flat([*named, *implied, *proved])))
    where, worth = positions(names), _worth(names, asked, taxonomy)
    of_implied = csr_matrix(worth)
    of_implied.data = worth.data * policy.settings["implied_skill"] // MILLION
    known = people.stated("skills")

    def best(lists: Sequence[Sequence[str]], of: csr_matrix, which: NDArray[np.intp]) -> csr_matrix:
        # One list more, of nothing, for people whose skills are unknown.
        members = [[where[name] for name in each if name in where] for each in (*lists, ())]
        return _best(members, of)[np.where(known, which, len(lists))]

    credit = best(named, worth, whose_skills).maximum(best(proved, worth, whose_papers))
    return credit.maximum(best(implied, of_implied, whose_held))


def _implied(cell: Sequence[tuple[str, float | None]] | None, linked: Linked, taxonomy: Taxonomy) -> list[str]:
    """The skills that the occupations of a cell usually bring."""
    held = (taxonomy.occupations.get(linked.occupations[title]) for title, _ in cell or ())
    return flat(occupation.essential_skills for occupation in held if occupation is not None)


def _proved(papers: Sequence[Row], taxonomy: Taxonomy) -> list[list[str]]:
    """Licences held and languages spoken well enough to work in, as skills: firms ask for them in either place."""
    labels = []
    for row in papers:
        held = licence_closure(row["licences"] or ())
        spoken = [code for code, level in row["languages"] or () if CEFR_LEVELS[level] >= CEFR_LEVELS["B1"]]
        own = [LICENCES[code].it for code in sorted(held) if code in LICENCES]
        labels.append(own + [LANGUAGES[code].it for code in spoken if code in LANGUAGES])
    words = flat(labels)
    skill_of = dict(zip(words, taxonomy.match_texts("skill", words), strict=True))
    return [[skill for skill in map(skill_of.__getitem__, own) if skill is not None] for own in labels]


def _worth(names: Sequence[str], asked: Sequence[str], taxonomy: Taxonomy) -> csr_matrix:
    """Credit of each name for each asked skill, sparse int64."""
    blocks = [names[start : start + _NAMES] for start in range(0, max(len(names), 1), _NAMES)]
    dense = (taxonomy.skill_credit_matrix(block, asked) for block in blocks)
    return csr_matrix(vstack([csr_matrix(block.astype(np.int64)) for block in dense]))


def _best(lists: Sequence[Sequence[int]], worth: csr_matrix) -> csr_matrix:
    """The best of the rows of ``worth`` that each list names, column by column; shape (n_lists, width)."""
    parts = [_entries(lists[start : start + _LISTS], worth) for start in range(0, len(lists), _LISTS)]
    counts, columns, values = (np.concatenate(each) for each in zip(*parts, strict=True))
    offsets = np.concatenate([[0], np.cumsum(counts)])
    return csr_matrix((values, columns, offsets), shape=(len(lists), worth.shape[1]))


def _entries(lists: Sequence[Sequence[int]], worth: csr_matrix) -> tuple[Ints, Ints, Ints]:
    """For a block of lists, the number of entries of each, and their columns and values in order."""
    width = max(worth.shape[1], 1)
    lengths = np.array([len(members) for members in lists], np.int64)
    members = np.fromiter((member for each in lists for member in each), np.int64, int(lengths.sum()))
    counts = np.diff(worth.indptr).astype(np.int64)[members]
    ends = np.cumsum(counts)
    at = np.arange(counts.sum()) + np.repeat(worth.indptr[members] - (ends - counts), counts)
    row = np.repeat(np.repeat(np.arange(len(lists)), lengths), counts)
    # Sorted by place and then by value in one number: the last of each place is its best.
    packed = np.sort((row * width + worth.indices[at]) << _VALUE_BITS | worth.data[at])
    place = packed >> _VALUE_BITS
    value = packed & ((1 << _VALUE_BITS) - 1)
    kept = np.append(place[1:] != place[:-1], len(place) > 0)[: len(place)] & (value > 0)
    row, column = np.divmod(place[kept], width)
    return np.bincount(row, minlength=len(lists)), column, value[kept]
