"""The chart finds what trying every tree finds."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from svodka.language.trees import are_projective_trees, best_trees, log_probabilities


def is_projective_tree(heads: list[int]) -> bool:
    return bool(are_projective_trees(np.array([heads]))[0])


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
def test_best_tree_is_the_best_of_all(size: int) -> None:
    scores = np.random.default_rng(size).normal(size=(20, size, size + 1)).astype(np.float32) * 3
    chances = log_probabilities(scores)
    everything = [list(heads) for heads in product(range(-1, size), repeat=size) if is_projective_tree(list(heads))]
    words = np.arange(size)
    for heads, table in zip(best_trees([chances])[0], chances, strict=True):
        best = max(everything, key=lambda tree: float(table[words, np.array(tree) + 1].sum()))
        assert heads.tolist() == best


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
    ],
)
def test_is_projective_tree(heads: list[int], right: bool) -> None:
    assert is_projective_tree(heads) is right


@given(st.lists(st.integers(1, 12), min_size=1, max_size=30), st.integers(0, 1000))
def test_always_a_tree_and_the_same_in_any_company(sizes: list[int], seed: int) -> None:
    draw = np.random.default_rng(seed)
    groups = [log_probabilities(draw.normal(size=(2, n, n + 1)).astype(np.float32) * 10) for n in sizes]
    together = best_trees(groups)
    assert all(are_projective_trees(heads).all() for heads in together)
    assert [heads.tolist() for heads in together] == [best_trees([group])[0].tolist() for group in groups]
