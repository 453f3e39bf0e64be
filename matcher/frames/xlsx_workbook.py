"""What a workbook says of its sheets: their names and members, its shared texts, its formats of dates."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field

from matcher.errors import FrameError
from matcher.frames.raw import refuse
from matcher.frames.xlsx_archive import Archive

_ROOT_LINKS = "_rels/.rels"
_LINK_ID = re.compile(r"(?:.*\})?id")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# What is text, colour or condition in a format of numbers; [h], [mm] and [ss] stay, they count time.
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
_BUILT_IN = {
    **dict.fromkeys([*range(14, 18), 22, *range(27, 37), *range(50, 59)], "date"),
    **dict.fromkeys([18, 19, 20, 21, 45, 46, 47], "time"),
    9: "percent",
    10: "percent",
}


@dataclass
class Workbook:
    """Sheets in order (name, member, shown), shared texts, kind of number by style, base of dates."""

    sheets: list[tuple[str, str, bool]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    from_1904: bool = False


def unescape(text: str) -> str:
    """Text of a cell: ``_x000D_`` stands for the character of that number."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def format_kind(code: str) -> str:
    """What a format of numbers shows: ``date``, ``time``, ``percent`` or ``number``."""
    bare = _NOT_FORMAT.sub("", code.split(";")[0]).casefold()
    if "general" in bare:
        return "number"
    if "y" in bare or "d" in bare or ("m" in bare and "h" not in bare and "s" not in bare):
        return "date"
    if "h" in bare or "s" in bare:
        return "time"
    return "percent" if "%" in bare else "number"


def _links(archive: Archive, member: str) -> dict[str, tuple[str, str]]:
    """Kind and target member of each link inside the workbook; links that lead out of it are left alone."""
    found: dict[str, tuple[str, str]] = {}
    folder = posixpath.dirname(posixpath.dirname(member))

    def start(name: str, cells: dict[str, str]) -> None:
        if name != "Relationship" or cells.get("TargetMode") == "External":
            return
        target = cells.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[cells.get("Id", "")] = (cells.get("Type", "").rpartition("/")[2], path)

    if member in archive:
        archive.parse(member, start)
    return found


def _shared_texts(archive: Archive, member: str) -> list[str]:
    texts: list[str] = []
    parts: list[str] = []
    state = {"text": False, "phonetic": False}

    def start(name: str, cells: dict[str, str]) -> None:
        if name == "si":
            parts.clear()
        elif name == "rPh":
            state["phonetic"] = True
        elif name == "t":
            state["text"] = not state["phonetic"]

    def end(name: str) -> None:
        if name == "si":
            texts.append(unescape("".join(parts)))
        elif name == "rPh":
            state["phonetic"] = False
        elif name == "t":
            state["text"] = False

    def text(content: str) -> None:
        if state["text"]:
            parts.append(content)

    archive.parse(member, start, end, text)
    return texts


def _formats(archive: Archive, member: str) -> list[str]:
    """Kind of number of each style, in the order that cells count them."""
    custom: dict[str, str] = {}
    styles: list[str] = []
    inside = {"cellXfs": False}

    def start(name: str, cells: dict[str, str]) -> None:
        if name == "numFmt":
            custom[cells.get("numFmtId", "")] = format_kind(cells.get("formatCode", ""))
        elif name == "cellXfs":
            inside["cellXfs"] = True
        elif name == "xf" and inside["cellXfs"]:
            number = cells.get("numFmtId", "0")
            built_in = _BUILT_IN.get(int(number), "number") if number.isdecimal() else "number"
            styles.append(custom.get(number, built_in))

    def end(name: str) -> None:
        if name == "cellXfs":
            inside["cellXfs"] = False

    archive.parse(member, start, end)
    return styles


def _not_xlsx(archive: Archive) -> FrameError:
    return refuse("file_not_xlsx", "a workbook with its sheets: save it as .xlsx", archive.file)


def read_workbook(archive: Archive) -> Workbook:
    """What the workbook says of its sheets.

    Raises
    ------
    FrameError
        If the archive is no workbook, or is damaged.
    """
    main = next((target for kind, target in _links(archive, _ROOT_LINKS).values() if kind == "officeDocument"), "")
    if main not in archive or not main.endswith(".xml"):
        raise _not_xlsx(archive)
    links = _links(archive, posixpath.join(posixpath.dirname(main), "_rels", f"{posixpath.basename(main)}.rels"))
    book = Workbook()

    def start(name: str, cells: dict[str, str]) -> None:
        if name == "workbookPr":
            book.from_1904 = cells.get("date1904", "0") in {"1", "true", "on"}
        elif name == "sheet":
            link = next((value for key, value in cells.items() if _LINK_ID.fullmatch(key)), "")
            kind, target = links.get(link, ("", ""))
            if kind == "worksheet":
                book.sheets.append((cells.get("name", ""), target, cells.get("state", "visible") == "visible"))

    archive.parse(main, start)
    if not book.sheets:
        raise _not_xlsx(archive)
    for kind, target in links.values():
        if kind == "sharedStrings" and target in archive:
            book.texts = _shared_texts(archive, target)
        elif kind == "styles" and target in archive:
            book.formats = _formats(archive, target)
    return book
