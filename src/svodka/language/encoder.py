"""The convolutional encoder that morphology, syntax and names share in form, in plain NumPy.

All sentences lie in one long table of rows with an empty row between neighbours, which is the padding that the
convolutions want: no padding to a common length, no windows copied. The first convolution is projected once per
distinct word of the batch; the normalisation between layers is folded into the next layer's weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from svodka.language.shapes import word_shape
from svodka.language.weights import Convolution, Floats, Network, WordVectors

Ints = NDArray[np.intp]
_ROWS = 1536  # rows that go through the layers together: small enough to stay in the processor's cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Sentences laid end to end. `rows` are the rows of the words; between sentences lies an empty row."""

    words: Ints  # ids of the distinct (word, shape) pairs' words
    shapes: Ints  # and of their shapes
    pairs: Ints  # the pair that stands in each row; len(words) in an empty row
    starts: Ints  # of each sentence, counted in words (not rows)
    lengths: Ints

    @property
    def rows(self) -> Ints:
        """The rows that hold words, in order of the text."""
        return np.flatnonzero(self.pairs < len(self.words))


class Batcher:
    """Words to numbers."""

    def __init__(self, vectors: WordVectors, shape_ids: dict[str, int]) -> None:
        self._vectors = vectors
        self._shapes = shape_ids

    def batch(self, sentences: Sequence[Sequence[str]]) -> Batch:
        """The batch of some sentences, none of them empty."""
        seen: dict[str, int] = {}
        pairs: list[int] = [-1]
        for sentence in sentences:
            pairs.extend([seen.setdefault(word, len(seen)) for word in sentence])
            pairs.append(-1)
        lengths = np.array([len(sentence) for sentence in sentences], dtype=np.intp)
        rows = np.array(pairs, dtype=np.intp)
        rows[rows < 0] = len(seen)
        return Batch(
            words=np.array([self._word(word) for word in seen], dtype=np.intp),
            shapes=np.array([self._shapes[word_shape(word)] for word in seen], dtype=np.intp),
            pairs=rows, starts=np.cumsum(lengths) - lengths, lengths=lengths,
        )  # fmt: skip

    def _word(self, word: str) -> int:
        """The vocabulary keeps few words with ё: 'вертолёта' is looked up as 'вертолета' where it must be."""
        ids, lower = self._vectors.ids, word.lower()
        found = ids.get(lower)
        return ids.get(lower.replace("ё", "е"), self._vectors.unknown) if found is None else found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Folded:
    """A later layer: one matrix for the three neighbours side by side, constants for the middle and both edges."""

    matrix: Floats  # inputs x (3 * outputs)
    middle: Floats
    first: Floats  # what a sentence's first word must give back: its left neighbour is padding
    last: Floats


class Encoder:
    """The convolutions of one network; `scale` and `shift` of the last layer are left to the head."""

    def __init__(self, network: Network) -> None:
        first, *later = network.layers
        size = first.kernel.shape[1] - network.shapes.shape[1]
        self._word_part = np.ascontiguousarray(np.concatenate(first.kernel[:, :size], axis=1))
        self._shape_part = network.shapes @ np.concatenate(first.kernel[:, size:], axis=1)
        width = first.bias.shape[0]
        self._shape_part[:, width : 2 * width] += first.bias
        before = [first, *later[:-1]]
        self._later = [_fold(layer, b.scale, b.shift) for layer, b in zip(later, before, strict=True)]
        self.scale, self.shift = network.layers[-1].scale, network.layers[-1].shift

    def encode(self, batch: Batch, vectors: Floats) -> Floats:
        """The features of every word: words x outputs. `vectors` are those of `batch.words`."""
        table = np.zeros((len(batch.words) + 1, self._word_part.shape[1]), dtype=np.float32)
        np.matmul(vectors, self._word_part, out=table[:-1])
        table[:-1] += self._shape_part[batch.shapes]
        empty = np.flatnonzero(batch.pairs == len(batch.words))
        parts, at = [], 0
        while at < len(empty) - 1:  # from one empty row to another, some `_ROWS` further on
            to = max(int(np.searchsorted(empty, empty[at] + _ROWS, "right")) - 1, at + 1)
            parts.append(self._layers(batch.pairs[empty[at] : empty[to] + 1], empty[at : to + 1] - empty[at], table))
            at = to
        return np.concatenate(parts)

    def _layers(self, pairs: Ints, empty: Ints, table: Floats) -> Floats:
        width = table.shape[1] // 3
        rows = np.zeros((len(pairs), width), dtype=np.float32)
        inner = rows[1:-1]
        np.add(table[pairs[1:-1], width : 2 * width], table[pairs[:-2], :width], out=inner)
        inner += table[pairs[2:], 2 * width :]
        for layer in self._later:
            np.maximum(rows, 0, out=rows)
            rows[empty] = 0
            rows = _convolve(rows, empty, layer)
        np.maximum(rows, 0, out=rows)
        keep = np.ones(len(rows), dtype=bool)
        keep[empty] = False
        return np.ascontiguousarray(rows[keep])


def _fold(layer: Convolution, scale: Floats, shift: Floats) -> _Folded:
    constant = shift @ layer.kernel  # 3 x outputs
    return _Folded(
        matrix=np.ascontiguousarray(np.concatenate(layer.kernel * scale[:, None], axis=1)),
        middle=layer.bias + constant.sum(axis=0), first=constant[0], last=constant[2],
    )  # fmt: skip


def _convolve(rows: Floats, empty: Ints, layer: _Folded) -> Floats:
    width = layer.middle.shape[0]
    product = rows @ layer.matrix
    result = product[:, width : 2 * width] + layer.middle
    result[1:] += product[:-1, :width]
    result[:-1] += product[1:, 2 * width :]
    result[empty[:-1] + 1] -= layer.first
    result[empty[1:] - 1] -= layer.last
    return result
