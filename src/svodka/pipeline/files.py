"""Many files in, one outcome each, in their order: a record, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from svodka.articles import read_article
from svodka.model import Article, Record, UnreadableInput
from svodka.pipeline.reader import Reader

DEFAULT_LIMIT = 2_000_000
"""Bytes; a longer text is refused: no news article comes near it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One input: a file, or bytes already at hand (standard input) under the name to be shown."""

    name: str
    path: Path | None = None
    data: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What is known of all the inputs beforehand, and the size in bytes above which one is refused."""

    published: str | None = None
    outlet: str | None = None
    limit: int = DEFAULT_LIMIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one input: its record, or the error that stood in the way."""

    name: str
    record: Record | None = None
    error: Exception | None = None


def read_batch(load: Callable[[], Reader], sources: Sequence[Source], options: ReadOptions) -> list[Outcome]:
    """The outcomes of the sources, in their order, read through the models together.

    `load` is called only when there is something to read: bad input is told at once.
    """
    drafts = [article_of(source, options) for source in sources]
    articles = [draft for draft in drafts if isinstance(draft, Article)]
    records = _records(load(), articles) if articles else iter(())
    return [
        _outcome(source.name, next(records) if isinstance(draft, Article) else draft)
        for source, draft in zip(sources, drafts, strict=True)
    ]


def source_bytes(source: Source, limit: int) -> bytes:
    """The raw document; UnreadableInput when the file cannot be read or is longer than `limit`."""
    if source.data is not None:
        return source.data
    path = source.path or Path(source.name)
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError:
        raise UnreadableInput(f"{source.name}: there is no such file") from None
    except IsADirectoryError:
        raise UnreadableInput(f"{source.name}: this is a directory; name the files in it") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise UnreadableInput(f"{source.name}: the file cannot be read: {reason}") from None
    if len(data) > limit:
        raise UnreadableInput(f"{source.name}: over the limit of {limit:,} bytes; split the text or raise --limit")
    return data


def article_of(source: Source, options: ReadOptions) -> Article | Exception:
    """The article of a source, which the models have not seen yet, or the reason why there is none."""
    try:
        return read_article(
            source_bytes(source, options.limit), source.name,
            published=options.published, outlet=options.outlet, max_bytes=options.limit,
        )  # fmt: skip
    except Exception as error:  # one bad input must not cost the others
        return error


def _records(reader: Reader, articles: Sequence[Article]) -> Iterator[Record | Exception]:
    """Together, for speed; one by one when an article breaks a rule, so that only that one is lost."""
    try:
        return iter(reader.read(articles))
    except Exception as error:
        return iter([error]) if len(articles) == 1 else _one_by_one(reader, articles)


def _one_by_one(reader: Reader, articles: Iterable[Article]) -> Iterator[Record | Exception]:
    for article in articles:
        yield from _records(reader, [article])


def _outcome(name: str, found: Record | Exception) -> Outcome:
    return Outcome(name=name, error=found) if isinstance(found, Exception) else Outcome(name=name, record=found)
