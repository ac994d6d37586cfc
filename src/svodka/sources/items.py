"""The items of a JSON list, cut out one by one: a list of any length, an item that is broken, from any item on."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from svodka.sources.frames import Frames
from svodka.sources.mapping import Mapping

_TOKEN = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*(")?|[\[\]{},]', re.S)
_LIST_OF_OBJECTS = re.compile(rb'"[^"\\]*"\s*:\s*\[(?=\s*\{)')
_KEY = re.compile(rb'"([^"\\]*)"\s*:')
_STEP = 131_072


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """The text of an item; `behind` is the plain byte at which the next begins. None, and `why`, for an early end."""

    data: bytes | None
    behind: int
    why: str = ""


class Items(Iterator[Item]):
    """The items of the list in a stream that was not read yet; without a list, the objects one after the other.

    Memory: the longest item. An item need not be JSON, as long as its brackets and quotation marks are closed.
    """

    def __init__(self, frames: Frames, limit: int) -> None:
        self._frames, self._limit = frames, limit
        self._window, self._offset, self._over = b"", 0, False
        self._waiting: deque[Item] = deque()
        self._more()
        begin = _list_begins(self._window)
        self._listed = begin is not None
        self._pass(begin or 0)

    def __next__(self) -> Item:
        item = self._waiting.popleft() if self._waiting else self._read()
        if item is None:
            raise StopIteration
        return item

    def ahead(self, count: int) -> list[Item]:
        """The next `count` items at most; they still come."""
        self._waiting.extend(islice(iter(self._read, None), count))
        return list(self._waiting)

    def go_to(self, behind: int) -> None:
        """On to the item that begins at the plain byte `behind`."""
        while self._waiting and self._waiting[0].behind <= behind and not self._waiting[0].why:
            self._waiting.popleft()
        while not self._waiting and self._offset < behind and (self._window or self._more()):
            self._pass(min(behind - self._offset, len(self._window)))

    def _read(self) -> Item | None:
        depth = at = 0
        while not self._over:
            token = _TOKEN.search(self._window, at)
            if token is None or (token[0].startswith(b'"') and not token[1]):
                at = token.start() if token else len(self._window)
                if not self._more():
                    return self._end()
                continue
            at, mark = token.end(), token[0]
            depth += (mark in b"[{") - (mark in b"]}")
            if depth < 0:  # the end of the list: an item that began here would be none
                self._over, at = True, token.start()
            if depth < 0 or (depth == 0 and mark in (b"," if self._listed else b"]}")):
                data, at = self._pass(at).removesuffix(b","), 0
                if data.strip():
                    return Item(data=data, behind=self._offset)
        return None

    def _pass(self, count: int) -> bytes:
        data, self._window = self._window[:count], self._window[count:]
        self._offset += count
        return data

    def _more(self) -> bytes:
        if len(self._window) > self._limit:
            return b""
        part = self._frames.read(_STEP) or b""
        self._window += part
        return part

    def _end(self) -> Item | None:
        self._over = True
        if not (self._listed or self._window.strip() or self._frames.broken):
            return None
        long = f"over the limit of {self._limit:,} bytes"
        why = long if len(self._window) > self._limit else self._frames.broken or "is cut off"
        return Item(data=None, behind=self._offset, why=f"{why}; nothing behind it can be read")


def _list_begins(head: bytes) -> int | None:
    """The byte behind the '[' of the list in a file that begins like this; None where objects are the rows."""
    if head.lstrip(b" \t\r\n\xef\xbb\xbf").startswith(b"["):
        return head.index(b"[") + 1
    match = _LIST_OF_OBJECTS.search(head)
    keys = [key.decode("utf-8", "replace") for key in _KEY.findall(head[: match.start()])] if match else []
    return match.end() if match and not Mapping.guess(keys).columns.get("text") else None
