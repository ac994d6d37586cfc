"""Scores of single arcs to whole trees.

The network scores each pair of words from a window of seven words and without regard to the rest, so the best heads
taken one by one often give two roots, cycles or crossing arcs. Here the best projective tree with exactly one root is
found (Eisner's algorithm, many sentences side by side).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from svodka.language.encoder import Ints
from svodka.language.weights import Floats

_NEVER = np.float32(-1e6)
_SIDE_BY_SIDE = 24  # sentences in one chart


def log_probabilities(scores: Floats) -> Floats:
    """Head scores, sentences x dependents x (root + heads), as logarithms of chances; no word heads itself."""
    result = scores.astype(np.float32, copy=True)
    words = np.arange(result.shape[1])
    result[:, words, words + 1] = _NEVER
    result -= result.max(axis=2, keepdims=True)
    result -= np.log(np.exp(result).sum(axis=2, keepdims=True))
    return result


def best_trees(groups: Sequence[Floats]) -> list[Ints]:
    """The heads of the best projective trees, -1 for the root, from logarithms of chances.

    A group holds sentences of one length; for each comes a table of sentences x words.
    """
    trees: list[Ints] = [chances.argmax(axis=2) - 1 for chances in groups]
    doubtful = [(g, int(i)) for g, heads in enumerate(trees) for i in np.flatnonzero(~are_projective_trees(heads))]
    doubtful.sort(key=lambda place: trees[place[0]].shape[1])
    for at in range(0, len(doubtful), _SIDE_BY_SIDE):
        places = doubtful[at : at + _SIDE_BY_SIDE]
        found = _Chart(_padded([groups[g][i] for g, i in places])).heads()
        for (g, i), heads in zip(places, found, strict=True):
            trees[g][i] = heads[: trees[g].shape[1]]
    return trees


def are_projective_trees(heads: Ints) -> NDArray[np.bool_]:
    """For each row of heads whether there is one root, every word hangs from it, and no two arcs cross."""
    count, size = heads.shape
    above = np.concatenate((np.zeros((count, 1), dtype=np.intp), heads + 1), axis=1)  # the root is word 0, its own head
    reached = above
    for _ in range(size.bit_length()):
        reached = np.take_along_axis(reached, reached, axis=1)
    words = np.arange(1, size + 1)
    left, right = np.minimum(words, above[:, 1:]), np.maximum(words, above[:, 1:])
    inside = (left[:, :, None] < left[:, None, :]) & (left[:, None, :] < right[:, :, None])
    crossing = (inside & (right[:, :, None] < right[:, None, :])).any(axis=(1, 2))
    result: NDArray[np.bool_] = ((heads < 0).sum(axis=1) == 1) & (reached == 0).all(axis=1) & ~crossing
    return result


def _padded(tables: Sequence[Floats]) -> Floats:
    """Tables of one size: behind a short sentence hangs a chain of words, each sure of the one before it."""
    size = max(len(table) for table in tables)
    result = np.full((len(tables), size, size + 1), _NEVER, dtype=np.float32)
    for padded, table in zip(result, tables, strict=True):
        words = np.arange(len(table), size)
        padded[words, words] = 0
        padded[: len(table), : len(table) + 1] = table
    return result


class _Chart:
    """Eisner's chart over sentences of one length.

    Every table is kept twice, by the span's first word and its width and by its last word and its width, so that
    'all ways to cut this span' is a plain slice. `complete` spans are finished on the side away from their head;
    `open` spans are one arc between their ends and what lies under it.
    """

    def __init__(self, scores: Floats) -> None:
        self._scores = scores
        self._count, self._size, _ = scores.shape
        shape = (self._count, self._size, self._size)  # sentences x first or last word x width - 1
        self._right_by_first, self._right_by_last = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
        self._left_by_first, self._left_by_last = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
        self._open_right = np.zeros(shape, np.float32)  # by first word
        self._open_left = np.zeros(shape, np.float32)  # by last word
        self._cuts = [np.zeros(shape, np.int16) for _ in range(3)]  # open, right, left: by first word
        for width in range(1, self._size):
            self._fill(width)

    def _fill(self, width: int) -> None:
        """All spans of `width` + 1 words, from the narrower ones."""
        size = self._size
        first, last = np.arange(size - width), np.arange(width, size)
        begin, end = slice(0, size - width), slice(width, size)
        rest = self._left_by_last[:, end, :width][:, :, ::-1]  # the widest first: what a cut leaves of the span
        best = self._best(0, width, self._right_by_first[:, begin, :width], rest)
        self._open_right[:, begin, width] = best + self._scores[:, last, first + 1]
        self._open_left[:, end, width] = best + self._scores[:, first, last + 1]
        rest = self._right_by_last[:, end, :width][:, :, ::-1]
        best = self._best(1, width, self._open_right[:, begin, 1 : width + 1], rest)
        self._right_by_first[:, begin, width] = self._right_by_last[:, end, width] = best
        rest = self._open_left[:, end, width:0:-1]
        best = self._best(2, width, self._left_by_first[:, begin, :width], rest)
        self._left_by_first[:, begin, width] = self._left_by_last[:, end, width] = best

    def _best(self, which: int, width: int, one: Floats, other: Floats) -> Floats:
        total = one + other
        self._cuts[which][:, : self._size - width, width] = total.argmax(axis=2)
        result: Floats = total.max(axis=2)
        return result

    def heads(self) -> Ints:
        """The best heads of every sentence."""
        whole = self._left_by_first[:, 0, :] + self._right_by_last[:, -1, ::-1] + self._scores[:, :, 0]
        roots = whole.argmax(axis=1)
        open_cuts, right_cuts, left_cuts = self._cuts
        heads = np.full((self._count, self._size), -1, dtype=np.intp)
        for sentence, root in enumerate(roots.tolist()):
            agenda = [("left", 0, root), ("right", root, self._size - 1)]
            while agenda:
                kind, i, j = agenda.pop()
                if i == j:
                    continue
                if kind == "left":
                    cut = i + int(left_cuts[sentence, i, j - i])
                    agenda += [("left", i, cut), ("open left", cut, j)]
                elif kind == "right":
                    cut = i + 1 + int(right_cuts[sentence, i, j - i])
                    agenda += [("open right", i, cut), ("right", cut, j)]
                else:
                    heads[sentence, j if kind == "open right" else i] = i if kind == "open right" else j
                    cut = i + int(open_cuts[sentence, i, j - i])
                    agenda += [("right", i, cut), ("left", cut + 1, j)]
        return heads
