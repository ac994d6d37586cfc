"""Any number of documents into the register, in constant memory, in their order, and on from where it stopped.

Documents are prepared in chunks by workers (decoded, judged by the filter), then it is decided in their order which to
read, those are read deeply by the workers, and everything is stored in order: with what is stored goes how far the
source was gone through, so a run that was killed goes on behind the last document that is in the register.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from svodka import __version__
from svodka.pipeline.deciding import Duplicates
from svodka.pipeline.line import Helpers, Line
from svodka.pipeline.pool import Here, Workers, default_jobs
from svodka.pipeline.preparing import Judges
from svodka.pipeline.report import Ingested
from svodka.pipeline.stepping import IngestOptions, Steps
from svodka.pipeline.storing import Books
from svodka.pipeline.tasks import Reads, Workshop, load_filter
from svodka.register import Register
from svodka.sources.document import Document, Source


def ingest_sources(
    sources: Iterable[Source], register: Register, options: IngestOptions | None = None, *,
    jobs: int | None = None, load: Callable[[], Reads] | None = None,
    load_filter: Callable[[], Judges] = load_filter, reader_version: str = __version__,
) -> Iterator[Ingested]:  # fmt: skip
    """Reads what the register does not hold yet and adds it; says of every document what became of it, in order.

    `jobs`: processes to read with, 2 for many documents when nobody says; with 1 all is done in this process. `load`
    and `load_filter` make the reader and the filter, in every process its own. Errors of the register as a whole end
    it; everything before is stored.
    """
    options, given = options or IngestOptions(), list(sources)
    here, there = (Workshop(options=options, load=load, load_filter=load_filter) for _ in range(2))
    version = "" if options.everything else here.relevance.version
    steps = Steps(given, register, options, reader_version=reader_version, filter_version=version)
    books = Books(register, [source.name for source in given], reader_version, version)
    first = steps.next_chunk()
    processes = jobs or default_jobs(sum(isinstance(step.found, Document) for step in first))
    pool: Helpers = Workers(processes, there.begin) if processes > 1 else Here(here.do)
    try:
        line = Line(register, steps, pool, books, Duplicates(register, reader_version), everything=options.everything)
        yield from line.run(first)
        books.close()
    finally:
        pool.close()
