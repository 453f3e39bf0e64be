"""The arithmetic of the kernels is that of the plain definitions, to the last unit."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.engine.arithmetic import contribution as plain_contribution
from matcher.engine.arithmetic import rounded as plain_rounded
from matcher.engine.figures import add_up_plainly
from matcher.engine.people import on_the_sphere
from matcher.geography import distance_10m
from matcher.kernels import arithmetic, top
from matcher.kernels.layout import compiled
from matcher.kernels.sums import add_up
from matcher.kernels.top import empty_lists, insert

MILLION = 1_000_000
millionths = st.integers(0, MILLION)


part_rounded, part_share, part_contribution = arithmetic.rounded, arithmetic.share, arithmetic.contribution
part_haversine, part_distance = arithmetic.haversine_10m, arithmetic.tens_of_metres


@compiled
def rounded(total):
    return part_rounded(total)


@compiled
def share(part, whole):
    return part_share(part, whole)


@compiled
def contribution(value, known, weight, neutral):
    return part_contribution(value, known, weight, neutral)


@compiled
def haversine_10m(lat, lon, other_lat, other_lon):
    return part_haversine(lat, lon, other_lat, other_lon)


@compiled
def _distances(sites, degrees, homes, home_degrees, found):
    for row in range(len(found)):
        found[row] = part_distance(sites, degrees, row, homes, home_degrees, row)


@compiled
def _insert_all(lists, names, points):
    for which in range(len(names)):
        insert(lists, 0, names[which], names[which], points[which])


@given(total=st.integers(0, MILLION**2) | st.integers(0, MILLION).map(lambda half: half * MILLION + MILLION // 2))
def test_rounding_is_half_to_even(total):
    assert rounded(total) == plain_rounded(np.array(total), MILLION)


@given(part=st.integers(0, 2**60), whole=st.integers(1, 2**60))
def test_a_share_is_the_whole_quotient(part, whole):
    assert share(part, whole) == part // whole


@given(value=millionths, known=millionths, weight=millionths, neutral=millionths)
def test_a_contribution_is_that_of_the_definition(value, known, weight, neutral):
    expected = plain_contribution(np.array(value), np.array(known), weight, neutral)
    assert contribution(value, known, weight, neutral) == expected


def distances(homes, sites):
    found = np.zeros(len(homes), np.int64)
    _distances(on_the_sphere(sites), sites, on_the_sphere(homes), homes, found)
    return found


def distance(one, other):
    return distances(np.array([one]), np.array([other]))[0]


@pytest.mark.parametrize("reach", [1e-5, 0.01, 0.3, 3, 90])
def test_distances_are_those_of_the_definition_near_and_far(reach):
    rng = np.random.default_rng(68)
    home = np.column_stack([rng.uniform(36, 47, 100_000), rng.uniform(6, 19, 100_000)])
    site = np.clip(home + rng.uniform(-reach, reach, home.shape), -90, 90)
    np.testing.assert_array_equal(distances(home, site), distance_10m(*home.T, *site.T))


@given(lat=st.floats(-90, 90), lon=st.floats(-180, 180), other_lat=st.floats(-90, 90), other_lon=st.floats(-180, 180))
def test_distances_at_the_ends_of_the_earth_differ_by_no_more_than_the_last_bit_of_a_sine_can(
    lat, lon, other_lat, other_lon
):
    found, expected = distance((lat, lon), (other_lat, other_lon)), distance_10m(lat, lon, other_lat, other_lon)
    assert abs(found - expected) <= 1
    exact = haversine_10m(lat, lon, other_lat, other_lon)
    if abs(exact - np.floor(exact) - 0.5) > 0.02:
        assert found == expected


def test_a_distance_to_an_unknown_place_is_unknown():
    assert distance((45.0, 9.0), (np.nan, np.nan)) == -1
    assert distance((np.nan, np.nan), (45.0, 9.0)) == -1
    assert distance((45.5, 9.4), (45.5, 9.4)) == 0


@given(points=st.lists(st.sampled_from((0, 250_000, 500_000)), max_size=12), k=st.integers(1, 9), data=st.data())
def test_a_list_keeps_the_best_in_whatever_order_they_come_ties_to_the_lower_position(points, k, data):
    lists = empty_lists(1, k)
    order = data.draw(st.permutations(range(len(points))))
    _insert_all(lists, np.array(order, np.int64), np.array([points[name] for name in order], np.int64))
    expected = sorted(range(len(points)), key=lambda name: (-points[name], name))[:k]
    missing = k - len(expected)
    assert lists.kept[0] == len(expected)
    assert lists.names[0].tolist() == expected + [-1] * missing
    assert lists.best[0].tolist() == [points[name] for name in expected] + [-1] * missing


@given(
    rows=st.lists(st.tuples(*[st.integers(0, MILLION)] * 6), min_size=1, max_size=6),
    weights=st.sampled_from(([700_000, 300_000], [333_333, 666_667])),
    of_person=st.sampled_from(([True, False], [True, True], [False, False])),
    neutral=st.sampled_from((0, 500_000, 333_333)),
)
def test_what_values_add_up_to_is_what_the_definition_says(rows, weights, of_person, neutral):
    tables = tuple(np.array([row[at : at + 2] for row in rows], np.int32) for at in (0, 2, 4))
    arguments = tables, np.array(weights, np.int64), np.array(of_person), neutral
    for found, expected in zip(add_up(*arguments), add_up_plainly(*arguments), strict=True):
        np.testing.assert_array_equal(found, expected)


def test_a_kernel_on_disk_is_renewed_when_any_file_of_the_kernels_changes():
    stamp = {name for name, *_ in top._search._cache._cache_file._source_stamp}
    assert stamp == {file.name for file in Path(top.__file__).parent.glob("*.py")}
