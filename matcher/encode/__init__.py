"""Tables to arrays: both sides of the market as whole numbers, ids sorted, ready for criteria and constraints.

``sides``       the arrays' home: `Side`, `Encoding`, and the helpers that intern and mark bits
``candidates``  people to columns
``vacancies``   vacancies to columns, with the employer's quota figures
``encode``      the two together, and the tables they share (skills, occupations, places)

Unknown is -1 in every whole-number column and 0 in a bit set whose ``_known`` column is False.
"""

from matcher.encode.encode import encode
from matcher.encode.sides import Encoding, Shared, Side

__all__ = ["Encoding", "Shared", "Side", "encode"]
