"""The order of asking, on vectors made by hand."""

from __future__ import annotations

import numpy as np

from huashu.engine.choosing import chosen, clustered, mates

# Cosines: a·b = 0.96, a·c = 0, b·c = 0.28, d with any of them 0. Distances are 1 less that; 0.35 and more is apart.
VECTORS = np.array([(1, 0, 0), (0.96, 0.28, 0), (0, 1, 0), (0, 0, 1)], dtype=np.float32)
LABELS = np.array([0, 0, 1, 2])  # a and b, c, d


def order(*weights: float, asked: tuple[int, ...] = (), count: int = 4) -> list[int]:
    return chosen(np.array(weights), LABELS, count, asked)


def test_what_means_nearly_the_same_is_one_cluster() -> None:
    a, b, c, d = clustered(VECTORS)
    assert a == b and len({a, c, d}) == 3
    assert clustered(VECTORS[:1]).tolist() == [0]
    assert clustered(VECTORS[:0]).tolist() == []


def test_a_cluster_counts_by_all_of_its_messages() -> None:
    # a and b together 0.5 + 0.6, c 0.9, d 1: first the heavier of the two, then d, c, and a as the second of its own.
    assert order(0.5, 0.6, 0.9, 1) == [1, 3, 2, 0]


def test_no_cluster_comes_twice_before_another_came_once() -> None:
    assert order(1, 1, 0.6, 0.7) == [0, 3, 2, 1]


def test_what_is_surely_understood_comes_when_nothing_else_is_left() -> None:
    assert order(1, 1, 0.1, 0.2) == [0, 1, 3, 2]


def test_a_frequent_message_outweighs_unsure_ones() -> None:
    # d came three times: 3 · 0.5 = 1.5, more than a and b with 0.7 + 0.7.
    assert order(0.7, 0.7, 0, 1.5)[0] == 3


def test_a_cluster_that_was_asked_about_waits() -> None:
    assert order(1, 1, 0.6, 0.7, asked=(0,)) == [3, 2, 1]
    assert order(1, 1, 1, 1, asked=(0, 1, 2, 3)) == []


def test_no_more_than_wanted() -> None:
    assert order(0.5, 0.6, 0.9, 1, count=2) == [1, 3]


def test_mates_are_of_the_same_cluster_the_nearest_first() -> None:
    assert mates(0, VECTORS, LABELS, 3) == [1]
    assert mates(0, VECTORS, np.array([0, 0, 0, 1]), 3) == [1, 2]
    assert mates(0, VECTORS, LABELS, 0) == mates(3, VECTORS, LABELS, 3) == []
