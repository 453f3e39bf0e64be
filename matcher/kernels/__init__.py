"""Compiled searches. They know people, slots, tables, means, needs and a journey; of the criteria's names nothing.

``layout``      what they are given: `Jobs`, `Words`, `Rules`, `People`
``arithmetic``  whole millionths, whole tens of metres
``person``      one person before the search
``pair``        one pair, criterion by criterion
``search``      words in the order of what they promise
``stages``      one word, in stages
``top``         the lists
``values``      what the criteria gave the winners
``sums``        what that adds up to

Their plain twin is `matcher.engine.plain` with `matcher.reference`; the tests hold the two equal. No signatures (they
would compile at import); no ``parallel`` (blocks run in threads: no threading layer to choose); no reference counting
(``_nrt=False``: counting the arrays of every pair took ten times the work itself), so nothing is allocated inside.
"""
