"""One day's matching, prepared once: tables checked and encoded, quotas computed, ready to rank and to explain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher import law68
from matcher.accommodation import Plan, plan
from matcher.criteria import CRITERIA
from matcher.criteria.accommodations import met_by_the_job
from matcher.eligibility import PairFacts
from matcher.encode import Encoding, encode
from matcher.encode.cells import frame_rows
from matcher.encode.history import History, summarise
from matcher.encode.joint import pair_distances
from matcher.engine import Ranked, Scorer, rank
from matcher.engine.rank import By
from matcher.frames import Tables
from matcher.law68.quotas import EmployerQuota, quotas_of_tables
from matcher.policy import MatchPolicy, load_policy
from matcher.taxonomy import Taxonomy, embedded
from models.accommodations import catalogue

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Versions:
    """What a result must carry to be recomputed bit for bit."""

    on: date
    data: str
    law: str
    taxonomy: str
    policy: str

    def as_dict(self) -> dict[str, str]:
        """Names and values as text."""
        return {
            "on": self.on.isoformat(),
            "data": self.data,
            "law": self.law,
            "taxonomy": self.taxonomy,
            "policy": self.policy,
        }


@dataclass(frozen=True)
class Matching:
    """Everything known about one day; `prepare` makes it."""

    tables: Tables
    on: date
    policy: MatchPolicy
    taxonomy: Taxonomy
    quotas: Mapping[str, EmployerQuota]
    encoding: Encoding

    @cached_property
    def scorer(self) -> Scorer:
        """The vacancies' side of the scoring, made once."""
        return Scorer(self.encoding, self.policy)

    @cached_property
    def candidates(self) -> list[dict[str, Any]]:
        """Rows of the candidates, by position."""
        return frame_rows(self.tables.candidates, "candidate_id")

    @cached_property
    def vacancies(self) -> list[dict[str, Any]]:
        """Rows of the vacancies, by position."""
        return frame_rows(self.tables.vacancies, "vacancy_id")

    @cached_property
    def employers(self) -> dict[str, dict[str, Any]]:
        """Rows of the employers, by id."""
        return {row["employer_id"]: row for row in frame_rows(self.tables.employers, "employer_id")}

    @cached_property
    def history(self) -> History:
        """What the outcomes say up to the day."""
        return summarise(frame_rows(self.tables.outcomes, "candidate_id"), self.on)

    @cached_property
    def met_by_the_job(self) -> list[tuple[str, ...]]:
        """Accommodations that each vacancy offers as it is, by position."""
        bits = met_by_the_job(self.encoding.vacancies, self.encoding.shared, self.policy)
        codes = self.encoding.shared.accommodations
        return [tuple(code for i, code in enumerate(codes) if int(word) >> i & 1) for word in bits]

    @property
    def versions(self) -> Versions:
        """What made this result."""
        return Versions(
            self.on, self.tables.digest, law68.parameters_version(), self.taxonomy.version, self.policy.digest
        )

    def rank(self, *, k: int, by: By = "candidate") -> Ranked:
        """The exact top ``k`` of everyone; see :func:`matcher.engine.rank`."""
        return rank(self.encoding, self.policy, k=k, by=by, scorer=self.scorer)

    def distances(self, candidate: NDArray[np.int64], vacancy: NDArray[np.int64]) -> NDArray[np.int64]:
        """Distance of some pairs in tens of metres, -1 where unknown; shape (n_pairs,)."""
        encoding = self.encoding
        return pair_distances(encoding.candidates, encoding.vacancies, encoding.shared, candidate, vacancy)

    def plan(self, candidate: int, vacancy: int) -> Plan:
        """The accommodations of a pair."""
        return plan(self.candidates[candidate], self.vacancies[vacancy], self.met_by_the_job[vacancy], catalogue())

    def facts(self, candidate: int, vacancy: int, distance_10m: int) -> PairFacts:
        """The pair as the tables state it."""
        person, job = self.candidates[candidate], self.vacancies[vacancy]
        return PairFacts(
            candidate=person,
            vacancy=job,
            on=self.on,
            distance_10m=distance_10m,
            ended=self.history.ended.get((person["candidate_id"], job["vacancy_id"])),
            hires=self.history.hires.get(job["vacancy_id"], 0),
            catalogue=catalogue(),
        )


def prepare(
    tables: Tables, *, on: date, policy: MatchPolicy | None = None, taxonomy: Taxonomy | None = None
) -> Matching:
    """Compute the quotas and encode both sides.

    Parameters
    ----------
    tables : Tables
        Checked by `matcher.frames`.
    on : date
        The day everything is read at.
    policy : MatchPolicy, optional
        The project's own where absent.
    taxonomy : Taxonomy, optional
        The embedded one where absent.
    """
    policy = policy or load_policy(c.name for c in CRITERIA)
    taxonomy = taxonomy or embedded()
    quotas = quotas_of_tables(tables.employers, tables.workforce, on=on, agreements=tables.agreements)
    encoding = encode(tables, on=on, policy=policy, taxonomy=taxonomy, quotas=quotas)
    return Matching(tables, on, policy, taxonomy, quotas, encoding)
