"""What was read in texts, for the note of a pair: a few lines with the words, the rest as a number."""

from __future__ import annotations

from collections.abc import Sequence

from matcher.eligibility.base import label, say
from matcher.inferred import Inferred, to_confirm
from models.vocabulary import DEMANDS

_MOST = 3
_MOST_WORDS = 60  # characters of a quotation


def _quoted(words: str) -> str:
    told = " ".join(words.split())
    return told if len(told) <= _MOST_WORDS else f"{told[: _MOST_WORDS - 1]}…"


def _covered(one: Inferred) -> bool:
    return one.table == "vacancies" and one.stated is not None and 0 < one.level <= one.stated


def _line(one: Inferred, lang: str) -> str:
    name, words = label(DEMANDS[one.demand], lang), _quoted(one.words)
    if one.table == "candidates":
        told = say(
            lang, f"{name}: fino a {one.level} («{words}», la persona)", f"{name}: up to {one.level} (“{words}”)"
        )
    else:
        told = say(lang, f"{name}: {one.level} («{words}», il posto)", f"{name}: {one.level} (“{words}”, the job)")
    if one.conflicts:
        told += say(lang, f"; nella scheda c'è {one.stated}", f"; the table states {one.stated}")
    return f"{told}."


def inferred_lines(found: Sequence[Inferred], lang: str) -> list[str]:
    """At most three findings that the tables do not state as read, conflicts first, then how many more there are.

    A word of the job that asks for less than is stated says nothing new: a title is shorter than a job.
    """
    shown = [one for one in to_confirm(found) if not _covered(one)]
    lines = [_line(one, lang) for one in shown[:_MOST]]
    rest = len(shown) - _MOST
    if rest > 0:
        lines.append(say(lang, f"E altri {rest}: volante infer.", f"And {rest} more: volante infer."))
    return lines
