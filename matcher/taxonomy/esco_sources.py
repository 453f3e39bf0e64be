"""The files that an import is given: archives, folders, single tables; looked at from outside before they are read.

Nothing is unpacked to disk, no link is followed, no member is read beyond its declared size.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from matcher.errors import Fault

# The largest table of the official bundle unpacks to some 40 MB.
MOST_BYTES = 200_000_000
MOST_RATIO = 200
MOST_MEMBERS = 2_000
MOST_FILES = 2_000
HEAD_BYTES = 1 << 16
_SMALL = 10_000_000  # under this the ratio says nothing: an empty table packs very well
_ENCRYPTED_MEMBER = 0x1
_JUNK = ("__MACOSX/", "._", ".DS_Store")
# What the standard library raises on bytes that are no archive.
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
_DAMAGED = "a whole archive: this one is damaged or not complete; download it again"


@dataclass(frozen=True, slots=True)
class Source:
    """One table among what was given: its name for people, where its bytes are, and whether it was named itself."""

    name: str
    path: Path
    member: str | None
    named: bool

    @property
    def base(self) -> str:
        """The file's own name, without archive and folders."""
        return (self.member or self.path.name).rsplit("/", 1)[-1]

    def read(self, most: int = MOST_BYTES) -> bytes | Fault:
        """The first ``most`` bytes, all of them where the file is shorter; a fault where they cannot be read."""
        try:
            if self.member is None:
                with self.path.open("rb") as file:
                    return file.read(most)
            with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as member:
                return member.read(most)
        except _BROKEN:
            return Fault("file_damaged", _DAMAGED, file=self.name)


def sources(paths: Sequence[Path], faults: list[Fault]) -> Iterator[Source]:
    """Every table among the paths, in their order; what cannot be opened goes to ``faults``.

    Parameters
    ----------
    paths : sequence of Path
        Archives (.zip), folders of archives and tables, single tables (.csv).
    faults : list of Fault
        Grows by what is wrong with the files themselves.
    """
    for path in paths:
        if path.is_dir():
            yield from _folder(path, faults)
        elif not path.is_file():
            faults.append(Fault("file_missing", "an archive, a folder or a table that is there", file=str(path)))
        elif path.suffix.lower() == ".zip":
            yield from _archive(path, faults)
        elif path.suffix.lower() == ".csv":
            yield from _table(path, faults, named=True)
        else:
            faults.append(Fault("file_kind", "a .zip, a .csv, or a folder of them", file=path.name))


def _folder(path: Path, faults: list[Fault]) -> Iterator[Source]:
    files = sorted(file for file in path.iterdir() if file.is_file() and not file.is_symlink())
    if len(files) > MOST_FILES:
        faults.append(Fault("file_too_large", f"a folder of at most {MOST_FILES} files", file=path.name))
        return
    for file in files:
        if file.name.startswith("."):
            continue
        if file.suffix.lower() == ".zip":
            yield from _archive(file, faults)
        elif file.suffix.lower() == ".csv":
            yield from _table(file, faults, named=False)


def _table(path: Path, faults: list[Fault], *, named: bool) -> Iterator[Source]:
    if path.stat().st_size > MOST_BYTES:
        faults.append(Fault("file_too_large", f"a table of at most {MOST_BYTES // 1_000_000} MB", file=path.name))
    else:
        yield Source(path.name, path, None, named)


def _archive(path: Path, faults: list[Fault]) -> Iterator[Source]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except _BROKEN:
        faults.append(Fault("file_damaged", _DAMAGED, file=path.name))
        return
    fault = _unfit(path, members)
    if fault is not None:
        faults.append(fault)
        return
    for member in members:
        name = member.filename
        if not (member.is_dir() or name.startswith(_JUNK) or "/._" in name) and name.lower().endswith(".csv"):
            yield Source(f"{path.name}/{name}", path, name, named=False)


def _unfit(path: Path, members: Sequence[zipfile.ZipInfo]) -> Fault | None:
    """Why an archive must not be read at all, by its directory."""
    unpacked, packed = sum(member.file_size for member in members), path.stat().st_size
    if len(members) > MOST_MEMBERS or any(member.file_size > MOST_BYTES for member in members):
        expected = f"at most {MOST_MEMBERS} files of at most {MOST_BYTES // 1_000_000} MB each"
        return Fault("file_too_large", expected, file=path.name)
    if unpacked > _SMALL and unpacked > MOST_RATIO * packed:
        return Fault(
            "file_too_large", f"an archive that unpacks to at most {MOST_RATIO} times its size", file=path.name
        )
    names = [member.filename for member in members]
    if len(set(names)) != len(names) or any(_leads_outside(name) for name in names):
        return Fault("file_damaged", "an archive whose files stay inside it, each once", file=path.name)
    if any(member.flag_bits & _ENCRYPTED_MEMBER for member in members):
        return Fault("file_encrypted", "an archive without a password", file=path.name)
    return None


def _leads_outside(name: str) -> bool:
    return name.startswith(("/", "\\")) or ":" in name or ".." in re.split(r"[/\\]", name)
