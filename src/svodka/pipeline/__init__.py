"""From files to records: batches across articles, worker processes, and what could not be read set aside."""

from svodka.pipeline.files import DEFAULT_LIMIT, Outcome, ReadOptions, Source
from svodka.pipeline.ingest import Ingested, find_sources, ingest, ingest_files
from svodka.pipeline.reader import Reader
from svodka.pipeline.words import lemmas_of
from svodka.pipeline.workers import read_files

__all__ = [
    "DEFAULT_LIMIT", "Ingested", "Outcome", "ReadOptions", "Reader", "Source", "find_sources", "ingest",
    "ingest_files", "lemmas_of", "read_files",
]  # fmt: skip
