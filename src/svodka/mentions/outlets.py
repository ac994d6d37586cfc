"""Outlets in an article: those of the catalogue, and unknown ones behind 'газета', 'телеканал', 'агентство'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from svodka.knowledge.names import fold
from svodka.knowledge.organisations import MAKER_WORD
from svodka.knowledge.outlets import OUTLET_WORD, outlets_in
from svodka.language import Analysis
from svodka.mentions.locating import Locator, head_of
from svodka.mentions.mention import Mention

_QUOTED = re.compile(rf"(?<![\w-])(?:{OUTLET_WORD})\s+\"([^\"]{{2,40}})\"")
_LATIN = re.compile(rf"(?<![\w-])(?:{OUTLET_WORD})\s+([a-zà-ž][\w.&'-]*(?:\s[a-zà-ž&][\w.&'-]*){{0,4}})")
_FIRM = re.compile(rf"(?<![\w-])(?:{MAKER_WORD})\s+\"?$")


def find_outlets(analysis: Analysis) -> list[Mention]:
    """Mentions of kind 'outlet', in order: the name in the nominative without quotation marks; `country` when known,
    `role` 'known' or 'unknown', `of` = agency, paper, portal …"""
    locator = Locator(analysis)
    text = analysis.article.text
    found: list[Mention] = []
    for hit in outlets_in(text):
        span, outlet = hit.span, hit.outlet
        if _FIRM.search(fold(text[max(0, span.start - 30) : span.start])):
            continue  # 'верфь Anadolu'
        found.extend(_mention(analysis, locator, span.start, span.end, hit.name, outlet.country, outlet.kind))
    taken = [(m.start, m.end) for m in found]
    for start, end in _unknown(text):
        if not any(start < t_end and t_start < end for t_start, t_end in taken):
            found.extend(_mention(analysis, locator, start, end, text[start:end], None, None))
    return sorted(found, key=lambda m: m.start)


def _unknown(text: str) -> Iterator[tuple[int, int]]:
    """'газете «Вечерний курьер»', 'телеканал N7': what a word for an outlet announces."""
    folded = fold(text)
    for pattern in (_QUOTED, _LATIN):
        for match in pattern.finditer(folded):
            start, end = match.span(1)
            # the folded text is lower case: a name begins with a capital or is an address ('24.kg', 'vz.ru')
            if text[start].isupper() or "." in text[start:end].rstrip("."):
                yield start, start + len(text[start:end].rstrip(". "))


def _mention(analysis: Analysis, locator: Locator, start: int, end: int, value: str, country: str | None,
             kind: str | None) -> Iterator[Mention]:  # fmt: skip
    where = locator.place(start, end)
    if where is not None:
        yield Mention(
            kind="outlet", start=start, end=end, value=value,
            sentence=where.sentence, first=where.first, last=where.last,
            head=head_of(analysis.sentences[where.sentence], where.first, where.last),
            country=country, role="known" if kind else "unknown", of=kind,
        )  # fmt: skip
