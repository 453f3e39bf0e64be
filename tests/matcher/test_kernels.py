"""The compiled kernels return exactly what their plain twins return."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import blocks

from matcher import kernels, reference


@pytest.mark.parametrize("by_vacancy", [False, True])
@given(block=blocks(), k=st.integers(1, 14))
def test_the_kernel_agrees_with_its_twin_ties_and_empty_rows_included(by_vacancy, block, k):
    fast, slow = kernels.top_k(*block, k, by_vacancy), reference.top_k(*block, k, by_vacancy)
    for found, expected in zip(fast, slow, strict=True):
        np.testing.assert_array_equal(found, expected)


@given(block=blocks())
def test_a_shorter_list_is_the_beginning_of_a_longer_one(block):
    long, short = kernels.top_k(*block, 8, False), kernels.top_k(*block, 3, False)
    np.testing.assert_array_equal(long[0][:, :3], short[0])
    np.testing.assert_array_equal(long[1][:, :3], short[1])


def test_equal_scores_stand_in_the_order_of_their_position():
    points = np.full((1, 1), 500_000, np.int32)
    same = np.zeros((1, 6), np.int32)
    nothing = np.zeros((1, 1), np.uint16)
    index, best, count = kernels.top_k(points, same, nothing, same, np.array([0, 1]), np.array([2]), 4, False)
    assert index.tolist() == [[0, 1, 3, 4]]
    assert best.tolist() == [[500_000] * 4]
    assert count.tolist() == [4]


def test_what_is_missing_is_absent_and_never_a_position():
    broken = np.ones((2, 1), np.uint16)
    columns = np.zeros((1, 3), np.int32)
    index, best, count = kernels.top_k(
        np.zeros((2, 1), np.int32), columns, broken, columns, np.zeros(3, np.int64), np.zeros(0, np.int64), 2, False
    )
    assert (index == -1).all()
    assert (best == -1).all()
    assert count.tolist() == [0, 0]
