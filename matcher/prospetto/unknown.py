"""Elements and attributes that the list of fields does not name: kept as they stood, checked before they go out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as Plain
from xml.sax.saxutils import escape, quoteattr

from defusedxml import DefusedXmlException, ElementTree

from matcher.prospetto.faults import PathFault

MOST_DEPTH = 40
XML = "http://www.w3.org/XML/1998/namespace"  # the one prefix that needs no declaration
MOST_KEPT = 1_000_000  # characters of one element
_NAME = r"[A-Za-z_][\w.\-]*"
_STEP = rf"{_NAME}(?:\[[1-9][0-9]{{0,5}}\])?"
_PARENT = re.compile(rf"{_STEP}(?:/{_STEP}){{0,{MOST_DEPTH}}}")
_ATTRIBUTE = re.compile(rf"(?:\{{[^{{}}\s\"<>&]{{1,300}}\}})?{_NAME}")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Unknown:
    """One element, or one attribute (``position`` -1), that the list of fields does not name.

    ``parent`` is the path of the element that holds it (``prospetto/quadro2[1]``), ``position`` its place among that
    element's children, ``text`` the attribute's value, or the element as canonical XML: every name, namespace,
    attribute and text as in the file, prefixes rewritten.
    """

    parent: str
    name: str
    position: int
    text: str

    @property
    def path(self) -> str:
        """Where it stood."""
        return f"{self.parent}/{'@' if self.position < 0 else ''}{self.name.rpartition('}')[2]}"

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return {"parent": self.parent, "name": self.name, "position": self.position, "text": self.text}


def _prefixes(element: Plain.Element) -> dict[str, str]:
    """A prefix for each namespace inside an element, in the order in which they come; "" is none."""
    uris: dict[str, None] = {}
    for inner in element.iter():
        for name in (inner.tag, *inner.attrib):
            uri = name[1:].partition("}")[0] if name.startswith("{") else ""
            uris[uri] = None
    named = [uri for uri in uris if uri not in ("", XML)]
    return {**{uri: f"n{place}:" for place, uri in enumerate(named)}, XML: "xml:", "": ""}


def _tag(name: str, prefixes: dict[str, str]) -> str:
    uri, _, local = name.removeprefix("{").rpartition("}")
    return f"{prefixes[uri]}{local}"


def _text(text: str | None) -> str:
    # A bare carriage return would be read back as a line feed.
    return escape(text or "", {"\r": "&#13;"})


def _write(element: Plain.Element, prefixes: dict[str, str], declared: str = "") -> str:
    tag = _tag(element.tag, prefixes)
    attributes = "".join(f" {_tag(name, prefixes)}={quoteattr(text)}" for name, text in element.attrib.items())
    inside = "".join(_write(child, prefixes) + _text(child.tail) for child in element)
    return f"<{tag}{declared}{attributes}>{_text(element.text)}{inside}</{tag}>"


def canonical(element: Plain.Element) -> str:
    """An element in its one form, without what follows it; it means the same wherever it is put.

    The standard library's own canonical form declares empty prefixes where an element has no namespace, which no
    parser reads.
    """
    prefixes = _prefixes(element)
    declared = "".join(
        f" xmlns:{prefix[:-1]}={quoteattr(uri)}" for uri, prefix in prefixes.items() if uri not in ("", XML)
    )
    bare = any(not inner.tag.startswith("{") for inner in element.iter())
    return _write(element, prefixes, f' xmlns=""{declared}' if bare else declared)


def parse_safely(data: bytes | str) -> Plain.Element:
    """Parse XML that may be hostile: no document type, no entities, a bounded depth.

    Raises
    ------
    ValueError
        With what was expected; the text of the parser, which may quote the file, stays out of it.
    """
    try:
        root: Plain.Element = ElementTree.fromstring(data, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        msg = "an XML file without a document type and without entities"
        raise ValueError(msg) from error
    except Plain.ParseError as error:
        line = error.position[0]
        msg = f"a whole XML file; this one is damaged or not complete (line {line})"
        raise ValueError(msg) from error
    except (ValueError, LookupError, UnicodeError) as error:
        msg = "an XML file in a known encoding, UTF-8 where none is named"
        raise ValueError(msg) from error
    _check_depth(root)
    return root


def _check_depth(root: Plain.Element) -> None:
    level = [root]
    for _ in range(MOST_DEPTH):
        level = [child for element in level for child in element]
        if not level:
            return
    msg = f"an XML file of at most {MOST_DEPTH} levels"
    raise ValueError(msg)


def _faulty(item: Unknown) -> str | None:
    """What was expected of a kept element; it is written out as it stands, so it must be one whole element."""
    if not _PARENT.fullmatch(item.parent):
        return "parent: the path of an element"
    if not _ATTRIBUTE.fullmatch(item.name) or len(item.text) > MOST_KEPT or _NOT_XML.search(item.text):
        return f"a name and a text of at most {MOST_KEPT} characters"
    if item.position < 0:
        return "name: an attribute that is no declaration of a namespace" if item.name.startswith("xmlns") else None
    try:
        element = parse_safely(item.text)
    except ValueError as error:
        return f"text: {error}"
    if element.tag != item.name or canonical(element) != item.text:
        return "text: the element of that name, as canonical XML"
    return None


def _of(raw: object) -> Unknown | None:
    if isinstance(raw, Unknown):
        return raw
    if not isinstance(raw, Mapping):
        return None
    parent, name, position, text = (raw.get(key) for key in ("parent", "name", "position", "text"))
    texts = isinstance(parent, str) and isinstance(name, str) and isinstance(text, str)
    if not texts or not isinstance(position, int) or isinstance(position, bool) or not -1 <= position <= MOST_KEPT:
        return None
    return Unknown(str(parent), str(name), position, str(text))


def read_unknown(raw: object, faults: list[PathFault]) -> tuple[Unknown, ...]:
    """Check kept elements, by place: nothing that is no element can be written through them."""
    if not isinstance(raw, (list, tuple)):
        faults.append(PathFault("unknown", "a list of kept elements"))
        return ()
    found = []
    for place, item in enumerate(raw):
        kept = _of(item)
        if kept is None:
            faults.append(PathFault(f"unknown[{place}]", "an object with parent, name, position and text"))
            continue
        expected = _faulty(kept)
        if expected:
            faults.append(PathFault(f"unknown[{place}]", expected))
        found.append(kept)
    return tuple(found)
