"""The three networks together: words in, labels out, in batches that cross the borders of articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from svodka.language.encoder import Batch, Batcher, Encoder, Ints
from svodka.language.heads import NameHead, TagHead, TreeHead
from svodka.language.trees import best_trees, log_probabilities
from svodka.language.weights import Floats, data_folder, read_network, read_vectors

_BATCH_WORDS = 12_000  # words that are projected together; bounds the memory, not the number of sentences asked for
Words = Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """Heads (-1 marks the root) and relations of a sentence's words."""

    heads: list[int]
    relations: list[str]


class Engine:
    """Morphology, names and syntax for sentences that are already cut into words."""

    def __init__(self, folder: Path | None = None) -> None:
        folder = data_folder() if folder is None else folder
        morph, names = read_network(folder, "morph", "tag"), read_network(folder, "ner", "tag")
        syntax = read_network(folder, "syntax", "rel")
        self._vectors = read_vectors(folder)
        self._batcher = Batcher(self._vectors, morph.shape_ids)
        self._morph, self._names, self._syntax = Encoder(morph), Encoder(names), Encoder(syntax)
        self._tag_head, self._name_head = TagHead(morph, self._morph), NameHead(names, self._names)
        self._tree_head = TreeHead(syntax, self._syntax)
        self._tags, self._name_tags, self._relations = morph.labels, names.labels, syntax.labels
        self._root = syntax.labels.index("root")

    def tag(self, sentences: Sequence[Words]) -> Iterator[tuple[list[str], list[str]]]:
        """For each sentence its words' morphology ('NOUN|Case=Gen|…') and name tags ('B-PER', 'I-PER', 'O')."""
        for batch, vectors in self.batches(sentences):
            morph = self._tag_head.tags(self._morph.encode(batch, vectors)).tolist()
            found = self._names.encode(batch, vectors)
            names = self._name_head.tags(found, batch.starts, batch.lengths).tolist()
            for start, length in zip(batch.starts.tolist(), batch.lengths.tolist(), strict=True):
                ids = slice(start, start + length)
                yield [self._tags[i] for i in morph[ids]], [self._name_tags[i] for i in names[ids]]

    def parse(self, sentences: Sequence[Words], hints: Sequence[Floats | None] = ()) -> Iterator[Tree]:
        """For each sentence its best tree; `hints` (words x (root + words)) are added to the arcs' log chances."""
        done = 0
        for batch, vectors in self.batches(sentences):
            features = self._syntax.encode(batch, vectors)
            heads = self._heads(batch, features, hints[done : done + len(batch.lengths)])
            done += len(batch.lengths)
            offsets = np.repeat(batch.starts, batch.lengths)
            rows = np.where(heads < 0, -1, heads + offsets)
            relations = self._tree_head.relations(features, rows, self._root).tolist()
            for start, length in zip(batch.starts.tolist(), batch.lengths.tolist(), strict=True):
                ids = slice(start, start + length)
                yield Tree(heads=heads[ids].tolist(), relations=[self._relations[i] for i in relations[ids]])

    def _heads(self, batch: Batch, features: Floats, hints: Sequence[Floats | None]) -> Ints:
        heads = np.empty(len(features), dtype=np.intp)
        groups, rows = [], []
        for group, scores in self._tree_head.scores(features, batch.starts, batch.lengths):
            chances = log_probabilities(scores)
            for table, hint in zip(chances, [hints[i] for i in group] if hints else (), strict=False):
                if hint is not None:
                    table += hint
            groups.append(chances)
            rows.append(batch.starts[group, None] + np.arange(scores.shape[1]))
        for places, found in zip(rows, best_trees(groups), strict=True):
            heads[places] = found
        return heads

    def batches(self, sentences: Sequence[Words]) -> Iterator[tuple[Batch, Floats]]:
        """The sentences as numbers, with the vectors of their distinct words, some thousand words at a time."""
        for part in _portions(sentences):
            batch = self._batcher.batch(part)
            yield batch, self._vectors.take(batch.words)


def _portions(sentences: Sequence[Words]) -> Iterator[Sequence[Words]]:
    """Runs of sentences of about `_BATCH_WORDS` words."""
    portion: list[Words] = []
    count = 0
    for sentence in sentences:
        portion.append(sentence)
        count += len(sentence)
        if count >= _BATCH_WORDS:
            yield portion
            portion, count = [], 0
    if portion:
        yield portion
