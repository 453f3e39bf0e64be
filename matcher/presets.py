"""Presets: a search closer to home, with shorter hours, a gradual start. They change wishes and distances.

A preset narrows what the person is asked to accept, and shares out anew the weight of what lies outside person and
task (journey, hours, wishes, the firm's gap). The weights that say how well somebody can do a job are not touched:
nobody is worth more or less under a preset. An office that brings its own weights keeps them; what the preset would
suggest is shown beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

from matcher.criteria import CRITERIA
from matcher.errors import PolicyError
from matcher.frames import Frame, Tables
from matcher.policy import MILLION, MatchPolicy, load_policy
from models.accommodations import catalogue
from models.vocabulary import WORKING_TIMES

_PERCENT = 100
OUTSIDE = tuple(criterion.name for criterion in CRITERIA if not criterion.person_and_task)


@dataclass(frozen=True)
class Preset:
    """One preset.

    shares : percent of the weight of the criteria outside person and task; they sum to 100.
    max_commute_km, weekly_hours_max : the most that the person is asked for, where less than their own limit.
    working_times : the only times proposed; nothing changes for a person who has none of them.
    preferred : accommodations added as preferred needs.
    """

    code: str
    it: str
    en: str
    why: str
    shares: Mapping[str, int]
    max_commute_km: float | None = None
    weekly_hours_max: float | None = None
    working_times: tuple[str, ...] = ()
    preferred: tuple[str, ...] = ()


@cache
def presets() -> Mapping[str, Preset]:
    """Every preset by its code, in the order of the file.

    Raises
    ------
    PolicyError
        If the file says something a preset may not say; every fault at once.
    """
    return parse_presets(files("matcher").joinpath("data/presets.yaml").read_text(encoding="utf-8"))


def parse_presets(text: str) -> Mapping[str, Preset]:
    """Read presets from YAML text; errors as `presets`."""
    found: dict[str, Preset] = {}
    faults: list[str] = []
    for code, given in (yaml.safe_load(text) or {}).items():
        wishes, shares = dict(given["wishes"]), dict(given["shares"])
        if sorted(shares) != sorted(OUTSIDE) or sum(shares.values()) != _PERCENT or min(shares.values()) < 0:
            faults.append(f"'{code}': shares name {', '.join(OUTSIDE)} and sum to {_PERCENT}")
        times, preferred = tuple(wishes.pop("working_times", ())), tuple(wishes.pop("preferred", ()))
        limits = (wishes.pop("max_commute_km", None), wishes.pop("weekly_hours_max", None))
        faults += [f"'{code}': unknown wish '{name}'" for name in wishes]
        faults += [f"'{code}': unknown time '{word}'" for word in times if word not in WORKING_TIMES]
        faults += [f"'{code}': unknown accommodation '{word}'" for word in preferred if word not in catalogue()]
        words = (code, given["it"], given["en"], given["why"])
        found[code] = Preset(*words, MappingProxyType(shares), *limits, times, preferred)
    if faults:
        msg = "presets.yaml: " + "; ".join(faults)
        raise PolicyError(msg)
    return MappingProxyType(found)


def preset(code: str) -> Preset:
    """The preset of that code.

    Raises
    ------
    PolicyError
        If there is none: the message names those there are.
    """
    if code not in presets():
        msg = f"no preset '{code}': there are {', '.join(presets())}"
        raise PolicyError(msg)
    return presets()[code]


def suggested(policy: MatchPolicy, chosen: Preset) -> MatchPolicy:
    """The policy with the weights that the preset suggests: the same total outside person and task, shared out anew."""
    total = sum(policy.weights[name] for name in OUTSIDE)
    parts = {name: divmod(total * chosen.shares[name], _PERCENT) for name in OUTSIDE}
    weights = dict(policy.weights) | {name: whole for name, (whole, _) in parts.items()}
    left = total - sum(whole for whole, _ in parts.values())
    for name in sorted(OUTSIDE, key=lambda each: -parts[each][1])[:left]:  # largest remainders first, ties in order
        weights[name] += 1
    return replace(policy, weights=MappingProxyType(weights))


def applied(own: MatchPolicy | None, chosen: Preset) -> MatchPolicy:
    """The policy a run uses: the office's own where it brings one, otherwise what the preset suggests."""
    return own if own is not None else suggested(load_policy(criterion.name for criterion in CRITERIA), chosen)


def narrowed(tables: Tables, chosen: Preset) -> Tables:
    """The tables with the preset's wishes written into every person's row; the given tables are left as they are."""
    rows = [_wished(row, chosen) for row in tables.candidates.rows()]
    old = tables.candidates
    columns = {name: [row[name] for row in rows] for name in old.columns}
    return replace(tables, candidates=Frame(old.table, columns, old.lines, old.file, old.warnings, old.sheet))


def _wished(row: Mapping[str, Any], chosen: Preset) -> dict[str, Any]:
    wished = dict(row)
    wished["max_commute_km"] = _least(row["max_commute_km"], chosen.max_commute_km)
    wished["weekly_hours_max"] = _least(row["weekly_hours_max"], chosen.weekly_hours_max)
    if row["weekly_hours_min"] is not None:
        wished["weekly_hours_min"] = _least(row["weekly_hours_min"], chosen.weekly_hours_max)
    times = _times(row["working_times"], chosen.working_times)
    if times is not None:
        wished["working_times"] = times
    needs = row["accommodations_needed"]
    if chosen.preferred:
        wished["accommodations_needed"] = {**dict.fromkeys(chosen.preferred, "preferred"), **(needs or {})}
    return wished


def _least(own: float | None, most: float | None) -> float | None:
    limits = [limit for limit in (own, most) if limit is not None]
    return min(limits, default=None)


def _times(own: Sequence[str] | None, only: Iterable[str]) -> list[str] | None:
    """The person's times that the preset leaves; None where it leaves them as they are."""
    kept = [word for word in only if not own or word in own]
    return kept or None


_HEAD = """# Presets

Page written by `matcher.presets.presets_markdown`; a test compares them.

A preset is what a person, or who follows them, often asks of a search. It narrows wishes and distances, never beyond
what the person has already set, and shares out anew the weight of what lies **outside** person and task. The weights
of skills, experience, demands, accommodations, education and languages stay as they are: nobody is worth more or less
under a preset.

`volante match … --preset NAME`, and the same for `explain` and `ask`. An office that passes its own `--policy` keeps
its weights; what the preset would suggest stands beside them in `volante policy --policy FILE --preset NAME`. The
narrowed wishes are limits for that run: what they exclude stands in the rejections, and `FILE.run.json` names the
preset.
"""


def presets_markdown() -> str:
    """The page docs/presets.md: every preset with what it narrows and the weights it suggests."""
    policy = load_policy(criterion.name for criterion in CRITERIA)
    names = {criterion.name: criterion.it for criterion in CRITERIA}
    head = "| preset | italiano | English | che cosa cambia | " + " | ".join(names[name] for name in OUTSIDE) + " |"
    lines = [_HEAD, head, "|" + "---|" * (4 + len(OUTSIDE))]
    defaults = " | ".join(f"{policy.weights[name] / MILLION:g}" for name in OUTSIDE)
    lines.append(f"| – | predefinito | default | – | {defaults} |")
    for code, each in presets().items():
        weights = suggested(policy, each).weights
        cells = " | ".join(f"{weights[name] / MILLION:g}" for name in OUTSIDE)
        lines.append(f"| `{code}` | {each.it} | {each.en} | {each.why} | {cells} |")
    return "\n".join(lines) + "\n"
