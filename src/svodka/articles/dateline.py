"""The opening of a wire report: 'МИНСК, 14 ноя – РИА Новости. ', 'Москва. 29 июня. INTERFAX.RU - '."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from svodka.articles.dates import DayFound, day_at, weekday_of
from svodka.articles.morphology import is_given_name
from svodka.knowledge.outlets import Outlet, find_outlet, outlets_in
from svodka.model import Dateline, Span

_CAPITAL = r"[А-ЯЁ][А-ЯЁа-яё’'-]*"
_PLACE = re.compile(
    rf"(?:г\.\s?|пос\.\s?)?({_CAPITAL}(?:\s{_CAPITAL}){{0,2}})(?:\s\([А-ЯЁ][^()\n]{{2,40}}\))?(?=\s?[.,/(:]|\s[-–—]{{1,2}})"
)
_BRACKETED_PLACE = re.compile(rf"\(({_CAPITAL}(?:\s{_CAPITAL}){{0,2}})\)(?=\s?[-–—.])")
_PREPOSITIONS = re.compile(r"(?:в|во|на|под|из|к|ко|с|со|у|по|от|до|за|о|об|при|после|над|это|как)\s", re.I)
_ABBREVIATIONS = frozenset({"США", "ОАЭ", "ООН", "КНР", "ФРГ", "КНДР", "ЮАР", "ДРК", "ЦАР", "СССР"})
_SMALL_PARTS = frozenset({"на", "де", "эль", "ле", "ла", "оф", "аш", "ад", "о"})
_BRACKETED = re.compile(r"[/(\[]\s*([^/()\[\]\n]{2,60}?)\s*[/)\]]")
_COLUMN = re.compile(r"^(?:соб\.?\s?|спец)?корр(?:еспондент)?\.?\s+|^(?:Г?ИА|НИАТ?)\s+|^(?:информ)?агентство\s+", re.I)
_JOINT = re.compile(r"[ \t\u00a0]*(?:[.,;|]|/(?![^/\n]{2,60}/)|[-–—]{1,2}(?=\s))?[ \t\u00a0]*")
_END = re.compile(r"[ \t\u00a0]*(?:(?P<mark>[.:]|[-–—]{1,2}(?=\s))[ \t\u00a0]*(?:[-–—]{1,2}[ \t\u00a0]+)?)?")
_REPORTER = re.compile(r",\s(?=[А-ЯЁ])(?P<given>[А-ЯЁ][а-яё]+)\s[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?(?=\.\s|\s[-–—])")
_NEWS = re.compile(r"[А-ЯЁA-Z0-9«“„\"(]")
_TIME = re.compile(r"[,.]?\s*(?:[01]?\d|2[0-3]):[0-5]\d(?:\s*\(?(?:мск|msk)\)?)?", re.I)
_ORDERS = ("PDA", "DPA", "APD", "PAD", "PA", "DA", "AD", "PD", "DP", "A", "P")  # the fuller first


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A dateline with the day it names, if any."""

    dateline: Dateline
    day: DayFound | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What has been read up to `end`; `marked` says that brackets or dashes alone prove a dateline."""

    end: int
    place: str | None = None
    day: DayFound | None = None
    outlet: str | None = None
    marked: bool = False


def parse_dateline(text: str, span: Span) -> Opening | None:
    """The dateline at the start of the paragraph `span`: its span ends where the news begins.

    `place` is in normal case ('НЬЮ-ДЕЛИ' gives 'Нью-Дели'), `outlet` as the catalogue names it, else as written.
    """
    for order in _ORDERS:
        read = _follow(text, span, order)
        if read and (end := _closed(text, span, read, order)):
            dateline = Dateline(span=Span(start=span.start, end=end), place=read.place, outlet=read.outlet)
            return Opening(dateline=dateline, day=read.day)
    return None


def _follow(text: str, span: Span, order: str) -> _Read | None:
    read: _Read | None = _Read(end=span.start)
    for number, part in enumerate(order):
        if read is None:
            return None
        if number and (joint := _JOINT.match(text, read.end, span.end)):
            read = replace(read, end=joint.end())
        read = _PARTS[part](text, span, read)
    return read


def _closed(text: str, span: Span, read: _Read, order: str) -> int | None:
    """Where the news begins, or None where what follows shows that it was no dateline."""
    end = _END.match(text, read.end, span.end)
    if end is None:
        return None
    closed = end["mark"] is not None or text[read.end - 1] in "/)]." or end.end() == span.end
    news = end.end() == span.end or _NEWS.match(text, end.end())
    enough = len(order) > 1 or (read.marked and end["mark"] != ":")  # 'Defense News: регион меняет поставщиков'
    return end.end() if closed and news and enough else None


def _place(text: str, span: Span, read: _Read) -> _Read | None:
    if match := _BRACKETED_PLACE.match(text, read.end, span.end):
        return replace(read, end=match.end(), place=normal_case(match[1]), marked=True)
    match = _PLACE.match(text, read.end, span.end)
    if not match or _PREPOSITIONS.match(match[1] + " ") or weekday_of(match[1]) or find_outlet(match[1]):
        return None
    return replace(read, end=match.end(), place=normal_case(match[1]))


def _day(text: str, span: Span, read: _Read) -> _Read | None:
    found = day_at(text, read.end)
    if found is None or found.span.end > span.end:
        return None
    end = found.span.end
    time = _TIME.match(text, end, span.end)
    return replace(read, end=time.end() if time else end, day=found)


def _agency(text: str, span: Span, read: _Read) -> _Read | None:
    if match := _BRACKETED.match(text, read.end, span.end):
        name = _COLUMN.sub("", match[1]).strip(" .")
        known = find_outlet(name) or find_outlet(match[1]) or _signed(name)
        if known or (read.end > span.start and _shouts(name)):
            return replace(read, end=match.end(), outlet=known.name if known else name, marked=True)
        return None
    for written in _open_agencies(text, span, read.end):
        name = _COLUMN.sub("", written).strip()
        known = find_outlet(written) or find_outlet(name)
        if known or (read.end > span.start and _shouts(name)):
            end = read.end + len(written)
            return replace(read, end=_past_reporter(text, span, end), outlet=known.name if known else name, marked=True)
    return None


def _past_reporter(text: str, span: Span, end: int) -> int:
    """'БИШКЕК, 3 мар - Sputnik, Анна Белова. Стороны …': the reporter's name belongs to the opening."""
    reporter = _REPORTER.match(text, end, span.end)
    return reporter.end() if reporter and is_given_name(reporter["given"]) else end


