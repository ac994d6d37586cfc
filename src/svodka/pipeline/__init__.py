"""From documents to records and into the register: batches, worker processes, and what could not be read set aside."""

from svodka.pipeline.batches import Outcome, read_documents
from svodka.pipeline.documents import DEFAULT_LIMIT, ReadOptions
from svodka.pipeline.reader import Reader
from svodka.pipeline.words import lemmas_of

__all__ = ["DEFAULT_LIMIT", "Outcome", "ReadOptions", "Reader", "lemmas_of", "read_documents"]
