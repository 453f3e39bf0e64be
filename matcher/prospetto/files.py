"""Files of a prospetto: JSON, XLSX and XML by the file's ending; written whole or not at all, for the owner alone."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from matcher.frames.writing import OutputError
from matcher.prospetto.employer import from_employer
from matcher.prospetto.faults import PathFault, ProspettoError
from matcher.prospetto.model import Prospetto, build
from matcher.prospetto.xlsx_reading import from_xlsx
from matcher.prospetto.xlsx_writing import to_xlsx
from matcher.prospetto.xml_reading import from_xml
from matcher.prospetto.xml_writing import to_xml

MOST_BYTES = 50_000_000


def _refuse(file: str, expected: str) -> ProspettoError:
    return ProspettoError([PathFault("", expected, file)])


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            msg = "each key once in an object"
            raise ValueError(msg)
        found[key] = value
    return found


def from_json(data: bytes | str, *, file: str = "") -> Prospetto:
    """Read a prospetto written as JSON; an employer of section 4 of the contract is taken too.

    Raises
    ------
    ProspettoError
        With every fault, by path.
    QuotaInputError
        With every fault of an employer of section 4.
    """
    try:
        text = data if isinstance(data, str) else data.decode("utf-8-sig")
        raw = json.loads(text, object_pairs_hook=_no_repeats)
    except (ValueError, RecursionError) as error:
        raise _refuse(file, "one JSON object in UTF-8, each key once") from error
    if not isinstance(raw, dict):
        raise _refuse(file, "one JSON object, with the key format or with legal_form and provinces")
    if "format" not in raw and ("employer" in raw or "provinces" in raw):
        return from_employer(raw)
    return build(raw, unknown=raw.get("unknown", ()), file=file)


def to_json(prospetto: Prospetto) -> bytes:
    """Write a prospetto as JSON (UTF-8, two blanks of indent)."""
    return f"{json.dumps(prospetto.to_json(), ensure_ascii=False, indent=2)}\n".encode()


def read(path: Path | str) -> Prospetto:
    """Read a prospetto from a .json, .xlsx or .xml file.

    Raises
    ------
    ProspettoError
        If the file cannot be read as a prospetto, or with every fault of it.
    """
    path = Path(path)
    ending = path.suffix.casefold()
    if ending not in WRITERS:
        raise _refuse(path.name, f"a file that ends in {', '.join(WRITERS)}")
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _refuse(path.name, f"a file of at most {MOST_BYTES // 1_000_000} MB")
        if ending == ".xlsx":
            return from_xlsx(path)
        data = path.read_bytes()
    except OSError as error:
        raise _refuse(path.name, f"a file that can be opened ({error.strerror})") from error
    return from_xml(data, file=path.name) if ending == ".xml" else from_json(data, file=path.name)


WRITERS: dict[str, Callable[[Prospetto], bytes]] = {".json": to_json, ".xlsx": to_xlsx, ".xml": to_xml}


def write_bytes(path: Path | str, data: bytes) -> None:
    """Write a file beside its place and then rename it.

    Raises
    ------
    OutputError
        If the folder does not exist or the file cannot be written.
    """
    path = Path(path)
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as target:
            try:
                target.write(data)
                target.flush()
                os.fsync(target.fileno())
                Path(target.name).replace(path)
            except BaseException:
                Path(target.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        msg = f"cannot write {path.name} in {path.parent}: {error.strerror}; nothing was written"
        raise OutputError(msg) from error


def write(prospetto: Prospetto, path: Path | str) -> None:
    """Write a prospetto to a .json, .xlsx or .xml file.

    Raises
    ------
    OutputError
        If the ending is another or the file cannot be written.
    ProspettoError
        If the format cannot hold it.
    """
    path = Path(path)
    writer = WRITERS.get(path.suffix.casefold())
    if writer is None:
        msg = f"cannot write {path.name}: expected a file that ends in {', '.join(WRITERS)}"
        raise OutputError(msg)
    write_bytes(path, writer(prospetto))
