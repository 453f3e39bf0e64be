"""One vacancy that changed after the tables were encoded, in the words that they were encoded with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from matcher.encode.encode import Places, asked_skill, vacancy_occupation
from matcher.encode.sides import DEMAND_CODES, Encoding, Shared, Side, level_rows, positions, sparse_rows
from matcher.encode.vacancies import QuotaFigures, Row, encode_vacancies, no_profiles
from matcher.taxonomy import Taxonomy


def changed_vacancy(
    row: Row,
    encoding: Encoding,
    *,
    taxonomy: Taxonomy,
    quotas: Mapping[str, QuotaFigures],
    hires: Mapping[str, int],
) -> tuple[Side, Shared]:
    """Encode one vacancy against people that are encoded already.

    Parameters
    ----------
    row : mapping
        A checked row of the vacancies table.
    encoding : Encoding
        The day's.
    taxonomy : Taxonomy
        The one that the day was encoded with.
    quotas : mapping of str to quota position
        By employer_id.
    hires : mapping of str to int
        People hired or kept, by vacancy_id.

    Returns
    -------
    Side, Shared
        The one vacancy, and the tables that its numbers point into.

    Raises
    ------
    KeyError
        If it asks for a skill, a licence or a language that no vacancy of the day asked for: nobody was read for it,
        so the day must be encoded anew.
    """
    shared, places, profiles = encoding.shared, Places(), no_profiles()
    side = encode_vacancies(
        [row],
        hires=hires,
        quotas=quotas,
        place_of=places.of,
        profiles=profiles,
        skill_ids=lambda names: tuple(sorted({asked_skill(name, taxonomy) for name in names})),
        occupation_of=lambda one: vacancy_occupation(one, taxonomy),
        accommodations=positions(shared.accommodations),
    )
    where = positions(shared.skills)
    members = [{where[skill]: 1 for skill in names} for names in profiles.skill_sets.values()]
    occupations = tuple(profiles.occupations.values())
    own = replace(
        shared,
        places=places.table(),
        skill_sets=sparse_rows(members, len(where)),
        occupations=occupations,
        held_nearness=taxonomy.occupation_nearness_matrix(shared.titles, occupations),
        demand_profiles=np.array(profiles.demands.values(), np.int8).reshape(-1, len(DEMAND_CODES)),
        licence_profiles=level_rows([dict.fromkeys(k, 1) for k in profiles.licences.values()], shared.licences, 0),
        language_profiles=level_rows([dict(key) for key in profiles.languages.values()], shared.languages, 0),
    )
    return side, own
