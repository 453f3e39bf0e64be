"""The question worth asking: the one unknown of a person, or of a vacancy, whose answer would change most lists.

``facet``      what can be asked: words, and the answers it may get as cells of the table
``of_people``  ``of_vacancies``   FACETS of each side, the lists to extend
``effect``     each answer tried with the engine itself: which lists change
"""

from matcher.questions.effect import Worth, worth_asking
from matcher.questions.facet import Answer, Facet

__all__ = ["Answer", "Facet", "Worth", "worth_asking"]
