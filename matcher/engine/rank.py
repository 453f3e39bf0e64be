"""The exact top k of everyone, by the warm index or by the plain definition."""

from __future__ import annotations

from importlib.util import find_spec

from matcher.encode import Encoding
from matcher.engine.plain import BLOCK_ROWS, blocks, rank_plainly
from matcher.engine.ranked import By, Ranked, nothing
from matcher.engine.scoring import Scorer
from matcher.policy import MatchPolicy

__all__ = ["BLOCK_ROWS", "By", "Ranked", "blocks", "rank"]


def _compiles() -> bool:
    """Whether Numba is there and compiles: interpreted, the search would be slower than the plain definition."""
    if find_spec("numba") is None:
        return False
    import numba

    return not vars(numba.config).get("DISABLE_JIT")


def rank(
    encoding: Encoding,
    policy: MatchPolicy,
    *,
    k: int,
    by: By = "candidate",
    threads: int = 2,
    block_rows: int | None = None,
    fast: bool = True,
    scorer: Scorer | None = None,
) -> Ranked:
    """Rank every candidate's vacancies, or every vacancy's candidates; exact.

    Parameters
    ----------
    encoding : Encoding
        Both sides on a day.
    policy : MatchPolicy
        Weights and settings.
    k : int
        Most places in a list, 1 or more.
    by : {"candidate", "vacancy"}
        Whose lists.
    threads, block_rows : int
        How the work is cut; they never change the answer. ``block_rows`` people at a time, None for what suits.
    fast : bool
        The compiled search where Numba is there; otherwise the plain definition, every pair scored and sorted.
    scorer : Scorer, optional
        One made before for the same encoding and policy.

    Returns
    -------
    Ranked
        Score descending, ties by id (positions follow the sorted ids).

    Raises
    ------
    ValueError
        If ``k`` is below 1.
    """
    if k < 1:
        msg = f"k must be 1 or more; got {k}"
        raise ValueError(msg)
    scorer = scorer or Scorer(encoding, policy)
    n, m = len(encoding.candidates), len(encoding.vacancies)
    if not n or not m:
        return nothing(len(scorer.criteria))
    k = min(k, m if by == "candidate" else n)
    if fast and _compiles():
        return scorer.index.rank(k=k, by=by, threads=threads, block_rows=block_rows)
    return rank_plainly(scorer, k, by, threads=threads, block_rows=block_rows or BLOCK_ROWS)
