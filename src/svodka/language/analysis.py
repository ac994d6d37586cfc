"""What the language models say of an article: sentences, tokens, trees, names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from svodka.model import Article, Paragraph

NameKind = Literal["PER", "LOC", "ORG"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word in its sentence. `head` indexes the sentence's tokens; -1 marks the root."""

    index: int
    start: int  # character offsets into article.text
    end: int
    text: str
    lemma: str  # lower case, ё folded to е; a participle has its verb's infinitive ('поставленной': 'поставить')
    pos: str  # Universal Dependencies: NOUN, PROPN, VERB, ADJ, ADP, NUM, PUNCT …
    feats: Mapping[str, str]  # UD features: Case, Number, Gender, Tense, VerbForm, Voice, Mood …
    head: int
    rel: str  # UD relation: nsubj, obj, obl, nmod, amod, conj, case, nummod, parataxis …

    def feat(self, name: str) -> str:
        """The UD feature's value, or '' when absent."""
        return self.feats.get(name, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence with its dependency tree; `children[i]` are the indexes that depend on token i."""

    index: int
    start: int
    end: int
    paragraph: int  # index into article.paragraphs
    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A person, place or organisation as the name model marks it (no nesting)."""

    start: int
    end: int
    kind: NameKind
    sentence: int
    first: int  # token indexes, `last` inclusive
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """An article with its sentences in order of the text and the names found in them."""

    article: Article
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]

    def tokens(self) -> Iterator[Token]:
        """Every token, in order."""
        for sentence in self.sentences:
            yield from sentence.tokens

    def paragraph_of(self, sentence: Sentence) -> Paragraph:
        """The paragraph a sentence stands in."""
        return self.article.paragraphs[sentence.paragraph]
