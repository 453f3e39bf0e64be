"""The numbers of the law: one YAML file each, with the day and the act every value comes from.

A file that leaves out a reference, repeats a key or names a day that does not exist is refused with its line:
half of the errors of rule engines start as a number that nobody can trace back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from matcher.errors import ParameterError

FOLDER = Path(__file__).parent / "parameters"
CERTAINTIES = ("confirmed", "known", "doubtful")
_KEYS = frozenset({"id", "label", "unit", "checked_on", "review_on", "note", "values"})
_VALUE_KEYS = frozenset({"valid_from", "value", "reference", "certainty"})
_REFERENCE_KEYS = frozenset({"act", "article", "text", "href"})
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a value stands in the law: act, article, and a text or an address to read it at."""

    act: str
    article: str
    text: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a parameter, the first day it holds, and how sure it is."""

    value: Any
    valid_from: date
    reference: Reference
    certainty: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number or a rule of the law over time, its values in ascending order of first day."""

    id: str
    label_it: str
    label_en: str
    unit: str
    checked_on: date
    review_on: date | None
    note: str
    values: tuple[Value, ...]
    file: str

    def find(self, day: date) -> Value | None:
        """Return the value in force on the day, or None before the first one."""
        found = None
        for value in self.values:
            if value.valid_from > day:
                break
            found = value
        return found

    def on(self, day: date) -> Value:
        """Return the value in force on the day.

        Raises
        ------
        ParameterError
            If the law has no value yet on that day; the message names the first valid day.
        """
        found = self.find(day)
        if found is None:
            msg = (
                f"law parameter '{self.id}' has no value on {day}: the first one in {self.file} is valid from "
                f"{self.values[0].valid_from}. Ask for a later day, or add the older value with its reference."
            )
            raise ParameterError(msg)
        return found


def _refuse(file: str, node: yaml.Node | None, what: str) -> ParameterError:
    line = node.start_mark.line + 1 if node is not None else 1
    return ParameterError(f"law parameter file {file}, line {line}: {what}")


def _entries(node: yaml.Node, file: str, allowed: frozenset[str], where: str) -> dict[str, yaml.Node]:
    """Return the entries of a mapping by key; a key that nobody reads is refused."""
    if not isinstance(node, yaml.MappingNode):
        raise _refuse(file, node, f"expected a mapping for {where}")
    for key, _ in node.value:
        if key.value not in allowed:
            raise _refuse(file, key, f"unknown key '{key.value}' in {where}; expected {', '.join(sorted(allowed))}")
    return {key.value: value for key, value in node.value}


def _refuse_repeats_and_floats(node: yaml.Node, file: str) -> None:
    if isinstance(node, yaml.MappingNode):
        seen: set[Hashable] = set()
        for key, value in node.value:
            if key.value in seen:
                raise _refuse(file, key, f"key '{key.value}' is repeated: only the last one would count; keep one")
            seen.add(key.value)
            _refuse_repeats_and_floats(value, file)
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            _refuse_repeats_and_floats(child, file)
    elif node.tag == "tag:yaml.org,2002:float":
        raise _refuse(file, node, "a number with decimals must stand between quotes, so that it stays exact")


def _built(loader: Any, node: yaml.Node, file: str) -> Any:
    try:
        return loader.construct_object(node, deep=True)
    except (ValueError, yaml.YAMLError) as error:  # the day 2000-02-31
        raise _refuse(file, node, f"'{getattr(node, 'value', '')}' is not a valid value: {error}") from error


def _day(loader: Any, nodes: dict[str, yaml.Node], key: str, file: str, at: yaml.Node) -> date:
    if key not in nodes:
        raise _refuse(file, at, f"'{key}' is missing; expected a day such as 2000-01-17")
    found = _built(loader, nodes[key], file)
    if type(found) is not date:
        raise _refuse(file, nodes[key], f"'{key}' is not a day; expected one such as 2000-01-17, without quotes")
    return found


def _text(nodes: dict[str, yaml.Node], key: str) -> str:
    node = nodes.get(key)
    return str(node.value).strip() if isinstance(node, yaml.ScalarNode) else ""


