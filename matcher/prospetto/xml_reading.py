"""Reads the official XML: safely, every fault at once, and whatever the list of fields does not name is kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

from matcher.frames.text import safe
from matcher.prospetto.faults import PathFault, ProspettoError
from matcher.prospetto.fields import PROSPETTO
from matcher.prospetto.model import Prospetto, Record, build
from matcher.prospetto.spec import Field, Group
from matcher.prospetto.unknown import Unknown, canonical, parse_safely
from matcher.prospetto.values import Expected, parse
from matcher.prospetto.xml_writing import NAMESPACE, OWN


@dataclass
class _Place:
    """What the layout says of one element: a field, a group, or a container of others."""

    leaf: Field | None = None
    group: Group | None = None
    below: dict[str, _Place] = field(default_factory=dict)


@cache
def _layout(group: Group) -> _Place:
    root = _Place()
    for item in group.items:
        if item.xml.startswith("@") or not item.xml:
            continue
        place = root
        for tag in item.xml.split("/"):
            place = place.below.setdefault(tag, _Place())
        if isinstance(item, Field):
            place.leaf = item
        else:
            place.group = item
    return root


@cache
def _attributes(group: Group) -> dict[str, Field]:
    """The attributes of a group's element by their name in the parsed file."""
    found = {}
    for item in group.fields():
        if item.xml.startswith("@v:"):
            found[f"{{{OWN}}}{item.xml[3:]}"] = item
        elif item.xml.startswith("@"):
            found[item.xml[1:]] = item
    return found


class _Reader:
    """Walks the file beside the layout."""

    def __init__(self) -> None:
        self.faults: list[PathFault] = []
        self.unknown: list[Unknown] = []

    def group(self, group: Group, element: Element, path: str) -> Record:
        """The record of one element."""
        record: Record = {item.name: [] for item in group.groups().values() if item.repeated}
        known = _attributes(group)
        for name, text in element.attrib.items():
            if name in known:
                self._set(record, known[name], text, f"{path}/@{known[name].xml[1:].removeprefix('v:')}")
            else:
                self.unknown.append(Unknown(path, name, -1, text))
        self._children(element, _layout(group), record, path)
        return record

    def _children(self, element: Element, layout: _Place, record: Record, path: str) -> None:
        if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
            self.faults.append(PathFault(path, "elements here, and no text between them"))
        seen: dict[str, int] = {}
        for position, child in enumerate(element):
            tag = child.tag.removeprefix(f"{{{NAMESPACE}}}")
            place = layout.below.get(tag)
            if place is None:
                self._keep(child, position, path)
                continue
            seen[tag] = seen.get(tag, 0) + 1
            repeated = place.group is not None and place.group.repeated
            if seen[tag] > 1 and not repeated:
                self.faults.append(PathFault(f"{path}/{tag}", "this element once"))
                continue
            at = f"{path}/{tag}[{seen[tag]}]" if repeated else f"{path}/{tag}"
            self._known(child, place, record, at)

    def _known(self, child: Element, place: _Place, record: Record, at: str) -> None:
        if place.group is not None:
            self._row(child, place.group, record, at)
            return
        for name, text in child.attrib.items():
            self.unknown.append(Unknown(at, name, -1, text))
        if place.leaf is not None:
            for position, inner in enumerate(child):
                self._keep(inner, position, at)
                if (inner.tail or "").strip():
                    self.faults.append(PathFault(at, "text alone"))
            self._set(record, place.leaf, child.text, at)
        else:
            self._children(child, place, record, at)

    def _row(self, child: Element, group: Group, record: Record, at: str) -> None:
        row: dict[str, Any] = self.group(group, child, at)
        if group.only:
            row[group.only[0]] = group.only[1]
        if group.repeated:
            record[group.name].append(row)
        else:
            record[group.name] = row

    def _set(self, record: Record, item: Field, text: str | None, at: str) -> None:
        value = parse(item, text)
        if isinstance(value, Expected):
            self.faults.append(PathFault(at, value))
        elif value is None and item.key:
            self.faults.append(PathFault(at, "a value: without it the row has no place"))
        else:
            record[item.name] = value

    def _keep(self, element: Element, position: int, path: str) -> None:
        self.unknown.append(Unknown(path, element.tag, position, canonical(element)))


def from_xml(data: bytes, *, file: str = "") -> Prospetto:
    """Read the official XML of April 2016.

    Parameters
    ----------
    data : bytes
        The file; a document type or an entity refuses it before anything of it is read.
    file : str
        Its name, for the faults.

    Returns
    -------
    Prospetto
        ``unknown`` holds the elements and attributes that the list of fields does not name, in document order.

    Raises
    ------
    ProspettoError
        If it is no such file, hostile or damaged: one fault; else every fault of its values, by path.
    """
    try:
        root = parse_safely(data)
    except ValueError as error:
        raise ProspettoError([PathFault("", str(error), file)]) from error
    if root.tag != f"{{{NAMESPACE}}}{PROSPETTO.xml}":
        expected = f"the element prospetto of the namespace {NAMESPACE}, not {safe(str(root.tag))}"
        raise ProspettoError([PathFault("", expected, file)])
    reader = _Reader()
    record = reader.group(PROSPETTO, root, PROSPETTO.xml)
    if reader.faults:
        raise ProspettoError([PathFault(fault.path, fault.expected, file) for fault in reader.faults])
    return build(record, unknown=reader.unknown, file=file)
