"""Why, why not, and what would make it possible, in words that an operator would sign.

``reasons``    the short line of a list
``rejection``  the first broken constraint, its reason and the nearest change
``question``   the one unknown whose answer would tell most
``pair``       one pair, whole: every criterion, the accommodations, the quota, what is unknown
``note``       the pair as a colleague's note, Italian or English
"""

from matcher.explain.note import note
from matcher.explain.pair import Explanation, explain_pair
from matcher.explain.reasons import reasons
from matcher.explain.rejection import Rejection, reject

__all__ = ["Explanation", "Rejection", "explain_pair", "note", "reasons", "reject"]
