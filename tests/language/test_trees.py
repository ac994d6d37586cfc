"""The chart finds what trying every tree finds."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from svodka.language.trees import best_trees, is_projective_tree, log_probabilities


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
def test_best_tree_is_the_best_of_all(size: int) -> None:
    scores = np.random.default_rng(size).normal(size=(20, size, size + 1)).astype(np.float32) * 3
    chances = log_probabilities(scores)
    everything = [list(heads) for heads in product(range(-1, size), repeat=size) if is_projective_tree(list(heads))]
    words = np.arange(size)
    for heads, table in zip(best_trees(chances).tolist(), chances, strict=True):
        best = max(everything, key=lambda tree: float(table[words, np.array(tree) + 1].sum()))
        assert heads == best


@pytest.mark.parametrize(
    ("heads", "right"),
    [
        ([-1], True),
        ([1, -1, 1], True),
        ([2, 2, -1, 2], True),
        ([-1, -1], False),  # two roots
        ([1, 0, -1], False),  # a cycle
        ([2, 3, -1, 2], False),  # crossing arcs
        ([2, -1, 1], False),  # an arc over the root
        ([], False),
    ],
)
def test_is_projective_tree(heads: list[int], right: bool) -> None:
    assert is_projective_tree(heads) is right


@given(st.integers(1, 12), st.integers(0, 1000))
def test_always_a_tree(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(3, size, size + 1)).astype(np.float32) * 10
    assert all(is_projective_tree(heads) for heads in best_trees(log_probabilities(scores)).tolist())
