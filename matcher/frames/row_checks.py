"""What a row must keep as a whole: its ids, its days and hours in order, its place on the map."""

from __future__ import annotations

from collections.abc import Callable

from matcher.frames.cells import Choices, ambiguous
from matcher.frames.checking import Checking
from matcher.frames.faults import CellFault
from matcher.frames.personal_checks import check_personal
from matcher.geography import distance_10m, municipalities

_OF = {
    "candidate_id": "a candidate",
    "vacancy_id": "a vacancy",
    "employer_id": "an employer",
}
# Earlier day, later day.
_DAYS = {
    "vacancies": ("published_on", "closes_on"),
    "contacts": ("on", "next_contact_on"),
    "agreements": ("signed_on", "expires_on"),
}
# Municipality, latitude, longitude.
_PLACES = {
    "candidates": ("home_municipality", "home_lat", "home_lon"),
    "vacancies": ("site_municipality", "site_lat", "site_lon"),
}
_HOURS = ("weekly_hours_min", "weekly_hours_max")
_ITALY_LAT, _ITALY_LON = (35.0, 48.0), (6.0, 19.0)


def _check_required(checking: Checking) -> None:
    for column in checking.table.columns:
        if not column.required:
            continue
        if column.kind == "id":
            missing = CellFault("id_missing", f"the id of {_OF.get(column.name, 'a record')}")
        else:
            missing = CellFault("value_missing", f"a value ({column.doc})")
        for row, value in enumerate(checking.values[column.name]):
            if value is None:
                checking.add(row, column.name, missing)


def _blank_counts(checking: Checking) -> None:
    """A blank count is 0, and said: the firm may not have answered."""
    for column in checking.table.columns:
        if column.default is None or column.name not in checking.found:
            continue
        values = checking.values[column.name]
        for row, value in enumerate(values):
            if value is None:
                values[row] = column.default
                if (row, column.name) not in checking.faulty:
                    place = f'line {checking.raw.lines[row]}, column "{checking.heading(column.name)}"'
                    checking.raw.warnings.append(f"{checking.raw.file}, {place}: blank, counted as {column.default}")


def _check_duplicates(checking: Checking) -> None:
    key = checking.table.key
    needed = [name for name in key if checking.table.column(name).required]
    first: dict[tuple[object, ...], int] = {}
    word = "row" if checking.raw.sheet else "line"
    for row, cells in enumerate(zip(*(checking.values[name] for name in key), strict=True)):
        if any(checking.values[name][row] is None for name in needed):
            continue
        earlier = first.setdefault(cells, row)
        if earlier != row:
            what = "an id used once" if len(key) == 1 else f"{', '.join(key)} together once"
            expected = f"{what} in the file (first on {word} {checking.raw.lines[earlier]})"
            checking.add(row, key[0], CellFault("id_duplicate", expected))


def _check_order(checking: Checking) -> None:
    days = _DAYS.get(checking.table.name)
    if days:
        fault = CellFault("dates_reversed", f"a day not before '{checking.heading(days[0])}'")
        for row, earlier, later in checking.stated(*days):
            if later < earlier:
                checking.add(row, days[1], fault)
    if _HOURS[0] in checking.values:
        fault = CellFault("hours_reversed", f"hours not below '{checking.heading(_HOURS[0])}'")
        for row, least, most in checking.stated(*_HOURS):
            if most < least:
                checking.add(row, _HOURS[1], fault)


def _nearest(choices: Choices, lat: float, lon: float) -> str:
    centres = [municipalities().centroid(code) for code in choices]
    away = distance_10m(lat, lon, [centre[0] for centre in centres], [centre[1] for centre in centres])
    return choices[int(away.argmin())]


def _check_homonyms(checking: Checking) -> None:
    """Coordinates settle which of several homonymous municipalities is meant; without them it is a fault."""
    place = _PLACES.get(checking.table.name)
    for column in checking.table.columns:
        if column.kind != "municipality":
            continue
        values = checking.values[column.name]
        for row, value in enumerate(values):
            if not isinstance(value, Choices):
                continue
            lat, lon = (checking.values[name][row] for name in place[1:]) if place else (None, None)
            if lat is None or lon is None:
                values[row] = None
                checking.add(row, column.name, ambiguous(value))
            else:
                values[row] = _nearest(value, lat, lon)


def _check_coordinates(checking: Checking) -> None:
    place = _PLACES.get(checking.table.name)
    if place is None:
        return
    _, lat_name, lon_name = place
    abroad: list[int] = []
    for row, (lat, lon) in enumerate(zip(checking.values[lat_name], checking.values[lon_name], strict=True)):
        if (lat is None) != (lon is None):
            stated, missing = (lat_name, lon_name) if lon is None else (lon_name, lat_name)
            if (row, missing) not in checking.faulty:
                expected = f"a coordinate wherever '{checking.heading(stated)}' has one, or neither"
                checking.add(row, missing, CellFault("coordinates_incomplete", expected))
        elif lat is not None and not (_ITALY_LAT[0] <= lat <= _ITALY_LAT[1] and _ITALY_LON[0] <= lon <= _ITALY_LON[1]):
            abroad.append(checking.raw.lines[row])
    if abroad:
        where = f"line {abroad[0]}" + (f" and {len(abroad) - 1} more" if len(abroad) > 1 else "")
        checking.raw.warnings.append(
            f"{checking.raw.file}, {where}: the coordinates lie outside Italy; are latitude and longitude exchanged?"
        )


# In this order: ids first, then what two columns say together.
ROW_CHECKS: tuple[Callable[[Checking], None], ...] = (
    _check_required,
    _blank_counts,
    _check_duplicates,
    _check_homonyms,
    _check_order,
    _check_coordinates,
    check_personal,
)
