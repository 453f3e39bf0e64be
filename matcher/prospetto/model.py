"""The prospetto in memory: records of typed values, complete and in order, and what nobody could read, as it stood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from matcher.prospetto.faults import PathFault, ProspettoError
from matcher.prospetto.fields import PROSPETTO
from matcher.prospetto.spec import Group
from matcher.prospetto.unknown import Unknown, read_unknown
from matcher.prospetto.values import Expected, json_value, parse

FORMAT = "volante/prospetto-informativo/1"
MOST_ROWS = 100_000

Record = dict[str, Any]


@dataclass(frozen=True)
class Prospetto:
    """A prospetto informativo.

    Parameters
    ----------
    content : dict
        The communication's fields, ``quadro_1``, ``quadro_2`` (a list, one record per province) and ``quadro_3``, every
        field of ``matcher.prospetto.fields`` present; None is unknown. Treat as read-only.
    unknown : tuple of Unknown
        Elements and attributes of an XML file that the list of fields does not name, as they stood.
    """

    content: Record
    unknown: tuple[Unknown, ...] = ()

    @property
    def company(self) -> Record:
        """Quadro 1."""
        found: Record = self.content["quadro_1"]
        return found

    @property
    def provinces(self) -> list[Record]:
        """Quadro 2: one record per province."""
        found: list[Record] = self.content["quadro_2"]
        return found

    @property
    def summary(self) -> Record:
        """Quadro 3."""
        found: Record = self.content["quadro_3"]
        return found

    def to_json(self) -> Record:
        """Return the prospetto as plain JSON values; what is unknown is left out."""
        found: Record = {"format": FORMAT, **_plain(PROSPETTO, self.content)}
        if self.unknown:
            found["unknown"] = [item.to_json() for item in self.unknown]
        return found


def _plain(group: Group, record: Mapping[str, Any]) -> Record:
    found: Record = {}
    for field in group.fields():
        if record[field.name] is not None:
            found[field.name] = json_value(field, record[field.name])
    for name, inner in group.groups().items():
        if inner.repeated:
            if record[name]:
                found[name] = [_plain(inner, row) for row in record[name]]
        elif plain := _plain(inner, record[name]):
            found[name] = plain
    return found


def _rows(group: Group, inner: Group, raw: object, path: str, faults: list[PathFault]) -> list[Record]:
    if raw is None:
        return []
    if not isinstance(raw, (list, tuple)) or len(raw) > MOST_ROWS:
        faults.append(PathFault(path, f"a list of at most {MOST_ROWS} records"))
        return []
    rows = [_complete(inner, row, f"{path}[{place}]", faults) for place, row in enumerate(raw)]
    kinds = group.order(inner.name)
    if kinds and inner.only:
        column = inner.only[0]
        rows.sort(key=lambda row: kinds.index(row[column]) if row[column] in kinds else len(kinds))
    return rows


def _complete(group: Group, raw: object, path: str, faults: list[PathFault]) -> Record:
    """A record with every field of its group, typed; faults by their path."""
    if not isinstance(raw, Mapping):
        faults.append(PathFault(path, "an object with the fields of this part"))
        raw = {}
    at = f"{path}." if path else ""
    record: Record = {}
    for field in group.fields():
        value = parse(field, raw.get(field.name))
        if isinstance(value, Expected):
            faults.append(PathFault(f"{at}{field.name}", value))
            value = None
        elif value is None and field.key:
            faults.append(PathFault(f"{at}{field.name}", "a value: without it the row has no place"))
        record[field.name] = field.default if value is None else value
    groups = group.groups()
    for name, inner in groups.items():
        if inner.repeated:
            record[name] = _rows(group, inner, raw.get(name), f"{at}{name}", faults)
        else:
            part = raw.get(name)
            record[name] = _complete(inner, {} if part is None else part, f"{at}{name}", faults)
    for name in raw:
        if name not in record:
            faults.append(PathFault(f"{at}{_shown(name)}", "one of the fields of the prospetto, or none here"))
    return record


def _shown(name: object) -> str:
    text = str(name)
    return text if text.isidentifier() and len(text) <= 60 else "(another name)"


def build(raw: Mapping[str, Any], *, unknown: object = (), file: str = "") -> Prospetto:
    """Check raw records and complete them.

    Parameters
    ----------
    raw : mapping
        The shape of ``Prospetto.content``; values as JSON, a cell or an element writes them; what is absent is None.
    unknown : list of Unknown or of mapping
        What an XML file held beside the known fields.
    file : str
        Name of the file, for the faults.

    Raises
    ------
    ProspettoError
        With every fault.
    """
    faults: list[PathFault] = []
    content = _complete(PROSPETTO, {key: value for key, value in raw.items() if key not in _AROUND}, "", faults)
    kept = read_unknown(unknown, faults)
    if raw.get("format", FORMAT) != FORMAT:
        faults.append(PathFault("format", FORMAT))
    if faults:
        raise ProspettoError([PathFault(fault.path, fault.expected, file) for fault in faults])
    return Prospetto(content, kept)


_AROUND = ("format", "unknown")
