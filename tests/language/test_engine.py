"""The engine gives the labels that slovnet gives for the same weights."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from svodka.language.encoder import Encoder
from svodka.language.engine import Engine
from svodka.language.heads import TreeHead
from svodka.language.segmentation import look_up_form, tokens
from svodka.language.shapes import word_shape
from svodka.language.weights import data_folder, read_network
from tests.language.paragraphs import sentences

navec = pytest.importorskip("navec")
slovnet = pytest.importorskip("slovnet")
shape_module = pytest.importorskip("slovnet.shape")

# the vocabulary knows few words with ё; ours are then looked up with е, slovnet's are not
WORDS = [[look_up_form(t.text).replace("ё", "е") for t in tokens(text)] for text in sentences(300)]
WORDS += [["Да"], ["."], ["С-400"] * 40]


@pytest.fixture(scope="module")
def vectors() -> Any:
    return navec.Navec.load(data_folder() / "emb" / "navec_news_v1_1B_250K_300d_100q.tar")


def stock(kind: Any, name: str, vectors: Any) -> Any:
    return kind.load(data_folder() / "model" / f"slovnet_{name}_news_v1.tar", batch_size=16).navec(vectors)


def test_morphology_is_that_of_slovnet(engine: Engine, vectors: Any) -> None:
    ours = [tag for tags, _ in engine.tag(WORDS) for tag in tags]
    theirs = [token.tag for markup in stock(slovnet.Morph, "morph", vectors).map(WORDS) for token in markup.tokens]
    assert ours == theirs


def test_names_are_those_of_slovnet(engine: Engine, vectors: Any) -> None:
    infer = stock(slovnet.NER, "ner", vectors).infer
    theirs = [tags for at in range(0, len(WORDS), 16)
              for tags in infer.decoder(infer.process(infer.encoder(WORDS[at : at + 16])))]  # fmt: skip
    assert [names for _, names in engine.tag(WORDS)] == theirs


def test_heads_and_relations_before_the_tree_is_made_are_those_of_slovnet(engine: Engine, vectors: Any) -> None:
    network = read_network(data_folder(), "syntax", "rel")
    encoder = Encoder(network)
    top = TreeHead(network, encoder)
    batch, unpacked = next(engine.batches(WORDS))
    features = encoder.encode(batch, unpacked)
    markups = list(stock(slovnet.Syntax, "syntax", vectors).map(WORDS))
    theirs = np.array([int(token.head_id) for markup in markups for token in markup.tokens])
    for group, scores in top.scores(features, batch.starts, batch.lengths):
        chosen = theirs[batch.starts[group, None] + np.arange(scores.shape[1])]
        # where a phrase stands twice in a sentence two heads may tie to the last bit
        assert np.allclose(np.take_along_axis(scores, chosen[:, :, None], 2)[:, :, 0], scores.max(axis=2), atol=1e-3)
    offsets = np.repeat(batch.starts, batch.lengths)
    relations = top.relations(features, np.where(theirs == 0, -1, theirs - 1 + offsets))
    assert len(theirs) == sum(map(len, WORDS))
    assert [network.labels[i] for i in relations] == [t.rel for markup in markups for t in markup.tokens]


@pytest.mark.parametrize(
    "word", [*sorted({w for s in WORDS for w in s}), "+7", "СИЗО-6", "ёж", "Ёж", "т", "?!", "①", "é"]
)
def test_shapes_are_those_of_slovnet(word: str) -> None:
    assert word_shape(word) == shape_module.word_shape(word)


def test_batches_do_not_change_what_a_sentence_says(engine: Engine) -> None:
    alone = [next(engine.parse([words])) for words in WORDS[:60]]
    assert list(engine.parse(WORDS[:60])) == alone


def test_a_word_with_yo_is_found(engine: Engine) -> None:
    (tags, _), (same, _) = engine.tag([["Россия", "поставит", "вертолёты"], ["Россия", "поставит", "вертолеты"]])
    assert tags == same
