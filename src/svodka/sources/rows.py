"""A row of a dump → a document: the fields by the mapping, the day as EDTF."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from datetime import UTC, date, datetime

from svodka.model import day_as_written
from svodka.sources.document import Document, Found, Media, Refused
from svodka.sources.limits import Limits
from svodka.sources.mapping import Mapping

_SECONDS = re.compile(r"(\d{9,10})(?:\.\d+)?")
_MILLISECONDS = re.compile(r"(\d{12,13})")
_SLASHED = re.compile(r"(\d{4})/(\d\d?)/(\d\d?)(?:[T ].*)?", re.S)
_DAY_FIRST = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})(?:[T ,].*)?", re.S)
_MARKUP = re.compile(r"\s*<(?:!doctype|html|body|head|div|p|article|section|main|h[1-6]|br|span)\b[^<>]*>", re.I)
_SECONDS_OF_NEWS = range(631_152_000, 1_900_000_000)  # 1990 to 2030; '2021062918' is a day and an hour, not a second
_DEEPEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """Where a row stands: what messages call it, and how its source goes on behind it."""

    name: str
    cursor: str
    done: int

    def refused(self, reason: str) -> Refused:
        """The refusal of what stands here; `reason` says why in one line."""
        return Refused(name=self.name, reason=f"{self.name}: {reason}", cursor=self.cursor, done=self.done)


def row_to_document(row: MappingOf[str, object], mapping: Mapping, at: At, limits: Limits) -> Found:
    """The document of a row; refused when it has no text, or too long a one."""
    fields = {name: _text(row.get(column), name) for name, column in mapping.columns.items() if column}
    title, text, html = fields.get("title"), fields.get("text"), fields.get("html")
    media: Media = "text"
    if (not text and html) or (text and _MARKUP.match(text)):
        media, text = "html", text or html
    if not text:
        return at.refused(f"there is no text in {mapping.columns.get('text') or mapping.columns.get('html')!r}")
    data = (text if media == "html" else _under_title(title, text)).encode("utf-8", "replace")
    if len(data) > limits.of(media):
        return at.refused(f"over the limit of {limits.of(media):,} bytes; no article is that long")
    url = fields.get("url")
    return Document(
        name=at.name, data=data, cursor=at.cursor, done=at.done, media=media, charset="utf-8", title=title,
        url=url if url and url.startswith(("http://", "https://")) else None,
        published=day_of(row.get(mapping.columns.get("published", ""))),
        outlet=fields.get("outlet"), author=fields.get("author"),
    )  # fmt: skip


def flattened(row: MappingOf[str, object]) -> dict[str, object]:
    """Columns of nested objects by their path: {'a': {'b': 1}} as {'a.b': 1}."""
    flat: dict[str, object] = {}
    _flatten(row, "", flat, _DEEPEST)
    return flat


def day_of(value: object) -> str | None:
    """EDTF of the day that a cell means; None when it is no day, or may be either of two.

    Besides what `day_as_written` knows: dates of a table, seconds and milliseconds since 1970 (the day in UTC),
    '2021/06/29', and '29/06/2021' where only one reading is a day.
    """
    if isinstance(value, date):  # datetime is one as well
        return day_as_written(value.isoformat())
    if isinstance(value, bool) or value is None:
        return None
    text = (repr(value) if isinstance(value, float) else str(value)).strip()
    if match := _SECONDS.fullmatch(text) or _MILLISECONDS.fullmatch(text):
        return _day_of_second(int(match[1]) / (1000 if len(match[1]) > 10 else 1))
    if match := _SLASHED.fullmatch(text):
        return day_as_written(f"{match[1]}-{match[2]:0>2}-{match[3]:0>2}")
    if match := _DAY_FIRST.fullmatch(text):
        days = {day_as_written(f"{match[3]}-{m:0>2}-{d:0>2}") for d, m in ((match[1], match[2]), (match[2], match[1]))}
        days.discard(None)
        return days.pop() if len(days) == 1 else None
    return day_as_written(text)


def _day_of_second(second: float) -> str | None:
    return datetime.fromtimestamp(second, UTC).date().isoformat() if int(second) in _SECONDS_OF_NEWS else None


def _under_title(title: str | None, text: str) -> str:
    """The text under its title, which stands there only once."""
    return text if not title or text.lstrip().startswith(title) else f"{title}\n\n{text}"


def _text(value: object, name: str) -> str | None:
    """A cell as text: lists joined (authors with commas, paragraphs with blank lines), nothing for nothing."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, list | tuple):
        parts = [part for item in value if (part := _text(item, name))]
        return ("\n\n" if name in ("text", "html") else ", ").join(parts) or None
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    text = str(value).strip()
    return (text if name in ("text", "html") else " ".join(text.split())) or None


def _flatten(row: MappingOf[str, object], path: str, flat: dict[str, object], deep: int) -> None:
    for key, value in row.items():
        if isinstance(value, dict) and deep:
            _flatten(value, f"{path}{key}.", flat, deep - 1)
        else:
            flat.setdefault(f"{path}{key}", value)
