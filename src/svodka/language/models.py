"""Articles to analyses: segmentation, the networks, lemmas, trees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from threadpoolctl import ThreadpoolController

from svodka.language.analysis import Analysis, Name, Sentence, Token
from svodka.language.clauses import hints
from svodka.language.engine import Engine, Tree
from svodka.language.finite import finite_tags
from svodka.language.lemmas import Lemmatiser
from svodka.language.name_cases import name_case_tags
from svodka.language.outline import outline
from svodka.language.repairs import repair
from svodka.language.segmentation import Piece, look_up_form, sentences, tokens
from svodka.model import Article

READ_KINDS = frozenset({"title", "subtitle", "subhead", "body"})
_LONGEST = 200  # tokens; a longer 'sentence' is a list or a table and is cut: trees cost the cube of the length


@dataclass(slots=True)
class _Draft:
    """A sentence before it is read: its place, its tokens, and its words as the models know them."""

    article: int
    start: int
    end: int
    paragraph: int
    pieces: list[Piece]
    words: list[str]


class LanguageModels:
    """Morphology, syntax and names; load once, then `analyse` many articles at a time."""

    def __init__(self, engine: Engine | None = None) -> None:
        self._engine = engine or Engine()
        self._threads = ThreadpoolController()
        self._lemma = lru_cache(maxsize=100_000)(partial(_lemma, Lemmatiser()))

    def analyse(self, articles: Sequence[Article]) -> list[Analysis]:
        """The analyses of the articles, in their order; sentences go through the models in one batch."""
        drafts = [draft for a, article in enumerate(articles) for draft in _drafts(a, article)]
        with self._threads.limit(limits=1):  # the products are small: a second thread costs more than it gives
            labels = self._labels(drafts)
        found: list[tuple[list[Sentence], list[Name]]] = [([], []) for _ in articles]
        for draft, (tags, name_tags, tree) in zip(drafts, labels, strict=True):
            read, names = found[draft.article]
            sentence = self._sentence(len(read), draft, tags, tree)
            names.extend(_names(sentence, name_tags))
            read.append(sentence)
        return [
            Analysis(article=article, sentences=tuple(s), names=tuple(n))
            for article, (s, n) in zip(articles, found, strict=True)
        ]

    def _labels(self, drafts: Sequence[_Draft]) -> list[tuple[list[str], list[str], Tree]]:
        """Morphology, name tags and tree of each sentence."""
        read = self._engine.tag([draft.words for draft in drafts])
        tagged = [
            (name_case_tags(draft.words, finite_tags(draft.words, tags), names), names)
            for draft, (tags, names) in zip(drafts, read, strict=True)
        ]
        outlines = [outline(draft.words) for draft in drafts]
        shown: list[tuple[list[str], list[str]]] = []
        for draft, plan, (tags, _) in zip(drafts, outlines, tagged, strict=True):
            shown += [([draft.words[i] for i in part], [tags[i] for i in part]) for part in plan.parts]
        trees = self._engine.parse([words for words, _ in shown], [hints(words, tags) for words, tags in shown])
        labels = []
        for draft, plan, (tags, names) in zip(drafts, outlines, tagged, strict=True):
            tree = plan.whole([next(trees) for _ in plan.parts], tags)
            labels.append((tags, names, repair(tree, draft.words, tags)))
        return labels

    def _sentence(self, index: int, draft: _Draft, tags: list[str], tree: Tree) -> Sentence:
        children: list[list[int]] = [[] for _ in tags]
        read = []
        for i, (piece, word, tag) in enumerate(zip(draft.pieces, draft.words, tags, strict=True)):
            pos, feats = _tag_parts(tag)
            head = tree.heads[i]
            read.append(
                Token(index=i, start=piece.start, end=piece.end, text=piece.text, pos=pos, feats=feats,
                      lemma=self._lemma(word, tag), head=head, rel=tree.relations[i])
            )  # fmt: skip
            if head >= 0:
                children[head].append(i)
        return Sentence(index=index, start=draft.start, end=draft.end, paragraph=draft.paragraph,
                        tokens=tuple(read), children=tuple(map(tuple, children)))  # fmt: skip


@lru_cache(maxsize=2_000)
def _tag_parts(tag: str) -> tuple[str, Mapping[str, str]]:
    """'NOUN|Case=Gen|Number=Sing' to the part of speech and the features; one mapping serves every token."""
    pos, *feats = tag.split("|")
    return pos, dict(feat.split("=", 1) for feat in feats)


def _lemma(lemmas: Lemmatiser, word: str, tag: str) -> str:
    return lemmas.lemma(word, *_tag_parts(tag))


def _drafts(number: int, article: Article) -> Iterator[_Draft]:
    """The sentences to read: the dateline and everything that is not news text are left out."""
    for index, paragraph in enumerate(article.paragraphs):
        if paragraph.kind not in READ_KINDS:
            continue
        offset = paragraph.span.start
        dateline = article.dateline.span if article.dateline else None
        if dateline and paragraph.span.contains(dateline):
            offset = dateline.end
        for sentence in sentences(article.text, offset, paragraph.span.end):
            pieces = tokens(article.text, sentence.start, sentence.end)
            for at in range(0, len(pieces), _LONGEST):
                part = pieces[at : at + _LONGEST]
                yield _Draft(number, part[0].start, part[-1].end, index, part, [look_up_form(p.text) for p in part])


def _names(sentence: Sentence, tags: list[str]) -> Iterator[Name]:
    """BIO tags to spans; an I- without its B- opens a span of its own."""
    first, kind = -1, ""
    for i, tag in enumerate([*tags, "O"]):
        same = tag.startswith("I-") and tag[2:] == kind
        if kind and not same:
            yield Name(start=sentence.tokens[first].start, end=sentence.tokens[i - 1].end, kind=kind,  # type: ignore[arg-type]
                       sentence=sentence.index, first=first, last=i - 1)  # fmt: skip
            kind = ""
        if tag not in ("O", "<pad>") and not kind:
            first, kind = i, tag[2:]
