"""Cutting a text into paragraphs, whatever its line ends and however its lines were wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from svodka.model import Span

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\u2028\u2029]")
_TERMINAL = re.compile(r"[.!?…:;][\"'»”“)\]]*$")
_WRAP_AT_MOST = 130  # characters: no wrapped line is longer
_WRAPPED_SHARE = 0.6  # of the lines that have a follower end in the middle of a sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph's span; `opens` says that a blank line (or the text's start) stands before it."""

    span: Span
    opens: bool


def split_blocks(text: str) -> tuple[Block, ...]:
    """The paragraphs of a text in order: each a line, or several where the text was wrapped to a width.

    Spans carry no blanks at their ends; a wrapped paragraph's span runs over its line breaks.
    """
    lines = list(_lines(text))
    width = max((line.span.end - line.span.start for line in lines), default=0)
    if not _is_wrapped(text, lines, width):
        return tuple(lines)
    return tuple(_unwrap(text, lines, width))


def _lines(text: str) -> Iterator[Block]:
    previous_end = 0
    for match in _LINE.finditer(text):
        line = match.group()
        if stripped := line.strip():
            start = match.start() + line.index(stripped[0])
            opens = not previous_end or len(_BREAK.findall(text, previous_end, start)) > 1
            previous_end = start + len(stripped)
            yield Block(span=Span(start=start, end=previous_end), opens=opens)


def _ends_sentence(text: str, line: Block) -> bool:
    return _TERMINAL.search(line.span.of(text)) is not None


def _is_wrapped(text: str, lines: list[Block], width: int) -> bool:
    """Whether lines were cut at a width: most lines with a follower are long and end in mid-sentence."""
    followed = [line for line, after in pairwise(lines) if not after.opens]
    if len(followed) < 3 or width > _WRAP_AT_MOST:
        return False
    cut = [
        line for line in followed
        if line.span.end - line.span.start > width / 2 and not _ends_sentence(text, line)
    ]  # fmt: skip
    return len(cut) >= _WRAPPED_SHARE * len(followed)


def _unwrap(text: str, lines: list[Block], width: int) -> Iterator[Block]:
    current: Block | None = None
    last: Block | None = None
    for line in lines:
        if current is None or last is None:
            current = line
        elif line.opens or last.span.end - last.span.start < width * 0.6:
            yield current
            current = line
        else:
            current = Block(span=Span(start=current.span.start, end=line.span.end), opens=current.opens)
        last = line
    if current is not None:
        yield current
