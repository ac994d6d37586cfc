"""One file that is one document: a text, a saved web page, a page with its pictures in one file (MHTML)."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from svodka.sources.blobs import OfBlob
from svodka.sources.document import Document, Found, Media, Refused
from svodka.sources.limits import Limits

_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(https?://[^\s>]+)", re.I)
_ONLY = "1"  # the cursor behind the one document


@dataclass(frozen=True, slots=True, kw_only=True)
class File(OfBlob):
    """A file with one document in it."""

    kind: Literal["text", "html", "mhtml"]
    limits: Limits

    def found(self, after: str | None = None) -> Iterator[Found]:
        """The document, unless it was given; refused when it is too long."""
        if after is not None:
            return
        limit = self.limits.of("text" if self.kind == "text" else "html")
        data = self.blob.whole(limit)
        done = self.size or len(data)
        if len(data) > limit:
            reason = f"{self.name}: over the limit of {limit:,} bytes; split the text or raise --limit"
            yield Refused(name=self.name, reason=reason, cursor=_ONLY, done=done)
        elif self.kind == "mhtml":
            yield self._page_in(data, done)
        else:
            media: Media = "html" if self.kind == "html" else "text"
            saved = _SAVED_FROM.search(self.blob.start) if media == "html" else None
            url = saved[1].decode("ascii", "replace") if saved else None
            yield Document(name=self.name, data=data, cursor=_ONLY, done=done, media=media, url=url)

    def _page_in(self, data: bytes, done: int) -> Found:
        """The web page of an MHTML file: its first part that is HTML."""
        whole = email.message_from_bytes(data, policy=email.policy.compat32)
        page = next((part for part in whole.walk() if part.get_content_type() == "text/html"), None)
        body = page.get_payload(decode=True) if page else None
        if page is None or not isinstance(body, bytes):
            reason = f"{self.name}: no web page in this MHTML file; save the page again as HTML"
            return Refused(name=self.name, reason=reason, cursor=_ONLY, done=done)
        url = str(whole.get("Snapshot-Content-Location") or page.get("Content-Location") or "")
        return Document(
            name=self.name, data=body, cursor=_ONLY, done=done, media="html", charset=page.get_content_charset(),
            url=url if url.startswith(("http://", "https://")) else None,
        )  # fmt: skip
