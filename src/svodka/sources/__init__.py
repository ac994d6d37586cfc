"""From where news comes: one module a kind of source."""

from svodka.sources.document import Document, Found, Refused, Source

__all__ = ["Document", "Found", "Refused", "Source"]
