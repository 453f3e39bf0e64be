"""What a person says they cannot do, as levels of capacity with the very words; never what they suffer from.

A frame ("non riesco", "faccio fatica") together with a doing in its clause is a limit, and so is a claim ("non guido").
"A lungo", "troppo", "pesanti" say that the same in smaller measure is possible. A text that names an illness keeps its
limits and its illness apart: words of health are never part of a reading.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from matcher.inferred.lexicon import Hit
from matcher.inferred.reading import LONGEST_PHRASE, Load, Read, by_demand, degrees, lifting_met, loads, read
from matcher.inferred.tables import Limit, Sign, limits, phrases, signs
from matcher.inferred.tokens import Token, composed, tokens
from matcher.personal_data import personal_data

_REACH = 8  # words from a frame to the doing it speaks of
_REACH_BACK = 4  # "lo stress mi blocca"
_DEGREE = 3
_SMALLER_MEASURE = 2  # "not for long": some of it is possible
_LEAST = 1
_ABLE = ("poss", "riesc", "sollev", "alz", "porto", "port", "sposto", "massim", "max")
_AT_MOST = frozenset(("massimo", "max", "fino", "sopra", "oltre", "piu"))
_PAST = ("lavorat", "spostat", "sollevat", "portat", "caricat", "sollevav", "portav", "caricav", "spostav", "esperienz")


def _doings(found: Sequence[Hit[Limit]], words: Sequence[Token]) -> list[tuple[tuple[int, ...], str]]:
    """What the frames may speak of: the doings of the table, and the phrases that jobs are described with."""
    doing = [hit for hit in found if hit.meaning.kind == "doing"]
    named = [(hit.places, hit.meaning.demand) for hit in doing if hit.meaning.demand]
    # Of a phrase that says several demands, the first is what it is about.
    asked = [(hit.places, hit.meaning[0][0]) for hit in phrases().hits(words) if hit.meaning and hit.meaning[0][1]]
    taken = {place for hit in doing for place in hit.places}
    return named + [one for one in asked if not taken.intersection(one[0])]


def _speaks_of(frame: Hit[Limit], places: tuple[int, ...], words: Sequence[Token]) -> bool:
    if words[frame.first].clause != words[places[0]].clause or set(frame.places) & set(places):
        return False
    if places[0] > frame.last:
        return places[0] - frame.last <= _REACH
    return words[frame.first].text.startswith(("mi", "non", "evit")) and 0 < frame.first - places[-1] <= _REACH_BACK


def _framed(text: str, words: Sequence[Token], found: Sequence[Hit[Limit]], small: Sequence[Hit[Sign]]) -> list[Read]:
    fine = {place for hit in found if hit.meaning.kind == "fine" for place in hit.places}
    frames = [hit for hit in found if hit.meaning.kind == "frame" and not fine.intersection(hit.places)]
    if not frames:
        return []
    by_place: dict[int, list[Hit[Limit]]] = {}
    for frame in frames:
        by_place.setdefault(frame.first, []).append(frame)
    pairs = [
        (frame, Hit(places, demand))
        for places, demand in _doings(found, words)
        for at in range(places[0] - _REACH - LONGEST_PHRASE, places[-1] + _REACH_BACK + 1)
        for frame in by_place.get(at, ())
        if _speaks_of(frame, places, words)
    ]
    inside = {place for frame in frames for place in frame.places}
    more = [sign for sign in small if sign.meaning.kind == "more" and not inside.intersection(sign.places)]
    of_degree = degrees(words, [doing for _, doing in pairs], more, _DEGREE)
    readings = []
    for number, (frame, doing) in enumerate(pairs):
        around = of_degree.get(number, [])
        level = frame.meaning.level or 0
        if around:
            level = max(level, _SMALLER_MEASURE)
        places = (*frame.places, *doing.places, *(place for sign in around for place in sign.places))
        readings.append(read(text, words, doing.meaning, level, places))
    return readings


def _claimed(text: str, words: Sequence[Token], found: Sequence[Hit[Limit]], small: Sequence[Hit[Sign]]) -> list[Read]:
    claims = [hit for hit in found if hit.meaning.kind == "claim" and hit.meaning.demand]
    of_degree = degrees(words, claims, [sign for sign in small if sign.meaning.kind == "more"], _DEGREE)
    readings = []
    for number, hit in enumerate(claims):
        around = of_degree.get(number, [])
        level = hit.meaning.level or 0
        if around:
            level = max(level, _SMALLER_MEASURE)
        places = (*hit.places, *(place for sign in around for place in sign.places))
        readings.append(read(text, words, hit.meaning.demand or "", level, places))
    return readings


def _weighed(text: str, words: Sequence[Token], load: Load) -> Read | None:
    """A limit, as in "posso sollevare al massimo 5 kg"; None for an experience, "ho spostato pacchi da 20 kg"."""
    near = range(max(0, load.first - _REACH), min(len(words), load.last + _REACH))
    clause = [at for at in near if words[at].clause == load.clause]
    said = [words[at].text for at in clause]
    ahead = [at for at in clause if at < load.first and words[at].text.startswith(_ABLE)]
    if not ahead or not _AT_MOST.intersection(said) or any(word.startswith(_PAST) for word in said):
        return None
    first = ahead[0] - 1 if ahead[0] and words[ahead[0] - 1].text == "non" else ahead[0]
    return read(text, words, "lifting", lifting_met(load.kilograms), (first, load.last))


def read_capacities(text: str) -> tuple[Read, ...]:
    """Limits that a person's own words state.

    Parameters
    ----------
    text : str
        What somebody wrote of themselves; any text at all.

    Returns
    -------
    tuple of Read
        One for each demand of which a limit is said, in the order of the vocabulary; the level is the highest
        that the person then meets. Experience, wishes and illnesses are no limits.

    Examples
    --------
    >>> [(found.demand, found.level) for found in read_capacities("so cucinare, non sto in piedi a lungo")]
    [('standing', 2)]
    """
    if not text:
        return ()
    text = composed(text)
    words = tokens(text)
    found = limits().hits(words)
    small = signs().hits(words)
    by_weight = [weighed for load in loads(words) if (weighed := _weighed(text, words, load)) is not None]
    readings = [*_framed(text, words, found, small), *_claimed(text, words, found, small)]
    if by_weight:
        readings = [one for one in readings if one.demand != "lifting"] + by_weight
    if not readings:
        return ()
    private = personal_data(text)
    starts = [one.start for one in private]
    apart = []
    for one in readings:
        before = bisect_left(starts, one.end)  # the last one that begins before this ends: does it reach in?
        if not before or private[before - 1].end <= one.start:
            apart.append(one)
    return by_demand(apart, lowest=True)
