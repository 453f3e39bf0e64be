"""Every hard constraint, in the order of the contract: the first that a pair breaks is the one its rejection names.

A new one is one module and one word here; its bit is its position.
"""

from matcher.eligibility.accommodation_refused import ACCOMMODATION_REFUSED
from matcher.eligibility.already_declined import ALREADY_DECLINED
from matcher.eligibility.availability import AVAILABILITY
from matcher.eligibility.base import Constraint, PairFacts, Why
from matcher.eligibility.capacity import CAPACITY
from matcher.eligibility.closed import CLOSED
from matcher.eligibility.distance import DISTANCE
from matcher.eligibility.entitlement import ENTITLEMENT
from matcher.eligibility.excluded_task import EXCLUDED_TASK
from matcher.eligibility.filled import FILLED
from matcher.eligibility.inactive import INACTIVE
from matcher.eligibility.licence import LICENCE
from matcher.eligibility.no_consent import NO_CONSENT
from matcher.eligibility.placed import PLACED
from matcher.eligibility.working_times import WORKING_TIMES_CONSTRAINT

CONSTRAINTS: tuple[Constraint, ...] = (
    CLOSED,
    FILLED,
    PLACED,
    ALREADY_DECLINED,
    NO_CONSENT,
    AVAILABILITY,
    ENTITLEMENT,
    LICENCE,
    WORKING_TIMES_CONSTRAINT,
    DISTANCE,
    EXCLUDED_TASK,
    CAPACITY,
    ACCOMMODATION_REFUSED,
    INACTIVE,
)

__all__ = ["CONSTRAINTS", "Constraint", "PairFacts", "Why"]
