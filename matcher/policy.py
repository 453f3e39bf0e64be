"""What the office decides about ranking: weights and limits, checked, with a digest that results carry."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

import yaml

from matcher.errors import PolicyError

MILLION = 1_000_000


@dataclass(frozen=True)
class MatchPolicy:
    """Weights of the criteria and the settings they read, all in whole millionths.

    Parameters
    ----------
    weights : mapping of str to int
        One weight for each criterion, millionths; they sum to 1,000,000.
    neutral : int
        What an unknown criterion counts as, millionths.
    settings : mapping of str to int
        The numbers the criteria read, millionths of the unit that the policy file states.
    """

    weights: Mapping[str, int]
    neutral: int
    settings: Mapping[str, int]

    @property
    def digest(self) -> str:
        """Twelve hex digits that name this policy: equal policies have equal digests."""
        content = {"weights": dict(self.weights), "neutral": self.neutral, "settings": dict(self.settings)}
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:12]

    def weight_of(self, names: Iterable[str]) -> list[int]:
        """Weights of the named criteria, in that order."""
        return [self.weights[name] for name in names]


def _millionths(where: str, name: str, value: object, problems: list[str]) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float):
        problems.append(f"'{name}' is not a number")
        return 0
    scaled = value * MILLION
    if not 0 <= scaled <= 1_000 * MILLION or abs(scaled - round(scaled)) > 1e-6:
        problems.append(f"'{name}' must lie in 0–1000 with at most six decimals")
        return 0
    return round(scaled)


def parse_policy(text: str, where: str, criteria: Iterable[str]) -> MatchPolicy:
    """Read a policy from YAML text.

    Parameters
    ----------
    text : str
        The YAML document; a setting left out keeps the default's value, weights are given all or none.
    where : str
        Name of the file, for the messages.
    criteria : iterable of str
        Names of the criteria that need a weight.

    Raises
    ------
    PolicyError
        Names every problem at once: unknown, repeated or missing names, numbers out of range, weights that do not
        sum to 1.
    """
    try:
        document = yaml.safe_load(text) or {}
    except yaml.YAMLError as error:
        msg = f"{where} is not YAML: {str(error).splitlines()[0]}; start from matcher/data/policy.yaml"
        raise PolicyError(msg) from error
    if not isinstance(document, dict):
        msg = f"{where}: expected names and values at the top; start from matcher/data/policy.yaml"
        raise PolicyError(msg)
    names = list(criteria)
    default = yaml.safe_load(_default_text())
    problems = [f"'{name}' is given twice" for name in _repeated(yaml.compose(text, yaml.SafeLoader))]
    problems += [f"unknown setting '{name}'" for name in document if name not in default]
    weights = document.get("weights", default["weights"])
    if not isinstance(weights, dict):
        weights = {}
        problems.append("'weights' must name each criterion with its weight")
    problems += [f"unknown criterion '{name}' in weights" for name in weights if name not in names]
    problems += [f"criterion '{name}' has no weight" for name in names if name not in weights]
    scaled = {name: _millionths(where, name, weights.get(name, 0), problems) for name in names}
    if sum(scaled.values()) != MILLION and not problems:
        problems.append(f"the weights sum to {sum(scaled.values()) / MILLION:g}, not to 1")
    numbers = {name: document.get(name, value) for name, value in default.items() if name != "weights"}
    settings = {name: _millionths(where, name, value, problems) for name, value in numbers.items()}
    neutral = settings.pop("neutral")
    problems += [f"'{name}' must lie in 0–1" for name in ("neutral", *_SHARES) if _over_one(name, neutral, settings)]
    if problems:
        msg = f"{where}: " + "; ".join(problems) + "; see matcher/data/policy.yaml"
        raise PolicyError(msg)
    return MatchPolicy(MappingProxyType(scaled), neutral, MappingProxyType(settings))


_SHARES = ("near_limit", "just_over_limit", "new_to_it", "years_unknown", "implied_skill", "hard_to_reach")


def _over_one(name: str, neutral: int, settings: Mapping[str, int]) -> bool:
    return (neutral if name == "neutral" else settings[name]) > MILLION


def _repeated(node: yaml.Node | None) -> list[str]:
    """Names that stand twice in one mapping: YAML would silently keep the last."""
    if not isinstance(node, yaml.MappingNode):
        return []
    names = [str(key.value) for key, _ in node.value]
    inner = [name for _, value in node.value for name in _repeated(value)]
    return [name for name in dict.fromkeys(names) if names.count(name) > 1] + inner


@cache
def _default_text() -> str:
    return files("matcher").joinpath("data/policy.yaml").read_text(encoding="utf-8")


def load_policy(criteria: Iterable[str], path: Path | None = None) -> MatchPolicy:
    """Read the policy of an office, or the project's own where ``path`` is None; errors as `parse_policy`."""
    if path is None:
        return parse_policy(_default_text(), "policy.yaml", criteria)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        msg = f"cannot read the policy {path.name}: expected a YAML file in UTF-8"
        raise PolicyError(msg) from error
    return parse_policy(text, path.name, criteria)
