"""Whole millionths and whole tens of metres, to the last unit as the plain definitions have them."""

from __future__ import annotations

from typing import Any

import numpy as np

from matcher.kernels.layout import MILLION, called, inlined

_MILLION, _TWO, _NONE = np.uint64(MILLION), np.uint64(2), np.uint64(0)
_EARTH_10M = 637_100.88  # the radius in tens of metres
_NEAR = 0.05  # chords up to here (318 km) follow the series to 1e-6 tens of metres
_CLOSE_CALL = 1e-4  # tens of metres from where rounding turns


@inlined
def rounded(total: Any) -> Any:
    """``total / 1,000,000`` to the nearest whole number, half to even; not for negative numbers."""
    quotient = np.uint64(total) // _MILLION
    twice = (np.uint64(total) - quotient * _MILLION) * _TWO
    up = (twice > _MILLION) | ((twice == _MILLION) & (quotient % _TWO != _NONE))
    return np.int64(quotient) + up


@inlined
def share(part: Any, whole: Any) -> Any:
    """``part // whole`` for whole numbers from 0 on: no sign to look after."""
    return np.int64(np.uint64(part) // np.uint64(whole))


@called
def contribution(value: Any, known: Any, weight: Any, neutral: Any) -> Any:
    """Points of a criterion, as :func:`matcher.engine.scoring.contribution`."""
    certain = rounded(known * weight)
    return rounded(certain * value) + rounded((weight - certain) * neutral)


@called
def haversine_10m(lat_1: Any, lon_1: Any, lat_2: Any, lon_2: Any) -> Any:
    """The formula of :func:`matcher.geography.distance_10m`, step by step."""
    lat_1, lon_1, lat_2, lon_2 = np.radians(lat_1), np.radians(lon_1), np.radians(lat_2), np.radians(lon_2)
    half_lat = np.sin((lat_2 - lat_1) / 2)
    half_lon = np.sin((lon_2 - lon_1) / 2)
    chord = half_lat * half_lat + np.cos(lat_1) * np.cos(lat_2) * (half_lon * half_lon)
    return 2 * 6371.0088 * np.arcsin(np.sqrt(min(max(chord, 0.0), 1.0))) * 100


@inlined
def tens_of_metres(sites: Any, degrees: Any, slot: Any, homes: Any, home_degrees: Any, row: Any) -> Any:
    """Great-circle distance of a slot's site and a person's home, -1 where one is unknown.

    The chord gives it to a thousandth of a millimetre; where that is too near to where rounding turns, or far away, the
    formula of the definition decides.
    """
    x = sites[slot, 0] - homes[row, 0]
    y = sites[slot, 1] - homes[row, 1]
    z = sites[slot, 2] - homes[row, 2]
    square = x * x + y * y + z * z
    if not square >= 0.0:
        return np.int64(-1)
    if square <= _NEAR * _NEAR:
        tens = _EARTH_10M * np.sqrt(square) * (1.0 + square * (1.0 / 24.0 + square * (3.0 / 640.0)))
        nearest = np.rint(tens)
        if abs(abs(tens - nearest) - 0.5) > _CLOSE_CALL:
            return np.int64(nearest)
    return np.int64(
        np.rint(haversine_10m(home_degrees[row, 0], home_degrees[row, 1], degrees[slot, 0], degrees[slot, 1]))
    )
