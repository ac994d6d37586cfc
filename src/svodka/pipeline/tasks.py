"""What workers do: they prepare documents and read articles deeply."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Protocol, TypeAlias

from svodka.model import Article, Record
from svodka.pipeline.documents import ReadOptions
from svodka.pipeline.preparing import Judges, Prepared, prepare
from svodka.pipeline.reader import Reader
from svodka.pipeline.words import lemmas_of
from svodka.relevance import Relevance
from svodka.sources.document import Document

BATCH = 16
"""Articles that go through the models together; more gains nothing and holds more memory."""


class Reads(Protocol):
    """Whoever reads articles: svodka.pipeline.Reader."""

    def read(self, articles: Sequence[Article]) -> list[Record]:
        """The records of the articles, in their order."""


@cache
def load_filter() -> Relevance:
    """The filter, compiled once in a process: that takes seconds."""
    return Relevance.load()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepare:
    """To be judged, each by the filter or, with `everything`, without it."""

    documents: tuple[Document, ...]
    everything: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """To be read deeply, together."""

    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was read out of an article, and the dictionary forms of its words; or the error that stood in the way."""

    record: Record | None = None
    lemmas: Mapping[str, str] | None = None
    error: Exception | None = None


Task: TypeAlias = Prepare | Read
Result: TypeAlias = tuple[Prepared, ...] | tuple[Told, ...]


@dataclass(frozen=True, kw_only=True)
class Workshop:
    """Does tasks. The models and the filter are loaded when the first task needs them, once."""

    options: ReadOptions
    load: Callable[[], Reads] | None = None  # Reader.load
    load_filter: Callable[[], Judges] = load_filter

    @cached_property
    def reader(self) -> Reads:
        """The reader with its models; ModelsMissing when they are not installed."""
        return (self.load or Reader.load)()

    @cached_property
    def relevance(self) -> Judges:
        """The filter."""
        return self.load_filter()

    def begin(self) -> Callable[[Task], Result]:
        """What a worker calls when it begins its life."""
        return self.do

    def do(self, task: Task) -> Result:
        """The results, one for every document or article, in their order."""
        if isinstance(task, Prepare):
            relevance = None if task.everything else self.relevance
            return tuple(prepare(document, self.options, relevance) for document in task.documents)
        return tuple(read_together(self.reader, task.articles))


def read_together(reader: Reads, articles: Sequence[Article]) -> Iterator[Told]:
    """Together, for speed; one by one when an article breaks a rule, so that only that one is lost."""
    try:
        records = reader.read(articles)
    except Exception as error:
        if len(articles) == 1:
            yield Told(error=error)
        else:
            for article in articles:
                yield from read_together(reader, [article])
        return
    for record in records:
        yield Told(record=record, lemmas=lemmas_of(record.article.text))
