"""Exact top k of every candidate or vacancy, with what each criterion gave.

``distinct``  vacancies alike in the columns that something reads are looked at once
``scoring``   a block of candidates: values of every criterion, points, constraint bits
``rank``      blocks in threads, the kernel's best merged; both directions
``figures``   what the winners' values add up to: score, interval, fit, contributions
"""

from matcher.engine.figures import Figures, figures
from matcher.engine.rank import Ranked, rank
from matcher.engine.scoring import Scorer

__all__ = ["Figures", "Ranked", "Scorer", "figures", "rank"]
