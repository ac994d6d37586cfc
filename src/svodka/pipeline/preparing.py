"""Whether a document deserves deep reading: its language and its relevance, and what of it must be told elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from svodka.articles import OtherLanguage, article_id
from svodka.model import Article, SvodkaError
from svodka.pipeline.documents import ReadOptions, article_of_draft, draft_of
from svodka.relevance import Judgement
from svodka.sources.document import Document

Fate: TypeAlias = Literal["relevant", "irrelevant", "other language", "failed"]
_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"[^.!?…\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A document before deep reading. Only a relevant one keeps its article.

    `sentences` are what must stand in another article for this one to tell nothing new: words alone, see `folded`.
    `reason` says what stood in the way, `language` names another language than Russian.
    """

    fate: Fate
    id: str = ""
    article: Article | None = None
    sentences: tuple[str, ...] = ()
    reason: str = ""
    language: str = ""


class Judges(Protocol):
    """Whoever says what deserves reading: svodka.relevance.Relevance."""

    @property
    def version(self) -> str:
        """Another one whenever it judges otherwise."""

    def judge(self, text: str) -> Judgement:
        """The judgement of an article's text."""


def prepare(document: Document, options: ReadOptions, relevance: Judges | None) -> Prepared:
    """What becomes of a document; nothing is raised. Without a filter everything deserves reading."""
    try:
        return _prepared(document, options, relevance)
    except OtherLanguage as error:
        return Prepared(fate="other language", reason=str(error), language=error.language)
    except SvodkaError as error:
        return Prepared(fate="failed", reason=told(document.name, error))
    except Exception as error:  # one bad input must not cost the others
        return Prepared(fate="failed", reason=f"{document.name}: unexpected {type(error).__name__}: {error}")


def told(name: str, error: Exception) -> str:
    """The error in one line that names its document."""
    return str(error) if name in str(error) else f"{name}: {error}"


def _prepared(document: Document, options: ReadOptions, relevance: Judges | None) -> Prepared:
    draft = draft_of(document, options)
    judgement = relevance.judge(draft.text) if relevance else None
    if judgement and not judgement.relevant:
        return Prepared(fate="irrelevant", id=article_id(draft.text))
    article = article_of_draft(draft)
    telling = [span.of(article.text) for span in judgement.spans] if judgement else _SENTENCE.findall(article.text)
    sentences = tuple(found for each in telling if (found := folded(each)))
    return Prepared(fate="relevant", id=article.id, article=article, sentences=sentences)


def folded(text: str) -> str:
    """The words of a text between blanks: case, quotes, hyphens, blanks and all other punctuation play no part."""
    return f" {' '.join(_WORD.findall(text.lower().replace('ё', 'е')))} "


def stands_in(sentences: tuple[str, ...], text: str) -> bool:
    """Whether every one of the sentences (see `folded`) stands in the text, and there is one at all."""
    whole = folded(text)
    return bool(sentences) and all(sentence in whole for sentence in sentences)
