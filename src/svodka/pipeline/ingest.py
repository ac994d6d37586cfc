"""Inputs into the register: every article in its own transaction as soon as it is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from svodka import __version__
from svodka.model import Article, Record, UnreadableInput
from svodka.pipeline.files import Outcome, ReadOptions, Source, article_of
from svodka.pipeline.reader import Reader
from svodka.pipeline.words import lemmas_of
from svodka.pipeline.workers import read_files
from svodka.register import Added, Register

SUFFIX = ".txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What came of one input: what it brought to the register, or the error that stood in the way."""

    name: str
    added: Added | None = None
    error: Exception | None = None


def ingest_files(
    sources: Iterable[Source], register: Register, options: ReadOptions | None = None, *,
    jobs: int | None = None, reader: Reader | None = None, reader_version: str = __version__,
) -> Iterator[Ingested]:  # fmt: skip
    """Reads what the register does not hold yet and adds it; a held text only adds where else it appeared.

    Those that are held come first, for they are told from their bytes alone.
    """
    options, fresh = options or ReadOptions(), []
    for source in sources:
        article = article_of(source, options)
        if isinstance(article, Article) and register.holds(article.id, reader_version):
            bare = Record(article=article, entities=(), facts=())
            yield Ingested(name=source.name, added=register.add(bare, reader_version))
        else:
            fresh.append(source)
    yield from ingest(read_files(fresh, options, jobs=jobs, reader=reader), register, reader_version=reader_version)


def find_sources(names: Iterable[str]) -> list[Source]:
    """The files named, and for a folder every .txt below it in order of path; UnreadableInput for an empty folder."""
    found: list[Source] = []
    for name in names:
        path = Path(name)
        below = sorted(path.rglob(f"*{SUFFIX}")) if path.is_dir() else [path]
        if not below:
            raise UnreadableInput(f"{name}: no {SUFFIX} files in this folder; name files or another folder")
        found += [Source(name=str(file), path=file) for file in below]
    return found


def ingest(outcomes: Iterable[Outcome], register: Register, *, reader_version: str = __version__) -> Iterator[Ingested]:
    """Adds what was read, one by one; errors of the register itself end it, everything before them is stored."""
    for outcome in outcomes:
        if outcome.record is None:
            yield Ingested(name=outcome.name, error=outcome.error)
            continue
        lemmas = lemmas_of(outcome.record.article.text)
        yield Ingested(name=outcome.name, added=register.add(outcome.record, reader_version, lemmas=lemmas))
