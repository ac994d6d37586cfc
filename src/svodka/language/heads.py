"""What the networks say at the top: tags of words, names (the best path), head scores and relations of the tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from svodka.language.encoder import Encoder, Ints
from svodka.language.weights import Floats, Network


def by_length(lengths: Ints) -> Iterator[tuple[int, Ints]]:
    """Each length that occurs, with the sentences that have it: they go through one product together."""
    order = np.argsort(lengths, kind="stable")
    cuts = np.flatnonzero(np.diff(lengths[order])) + 1
    for group in np.split(order, cuts):
        yield int(lengths[group[0]]), group


class _Linear:
    """A linear layer; `after` folds the encoder's last normalisation in."""

    def __init__(self, part: dict[str, Any], after: Encoder | None = None) -> None:
        self.matrix: Floats = part["weight"]
        self.bias: Floats = part["bias"]
        if after is not None:
            self.bias = self.bias + after.shift @ self.matrix
            self.matrix = np.ascontiguousarray(self.matrix * after.scale[:, None])

    def __call__(self, features: Floats) -> Floats:
        result: Floats = features @ self.matrix
        result += self.bias
        return result


class TagHead:
    """Morphology: the best tag of every word."""

    def __init__(self, network: Network, encoder: Encoder) -> None:
        self._linear = _Linear(network.head["head"]["proj"], encoder)

    def tags(self, features: Floats) -> Ints:
        """The tag ids of all words, in order."""
        step = 1024
        parts = [self._linear(features[at : at + step]).argmax(axis=1) for at in range(0, len(features), step)]
        return np.concatenate(parts)


class NameHead:
    """Names: the best path of tags through a sentence, given how well one tag follows another."""

    def __init__(self, network: Network, encoder: Encoder) -> None:
        self._linear = _Linear(network.head["head"]["proj"], encoder)
        self._transitions: Floats = network.head["head"]["crf"]["transitions"]

    def tags(self, features: Floats, starts: Ints, lengths: Ints) -> Ints:
        """The tag ids of all words, in order; the sentences go side by side, the longest first."""
        emissions = self._linear(features)
        order = np.argsort(-lengths, kind="stable")
        starts, lengths = starts[order], lengths[order]
        alive = [int(np.searchsorted(-lengths, -at, "left")) for at in range(int(lengths[0]))]  # longer than `at`
        score, history = emissions[starts], []
        for at, count in enumerate(alive[1:], start=1):
            paths = score[:count, :, None] + self._transitions
            best = paths.argmax(axis=1)
            history.append(best)
            score[:count] = np.take_along_axis(paths, best[:, None], axis=1)[:, 0] + emissions[starts[:count] + at]
        result = np.empty(len(features), dtype=np.intp)
        now = score.argmax(axis=1)
        for at in range(len(alive) - 1, -1, -1):
            count = alive[at]
            result[starts[:count] + at] = now[:count]
            if at:
                now[:count] = history[at - 1][np.arange(count), now[:count]]
        return result


class TreeHead:
    """Syntax: how well each word would do as another's head, and the relation between a word and its head."""

    def __init__(self, network: Network, encoder: Encoder) -> None:
        arcs, relations = network.head["head"], network.head["rel"]
        self._arc_dependent = _Linear(arcs["head"]["proj"], encoder)
        self._arc_head = _Linear(arcs["tail"]["proj"], encoder)
        self._arc_root = _relu(_Linear(arcs["tail"]["proj"])(arcs["root"][None]))
        self._arc_kernel: Floats = arcs["kernel"]
        self._rel_head = _Linear(relations["head"]["proj"], encoder)
        self._rel_dependent = _Linear(relations["tail"]["proj"], encoder)
        self._rel_root = _relu(_Linear(relations["head"]["proj"])(relations["root"][None]))
        kernel: Floats = relations["kernel"]  # head x (relations * dependent)
        size = kernel.shape[0]
        self._rel_kernel = np.ascontiguousarray(
            kernel.reshape(size, -1, size).transpose(0, 2, 1).reshape(size * size, -1)
        )

    def scores(self, features: Floats, starts: Ints, lengths: Ints) -> Iterator[tuple[Ints, Floats]]:
        """Sentences of one length n, and their scores: sentences x n dependents x (root + n heads)."""
        dependents = _relu(self._arc_dependent(features)) @ self._arc_kernel
        heads = _relu(self._arc_head(features))
        for length, group in by_length(lengths):
            rows = starts[group, None] + np.arange(length)
            root = np.broadcast_to(self._arc_root, (len(group), *self._arc_root.shape))
            yield group, dependents[rows] @ np.concatenate((root, heads[rows]), axis=1).swapaxes(1, 2)

    def relations(self, features: Floats, heads: Ints, root: int | None = None) -> Ints:
        """The relation ids of all words; `heads` are rows of `features`, -1 for the root.

        With `root`, the id of that relation, roots and only roots have it.
        """
        as_head = np.concatenate((_relu(self._rel_head(features)), self._rel_root))[heads]
        dependents = _relu(self._rel_dependent(features))
        step, parts = 512, []
        for at in range(0, len(features), step):
            pairs = as_head[at : at + step, :, None] * dependents[at : at + step, None, :]
            scores = pairs.reshape(len(pairs), -1) @ self._rel_kernel
            if root is not None:
                scores[:, root] = np.where(heads[at : at + step] < 0, np.inf, -np.inf)
            parts.append(scores.argmax(axis=1))
        return np.concatenate(parts)


def _relu(values: NDArray[np.float32]) -> Floats:
    return np.maximum(values, 0)
