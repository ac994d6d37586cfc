"""The language models of the natasha distribution, applied to articles in batches."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import navec  # type: ignore[import-untyped]
import slovnet  # type: ignore[import-untyped]

from svodka.language.analysis import Analysis, Name, Sentence, Token
from svodka.language.lemmas import Lemmatiser
from svodka.language.segmentation import Piece, look_up_form, sentences, tokens
from svodka.model import Article, ModelsMissing

READ_KINDS = frozenset({"title", "subtitle", "subhead", "body"})


def _weights() -> Path:
    spec = importlib.util.find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        raise ModelsMissing("the language models are missing: install the package 'natasha'")
    return Path(next(iter(spec.submodule_search_locations))) / "data"


@dataclass(slots=True)
class _Draft:
    start: int
    end: int
    paragraph: int
    spans: list[Piece]

    @property
    def words(self) -> list[str]:
        """The words as the models know them."""
        return [look_up_form(piece.text) for piece in self.spans]


def _drafts(article: Article) -> Iterator[_Draft]:
    """The sentences to read: the dateline and everything that is not news text are left out."""
    for index, paragraph in enumerate(article.paragraphs):
        if paragraph.kind not in READ_KINDS:
            continue
        offset = paragraph.span.start
        dateline = article.dateline.span if article.dateline else None
        if dateline and paragraph.span.contains(dateline):
            offset = dateline.end
        for sentence in sentences(article.text, offset, paragraph.span.end):
            spans = tokens(article.text, sentence.start, sentence.end)
            if spans:
                yield _Draft(sentence.start, sentence.end, index, spans)


class LanguageModels:
    """Morphology, syntax and names; load once, then `analyse` many articles at a time."""

    def __init__(self) -> None:
        data = _weights()
        vectors = navec.Navec.load(data / "emb" / "navec_news_v1_1B_250K_300d_100q.tar")
        model = data / "model"
        self._morph: Any = slovnet.Morph.load(model / "slovnet_morph_news_v1.tar", batch_size=16).navec(vectors)
        self._syntax: Any = slovnet.Syntax.load(model / "slovnet_syntax_news_v1.tar", batch_size=16).navec(vectors)
        self._names: Any = slovnet.NER.load(model / "slovnet_ner_news_v1.tar", batch_size=16).navec(vectors)
        self._lemmas = Lemmatiser()

    def analyse(self, articles: Sequence[Article]) -> list[Analysis]:
        """The analyses of the articles, in their order; sentences go through the models in one batch."""
        drafts = [(a, d) for a, article in enumerate(articles) for d in _drafts(article)]
        words = [d.words for _, d in drafts]
        found: list[tuple[list[Sentence], list[Name]]] = [([], []) for _ in articles]
        tagged = zip(self._morph.map(words), self._syntax.map(words), self._name_tags(words), strict=True)
        for (a, draft), (morph, syntax, tags) in zip(drafts, tagged, strict=True):
            read, names = found[a]
            sentence = self._sentence(len(read), draft, morph.tokens, syntax.tokens)
            names.extend(_names(sentence, tags))
            read.append(sentence)
        return [
            Analysis(article=article, sentences=tuple(s), names=tuple(n))
            for article, (s, n) in zip(articles, found, strict=True)
        ]

    def _name_tags(self, words: list[list[str]]) -> Iterator[list[str]]:
        infer = self._names.infer
        for at in range(0, len(words), 16):
            yield from infer.decoder(infer.process(infer.encoder(words[at : at + 16])))

    def _sentence(self, index: int, draft: _Draft, morph: Any, syntax: Any) -> Sentence:
        words = []
        for i, ((start, end, text), m, s) in enumerate(zip(draft.spans, morph, syntax, strict=True)):
            lemma = self._lemmas.lemma(look_up_form(text), m.pos, m.feats)
            words.append(
                Token(index=i, start=start, end=end, text=text, lemma=lemma, pos=m.pos, feats=dict(m.feats),
                      head=int(s.head_id) - 1, rel=s.rel)
            )  # fmt: skip
        children: list[list[int]] = [[] for _ in words]
        for token in words:
            if token.head >= 0:
                children[token.head].append(token.index)
        return Sentence(index=index, start=draft.start, end=draft.end, paragraph=draft.paragraph,
                        tokens=tuple(words), children=tuple(map(tuple, children)))  # fmt: skip


def _names(sentence: Sentence, tags: list[str]) -> Iterator[Name]:
    """BIO tags to spans; an I- without its B- opens a span of its own."""
    first, kind = -1, ""
    for i, tag in enumerate([*tags[: len(sentence.tokens)], "O"]):
        same = tag.startswith("I-") and tag[2:] == kind
        if kind and not same:
            yield Name(start=sentence.tokens[first].start, end=sentence.tokens[i - 1].end, kind=kind,  # type: ignore[arg-type]
                       sentence=sentence.index, first=first, last=i - 1)  # fmt: skip
            kind = ""
        if tag != "O" and not kind:
            first, kind = i, tag[2:]
