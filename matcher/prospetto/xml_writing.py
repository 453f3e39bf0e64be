"""The prospetto as the official XML of April 2016, with our own attributes in our own namespace beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from matcher.prospetto.categories import code_of
from matcher.prospetto.faults import PathFault, ProspettoError
from matcher.prospetto.fields import PROSPETTO
from matcher.prospetto.model import Prospetto, Record
from matcher.prospetto.spec import Field, Group
from matcher.prospetto.unknown import XML
from matcher.prospetto.values import official_text

NAMESPACE = "http://servizi.lavoro.gov.it/UNIPI"
OWN = "urn:volante:prospetto:1"
_STEP = re.compile(r"(?P<tag>[^\[\]/]+)(?:\[(?P<place>\d+)\])?")


@dataclass
class _Node:
    """An element on its way out; a text among the children is a kept element."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    text: str = ""
    children: list[_Node | str] = field(default_factory=list)

    def named(self, tag: str) -> list[_Node]:
        """The children of that tag."""
        return [child for child in self.children if isinstance(child, _Node) and child.tag == tag]

    def child(self, tag: str) -> _Node:
        """The child of that tag, made where there is none."""
        found = self.named(tag)
        if found:
            return found[0]
        made = _Node(tag)
        self.children.append(made)
        return made

    def add_attribute(self, name: str, text: str) -> None:
        """Add an attribute by its name with its namespace in braces; a prefix of its own says the namespace."""
        uri, _, local = name.removeprefix("{").rpartition("}")
        prefix = f"u{len(self.attributes)}" if uri and uri != XML else "xml"
        if uri and uri != XML:
            self.attributes[f"xmlns:{prefix}"] = uri
        self.attributes[f"{prefix}:{local}" if uri else local] = text

    def below(self, parts: list[str]) -> _Node:
        """The element at the end of a path."""
        node = self
        for tag in parts:
            node = node.child(tag)
        return node


def _write_field(node: _Node, item: Field, value: Any, *, official: bool) -> None:
    if value is None or not item.xml:
        return
    text = official_text(item, value)
    if item.xml.startswith("@"):
        if item.official or not official:
            node.attributes[item.xml[1:]] = text
        return
    node.below(item.xml.split("/")).text = text


def _write_group(node: _Node, group: Group, record: Record, *, official: bool) -> None:
    for item in group.items:
        if isinstance(item, Field):
            _write_field(node, item, record[item.name], official=official)
            continue
        rows = record[item.name] if item.repeated else [record[item.name]]
        *parents, tag = item.xml.split("/")
        for row in rows:
            if item.only and row[item.only[0]] != item.only[1]:
                continue
            made = _Node(tag)
            _write_group(made, item, row, official=official)
            if item.repeated or made.attributes or made.children:
                node.below(parents).children.append(made)


@cache
def _order() -> dict[str, dict[str, int]]:
    """The place of each child of an element in the official order, by the element's path."""
    found: dict[str, dict[str, int]] = {}
    for path in element_paths():
        parent, _, tag = path.rpartition("/")
        while parent:
            places = found.setdefault(parent, {})
            places.setdefault(tag, len(places))
            parent, _, tag = parent.rpartition("/")
    return found


def _parent(root: _Node, path: str) -> _Node:
    """The element of a path; what of it has no field of its own is made in its official place."""
    node, at = root, root.tag
    for step in path.split("/")[1:]:
        found = _STEP.fullmatch(step)
        tag, place = (found["tag"], int(found["place"] or 1)) if found else (step, 1)
        named = node.named(tag)
        if place <= len(named):
            node, at = named[place - 1], f"{at}/{tag}"
            continue
        places = _order().get(at, {})
        after = places.get(tag, len(places))
        later = (
            index
            for index, child in enumerate(node.children)
            if isinstance(child, _Node) and places.get(child.tag, -1) > after
        )
        made = _Node(tag)
        node.children.insert(next(later, len(node.children)), made)
        node, at = made, f"{at}/{tag}"
    return node


def _add_unknown(root: _Node, prospetto: Prospetto) -> None:
    # Every parent first: positions count among elements that all stand.
    placed = [(_parent(root, item.parent), item) for item in prospetto.unknown]
    for node, item in sorted(placed, key=lambda pair: pair[1].position):
        if item.position < 0:
            node.add_attribute(item.name, item.text)
        else:
            node.children.insert(item.position, item.text)


def _lines(node: _Node, indent: str) -> Iterator[str]:
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in node.attributes.items())
    opening = f"{indent}<{node.tag}{attributes}"
    if not node.children:
        yield f"{opening}>{escape(node.text)}</{node.tag}>" if node.text else f"{opening}/>"
        return
    yield f"{opening}>{escape(node.text)}"
    for child in node.children:
        if isinstance(child, str):
            yield child
        else:
            yield from _lines(child, f"{indent}  ")
    yield f"{indent}</{node.tag}>"


def _check_official(prospetto: Prospetto) -> None:
    """The official file alone holds no row of a category without its ministerial code."""
    faults = [
        PathFault(f"quadro_2[{at}].excluded[{place}].code", "the Ministry's 4-digit code of the category")
        for at, province in enumerate(prospetto.provinces)
        for place, row in enumerate(province["excluded"])
        if (row["code"] or code_of(row["category"])) is None
    ]
    if faults:
        raise ProspettoError(faults)


def _with_codes(record: Record) -> Record:
    """The content with every code that the table of categories knows."""
    provinces = [
        {
            **province,
            "excluded": [{**row, "code": row["code"] or code_of(row["category"])} for row in province["excluded"]],
        }
        for province in record["quadro_2"]
    ]
    return {**record, "quadro_2": provinces}


def to_xml(prospetto: Prospetto, *, official: bool = False) -> bytes:
    """Write a prospetto as the XML of April 2016.

    Parameters
    ----------
    prospetto : Prospetto
        What is unknown has no element; the controls say what the official file still needs.
    official : bool
        Leave out the attributes of our own namespace: what only they hold is then lost.

    Returns
    -------
    bytes
        UTF-8, elements in the order of the official file, kept elements in their places.

    Raises
    ------
    ProspettoError
        If ``official`` and a category has no ministerial code.
    """
    if official:
        _check_official(prospetto)
    root = _Node(PROSPETTO.xml, {"xmlns": NAMESPACE} if official else {"xmlns": NAMESPACE, "xmlns:v": OWN})
    _write_group(root, PROSPETTO, _with_codes(prospetto.content), official=official)
    _add_unknown(root, prospetto)
    text = "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', *_lines(root, "")])
    return f"{text}\n".encode()


def element_paths() -> Counter[str]:
    """How often each path of an element stands in the layout; every one stands once."""
    found: Counter[str] = Counter()

    def walk(group: Group, path: str) -> None:
        for item in group.items:
            if isinstance(item, Group):
                walk(item, f"{path}/{item.xml}")
            elif item.xml:
                found[f"{path}/{item.xml}"] += 1

    walk(PROSPETTO, PROSPETTO.xml)
    return found
