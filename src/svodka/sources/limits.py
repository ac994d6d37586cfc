"""What one source may hold at most, so that no file fills the memory or runs for ever."""

from __future__ import annotations

from dataclasses import dataclass

from svodka.sources.document import Media


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bytes, unless said otherwise. No news article comes near any of them."""

    text: int = 2_000_000
    page: int = 10_000_000  # a web page with its scripts and styles
    row: int = 20_000_000  # a line of JSON, a row of a table
    ratio: int = 250  # bytes out of one packed byte; news packs 3 to 20 times, the same page over and over 150 times
    free: int = 50_000_000  # come out of anything before its ratio is looked at
    members: int = 200_000  # files in one archive
    spool: int = 2_000_000_000  # what must be unpacked to a nameless file, because it is not read from front to end

    def of(self, media: Media) -> int:
        """How long a document of this kind may be."""
        return self.page if media == "html" else self.text

    def is_bomb(self, plain: int, packed: int) -> bool:
        """Whether so many bytes came out of so few that nobody packed news."""
        return plain > self.free and plain > self.ratio * packed