def _signed(name: str) -> Outlet | None:
    """The agency before its correspondent's name: '/Корр. ТАСС Анна Белова/'."""
    found = next(outlets_in(name), None)
    return found.outlet if found and found.span.start == 0 else None


def _open_agencies(text: str, span: Span, start: int) -> Iterator[str]:
    """What may be an agency's name at `start`, the longer first ('ИНТЕРФАКС-КАЗАХСТАН', 'РИА "Новости"')."""
    stop = min(span.end, start + 50)
    ends = [m.start() for m in re.finditer(r"\.\s|\s?[-–—]{1,2}\s|\s?[/(:]|,\s", text[start:stop])]
    for end in sorted({*ends, *([stop - start] if stop == span.end else [])}, reverse=True):
        if end >= 2:
            yield text[start : start + end].rstrip(" .")


def _shouts(name: str) -> bool:
    """'КАЗИНФОРМ': an agency nobody has heard of still writes itself in capitals."""
    letters = [letter for letter in name if letter.isalpha()]
    return len(letters) >= 4 and all(letter.isupper() for letter in letters) and len(name.split()) <= 3


def normal_case(name: str) -> str:
    """'НЬЮ-ДЕЛИ' → 'Нью-Дели', 'РОСТОВ-НА-ДОНУ' → 'Ростов-на-Дону'; a name in normal case stays."""
    if not name.isupper() or name in _ABBREVIATIONS:
        return name
    parts = re.split(r"([-\s])", name.lower())
    return "".join(
        part if number and part in _SMALL_PARTS else part[:1].upper() + part[1:] for number, part in enumerate(parts)
    )


_PARTS: dict[str, Callable[[str, Span, _Read], _Read | None]] = {"P": _place, "D": _day, "A": _agency}
