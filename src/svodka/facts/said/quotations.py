"""Quotations: stretches between quotation marks, paired, nested ones told from the outer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from svodka.mentions import Reading

_OPENING, _CLOSING, _STRAIGHT = "«„", "»", '"'
_EITHER = "“”"  # “English” opens and closes, „German“ closes with the first
_BEFORE = " \t\u00a0\n([{-–—/«„“\""
_MARK = re.compile(f"[{_OPENING}{_CLOSING}{_STRAIGHT}{_EITHER}]")
_LONGEST = 3000
_DIALOGUE = re.compile(r"[-–—]{1,2}[ \u00a0]+(?=[А-ЯЁ])([^\n«\"]{5,}?)[,!?…][ \u00a0]+[-–—]{1,2}[ \u00a0]+(?=[а-яё])")
"""'– Отработаем поиск мин, – уточнил спикер': a paragraph that begins with a dash is speech without marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """What stands between the marks; `paragraph` of its beginning."""

    start: int
    end: int
    paragraph: int

    def of(self, text: str) -> str:
        """The words of the quotation."""
        return text[self.start : self.end]


@dataclass(slots=True)
class _Open:
    start: int
    paragraph: int
    inner: list[Quotation]


def quotations_in(reading: Reading) -> list[Quotation]:
    """The outermost closed quotations in order; one may run over several paragraphs when it opens the first of them."""
    found: list[Quotation] = []
    stack: list[_Open] = []
    for number, paragraph in enumerate(reading.analysis.article.paragraphs):
        if paragraph.kind not in ("body", "title", "subtitle"):
            continue
        stack = _carried(reading, stack, number)
        spoken = _DIALOGUE.match(reading.text, paragraph.span.start, paragraph.span.end)
        if spoken is not None:
            found.append(Quotation(start=spoken.start(1), end=spoken.end(1), paragraph=number))
        for mark in _MARK.finditer(reading.text, paragraph.span.start, paragraph.span.end):
            at = mark.start()
            side = _side(reading.text, at)
            if side == "open":
                stack.append(_Open(start=at + 1, paragraph=number, inner=[]))
            elif side == "close" and stack:
                top = stack.pop()
                whole = Quotation(start=top.start, end=at, paragraph=top.paragraph)
                (stack[-1].inner if stack else found).append(whole)
        found.extend(q for left in stack if not _opens_paragraph(reading, left) for q in left.inner)
    return sorted((q for q in found if q.end - q.start <= _LONGEST), key=lambda q: q.start)


def _carried(reading: Reading, stack: list[_Open], number: int) -> list[_Open]:
    """A quotation that opened the paragraph before and was not closed goes on in this one."""
    kept = stack[:1] if stack and stack[0].paragraph == number - 1 and _opens_paragraph(reading, stack[0]) else []
    return kept if len(stack) == 1 else []


def _opens_paragraph(reading: Reading, left: _Open) -> bool:
    return left.start - 1 == reading.analysis.article.paragraphs[left.paragraph].span.start


def _side(text: str, at: int) -> str:
    mark = text[at]
    if mark in _OPENING:
        return "open"
    if mark in _CLOSING:
        return "close"
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if (not before or before in _BEFORE) and after.strip() and after not in ".,;:!?)":
        return "open"
    return "close" if before.strip() else ""


def parts(reading: Reading, quotation: Quotation) -> Iterator[int]:
    """The indexes of the sentences that hold part of the quotation."""
    for sentence in reading.analysis.sentences:
        if sentence.start >= quotation.end:
            return
        if quotation.start < sentence.end:
            yield sentence.index
