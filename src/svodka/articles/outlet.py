"""Which outlet an article comes from: its dateline, its byline, or what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from svodka.articles.bylines import Byline
from svodka.articles.dateline import Opening
from svodka.knowledge.outlets import outlets_in
from svodka.model import Paragraph

_OWN_REPORTER = re.compile(r"(?:переда[её]т|сообщает|сообщил[аи]?)\s+(?:наш\s+)?(?:спец)?корреспондент\s", re.I)
_OWN_SIGN = re.compile(r"[“«\"„]Ъ[”»\"“]")
_SUBSCRIBE = re.compile(r"подпи[сш]\w+\s+на\s", re.I)
_NAME_ROOM = 60  # characters behind the words in which the name has to stand


def find_article_outlet(
    text: str, paragraphs: Sequence[Paragraph], opening: Opening | None, bylines: Sequence[Byline]
) -> str | None:
    """The outlet's canonical name, or None; an agency that is merely quoted is not the article's outlet."""
    if opening and opening.dateline.outlet:
        return opening.dateline.outlet
    if signed := next((byline.outlet for byline in bylines if byline.outlet), None):
        return signed
    body = [p.span.of(text) for p in paragraphs if p.kind == "body"]
    if own := _named_after(_OWN_REPORTER, body):  # 'передает корреспондент БЕЛТА'
        return own
    if any(_OWN_SIGN.search(paragraph) for paragraph in body):  # 'сказал “Ъ” пресс-секретарь'
        return "Коммерсантъ"
    return _named_after(_SUBSCRIBE, [p.span.of(text) for p in paragraphs if p.kind == "boilerplate"])


def _named_after(pattern: re.Pattern[str], paragraphs: Sequence[str]) -> str | None:
    for paragraph in paragraphs:
        for match in pattern.finditer(paragraph):
            room = paragraph[match.end() : match.end() + _NAME_ROOM]
            found = next(outlets_in(room), None)
            if found and not room[: found.span.start].strip(" \"«“„"):
                return found.outlet.name
    return None
