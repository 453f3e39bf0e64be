"""What a field and a group of fields of the prospetto are; the lists themselves stand in the ``fields_*`` modules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

# kind -> how a value of that kind is written in JSON, and how in XLSX and XML
KINDS: dict[str, str] = {
    "text": "text, ends trimmed",
    "date": "YYYY-MM-DD",
    "count": "a whole number, 0 or more",
    "signed": "a whole number with its sign",
    "percent": "a number from 0 to 100, at most six decimals",
    "yes_no": "true or false; S or N in XLSX and XML",
    "minutes": "minutes of a week; HH:MM in XLSX and XML",
    "province": "two letters; three ISTAT digits in XML",
    "choice": "a word of the list; the official letter in XLSX and XML",
}


class Choice(NamedTuple):
    """One value of a closed list: the official code ("" where none is known), our word, the Italian label."""

    official: str
    word: str
    it: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field: name, Italian label, kind, place in the official XML, and where the contract keeps it.

    ``xml`` is a path below the element of its group; ``@name`` is an attribute, ``@v:name`` one of our own namespace,
    "" a field that the element's place already says. ``contract`` names a column (``workforce.employees``) or a key of
    the quota's JSON (``quota.reference_date``). ``key`` fields must stand, or the record cannot be placed.
    """

    name: str
    it: str
    kind: str
    xml: str
    required: bool = False
    length: int | None = None
    contract: str = ""
    sensitive: bool = False
    choices: tuple[Choice, ...] = ()
    pattern: str = ""
    digits: int = 0
    default: str | None = None
    key: bool = False
    obsolete: bool = False

    @property
    def official(self) -> bool:
        """Whether the official file of April 2016 has a place for it."""
        return not self.xml.startswith("@v:")


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Fields and groups of one element, in the order of the official file.

    ``repeated`` groups are lists of records. ``only`` marks an element that holds the rows of one kind alone: rows of
    one list then lie in several elements.
    """

    name: str
    it: str
    xml: str
    items: tuple[Field | Group, ...]
    repeated: bool = True
    sheet: str = ""
    only: tuple[str, str] | None = None

    def fields(self) -> Iterator[Field]:
        """The fields of the group itself, in order."""
        for item in self.items:
            if isinstance(item, Field):
                yield item

    def groups(self) -> dict[str, Group]:
        """The groups inside, each list of records once."""
        found: dict[str, Group] = {}
        for item in self.items:
            if isinstance(item, Group):
                found.setdefault(item.name, item)
        return found

    def order(self, name: str) -> tuple[str, ...]:
        """The kinds of a list whose rows lie in several elements, in the order of the file; () for any other list."""
        return tuple(item.only[1] for item in self.items if isinstance(item, Group) and item.name == name and item.only)


def required(name: str, it: str, kind: str, xml: str, length: int | None = None, contract: str = "") -> Field:
    """A field that the official file cannot do without."""
    return Field(name, it, kind, xml, required=True, length=length, contract=contract)
