"""Many employers, from a file or from the tables: a faulty one stops nobody, is listed, and enters no total."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from matcher.errors import ParameterError
from matcher.law68.inputs import employer_id_of, unwrap
from matcher.law68.position import position
from matcher.law68.reading import QuotaInputError
from matcher.law68.tables import employer_of_rows
from models.quota import QuotaPosition

if TYPE_CHECKING:
    from matcher.frames.frame import Frame

_TOTALS = ("employees", "quota_disabled", "disabled_in_force", "gap_disabled", "gap_art18", "gap_enforceable")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A line that is not JSON: what it says about itself."""

    fault: str


@dataclass(frozen=True, slots=True)
class Documents:
    """The employers of a file in their order; ``single`` when the file held one object and no list."""

    items: tuple[object, ...]
    single: bool


@dataclass(frozen=True, slots=True)
class Faulty:
    """An employer that could not be computed, with every fault."""

    employer_id: str | None
    errors: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return what stands in the employer's place in the output."""
        return {"employer_id": self.employer_id, "errors": list(self.errors)}


@dataclass(frozen=True, slots=True)
class BatchResult:
    """Positions and faults in the order of the input."""

    items: tuple[QuotaPosition | Faulty, ...]
    single: bool

    @property
    def computed(self) -> tuple[QuotaPosition, ...]:
        """Employers with a position, in the order of the input."""
        return tuple(item for item in self.items if isinstance(item, QuotaPosition))

    @property
    def left_out(self) -> tuple[Faulty, ...]:
        """Employers that could not be computed, in the order of the input."""
        return tuple(item for item in self.items if isinstance(item, Faulty))

    @property
    def faulty(self) -> bool:
        """Whether any employer could not be computed."""
        return bool(self.left_out)

    def totals(self) -> dict[str, int]:
        """Sum the national figures of the employers computed, beside how many were and how many were left out.

        An employer left out is no zero: whoever shows a total shows ``left_out`` with it.
        """
        sums = {name: sum(getattr(item.national, name) for item in self.computed) for name in _TOTALS}
        return {"employers": len(self.computed), "left_out": len(self.left_out), **sums}

    def to_json(self) -> dict[str, Any] | list[dict[str, Any]]:
        """Return an object for an object, a list for a list or lines."""
        found = [item.to_json() for item in self.items]
        return found[0] if self.single else found


def _refuse_constant(name: str) -> object:
    msg = f"{name} is not a number of JSON"
    raise ValueError(msg)


def _no_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            msg = f"key '{key}' is repeated"
            raise ValueError(msg)
        found[key] = value
    return found


def _parse(text: str) -> object:
    return json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_no_repeats)


def _why(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "too many nested lists or objects"
    return error.msg if isinstance(error, json.JSONDecodeError) else str(error)


def _lines(text: str) -> list[object]:
    found: list[object] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            found.append(_parse(line))
        except (ValueError, RecursionError) as error:
            found.append(Unreadable(f"line {number}: expected one JSON object a line; {_why(error)}"))
    return found


def parse_documents(text: str) -> Documents:
    """Split a file into employers.

    Raises
    ------
    QuotaInputError
        If the text holds no employer, or is neither an object, a list nor JSON lines.
    """
    text = text.removeprefix("\ufeff").strip()
    if not text:
        raise QuotaInputError(["file: expected an employer, a list of employers, or one JSON object a line"])
    try:
        whole = _parse(text)
    except (ValueError, RecursionError) as error:
        lines = _lines(text)
        if len(lines) < 2 or all(isinstance(line, Unreadable) for line in lines):
            place = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else "file"
            msg = f"{place}: expected JSON (an object, a list, or one object a line); {_why(error)}"
            raise QuotaInputError([msg]) from error
        return Documents(tuple(lines), single=False)
    if isinstance(whole, list):
        return Documents(tuple(whole), single=False)
    return Documents((whole,), single=True)


def _one(document: object, *, on: date | None, today: date) -> QuotaPosition | Faulty:
    if isinstance(document, Unreadable):
        return Faulty(None, (document.fault,))
    employer = unwrap(document)
    who = employer_id_of(document)
    dated = isinstance(employer, dict) and employer.get("reference_date") is not None
    try:
        return position(employer, on=on if on is not None or dated else today)  # type: ignore[arg-type]
    except QuotaInputError as error:
        return Faulty(who, error.faults)
    except ParameterError as error:
        return Faulty(who, (str(error),))


def compute_documents(
    documents: Sequence[object] | object, *, on: date | None, today: date, single: bool = False
) -> BatchResult:
    """Compute parsed employers: an object gives one result, a list gives as many in the same order.

    Parameters
    ----------
    documents : object or sequence
        One employer, or several; each may be wrapped under ``employer``.
    on : date or None
        Day of money and terms for all; where None each employer's reference date.
    today : date
        Stands in where neither ``on`` nor a reference date is given: the core has no clock.
    single : bool
        Whether a sequence of one came from a lone object.
    """
    if not isinstance(documents, (list, tuple)):
        documents, single = (documents,), True
    return BatchResult(tuple(_one(document, on=on, today=today) for document in documents), single)


def compute_file(text: str, *, on: date | None, today: date) -> BatchResult:
    """Compute the employers of a file's text, as ``volante quota FILE`` does.

    Raises
    ------
    QuotaInputError
        If the text cannot be split into employers at all.
    """
    documents = parse_documents(text)
    return compute_documents(documents.items, on=on, today=today, single=documents.single)


def _by_employer(frame: Frame | None) -> dict[str, list[dict[str, object]]]:
    rows: dict[str, list[dict[str, object]]] = {}
    for row in frame.rows() if frame is not None else ():
        rows.setdefault(cast("str", row["employer_id"]), []).append(row)
    return rows


def compute_tables(employers: Frame, workforce: Frame, *, on: date, agreements: Frame | None = None) -> BatchResult:
    """Compute every employer of the checked tables that has rows of workforce; a faulty one is listed, not raised.

    Parameters
    ----------
    employers, workforce : Frame
        The checked tables; rows of one employer in any order.
    on : date
        Reference date of the rules, and day of money and terms.
    agreements : Frame, optional
        The agreements of the employers.

    Returns
    -------
    BatchResult
        In the order of the ids.
    """
    rows, agreed = _by_employer(workforce), _by_employer(agreements)
    found: list[QuotaPosition | Faulty] = []
    for employer in sorted(employers.rows(), key=lambda row: cast("str", row["employer_id"])):
        who = cast("str", employer["employer_id"])
        if who not in rows:
            continue
        document, notes = employer_of_rows(employer, rows[who], on=on, agreements=agreed.get(who, ()))
        try:
            found.append(position(document, on=on, notes=notes))
        except (QuotaInputError, ParameterError) as error:
            found.append(Faulty(who, error.faults if isinstance(error, QuotaInputError) else (str(error),)))
    return BatchResult(tuple(found), single=False)