def _reference(nodes: dict[str, yaml.Node], file: str, at: yaml.Node) -> Reference:
    if "reference" not in nodes:
        raise _refuse(file, at, "this value has no reference; add act, article, and text or href")
    parts = _entries(nodes["reference"], file, _REFERENCE_KEYS, "a reference")
    found = Reference(*(_text(parts, key) for key in ("act", "article", "text", "href")))
    if not (found.act and found.article and (found.text or found.href)):
        raise _refuse(file, nodes["reference"], "the reference is incomplete; expected act, article, and text or href")
    if found.href and (not found.href.startswith(("https://", "http://")) or " " in found.href):
        raise _refuse(file, parts["href"], "href is not an address; put words under text")
    return found


def _value(loader: Any, node: yaml.Node, file: str) -> Value:
    nodes = _entries(node, file, _VALUE_KEYS, "a value")
    if "value" not in nodes:
        raise _refuse(file, node, "'value' is missing; write null where the rule ends")
    certainty = _text(nodes, "certainty")
    if certainty not in CERTAINTIES:
        raise _refuse(file, nodes.get("certainty", node), f"certainty must be one of {', '.join(CERTAINTIES)}")
    day = _day(loader, nodes, "valid_from", file, node)
    return Value(_built(loader, nodes["value"], file), day, _reference(nodes, file, node), certainty)


def read_parameter(path: Path, expected_id: str | None = None) -> Parameter:
    """Read one parameter file and check it whole.

    Raises
    ------
    ParameterError
        If the file cannot be read as a dated, referenced parameter; with file and line.
    """
    file = path.name
    try:
        loader = _Loader(path.read_text(encoding="utf-8"))
        root = loader.get_single_node()
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        msg = f"law parameter file {file} cannot be read: {error}"
        raise ParameterError(msg) from error
    if root is None:
        raise _refuse(file, None, "the file is empty")
    _refuse_repeats_and_floats(root, file)
    nodes = _entries(root, file, _KEYS, "a parameter")
    label = _entries(nodes["label"], file, frozenset({"it", "en"}), "the label") if "label" in nodes else {}
    name = _text(nodes, "id")
    for what, given in (("id", name), ("label.it", _text(label, "it")), ("label.en", _text(label, "en"))):
        if not given:
            raise _refuse(file, root, f"'{what}' is missing")
    if expected_id is not None and name != expected_id:
        raise _refuse(file, nodes["id"], f"the id is '{name}'; the place of the file asks for '{expected_id}'")
    listed = nodes.get("values")
    if not isinstance(listed, yaml.SequenceNode) or not listed.value:
        raise _refuse(file, listed or root, "'values' must list at least one value")
    values = tuple(_value(loader, node, file) for node in listed.value)
    for earlier, later, node in zip(values, values[1:], listed.value[1:], strict=False):
        if later.valid_from <= earlier.valid_from:
            raise _refuse(file, node, f"{later.valid_from} does not come after {earlier.valid_from}; oldest first")
    review = _day(loader, nodes, "review_on", file, root) if "review_on" in nodes else None
    checked = _day(loader, nodes, "checked_on", file, root)
    labels = (_text(label, "it"), _text(label, "en"))
    return Parameter(name, *labels, _text(nodes, "unit"), checked, review, _text(nodes, "note"), values, file)


@cache
def parameter_ids() -> tuple[str, ...]:
    """Every parameter of the law, in the order of its name."""
    found = (path.relative_to(FOLDER).with_suffix("").as_posix().replace("/", ".") for path in FOLDER.rglob("*.yaml"))
    return tuple(sorted(found))


@cache
def load(parameter_id: str) -> Parameter:
    """Return a parameter of the law by its id, such as ``quota_disabled`` or ``excluded.executives``.

    Raises
    ------
    ParameterError
        If there is no such parameter, or its file is faulty.
    """
    if parameter_id not in parameter_ids():
        msg = f"unknown law parameter '{parameter_id}'; expected one of {', '.join(parameter_ids())}"
        raise ParameterError(msg)
    return read_parameter(FOLDER / (parameter_id.replace(".", "/") + ".yaml"), parameter_id)


@cache
def parameters_version() -> str:
    """Name the whole set: the latest day of check and a digest of every file, the same on every machine."""
    digest = hashlib.sha256()
    for name in parameter_ids():
        text = (FOLDER / (name.replace(".", "/") + ".yaml")).read_text(encoding="utf-8")
        digest.update(f"{name}\n{text}\n".encode())
    checked = max(load(name).checked_on for name in parameter_ids())
    return f"{checked.isoformat()}+{digest.hexdigest()[:12]}"
