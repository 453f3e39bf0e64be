"""The archive that a workbook is: looked at from outside before anything in it is unpacked.

Nothing is written to disk, no link is followed, no member is unpacked beyond its declared size, and no member
may declare entities.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from xml.parsers import expat

from matcher.frames.raw import refuse

MOST_UNPACKED = 50_000_000
MOST_RATIO = 100
MOST_ELEMENTS = 2_000_000  # in one member: some seconds of reading
_SMALL = 10_000_000  # under this the ratio says nothing: an empty table packs very well
_MOST_MEMBERS = 2_000
_CHUNK = 1 << 16
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_MEMBER = 0x1
_XML = (".xml", ".rels", ".vml")
_DAMAGED = "a whole workbook: this one is damaged or not complete; save it again"
_WEB = re.compile(rb"\s*<(?:!doctype\s+html|html|table|\?xml|meta|style)", re.IGNORECASE)

# What the standard library raises on bytes that are no archive: offsets before the file, lengths beyond it.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)

StartHandler = Callable[[str, dict[str, str]], None]
EndHandler = Callable[[str], None]
TextHandler = Callable[[str], None]


class _DtdError(Exception):
    """A member declares a document type."""


def _refuse_other_files(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(1 << 20)
    if not head:
        raise refuse("file_empty", "a workbook: the file is empty", path.name)
    if head.startswith(_OLE):
        if _ENCRYPTED in head:
            raise refuse("file_encrypted", "a workbook without a password: save it without", path.name)
        raise refuse("file_not_xlsx", "an .xlsx workbook, not an older format: save it as .xlsx", path.name)
    if _WEB.match(head.removeprefix(b"\xef\xbb\xbf")):
        raise refuse("file_not_xlsx", "a workbook, not a web page: open it and save it as .xlsx", path.name)
    if not head.startswith(b"PK"):
        raise refuse("file_not_xlsx", "an .xlsx workbook: this is another kind of file", path.name)


class Archive:
    """A workbook's members, checked by their directory; use it as a context."""

    def __init__(self, path: Path) -> None:
        """Open the archive and look at its directory.

        Raises
        ------
        FrameError
            If it is no workbook, damaged, encrypted, or too large once unpacked.
        """
        self.file = path.name
        _refuse_other_files(path)
        try:
            self._zip = zipfile.ZipFile(path)
        except _BROKEN as error:
            raise refuse("file_damaged", _DAMAGED, self.file) from error
        try:
            self._check_directory(path.stat().st_size)
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> Archive:
        """Give itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self._zip.close()

    def _check_directory(self, packed: int) -> None:
        members = self._zip.infolist()
        unpacked = sum(member.file_size for member in members)
        if unpacked > MOST_UNPACKED or len(members) > _MOST_MEMBERS:
            expected = f"a workbook of at most {MOST_UNPACKED // 1_000_000} MB unpacked: save it as CSV"
            raise refuse("file_too_large", expected, self.file)
        if unpacked > _SMALL and unpacked > MOST_RATIO * packed:
            expected = f"a workbook that unpacks to at most {MOST_RATIO} times its size: save it as CSV"
            raise refuse("file_too_large", expected, self.file)
        names = [member.filename for member in members]
        if len(set(names)) != len(names) or any(_leads_outside(name) for name in names):
            raise refuse("file_damaged", "a workbook whose parts stay inside it: save it again", self.file)
        if any(member.flag_bits & _ENCRYPTED_MEMBER for member in members):
            raise refuse("file_encrypted", "a workbook without a password: save it without", self.file)
        if any(member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for member in members):
            raise refuse("file_damaged", _DAMAGED, self.file)

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def refuse_entities(self) -> None:
        """Read every XML member once: none may declare entities, and every checksum must agree.

        Raises
        ------
        FrameError
            If one does, or if one is damaged.
        """
        for member in self._zip.infolist():
            if member.filename.casefold().endswith(_XML):
                self.parse(member.filename)

    def parse(
        self,
        name: str,
        start: StartHandler | None = None,
        end: EndHandler | None = None,
        text: TextHandler | None = None,
    ) -> None:
        """Stream one member through the handlers; names come without their prefix of a namespace.

        Raises
        ------
        FrameError
            If the member is missing, damaged, no XML, or declares a document type.
        """
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.EntityDeclHandler = _refuse_doctype
        if start is not None:
            parser.StartElementHandler = self._counted(start)
        if end is not None:
            parser.EndElementHandler = lambda name: end(name.rpartition("}")[2])
        if text is not None:
            parser.CharacterDataHandler = text
        try:
            with self._zip.open(name) as member:
                while chunk := member.read(_CHUNK):
                    parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except _DtdError as error:
            raise refuse("xml_dtd", "a workbook that declares no XML entities: save it again", self.file) from error
        except (*_BROKEN, expat.ExpatError) as error:
            raise refuse("file_damaged", _DAMAGED, self.file) from error

    def _counted(self, start: StartHandler) -> StartHandler:
        """The handler, until a member has more elements than any table needs."""
        left = MOST_ELEMENTS

        def started(name: str, cells: dict[str, str]) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise refuse("file_too_large", "a workbook with fewer cells: save it as CSV", self.file)
            start(name.rpartition("}")[2], cells)

        return started


def _leads_outside(name: str) -> bool:
    return name.startswith(("/", "\\")) or ":" in name or ".." in re.split(r"[/\\]", name)


def _refuse_doctype(*_: object) -> None:
    raise _DtdError
