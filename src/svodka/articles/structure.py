"""What each paragraph is: title, subtitle, subhead, body, byline or boilerplate."""

from __future__ import annotations

import re
from collections.abc import Sequence

from svodka.articles.blocks import Block
from svodka.articles.boilerplate import announces_links, awaits_links, is_boilerplate
from svodka.articles.bylines import parse_byline
from svodka.articles.dateline import parse_dateline
from svodka.model import Paragraph, ParagraphKind

_SENTENCE_END = re.compile(r"[.!?…][\"'»”“)\]]*$")
_FULL_STOP = re.compile(r"[.…][\"'»”“)\]]*$")
_LIST_MARK = re.compile(r"[-–—•*·]\s|\d{1,2}[.)]\s")
_TITLE_LONGEST = 250
_SUBHEAD_LONGEST = 90
_SUBHEAD_WORDS = 12


def mark_paragraphs(text: str, blocks: Sequence[Block], *, titled: bool = False) -> tuple[Paragraph, ...]:
    """The blocks as paragraphs of their kinds, in order; every block gets exactly one kind.

    `titled`: the first is known to be the title.
    """
    lines = [block.span.of(text) for block in blocks]
    kinds: list[ParagraphKind | None] = [_own_kind(line) for line in lines]
    if titled:
        kinds[0] = "title"
    _mark_links(blocks, lines, kinds)
    first = _first_body(text, blocks, lines, kinds)
    _mark_head(lines, kinds, first)
    last = max((i for i in range(first, len(lines)) if kinds[i] is None and _is_prose(lines[i])), default=first)
    for index, line in enumerate(lines):
        if kinds[index] is None:
            kinds[index] = _kind_in_body(line, lines, kinds, index, first, last)
    return tuple(
        Paragraph(span=block.span, kind=kind) for block, kind in zip(blocks, kinds, strict=True) if kind is not None
    )


def _own_kind(line: str) -> ParagraphKind | None:
    """The kind that a line shows by itself, wherever it stands."""
    if is_boilerplate(line) or announces_links(line):
        return "boilerplate"
    byline = parse_byline(line)
    if byline is not None and (byline.day is not None or byline.author is None):
        return "byline"
    return None


def _mark_links(blocks: Sequence[Block], lines: Sequence[str], kinds: list[ParagraphKind | None]) -> None:
    """The titles under 'Читайте также': the rest of its block, or the one line behind a blank."""
    for index, line in enumerate(lines):
        if kinds[index] != "boilerplate" or not awaits_links(line):
            continue
        follower = index + 1
        while follower < len(lines) and kinds[follower] is None and _is_link(lines[follower]):
            kinds[follower] = "boilerplate"
            follower += 1
            if follower < len(lines) and blocks[follower].opens:
                break


def _is_link(line: str) -> bool:
    return len(line) <= 160 and not _FULL_STOP.search(line)


def _is_prose(line: str) -> bool:
    """Whether the line is a sentence or more, not a heading."""
    return _SENTENCE_END.search(line) is not None or len(line) > _TITLE_LONGEST or line.endswith((":", ";"))


def _first_body(
    text: str, blocks: Sequence[Block], lines: Sequence[str], kinds: Sequence[ParagraphKind | None]
) -> int:
    """The first paragraph of the news: it opens with a dateline, or it is prose and no title."""
    titled = "title" in kinds
    free = [index for index, kind in enumerate(kinds) if kind is None]
    for index in free[:8]:
        if parse_dateline(text, blocks[index].span):
            return index
    for index in free:
        title_like = not titled and index == free[0] and len(free) > 1 and _may_be_title(lines, free)
        if _is_prose(lines[index]) and not title_like:
            return index
    return free[-1] if len(free) == 1 else free[not titled] if free else 0


def _may_be_title(lines: Sequence[str], free: Sequence[int]) -> bool:
    """'Кто вооружает Ереван?' is a title; 'Стороны подписали договор.' with more to follow is news."""
    line = lines[free[0]]
    return not _FULL_STOP.search(line) and len(line) <= _TITLE_LONGEST and not line.endswith(";")


def _mark_head(lines: Sequence[str], kinds: list[ParagraphKind | None], first: int) -> None:
    named = "title" in kinds
    for index in range(first):
        if kinds[index] is None:
            kinds[index] = ("byline" if parse_byline(lines[index]) else "subtitle") if named else "title"
            named = True


def _kind_in_body(
    line: str,
    lines: Sequence[str],
    kinds: Sequence[ParagraphKind | None],
    index: int,
    first: int,
    last: int,
) -> ParagraphKind:
    if index == first:
        return "body"
    if index > last:
        return _kind_in_tail(line)
    return "subhead" if _is_subhead(line) else "body"


def _is_subhead(line: str) -> bool:
    """'Второй заход', 'ПОСТАВКИ', 'Кто согласился?', 'Справочно:'; not an item of a list."""
    words = line.split()
    if _LIST_MARK.match(line) or line[0].islower() or "\n" in line:
        return False
    if line.endswith(":"):
        return len(words) <= 2
    short = len(line) <= _SUBHEAD_LONGEST and len(words) <= _SUBHEAD_WORDS
    quoted = line[0] in "«“\"" and line.endswith(("!", "?", "…"))
    return short and not quoted and not line.endswith((".", "…", ",", ";")) and not _FULL_STOP.search(line)


def _kind_in_tail(line: str) -> ParagraphKind:
    """Behind the last sentence stand authors and links; a long line has only lost its full stop."""
    if parse_byline(line) is not None:
        return "byline"
    return "body" if len(line.split()) > _SUBHEAD_WORDS else "boilerplate"
