"""Exact top k of every candidate or vacancy, with what each criterion gave.

The definition: ``scoring`` scores a block of candidates against every distinct job (``distinct``), ``plain`` sorts.
The same without touching every pair: ``index`` lays both sides out once (``slots``, ``forms``, ``grades``, ``rules``,
``constraints``, ``words``, ``people``) and searches. ``rank`` chooses, ``ranked`` is what both give, ``figures`` adds
it up: score, interval, fit, contributions (``arithmetic``).
"""

from matcher.engine.figures import Figures, figures
from matcher.engine.rank import rank
from matcher.engine.ranked import Ranked
from matcher.engine.scoring import Scorer

__all__ = ["Figures", "Ranked", "Scorer", "figures", "rank"]
