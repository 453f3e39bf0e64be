"""Tables to arrays: both sides of the market as whole numbers, ids sorted, ready for criteria and constraints.

``sides``       the arrays' home: `Side`, `Encoding`, and the helpers that intern and mark bits
``cells``       columns of a table in the order of its ids; each distinct cell worked out once
``linked``      the words of both sides, linked in one batch
``candidates``  people to columns
``vacancies``   vacancies to columns, with the employer's quota figures
``credit``      what each person's skills are worth for each asked skill
``encode``      the two together, and the tables they share (skills, occupations, places)

Unknown is -1 in every whole-number column and 0 in a bit set whose ``_known`` column is False.
"""

from matcher.encode.encode import encode
from matcher.encode.sides import Encoding, Shared, Side

__all__ = ["Encoding", "Shared", "Side", "encode"]
